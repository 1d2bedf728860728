"""Rows without a document's number to the documents that they probably make, and the day of each."""

import numpy as np
import pandas as pd

from pipeline.intake.documents import compared, shared_fields
from pipeline.intake.parse import Cells, Finding
from schemas.cells import Params

MISSING = "missing_order_no"
"""The problem of a row without an order number; the ledger suggests one, for it knows which are taken."""

ORDER_NO = "order_no"


def unnumbered(cells: Cells) -> list[Finding]:
    """Each row of an order without a number, with the row that its order probably begins in, and that order's day.

    Args:
        cells: The data rows of a sheet; of another kind than orders they have none.

    Returns:
        One finding a row; it quotes `begins`, a row as Excel counts, and `day` where that row says one.

    Source:
        Issue 3, "a missing order number".
    """
    if cells.kind.numbered is None:
        return []
    rows = np.flatnonzero(cells.values[ORDER_NO].isna() & ~cells.faulty(ORDER_NO))
    if not len(rows):
        return []
    by_sheet = np.split(rows, np.flatnonzero(np.diff(cells.sheets[rows])) + 1)
    first = np.concatenate([beginnings(cells, part) for part in by_sheet])
    day = pd.Series(cells.values["order_date"][first]).dt.strftime("%Y-%m-%d").fillna("")
    return [
        Finding(int(at), ORDER_NO, MISSING, _quoted(int(cells.rows[start]), str(on)))
        for at, start, on in zip(rows, first, day, strict=True)
    ]


def _quoted(begins: int, day: str) -> Params:
    return (("begins", str(begins)), *((("day", day),) if day else ()))


def beginnings(cells: Cells, rows: np.ndarray) -> np.ndarray:
    """For each row without a number the first row of the order that it probably belongs to.

    Rows directly below each other are one order as long as a row says nothing of the whole order (customer, day,
    terms …) that the first one doesn't say too, and line numbers go up. A wrong merge is worse than none.

    Args:
        cells: The data rows of sheets of orders.
        rows: Those of one sheet without a number, in order; at least one.
    """
    new = np.ones(len(rows), dtype=bool)
    new[1:] = np.diff(cells.places[rows]) > 1
    for name in shared_fields(cells):
        told = compared(cells.values[name][rows]).factorize()[0]
        code = pd.Series(np.where(cells.typed[name][rows], told, -1))
        said_before = code.where(code >= 0).ffill().shift()
        new |= ((code >= 0) & (code != said_before)).to_numpy()
    line = pd.Series(cells.values["line_no"][rows]).where(cells.typed["line_no"][rows])
    new |= (line <= line.shift()).fillna(False).to_numpy(dtype=bool)
    return rows[np.maximum.accumulate(np.where(new, np.arange(len(rows)), 0))] if len(rows) else rows
