"""E505: what an order needs before goods leave, by its columns, its amount and the rules of its day."""

import pytest

from tests.reconcile.exceptions.tables import documents, found

APPROVED = {
    "has_approver_1": True,
    "has_approved_1_at": True,
    "approver_1": "主管甲",
    "approved_1_at": "2026-11-02 15:00",
}


def told(approvals, amount_fen=100_000, ship_date="2026-11-02", status="已审批", **office):
    """What is found of an order of 2026-11-02 with these approvals, shipped on a day."""
    return {
        "orders": [{"order_no": "SO1"} | approvals],
        "order_status": [{"order_no": "SO1", "amount_fen": amount_fen, "review_status": status}],
        "shipped": [
            {"shipment_no": "CK2", "ship_date": "2026-11-09"},
            {"shipment_no": "CK1", "ship_date": ship_date},
        ],
    } | office


def lacking(approvals, **office):
    """The approvals that lack a person, a time, or came late."""
    (facts,) = found("E505", **told(approvals, **office))["facts"]
    return facts["no_person"], facts["no_time"], facts["too_late"]


def test_an_order_with_its_approval_may_leave_on_the_day_of_it_and_not_before():
    assert documents("E505", **told(APPROVED)) == []
    late = APPROVED | {"approved_1_at": "2026-11-03"}
    assert documents("E505", **told(late, ship_date="2026-11-03")) == []
    assert lacking(late, ship_date="2026-11-02") == ("", "", "1")


@pytest.mark.parametrize(
    ("blank", "lacks"),
    [({"approver_1": None}, ("1", "", "")), ({"approved_1_at": None}, ("", "1", ""))],
)
def test_a_person_or_a_time_that_is_blank_is_missing(blank, lacks):
    assert lacking(APPROVED | blank) == lacks


@pytest.mark.parametrize(
    ("column", "value"), [("approver_1", "主管甲"), ("approved_1_at", "2026-11-02 15:00")], ids=["persons", "times"]
)
def test_a_sheet_that_keeps_only_persons_or_only_times_lacks_nothing_else(column, value):
    assert documents("E505", **told({f"has_{column}": True, column: value})) == []
    assert documents("E505", **told({f"has_{column}": True})) == ["SO1"]


def test_an_order_whose_sheet_has_no_column_needs_none_unless_a_rule_says_from_which_amount():
    assert documents("E505", **told({})) == []
    from_thousand = [("审批2金额", "1000", "2026-11-01")]
    assert documents("E505", **told({}, amount_fen=99_999, dated=from_thousand)) == []
    assert lacking({}, amount_fen=100_000, dated=from_thousand) == ("2", "2", "")


def test_a_column_asks_nothing_of_an_order_below_the_amount_of_its_rule():
    blank = APPROVED | {"approver_1": None, "approved_1_at": None}
    from_thousand = [("审批1金额", "1000", "2026-11-01")]
    assert documents("E505", **told(blank, amount_fen=99_999, dated=from_thousand)) == []
    assert documents("E505", **told(blank, amount_fen=100_000, dated=from_thousand)) == ["SO1"]
    assert documents("E505", **told(blank, amount_fen=0)) == ["SO1"]


def test_the_rules_of_the_day_of_the_order_count():
    assert documents("E505", **told({}, dated=[("审批1金额", "0", "2026-11-02")])) == ["SO1"]
    assert documents("E505", **told({}, dated=[("审批1金额", "0", "2026-11-03")])) == []


def test_settings_say_roles_and_amounts_too_and_the_sentence_names_them():
    limits = {"approval_roles": ("主管", "经理"), "approval_amounts_fen": (0, 100_000)}
    assert lacking(APPROVED, limits=limits) == ("2 经理", "2 经理", "")
    assert lacking({"has_approver_1": True, "approver_1": "甲"}, limits=limits) == ("2 经理", "1 主管\x1f2 经理", "")


@pytest.mark.parametrize("status", ["已取消", "已驳回"])
def test_cancelled_and_rejected_orders_and_orders_of_which_nothing_left_are_not_judged(status):
    assert documents("E505", **told({"has_approver_1": True}, status=status)) == []
    assert documents("E505", **(told({"has_approver_1": True}) | {"shipped": []})) == []


def test_the_order_is_at_stake_its_salesperson_is_asked_and_the_first_shipment_is_named():
    (row,) = found("E505", **told({"has_approver_1": True})).to_dict("records")
    assert (row["amount_fen"], row["responsible"], row["level"]) == (100_000, "业务一", "高")
    assert (row["facts"]["shipments"], row["facts"]["ship_date"]) == ("CK1", "2026-11-02")
