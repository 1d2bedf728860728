"""Rows of one table to the same rows, each with what another table has under its key."""

import pandas as pd

from pipeline.reconcile.lookup import looked_up


def beside(rows: pd.DataFrame, others: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows whose key the other table has, each with that one's columns.

    What an inner merge gives, found in a quarter of its time: pandas makes numbers of all texts of both keys first.

    Args:
        rows: Any rows; those without a key are left out.
        others: One row a key; none of its other columns is one of `rows`.
        key: The column of texts that both have.

    Returns:
        As the rows stand, on a fresh index.

    Raises:
        ValueError: Two rows of `others` have the same key.
    """
    place = looked_up(rows[key], pd.Series(range(len(others)), index=pd.Index(others[key])))
    there = place.notna()
    kept = rows if there.all() else rows[there]
    theirs = others.drop(columns=key).take(place[there].to_numpy("int64"))
    return pd.concat([kept.reset_index(drop=True), theirs.reset_index(drop=True)], axis="columns")
