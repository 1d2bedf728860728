"""What left on the last days, whose customers are told, and that nobody is told of another's."""

from datetime import date

import pytest

from pipeline.reconcile.shipping_notices import shipping_notices
from tests.reconcile.asked import ask, only, values
from tests.reconcile.rows import tables

AS_OF = date(2026, 10, 31)


def ordered(number="SO1", **cells):
    base = {"order_no": number, "customer_code": "C1", "product_code": "P1", "quantity_e3": 2000, "salesperson": "张三"}
    return base | {"unit_price_e4": 100000} | cells


def sent(number="CK1", day="2026-10-31", **cells):
    base = {"shipment_no": number, "ship_date": day, "order_no": "SO1", "product_code": "P1", "quantity_e3": 1000}
    return base | cells


def told(*shipments, orders=(), as_of=AS_OF, **kinds):
    given = ask(tables(shipments=list(shipments), orders=list(orders) or [ordered()], **kinds), as_of)
    return shipping_notices(given.tables, given.shipped, given.orders, given.parties)


def test_a_notice_has_the_goods_who_carries_them_and_where_to():
    carried = {"delivery_method": "物流", "carrier": "顺达物流", "waybill_no": "SD1"}
    order = ordered(contact="周", phone="138", address="甲路", customer_po="PO1", product_name="合页", spec="大")
    found = told(sent(**carried), orders=[order])
    assert only(found, "owner", "order_no", "customer_po", "product_name", "spec", "quantity_e3") == (
        "张三", "SO1", "PO1", "合页", "大", 1000,
    )  # fmt: skip
    assert only(found, "carrier", "waybill_no", "contact", "phone", "address") == (
        "顺达物流",
        "SD1",
        "周",
        "138",
        "甲路",
    )


def test_no_price_stands_in_a_notice():
    assert not [name for name in told(sent()).columns if name.endswith(("_fen", "_e4"))]


def test_the_last_two_days_on_which_anything_left_have_notices_however_long_ago():
    shipments = [
        sent("CK1", "2026-10-09"),
        sent("CK2", "2026-10-10"),
        sent("CK3", "2026-10-16"),
        sent("CK4", "2026-11-01"),
    ]
    assert told(*shipments)["shipment_no"].tolist() == ["CK2", "CK3"]


@pytest.mark.parametrize(
    ("order", "master", "owner"),
    [("李四", "王五", "李四"), (None, "王五", "王五"), (None, None, "未登记")],
)
def test_a_line_is_its_order_s_salesperson_s_else_the_customer_s_else_nobody_s(order, master, owner):
    customers = [{"customer_code": "C1", "salesperson": master}]
    assert only(told(sent(), orders=[ordered(salesperson=order)], customers=customers), "owner") == owner


def test_a_shipment_of_two_people_s_orders_is_told_by_each_of_them_in_part():
    orders = [ordered("SO1"), ordered("SO2", salesperson="李四", product_code="P2")]
    lines = [sent(), sent(order_no="SO2", product_code="P2")]
    found = told(*lines, orders=orders)
    assert sorted(values(found, "owner", "order_no")) == [("张三", "SO1"), ("李四", "SO2")]


def test_what_the_order_leaves_out_is_the_master_s():
    customers = [{"customer_code": "C1", "contact": "吴", "phone": "139", "address": "乙路"}]
    found = told(sent(), orders=[ordered(phone="138")], customers=customers)
    assert only(found, "contact", "phone", "address") == ("吴", "138", "乙路")


def test_goods_sent_to_another_customer_say_nothing_of_the_order_s_own():
    customers = [{"customer_code": "C2", "salesperson": "李四"}]
    found = told(sent(customer_code="C2"), orders=[ordered(contact="周", customer_po="PO1")], customers=customers)
    assert only(found, "customer_code", "order_no", "customer_po", "contact") == ("C2", None, None, None)
    assert only(found, "owner") == "李四"


def test_a_shipment_of_no_known_customer_is_nobody_s():
    assert only(told(sent(order_no="SO9")), "owner", "customer_code", "order_no") == ("未登记", None, "SO9")
