"""What a cell holds in its own type, and how it looks as the text that the column readers take."""

from datetime import datetime, timedelta

EPOCH = datetime(1899, 12, 30)
DAY_SECONDS = 86_400
DAYS_TO_1904 = 1462
LONGEST_WHOLE = 1e21
"""Whole numbers below this are shown with all their digits, as Excel stores them."""


class Day(float):
    """A day, as Excel counts them."""


class Moment(float):
    """A day with a time."""


class Clock(float):
    """A time of day, as a part of it."""


class Span(float):
    """A length of time, in days."""


Value = str | float | bool | None

Box = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0."""


def text_of(value: Value) -> str | None:
    """A value as text: a number with 15 digits, a day as 2026-10-03, the truth as true; None where blank."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Day | Moment):
        return str(moment_of(value))
    if isinstance(value, Clock | Span):
        return _clock(value)
    if value.is_integer() and abs(value) < LONGEST_WHOLE:
        return str(int(value))
    return f"{value:.15g}"


def moment_of(serial: float) -> datetime | float:
    """The day and time, to the second, that Excel counts as a number; the number where there is no such day."""
    try:
        return EPOCH + timedelta(seconds=round(serial * DAY_SECONDS))
    except OverflowError:
        return float(serial)


def serial_of(moment: datetime) -> float:
    """The number by which Excel counts a day and time."""
    return (moment - EPOCH).total_seconds() / DAY_SECONDS


def _clock(days: float) -> str:
    minutes, seconds = divmod(round(days * DAY_SECONDS), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"
