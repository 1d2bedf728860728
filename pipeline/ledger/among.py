"""Texts, and documents of versions, to which of them are among others."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def among(text: pd.Series, values: pd.Series) -> pd.Series:
    """Which of the texts are among the values, a blank one where one of them is blank; that of `reconcile` never is.

    `Series.isin` makes a Python object of every value first.
    """
    found = pc.is_in(pa.array(text, pa.large_string()), pa.array(values, pa.large_string()))
    return pd.Series(found.to_numpy(zero_copy_only=False), index=text.index)


def among_all(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Which rows say in some columns, `document` among them, what any of the others says there.

    Only rows and others that have a document in common, few as a rule, are looked at in all columns.
    """
    if others.empty:
        return pd.Series(False, index=rows.index)
    found = among(rows["document"], others["document"])
    maybe = rows.loc[found.to_numpy(), columns]
    theirs = others.loc[among(others["document"], maybe["document"]), columns].drop_duplicates()
    met = maybe.merge(theirs, how="left", on=columns, validate="many_to_one", indicator=True)
    said = np.zeros(len(rows), dtype=bool)
    said[found.to_numpy()] = met["_merge"] == "both"
    return pd.Series(said, index=rows.index)
