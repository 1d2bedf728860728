"""What the latest order gives differently from the master."""

import pytest

from pipeline.reconcile.customer_updates import customer_updates
from pipeline.reconcile.resolve import resolved
from tests.reconcile.asked import AS_OF, values
from tests.reconcile.rows import tables


def order(number="SO1", **cells):
    return {
        "order_no": number, "customer_code": "C1", "product_code": "P1", "quantity_e3": 1000, "unit_price_e4": 1,
    } | cells  # fmt: skip


def updates(orders, *, lang="zh", **master):
    customers = [{"customer_code": "C1", "customer_name": "甲"} | master]
    found = customer_updates(resolved(tables(customers=customers, orders=orders), AS_OF), lang)
    return values(found, "customer_code", "field", "on_file", "on_order", "order_no")


def test_each_field_that_differs_is_an_update_in_the_order_contact_phone_address():
    found = updates([order(address="新路 2 号", phone="139", contact="李四")], contact="张三", phone="138")
    assert found == [
        ("C1", "联系人", "张三", "李四", "SO1"),
        ("C1", "联系电话", "138", "139", "SO1"),
        ("C1", "地址", None, "新路 2 号", "SO1"),
    ]


def test_a_field_that_the_order_leaves_blank_is_none():
    assert updates([order()], contact="张三") == []


@pytest.mark.parametrize("same", ["李　四", "李四 "])
def test_names_are_compared_after_nfkc_and_without_white_space(same):
    assert updates([order(contact=same)], contact="李四") == []


@pytest.mark.parametrize("same", ["+86 138-0013-8000", "+8613800138000", "138 0013 8000", "１３８－００１３－８０００"])
def test_phones_are_compared_without_hyphens_and_country_code(same):
    assert updates([order(phone=same)], phone="13800138000") == []
    assert updates([order(phone="13800138000")], phone=same) == []


def test_hyphens_of_an_address_count():
    assert updates([order(address="1-2 号")], address="12 号") == [("C1", "地址", "12 号", "1-2 号", "SO1")]


def test_the_latest_order_that_fills_the_field_in_speaks_for_it():
    orders = [
        order("SO3", contact="早", order_date="2026-10-01"),
        order("SO1", contact="晚", order_date="2026-10-02"),
        order("SO2", order_date="2026-10-03"),
    ]
    assert updates(orders, contact="旧") == [("C1", "联系人", "旧", "晚", "SO1")]
    assert updates(orders, contact="晚") == []


def test_of_two_orders_of_one_moment_the_higher_number_is_the_latest():
    assert updates([order("SO2", contact="二"), order("SO1", contact="一")], contact="旧")[0][3] == "二"


def test_cancelled_orders_do_not_speak_and_rejected_ones_do():
    assert updates([order(contact="新", review_status="已取消")], contact="旧") == []
    assert len(updates([order(contact="新", review_status="已驳回")], contact="旧")) == 1


def test_a_customer_that_is_not_in_the_master_has_nothing_to_update():
    assert updates([order(customer_code="X9", contact="新")]) == []


def test_the_field_is_named_in_the_language_asked_for():
    assert updates([order(contact="新")], lang="en")[0][1] == "Contact"
