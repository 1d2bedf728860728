"""时效: overdue, reviewed late, idle. 2026-11-20, the day of the run, is a Friday."""

from datetime import date

import pytest

from tests.reconcile.exceptions.tables import documents, found


def order(**cells):
    return {"order_no": "SO1"} | cells


@pytest.mark.parametrize(("days", "levels"), [(None, []), (1, ["中"]), (6, ["中"]), (7, ["高"])])
def test_an_overdue_order_is_high_from_the_seventh_day(days, levels):
    orders = [order(overdue_days=days, due_date="2026-11-10", unshipped_e3=1_000)]
    assert found("E501", order_status=orders)["level"].tolist() == levels


def test_what_is_not_shipped_yet_is_at_stake():
    lines = [{"unshipped_e3": 1_500, "unit_price_e4": 100_000}, {"line_no": 2, "unshipped_e3": 5_000, "is_gift": True}]
    (row,) = found("E501", order_status=[order(overdue_days=3, unshipped_e3=6_500)], order_lines=lines).to_dict(
        "records"
    )
    assert (row["amount_fen"], row["days"], row["facts"]["unshipped"]) == (1_500, 3, "6.5")


@pytest.mark.parametrize("status", ["待审批", "已驳回", "已取消"])
def test_only_an_approved_order_is_overdue(status):
    assert documents("E501", order_status=[order(overdue_days=9, review_status=status)]) == []


def reviewed(placed, at, priority="普通", status="已审批", as_of=date(2026, 11, 20)):
    orders = [order(placed_at=placed, reviewed_at=at, priority=priority, review_status=status)]
    return documents("E502", order_status=orders, as_of=as_of)


@pytest.mark.parametrize(
    ("priority", "in_time", "late"),
    [
        ("普通", "2026-11-10 09:00", "2026-11-10 09:01"),
        ("特殊", "2026-11-09 21:00", "2026-11-09 21:01"),
        ("紧急", "2026-11-09 11:00", "2026-11-09 11:01"),
    ],
)
def test_a_review_may_take_the_hours_of_its_priority_and_no_more(priority, in_time, late):
    assert reviewed("2026-11-09 09:00", in_time, priority) == []
    assert reviewed("2026-11-09 09:00", late, priority) == ["SO1"]


def test_hours_of_a_weekend_do_not_count():
    assert reviewed("2026-11-06 12:00", "2026-11-09 12:00") == []
    assert reviewed("2026-11-06 12:00", "2026-11-09 12:01") == ["SO1"]


def test_hours_of_a_make_up_saturday_count():
    assert reviewed("2026-10-09 12:00", "2026-10-10 12:01") == ["SO1"]


@pytest.mark.parametrize(("placed", "late"), [("2026-11-20 00:00", []), ("2026-11-19 23:59", ["SO1"])])
def test_a_pending_order_counts_to_the_end_of_the_day(placed, late):
    assert reviewed(placed, None, status="待审批") == late


def test_an_urgent_order_of_the_day_is_late_by_its_end():
    assert reviewed("2026-11-20 21:59", None, "紧急", "待审批") == ["SO1"]
    assert reviewed("2026-11-20 22:00", None, "紧急", "待审批") == []


def test_a_review_after_the_day_of_the_run_has_not_happened():
    assert reviewed("2026-11-20 08:00", "2026-11-25 08:00") == []


def test_a_review_noted_by_day_only_on_the_day_of_the_order_took_no_time():
    assert reviewed("2026-11-09 09:30", "2026-11-09") == []


@pytest.mark.parametrize(
    ("status", "at"), [("已审批", None), ("已取消", "2026-11-19"), ("已驳回", "2026-11-19"), ("已取消", None)]
)
def test_an_approval_without_a_time_and_cancelled_or_rejected_orders_are_not_judged(status, at):
    assert reviewed("2026-11-02", at, status=status) == []


def idle(as_of, **cells):
    orders = [order(placed_at="2026-11-02", reviewed_at="2026-11-11 15:00", amount_fen=9_000) | cells]
    return documents("E503", order_status=orders, as_of=as_of)


def test_nothing_shipped_in_three_working_days_after_the_review_is_idle_from_the_day_after():
    assert idle(date(2026, 11, 16)) == []  # Thursday, Friday, Monday
    assert idle(date(2026, 11, 17)) == ["SO1"]


def test_a_weekend_after_the_third_working_day_is_too_late():
    reviewed_on_tuesday = {"reviewed_at": "2026-11-10"}
    assert idle(date(2026, 11, 13), **reviewed_on_tuesday) == []
    assert idle(date(2026, 11, 14), **reviewed_on_tuesday) == ["SO1"]


def test_without_a_time_of_review_the_order_counts():
    assert idle(date(2026, 11, 5), reviewed_at=None) == []
    assert idle(date(2026, 11, 6), reviewed_at=None) == ["SO1"]


@pytest.mark.parametrize(
    "cells", [{"due_date": "2026-12-31"}, {"shipped_e3": 1}, {"review_status": "待审批"}, {"review_status": "已取消"}]
)
def test_an_order_with_a_due_date_a_shipment_or_no_approval_is_not_idle(cells):
    assert idle(date(2026, 11, 20), **cells) == []


def test_days_are_working_days_and_the_order_is_at_stake():
    orders = [order(placed_at="2026-11-02", reviewed_at="2026-11-11", amount_fen=9_000)]
    (row,) = found("E503", order_status=orders).to_dict("records")
    assert (row["days"], row["amount_fen"], row["level"], row["facts"]["since"]) == (7, 9_000, "中", "2026-11-11")


# --- limits from a day on, the cut-off time, the office's own calendar ---------------------------


def late(placed, at, **office):
    orders = [order(placed_at=placed, reviewed_at=at)]
    return documents("E502", order_status=orders, **office)


def test_the_hours_of_the_day_of_the_order_judge_its_review():
    eight = [("普通审核小时", "8", "2026-11-10")]
    assert late("2026-11-09 23:59", "2026-11-10 09:00", dated=eight) == []
    assert late("2026-11-10 00:00", "2026-11-10 08:00", dated=eight) == []
    assert late("2026-11-10 00:00", "2026-11-10 08:01", dated=eight) == ["SO1"]


def test_an_order_after_the_cut_off_counts_from_the_beginning_of_the_next_working_day():
    half_past_five = {"limits": {"cut_off": 17 * 60 + 30}}
    assert late("2026-11-06 17:30", "2026-11-09 17:30", **half_past_five) == []
    assert late("2026-11-06 17:30", "2026-11-09 17:31", **half_past_five) == ["SO1"]
    assert late("2026-11-06 17:31", "2026-11-10 00:00", **half_past_five) == []
    assert late("2026-11-06 17:31", "2026-11-10 00:01", **half_past_five) == ["SO1"]


def test_the_sentence_knows_whether_the_cut_off_had_passed():
    for placed, after in (("2026-11-06 17:30", ""), ("2026-11-06 17:31", "after")):
        orders = [order(placed_at=placed, reviewed_at="2026-11-12")]
        (row,) = found("E502", order_status=orders, limits={"cut_off": 17 * 60 + 30}).to_dict("records")
        assert row["facts"]["cut_off"] == after


def test_a_cut_off_holds_from_its_day_on():
    from_monday = [("截单时间", "17:30", "2026-11-09")]
    assert late("2026-11-06 18:00", "2026-11-09 18:01", dated=from_monday) == ["SO1"]
    assert late("2026-11-09 18:00", "2026-11-10 18:01", dated=from_monday) == []


def test_a_weekday_that_the_office_takes_off_does_not_count_and_a_weekend_that_it_works_does():
    assert late("2026-11-10 12:00", "2026-11-12 12:00", calendar=[("2026-11-11", "放假")]) == []
    assert late("2026-11-10 12:00", "2026-11-12 12:00") == ["SO1"]
    assert late("2026-11-06 12:00", "2026-11-07 12:01", calendar=[("2026-11-07", "上班")]) == ["SO1"]
    assert late("2026-11-06 12:00", "2026-11-07 12:01") == []


def test_an_idle_order_counts_from_the_next_working_day_if_it_was_placed_after_the_cut_off():
    after = {"order_status": [order(placed_at="2026-11-06 18:00")], "limits": {"cut_off": 17 * 60 + 30}}
    assert documents("E503", as_of=date(2026, 11, 12), **after) == []
    assert documents("E503", as_of=date(2026, 11, 13), **after) == ["SO1"]
    assert documents("E503", as_of=date(2026, 11, 12), order_status=[order(placed_at="2026-11-06 18:00")]) == ["SO1"]


def test_the_working_days_of_the_day_of_the_order_and_of_the_office_judge_an_idle_one():
    placed = {"order_status": [order(placed_at="2026-11-09")], "as_of": date(2026, 11, 12)}
    assert documents("E503", **placed) == []
    assert documents("E503", **placed, dated=[("发货工作日", "2", "2026-11-09")]) == ["SO1"]
    assert documents("E503", **placed, dated=[("发货工作日", "2", "2026-11-10")]) == []
    two = {"dated": [("发货工作日", "2", "2026-11-09")], "calendar": [("2026-11-10", "放假")]}
    assert documents("E503", **placed, **two) == []
