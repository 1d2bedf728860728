"""Looks at the inbox, one after the other, to runs: when files came to rest, a day began, or a run failed."""

from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from pipeline.arrivals import seen_in
from pipeline.errors import NotWritten
from pipeline.faults import CUT_OFF, why
from pipeline.home import Home
from pipeline.intake.inbox import Stamp
from pipeline.last_run import unchanged
from pipeline.ledger.changed import changed
from pipeline.looks import Look, Looks, can_be_opened
from pipeline.mail.outcome import Outcome
from pipeline.mailing import mail
from pipeline.outbox import Change
from pipeline.processes import alone
from pipeline.record import ledger_of
from pipeline.run import run
from pipeline.run_told import told_of
from pipeline.settings import language, load
from schemas.sentences.watch import watch_words

DONE = 0
LONGEST_PAUSE = 64.0
"""Seconds, at most, until a run that failed is tried again."""
LONGEST_PAUSE_FOR_FILES = 3600.0
"""Until one that could not have some files is: as the others were taken in, a damaged disk must not keep it busy."""
PATIENCE = 5
"""So many looks files at rest wait for others that are still arriving, so that one run takes in all of them."""


class Ran(NamedTuple):
    """What one run came to.

    Attributes:
        as_of: The day it spoke for.
        status: Its exit status.
        said: What stopped it; "" where nothing did.
        taken_in: The files it took in.
        held_back: How many documents are held back now.
        written: The workbooks that changed.
        next_due: What is to be thought of first.
        mailed: How many messages it sent or drafted.
        not_mailed: How many were refused, are in doubt, or are left of earlier months.
        missed: How many files it was given and could not have, though they open now.
    """

    as_of: date
    status: int = DONE
    said: str = ""
    taken_in: tuple[str, ...] = ()
    held_back: int = 0
    written: tuple[str, ...] = ()
    next_due: str = ""
    mailed: int = 0
    not_mailed: int = 0
    missed: int = 0


class Screen(Protocol):
    """Where people see what the watch does."""

    def ran(self, at: datetime, ran: Ran) -> None:
        """A run ended; of one that failed as the last one did nothing is to be said again."""

    def looked(self, at: datetime, look: Look | None, last: Ran | None) -> None:
        """A look was taken, after the last run that ended well; no look: the inbox can't be reached."""


@dataclass
class Pace:
    """When the next run is due, as the runs so far ended.

    Attributes:
        every: Seconds between two looks.
        given: The files that the last run was given.
        day: The day of the last run; None: there was none.
        pause: Seconds until the run that failed, or missed files, is tried again; 0: it did neither.
        left: Of these, the seconds that are left.
        waited: At how many looks files at rest have waited for others.
    """

    every: float
    given: Mapping[Path, Stamp] = field(default_factory=dict)
    day: date | None = None
    pause: float = 0.0
    left: float = 0.0
    waited: int = 0

    def is_due(self, look: Look, today: date) -> bool:
        """Whether to run now; asked once a look."""
        self.left = max(self.left - self.every, 0.0)
        self.given = {path: stamp for path, stamp in self.given.items() if path in look.at_rest}
        news = any(self.given.get(path) != stamp for path, stamp in look.at_rest.items())
        self.waited = self.waited + 1 if news and look.moving else 0
        if news and (not look.moving or self.waited > PATIENCE):
            return True
        return self.day != today or bool(self.pause and not self.left)

    def ran(self, look: Look, ran: Ran) -> None:
        """Takes note of how a run ended: after one that is to be tried again the next waits, ever twice as long."""
        self.given, self.waited, self.day = look.at_rest, 0, ran.as_of
        pause = max(self.pause * 2, self.every)
        if ran.status == DONE:
            self.pause = min(pause, LONGEST_PAUSE_FOR_FILES) if ran.missed else 0.0
        else:
            self.pause = min(pause, LONGEST_PAUSE)
        self.left = self.pause


def watch(
    home: Home,
    every: float,
    *,
    now: Callable[[], datetime],
    rest: Callable[[float], bool],
    work: Callable[[Home, date, Mapping[Path, Stamp]], Ran],
    screen: Screen,
) -> None:
    """Runs whenever files in the inbox came to rest, when a day begins, and again after a run that failed.

    It begins with a run, which makes up for whatever was due while nobody watched. While the inbox can't be reached
    there is none. Looks are counted, not seconds, so that neither sleep nor a clock that is set confuses it.

    Args:
        home: The office's folder.
        every: Seconds between two looks.
        now: The time it is in the office.
        rest: Waits so many seconds; True: stop now.
        work: One run, as of a day, of the files at rest.
        screen: Told of every look and run.

    Source:
        Issue 7, point 1.
    """
    looks, pace = Looks(home), Pace(every)
    last: Ran | None = None
    looks.again()
    while not rest(every):
        look = looks.again()
        today = now().date()
        if look is not None and pace.is_due(look, today):
            ran = work(home, today, look.at_rest)
            if ran.status != DONE and rest(0):
                return  # whoever ended the watch may have ended its run with it
            pace.ran(look, ran)
            screen.ran(now(), ran)
            last = ran if ran.status == DONE else last
        screen.looked(now(), look, last)


def one_run(home: Home, as_of: date, at_rest: Mapping[Path, Stamp], cluster: str | None = None) -> Ran:
    """One run in a process of its own: what it took goes back to the system, and what kills it kills no watch.

    Nor does a system that has no process to give just now.
    """
    try:
        return alone(attempt, home, as_of, at_rest, cluster)
    except (BrokenProcessPool, OSError, EOFError):
        return Ran(as_of, CUT_OFF, watch_words("died").in_(language(home.settings)))


def attempt(home: Home, as_of: date, at_rest: Mapping[Path, Stamp], cluster: str | None = None) -> Ran:
    """One run, then the mail if it goes by itself, and what they came to, whatever that is."""
    try:
        return with_mail(home, ran(home, as_of, at_rest, cluster))
    except Exception as error:  # the watch goes on after whatever may happen to one run
        return Ran(as_of, *why(error, home))


def with_mail(home: Home, ran: Ran) -> Ran:
    """A run and the mail that goes out after it; a server that can't be reached makes it one to be tried again soon."""
    if not load(home.settings).mail.by_itself:
        return ran
    mailed = mail(home)
    count = Counter(done.outcome for done in mailed.done)
    if count[Outcome.UNREACHED]:
        return ran._replace(status=NotWritten.status, said=mailed.done[-1].said)
    undone = count[Outcome.FAILED] + count[Outcome.DOUBTFUL] + len(mailed.left)
    return ran._replace(mailed=count[Outcome.SENT] + count[Outcome.DRAFTED], not_mailed=undone)


def ran(home: Home, as_of: date, at_rest: Mapping[Path, Stamp], cluster: str | None) -> Ran:
    """One run that ended well."""
    told = unchanged(home, as_of, None, at_rest)
    if told is not None:
        return Ran(as_of, held_back=told.held_back, next_due=told.next_due)
    outcome = run(home, as_of, at_rest=at_rest, cluster=cluster)
    told = told_of(outcome)
    return Ran(
        as_of,
        taken_in=tuple(version.name for version in outcome.taken_in),
        held_back=told.held_back,
        written=tuple(done.path for done in outcome.written if done.change is not Change.UNCHANGED),
        next_due=told.next_due,
        missed=missed(home, at_rest),
    )


def missed(home: Home, at_rest: Mapping[Path, Stamp]) -> int:
    """How many files at rest a run could not have, though they can be opened now.

    A share that was away for a moment, or another program that had one in use, changes neither its size nor its time:
    no look would tell that it waits. One that can't be opened is looked after by the looks.

    Raises:
        InboxAway: The inbox is not there.
    """
    ledger = ledger_of(home, load(home.settings))
    others = changed(seen_in(home, ledger.journal, at_rest), ledger.journal, ledger.originals)
    return sum(not file.barred and can_be_opened(file.path) for file in others)
