"""Which orders are to be confirmed, on what terms, and how the confirmations are chased."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pipeline.reconcile.limits import Limits
from pipeline.reconcile.order_confirmations import confirmed_lines, order_confirmations, with_order_confirmations
from pipeline.reconcile.papers import papers
from pipeline.reconcile.timeline import always, since
from tests.reconcile.asked import ask, only, values
from tests.reconcile.rows import tables

AS_OF = date(2026, 10, 31)
LIMITS = Limits()
THIRTY = always(30)


def ordered(number="SO1", **cells):
    base = {"order_no": number, "customer_code": "C1", "product_code": "P1", "quantity_e3": 2000}
    return base | {"unit_price_e4": 100000, "order_date": "2026-10-05 14:30"} | cells


def sent(quantity, **cells):
    base = {"shipment_no": "CK1", "order_no": "SO1", "product_code": "P1", "quantity_e3": quantity}
    return base | {"ship_date": "2026-10-20"} | cells


def back(number="SO1", **cells):
    base = {"shipment_no": number, "slip_type": "确认书", "returned_date": "2026-10-20", "signed": True}
    return base | cells


def awaited(*orders, limits=LIMITS, percent=THIRTY, **kinds):
    given = ask(tables(orders=list(orders) or [ordered()], **kinds), AS_OF)
    return order_confirmations(given.tables, given.orders, given.parties, percent, limits, AS_OF)


def numbers(*orders, **given):
    return awaited(*orders, **given)["order_no"].tolist()


@pytest.mark.parametrize(("status", "there"), [("已审批", 1), ("待审批", 0), ("已驳回", 0), ("已取消", 0)])
def test_an_approved_order_is_to_be_confirmed_and_no_other(status, there):
    assert len(awaited(ordered(review_status=status))) == there


def test_an_order_shipped_in_part_is_still_to_be_confirmed_and_one_shipped_in_full_is_not():
    assert numbers(shipments=[sent(1999)]) == ["SO1"]
    assert numbers(shipments=[sent(2000)]) == []


def test_an_order_that_is_shipped_in_part_before_its_approval_is_not_to_be_confirmed_yet():
    assert numbers(ordered(review_status="待审批"), shipments=[sent(1000)]) == []


def test_a_signed_confirmation_completes_it_and_an_unsigned_one_or_a_promise_does_not():
    assert numbers(slips=[back()]) == []
    assert only(awaited(slips=[back(signed=False)]), "problem") == "未签字"
    promise = back(returned_date=None, signed=None, promised_date="2026-11-03")
    assert only(awaited(slips=[promise]), "problem", "promise") == ("未收回", pd.Timestamp(2026, 11, 3))


def test_a_confirmation_that_came_back_unsigned_is_promised_no_more():
    slip = back(signed=False, promised_date="2026-11-03")
    assert only(awaited(slips=[slip]), "problem", "promise") == ("未签字", None)


def test_a_slip_of_another_type_or_of_a_later_day_under_the_number_is_no_confirmation():
    assert numbers(slips=[back(slip_type="红单")]) == ["SO1"]
    assert numbers(slips=[back(returned_date="2026-11-01")]) == ["SO1"]


@pytest.mark.parametrize(("days", "there"), [(27, ["SO1"]), (26, []), (0, [])])
def test_it_is_asked_for_so_many_days_from_the_day_of_the_order(days, there):
    assert numbers(limits=replace(LIMITS, confirmation_days=days)) == there


@pytest.mark.parametrize(
    ("reviewed", "days", "there"),
    [("2026-10-31 23:59", 1, ["SO1"]), ("2026-10-30", 1, []), ("2026-11-01 00:00", 9, [])],
)
def test_the_day_of_the_review_counts_before_that_of_the_order(reviewed, days, there):
    assert numbers(ordered(reviewed_at=reviewed), limits=replace(LIMITS, confirmation_days=days)) == there


def test_orders_stand_by_the_day_of_their_approval_then_by_number():
    orders = [ordered("SO3"), ordered("SO2"), ordered("SO1", reviewed_at="2026-10-06 09:00")]
    assert numbers(*orders) == ["SO2", "SO3", "SO1"]


def test_what_the_order_leaves_out_of_the_customer_is_the_master_s():
    master = {"customer_code": "C1", "contact": "周", "phone": "138", "address": "甲路", "salesperson": "张三"}
    found = awaited(ordered(phone="139"), customers=[master])
    assert only(found, "contact", "phone", "address", "salesperson") == ("周", "139", "甲路", "张三")


def test_credit_days_are_said_of_an_order_paid_by_the_month_and_of_no_other():
    master = [{"customer_code": "C1", "credit_days": 30}]
    orders = [ordered("SO1", payment_terms="月结"), ordered("SO2", payment_terms="款到发货")]
    assert values(awaited(*orders, customers=master), "credit_days") == [(30,), (None,)]


def test_the_deposit_is_the_share_of_the_order_s_own_day_rounded_up_to_the_fen():
    changed = since(20, [(date(2026, 10, 6), 30)])
    # 2 pieces at 10.01 are 20.02; a fifth of that is 4.004.
    orders = [ordered("SO1", payment_terms="定金", unit_price_e4=100_100), ordered("SO2", payment_terms="月结")]
    found = awaited(*orders, percent=changed)
    assert values(found, "deposit_percent", "deposit_fen") == [(20, 401), (None, None)]


def test_the_lines_are_the_order_s_own_and_a_gift_has_no_price():
    orders = [
        ordered("SO2", line_no=1, remark="别处"),
        ordered("SO1", line_no=2, is_gift=True, unit_price_e4=0, due_date="2026-11-10"),
        ordered("SO1", line_no=1, unit_price_e4=12_345, remark="要快"),
    ]
    given = ask(tables(orders=orders), AS_OF)
    found = confirmed_lines(given.tables["orders"], awaited(*orders[1:]))
    assert values(found, "order_no", "line_no", "unit_price_e4", "amount_fen", "is_gift", "remark") == [
        ("SO1", 1, 12_345, 247, False, "要快"),
        ("SO1", 2, None, 0, True, None),
    ]


def chased(*orders, **kinds):
    given = ask(tables(orders=list(orders), **kinds), AS_OF)
    confirmations = awaited(*orders, **kinds)
    return with_order_confirmations(given.outstanding, confirmations, AS_OF)


def test_a_confirmation_is_chased_with_the_salesperson_since_its_approval_and_has_no_amount():
    found = chased(ordered(salesperson="张三", reviewed_at="2026-10-06 09:00", customer_name="甲公司"))
    facts = (
        "shipment_no",
        "slip_type",
        "problem",
        "waiting_days",
        "bucket",
        "responsible",
        "order_no",
        "customer_name",
    )
    assert only(found, *facts) == ("SO1", "确认书", "未收回", 25, "15–30", "张三", "SO1", "甲公司")
    assert only(found, "ship_date", "amount_fen", "at_risk_fen", "chase_count") == (None, None, None, 0)


def test_nobody_s_confirmation_is_chased_with_nobody_and_one_person_s_under_one_spelling():
    orders = [
        ordered("SO1", customer_code="C2"),
        ordered("SO2", salesperson="张三"),
        ordered("SO3", salesperson="张 三"),
    ]
    assert values(chased(*orders), "responsible") == [("未登记",), ("张 三",), ("张 三",)]


@pytest.mark.parametrize(("promised", "broken"), [("2026-10-30", True), ("2026-10-31", False), (None, None)])
def test_a_promise_is_broken_the_day_after(promised, broken):
    slip = back(returned_date=None, signed=None, promised_date=promised)
    assert only(chased(ordered(), slips=[slip] if promised else []), "promise_broken") == broken


def test_slips_with_money_at_risk_come_first_and_the_rest_by_how_long_it_waits():
    orders = [ordered("SO1", quantity_e3=5000), ordered("SO2", order_date="2026-10-30 08:00")]
    shipments = [sent(2000), sent(1000, shipment_no="CK2", ship_date="2026-10-10", unit_price_e4=0)]
    assert values(chased(*orders, shipments=shipments), "shipment_no", "slip_type") == [
        ("CK1", "红单"), ("SO1", "确认书"), ("CK2", "红单"), ("SO2", "确认书"),
    ]  # fmt: skip


def test_the_papers_of_an_order_say_when_it_was_confirmed_or_why_not_and_no_file_lacks_it():
    orders = [ordered(f"SO{n}") for n in (1, 2, 3)] + [ordered("SO4", review_status="待审批")]
    slips = [back("SO1"), back("SO2", signed=False)]
    given = ask(tables(orders=orders, slips=slips), AS_OF)
    confirmations = awaited(*orders, slips=slips)
    nothing_open = given.settled
    found = papers(given.tables, given.orders, given.states, nothing_open, confirmations)
    day = pd.Timestamp(2026, 10, 20)
    assert values(found, "confirmed_on", "confirmed_said") == [
        (day, None), (None, "未签字"), (None, "未收回"), (None, "不需要"),
    ]  # fmt: skip
    assert not found["lacking"].str.contains("确认").any()
