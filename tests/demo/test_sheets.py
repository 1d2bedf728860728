"""A drawn sheet knows where each row of its table went."""

from datetime import date

import pandas as pd

from pipeline.demo import layouts
from pipeline.demo.sheets import Drawn, drawn
from pipeline.demo.trade import trade

MADE = trade(60, 3, date(2026, 11, 5))


def in_place(sheet: Drawn, column: int) -> list[object]:
    """The cells of a column at the places of the table's rows."""
    return [sheet.columns[column][row - sheet.header_row - 1] for row in sheet.places.tolist()]


def test_page_totals_and_repeated_headers_move_the_rows_below_them():
    rows = MADE.shipments.head(95).reset_index(drop=True)

    sheet = drawn("出库单", rows, layouts.OWN_SHIPMENTS)

    assert in_place(sheet, 0) == rows["shipment_no"].tolist()
    first = [sheet.columns[0][row - sheet.header_row - 1] for row in sorted(sheet.strong)]
    assert first == ["本页合计", "出库单号", "本页合计", "出库单号", "合计"]


def test_a_page_total_is_of_its_page_and_the_total_of_all():
    rows = MADE.shipments.head(95).reset_index(drop=True)
    sheet = drawn("出库单", rows, layouts.OWN_SHIPMENTS)
    place = sheet.labels.index("发货数量")

    sums = [sheet.columns[place][row - sheet.header_row - 1] for row in sorted(sheet.strong)]

    pieces = rows["quantity_e3"] / 1000
    assert sums == [pieces[:40].sum(), "发货数量", pieces[40:80].sum(), "发货数量", pieces.sum()]


def test_a_full_last_page_has_only_the_last_total():
    sheet = drawn("出库单", MADE.shipments.head(40).reset_index(drop=True), layouts.OWN_SHIPMENTS)

    assert len(sheet.strong) == 1


def test_the_cells_of_a_document_are_merged_where_it_has_several_rows():
    rows = pd.concat(
        [MADE.orders[MADE.orders["order_no"] == number] for number in MADE.orders["order_no"].unique()[:9]]
    )
    sheet = drawn("订单", rows.reset_index(drop=True), layouts.SALES_ORDERS)

    sizes = rows.groupby("order_no", sort=False).size()
    spans = [last - first + 1 for column, first, last in sheet.merged if column == 0]
    assert spans == sizes[sizes > 1].tolist()
