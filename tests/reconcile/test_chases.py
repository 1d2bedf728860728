"""Which reports count as a chase, and how often each slip was chased."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile.chases import chased_slips, is_chase, with_chases
from schemas.answers.kind import checked, nothing
from schemas.answers.memory import ChasedSlips
from schemas.answers.slips import OutstandingSlips
from schemas.cells import types_of
from tests.reconcile.asked import values

MONDAY = date(2026, 11, 2)


def day(number):
    return MONDAY + timedelta(days=number)


def outstanding(*numbers, slip_type="红单"):
    rows = [{"shipment_no": number, "slip_type": slip_type} for number in numbers]
    return checked(OutstandingSlips, pd.DataFrame(rows, columns=list(types_of(OutstandingSlips)), dtype=object))


def chased(*days):
    """The slips chased on days, each a list of what was on the list then."""
    found = nothing(ChasedSlips)
    for on, numbers in days:
        found = chased_slips(found, outstanding(*numbers), on)
    return found


@pytest.mark.parametrize(("on", "counts"), [(-1, False), (0, True), (1, False)])
def test_the_first_report_ever_counts_on_the_weekday_only(on, counts):
    assert is_chase(day(on), None, weekday=1) == counts


@pytest.mark.parametrize(("last", "counts"), [(-1, True), (-7, True), (0, False), (3, False)])
def test_the_first_report_after_a_missed_weekday_makes_up_for_it(last, counts):
    assert is_chase(day(4), day(last), weekday=1) == counts


@pytest.mark.parametrize("last", [-1, -3, -7, -40])
def test_on_the_weekday_itself_it_counts_whatever_was_before(last):
    assert is_chase(day(0), day(last), weekday=1)


@pytest.mark.parametrize(("weekday", "on"), [(1, 0), (5, 4), (7, 6)])
def test_the_weekday_is_counted_from_monday(weekday, on):
    assert [number for number in range(7) if is_chase(day(number), None, weekday)] == [on]


def test_an_office_without_a_weekday_never_chases():
    assert not any(is_chase(day(number), day(-20), weekday=0) for number in range(7))


def week_of(on, weekday):
    """The last such weekday up to a day."""
    return max(on - timedelta(days=ago) for ago in range(7) if (on - timedelta(days=ago)).isoweekday() == weekday)


@given(st.sets(st.integers(0, 60), min_size=1), st.integers(1, 7))
def test_there_is_at_most_one_chase_a_week_and_none_is_missed_while_there_are_reports(numbers, weekday):
    reports = sorted(day(number) for number in numbers)
    before = [None, *reports]
    chases = [on for on, last in zip(reports, before, strict=False) if is_chase(on, last, weekday)]
    weeks = [week_of(on, weekday) for on in chases]
    started = [week_of(on, weekday) for on in reports]
    assert len(weeks) == len(set(weeks))
    assert set(started) - set(weeks) <= {started[0]}


# --- how often ---


def test_every_slip_on_the_list_was_chased_once_more():
    found = chased((day(0), ["CK1"]), (day(7), ["CK1", "CK2"]))
    assert values(found, "shipment_no", "times", "first", "last") == [
        ("CK1", 2, pd.Timestamp(day(0)), pd.Timestamp(day(7))),
        ("CK2", 1, pd.Timestamp(day(7)), pd.Timestamp(day(7))),
    ]


def test_a_slip_that_came_back_and_is_outstanding_again_goes_on_counting():
    found = chased((day(0), ["CK1"]), (day(7), []), (day(14), ["CK1"]))
    assert values(found, "times", "last") == [(2, pd.Timestamp(day(14)))]


def test_red_slip_and_waybill_are_chased_each_for_itself():
    both = chased_slips(chased((day(0), ["CK1"])), outstanding("CK1", slip_type="运单"), day(7))
    assert values(both, "slip_type", "times") == [("红单", 1), ("运单", 1)]


def test_the_list_says_how_often_each_slip_was_chased_and_0_where_never():
    found = with_chases(outstanding("CK2", "CK1", "CK3"), chased((day(0), ["CK1", "CK2", "CK9"]), (day(7), ["CK1"])))
    assert values(found, "shipment_no", "chase_count", "first_chased", "last_chased") == [
        ("CK2", 1, pd.Timestamp(day(0)), pd.Timestamp(day(0))),
        ("CK1", 2, pd.Timestamp(day(0)), pd.Timestamp(day(7))),
        ("CK3", 0, None, None),
    ]
