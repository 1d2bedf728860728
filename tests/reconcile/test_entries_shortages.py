"""What a signed slip that states less than was shipped takes off."""

import pytest

from tests.reconcile.tables_money import account, short

SENT = {
    "customer_code": "C1",
    "shipment_no": "CK1",
    "product_code": "P1",
    "quantity_e3": 10_000,
    "unit_price_e4": 20_000,
}
SLIP = {"shipment_no": "CK1", "returned_date": "2026-10-11", "signed": True}
COLUMNS = ("line_no", "quantity_e3", "unit_price_e4", "receivable_fen")


def shortages(slips, shipments=(SENT,), columns=COLUMNS, orders=()):
    entries = account(shipments=shipments, slips=slips, orders=orders).entries
    return short(entries[entries["kind"] == "签收短少"], *columns)


@pytest.mark.parametrize(("received", "fen"), [(9000, -200), (9999, 0), (9975, -5), (10_000, 0), (0, -2000), (None, 0)])
def test_shortage_times_price_and_nothing_where_all_was_received(received, fen):
    found = shortages([SLIP | {"product_code": "P1", "received_quantity_e3": received}])
    assert [row[3] for row in found] == ([fen] if fen else [])


def test_it_is_dated_when_the_slip_came_back_and_names_its_shipment():
    slip = SLIP | {"product_code": "P1", "received_quantity_e3": 9000}
    columns = ("date", "document_no", "target_shipment", "summary", "source")
    assert shortages([slip], columns=columns) == [("2026-10-11", "CK1", "CK1", "P1", "slips.xlsx Sheet1!2")]


def test_only_a_signed_red_slip_counts():
    slip = SLIP | {"product_code": "P1", "received_quantity_e3": 9000}
    assert shortages([slip | {"signed": False}]) == []
    assert shortages([slip | {"slip_type": "运单"}]) == []


def test_what_is_short_falls_on_gifts_first_then_on_the_last_paid_line():
    gift = SENT | {"line_no": 1, "is_gift": True, "quantity_e3": 2000, "unit_price_e4": None}
    lines = (gift, SENT | {"line_no": 2}, SENT | {"line_no": 3, "unit_price_e4": 30_000})
    stated = SLIP | {"product_code": "P1"}
    assert shortages([stated | {"received_quantity_e3": 20_000}], lines) == []
    assert shortages([stated | {"received_quantity_e3": 19_000}], lines) == [(3, 1000, 30_000, -300)]
    assert shortages([stated | {"received_quantity_e3": 9000}], lines) == [
        (2, 1000, 20_000, -200), (3, 10_000, 30_000, -3000),
    ]  # fmt: skip


def test_each_product_has_its_own_shortage():
    lines = (SENT, SENT | {"product_code": "P2"})
    slips = [
        SLIP | {"product_code": code, "received_quantity_e3": 9000, "document": "CK1\x1f红单"} for code in ("P2", "P9")
    ]
    assert shortages(slips, lines, ("line_no", "receivable_fen")) == [(2, -200)]


def test_without_a_product_code_only_where_the_shipment_has_one_product():
    slip = SLIP | {"received_quantity_e3": 19_000}
    assert shortages([slip], (SENT, SENT)) == [(2, 1000, 20_000, -200)]
    assert shortages([slip], (SENT, SENT | {"product_code": "P2"})) == []
    named = SENT | {"product_code": None, "product_name": "合页"}
    assert shortages([slip], (named, named)) == [(2, 1000, 20_000, -200)]


def test_a_code_speaks_for_the_only_product_that_its_shipment_names_without_one_parts_added_up():
    named = SENT | {"product_code": None, "product_name": "合页"}
    slip = SLIP | {"product_code": "P1", "received_quantity_e3": 4000, "document": "CK1\x1f红单"}
    assert shortages([slip], (named,)) == [(1, 6000, 20_000, -1200)]
    assert shortages([slip, slip | {"product_code": "P2", "received_quantity_e3": 6000}], (named,)) == []
    assert shortages([slip], (named, named | {"product_name": "门锁"})) == []


def test_a_line_without_a_known_price_costs_nothing():
    assert shortages([SLIP | {"received_quantity_e3": 9000}], (SENT | {"unit_price_e4": None},)) == []


def test_a_line_with_an_amount_only_loses_its_share():
    line = SENT | {"unit_price_e4": None, "amount_fen": 1001}
    assert shortages([SLIP | {"received_quantity_e3": 9000}], (line,)) == [(1, 1000, None, -100)]


def test_a_line_that_spans_prices_loses_what_was_filled_last():
    order = {"customer_code": "C1", "order_no": "SO1", "product_code": "P1", "quantity_e3": 5000}
    orders = [order | {"unit_price_e4": 20_000}, order | {"unit_price_e4": 30_000}]
    line = SENT | {"unit_price_e4": None, "order_no": "SO1"}
    assert shortages([SLIP | {"received_quantity_e3": 9000}], (line,), orders=orders) == [(1, 1000, 30_000, -300)]
    assert shortages([SLIP | {"received_quantity_e3": 4000}], (line,), orders=orders) == [(1, 6000, None, -1700)]
