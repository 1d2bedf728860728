"""收件记录: no row disappears, and a new version says what changed."""

import pandas as pd
import pytest

from pipeline.intake.reading import Reading, SheetReading
from tests.ledger.made import DAY, REFUSED, Office, order, receipt, report, shipment, slip


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def notes(current, row=0):
    return current.intake["notes"].fillna("")[row]


def test_every_row_of_a_sheet_is_accepted_held_back_repeated_or_ignored(office):
    office.drop("a.xlsx", order("SO1", lines=2))
    current = office.drop(
        "b.xlsx", order("SO1", lines=2), order("SO2", lines=3), order("SO3", lines=4, state="held"), ignored=5
    )
    assert report(current)[1] == ("b.xlsx", "订单", "部分退回", 14, 3, 4, 2, 5)


def test_a_row_that_nobody_accounts_for_stops_the_program(office):
    lost = Reading((SheetReading("订单", "orders", rows=3, ignored=1),))
    with pytest.raises(AssertionError, match="rows that nobody accounts for"):
        office.drop("a.xlsx", lost)


@pytest.mark.parametrize(
    ("documents", "outcome"),
    [
        ([order("SO1")], "已接受"),
        ([order("SO1"), order("SO2", state="held")], "部分退回"),
        ([order("SO2", state="held")], "全部退回"),
        ([order("SO1"), order("SO1", sheet="订单2", state="repeat")], "已接受"),
        ([REFUSED], "拒收"),
        ([], "忽略"),
    ],
)
def test_a_sheet_is_called_by_what_became_of_its_rows(office, documents, outcome):
    assert report(office.drop("a.xlsx", *documents))[-1][2] == outcome


def test_a_sheet_all_of_whose_rows_are_ignored_is_ignored(office):
    unfilled = Reading((SheetReading("回单", "slips", rows=3, ignored=3),))
    assert report(office.drop("a.xlsx", unfilled)) == [("a.xlsx", "回单", "忽略", 3, 0, 0, 0, 3)]


def test_sheets_stand_as_in_the_file_and_files_by_name(office):
    office.save("b.xlsx", order("SO1"), shipment("CK1"))
    current = office.drop("a.xlsx", shipment("CK2"), order("SO2"))
    assert [row[:2] for row in report(current)] == [
        ("a.xlsx", "出库单"),
        ("a.xlsx", "订单"),
        ("b.xlsx", "订单"),
        ("b.xlsx", "出库单"),
    ]


def test_a_file_is_dated_by_the_run_that_took_in_its_last_version(office):
    office.save("a.xlsx", order("SO1"))
    office.run(DAY)
    office.save("b.xlsx", order("SO2"))
    office.run(DAY.replace(year=2027))
    assert [str(day.date()) for day in office.now().intake["taken_in"]] == ["2026-10-31", "2027-10-31"]


def test_kinds_and_notes_are_in_the_language_asked_for(office):
    office.save("a.xlsx", order("SO1"))
    office.run()
    office.save("a.xlsx", order("SO2"))
    office.run()
    assert office.now("zh").intake["kind"][0] == "订单"
    assert office.now("en").intake["kind"][0] == "Orders"
    assert "1 added (SO2), 1 gone (SO1)" in notes(office.now("en"))


def test_notes_of_the_reading_are_put_into_words(office):
    told = Reading((SheetReading("说明", rows=2, ignored=2, notes=(("hidden_rows", (("rows", "5-7"),)),)),))
    assert "5-7" in notes(office.drop("a.xlsx", told))


def test_the_first_version_says_nothing_of_changes(office):
    assert notes(office.drop("a.xlsx", order("SO1"))) == ""


def test_a_new_version_says_which_documents_it_adds_changes_and_no_longer_has(office):
    office.drop("a.xlsx", order("SO1"), order("SO2"), order("SO3"))
    current = office.drop("a.xlsx", order("SO1"), order("SO2", 99), order("SO4"))
    assert notes(current) == "与上一版相比：新增 1 张（SO4），改动 1 张（SO2：第 1 行数量 10→99），消失 1 张（SO3）。"


def test_only_the_first_few_numbers_are_named_and_all_are_counted(office):
    office.drop("a.xlsx", order("SO0"))
    current = office.drop("a.xlsx", order("SO0"), *(order(f"SO{n}") for n in range(1, 6)))
    assert notes(current) == "与上一版相比：新增 5 张（SO1、SO2、SO3 等）。"


def test_a_new_version_with_the_same_documents_says_that_too(office):
    office.drop("a.xlsx", order("SO1"))
    assert "单据没有变" in notes(office.drop("a.xlsx", order("SO1"), ignored=1))


def test_a_document_held_back_before_and_accepted_now_has_changed(office):
    office.drop("a.xlsx", order("SO1", state="held"))
    assert "改动 1 张（SO1：上次退回，已改好）" in notes(office.drop("a.xlsx", order("SO1")))


def test_changes_are_told_against_the_last_version_that_could_be_read(office):
    office.drop("a.xlsx", order("SO1"))
    office.drop("a.xlsx", REFUSED)
    assert "新增 1 张（SO2）" in notes(office.drop("a.xlsx", order("SO1"), order("SO2")))


def test_changes_are_told_at_the_sheet_they_stand_in_and_the_gone_at_a_sheet_of_their_kind(office):
    office.drop("a.xlsx", order("SO1", sheet="九月"), shipment("CK1"))
    current = office.drop("a.xlsx", order("SO2", sheet="十月"), shipment("CK1"), shipment("CK2"))
    assert notes(current, 0) == "与上一版相比：新增 1 张（SO2），消失 1 张（SO1）。"
    assert notes(current, 1) == "与上一版相比：新增 1 张（CK2）。"


def test_a_document_that_only_moved_to_another_sheet_has_not_changed(office):
    office.drop("a.xlsx", order("SO1", sheet="九月"))
    assert "单据没有变" in notes(office.drop("a.xlsx", order("SO1", sheet="十月")))


def test_a_changed_document_says_which_fields_from_what_to_what(office):
    before, after = order("SO1", lines=2), order("SO1", lines=2)
    before["rows"][1] |= {"unit_price_e4": 125_000, "due_date": pd.Timestamp("2026-11-01")}
    after["rows"][0] |= {"customer_code": "C002"}
    after["rows"][1] |= {"customer_code": "C002", "unit_price_e4": 12_345_678, "due_date": pd.Timestamp("2026-11-02")}
    office.drop("a.xlsx", before)
    assert notes(office.drop("a.xlsx", after)) == (
        "与上一版相比：改动 1 张（SO1：客户编码 C001→C002，第 2 行单价 12.50→1,234.5678，"
        "第 2 行交货日期 2026-11-01→2026-11-02）。"
    )
    assert "SO1: Customer code C001 → C002, line 2 Unit price 12.50 → 1,234.5678" in notes(office.now("en"))


def test_only_the_first_few_differences_of_the_first_few_documents_are_told(office):
    office.drop("a.xlsx", *(order(f"SO{n}", lines=5) for n in range(1, 6)))
    told = notes(office.drop("a.xlsx", *(order(f"SO{n}", 11, lines=5) for n in range(1, 6))))
    first = "第 1 行数量 10→11，第 2 行数量 10→11，第 3 行数量 10→11 等 5 处"
    assert told == f"与上一版相比：改动 5 张（SO1：{first}；SO2：{first}；SO3：{first} 等）。"


def test_the_first_few_documents_of_each_sheet_are_told(office):
    def both(quantity):
        return [order(f"{sheet}{n}", quantity, sheet=sheet) for sheet in "甲乙" for n in (1, 2)]

    office.drop("a.xlsx", *both(10))
    current = office.drop("a.xlsx", *both(11))
    for nth, sheet in enumerate("甲乙"):
        assert notes(current, nth).count(f"{sheet}1：") == notes(current, nth).count(f"{sheet}2：") == 1


def test_rows_that_came_or_went_are_told(office):
    office.drop("a.xlsx", order("SO1", lines=2), order("SO2", lines=1))
    told = notes(office.drop("a.xlsx", order("SO1", lines=1), order("SO2", lines=2)))
    assert told == "与上一版相比：改动 2 张（SO1：少了第 2 行；SO2：多了第 2 行）。"


def test_a_blank_that_was_filled_in_and_a_choice_are_told_in_words(office):
    office.drop("a.xlsx", receipt("SK1", remark="旧" * 30), slip("CK1", {"P1": None}), shipment("CK1"))
    current = office.drop(
        "a.xlsx", receipt("SK1", 123456, kind="定金", remark=None), slip("CK1", {"P1": 2500}, False), shipment("CK1")
    )
    assert notes(current, 0) == (
        f"与上一版相比：改动 1 张（SK1：款项类型 货款→定金，收款金额 1.00→1,234.56，备注 {'旧' * 20}…→空）。"
    )
    assert "CK1 红单：是否签字 是→否，P1 实收数量 空→2.5" in notes(current, 1)


def test_what_is_held_back_is_not_called_unchanged(office):
    office.drop("a.xlsx", order("SO1"))
    assert notes(office.drop("a.xlsx", order("SO1"), order("CK1", sheet="新表", state="held")), 1) == ""
    assert "其余单据没有变" in notes(office.drop("a.xlsx", order("SO1"), order("SO2", state="held")))
