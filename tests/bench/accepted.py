"""The invented company's trade to the tables of accepted rows, as the ledger would give them, without any workbook."""

from datetime import date

import pandas as pd

from pipeline.demo.trade import trade
from schemas.cells import Cell
from schemas.registry import SHEETS
from schemas.sheets.kind import SheetKind
from tests.bench.inbox import tables_of

LINES_AN_ORDER = 2.4
"""Order lines that `trade` makes of one order, gifts among them."""


def accepted(lines: int, seed: int, until: date) -> dict[str, pd.DataFrame]:
    """About so many order lines, with shipments, slips, receipts, returns and the usual mistakes in proportion.

    Returns:
        Rows by kind, in the columns of `SheetKind.dtypes` and `file`; a workbook a month and kind.
    """
    made = tables_of(trade(round(lines / LINES_AN_ORDER), seed, until))
    return {name: stored(SHEETS[name], rows, day) for name, (rows, day) in made.items()}


def stored(kind: SheetKind, rows: pd.DataFrame, day: str) -> pd.DataFrame:
    """The rows of one kind as the ledger has them once they were read; a form not filled in is no row."""
    if kind.blank_form:
        rows = rows[rows[[*kind.blank_form, str(kind.promise)]].notna().any(axis=1)]
    rows = rows.reset_index(drop=True)
    month = rows[day].dt.strftime("%Y-%m") if day else pd.Series("", index=rows.index)
    first, *others = (rows[name] for name in kind.document)
    place = {
        "document": first.str.cat([other.astype("str") for other in others], sep="\x1f", na_rep=""),
        "sheet": kind.label.zh,
        "row": rows.groupby(month).cumcount() + 2,
    }
    cells = {name: filled(rows, name, cell) for name, cell in kind.cells.items()}
    noted = {f"has_{name}": name in rows.columns for name in kind.noted}
    table = pd.DataFrame(cells | noted | place, index=rows.index).astype(kind.dtypes)
    return kind.complete(table).assign(file=(kind.label.zh + month + ".xlsx").astype("str"))


def filled(rows: pd.DataFrame, name: str, cell: Cell) -> pd.Series:
    """A column with what its blank cells stand for."""
    column = rows[name] if name in rows.columns else pd.Series(None, index=rows.index, dtype=object)
    typed = column.astype(cell.holds.dtype)
    return typed if cell.default is None else typed.fillna(cell.default)
