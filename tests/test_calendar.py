"""Working days and hours: make-up days count, holidays don't, an unknown year is Monday to Friday and is named."""

from datetime import timedelta

import chinese_calendar
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar import (
    is_working_day,
    next_working_day,
    own_days,
    unpublished_years,
    working_days_after,
    working_seconds_between,
)

HOUR = 3600


def moments(*texts):
    return pd.Series(pd.to_datetime(list(texts), format="ISO8601").astype("datetime64[us]"))


def days_after(start, end):
    return working_days_after(moments(start), moments(end)).iloc[0]


def seconds_between(start, end):
    return working_seconds_between(moments(start), moments(end)).iloc[0]


def hours_between(start, end):
    return seconds_between(start, end) / HOUR


def test_the_day_of_the_start_does_not_count_and_the_day_of_the_end_does():
    assert days_after("2026-11-09", "2026-11-09") == 0
    assert days_after("2026-11-09", "2026-11-10") == 1
    assert days_after("2026-11-09 17:30", "2026-11-10 08:00") == 1


def test_a_weekend_does_not_count():
    assert days_after("2026-11-06", "2026-11-08") == 0
    assert days_after("2026-11-06", "2026-11-09") == 1


def test_the_national_holiday_does_not_count_and_its_make_up_day_does():
    assert days_after("2026-09-30", "2026-10-07") == 0
    assert days_after("2026-10-09", "2026-10-10") == 1  # a Saturday that is worked
    assert is_working_day(moments("2026-10-01", "2026-10-10", "2026-10-11")).tolist() == [False, True, False]


def test_hours_on_working_days_count_by_the_clock():
    assert hours_between("2026-11-09 09:00", "2026-11-10 09:00") == 24
    assert hours_between("2026-11-09 09:00", "2026-11-09 09:30") == 0.5


def test_hours_of_a_weekend_do_not_count():
    assert hours_between("2026-11-06 18:00", "2026-11-09 06:00") == 12
    assert hours_between("2026-11-07 08:00", "2026-11-08 20:00") == 0
    assert hours_between("2026-11-07 08:00", "2026-11-09 01:00") == 1


def test_an_end_before_the_start_is_no_time():
    assert hours_between("2026-11-10 09:00", "2026-11-09 00:00") == 0
    assert days_after("2026-11-10", "2026-11-02") == 0


def test_what_is_missing_stays_missing():
    start, end = moments("2026-11-09", None, "2026-11-09"), moments(None, "2026-11-10", "2026-11-10")
    assert working_days_after(start, end).isna().tolist() == [True, True, False]
    assert working_seconds_between(start, end).isna().tolist() == [True, True, False]
    assert is_working_day(moments(None)).isna().all()


def test_no_rows_give_no_rows():
    nothing = moments()
    assert working_days_after(nothing, nothing).empty
    assert working_seconds_between(nothing, nothing).empty
    assert unpublished_years(nothing) == ()


def test_a_year_without_a_published_calendar_counts_monday_to_friday_and_is_named():
    assert days_after("2031-09-30", "2031-10-07") == 5
    assert unpublished_years(moments("2025-12-31", "2026-01-01")) == ()
    assert unpublished_years(moments("2031-02-01", None, "2033-01-01")) == (2031, 2032, 2033)


def test_years_between_the_days_are_named_too():
    assert 2032 in unpublished_years(moments("2026-01-01", "2033-01-01"))
    assert 2026 not in unpublished_years(moments("2026-01-01", "2033-01-01"))


def said(*days):
    """An office's own calendar: (day, 放假 or 上班)."""
    return own_days(pd.DataFrame({"date": moments(*(day for day, _ in days)), "day_kind": [kind for _, kind in days]}))


def test_the_offices_own_days_win_both_ways_and_the_others_stay():
    own = said(("2026-11-11", "放假"), ("2026-11-14", "上班"), ("2026-10-10", "放假"), ("2026-10-01", "上班"))
    days = moments("2026-11-11", "2026-11-14", "2026-10-10", "2026-10-01", "2026-11-12", "2026-11-15")
    assert is_working_day(days, own).tolist() == [False, True, False, True, True, False]
    assert working_days_after(moments("2026-11-10"), moments("2026-11-15"), own).tolist() == [3]
    assert own.years == (2026,)


def test_the_next_working_day_passes_over_weekends_holidays_and_own_days_off():
    placed = moments("2026-11-05 18:00", "2026-11-06 18:00", None, "2026-09-30 18:00", "2026-10-09 18:00")
    after = ["2026-11-06", "2026-11-09", None, "2026-10-08", "2026-10-10"]
    assert next_working_day(placed).equals(moments(*after))
    off = [(f"2026-11-{day:02d}", "放假") for day in range(6, 31)]
    assert next_working_day(moments("2026-11-05 18:00"), said(*off)).equals(moments("2026-12-01"))
    assert next_working_day(moments()).empty


@given(
    st.dates(min_value=pd.Timestamp("2018-01-01").date(), max_value=pd.Timestamp("2026-11-30").date()),
    st.integers(0, 30),
)
def test_counting_agrees_with_asking_for_each_day(start, length):
    end = start + timedelta(days=length)
    asked = sum(chinese_calendar.is_workday(start + timedelta(days=d)) for d in range(1, length + 1))
    assert days_after(start.isoformat(), end.isoformat()) == asked


@given(st.lists(st.datetimes(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-12-31")), min_size=3, max_size=3))
def test_time_adds_up_over_a_moment_between(found):
    first, between, last = (moment.replace(microsecond=0).isoformat() for moment in sorted(found))
    assert seconds_between(first, last) == seconds_between(first, between) + seconds_between(between, last)
