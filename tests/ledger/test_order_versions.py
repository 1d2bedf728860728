"""Every content that an order had, of the orders that were told otherwise once."""

import pytest

from tests.ledger.made import Office, order


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def told(current):
    """The contents in short, in order: order, quantities of its lines, file."""
    lines = current.order_versions
    groups = lines.groupby(["order_no", "drop"], sort=False)
    return [
        (number, *(int(quantity) // 1000 for quantity in part["quantity_e3"]), part["file"].iloc[0])
        for (number, _), part in groups
    ]


def test_orders_that_were_told_once_or_always_the_same_are_not_looked_at(office):
    office.drop("a.xlsx", order("SO1"), order("SO2"))
    office.drop("b.xlsx", order("SO1"), order("SO3"))
    current = office.drop("a.xlsx", order("SO1"), order("SO2"), order("SO4"))
    assert told(current) == []
    assert list(current.order_versions) == list(Office(office.root / "new").now().order_versions)


def test_a_file_saved_again_gives_the_content_before_and_the_one_now(office):
    office.drop("a.xlsx", order("SO1", 10), order("SO2"))
    current = office.drop("a.xlsx", order("SO1", 12, lines=2), order("SO2"))
    assert told(current) == [("SO1", 10, "a.xlsx"), ("SO1", 12, 12, "a.xlsx")]


def test_another_file_counts_like_another_version(office):
    office.drop("a.xlsx", order("SO1", 10))
    assert told(office.drop("b.xlsx", order("SO1", 12))) == [("SO1", 10, "a.xlsx"), ("SO1", 12, "b.xlsx")]


def test_drops_in_a_row_that_say_the_same_are_one_and_an_old_content_that_is_back_is_the_last(office):
    office.drop("a.xlsx", order("SO1", 10))
    office.drop("b.xlsx", order("SO1", 10))
    office.drop("a.xlsx", order("SO1", 12))
    office.drop("a.xlsx", order("SO1", 12), order("SO2"))
    assert told(office.drop("a.xlsx", order("SO1", 10))) == [
        ("SO1", 10, "a.xlsx"),
        ("SO1", 12, "a.xlsx"),
        ("SO1", 10, "a.xlsx"),
    ]


def test_an_older_file_saved_again_without_a_change_of_the_order_speaks_last(office):
    office.drop("a.xlsx", order("SO1", 10))
    office.drop("b.xlsx", order("SO1", 12))
    current = office.drop("a.xlsx", order("SO1", 10), order("SO2"))
    assert told(current) == [("SO1", 10, "a.xlsx"), ("SO1", 12, "b.xlsx"), ("SO1", 10, "a.xlsx")]


def test_an_order_that_is_gone_is_not_looked_at_and_one_that_moved_to_another_file_is(office):
    office.drop("a.xlsx", order("SO1", 10), order("SO2", 5))
    office.drop("a.xlsx", order("SO3"))
    assert told(office.now()) == []
    assert told(office.drop("b.xlsx", order("SO1", 12))) == [("SO1", 10, "a.xlsx"), ("SO1", 12, "b.xlsx")]


def test_what_came_later_than_the_content_that_counts_and_is_gone_again_is_left_out(office):
    office.drop("a.xlsx", order("SO1", 10))
    office.drop("b.xlsx", order("SO1", 12))
    assert told(office.drop("b.xlsx", order("SO2"))) == [("SO1", 10, "a.xlsx")]


def test_a_version_that_holds_the_order_back_or_a_withdrawn_file_says_nothing(office):
    office.drop("a.xlsx", order("SO1", 10))
    assert told(office.drop("a.xlsx", order("SO1", 12, state="held"))) == []
    office.drop("b.xlsx", order("SO1", 14))
    office.ledger.withdraw("a.xlsx", office.ledger.journal.versions()[0].as_of)
    assert told(office.now()) == []


def test_nothing_of_earlier_versions_is_read_where_every_file_has_one(office, monkeypatch):
    office.drop("a.xlsx", order("SO1"))
    office.drop("b.xlsx", order("SO2"))
    monkeypatch.setattr("pipeline.ledger.order_versions.accepted", None)
    assert told(office.now()) == []
