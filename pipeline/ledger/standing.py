"""Each file's versions to the documents that stand in it: of its last readable version, or as last accepted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd
import pyarrow.compute as pc

from pipeline.ledger.among import among_all
from pipeline.ledger.shelf import History, Shelf

KEY = ["kind", "document"]
"""What a document is, in whichever file it stands."""

IN_FILE = ["file", *KEY]
"""What a document is in one file."""

PUT_FORWARD = [*IN_FILE, "version", "digest"]
"""What is asked of every document: where it stands and what it says."""

Rejects = Callable[[pd.DataFrame], pd.Series]
"""Which of some accepted documents, each of one version, are held back all the same."""


@dataclass(frozen=True)
class Standing:
    """The documents that files put forward.

    Attributes:
        documents: One row a file, kind and document: PUT_FORWARD. Order: version by version.
        rejected: The accepted documents that were held back all the same, in the same columns.
    """

    documents: pd.DataFrame
    rejected: pd.DataFrame


def nothing_rejected(documents: pd.DataFrame) -> pd.Series:
    """Every document stays accepted."""
    return pd.Series(False, index=documents.index)


def standing(
    files: Iterable[History], shelf: Shelf, kinds: Iterable[str], rejects: Rejects = nothing_rejected
) -> Standing:
    """The documents that each file puts forward.

    Those accepted in its last readable version; and of those held back there the ones that were accepted in the
    nearest version before, through versions that held them back too. A document that a version in between doesn't
    have is gone. A withdrawn file puts nothing forward.

    Args:
        files: Each file's history.
        shelf: What was read in each version.
        kinds: The kinds of document asked for.
        rejects: Holds accepted documents back.

    Returns:
        See Standing.

    Source:
        CONTRACT 2, "a file saved again" and "a document held back in a newer version".
    """
    asked_for = pc.field("kind").isin(tuple(kinds)) & (pc.field("document") != "")
    versions = {history.file: shelf.readable(history) for history in files}
    found, rejected, waiting = [], [], None
    while versions:
        here = [version for older in versions.values() if (version := next(older, None))]
        asked = shelf.documents(here, [*KEY, "digest", "state"], asked_for)
        if waiting is not None:
            asked = asked.merge(waiting, on=IN_FILE, validate="many_to_one")
        accepted = asked[asked["state"] == "accepted"]
        held_too = rejects(accepted)
        found.append(accepted[~held_too])
        rejected.append(accepted[held_too])
        held = pd.concat([asked[asked["state"] == "held"], accepted[held_too]])[IN_FILE].drop_duplicates()
        waiting = held[~among_all(held, accepted[~held_too], IN_FILE)]
        versions = {file: older for file, older in versions.items() if file in set(waiting["file"])}
    none = shelf.documents([], [*KEY, "digest"])
    return Standing(*(pd.concat([none, *parts], ignore_index=True)[PUT_FORWARD] for parts in (found, rejected)))
