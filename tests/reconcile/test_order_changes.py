"""Orders changed after their approval: what counts as a change, what as an approval."""

import pytest

from pipeline.reconcile.order_changes import NO_ORDER_VERSIONS, order_changes
from tests.reconcile.exceptions.tables import order_versions, sheet

T1, T2, T3 = ("2026-11-02 10:00", "2026-11-03 10:00", "2026-11-04 10:00")
APPROVED = {"reviewed_at": T1}
MORE = APPROVED | {"quantity_e3": 12_000}
NO_TIME = {"reviewed_at": None}
MASTER = sheet("customers", {"customer_code": "C001", "customer_name": "甲公司"})


def changed(*contents):
    """Whether one order, dropped with these contents, each its lines, was changed after its approval."""
    versions = order_versions(*([content] if isinstance(content, dict) else content for content in contents))
    return not order_changes(versions, MASTER).empty


@pytest.mark.parametrize(
    "now",
    [
        MORE,
        APPROVED | {"unit_price_e4": 50_001},
        APPROVED | {"customer_code": "C002"},
        APPROVED | {"product_code": "P2"},
        [APPROVED, APPROVED | {"quantity_e3": 1}],
        APPROVED | {"is_gift": True},
    ],
)
def test_another_quantity_price_customer_or_line_is_a_change(now):
    assert changed(APPROVED, now)
    assert changed(now, APPROVED)


@pytest.mark.parametrize(
    "now",
    [
        APPROVED | {"remark": "急", "phone": "13800138000", "due_date": "2026-12-01"},
        APPROVED | {"line_no": 7},
        [APPROVED | {"quantity_e3": 4_000}, APPROVED | {"quantity_e3": 6_000}],
        APPROVED | {"customer_code": None},
        APPROVED | {"customer_name": "甲 公司", "customer_code": None},
        APPROVED | {"product_code": None},
    ],
)
def test_other_words_and_another_way_to_write_the_same_are_none(now):
    assert not changed(APPROVED, now)


@pytest.mark.parametrize(
    ("reviewed_at", "told"), [(T1, True), (None, True), ("2026-11-02 10:01", False), ("2026-11-02 09:59", True)]
)
def test_only_a_later_time_of_review_is_a_new_approval(reviewed_at, told):
    assert changed(APPROVED, MORE | {"reviewed_at": reviewed_at}) is told


def test_a_change_before_the_approval_is_none_and_one_after_it_stays_until_it_is_approved_or_taken_back():
    pending = {"review_status": "待审批"}
    assert not changed(pending, pending | {"quantity_e3": 11_000}, MORE)
    assert changed(APPROVED, MORE, MORE | {"remark": "急"})
    assert not changed(APPROVED, MORE, APPROVED)
    assert not changed(APPROVED, MORE, MORE | {"reviewed_at": T2})
    assert changed(APPROVED, MORE | {"reviewed_at": T2}, APPROVED)
    assert changed(APPROVED, MORE | {"reviewed_at": T2}, APPROVED | {"reviewed_at": T2})
    assert not changed(APPROVED, MORE | {"reviewed_at": T2}, APPROVED | {"reviewed_at": T3})


def test_an_order_approved_without_a_time_is_not_judged_until_it_has_one():
    assert not changed(NO_TIME, NO_TIME | {"quantity_e3": 12_000})
    assert not changed(NO_TIME, MORE)
    assert changed(NO_TIME, MORE, NO_TIME)


@pytest.mark.parametrize(("status", "told"), [("已审批", True), ("待审批", True), ("已取消", False), ("已驳回", False)])
def test_a_change_back_to_pending_waits_for_approval_and_a_cancelled_or_rejected_order_needs_none(status, told):
    assert changed(APPROVED, MORE | {"review_status": status}) is told


def test_both_contents_are_given_line_by_line_and_those_in_between_are_not():
    versions = order_versions(
        [APPROVED], [MORE], [APPROVED | {"quantity_e3": 14_000}, APPROVED | {"product_code": "P2"}]
    )
    lines = order_changes(versions, MASTER)
    assert lines[["drop", "approved"]].to_numpy().tolist() == [[0, True], [2, False], [2, False]]
    assert order_changes(NO_ORDER_VERSIONS, MASTER).empty
