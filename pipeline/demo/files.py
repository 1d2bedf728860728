"""The trade to the files that the people of the company would drop: which table stands in which workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pandas as pd

from pipeline.demo import layouts
from pipeline.demo.layouts import Layout
from pipeline.demo.mistakes import Planted, with_mistakes
from pipeline.demo.sheets import Drawn, drawn, notes
from pipeline.demo.trade import Trade

ROWS_A_FILE = 5_000
CSV_SHEET = "CSV"
"""What the intake calls the one sheet of a text file."""
CARRIED = 2
"""How many orders of the month before a new month's workbook begins with."""


@dataclass
class InboxFile:
    """One file as it will be dropped.

    Attributes:
        name: Its path below the inbox; a .csv is written in GB18030.
        sheets: In the order of the tabs.
        planted: The mistakes in it.
    """

    name: str
    sheets: list[Drawn]
    planted: list[Planted] = field(default_factory=list)

    def add(self, name: str, rows: pd.DataFrame, layout: Layout, month: pd.Period, *, mistakes: bool) -> None:
        """One more sheet, with mistakes or without."""
        sheet = drawn(name, rows, layout, f"{month.year}年{month.month}月")
        if mistakes:
            self.planted += with_mistakes(sheet, rows, layout)
        self.sheets.append(sheet)


def files(made: Trade) -> Iterator[InboxFile]:
    """The files in the order of their names, so that later months come later; drawn one by one.

    A file has at most some 5,000 rows of a table: what has more goes to _01, _02. The mistakes stand in the last
    month but one.
    """
    months = sorted(made.orders["order_date"].dt.to_period("M").unique())
    messy = months[-2:][0]
    yield from _shipment_files(made, messy)
    yield from _slip_file(made, messy)
    yield _master(made)
    yield from _shop_files(made, months[0], messy)
    yield from _receipt_files(made, messy)
    yield from _return_files(made)
    yield from _sales_files(made, messy)


def by_month(rows: pd.DataFrame, day: str) -> Iterator[tuple[pd.Period, pd.DataFrame]]:
    """The rows of each month."""
    for month, found in rows.groupby(rows[day].dt.to_period("M")):
        yield month, found.reset_index(drop=True)


def parts(rows: pd.DataFrame, document: str) -> list[tuple[str, pd.DataFrame]]:
    """The rows in parts of at most 5,000 or one document, with what to add to each file's name."""
    if len(rows) <= ROWS_A_FILE:
        return [("", rows)]
    starts = np.append(np.flatnonzero(~rows[document].duplicated().to_numpy()), len(rows))
    cuts = [0]
    while cuts[-1] < len(rows):
        fits = starts[np.searchsorted(starts, cuts[-1] + ROWS_A_FILE, side="right") - 1]
        cuts.append(int(fits if fits > cuts[-1] else starts[starts > cuts[-1]][0]))
    spans = enumerate(pairwise(cuts), start=1)
    return [(f"_{nth:02d}", rows.iloc[a:b].reset_index(drop=True)) for nth, (a, b) in spans]


def _master(made: Trade) -> InboxFile:
    file = InboxFile("基础资料.xlsx", [])
    file.sheets.append(drawn("客户资料", made.company.customers, layouts.CUSTOMER_MASTER))
    file.sheets.append(drawn("价格政策", made.company.prices, layouts.PRICE_LIST))
    lines = [
        "填写须知",
        "1. 客户编码不得重复，停用客户不要删除。",
        "2. 价格政策每月 1 日更新。",
        "3. 有疑问请找苏玉兰。",
    ]
    file.sheets.append(notes("须知", lines))
    return file


def _sales_files(made: Trade, messy: pd.Period) -> Iterator[InboxFile]:
    """Dealers and projects: a workbook a month that begins with the last orders of the month before."""
    rows = made.orders[made.orders["channel"].isin(["经销", "工程"])]
    before = rows.iloc[:0]
    for month, found in by_month(rows, "order_date"):
        again = _carried(before, changed=month == messy)
        both = pd.concat([again.assign(carried=True), found.assign(carried=False)], ignore_index=True)
        for nth, (mark, part) in enumerate(parts(both, "order_no")):
            file = InboxFile(f"销售订单{month}{mark}.xlsx", [])
            file.add("订单明细", part, layouts.SALES_ORDERS, month, mistakes=month == messy and nth == 0)
            file.sheets.append(_summary(part))
            yield file
        before = found


def _carried(before: pd.DataFrame, *, changed: bool) -> pd.DataFrame:
    """The last orders of a month with a due date; with another due date for one of them where `changed`."""
    dated = before[before["due_date"].notna()]
    last = dated["order_no"].drop_duplicates().tail(CARRIED)
    again = before[before["order_no"].isin(last)]
    later = again["due_date"] + pd.Timedelta(days=3)
    moved = (again["order_no"] == last.iloc[0]) if changed and len(last) else pd.Series(False, index=again.index)
    return again.assign(due_date=again["due_date"].mask(moved, later))


def _summary(rows: pd.DataFrame) -> Drawn:
    """A little table beside, that is no sheet of ours."""
    sums = rows.groupby("salesperson").agg(orders=("order_no", "nunique"), amount=("amount_fen", "sum"))
    columns = [list(sums.index), [float(v) for v in sums["orders"]], [v / 100 for v in sums["amount"]]]
    return Drawn(
        "业务员小计", [], ["业务员", "单数", "金额合计"], columns, ["@", "0", "#,##0.00"], [], [], np.arange(0)
    )


def _shop_files(made: Trade, first: pd.Period, messy: pd.Period) -> Iterator[InboxFile]:
    """Shops on- and offline: exported, in the first month as CSV."""
    rows = made.orders[made.orders["channel"].isin(["电商", "零售"])]
    for month, found in by_month(rows, "order_date"):
        for nth, (mark, part) in enumerate(parts(found, "order_no")):
            ending, sheet = ("csv", CSV_SHEET) if month == first else ("xlsx", "导出")
            file = InboxFile(f"网店门店订单{month}{mark}.{ending}", [])
            file.add(sheet, part, layouts.SHOP_ORDERS, month, mistakes=month == messy and nth == 0)
            yield file


def _shipment_files(made: Trade, messy: pd.Period) -> Iterator[InboxFile]:
    """The warehouse keeps what its drivers bring and what carriers take on two sheets of one workbook a month."""
    for month, found in by_month(made.shipments, "ship_date"):
        carriers = found["delivery_method"].isin(["物流", "快递"])
        own, freight = (parts(found[w].reset_index(drop=True), "shipment_no") for w in (~carriers, carriers))
        for nth in range(max(len(own), len(freight))):
            mark = f"_{nth + 1:02d}" if max(len(own), len(freight)) > 1 else ""
            file = InboxFile(f"出库单{month}{mark}.xlsx", [])
            sheets = (("自送自提", own, layouts.OWN_SHIPMENTS), ("物流快递", freight, layouts.FREIGHT_SHIPMENTS))
            for name, some, layout in sheets:
                if nth < len(some) and len(some[nth][1]):
                    file.add(name, some[nth][1], layout, month, mistakes=month == messy and nth == 0)
            yield file


def _register(
    name: str, rows: pd.DataFrame, day: str, layout: Layout, messy: pd.Period, ending: str = ".xlsx"
) -> Iterator[InboxFile]:
    """One workbook with a sheet a month; where that is too much, a workbook a month."""
    whole = InboxFile(name + ending, [])
    for month, found in by_month(rows, day):
        for nth, (mark, part) in enumerate(parts(found, layout.document)):
            alone = len(rows) > ROWS_A_FILE
            file = InboxFile(f"{name}{month}{mark}{ending}", []) if alone else whole
            file.add(f"{month.month}月", part, layout, month, mistakes=month == messy and nth == 0)
            if alone:
                yield file
    if whole.sheets:
        yield whole


def _slip_file(made: Trade, messy: pd.Period) -> Iterator[InboxFile]:
    return _register("回单登记", made.slips, "ship_date", layouts.SLIP_REGISTER, messy)


def _receipt_files(made: Trade, messy: pd.Period) -> Iterator[InboxFile]:
    return _register("财务/收款流水", made.payments, "received_date", layouts.CASH_BOOK, messy)


def _return_files(made: Trade) -> Iterator[InboxFile]:
    for mark, part in parts(made.returns, "return_no"):
        if len(part):
            yield InboxFile(f"退货登记{mark}.xlsx", [drawn("退货", part, layouts.RETURNS_BOOK)])
