"""What the last run rested on and came to: one that finds all of it as it was has nothing to do."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pipeline.arrivals import seen_in
from pipeline.days import now, statement_month, today
from pipeline.errors import Stopped
from pipeline.grounds import grounds
from pipeline.home import Home
from pipeline.intake.inbox import Stamp
from pipeline.ledger.changed import changed
from pipeline.ledger.journal import Journal
from pipeline.ledger.originals import Originals
from pipeline.ledger.sums import Sums, digest
from pipeline.ledger.transcript import holds, line_of
from pipeline.ledger.whole import AT_ONCE
from pipeline.lock import lock
from pipeline.log import LOG, opened
from pipeline.remote import location_of
from pipeline.whole import write_whole

Item = TypeVar("Item")
Seen = TypeVar("Seen")


class Told(NamedTuple):
    """All that is ever told of a run, in plain values.

    Attributes:
        text: What it says to people.
        document: What it says to programs, as JSON has it.
        held_back: How many documents are held back.
        next_due: What is to be thought of first, in a few words; "" for nothing.
    """

    text: str
    document: dict[str, Any]
    held_back: int
    next_due: str


@dataclass(frozen=True)
class LastRun:
    """What one run rested on and came to. Nothing in it is believed: all of it is compared with what is there.

    Attributes:
        spoke_for: The day, and the month of the statements.
        timezone: Where it was that day.
        grounds: As `grounds` says, from before the run began.
        records: As `records` says.
        originals: The folder of the ledger in which the bytes of the files taken in lie; like all of its files below
            it, or by a whole path or address.
        drops: The folders in which its rows lie.
        sealed: The files of the ledger that are named for their digest and that it read or wrote.
        outbox: The digest of every file that it left in the outbox.
        told: What is told of a run that changes nothing.
    """

    spoke_for: tuple[str, str]
    timezone: str
    grounds: str
    records: list[str]
    originals: str
    drops: list[str]
    sealed: list[str]
    outbox: dict[str, str]
    told: Told


def unchanged(
    home: Home, as_of: date | None, month: date | None, at_rest: Mapping[Path, Stamp] | None = None
) -> Told | None:
    """What a run tells that would change nothing; None where it might, or where something is in its way.

    Everything that a run rests on is looked at, each file of the ledger and of the outbox by all of its bytes, the
    inbox as a run itself looks at it. Whatever is not as the last run left it is that run's own business to find out.

    Args:
        home: The office's folder.
        as_of: As for `run`.
        month: As for `run`.
        at_rest: As for `run`.
    """
    begun = time.perf_counter()
    last = last_run(home)
    if last is None:
        return None
    try:
        with lock(home, now(last.timezone)):
            as_of = as_of or today(last.timezone)
            month = statement_month(month, as_of)
            if last.spoke_for != spoken_for(as_of, month) or not stands(last, home, at_rest):
                return None
            with opened(home, last.timezone):
                took = time.perf_counter() - begun
                LOG.info("run %s %s  %.2f s  nothing changed, workbooks=%d", *last.spoke_for, took, len(last.outbox))
            return last.told
    except (Stopped, OSError):
        return None


def stands(last: LastRun, home: Home, at_rest: Mapping[Path, Stamp] | None) -> bool:
    """Whether all that a run rested on, and all that it wrote, is there as it was; the quick looks come first.

    Raises:
        Stopped: The inbox or the journal can't be looked at, or the ledger is damaged.
        OSError: So is a file that was there.
    """
    journal, originals = Journal.of(home.ledger), Originals(location_of(last.originals, home.ledger))
    if changed(seen_in(home, journal, at_rest), journal, originals) or last.grounds != grounds(home):
        return False
    journal.check()
    if last.records != records(home):
        return False
    sums = Sums(home.ledger)
    at_once(lambda name: sums.check(location_of(name, home.ledger)), last.drops)
    files = [(location_of(name, home.ledger), Path(name).stem) for name in last.sealed]
    files += [(home.outbox / name, listed) for name, listed in last.outbox.items()]
    return all(at_once(lambda file: digest(file[0]) == file[1], files))


def at_once(look: Callable[[Item], Seen], items: Sequence[Item]) -> list[Seen]:
    """What is seen of each, in any order; each thread has its share, for to hand out one takes as long as to look."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        shares = threads.map(lambda first: [look(item) for item in items[first::AT_ONCE]], range(AT_ONCE))
        return [seen for share in shares for seen in share]


def records(home: Home) -> list[str]:
    """Digests of the journal, the list of our files and the post, "" for none; then the outbox's folders."""
    kept = (Journal.of(home.ledger).transcript, home.manifest, home.post)
    folders = sorted(folder.relative_to(home.outbox).as_posix() for folder in home.outbox.glob("*/*/"))
    return [*(digest(record) if record.exists() else "" for record in kept), *folders]


def spoken_for(as_of: date, month: date) -> tuple[str, str]:
    """The day and the month of a run, as they are kept."""
    return as_of.isoformat(), f"{month:%Y-%m}"


def last_run(home: Home) -> LastRun | None:
    """What the last run kept; None where that is not there, or not as it was kept."""
    try:
        line = place(home).read_text(encoding="utf-8")
        if not holds(line):
            return None
        kept = json.loads(line[65:])
        return LastRun(**kept | {"spoke_for": tuple(kept["spoke_for"]), "told": Told(*kept["told"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep(home: Home, last: LastRun) -> None:
    """Keeps what a run rested on and came to; where that can't be written, the next run has to work again."""
    with suppress(Stopped):
        write_whole(place(home), line_of(asdict(last)).encode())


def forget(home: Home) -> None:
    """Nothing is known of the last run any more; where the file can't be removed, it says nothing that is not so."""
    with suppress(OSError):
        place(home).unlink(missing_ok=True)


def place(home: Home) -> Path:
    """Where it is kept."""
    return home.ledger / "last_run.txt"
