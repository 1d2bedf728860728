"""What a run did to what is kept of it, by which the next one finds whether anything has changed."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.home import Home
from pipeline.last_run import LastRun, records, spoken_for
from pipeline.ledger.ledger import Ledger
from pipeline.outcome import Outcome
from pipeline.remote import Location
from pipeline.run_told import told_of


def kept(home: Home, ledger: Ledger, outcome: Outcome, grounds: str) -> LastRun:
    """What is kept of a run that ended well.

    Args:
        home: The office's folder.
        ledger: As the run leaves it.
        outcome: What it did.
        grounds: As they were before it began: what changes meanwhile is seen the next time.
    """
    again = outcome.again()
    return LastRun(
        spoke_for=spoken_for(outcome.as_of, outcome.month),
        timezone=outcome.settings.timezone,
        grounds=grounds,
        records=records(home),
        originals=named(ledger.originals.folder, home),
        drops=sorted(named(place, home) for place in drops_of(ledger)),
        sealed=sorted(named(place, home) for place in sealed_files(ledger, outcome)),
        outbox=dict(sorted((name, done.digest) for done in again.written for name in (done.path, done.copy) if name)),
        told=told_of(again),
    )


def drops_of(ledger: Ledger) -> Iterator[Location]:
    """Where what was read in each version lies; one that nobody asked for may not have been read again."""
    for sha256 in {version.sha256 for version in ledger.journal.versions() if version.sha256}:
        if ledger.drops.has(sha256):
            yield ledger.drops.place(sha256)


def sealed_files(ledger: Ledger, outcome: Outcome) -> Iterator[Location]:
    """The months that the run went by, its first and last memory, and the originals that copies were marked from."""
    closings = ledger.closings()
    for closing in closings:
        if closing == closings[-1] or closing.month == outcome.month:
            yield ledger.closed.place(closing.month, closing.sha256)
    reports = [sha256 for day, sha256 in ledger.journal.reports().items() if day <= outcome.as_of]
    yield from map(ledger.memories.place, reports[-2:])
    copied = {ledger.sha256_of(name) for name in {problem.file for problem in outcome.held}}
    yield from map(ledger.originals.place, copied - {""})


def named(place: Location, home: Home) -> str:
    """A place in the ledger as it is called below it; one in a store elsewhere by its whole path or address."""
    ledger = home.ledger.absolute()
    if isinstance(place, Path) and place.is_relative_to(ledger):
        return place.relative_to(ledger).as_posix()
    return str(place)
