"""CONTRACT 2, sentence by sentence: what counts after files were dropped, saved again, corrected, withdrawn."""

from datetime import date

import pyarrow as pa
import pytest

from pipeline.reconcile.on_file import on_file
from schemas.registry import SHEETS
from tests.ledger.made import DAY, REFUSED, Office, customer, goods_back, lines, order, receipt, report, shipment, slip


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def test_an_office_without_a_file_has_an_empty_table_a_kind_and_nothing_to_report(office):
    current = office.now()
    assert list(current.tables) == list(SHEETS)
    assert all(rows.empty and "file" in rows for rows in current.tables.values())
    assert current.intake.empty
    assert current.conflicts.empty
    assert current.conflict_rows.empty
    assert current.problems == {}
    assert not (office.root / ".hongdan").exists()


def test_tables_have_the_columns_and_dtypes_of_their_sheets_and_the_file(office):
    current = office.drop(
        "a.xlsx", order("SO1"), shipment("CK1"), receipt("SK1"), goods_back("TH1"), customer("C001")
    )  # fmt: skip
    for kind, rows in current.tables.items():
        dtypes = {name: str(dtype) for name, dtype in rows.dtypes.items()}
        assert dtypes == SHEETS[kind].dtypes | {"file": "str"}


def addresses(rows, name):
    """Where in memory the texts of a column lie."""
    return [chunk.buffers()[-1].address for chunk in pa.chunked_array(pa.array(rows[name])).chunks]


def test_a_number_that_is_all_of_its_documents_key_lies_in_memory_once_even_after_the_day_is_chosen(office):
    tables = office.drop("a.xlsx", order("SO1"), slip("CK1"), shipment("CK1")).tables
    for rows in (tables, on_file(tables, DAY)):
        assert addresses(rows["orders"], "document") == addresses(rows["orders"], "order_no")
        assert addresses(rows["shipments"], "document") == addresses(rows["shipments"], "shipment_no")
    assert tables["slips"]["document"].tolist() == ["CK1\x1f红单"]


def test_of_the_rows_those_of_few_kinds_can_be_kept_and_all_else_stays_as_it_is(office):
    current = office.drop("a.xlsx", order("SO1"), order("SO2", state="held"))
    narrow = current.only("orders", "calendar")
    assert narrow.tables == {kind: current.tables[kind] for kind in ("orders", "calendar")}
    assert (narrow.problems, narrow.originals) == (current.problems, current.originals)
    assert narrow.held is current.held


# --- one file, version after version


def test_a_file_saved_again_replaces_its_earlier_version_and_rows_that_vanished_are_gone(office):
    office.drop("a.xlsx", order("SO1"), order("SO2"))
    current = office.drop("a.xlsx", order("SO1", 7))
    assert lines(current) == [("SO1", 7000, "a.xlsx", 2)]


def test_a_file_that_is_moved_away_keeps_counting(office):
    office.drop("a.xlsx", order("SO1"))
    (office.inbox / "a.xlsx").unlink()
    assert office.run() == ()
    assert lines(office.now()) == [("SO1", 10000, "a.xlsx", 2)]


def test_a_document_held_back_in_a_newer_version_stays_as_last_accepted_and_its_problem_says_so(office):
    office.drop("a.xlsx", order("SO1", 10), order("SO2", 5))
    current = office.drop("a.xlsx", order("SO1", 11, state="held"), order("SO2", 6))
    assert sorted(lines(current)) == [("SO1", 10000, "a.xlsx", 2), ("SO2", 6000, "a.xlsx", 3)]
    (problem,) = current.problems["a.xlsx"]
    assert (problem.file, problem.document, problem.still_counts) == ("a.xlsx", "SO1", True)


def test_a_document_held_back_from_the_start_counts_nowhere_and_its_problem_does_not_say_that_it_does(office):
    current = office.drop("a.xlsx", order("SO1", state="held"))
    assert lines(current) == []
    assert not current.problems["a.xlsx"][0].still_counts


def test_a_document_held_back_again_and_again_stays_as_it_was_before_all_of_that(office):
    office.drop("a.xlsx", order("SO1", 1))
    office.drop("a.xlsx", order("SO1", 2, state="held"))
    current = office.drop("a.xlsx", order("SO1", 3, state="held"))
    assert lines(current) == [("SO1", 1000, "a.xlsx", 2)]


def test_a_document_that_a_version_in_between_does_not_have_is_gone_when_it_comes_back_with_a_mistake(office):
    office.drop("a.xlsx", order("SO1"), order("SO2"))
    office.drop("a.xlsx", order("SO2"))
    current = office.drop("a.xlsx", order("SO1", state="held"), order("SO2"))
    assert [row[0] for row in lines(current)] == ["SO2"]
    assert not current.problems["a.xlsx"][0].still_counts


def test_a_document_mended_counts_as_mended_and_the_file_has_no_problem_any_more(office):
    office.drop("a.xlsx", order("SO1", 1))
    office.drop("a.xlsx", order("SO1", 2, state="held"))
    current = office.drop("a.xlsx", order("SO1", 2))
    assert lines(current) == [("SO1", 2000, "a.xlsx", 2)]
    assert current.problems == {}


def test_a_file_whose_new_version_cannot_be_read_keeps_counting_as_last_read(office):
    office.drop("a.xlsx", order("SO1"))
    current = office.drop("a.xlsx", REFUSED)
    assert lines(current) == [("SO1", 10000, "a.xlsx", 2)]
    (problem,) = current.problems["a.xlsx"]
    assert (problem.code, problem.file, problem.still_counts) == ("damaged", "a.xlsx", True)
    assert report(current) == [("a.xlsx", None, "拒收", 0, 0, 0, 0, 0)]
    assert "仍按上次能读的版本计算" in current.intake["notes"][0]


def test_a_file_that_could_never_be_read_is_refused_with_the_reason_and_does_not_block_the_others(office):
    office.save("a.xlsx", REFUSED)
    current = office.drop("b.xlsx", order("SO1"))
    assert lines(current) == [("SO1", 10000, "b.xlsx", 2)]
    assert not current.problems["a.xlsx"][0].still_counts
    assert "损坏" in current.intake["notes"][0]
    assert "仍按" not in current.intake["notes"][0]


def test_a_document_held_back_after_a_refused_version_stays_as_the_one_before_had_it(office):
    office.drop("a.xlsx", order("SO1", 1))
    office.drop("a.xlsx", REFUSED)
    current = office.drop("a.xlsx", order("SO1", 2, state="held"))
    assert lines(current) == [("SO1", 1000, "a.xlsx", 2)]


# --- withdrawn


def test_nothing_of_a_withdrawn_file_counts_though_it_still_lies_in_the_inbox(office):
    office.drop("a.xlsx", order("SO1"))
    assert office.ledger.withdraw("a.xlsx", date(2026, 11, 1))
    assert office.run() == ()
    current = office.now()
    assert lines(current) == []
    assert report(current) == [("a.xlsx", "订单", "忽略", 1, 0, 0, 0, 1)]
    assert "已撤回" in current.intake["notes"][0]


def test_a_withdrawn_file_is_taken_in_again_when_it_changes(office):
    office.drop("a.xlsx", order("SO1"))
    office.ledger.withdraw("a.xlsx", date(2026, 11, 1))
    current = office.drop("a.xlsx", order("SO1", 3))
    assert lines(current) == [("SO1", 3000, "a.xlsx", 2)]
    assert "上一版" not in current.intake["notes"].fillna("")[0]


def test_what_was_accepted_before_a_withdrawal_does_not_come_back_with_a_mistake(office):
    office.drop("a.xlsx", order("SO1"))
    office.ledger.withdraw("a.xlsx", date(2026, 11, 1))
    current = office.drop("a.xlsx", order("SO1", 3, state="held"))
    assert lines(current) == []


def test_the_problems_of_a_withdrawn_file_are_nobodys_any_more(office):
    office.drop("a.xlsx", order("SO1", state="held"))
    office.ledger.withdraw("a.xlsx", date(2026, 11, 1))
    assert office.now().problems == {}


def test_when_the_file_that_won_is_withdrawn_the_other_file_counts_again(office):
    office.drop("a.xlsx", order("SO1", 1))
    assert lines(office.drop("b.xlsx", order("SO1", 2))) == [("SO1", 2000, "b.xlsx", 2)]
    office.ledger.withdraw("b.xlsx", date(2026, 11, 1))
    assert lines(office.now()) == [("SO1", 1000, "a.xlsx", 2)]


# --- several files


def test_of_the_same_document_in_two_files_the_later_drop_wins_whole_and_nothing_is_added_up(office):
    office.drop("a.xlsx", order("SO1", 5, lines=3))
    current = office.drop("b.xlsx", order("SO1", 6, lines=1))
    assert lines(current) == [("SO1", 6000, "b.xlsx", 2)]


def test_a_later_run_beats_an_earlier_one_even_if_its_file_was_modified_before(office):
    office.drop("a.xlsx", order("SO1", 1), at=500)
    current = office.drop("b.xlsx", order("SO1", 2), at=100)
    assert lines(current) == [("SO1", 2000, "b.xlsx", 2)]


def test_among_files_of_one_run_the_one_modified_later_wins(office):
    office.save("z.xlsx", order("SO1", 1), at=10)
    current = office.drop("a.xlsx", order("SO1", 2), at=20)
    assert lines(current) == [("SO1", 2000, "a.xlsx", 2)]


def test_among_files_of_one_run_modified_at_the_same_time_the_name_decides(office):
    office.save("b.xlsx", order("SO1", 1), at=10)
    current = office.drop("a.xlsx", order("SO1", 2), at=10)
    assert lines(current) == [("SO1", 1000, "b.xlsx", 2)]


def test_a_document_held_back_in_a_later_file_leaves_the_earlier_files_one_counting(office):
    office.drop("a.xlsx", order("SO1", 1))
    current = office.drop("b.xlsx", order("SO1", 2, state="held"))
    assert lines(current) == [("SO1", 1000, "a.xlsx", 2)]


def test_a_document_kept_from_an_earlier_version_is_as_late_as_that_version(office):
    office.drop("a.xlsx", order("SO1", 1))
    office.drop("b.xlsx", order("SO1", 2))
    current = office.drop("a.xlsx", order("SO1", 3, state="held"))
    assert lines(current) == [("SO1", 2000, "b.xlsx", 2)]


def test_different_content_in_two_files_is_a_conflict_with_the_rows_of_both(office):
    office.drop("a.xlsx", order("SO1", 5, lines=2), order("SO2"))
    current = office.drop("b.xlsx", order("SO1", 6))
    assert current.conflicts.to_dict("records") == [
        {"kind": "orders", "document": "SO1", "files": "a.xlsx; b.xlsx", "winner": "b.xlsx"}
    ]
    rows = [tuple(row) for row in current.conflict_rows.itertuples(index=False)]
    assert rows == [
        ("orders", "SO1", "a.xlsx", "订单", 2),
        ("orders", "SO1", "a.xlsx", "订单", 3),
        ("orders", "SO1", "b.xlsx", "订单", 2),
    ]


def test_a_conflict_is_over_when_the_files_agree(office):
    office.drop("a.xlsx", order("SO1", 5))
    office.drop("b.xlsx", order("SO1", 6))
    current = office.drop("a.xlsx", order("SO1", 6))
    assert current.conflicts.empty


def test_a_file_that_differs_from_its_own_earlier_version_is_no_conflict(office):
    office.drop("a.xlsx", order("SO1", 5))
    assert office.drop("a.xlsx", order("SO1", 6)).conflicts.empty


def test_customers_may_differ_between_files_without_a_conflict_and_the_later_drop_counts(office):
    office.drop("a.xlsx", customer("C001", "旧名"))
    current = office.drop("b.xlsx", customer("C001", "新名"))
    assert current.conflicts.empty
    assert lines(current, "customers") == [("C001", "新名", "b.xlsx", 2)]


def test_the_same_number_of_two_kinds_of_document_is_two_documents(office):
    current = office.drop("a.xlsx", order("X1"), shipment("X1"))
    assert len(lines(current)) == len(lines(current, "shipments")) == 1


# --- the same content twice


def test_the_same_content_in_two_files_counts_once_where_it_stood_first_and_repeats_in_the_later(office):
    office.drop("a.xlsx", order("SO1"))
    current = office.drop("b.xlsx", order("SO1"), order("SO2"))
    assert lines(current) == [("SO1", 10000, "a.xlsx", 2), ("SO2", 10000, "b.xlsx", 3)]
    assert report(current) == [
        ("a.xlsx", "订单", "已接受", 1, 1, 0, 0, 0),
        ("b.xlsx", "订单", "已接受", 2, 1, 0, 1, 0),
    ]
    assert current.conflicts.empty


def test_the_same_bytes_under_another_name_are_read_once_and_repeat_the_first(office):
    office.drop("a.xlsx", order("SO1"))
    current = office.drop("copy/a.xlsx", order("SO1"))
    assert office.read_names == ["a.xlsx"]
    assert report(current)[1] == ("copy/a.xlsx", "订单", "已接受", 1, 0, 0, 1, 0)


def test_unchanged_documents_of_a_file_saved_again_are_accepted_and_stay_the_first(office):
    office.drop("a.xlsx", order("SO1"))
    office.drop("b.xlsx", order("SO1"))
    current = office.drop("a.xlsx", order("SO1"), order("SO2"))
    assert report(current) == [
        ("a.xlsx", "订单", "已接受", 2, 2, 0, 0, 0),
        ("b.xlsx", "订单", "已接受", 1, 0, 0, 1, 0),
    ]
    assert [row[2] for row in lines(current)] == ["a.xlsx", "a.xlsx"]


def test_a_document_held_back_for_a_while_and_back_as_it_was_is_still_the_first(office):
    office.drop("a.xlsx", order("SO1"))
    office.drop("b.xlsx", order("SO1"))
    office.drop("a.xlsx", order("SO1", state="held"))
    current = office.drop("a.xlsx", order("SO1"))
    assert [row[2] for row in lines(current)] == ["a.xlsx"]


def test_a_document_that_changed_into_what_another_file_says_repeats_that_file(office):
    office.drop("a.xlsx", order("SO1", 1))
    office.drop("b.xlsx", order("SO1", 2))
    current = office.drop("a.xlsx", order("SO1", 2))
    assert report(current)[0] == ("a.xlsx", "订单", "已接受", 1, 0, 0, 1, 0)
    assert [row[2] for row in lines(current)] == ["b.xlsx"]


def test_a_document_that_goes_back_to_what_it_was_before_another_file_counts_where_it_went_back(office):
    office.drop("a.xlsx", order("SO1", 1))
    office.drop("b.xlsx", order("SO1", 2))
    current = office.drop("c.xlsx", order("SO1", 1))
    assert lines(current) == [("SO1", 1000, "c.xlsx", 2)]
    assert [row[4] for row in report(current)] == [1, 1, 1]


def test_when_the_first_of_two_that_say_the_same_is_withdrawn_the_other_is_accepted(office):
    office.drop("a.xlsx", order("SO1"))
    office.drop("b.xlsx", order("SO1"))
    office.ledger.withdraw("a.xlsx", date(2026, 11, 1))
    current = office.now()
    assert [row[2] for row in lines(current)] == ["b.xlsx"]
    assert report(current)[1] == ("b.xlsx", "订单", "已接受", 1, 1, 0, 0, 0)


# --- the corrected copy of a file in another format


def test_the_corrected_copy_of_a_csv_replaces_it(office):
    office.drop("a.csv", order("SO1", 1), order("SO2", state="held"))
    current = office.drop("a.csv.xlsx", order("SO1", 1), order("SO2", 2))
    assert lines(current) == [("SO1", 1000, "a.csv.xlsx", 2), ("SO2", 2000, "a.csv.xlsx", 3)]
    assert [row[0] for row in report(current)] == ["a.csv.xlsx"]
    assert current.problems == {}


def test_a_document_still_wrong_in_the_corrected_copy_stays_as_the_csv_had_it(office):
    office.drop("a.csv", order("SO1", 1))
    current = office.drop("a.csv.xlsx", order("SO1", 2, state="held"))
    assert lines(current) == [("SO1", 1000, "a.csv", 2)]


def test_of_a_csv_and_its_copy_dropped_together_the_one_modified_later_speaks(office):
    office.save("a.csv.xlsx", order("SO1", 2), at=10)
    current = office.drop("a.csv", order("SO1", 1), at=20)
    assert lines(current) == [("SO1", 1000, "a.csv", 2)]


def test_of_a_csv_and_its_copy_modified_at_the_same_time_the_copy_speaks(office):
    office.save("a.csv", order("SO1", 1), at=10)
    current = office.drop("a.csv.xlsx", order("SO1", 2), at=10)
    assert lines(current) == [("SO1", 2000, "a.csv.xlsx", 2)]


def test_the_csv_does_not_come_back_when_its_corrected_copy_is_moved_away(office):
    office.save("a.csv", order("SO1", 1))
    office.drop("a.csv.xlsx", order("SO1", 2))
    (office.inbox / "a.csv.xlsx").unlink()
    assert office.run() == ()
    assert lines(office.now()) == [("SO1", 2000, "a.csv.xlsx", 2)]


def test_a_csv_saved_anew_after_its_corrected_copy_replaces_that(office):
    office.drop("a.csv", order("SO1", 1))
    office.drop("a.csv.xlsx", order("SO1", 2))
    assert lines(office.drop("a.csv", order("SO1", 3))) == [("SO1", 3000, "a.csv", 2)]


def test_a_csv_older_than_its_corrected_copy_does_not_speak_while_that_lies_in_the_inbox(office):
    office.drop("a.csv.xlsx", order("SO1", 2), at=50)
    assert lines(office.drop("a.csv", order("SO1", 1), at=10)) == [("SO1", 2000, "a.csv.xlsx", 2)]


def test_withdrawing_a_csv_withdraws_its_corrected_copy_with_it(office):
    office.drop("a.csv", order("SO1", 1))
    office.drop("a.csv.xlsx", order("SO1", 2))
    office.ledger.withdraw("a.csv", date(2026, 11, 1))
    assert office.run() == ()
    assert lines(office.now()) == []


# --- the same answer


def test_the_answer_is_the_same_each_time_it_is_asked_for(office):
    office.drop("b.xlsx", order("SO1"), shipment("CK1"))
    office.drop("a.xlsx", order("SO1", 3), shipment("CK2"))
    first, second = office.now(), office.now()
    assert all(first.tables[kind].equals(second.tables[kind]) for kind in SHEETS)
    assert first.intake.equals(second.intake)
    assert first.problems == second.problems


def test_rows_stand_in_order_of_their_files_names_whichever_came_first(office):
    office.drop("b.xlsx", order("SO2"))
    current = office.drop("a.xlsx", order("SO1"))
    assert [row[2] for row in lines(current)] == ["a.xlsx", "b.xlsx"]


def test_the_bytes_of_a_file_are_at_hand_after_it_was_moved_away(office):
    office.save("a.xlsx", order("SO1"))
    content = (office.inbox / "a.xlsx").read_bytes()
    office.run()
    (office.inbox / "a.xlsx").unlink()
    assert office.ledger.content("a.xlsx") == content
    assert office.ledger.content("b.xlsx") is None
