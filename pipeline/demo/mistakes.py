"""A drawn sheet to the same sheet with mistakes that people make, so that 退回修改 has something to show."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from pipeline.demo import habits
from pipeline.demo.habits import Typed
from pipeline.demo.layouts import (
    CASH_BOOK,
    FREIGHT_SHIPMENTS,
    OWN_SHIPMENTS,
    SALES_ORDERS,
    SHOP_ORDERS,
    SLIP_REGISTER,
    Layout,
)
from pipeline.demo.names import TRADES
from pipeline.demo.sheets import Drawn

Rows = pd.DataFrame
Row = pd.DataFrame
"""A table of one row, so that its columns keep their types."""


@dataclass(frozen=True)
class Mistake:
    """One slip of the pen.

    Attributes:
        layout: Whose sheet it is made in.
        field: The column.
        code: The sentence that the intake will say.
        typed: What stands there instead, given the row.
        where: In which rows it could be made.
    """

    layout: Layout
    field: str
    code: str
    typed: Callable[[Row], Typed]
    where: Callable[[Rows], "pd.Series[bool]"]


@dataclass(frozen=True)
class Planted:
    """Where a mistake was made; row as Excel counts, column from 1."""

    sheet: str
    row: int
    column: int
    code: str
    document: str


def _alone(rows: Rows) -> "pd.Series[bool]":
    """Documents of one row."""
    return ~rows[rows.columns[rows.columns.isin(["order_no", "receipt_no"])][0]].duplicated(keep=False)


def _second(rows: Rows) -> "pd.Series[bool]":
    return rows["order_no"].duplicated()


def _first_of_order(rows: Rows) -> "pd.Series[bool]":
    return ~rows["order_no"].duplicated()


def _gift(rows: Rows) -> "pd.Series[bool]":
    return rows["is_gift"].astype(bool)


def _paid(rows: Rows) -> "pd.Series[bool]":
    return ~_gift(rows)


def _due(rows: Rows) -> "pd.Series[bool]":
    return rows["due_date"].notna()


def _returned(rows: Rows) -> "pd.Series[bool]":
    return rows["returned_date"].notna() & (rows["slip_type"] == "红单")


def _constant(typed: Typed) -> Callable[[Row], Typed]:
    return lambda row: typed


def _too_much(row: Row) -> Typed:
    return float(row["amount_fen"].iloc[0]) / 100 + 100


def _before_the_order(row: Row) -> Typed:
    return habits.DAY.typed(row["order_date"].dt.normalize() - pd.Timedelta(days=9))[0]


def _another_shop(row: Row) -> Typed:
    return f"云溪大榕{TRADES['零售'][0]}"


MISTAKES = (
    Mistake(SALES_ORDERS, "quantity_e3", "unit_behind_number", _constant("1.2万"), _paid),
    Mistake(SALES_ORDERS, "amount_fen", "amount_differs", _too_much, _paid),
    Mistake(SALES_ORDERS, "due_date", "due_before_order", _before_the_order, _due),
    Mistake(SALES_ORDERS, "priority", "not_a_choice", _constant("加急"), _first_of_order),
    Mistake(SHOP_ORDERS, "order_date", "not_a_date", _constant("3/4/26"), _alone),
    Mistake(SHOP_ORDERS, "called", "customer_missing", _constant(None), _alone),
    Mistake(SHOP_ORDERS, "called", "field_clash", _another_shop, _second),
    Mistake(SHOP_ORDERS, "unit_price_e4", "gift_has_price", _constant(5.0), _gift),
    Mistake(OWN_SHIPMENTS, "quantity_e3", "not_above", _constant(-3.0), _paid),
    Mistake(FREIGHT_SHIPMENTS, "customer_code", "excel_error", _constant("#N/A"), _paid),
    Mistake(SLIP_REGISTER, "signed", "not_yes_or_no", _constant("不清楚"), _returned),
    Mistake(CASH_BOOK, "amount_fen", "not_a_number", _constant("五千元整"), _alone),
)


def with_mistakes(sheet: Drawn, rows: Rows, layout: Layout) -> list[Planted]:
    """Makes every mistake of a layout once in a sheet, each in a document of its own; says where.

    What can be made in no row is left out. Orders that nothing was shipped of come first, so that little else is upset.

    Args:
        sheet: As `drawn` made it from the rows; changed.
        rows: Its table; `carried` marks rows that stand in another file too.
        layout: Its layout.
    """
    made: list[Planted] = []
    free = ~rows.get("carried", pd.Series(False, index=rows.index)).astype(bool)
    preferred = rows.get("shipped", pd.Series(False, index=rows.index)).astype(bool)
    for mistake in MISTAKES:
        if mistake.layout is not layout:
            continue
        fit = free & mistake.where(rows)
        places = preferred[fit].sort_values(kind="stable").index
        if len(places) == 0:
            continue
        # Not the first that fits: mistakes stand anywhere in a sheet.
        chosen = places[min(len(places) - 1, 3 * len(made) + 2)]
        at = rows.index.get_loc(chosen)
        column = [kept.field for kept in layout.columns].index(mistake.field)
        row = int(sheet.places[at])
        sheet.columns[column][row - sheet.header_row - 1] = mistake.typed(rows.loc[[chosen]])
        document = str(rows[layout.document].loc[chosen])
        free &= rows[layout.document] != document
        made.append(Planted(sheet.name, row, column + 1, mistake.code, document))
    return made
