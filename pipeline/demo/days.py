"""The days on which the invented company works, and steps between them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

HOLIDAYS = ("01-01", "05-01", "05-02", "05-03", "10-01", "10-02", "10-03", "10-04", "10-05", "10-06", "10-07")
"""The holidays that fall on the same days every year; near enough for invented trade."""

Moments = Any
"""An array of datetime64; numpy's stubs can't say so for every unit."""


def calendar(first: date, until: date) -> np.busdaycalendar:
    """Monday to Friday without the fixed holidays of the years between two days and their neighbours."""
    years = range(first.year - 1, until.year + 2)
    return np.busdaycalendar(holidays=np.array([f"{year}-{day}" for year in years for day in HOLIDAYS], dtype="M8[D]"))


def working_days(first: date, until: date) -> Moments:
    """The working days between two days, both included, as datetime64[D]."""
    days = np.arange(np.datetime64(first, "D"), np.datetime64(until, "D") + 1)
    return days[np.is_busday(days, busdaycal=calendar(first, until))]


def later(days: Moments, steps: Sequence[int] | np.ndarray, busy: np.busdaycalendar) -> Moments:
    """So many working days later, counted from the first working day on or after each day."""
    return np.busday_offset(days.astype("datetime64[D]"), steps, roll="forward", busdaycal=busy)


def in_table(days: Moments, index: pd.Index | None = None) -> pd.Series:
    """An array of days as a column of a table."""
    column: pd.Series = pd.Series(days.astype("datetime64[us]"), index=index)
    return column


def numbered(mark: str, days: pd.Series) -> pd.Series:
    """Document numbers such as SO20261003-001: the mark, the day, and a count within the day in the given order."""
    count = days.groupby(days).cumcount() + 1
    width = max(3, len(str(int(count.max())))) if len(days) else 3
    numbers: pd.Series = mark + days.dt.strftime("%Y%m%d") + "-" + count.astype("str").str.zfill(width)
    return numbers
