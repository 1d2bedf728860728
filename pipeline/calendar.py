"""Days and moments to the working time between them, as China works: weekends, holidays and make-up days.

A year whose holidays are not published yet counts Monday to Friday; `unpublished_years` names it.
"""

from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from chinese_calendar.constants import holidays, workdays

from schemas.choices import DayKind

SECONDS_A_DAY = 86_400
LONGEST_HOLIDAY = 60
"""No published holidays last as many days, weekends around them included."""
EPOCH = np.datetime64("1970-01-01", "D")
Days = npt.NDArray[np.datetime64]


class OwnDays(NamedTuple):
    """The days of which an office says itself whether they are worked; they win over the published calendar."""

    off: Days
    worked: Days

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which it says anything, rising."""
        said = np.concatenate([self.off, self.worked]).astype("datetime64[Y]").astype(int) + 1970
        return tuple(int(year) for year in np.unique(said))


NO_OWN_DAYS = OwnDays(np.array([], dtype="datetime64[D]"), np.array([], dtype="datetime64[D]"))


def own_days(calendar: pd.DataFrame) -> OwnDays:
    """What an office's own 日历 says.

    Args:
        calendar: One row a day, as accepted from the sheets.

    Source:
        The issue on the chase and the exceptions, "Working time".
    """
    days, off = calendar["date"].to_numpy(dtype="datetime64[D]"), calendar["day_kind"] == DayKind.OFF.value
    return OwnDays(days[off], days[~off])


def working_days_after(start: pd.Series, end: pd.Series, own: OwnDays = NO_OWN_DAYS) -> pd.Series:
    """Working days after the day of `start`, up to and including the day of `end`.

    Args:
        start: Days or moments.
        end: Days or moments, on the same index.
        own: What the office says of days itself.

    Returns:
        Int64; 0 where `end` is not after `start`, missing where either is.

    Source:
        CONTRACT 6, E503 and "Working days are China's, make-up days included".
    """
    from_day, to_day = _day_numbers(start), _day_numbers(end)
    known = (start.notna() & end.notna()).to_numpy(dtype=bool)
    first, worked = _worked_before(own, from_day[known], to_day[known])
    days = np.zeros(len(start), dtype=np.int64)
    days[known] = worked[to_day[known] + 1 - first] - worked[from_day[known] + 1 - first]
    return _as_count(days, known, start.index)


def working_seconds_between(start: pd.Series, end: pd.Series, own: OwnDays = NO_OWN_DAYS) -> pd.Series:
    """Seconds between two moments that lie on working days; a working day has 24 hours.

    Args:
        start: Moments.
        end: Moments, on the same index.
        own: What the office says of days itself.

    Returns:
        Int64; 0 where `end` is not after `start`, missing where either is.

    Source:
        CONTRACT 6, E502: "hours of non-working days don't count".
    """
    from_day, to_day = _day_numbers(start), _day_numbers(end)
    known = (start.notna() & end.notna()).to_numpy(dtype=bool)
    first, worked = _worked_before(own, from_day[known], to_day[known])
    seconds = np.zeros(len(start), dtype=np.int64)
    seconds[known] = _seconds_by(end[known], to_day[known] - first, worked) - _seconds_by(
        start[known], from_day[known] - first, worked
    )
    return _as_count(seconds, known, start.index)


def next_working_day(moments: pd.Series, own: OwnDays = NO_OWN_DAYS) -> pd.Series:
    """The beginning of the first working day after the day of each moment; missing where that is."""
    numbers = _day_numbers(moments)
    known = moments.notna().to_numpy(dtype=bool)
    found = np.full(len(moments), np.datetime64("NaT", "us"), dtype="datetime64[us]")
    if known.any():
        first, last = int(numbers[known].min()), int(numbers[known].max())
        # However many days an office takes off at once, so many days further some are worked.
        span = EPOCH + np.arange(first, last + LONGEST_HOLIDAY + 2 * len(own.off))
        worked = span[_working(span, own)]
        found[known] = worked[np.searchsorted(worked, EPOCH + numbers[known], side="right")]
    return pd.Series(found, index=moments.index)


def working_day_up_to(day: date, first: date, own: OwnDays = NO_OWN_DAYS) -> date:
    """The last working day up to a day; the day itself where from `first` on there is none.

    Args:
        day: When something is due.
        first: The first day on which it can be.
        own: What the office says of days itself.

    Source:
        Issue 7, point 2: a due day that is no working day moves to the working day before.
    """
    days = pd.Series(pd.date_range(first, day, unit="us"))
    worked = days[is_working_day(days, own).astype(bool)]
    return day if worked.empty else worked.iloc[-1].date()


def is_working_day(days: pd.Series, own: OwnDays = NO_OWN_DAYS) -> pd.Series:
    """Whether each day is worked in China; boolean, missing where the day is."""
    numbers = _day_numbers(days)
    known = days.notna().to_numpy(dtype=bool)
    flags = np.zeros(len(days), dtype=bool)
    flags[known] = _working(EPOCH + numbers[known], own)
    return pd.Series(pd.arrays.BooleanArray(flags, ~known), index=days.index)


def unpublished_years(days: pd.Series) -> tuple[int, ...]:
    """The years from the first of the days to the last whose holidays the calendar does not know, rising.

    A year is known when its National Day is in the calendar; the notice of one year may name days of the next.
    """
    present = days.dropna()
    if present.empty:
        return ()
    span = range(int(present.min().year), int(present.max().year) + 1)
    return tuple(year for year in span if date(year, 10, 1) not in holidays)


def _working(days: Days, own: OwnDays) -> npt.NDArray[np.bool_]:
    """Which days are worked: Monday to Friday, less holidays, and make-up days; but as the office says."""
    off = np.array(list(holidays), dtype="datetime64[D]")
    made_up = np.array(list(workdays), dtype="datetime64[D]")
    published = (np.is_busday(days) & ~np.isin(days, off)) | np.isin(days, made_up)
    worked: npt.NDArray[np.bool_] = (published & ~np.isin(days, own.off)) | np.isin(days, own.worked)
    return worked


def _worked_before(own: OwnDays, *ends: npt.NDArray[np.int64]) -> tuple[int, npt.NDArray[np.int64]]:
    """The first day of all, and for it and each later day how many working days lie before it."""
    days = np.concatenate(ends)
    first, last = (int(days.min()), int(days.max())) if len(days) else (0, 0)
    span = EPOCH + np.arange(first, last + 1)
    return first, np.concatenate([[0], np.cumsum(_working(span, own), dtype=np.int64)])


def _seconds_by(
    moments: pd.Series, place: npt.NDArray[np.int64], worked: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Working seconds from the first day of all to each moment; `place`: its day, counted from the first."""
    into_day = ((moments - moments.dt.normalize()) // pd.Timedelta(seconds=1)).to_numpy(dtype=np.int64)
    today = worked[place + 1] - worked[place]
    seconds: npt.NDArray[np.int64] = worked[place] * SECONDS_A_DAY + today * into_day
    return seconds


def _day_numbers(moments: pd.Series) -> npt.NDArray[np.int64]:
    """Days since 1970, the time of day dropped; anything where a moment is missing."""
    numbers: npt.NDArray[np.int64] = moments.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return numbers


def _as_count(values: npt.NDArray[np.int64], known: npt.NDArray[np.bool_], index: pd.Index) -> pd.Series:
    """Counts from 0 up, missing where not known."""
    return pd.Series(pd.arrays.IntegerArray(np.maximum(values, 0), ~known), index=index)
