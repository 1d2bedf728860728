"""The record verified: frozen months recomputed, and no frozen file or original changed since it was kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from pandera.typing.pandas import DataFrame

from pipeline.books import closed_books, frozen_month
from pipeline.closed_summary import follows
from pipeline.damage import damaged_drops, damaged_memories, damaged_originals, damaged_seals
from pipeline.days import now, statement_month, today
from pipeline.errors import Damaged
from pipeline.home import Home
from pipeline.ledger.journal import Closing
from pipeline.ledger.ledger import Ledger
from pipeline.ledger.whole import shown
from pipeline.lock import lock
from pipeline.mail.record import record_in
from pipeline.reconcile.position import position
from pipeline.reconcile.verified import FrozenMonth, verified
from pipeline.record import ledger_of
from pipeline.report.names import SUMMARY_FILE
from pipeline.report.registry import month_folder
from pipeline.run import asked
from pipeline.settings import Settings, load
from pipeline.whole import content_of
from schemas.answers.closing import Booked, Verified
from schemas.answers.kind import nothing
from schemas.answers.statements import StatementTotals


@dataclass(frozen=True)
class Verdict:
    """What `verify` found.

    Attributes:
        months: The closed months that were recomputed.
        figures: One row a customer and month.
        changed: The files that are gone or not what the record says, below the office's folder.
        gaps: Months that follow each other on record without being neighbours.
        settings: How the office works.
    """

    months: tuple[date, ...]
    figures: DataFrame[Verified]
    changed: tuple[str, ...]
    gaps: tuple[date, ...]
    settings: Settings

    @property
    def sound(self) -> bool:
        """Whether everything is as it was recorded and adds up."""
        return not self.changed and not self.gaps and bool(self.figures["agrees"].all())


def verify(home: Home, as_of: date | None = None) -> Verdict:
    """Recomputes every closed month and looks at every file that the record rests on; changes nothing.

    Args:
        home: The office's folder.
        as_of: The day up to which documents count; None: today.

    Raises:
        Stopped: The settings are invalid, or another run is at work.

    Source:
        Issue 4, point 4.
    """
    settings = load(home.settings)
    as_of = as_of or today(settings.timezone)
    with lock(home, now(settings.timezone)):
        try:
            ledger = ledger_of(home, settings)
        except Damaged as error:
            return Verdict((), nothing(Verified), (error.path,), (), settings)
        closings = ledger.closings()
        broken = (*damaged_seals(ledger), *damaged_drops(ledger).values())
        mailed = tuple(damaged_record(home))
        workbooks = () if broken else changed_workbooks(home, ledger)
        changed = (*broken, *damaged_memories(ledger), *damaged_originals(ledger).values(), *mailed, *workbooks)
        months = tuple(closing.month for closing in closings)
        if not closings or broken:
            return Verdict((), nothing(Verified), changed, tuple(gaps(months)), settings)
        figures = recomputed(ledger, closings, as_of, settings)
    return Verdict(months, figures, changed, tuple(gaps(months)), settings)


def recomputed(ledger: Ledger, closings: Sequence[Closing], as_of: date, settings: Settings) -> DataFrame[Verified]:
    """The closed months beside what the documents on file come to now."""
    closed, month = closed_books(ledger), statement_month(None, as_of)
    current, as_frozen = ledger.current(settings.lang), frozen_month(ledger, closed, month)
    found = position(asked(current, closed, as_frozen, as_of, month, settings))
    frozen = []
    for closing in closings:
        sealed = ledger.closed.opened(closing.month, closing.sha256)
        frozen.append(FrozenMonth(closing.month, sealed.table(StatementTotals), sealed.table(Booked)))
    return verified(frozen, found.entries, found.parties)


def changed_workbooks(home: Home, ledger: Ledger) -> Iterator[str]:
    """The workbooks of closed months that are not in the outbox, or not as they were frozen.

    In 对账汇总 the 对账状态 follows the answers that came back later; all else must be as it was.
    """
    for closing in ledger.closings():
        folder, sealed = month_folder(closing.month), ledger.closed.opened(closing.month, closing.sha256)
        for name, content in sealed.workbooks().items():
            lies = content_of(home.outbox / folder / name)
            if lies != content and not (name == SUMMARY_FILE and lies is not None and follows(lies, sealed)):
                yield f"outbox/{folder}/{name}"


def damaged_record(home: Home) -> Iterator[str]:
    """The record of what was mailed, where a line of it was changed, by file and line, or some are gone."""
    try:
        record_in(home.mailed)
    except Damaged as error:
        yield shown(home.ledger / error.path, home.ledger)


def gaps(months: Sequence[date]) -> Iterator[date]:
    """The months that don't follow the one before them on record."""
    for before, month in pairwise(months):
        if (before + timedelta(days=31)).replace(day=1) != month:
            yield month
