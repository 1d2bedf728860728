"""How far every order, and every line of it, has come."""

from datetime import date

import pandas as pd
import pytest

from tests.reconcile.asked import ask, only, values
from tests.reconcile.rows import tables


def ordered(quantity=5000, **cells):
    base = {"order_no": "SO1", "customer_code": "C1", "product_code": "P1", "unit_price_e4": 10000}
    return base | {"quantity_e3": quantity} | cells


def sent(quantity, number="CK1", **cells):
    return {"shipment_no": number, "order_no": "SO1", "product_code": "P1", "quantity_e3": quantity} | cells


def back(number="CK1", signed=True, **cells):
    return {"shipment_no": number, "returned_date": "2026-10-10", "signed": signed} | cells


def stage(order=None, shipments=(), slips=()):
    return only(ask(tables(orders=[ordered(**order or {})], shipments=shipments, slips=slips)).orders, "stage")


# --- stages ---


@pytest.mark.parametrize("status", ["已取消", "已驳回"])
def test_cancelled_and_rejected_stand_before_what_was_shipped(status):
    assert stage({"review_status": status}, [sent(5000)], [back()]) == status


@pytest.mark.parametrize("status", ["待审批", "已审批"])
def test_with_nothing_shipped_the_review_decides(status):
    assert stage({"review_status": status}) == status
    assert stage({"review_status": status}, [sent(5000, product_code="P2")]) == status


@pytest.mark.parametrize("status", ["待审批", "已审批"])
def test_what_was_shipped_stands_before_the_review(status):
    assert stage({"review_status": status}, [sent(1)]) == "部分发货"
    assert stage({"review_status": status}, [sent(4999)]) == "部分发货"
    assert stage({"review_status": status}, [sent(5000)]) == "已交付"
    assert stage({"review_status": status}, [sent(5001)]) == "已交付"


def test_an_order_is_complete_when_each_of_its_shipments_has_its_signed_red_slip_back():
    two = [sent(3000), sent(2000, "CK2")]
    assert stage({}, two, [back(), back("CK2")]) == "已完成"
    assert stage({}, two, [back()]) == "已交付"
    assert stage({}, two, [back(), back("CK2", signed=False)]) == "已交付"


def test_completion_does_not_wait_for_the_waybill():
    assert stage({}, [sent(5000, delivery_method="物流")], [back()]) == "已完成"
    assert stage({}, [sent(5000, delivery_method="物流")], [back(slip_type="运单")]) == "已交付"


def test_a_shipment_that_names_the_order_counts_whatever_it_carries():
    assert stage({}, [sent(5000), sent(1, "CK2", product_code="P2")], [back()]) == "已交付"


def test_one_short_line_makes_the_order_partly_shipped_however_much_too_much_another_has():
    orders = [ordered(), ordered(product_code="P2")]
    found = ask(tables(orders=orders, shipments=[sent(9000)]))
    assert only(found.orders, "stage", "shipped_e3", "unshipped_e3") == ("部分发货", 9000, 5000)
    assert values(found.lines, "line_no", "stage", "shipped_e3", "unshipped_e3") == [
        (1, "已交付", 9000, 0),
        (2, "已审批", 0, 5000),
    ]


def test_a_line_has_the_stage_its_own_quantities_give():
    orders = [ordered(product_code=f"P{number}") for number in (1, 2, 3, 4)]
    shipments = [sent(5000), sent(5000, "CK2", product_code="P2"), sent(1000, "CK2", product_code="P3")]
    found = ask(tables(orders=orders, shipments=shipments, slips=[back()])).lines
    assert values(found, "stage") == [("已完成",), ("已交付",), ("部分发货",), ("已审批",)]


def test_lines_of_a_cancelled_order_are_cancelled():
    found = ask(
        tables(orders=[ordered(review_status="已取消"), ordered(review_status="已取消")], shipments=[sent(5000)])
    )
    assert values(found.lines, "stage") == [("已取消",), ("已取消",)]


def test_gifts_count_in_the_quantities_and_not_in_the_amount():
    orders = [ordered(), ordered(1000, is_gift=True, unit_price_e4=None)]
    found = ask(tables(orders=orders, shipments=[sent(5000)])).orders
    assert only(found, "quantity_e3", "amount_fen", "unshipped_e3", "stage") == (6000, 500, 1000, "部分发货")


def test_returns_do_not_reopen_an_order():
    given = tables(
        orders=[ordered()], shipments=[sent(5000)], slips=[back()],
        returns=[{"return_no": "TH1", "shipment_no": "CK1", "product_code": "P1", "quantity_e3": 5000}],
    )  # fmt: skip
    assert only(ask(given).orders, "stage", "unshipped_e3") == ("已完成", 0)


# --- due dates ---


def due(days, shipments=()):
    orders = [ordered(product_code=f"P{at}", due_date=day) for at, day in enumerate(days, start=1)]
    found = only(ask(tables(orders=orders, shipments=shipments)).orders, "due_date")
    return None if found is None else f"{found:%m-%d}"


def test_the_due_date_is_the_earliest_of_the_lines_still_open_and_else_the_latest():
    days = ["2026-10-20", "2026-10-25", "2026-10-22"]
    first, second, third = (sent(5000, f"CK{at}", product_code=f"P{at}") for at in (1, 2, 3))
    assert due(days) == "10-20"
    assert due(days, [first]) == "10-22"
    assert due(days, [first | {"quantity_e3": 4999}]) == "10-20"
    assert due(days, [first, second, third]) == "10-25"


def test_without_a_date_on_an_open_line_there_is_no_due_date():
    assert due([None, "2026-10-25"]) == "10-25"
    assert due([None, "2026-10-25"], [sent(5000, product_code="P2")]) is None


@pytest.mark.parametrize(("day", "days"), [("2026-10-30", 1), ("2026-10-31", None), ("2026-11-01", None)])
def test_an_order_is_overdue_from_the_day_after_its_due_date(day, days):
    assert only(ask(tables(orders=[ordered(due_date=day)])).orders, "overdue_days") == days


@pytest.mark.parametrize(
    ("status", "shipped", "days"),
    [("已审批", 4999, 11), ("已审批", 5000, None), ("待审批", 1, None), ("已取消", 1, None), ("已驳回", 1, None)],
)
def test_only_an_approved_order_that_is_not_fully_shipped_is_overdue(status, shipped, days):
    orders = [ordered(due_date="2026-10-20", review_status=status)]
    assert only(ask(tables(orders=orders, shipments=[sent(shipped)])).orders, "overdue_days") == days


# --- shipments of an order ---


def test_the_last_day_and_the_day_of_completion():
    shipments = [
        sent(3000, ship_date="2026-10-05"),
        sent(2000, "CK2", ship_date="2026-10-07"),
        sent(1000, "CK3", ship_date="2026-10-09"),
    ]

    def days(count):
        found = ask(tables(orders=[ordered()], shipments=shipments[:count])).orders
        return only(found, "last_ship_date", "completed_on")

    assert days(0) == (None, None)
    assert days(1) == (pd.Timestamp(2026, 10, 5), None)
    assert days(2) == (pd.Timestamp(2026, 10, 7),) * 2
    assert days(3) == (pd.Timestamp(2026, 10, 9), pd.Timestamp(2026, 10, 7))


def test_a_shipment_of_two_orders_counts_for_each_and_once_for_each():
    orders = [ordered(), ordered(order_no="SO2")]
    shipments = [sent(1000, delivery_method="物流"), sent(1000), sent(1000, order_no="SO2")]
    found = ask(tables(orders=orders, shipments=shipments)).orders
    assert values(found, "order_no", "shipment_count", "outstanding_count") == [("SO1", 1, 2), ("SO2", 1, 2)]


def test_slips_that_are_back_are_not_counted_and_unsigned_ones_are():
    shipments = [sent(1000), sent(1000, "CK2"), sent(1000, "CK3")]
    slips = [back(), back("CK2", signed=False)]
    found = ask(tables(orders=[ordered()], shipments=shipments, slips=slips)).orders
    assert only(found, "shipment_count", "outstanding_count") == (3, 2)


def test_orders_stand_by_day_and_number_and_their_lines_with_them():
    orders = [
        ordered(order_no="SO2", order_date="2026-10-02 08:00"),
        ordered(order_no="SO3", order_date="2026-10-01 09:00", line_no=2),
        ordered(order_no="SO3", order_date="2026-10-01 09:00", line_no=1),
        ordered(order_no="SO1", order_date="2026-10-02 10:00"),
    ]
    found = ask(tables(orders=orders))
    assert values(found.orders, "order_no", "order_date", "placed_at")[0] == (
        "SO3", pd.Timestamp(2026, 10, 1), pd.Timestamp(2026, 10, 1, 9),
    )  # fmt: skip
    assert [row[0] for row in values(found.orders, "order_no")] == ["SO3", "SO1", "SO2"]
    assert values(found.lines, "order_no", "line_no") == [("SO3", 1), ("SO3", 2), ("SO1", 4), ("SO2", 1)]


def test_orders_and_lines_name_their_rows():
    found = ask(tables(orders=[ordered(), ordered()]))
    assert only(found.orders, "source") == "orders.xlsx Sheet1!2-3"
    assert values(found.lines, "source") == [("orders.xlsx Sheet1!2",), ("orders.xlsx Sheet1!3",)]


def test_without_any_document_there_is_no_order():
    found = ask(tables(), date(2026, 10, 31))
    assert found.orders.empty
    assert found.lines.empty
