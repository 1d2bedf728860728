"""The invented company's trade to well-kept sheets, which a script without care for how people type can read too."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline.demo import habits
from pipeline.demo.files import ROWS_A_FILE, InboxFile, parts
from pipeline.demo.habits import Habit
from pipeline.demo.inbox import file_bytes
from pipeline.demo.layouts import Kept, Layout
from pipeline.demo.sheets import drawn
from pipeline.demo.trade import Trade, trade
from pipeline.workers import Workers
from schemas.registry import SHEETS
from schemas.sheets.kind import SheetKind


class Sheet(NamedTuple):
    """The rows of one file: the name of their kind, the file's name, and the rows."""

    kind: str
    file: str
    rows: pd.DataFrame


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
    """Writes an inbox without mistakes, labels as the schemas have them: a workbook a month, kind and 5,000 rows.

    Beside the inbox, in `later/`, lies one file more: 5,000 order lines, or as many as there are.

    Returns:
        How many rows there are of each kind, and how many `files`.
    """
    tables = tables_of(trade(orders, seed, until))
    sheets = [sheet for name, (rows, day) in tables.items() for sheet in sheets_of(SHEETS[name], rows, day)]
    later = Sheet("orders", "订单新.xlsx", ordered_again(tables["orders"][0]))
    with Workers() as workers:
        save(home / "inbox", sheets, workers.map(partial(saved, until=until), sheets))
    save(home / "later", [later], [saved(later, until)])
    return {name: len(rows) for name, (rows, _) in tables.items()} | {"files": len(sheets)}


def save(folder: Path, sheets: Iterable[Sheet], contents: Iterable[bytes]) -> None:
    """Puts every workbook in its place."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet, content in zip(sheets, contents, strict=True):
        (folder / sheet.file).write_bytes(content)


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


def sheets_of(kind: SheetKind, rows: pd.DataFrame, day: str) -> Iterator[Sheet]:
    """The rows of a kind in the files in which an office would keep them."""
    months = rows[day].dt.strftime("%Y-%m") if day else pd.Series("", index=rows.index)
    for month, found in rows.groupby(months, sort=True):
        for mark, part in parts(found.reset_index(drop=True), kind.document[0]):
            yield Sheet(kind.name, f"{kind.label.zh}{month}{mark}.xlsx", part)


def ordered_again(orders: pd.DataFrame) -> pd.DataFrame:
    """The last orders once more, under numbers of their own: some 5,000 lines that nothing was shipped of yet."""
    last = orders.sort_values("order_date", kind="stable").tail(ROWS_A_FILE)
    whole = orders[orders["order_no"].isin(last["order_no"])]
    return whole.assign(order_no="XD" + whole["order_no"]).reset_index(drop=True)


def saved(sheet: Sheet, until: date) -> bytes:
    """One workbook with one sheet."""
    kind = SHEETS[sheet.kind]
    columns = tuple(
        Kept(cell.label.zh, field, HABITS.get(cell.holds.name, habits.TEXT))
        for field, cell in kind.cells.items()
        if field in sheet.rows.columns
    )
    layout = Layout(kind.name, kind.document[0], columns)
    return file_bytes(InboxFile(sheet.file, [drawn(kind.label.zh, sheet.rows, layout)]), until)
