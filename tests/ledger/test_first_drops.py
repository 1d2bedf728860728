"""Which documents were accepted the first time that they were dropped."""

from datetime import date

import pytest

from pipeline.ledger.first_drops import first_drops
from tests.ledger.made import REFUSED, Office, customer, order, receipt

LAST, FIRST, LATER = date(2026, 8, 31), date(2026, 9, 1), date(2026, 10, 20)


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def dropped(office, name, day, *documents, **said):
    office.save(name, *documents, **said)
    office.run(day)


def told(office, since=FIRST):
    """The first drops in short: document, day, accepted, how many."""
    rows = first_drops(office.ledger.ground(), since)
    days = rows["dropped_on"].dt.date
    return list(zip(rows["document"], days, rows["accepted"], rows["documents"], strict=True))


def test_a_document_counts_as_it_came_the_first_time_whatever_became_of_it(office):
    dropped(office, "a.xlsx", FIRST, order("SO1"), order("SO2", state="held"))
    dropped(office, "a.xlsx", LATER, order("SO1", state="held"), order("SO2"), receipt("SK1"))
    assert told(office) == [("SO1", FIRST, True, 1), ("SO2", FIRST, False, 1), ("SK1", LATER, True, 1)]


def test_a_document_says_whom_and_which_order_it_named_at_its_first_drop(office):
    dropped(office, "a.xlsx", FIRST, order("SO1", state="held", salesperson="张岚", named="SO1"), order("SO2"))
    dropped(office, "a.xlsx", LATER, order("SO1", salesperson="李四", named="SO1"), order("SO2"))
    rows = first_drops(office.ledger.ground(), FIRST)
    assert rows.loc[0, ["salesperson", "order_no"]].tolist() == ["张岚", "SO1"]
    assert rows.loc[1, ["salesperson", "order_no"]].isna().all()


def test_what_stood_in_a_file_before_the_first_day_is_not_new(office):
    dropped(office, "a.xlsx", LAST, order("SO1", state="held"))
    dropped(office, "a.xlsx", FIRST, order("SO1"), order("SO2"))
    dropped(office, "b.xlsx", FIRST, order("SO1", 3))
    assert told(office) == [("SO2", FIRST, True, 1)]
    assert told(office, LAST) == [("SO1", LAST, False, 1), ("SO2", FIRST, True, 1)]


def test_the_same_document_in_a_second_file_is_not_first(office):
    dropped(office, "b.xlsx", FIRST, order("SO1", state="held"))
    dropped(office, "a.xlsx", LATER, order("SO1"))
    assert told(office) == [("SO1", FIRST, False, 1)]


def test_a_document_in_two_sheets_is_held_when_one_copy_is(office):
    dropped(office, "a.xlsx", FIRST, order("SO1", sheet="一"), order("SO1", sheet="二", state="held"))
    dropped(office, "b.xlsx", FIRST, order("SO2", sheet="一"), order("SO2", sheet="二", state="repeat"))
    assert told(office) == [("SO1", FIRST, False, 1), ("SO2", FIRST, True, 1)]


def test_rows_without_a_key_count_where_a_file_has_more_of_them_than_ever(office):
    dropped(office, "a.xlsx", FIRST, order("", lines=2, state="held"))
    dropped(office, "a.xlsx", LATER, order("", 11, lines=1, state="held"))
    dropped(office, "a.xlsx", date(2026, 10, 21), order("", 12, lines=3, state="held"))
    assert told(office) == [("", FIRST, False, 2), ("", date(2026, 10, 21), False, 1)]


def test_refused_files_have_no_documents_and_masters_are_not_counted(office):
    dropped(office, "a.xlsx", FIRST, REFUSED)
    dropped(office, "b.xlsx", FIRST, customer("C001"))
    assert told(office) == []


def test_an_office_without_a_file_dropped_nothing(office):
    assert told(office) == []
