"""The last version of each file to the documents in it that are held back, with the day each belongs to."""

import pandas as pd
import pyarrow.compute as pc

from pipeline.ledger.among import among_all
from pipeline.ledger.ground import Ground
from pipeline.ledger.standing import KEY

HELD = ["file", "sheet", "kind", "document", "date", "moves"]


def held_back(rejected: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """The documents that are held back now.

    Those that count as they were last accepted are among them: what was meant to replace them doesn't count.

    Args:
        rejected: Accepted documents that were held back all the same.
        ground: The files, and what was read in them.

    Returns:
        One row a document and sheet: file, sheet, kind, document ("" where its key can't be read), date (blank where
        it can't be read, or its kind has none), moves (whether an account rests on it). Order: file, sheet, then as
        they stand.
    """
    last = {history.last.id: history.last for history in ground.files if not history.withdrawn}
    read = [version for version in last.values() if version.id in ground.newest]
    told = [*KEY, "sheet", "date", "moves"]
    held = ground.shelf.documents(read, told, pc.field("state") == "held")
    theirs = [version for version in read if version.id in set(rejected["version"])]
    accepted = ground.shelf.documents(theirs, told, pc.field("state") == "accepted")
    late = accepted[among_all(accepted, rejected, ["version", *KEY])]
    every = pd.concat([held, late], ignore_index=True)
    named = every.assign(file=ground.names(every["version"]))
    return named[HELD].sort_values(["file", "sheet"], kind="stable", ignore_index=True)
