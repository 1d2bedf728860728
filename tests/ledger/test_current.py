"""CONTRACT 2, sentence by sentence: what counts after files were dropped, saved again, corrected, withdrawn."""

import pytest

from tests.ledger.made import REFUSED, Office, customer, lines, order, reading, receipt, report, shipment, slip


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def test_an_office_without_a_file_has_seven_empty_tables_and_nothing_to_report(office):
    current = office.now()
    assert list(current.tables) == ["orders", "shipments", "slips", "payments", "returns", "customers", "prices"]
    assert all(rows.empty and "file" in rows for rows in current.tables.values())
    assert current.intake.empty and current.conflicts.empty and current.problems == {}
    assert not (office.root / ".hongdan").exists()


def test_a_file_saved_again_replaces_its_earlier_version_and_rows_that_vanished_are_gone(office):
    office.drop("a.xlsx", order("SO1"), order("SO2"))
    current = office.drop("a.xlsx", order("SO1", 7))
    assert lines(current) == [("SO1", 7000, "a.xlsx", 2)]


def test_a_file_that_is_moved_away_keeps_counting(office):
    office.drop("a.xlsx", order("SO1"))
    (office.inbox / "a.xlsx").unlink()
    assert office.run() == ()
    assert lines(office.now()) == [("SO1", 10000, "a.xlsx", 2)]
