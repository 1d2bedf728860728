"""What each shipment line is worth."""

import pytest

from tests.reconcile.asked import ask, only, values
from tests.reconcile.rows import tables

ORDER = {"order_no": "SO1", "customer_code": "C1", "product_code": "P1"}


def ordered(quantity, price, **cells):
    return ORDER | {"quantity_e3": quantity, "unit_price_e4": price} | cells


def sent(quantity, **cells):
    return {"shipment_no": "CK1", "order_no": "SO1", "product_code": "P1", "quantity_e3": quantity} | cells


def worth(orders, shipment):
    """(unit price, amount, price known) of a single shipment line."""
    return only(ask(tables(orders=orders, shipments=[shipment])).shipped, "unit_price_e4", "amount_fen", "price_known")


def test_a_price_of_its_own_counts_before_the_orders():
    assert worth([ordered(5000, 50000)], sent(5000, unit_price_e4=40000)) == (40000, 2000, True)


def test_an_amount_with_a_price_counts_as_the_sheet_has_it():
    assert worth([], sent(3000, unit_price_e4=33333, amount_fen=1001)) == (33333, 1001, True)


def test_an_amount_without_a_price_counts_as_it_stands():
    assert worth([ordered(5000, 50000)], sent(5000, amount_fen=1234)) == (None, 1234, True)
    assert worth([ordered(5000, 50000)], sent(5000, amount_fen=0)) == (None, 0, True)


def test_without_either_the_order_lines_price_counts():
    assert worth([ordered(5000, 50000)], sent(3000)) == (50000, 1500, True)


def test_a_line_that_spans_order_lines_takes_each_parts_price():
    assert worth([ordered(2000, 50000), ordered(2000, 60000)], sent(3000)) == (None, 1600, True)


def test_parts_at_one_price_keep_it():
    assert worth([ordered(2000, 50000), ordered(2000, 50000)], sent(3000)) == (50000, 1500, True)


def test_the_parts_are_summed_exactly_and_rounded_once():
    # 1 × 0.005 + 1 × 0.0049 = 0.0099 is 0.01; rounded apart it would be 0.01 + 0.00.
    # 1 × 0.0025 + 1 × 0.0024 = 0.0049 is 0.00; 3 × 0.0050 = 0.015 is 0.02.
    assert worth([ordered(1000, 50), ordered(1000, 49)], sent(2000))[1] == 1
    assert worth([ordered(1000, 25), ordered(1000, 24)], sent(2000))[1] == 0
    assert worth([ordered(3000, 50)], sent(3000))[1] == 2


def test_what_is_over_takes_the_last_lines_price():
    assert worth([ordered(1000, 50000), ordered(1000, 60000)], sent(4000)) == (None, 2300, True)


@pytest.mark.parametrize("cells", [{"order_no": "SO9"}, {"order_no": None}, {"product_code": "P2"}])
def test_with_no_price_known_the_amount_is_0(cells):
    assert worth([ordered(5000, 50000)], sent(3000, **cells)) == (None, 0, False)


def test_a_gift_shows_its_quantity_and_0():
    assert worth([ordered(5000, 50000)], sent(3000, is_gift=True)) == (0, 0, True)
    assert worth([], sent(3000, is_gift=True)) == (0, 0, True)


def test_paid_goods_on_a_gift_line_take_its_price_of_0():
    assert worth([ordered(2000, 50000), ordered(1000, None, is_gift=True)], sent(3000)) == (None, 1000, True)


def test_a_worth_past_all_counting_is_not_known():
    assert worth([ordered(1000, 10**10)], sent(10**15 - 1)) == (None, 0, False)


def test_freight_that_nobody_bears_is_ours_and_said_to_be_not_given():
    def freight(**cells):
        shipped = ask(tables(shipments=[sent(1000, **cells)])).shipped
        return only(shipped, "freight_fen", "freight_terms", "freight_terms_given")

    assert freight(freight_fen=100) == (100, "我方承担", False)
    assert freight(freight_fen=100, freight_terms="垫付") == (100, "垫付", True)
    assert freight(freight_fen=0) == (0, None, False)
    assert freight() == (0, None, False)


def test_a_line_says_whether_its_order_is_on_file_and_has_the_product():
    rows = [sent(1000), sent(1000, product_code="P2"), sent(1000, order_no="SO9"), sent(1000, order_no=None)]
    found = ask(tables(orders=[ordered(9000, 1)], shipments=rows)).shipped
    assert values(found, "order_on_file", "on_order") == [(True, True), (True, False), (False, False), (False, False)]


def test_the_salesperson_is_the_orders_and_else_the_customers():
    def seller(**order):
        kinds = {"customers": [{"customer_code": "C1", "customer_name": "甲", "salesperson": "客户的"}]}
        found = ask(tables(**kinds, orders=[ordered(9000, 1, **order)], shipments=[sent(1000)]))
        return only(found.shipped, "salesperson"), only(found.orders, "salesperson")

    assert seller(salesperson="订单的") == ("订单的", "订单的")
    assert seller() == ("客户的", "客户的")


def test_what_a_line_leaves_out_is_the_order_lines():
    order = ordered(9000, 1, product_name="合页", spec="大", unit="件")
    described = ("product_name", "spec", "unit")
    assert only(ask(tables(orders=[order], shipments=[sent(1000)])).shipped, *described) == ("合页", "大", "件")
    named = sent(1000, product_name="铰链")
    assert only(ask(tables(orders=[order], shipments=[named])).shipped, *described) == ("铰链", None, "件")


def test_lines_stand_in_order_of_date_number_and_line():
    rows = [
        sent(1, shipment_no="CK2", ship_date="2026-10-01"),
        sent(1, shipment_no="CK1", ship_date="2026-10-02", line_no=2),
        sent(1, shipment_no="CK1", ship_date="2026-10-02", line_no=1),
        sent(1, shipment_no="CK0", ship_date="2026-10-02"),
    ]
    found = ask(tables(shipments=rows)).shipped
    assert values(found, "shipment_no", "line_no") == [("CK2", 1), ("CK0", 4), ("CK1", 1), ("CK1", 2)]
