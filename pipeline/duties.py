"""The reports on record and the closed months to what is due when: the weekly chase, and what each month asks for.

A duty is done by the first report of its day or later; only a month's statements going out is done by closing it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from pipeline.calendar import OwnDays
from pipeline.days import month_before
from pipeline.reconcile.chases import NEVER, chase_day
from pipeline.reconcile.month_progress import due_day
from pipeline.settings import Settings


class Kind(StrEnum):
    """What may be due."""

    CHASE = "chase"
    STATEMENTS = "statements"
    WARNING = "warning"
    DEADLINE = "deadline"
    MANAGERS = "managers"


class Duty(NamedTuple):
    """One thing that is due on a day.

    Attributes:
        kind: What.
        day: When.
        month: The first day of the month it speaks of; None: of no month.
        done: When it was done; None: it was not, or not yet.
    """

    kind: Kind
    day: date
    month: date | None = None
    done: date | None = None


def duties(
    as_of: date,
    reports: Sequence[date],
    closed: Mapping[date, date],
    settings: Settings,
    own: OwnDays,
    has_statements: Callable[[date], bool] = lambda month: True,
) -> tuple[Duty, ...]:
    """Of everything that may be due the last one up to a day and the next one after it, by day.

    What was due in a week or month before that of the first report is no duty: nobody was there to do it.

    Args:
        as_of: The day; what was done after it does not count.
        reports: The days with a report, rising.
        closed: The months that were closed by then, by first day, and when each was.
        settings: The office's weekday and days of the month.
        own: What the office says of working days itself.
        has_statements: Whether the statements of a month lie in the outbox.

    Source:
        Issue 7, point 2.
    """
    last = month_before(as_of)
    found = [*chases(as_of, reports, settings.chase_weekday)]
    for month in (month_before(last), last, month_after(last)):
        until = month_after(month_after(month)) - timedelta(days=1)
        if until < min([as_of, *reports[:1]]):
            continue
        for duty in of_month(month, settings, own):
            done = first_report(reports, duty.day, min(until, as_of))
            if duty.kind is Kind.DEADLINE:
                done = closed.get(month)
            elif duty.kind is Kind.STATEMENTS and not has_statements(month):
                done = None
            found.append(duty._replace(done=done))
    return tuple(sorted(last_and_next(found, as_of), key=lambda duty: (duty.day, list(Kind).index(duty.kind))))


def chases(as_of: date, reports: Sequence[date], weekday: int) -> Iterator[Duty]:
    """The last chase and the next."""
    if weekday == NEVER:
        return
    last = chase_day(as_of, weekday)
    if reports and reports[0] <= last:
        yield Duty(Kind.CHASE, last, done=first_report(reports, last, as_of))
    yield Duty(Kind.CHASE, last + timedelta(weeks=1))


def of_month(month: date, settings: Settings, own: OwnDays) -> Iterator[Duty]:
    """What is due after a month: its statements on the first day, whether that is worked or not, then the rest."""
    yield Duty(Kind.STATEMENTS, month_after(month), month)
    yield Duty(Kind.WARNING, due_day(month, settings.warning_day, own), month)
    yield Duty(Kind.DEADLINE, due_day(month, settings.limits.statement_due_day, own), month)
    yield Duty(Kind.MANAGERS, due_day(month, settings.managers_day, own), month)


def last_and_next(found: Sequence[Duty], as_of: date) -> Iterator[Duty]:
    """Of each kind the last one up to a day, and the first one after it."""
    for kind in Kind:
        days = sorted((duty for duty in found if duty.kind is kind), key=lambda duty: duty.day)
        before = [duty for duty in days if duty.day <= as_of]
        yield from before[-1:]
        yield from days[len(before) :][:1]


def first_report(reports: Sequence[date], since: date, until: date) -> date | None:
    """The first day with a report between two days, both included."""
    place = bisect_left(reports, since)
    return reports[place] if place < len(reports) and reports[place] <= until else None


def month_after(month: date) -> date:
    """The first day of the month after one."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def next_due(found: Sequence[Duty]) -> Duty | None:
    """What is to be thought of first: the first that is not done."""
    return next((duty for duty in found if duty.done is None), None)
