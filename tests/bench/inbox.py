"""The invented company's trade to well-kept sheets, which a script without care for how people type can read too."""

from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.demo import habits
from pipeline.demo.files import InboxFile
from pipeline.demo.habits import Habit
from pipeline.demo.inbox import file_bytes
from pipeline.demo.layouts import Kept, Layout
from pipeline.demo.sheets import drawn
from pipeline.demo.trade import Trade, trade
from schemas.registry import SHEETS
from schemas.sheets.kind import SheetKind

HABITS: dict[str, Habit] = {
    "quantity": habits.QUANTITY,
    "price": habits.PRICE,
    "money": habits.MONEY,
    "count": habits.COUNT,
    "day": habits.DAY,
    "moment": habits.MOMENT,
    "flag": Habit(lambda column: [None if pd.isna(flag) else "是" if flag else "否" for flag in column]),
}
"""How each type of cell is typed; the others are text."""


def make_inbox(home: Path, orders: int, seed: int, until: date) -> dict[str, int]:
    """Writes an inbox: a workbook a month and kind of sheet, labels as the schemas have them, no mistakes.

    Returns:
        How many rows there are of each kind.
    """
    tables = tables_of(trade(orders, seed, until))
    for name, (rows, day) in tables.items():
        months = rows[day].dt.strftime("%Y-%m") if day else pd.Series("", index=rows.index)
        for month, part in rows.groupby(months, sort=True):
            write(home, SHEETS[name], str(month), part.reset_index(drop=True), until)
    return {name: len(rows) for name, (rows, _) in tables.items()}


def tables_of(made: Trade) -> dict[str, tuple[pd.DataFrame, str]]:
    """The rows of each kind of sheet, and the column that says in which month they were written; "" for all at once."""
    return {
        "orders": (made.orders, "order_date"),
        "shipments": (made.shipments, "ship_date"),
        "slips": (made.slips, "ship_date"),
        "payments": (made.payments, "received_date"),
        "returns": (made.returns, "return_date"),
        "customers": (made.company.customers, ""),
        "prices": (made.company.prices, ""),
    }


def write(home: Path, kind: SheetKind, month: str, rows: pd.DataFrame, until: date) -> None:
    """One workbook with one sheet."""
    columns = tuple(
        Kept(cell.label.zh, field, HABITS.get(cell.holds.name, habits.TEXT))
        for field, cell in kind.cells.items()
        if field in rows.columns
    )
    layout = Layout(kind.name, kind.document[0], columns)
    file = InboxFile(f"{kind.label.zh}{month}.xlsx", [drawn(kind.label.zh, rows, layout)])
    place = home / "inbox" / file.name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(file_bytes(file, until))
