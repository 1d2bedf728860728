"""规则 and 日历 in the inbox: they change what is an exception from their day on, and the report says what holds."""

import openpyxl
import pytest

from tests.contract.office import Office

ORDERS = ["订单号", "下单日期", "客户编码", "产品编码", "数量", "单价", "审核状态", "审核时间", "审批1人", "审批1时间"]
RULES = ["规则代码", "参数", "取值", "生效日期", "依据"]
TIMED = ("2026-11-05 10:00", "2026-11-05 20:00")
"""Placed on a Thursday morning and reviewed ten hours later."""


@pytest.fixture
def office(tmp_path):
    (tmp_path / "inbox").mkdir()
    office = Office(tmp_path)
    order = ["C001", "P1", 100, 10, "已审批"]
    orders = [
        ["SO1", TIMED[0], *order, TIMED[1], "主管", "2026-11-05"],
        ["SO2", "2026-11-06 10:00", *order, "2026-11-06 20:00", "", ""],
    ]
    shipped = [["CK1", "2026-11-09", "SO1", "P1", 105], ["CK2", "2026-11-09", "SO2", "P1", 106]]
    goods = ["出库单号", "发货日期", "订单号", "产品编码", "数量"]
    office.drop("订单.xlsx", {"订单": [ORDERS, *orders], "出库单": [goods, *shipped]})
    return office


def exceptions(office, *codes):
    """The documents of some codes."""
    rows = office.table("异常报告.xlsx", "异常明细", "编号")
    return [row["编号"] for row in rows if row["代码"] in codes]


def in_force(office):
    """What holds, by parameter."""
    return {row["参数"]: row for row in office.table("异常报告.xlsx", "生效规则", "规则代码")}


def test_without_a_rules_sheet_the_settings_hold_and_the_run_says_nothing_of_rules(office):
    assert "规则表" not in office.run("2026-11-12").output
    assert exceptions(office, "E401", "E502", "E505") == ["E401-SO2", "E401-SO1", "E505-SO2"]
    assert (in_force(office)["普通审核小时"]["取值"], in_force(office)["普通审核小时"]["来源"]) == ("24", "默认")


def test_rules_change_what_is_an_exception_from_their_day_on(office):
    rules = [
        ["E502", "普通审核小时", 9, "2026-11-06", "经理会议"],
        ["E401", "超发允差百分比", "5%", "2026-11-01", ""],
        ["E505", "审批1金额", 5000, "2026-11-01", ""],
        ["E704", "抹零限额", 10, "2026-11-01", "同设置"],
        ["E102", "催收天数", 1, "2026-11-13", "还没到"],
    ]
    office.drop("规则.xlsx", {"规则": [RULES, *rules]})
    said = office.run("2026-11-12").output
    assert exceptions(office, "E401", "E502", "E505", "E102") == ["E401-SO2", "E502-SO2"]
    assert "规则表：4 条生效" in said
    assert "E502 普通审核小时：9（2026-11-06 起）" in said
    assert "其余 1 条和设置一样" in said
    held = in_force(office)["普通审核小时"]
    assert [held[name] for name in ("规则", "取值", "依据", "来源")] == [
        "审核超时",
        "9",
        "经理会议",
        "规则.xlsx 规则!2",
    ]
    assert in_force(office)["催收天数"]["取值"] == "7"


def test_a_later_drop_of_the_same_rule_replaces_it_and_a_wrong_one_is_held_back(office):
    office.drop("规则.xlsx", {"规则": [RULES, ["E502", "普通审核小时", 9, "2026-11-01", ""]]})
    office.drop("规则2.xlsx", {"规则": [RULES, ["E502", "普通审核小时", 48, "2026-11-01", ""]]})
    office.drop("规则3.xlsx", {"规则": [RULES, ["E704", "抹零限额", "十元", "2026-11-01", ""]]})
    said = office.run("2026-11-12").output
    assert (exceptions(office, "E502", "E901"), in_force(office)["普通审核小时"]["取值"]) == ([], "48")
    assert "规则3.xlsx  规则!C2  抹零限额的取值不能是“十元”。请写不小于 0 的金额，如 10.00。" in said


def test_the_template_dropped_back_holds_and_changes_nothing_and_the_report_dropped_back_is_ignored(office):
    office.run("2026-11-12")
    before = [row["编号"] for row in office.table("异常报告.xlsx", "异常明细", "编号")]
    values = {word: row["取值"] for word, row in in_force(office).items()}
    office.hongdan("template", "规则", "--out", str(office.root / "inbox"))
    office.touched(office.root / "inbox" / "规则.xlsx")
    page = openpyxl.load_workbook(office.root / "outbox" / "异常报告.xlsx")
    page.save(office.root / "inbox" / "上次的报告.xlsx")
    said = office.run("2026-11-12").output
    assert [row["编号"] for row in office.table("异常报告.xlsx", "异常明细", "编号")] == before
    assert {word: row["取值"] for word, row in in_force(office).items()} == values
    assert {str(row["生效日期"]) for row in in_force(office).values()} == {"2000-01-01"}
    assert f"其余 {len(values)} 条和设置一样" in said
    taken = {(r["文件"], r["工作表"]): r for r in office.table("收件记录.xlsx", "收件记录", "文件")}
    assert [taken["规则.xlsx", "规则"][word] for word in ("接受", "忽略")] == [len(values), 1]
    own = taken["上次的报告.xlsx", "生效规则"]
    assert (own["结果"], own["接受"], "生效规则" in own["说明"]) == ("忽略", 0, True)


def test_the_offices_own_calendar_and_the_cut_off_count_for_reviews_and_their_figures(office):
    rules = [["E502", "普通审核小时", 9, "2026-11-01", ""], ["E502", "截单时间", "09:00", "2026-11-06", ""]]
    office.drop("日历.xlsx", {"日历": [["日期", "放假/上班"], ["2026-11-05", "放假"]], "规则": [RULES, *rules]})
    office.run("2026-11-12")
    assert exceptions(office, "E502") == []
    hours = [row["数值"] for row in office.table("订单状态.xlsx", "指标", "指标") if row["指标"].startswith("审核平均")]
    assert hours == [0]
