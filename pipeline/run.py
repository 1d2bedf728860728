"""One run, from the inbox to the outbox: the steps in order. Read this one first."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow as pa
from pandera.typing.pandas import DataFrame

from pipeline.addressed import leave_post
from pipeline.arrivals import seen_in
from pipeline.books import Frozen, closed_books, frozen_month
from pipeline.cluster import Cluster
from pipeline.copies import ToMend, marked_copies
from pipeline.days import month_before, now, statement_month, today
from pipeline.due import due_in
from pipeline.duties import next_due
from pipeline.grounds import grounds
from pipeline.home import Home
from pipeline.intake.inbox import Stamp
from pipeline.kept import kept
from pipeline.last_run import forget, keep
from pipeline.ledger.current import Current
from pipeline.ledger.current import current as what_counts
from pipeline.ledger.first_drops import first_drops
from pipeline.ledger.journal import Version
from pipeline.ledger.ledger import Ledger
from pipeline.ledger.whole import probe
from pipeline.lock import lock
from pipeline.log import LOG, logged, step
from pipeline.made import Made
from pipeline.memories import memory_before, remember
from pipeline.outbox import Outbox, Written, within
from pipeline.outcome import Outcome
from pipeline.overview import OVERVIEW, overview
from pipeline.problems import problem_words
from pipeline.progress import bar
from pipeline.reconcile.answers import Answers, Position, Statements
from pipeline.reconcile.closed_books import ClosedBooks
from pipeline.reconcile.given import NO_DROPS, Given
from pipeline.reconcile.memory import NOTHING_REMEMBERED, Memory
from pipeline.reconcile.papers import NO_PAPERS
from pipeline.reconcile.position import position
from pipeline.reconcile.reconcile import reconcile
from pipeline.reconcile.resolve import resolved
from pipeline.reconcile.statements import statements
from pipeline.record import as_it_lies, ledger_of
from pipeline.report.look import Look
from pipeline.report.registry import (
    CHASE_LIST,
    CHASED,
    NOTICES,
    OF_POSITION,
    OF_STATEMENTS,
    SLICES,
    TO_CONFIRM,
    Plan,
    month_folder,
    workbooks,
)
from pipeline.report.returned import RETURNED, returned_name
from pipeline.settings import Settings, load
from pipeline.workers import Workers
from schemas.answers.first_drops import FirstDrops
from schemas.sentences.problems import FILES
from schemas.sheets.calendar import CALENDAR


def run(
    home: Home,
    as_of: date | None = None,
    month: date | None = None,
    at_rest: Mapping[Path, Stamp] | None = None,
    cluster: str | None = None,
) -> Outcome:
    """Takes in what changed in the inbox, reconciles, and writes the outbox.

    Args:
        home: The office's folder.
        as_of: The day the run speaks for; None: today in the settings' time zone.
        month: The first day of the month of the statements; None: the last complete one before `as_of`.
        at_rest: The files that nobody is writing any more; one that is not as it was then waits. None: all there are.
        cluster: The address of the Dask scheduler whose workers do the work; None: this machine does.

    Raises:
        Stopped: Wrong usage, invalid settings, another run at work, or something that can't be written.
    """
    before = grounds(home)
    settings = load(home.settings)
    as_of = as_of or today(settings.timezone)
    month = statement_month(month, as_of)
    begun = now(settings.timezone)
    with (
        lock(home, begun),
        logged(home, settings.timezone, f"run {as_of} {month:%Y-%m}"),
        workers_at(cluster, settings, home) as workers,
    ):
        outcome = worked(home, settings, workers, as_of, month, at_rest)
        keep(home, kept(home, ledger_of(home, settings), outcome, before))
        return outcome


def workers_at(address: str | None, settings: Settings, home: Home) -> Workers:
    """Who does the work: this machine's processes, or a cluster that sees the ledger; `Cluster` says what it raises."""
    if address is None:
        return Workers()
    cluster = Cluster(address, settings.cluster)
    with probe(as_it_lies(home, settings).originals.folder) as made_just_now:
        cluster.see(made_just_now)
    return Workers(cluster=cluster)


def worked(
    home: Home,
    settings: Settings,
    workers: Workers,
    as_of: date,
    month: date,
    at_rest: Mapping[Path, Stamp] | None = None,
) -> Outcome:
    """One run's work, with the lock held; `run` says what it does."""
    forget(home)
    ledger = ledger_of(home, settings)
    with bar("reading", settings.lang) as tick, step("take in") as told:
        inbox = seen_in(home, ledger.journal, at_rest)
        taken_in = ledger.take_in(inbox, as_of, workers, tick)
        told(files=len(inbox), taken_in=len(taken_in))
    closed, look, made = closed_books(ledger), settings.look(as_of), Made(home, workers)
    current, answers, early = reckoned(ledger, taken_in, closed, made, workers, settings, as_of, month)
    give_back()
    with step("write") as told:
        copies = copies_to_mend(current, ledger, settings, look)
        planned = workbooks(answers, current.intake, look)
        paths = [path for plan, tasks in planned for path in (early[plan] if plan in early else made.begin(tasks))]
        page = partial(overview, home, ledger, current, answers, settings)
        written, statements = write(home, made, paths, copies, page, answers, settings, workers)
        told(**Counter(done.change.value for done in written))
    leave_post(home, answers, current, closed, settings)
    remember(ledger, answers.memory)
    due = next_due(due_in(home, ledger, current, settings, as_of).duties)
    return Outcome(as_of, month, taken_in, current, answers, written, statements, settings, closed, due)


def reckoned(
    ledger: Ledger,
    taken_in: Sequence[Version],
    closed: ClosedBooks,
    made: Made,
    workers: Workers,
    settings: Settings,
    as_of: date,
    month: date,
) -> tuple[Current, Answers, dict[Plan, list[str]]]:
    """What became of every file, every answer, and the paths of the workbooks that are being made meanwhile.

    What no later step asks for is let go as soon as that is so, and its memory given back.
    """
    with step("what counts") as told:
        current, drops = counted(ledger, workers, as_of, settings)
        told(**{kind: len(rows) for kind, rows in current.tables.items()})
    log_refused(taken_in, current, settings)
    with step("reconcile") as told:
        frozen, memory = frozen_month(ledger, closed, month), memory_before(ledger, as_of)
        given = asked(current, closed, frozen, as_of, month, settings, memory, drops)
        current, drops = current.only(CALENDAR.name), NO_DROPS
        give_back()
        found = position(given, workers)
        given, look = given.after_position(), settings.look(as_of)
        give_back()
        early: dict[Plan, list[str]] = {plan: made.begin(plan(found, current.intake, look)) for plan in OF_POSITION}
        found = replace(found, papers=NO_PAPERS)  # which only the workbook shows that is begun
        give_back()
        stated = drawn_up(given, found, frozen)
        early |= {plan: made.begin(plan(stated, current.intake, look)) for plan in OF_STATEMENTS}
        give_back()
        answers = reconcile(given, stated)
        told(exceptions=len(answers.exceptions), outstanding=len(answers.outstanding))
    return current, answers, early


def counted(ledger: Ledger, workers: Workers, as_of: date, settings: Settings) -> tuple[Current, DataFrame[FirstDrops]]:
    """What counts now, and what was first dropped of late; what was read on the way there is let go."""
    ground = ledger.ground(workers)
    return what_counts(ground, settings.lang), first_drops(ground, month_before(as_of))


def give_back() -> None:
    """Gives the system back what memory was let go, before more is taken here or by the processes beside."""
    pa.default_memory_pool().release_unused()


def log_refused(taken_in: Sequence[Version], current: Current, settings: Settings) -> None:
    """A line in the log for every file that was just refused, with its reason."""
    for version in taken_in:
        for problem in current.problems.get(version.file, ()):
            if problem.code in FILES:
                LOG.info("refused  %s  %s", version.name, problem_words(problem, settings.lang)[0])


def asked(
    current: Current,
    closed: ClosedBooks,
    frozen: Frozen | None,
    as_of: date,
    month: date,
    settings: Settings,
    memory: Memory = NOTHING_REMEMBERED,
    drops: DataFrame[FirstDrops] = NO_DROPS,
) -> Given:
    """What is asked: what counts, beside what the closed months left behind and what the last report knew."""
    return Given(
        resolved(current.tables, as_of),
        current.conflicts,
        current.conflict_rows,
        as_of,
        month,
        settings.limits,
        settings.lang,
        closed=closed,
        frozen=None if frozen is None else frozen.month,
        chase_weekday=settings.chase_weekday,
        memory=memory,
        order_versions=current.order_versions,
        drops=drops,
    )


def drawn_up(given: Given, found: Position, frozen: Frozen | None) -> Statements:
    """The statements of the month; those of a closed one with its workbooks as they were frozen."""
    stated = statements(given, found)
    if frozen is None:
        return stated
    return replace(stated, frozen=frozen.workbooks(stated.statement_totals["confirmed"]))


def copies_to_mend(current: Current, ledger: Ledger, settings: Settings, look: Look) -> list[ToMend]:
    """Every file with problems in it; a file that could not be read has nothing to mend."""
    return [
        ToMend(content, file, problems, look, settings.reading)
        for file, problems in current.problems.items()
        if any(problem.code not in FILES for problem in problems) and (content := ledger.content(file)) is not None
    ]


def write(
    home: Home,
    made: Made,
    paths: Sequence[str],
    copies: Sequence[ToMend],
    page: Callable[[Sequence[Written]], bytes],
    answers: Answers,
    settings: Settings,
    workers: Workers,
) -> tuple[tuple[Written, ...], dict[str, bytes]]:
    """Makes every workbook and puts it in its place, then the page of all; what is no longer wanted goes.

    Returns:
        What became of every workbook; and those of the month by path.

    Raises:
        NotWritten: Some could not be put in their places; the others were.
    """
    outbox = Outbox(home, *dated_copies(answers, settings))
    folder, statements = month_folder(answers.month), dict[str, bytes]()
    with bar("writing", settings.lang) as tick:
        outbox.write_all(noted(zip(paths, made.contents(paths, tick), strict=True), folder, statements))
    marked = marked_copies(copies, settings.reading, workers)
    outbox.write_all(zip((f"{RETURNED}/{returned_name(file.file)}" for file in copies), marked, strict=True))
    made.keep()
    outbox.write(OVERVIEW, page(outbox.written))
    open_folder = () if answers.frozen is not None else (folder,)
    outbox.finish(RETURNED, SLICES, CHASED, TO_CONFIRM, NOTICES, *open_folder)
    return tuple(outbox.written), statements


def noted(files: Iterable[tuple[str, bytes]], folder: str, theirs: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files as they come; those of a folder are noted by their paths on the way."""
    for path, content in files:
        if within(path, [folder]):
            theirs[path] = content
        yield path, content


def dated_copies(answers: Answers, settings: Settings) -> tuple[date | None, Container[str] | None]:
    """The day under which copies are kept, and of what: of all as the settings ask, else of a chase its list."""
    if settings.history:
        return answers.as_of, None
    return (answers.as_of, (CHASE_LIST,)) if answers.is_chase else (None, None)
