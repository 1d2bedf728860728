"""What a returned line takes off: its own amount, else what the goods were sold for."""

import pytest

from tests.reconcile.tables_money import account, short

SOLD = {"customer_code": "C1", "shipment_no": "CK1", "order_no": "SO1", "product_code": "P1", "quantity_e3": 10_000}
ORDER = {"customer_code": "C1", "order_no": "SO1", "product_code": "P1", "quantity_e3": 10_000, "unit_price_e4": 30_000}
BACK = {"return_no": "TH1", "quantity_e3": 2000}


def returned(back, shipments=(SOLD | {"unit_price_e4": 20_000},), orders=(ORDER,)):
    books = account(shipments=shipments, orders=orders, returns=[BACK | back])
    rows = books.entries
    return short(rows[rows["kind"] == "退货"], "unit_price_e4", "receivable_fen", "target_shipment", "target_order")


@pytest.mark.parametrize(
    ("back", "price", "fen"),
    [
        ({"shipment_no": "CK1", "product_code": "P1", "unit_price_e4": 50_000}, 50_000, -1000),
        ({"shipment_no": "CK1", "product_code": "P1", "amount_fen": 777}, None, -777),
        ({"shipment_no": "CK1", "product_code": "P1"}, 20_000, -400),
        ({"order_no": "SO1", "product_code": "P1"}, 30_000, -600),
        ({"customer_code": "C1", "product_code": "P1"}, None, 0),
    ],
)
def test_its_own_price_then_its_own_amount_then_the_shipments_then_the_orders(back, price, fen):
    assert [row[:2] for row in returned(back)] == [(price, fen)]


def test_a_product_that_the_shipment_does_not_have_takes_its_orders_price():
    other = ORDER | {"line_no": 2, "product_code": "P2", "unit_price_e4": 70_000}
    back = {"shipment_no": "CK1", "order_no": "SO1", "product_code": "P2"}
    assert returned(back, orders=(ORDER, other)) == [(70_000, -1400, "CK1", "SO1")]


def test_by_name_and_spec_where_one_side_has_no_code_and_never_against_a_code():
    named = SOLD | {
        "product_code": None,
        "product_name": "合页",
        "spec": "大",
        "unit_price_e4": 20_000,
        "order_no": None,
    }
    coded = named | {"line_no": 2, "product_code": "P9", "unit_price_e4": 90_000}
    by_name = {"shipment_no": "CK1", "product_name": "合 页", "spec": "大"}
    assert returned(by_name, (named,), ())[0][:2] == (20_000, -400)
    assert returned(by_name | {"spec": "小"}, (named,), ())[0][:2] == (None, 0)
    assert returned(by_name | {"product_code": "P8"}, (named, coded), ())[0][:2] == (20_000, -400)
    assert returned(by_name | {"product_code": "P8"}, (coded,), ())[0][:2] == (None, 0)


def test_a_paid_line_before_a_gift_of_the_same_product():
    gift = SOLD | {"line_no": 1, "is_gift": True, "quantity_e3": 1000}
    paid = SOLD | {"line_no": 2, "unit_price_e4": 20_000}
    back = {"shipment_no": "CK1", "product_code": "P1"}
    assert returned(back, (gift, paid))[0][:2] == (20_000, -400)
    assert returned(back, (gift,))[0][:2] == (0, 0)


def test_without_a_product_it_is_the_shipments_only_one():
    line = SOLD | {"product_name": "合页", "unit_price_e4": 20_000}
    books = account(shipments=[line], returns=[BACK | {"shipment_no": "CK1", "amount_fen": 5, "reason": "孔位偏差"}])
    assert short(books.entries[books.entries["kind"] == "退货"], "summary", "order_no") == [("合页 孔位偏差", "SO1")]
    two = (line, line | {"line_no": 2, "product_code": "P2", "product_name": "门吸"})
    books = account(shipments=two, returns=[BACK | {"shipment_no": "CK1", "amount_fen": 5, "reason": "孔位偏差"}])
    assert short(books.entries[books.entries["kind"] == "退货"], "summary", "order_no") == [("孔位偏差", None)]


def test_a_line_with_an_amount_only_lends_its_share():
    line = SOLD | {"unit_price_e4": None, "amount_fen": 1001, "order_no": None}
    assert returned({"shipment_no": "CK1", "product_code": "P1"}, (line,), ())[0][:2] == (None, -200)


def test_the_customer_of_a_return_is_its_shipments():
    books = account(
        shipments=[SOLD | {"unit_price_e4": 20_000}], returns=[BACK | {"shipment_no": "CK1", "amount_fen": 5}]
    )
    assert short(books.entries[books.entries["kind"] == "退货"], "customer_code", "date") == [("C1", "2026-10-12")]
