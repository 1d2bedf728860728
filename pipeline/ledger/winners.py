"""The documents that files put forward to the ones that count, the ones that repeat them, and the clashes."""

from collections.abc import Callable

import pandas as pd
import pyarrow.compute as pc

from pipeline.ledger.ground import Ground
from pipeline.ledger.standing import IN_FILE, KEY

Promised = Callable[[pd.DataFrame], pd.Series]
"""Which of some documents are promised for a day, all of each."""


def never(documents: pd.DataFrame) -> pd.Series:
    """No document is a promise."""
    return pd.Series(False, index=documents.index)


def judged(documents: pd.DataFrame, ground: Ground, promised: Promised = never) -> pd.DataFrame:
    """What becomes of each document that a file puts forward.

    Of the same document in several files the later drop wins, whole; a slip that came back beats one that is only
    promised. Drops in a row that say the same are one document: it counts where it stood first (in a file saved
    again an unchanged document stands where it stood before), and repeats in the others.

    Args:
        documents: As `standing` gives them.
        ground: The files, and what was read in them.
        promised: Asked about the documents that several files have.

    Returns:
        The same rows in the same order, with `counts` (its rows are the ones in the tables), `repeats` (another file
        said the same before), `wins` (the later drop) and `clashes` (another file says something else).

    Source:
        CONTRACT 2, "the same document in two files"; CONTRACT 3, slips.
    """
    shared = documents.duplicated(KEY, keep=False)
    judged = documents.assign(counts=~shared, repeats=False, wins=~shared, clashes=False)
    if shared.any():
        contested = documents[shared].assign(rank=documents["version"].map(ground.order))
        contested = contested.assign(since=first_said(contested, ground), promise=promised(contested))
        decided = contest(contested)
        judged.loc[decided.index, decided.columns] = decided
    return judged


def contest(contested: pd.DataFrame) -> pd.DataFrame:
    """The four answers of `judged` for documents that stand in several files, on the same index."""
    rows = contested.sort_values([*KEY, "promise", "rank"], ascending=[True, True, False, True], kind="stable")
    document = rows.groupby(KEY, sort=False).ngroup()
    anew = (document != document.shift()) | (rows["digest"] != rows["digest"].shift())
    run = anew.cumsum()
    first = rows["since"] == rows.groupby(run)["since"].transform("min")
    wins = document != document.shift(-1)
    return pd.DataFrame(
        {
            "counts": first & (run == run.groupby(document).transform("max")),
            "repeats": ~first,
            "wins": wins,
            "clashes": rows.groupby(document)["digest"].transform("nunique") > 1,
        }
    )


def first_said(contested: pd.DataFrame, ground: Ground) -> pd.Series:
    """The rank of the version since which each file says the same of a document, without a break.

    A version that holds the document back is no break. Looked up only where two files say the same.
    """
    since = contested["rank"].copy()
    same = contested[contested.duplicated([*KEY, "digest"], keep=False)]
    for file, documents in same.groupby("file", sort=False):
        alive = documents[["version", *IN_FILE, "digest"]].assign(index=documents.index)
        for version in ground.shelf.readable(ground.by_file[str(file)]):
            if alive.empty:
                break
            newer = alive[alive["version"] > version.id]
            there = ground.shelf.documents([version], [*KEY, "state", "digest"], pc.field("state") != "repeat")
            there = there.drop_duplicates(KEY)[[*KEY, "state", "digest"]]
            met = newer.merge(there, on=KEY, how="left", suffixes=("", "_there"), validate="one_to_one")
            met = met.set_index("index", drop=False)
            agrees = (met["state"] == "accepted") & (met["digest"] == met["digest_there"])
            since.loc[met.index[agrees]] = ground.order[version.id]
            goes_on = met.index[agrees | (met["state"] == "held")]
            alive = alive[(alive["version"] <= version.id) | alive["index"].isin(goes_on)]
    return since
