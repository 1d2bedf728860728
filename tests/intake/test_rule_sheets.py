"""规则 and 日历: recognised as what they are, and each value judged by what its parameter takes."""

import pytest

from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from tests.intake.made import book

LABELS = ["规则代码", "参数", "取值", "生效日期", "依据"]


def read(labels, *rows):
    return read_file(book({"表": [labels, *rows]}), "a.xlsx", ReadingRules())


def judged(code, parameter, value):
    """What is wrong with one rule: code, cell and what it quotes."""
    return [(p.code, p.cell, dict(p.params)) for p in read(LABELS, [code, parameter, value, "2026-10-01", ""]).problems]


@pytest.mark.parametrize(
    ("code", "parameter", "values"),
    [
        ("E102", "催收天数", ["0", 7, "3660", "7天", "１０"]),
        ("E502", "普通审核小时", [0, 1000, "8小时"]),
        ("E503", "发货工作日", ["3个工作日"]),
        ("E703", "定金百分比", [0, 100, "30%"]),
        ("E704", "抹零限额", [0, "10.00", "1,234.5元", 10_000_000]),
        ("E502", "截单时间", ["17:30", "0:00", "23:59", "17:30:00", "无", "1899-12-31 17:30:00"]),
        ("E505", "审批3金额", ["无", "50000"]),
        ("E505", "审批3角色", ["经理", "无"]),
        ("e102", "chase_days", [5]),
    ],
)
def test_values_that_their_parameter_takes_are_accepted(code, parameter, values):
    assert [problem for value in values for problem in judged(code, parameter, value)] == []


@pytest.mark.parametrize(
    ("code", "parameter", "value"),
    [
        *(("E102", "催收天数", value) for value in (-1, 3661, 7.5, "七", "天", "7.5天")),
        *(("E502", "紧急审核小时", value) for value in (1001, "2:00")),
        *(("E703", "定金百分比", value) for value in (101, 0.3)),
        *(("E704", "抹零限额", value) for value in (-0.01, "10.005", 10_000_000.01, "无")),
        *(("E502", "截单时间", value) for value in ("24:00", "17:60", "1730", "下午五点", 17)),
        ("E505", "审批1金额", "五万"),
    ],
)
def test_any_other_value_is_held_back_in_its_cell_with_what_is_expected(code, parameter, value):
    assert judged(code, parameter, value) == [("not_what_it_takes", "C2", {"parameter": parameter, "takes": parameter})]


def test_an_unknown_rule_or_parameter_lists_the_known_and_another_rules_parameter_lists_its_own():
    ((code, cell, quoted),) = judged("E999", "催收天数", 7)
    assert (code, cell, "E502" in quoted["choices"]) == ("not_a_choice", "A2", True)
    ((code, cell, quoted),) = judged("E102", "催收日子", 7)
    assert (code, cell, "催收天数" in quoted["choices"]) == ("not_a_choice", "B2", True)
    assert judged("E704", "催收天数", 7) == [("not_of_this_rule", "B2", {"rule": "E704", "choices": "抹零限额"})]


def test_the_nearest_parameter_is_suggested():
    (problem,) = read(LABELS, ["E102", "催収天数", 7, "2026-10-01", ""]).problems
    assert problem.suggestion == "催收天数"


def test_a_wrong_row_holds_back_itself_alone_and_a_rule_told_twice_both():
    reading = read(
        LABELS,
        ["E102", "催收天数", "很多", "2026-10-01", ""],
        ["E102", "催收天数", 5, "2026-10-02", ""],
        ["E704", "抹零限额", 5, "2026-10-02", ""],
        ["E704", "write_off", 6, "2026-10-02", ""],
    )
    assert reading.tables["rules"]["value"].tolist() == ["5"]
    assert [problem.code for problem in reading.problems] == ["not_what_it_takes", "row_twice", "row_twice"]


@pytest.mark.parametrize("label", ["放假/上班", "安排", "放假上班", "Off or worked"])
def test_a_calendar_is_known_by_its_day_and_its_arrangement(label):
    reading = read(["日期", label, "说明"], ["2026-12-31", "放假", "盘点"], ["2026-12-27", "上班", ""])
    assert reading.tables["calendar"]["day_kind"].tolist() == ["放假", "上班"]


def test_days_without_an_arrangement_are_no_calendar():
    assert [sheet.kind for sheet in read(["日期", "说明", "备注"], ["2026-12-31", "盘点", ""]).sheets] == []


def test_what_is_neither_off_nor_worked_is_held_back():
    (problem,) = read(["日期", "放假/上班"], ["2026-12-31", "半天"]).problems
    assert (problem.code, problem.cell) == ("not_a_choice", "B2")


ORDER = ["订单号", "下单日期", "客户编码", "产品编码", "数量", "单价"]


@pytest.mark.parametrize(("at", "codes"), [("09:59", ["approved_before_order"]), ("10:00", []), ("", [])])
def test_an_approval_is_not_from_before_the_order_and_its_columns_have_other_names(at, codes):
    row = ["SO1", "2026-11-06 10:00", "C1", "P1", 1, 1, "主管", f"2026-11-06 {at}".strip()]
    reading = read([*ORDER, "一级审批人", "审批时间2"], row)
    assert [problem.code for problem in reading.problems] == codes
    if not codes:
        (found,) = reading.tables["orders"].to_dict("records")
        assert (found["approver_1"], found["has_approver_1"], found["has_approved_1_at"]) == ("主管", True, False)
        assert (found["has_approved_2_at"], found["has_approver_3"]) == (True, False)
