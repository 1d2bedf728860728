"""收件记录: no row disappears, and a new version says what changed."""

import pytest

from pipeline.intake.reading import Reading, SheetReading
from tests.ledger.made import DAY, REFUSED, Office, order, report, shipment


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
    assert notes(current) == "与上一版相比：新增 1 张（SO4），改动 1 张（SO2），消失 1 张（SO3）。"


def test_only_the_first_few_numbers_are_named_and_all_are_counted(office):
    office.drop("a.xlsx", order("SO0"))
    current = office.drop("a.xlsx", order("SO0"), *(order(f"SO{n}") for n in range(1, 6)))
    assert notes(current) == "与上一版相比：新增 5 张（SO1、SO2、SO3 等）。"


def test_a_new_version_with_the_same_documents_says_that_too(office):
    office.drop("a.xlsx", order("SO1"))
    assert "单据没有变" in notes(office.drop("a.xlsx", order("SO1"), ignored=1))


def test_a_document_held_back_before_and_accepted_now_has_changed(office):
    office.drop("a.xlsx", order("SO1", state="held"))
    assert "改动 1 张（SO1）" in notes(office.drop("a.xlsx", order("SO1")))


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
