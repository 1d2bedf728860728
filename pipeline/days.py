"""Days and months as people type them on the command line, the time it is, and the month whose statements are due."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.errors import WrongUsage
from schemas.cells import Fault, plain, read_day
from schemas.sentences.console import CONSOLE
from schemas.words import Words

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])\Z")


def day_of(text: str) -> date:
    """The day that was typed, in any form that a sheet may have it in.

    Raises:
        WrongUsage: It is none.
    """
    read = read_day(text)
    if isinstance(read, Fault) or not isinstance(read, datetime):
        raise WrongUsage(worded("bad_day", day=text))
    return read.date()


def month_of(text: str) -> date:
    """The first day of the month typed as YYYY-MM.

    Raises:
        WrongUsage: It is none.
    """
    found = MONTH.match(plain(text))
    if found is None:
        raise WrongUsage(worded("bad_month", month=text))
    return date(int(found[1]), int(found[2]), 1)


def now(timezone: str) -> datetime:
    """The time it is in the office."""
    return datetime.now(ZoneInfo(timezone))


def today(timezone: str) -> date:
    """The day it is in the office."""
    return now(timezone).date()


def statement_month(asked: date | None, as_of: date) -> date:
    """The first day of the month of the statements: the one asked for, else the last complete one before `as_of`.

    Raises:
        WrongUsage: The month asked for has not begun.
    """
    if asked is None:
        return month_before(as_of)
    if asked > as_of:
        raise WrongUsage(worded("month_to_come", month=f"{asked:%Y-%m}", as_of=as_of.isoformat()))
    return asked


def month_before(day: date) -> date:
    """The first day of the month before the one of a day."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def worded(code: str, **quoted: str) -> Words:
    """A sentence of the console with what it quotes filled in."""
    return Words(*(words.format(**quoted) for words in CONSOLE[code]))
