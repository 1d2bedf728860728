"""What is on record of an office to what is due there, and what stands in its way."""

from dataclasses import dataclass
from datetime import date

from pipeline.calendar import own_days
from pipeline.days import today
from pipeline.duties import Duty, Kind, duties
from pipeline.held_back import HeldBack, held_back
from pipeline.home import Home
from pipeline.ledger.current import Current
from pipeline.ledger.ledger import Ledger
from pipeline.reconcile.account import month_ends
from pipeline.record import ledger_of
from pipeline.report.registry import month_folder
from pipeline.settings import Settings, load
from pipeline.workers import Workers


@dataclass(frozen=True)
class Due:
    """What is due in an office.

    Attributes:
        as_of: The day it speaks for.
        duties: Of everything the last one and the next one, by day.
        blocking: The documents held back of the months whose statements are to go out.
        settings: How the office works.
    """

    as_of: date
    duties: tuple[Duty, ...]
    blocking: tuple[HeldBack, ...]
    settings: Settings

    def in_the_way(self, duty: Duty) -> tuple[HeldBack, ...]:
        """The documents in the way of a duty: where a month that is over is to be closed, those up to its end."""
        if duty.kind is not Kind.DEADLINE or duty.month is None or duty.done is not None:
            return ()
        _, last = month_ends(duty.month)
        if last >= self.as_of:
            return ()
        return tuple(document for document in self.blocking if document.date is None or document.date <= last)


def due(home: Home, as_of: date | None = None) -> Due:
    """What is due when in an office, what of it is done, and what blocks the rest; nothing is changed.

    Args:
        home: The office's folder.
        as_of: The day it speaks for; None: today.

    Raises:
        Stopped: The settings can't be used, or the ledger can't be read.

    Source:
        Issue 7, point 2.
    """
    settings = load(home.settings)
    as_of = as_of or today(settings.timezone)
    with Workers() as workers:
        ledger = ledger_of(home, settings)
        return due_in(home, ledger, ledger.current(settings.lang, workers), settings, as_of)


def due_in(
    home: Home, ledger: Ledger, current: Current, settings: Settings, as_of: date, *, reporting: bool = False
) -> Due:
    """The same, of what is on record now; with `reporting`, once the report of the day is on record too."""
    on_record = {*ledger.journal.reports(), *([as_of] if reporting else [])}
    reports = sorted(day for day in on_record if day <= as_of)
    closings = [closing for closing in ledger.closings() if closing.as_of <= as_of]
    found = duties(
        as_of,
        reports,
        {closing.month: closing.as_of for closing in closings},
        settings,
        own_days(current.tables["calendar"]),
        lambda month: (home.outbox / month_folder(month)).is_dir(),
    )
    upto = month_ends(closings[-1].month)[1] if closings else None
    ends = [month_ends(duty.month)[1] for duty in found if duty.month]
    return Due(as_of, found, held_back(current, upto, max(ends)), settings)
