"""Accepted rows to the documents that count on a day: what a document says stands on each of its rows."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import pandas as pd

from schemas.registry import SHEETS
from schemas.sheets.kind import SheetKind

DATED = {
    "orders": "order_date",
    "shipments": "ship_date",
    "slips": "returned_date",
    "payments": "received_date",
    "returns": "return_date",
}
"""The day by which a document of each kind is left out; customers and prices have none."""


def on_file(tables: Mapping[str, pd.DataFrame], as_of: date) -> dict[str, pd.DataFrame]:
    """The documents dated up to `as_of`; a kind that is not given has no rows.

    An order counts from its day, whatever the hour. A promise of a slip has no day and stays.

    Args:
        tables: Rows by kind, in the columns of `SheetKind.dtypes`.
        as_of: The last day that counts.

    Returns:
        Every kind of the registry, rows as they stood, document-level cells filled in on each.

    Source:
        CONTRACT 3, "document-level field"; CONTRACT 4, `as_of`.
    """
    next_day = pd.Timestamp(as_of + timedelta(days=1))
    given = {name: tables[name] if name in tables else without_rows(kind) for name, kind in SHEETS.items()}
    found = {name: whole_documents(given[name], kind) for name, kind in SHEETS.items()}
    return {
        name: rows[~(rows[DATED[name]] >= next_day)].reset_index(drop=True) if name in DATED else rows
        for name, rows in found.items()
    }


def without_rows(kind: SheetKind) -> pd.DataFrame:
    """The table of a kind of which nothing was accepted."""
    return kind.empty().assign(file=pd.Series(dtype="str"))


def whole_documents(rows: pd.DataFrame, kind: SheetKind) -> pd.DataFrame:
    """The rows with each document-level cell on every row of its document; one given on no row stays blank.

    Args:
        rows: Rows of one kind; `document` tells the documents apart.
        kind: Which columns are document-level.

    Returns:
        The same rows in the same order, on a fresh index.
    """
    numbers, documents = pd.factorize(rows["document"])
    filled = rows.reset_index(drop=True)
    for name, cell in kind.cells.items():
        if cell.document and name not in kind.document:
            filled[name] = _spread(filled[name], numbers, len(documents))
    return filled


def _spread(column: pd.Series, numbers: np.ndarray, documents: int) -> pd.Series:
    """A column with its blanks filled in from the document's first row that gives it."""
    blank = column.isna().to_numpy()
    if not blank.any() or blank.all():
        return column
    given = np.flatnonzero(~blank)[::-1]
    first = np.full(documents, -1)
    first[numbers[given]] = given
    here = np.arange(len(column))
    place = np.where(blank & (first[numbers] >= 0), first[numbers], here)
    return column.take(place).set_axis(column.index)
