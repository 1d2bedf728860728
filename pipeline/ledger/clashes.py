"""Documents that two files tell differently to a list of them, and to the rows where they stand."""

import pandas as pd

from pipeline.ledger.ground import Ground
from pipeline.ledger.standing import KEY
from schemas.registry import SHEETS

CONFLICTS = {"kind": "str", "document": "str", "files": "str", "winner": "str"}
CONFLICT_ROWS = {"kind": "str", "document": "str", "file": "str", "sheet": "str", "row": "int64"}


def clashing(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents with different content in two files, of kinds for which that is no normal course.

    Args:
        documents: As `judged` gives them.

    Source:
        CONTRACT 2, "where the contents differ"; CONTRACT 6, E901.
    """
    stays = [name for name, kind in SHEETS.items() if not kind.replaces]
    clashes = documents[documents["clashes"]]
    return clashes[clashes["kind"].isin(stays)]


def conflicts(documents: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """One row a document that two files tell differently: kind, document, files, winner.

    Returns:
        `files` by name with "; " between, `winner` the later drop. Order: kind as in the registry, then document.
    """
    clashes = clashing(documents)
    named = clashes.assign(name=ground.names(clashes["version"])).sort_values([*KEY, "name"])
    files = named.groupby(KEY, sort=False)["name"].agg("; ".join).reset_index(name="files")
    winners = named.loc[named["wins"], [*KEY, "name"]].rename(columns={"name": "winner"})
    found = files.merge(winners, on=KEY, validate="one_to_one").astype(CONFLICTS)
    return in_order(found)


def conflict_rows(documents: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """One row a row of those documents in each of the files: kind, document, file, sheet, row."""
    clashes = clashing(documents)
    parts = [ground.rows_of(clashes, kind).assign(kind=kind) for kind in SHEETS if (clashes["kind"] == kind).any()]
    empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in CONFLICT_ROWS.items()})
    rows = pd.concat([part[list(CONFLICT_ROWS)] for part in parts], ignore_index=True) if parts else empty
    return in_order(rows.astype(CONFLICT_ROWS))


def in_order(found: pd.DataFrame) -> pd.DataFrame:
    """Kind as in the registry, then document; else as they stood."""
    rank = found["kind"].map({kind: rank for rank, kind in enumerate(SHEETS)})
    return (
        found.assign(rank=rank).sort_values(["rank", "document"], kind="stable", ignore_index=True).drop(columns="rank")
    )
