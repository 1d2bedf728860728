"""Months closed and opened again: their statements written, sealed, and put on record in one transaction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.closed_summary import terms
from pipeline.days import now, today
from pipeline.errors import WrongUsage
from pipeline.held_back import HeldBack, held_back, refusal, told
from pipeline.home import Home
from pipeline.ledger.journal import Closing, Verb
from pipeline.ledger.ledger import Ledger
from pipeline.lock import lock
from pipeline.log import logged
from pipeline.made import built
from pipeline.outbox import Outbox, Written
from pipeline.outcome import Outcome
from pipeline.overview import OVERVIEW, overview
from pipeline.progress import bar
from pipeline.reconcile.account import month_ends
from pipeline.reconcile.another_month import another_month
from pipeline.reconcile.answers import Answers
from pipeline.reconcile.booked import booked
from pipeline.reconcile.resolve import resolved
from pipeline.reconcile.statement_versions import versions_of
from pipeline.record import ledger_of
from pipeline.report.month_progress import with_held
from pipeline.report.registry import month_folder, statement_plan, summary_plan
from pipeline.run import worked
from pipeline.settings import load
from pipeline.workers import Workers
from schemas.answers.kind import checked
from schemas.answers.statements import StatementVersions
from schemas.sentences.closing import closing_words


@dataclass(frozen=True)
class ClosedNow:
    """What `close` did.

    Attributes:
        outcome: The run it began with.
        months: The first days of the months it closed, in order.
        held_back: Documents of these months that were held back all the same.
        written: What became of the statements.
    """

    outcome: Outcome
    months: tuple[date, ...]
    held_back: tuple[HeldBack, ...]
    written: tuple[Written, ...]

    @property
    def all_written(self) -> tuple[Written, ...]:
        """What became of every workbook: of the run, and of the months it had not written."""
        known = {done.path for done in self.outcome.written}
        return (*self.outcome.written, *(done for done in self.written if done.path not in known))


def close(home: Home, month: date, as_of: date | None = None, *, anyway: bool = False) -> ClosedNow:
    """Closes a month and all open ones before it: runs, writes their statements, and freezes them.

    Killed at any moment it leaves all of these months open, or all closed.

    Args:
        home: The office's folder.
        month: Its first day.
        as_of: The day the run speaks for; None: today.
        anyway: Close although documents of these months are held back; which ones is put on record.

    Raises:
        WrongUsage: The month has not ended, is closed already, or documents of it are held back: all are named.
        Stopped: As for a run.

    Source:
        CONTRACT 4, Closing; issue 4, point 4.
    """
    settings = load(home.settings)
    as_of = as_of or today(settings.timezone)
    _, last = month_ends(month)
    if last >= as_of:
        raise WrongUsage(closing_words("not_over", month=f"{month:%Y-%m}", as_of=as_of.isoformat()))
    with (
        lock(home, now(settings.timezone)),
        logged(home, settings.timezone, f"close {month:%Y-%m}"),
        Workers() as workers,
    ):
        ledger = ledger_of(home, settings)
        if any(closing.month >= month for closing in ledger.closings()):
            raise WrongUsage(closing_words("closed_before", month=f"{month:%Y-%m}"))
        outcome = worked(home, settings, workers, as_of, month)
        months = tuple(open_months(outcome))
        blocking = held_back(outcome.current, outcome.closed.upto, last)
        if blocking and not anyway:
            raise WrongUsage(refusal(month, blocking))
        written = freeze(home, ledger, outcome, months, told(blocking, settings.lang), workers)
        closed = ClosedNow(outcome, months, blocking, written)
        write_overview(home, ledger, closed)
    return closed


def reopen(home: Home, month: date, as_of: date | None = None) -> None:
    """Opens the last closed month again; what was frozen stays on record.

    Args:
        home: The office's folder.
        month: Its first day.
        as_of: The day it is put on record for; None: today.

    Raises:
        WrongUsage: It is not the last closed month.
        Stopped: The settings are invalid, another run is at work, or the ledger can't be written.
    """
    settings = load(home.settings)
    with lock(home, now(settings.timezone)), logged(home, settings.timezone, f"reopen {month:%Y-%m}"):
        ledger = ledger_of(home, settings)
        closings = ledger.closings()
        if not closings:
            raise WrongUsage(closing_words("none_closed"))
        if closings[-1].month != month:
            raise WrongUsage(closing_words("not_the_last", month=f"{month:%Y-%m}", last=f"{closings[-1].month:%Y-%m}"))
        opened = Closing(month, Verb.REOPENED, closings[-1].sha256)
        ledger.journal.add(as_of or today(settings.timezone), closings=[opened])


def open_months(outcome: Outcome) -> Iterator[date]:
    """The months to close: from the first open one, or the first with any document, to the one of the run."""
    documents = outcome.answers.entries["date"]
    first = outcome.month
    if outcome.closed.upto is not None:
        first = outcome.closed.upto + timedelta(days=1)
    elif len(documents):
        first = min(first, documents.min().date().replace(day=1))
    while first <= outcome.month:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def freeze(
    home: Home, ledger: Ledger, outcome: Outcome, months: tuple[date, ...], held: str, workers: Workers
) -> tuple[Written, ...]:
    """Writes the statements of the months into the outbox, seals them, and puts all of them on record at once.

    Raises:
        NotWritten: Something could not be written; no month is closed then.
    """
    outbox, closings = Outbox(home, outcome.as_of if outcome.settings.history else None), []
    versions = outcome.closed.versions
    ledger.closed.sweep()
    for month, (answers, workbooks) in zip(months, statements(outcome, ledger, months, workers), strict=True):
        outbox.write_all(workbooks.items())
        added = [versions, versions_of(answers.statement_totals, month)]
        versions = checked(StatementVersions, pd.concat(added, ignore_index=True))
        closings.append(Closing(month, Verb.CLOSED, sealed(ledger, outcome, answers, versions, workbooks), held))
    outbox.finish(*map(month_folder, months))
    ledger.journal.add(outcome.as_of, closings=closings)
    return tuple(outbox.written)


def write_overview(home: Home, ledger: Ledger, closed: ClosedNow) -> None:
    """The page once more, now that the months are closed: their deadline is met.

    Raises:
        NotWritten: It could not be written; the next run makes good.
    """
    outcome = closed.outcome
    outbox = Outbox(home, outcome.as_of if outcome.settings.history else None)
    page = overview(home, ledger, outcome.current, outcome.answers, outcome.settings, closed.all_written)
    outbox.write(OVERVIEW, page)
    outbox.finish()


def statements(
    outcome: Outcome, ledger: Ledger, months: tuple[date, ...], workers: Workers
) -> Iterator[tuple[Answers, Mapping[str, bytes]]]:
    """The answers for each month, and its workbooks by path; those of the run's own, the last, are built already."""
    if others := months[:-1]:
        documents = resolved(ledger.current(outcome.settings.lang, workers).tables, outcome.as_of)
        for month in others:
            yield of_another_month(outcome, documents, month, workers)
    yield outcome.answers, outcome.statements


def of_another_month(
    outcome: Outcome, documents: Mapping[str, pd.DataFrame], month: date, workers: Workers
) -> tuple[Answers, Mapping[str, bytes]]:
    """The same for one month that is not the run's own."""
    settings = outcome.settings
    answers = another_month(outcome.answers, documents, outcome.closed, month, settings.limits, settings.lang)
    planned = answers, outcome.current.intake, settings.look(outcome.as_of)
    tasks = [*summary_plan(*planned), *statement_plan(*planned)]
    with bar("writing", settings.lang) as tick:
        return answers, {t.path: content for t, content in zip(tasks, workers.map(built, tasks, tick), strict=True)}


def sealed(
    ledger: Ledger,
    outcome: Outcome,
    answers: Answers,
    versions: DataFrame[StatementVersions],
    workbooks: Mapping[str, bytes],
) -> str:
    """Seals a month with the numbers of all statements closed by then, and returns the SHA-256 of the seal."""
    _, last = month_ends(answers.month)
    tables: dict[str, pd.DataFrame] = {
        "statement_lines": answers.statement_lines,
        "statement_totals": answers.statement_totals,
        "open_items": answers.open_items,
        "allocations": answers.allocations,
        "closings": answers.closings,
        "booked": booked(answers.entries, answers.parties, last),
        "statement_versions": versions,
        "month_progress": with_held(answers.month_progress, outcome.current.intake),
    }
    by_name = {PurePosixPath(path).name: content for path, content in workbooks.items()}
    look = outcome.settings.look(outcome.as_of)
    return ledger.closed.seal(answers.month, tables, by_name, terms(answers.month, answers.statements_due, look))
