"""The inbox to the ledger: what changed is kept, read and put on record; and what counts is given back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from pipeline.errors import WrongUsage
from pipeline.intake.inbox import Seen
from pipeline.intake.reading import Named, Reading
from pipeline.intake.rules import ReadingRules
from pipeline.intake.unlock import LOCKED
from pipeline.ledger.batches import done_in_batches
from pipeline.ledger.changed import changed
from pipeline.ledger.closed import ClosedMonths, standing
from pipeline.ledger.current import Current, current
from pipeline.ledger.drops import Beside, Drops
from pipeline.ledger.fingerprint import fingerprint
from pipeline.ledger.ground import Ground
from pipeline.ledger.journal import Closing, Drop, Journal, Outcome, Version
from pipeline.ledger.memory import Memories
from pipeline.ledger.names import identity, near, or_near
from pipeline.ledger.originals import GONE, Kept, NotKept, Originals
from pipeline.ledger.shelf import Shelf, histories
from pipeline.ledger.whole import AT_ONCE
from pipeline.problems import Problem
from pipeline.remote import Location
from pipeline.workers import Killed, Workers, nobody
from schemas.sentences.ledger import LEDGER
from schemas.words import Lang

Read = Callable[[Sequence[Named], ReadingRules], list[Reading]]
"""Reads the bytes of some files, by the reading rules; a function that other processes find by its name."""

Tick = Callable[[int, int], None]
"""Told how many files of how many are read."""


@dataclass(frozen=True)
class Ledger:
    """What was taken in, for good: the originals, what was read in them, and the journal.

    Attributes:
        folder: Where it lies; it comes into being with the first file.
        rules: The reading rules.
        read: What reads a file.
        desk: Where a command that only looks keeps what it has to read again; None: in the ledger.
        store: Where the originals and what was read in them lie, on storage that other machines may see; None: there.
    """

    folder: Path
    rules: ReadingRules
    read: Read
    desk: Path | None = None
    store: Location | None = None

    @property
    def bulk(self) -> Location:
        """The folder of what is large: the originals, and what was read in them."""
        return self.store or self.folder

    @property
    def originals(self) -> Originals:
        """The bytes of every file taken in."""
        return Originals(self.bulk / "originals")

    @cached_property
    def drops(self) -> Drops:
        """What was read in them."""
        folder, digest = self.bulk / "drops", fingerprint(self.rules)
        return Drops(folder, digest) if self.desk is None else Beside(folder, digest, self.desk)

    @property
    def journal(self) -> Journal:
        """What was taken in when."""
        return Journal.of(self.folder)

    @property
    def closed(self) -> ClosedMonths:
        """The sealed months."""
        return ClosedMonths(self.folder / "closed")

    @property
    def memories(self) -> Memories:
        """What reports left behind."""
        return Memories(self.folder / "memory")

    def closings(self) -> tuple[Closing, ...]:
        """The months that are closed now, in order."""
        return standing(self.journal.closings())

    def take_in(
        self, inbox: Iterable[Seen], as_of: date, workers: Workers | None = None, tick: Tick = nobody
    ) -> tuple[Version, ...]:
        """Takes in what changed in the inbox: bytes kept, rows read, one transaction in the journal.

        Killed at any moment, it leaves the ledger as it was, or with all of it taken in. A file that can't be had, or
        changes while it is copied, is refused and tried again the next time; one that is gone keeps counting.

        Args:
            inbox: The files that lie there now.
            as_of: The day the run speaks for.
            workers: Whose guarded processes read the files; None: they are read here, one after the other.
            tick: Told of every file read.

        Returns:
            The versions that were taken in, in the order in which they count.

        Raises:
            NotWritten: The ledger can't be written.
            WrongUsage: A newer version of the program wrote it.
        """
        last = {version.name: version for version in self.journal.versions()}
        others = changed(inbox, self.journal, self.originals)
        self.journal.catch_up()
        self.originals.sweep()
        self.drops.sweep()
        with ThreadPoolExecutor(AT_ONCE) as threads:  # the disk keeps several files at once sooner than one by one
            kept = threads.map(lambda seen: self._kept(seen, last.get(seen.name)), others)
            arrived = [drop for drop in kept if drop is not None]
        if not arrived:
            return ()
        self._read_all({drop.sha256: drop.name for drop in arrived if drop.sha256}, workers, tick)
        judged = [replace(drop, outcome=self._outcome(drop)) for drop in arrived]
        run = self.journal.add(as_of, sorted(judged, key=lambda drop: (drop.mtime_ns, drop.name)))
        return tuple(version for version in self.journal.versions() if version.run == run)

    def withdraw(self, name: str, as_of: date) -> bool:
        """Takes a file's rows back out, until it changes; its bytes stay.

        Args:
            name: Its name below the inbox, or that of its corrected copy.
            as_of: The day the run speaks for.

        Returns:
            Whether anything of it counted.

        Raises:
            WrongUsage: No such file was ever taken in; says which are like it.
            NotWritten: The ledger can't be written.
        """
        versions = self.journal.versions()
        of_file = [version for version in versions if version.file == identity(name)]
        if not of_file:
            raise WrongUsage(or_near(LEDGER["not_on_record"], near(name, {v.name for v in versions}), name=name))
        last = of_file[-1]
        if last.outcome is Outcome.WITHDRAWN:
            return False
        row = Drop(last.file, last.name, last.sha256, last.size, last.mtime_ns, Outcome.WITHDRAWN)
        self.journal.add(as_of, [row])
        return True

    def current(self, lang: Lang = "zh", workers: Workers | None = None, tick: Tick = nobody) -> Current:
        """What counts now.

        Files that were read by another version of the program, or by other rules, are read again from their originals.

        Args:
            lang: The language of the intake report.
            workers: Whose guarded processes read the files again; None: they are read here.
            tick: Told of every file read again.
        """
        return current(self.ground(workers, tick), lang)

    def ground(self, workers: Workers | None = None, tick: Tick = nobody) -> Ground:
        """The journal and what was read in it; the last version of each file is read again where it has to be.

        Args:
            workers: Whose guarded processes read the files again; None: they are read here.
            tick: Told of every file read again.
        """
        versions = self.journal.versions()
        last = {h.last.sha256: h.last.name for h in histories(versions) if h.last.sha256}
        self._read_all(last, workers, tick)

        def again(version: Version) -> None:
            self._read_all({version.sha256: version.name}, workers, nobody)

        return Ground(versions, Shelf(self.drops, again))

    def read_again(self, names: Mapping[str, str], workers: Workers | None = None, tick: Tick = nobody) -> None:
        """Reads contents from their originals that were not read yet, or were forgotten.

        Args:
            names: The name of the file that has it, by the SHA-256 of each content.
            workers: Whose guarded processes read them; None: they are read here.
            tick: Told of every file.
        """
        self._read_all(names, workers, tick)

    def content(self, name: str) -> bytes | None:
        """The bytes of a file's last version; None where they could not be had.

        Args:
            name: Its name below the inbox.
        """
        sha256 = self.sha256_of(name)
        return self.originals.content(sha256) if sha256 else None

    def sha256_of(self, name: str) -> str:
        """The SHA-256 of the bytes of a file's last version; "" where they could not be had.

        Args:
            name: Its name below the inbox.
        """
        found = [v for v in self.journal.versions() if v.file == identity(name) and v.outcome is not Outcome.WITHDRAWN]
        return found[-1].sha256 if found else ""

    def _kept(self, seen: Seen, last: Version | None) -> Drop | None:
        """The drop that a file makes; None where it is gone, or its bytes are the last ones after all."""
        file = identity(seen.name)
        try:
            if seen.barred:
                raise NotKept(seen.barred)
            kept = self.originals.keep(seen.path)
        except NotKept as error:
            no_bytes = Kept("", seen.size, seen.mtime_ns)
            refused = Drop(file, seen.name, *no_bytes, Outcome.REFUSED, error.reason, error.detail)
            return None if error.reason == GONE else refused
        as_before = last is not None and kept.sha256 == last.sha256
        return None if as_before else Drop(file, seen.name, *kept, Outcome.READ)

    def _outcome(self, drop: Drop) -> Outcome:
        refused = not drop.sha256 or self.drops.head(drop.sha256).refusal is not None
        return Outcome.REFUSED if refused else Outcome.READ

    def _read_all(self, names: Mapping[str, str], workers: Workers | None, tick: Tick) -> None:
        """Reads every content that was not read yet, by name of the file that has it, and tries locked ones again."""
        for sha256 in names if self.rules.passwords else ():
            if self.drops.has(sha256) and (refusal := self.drops.head(sha256).refusal) and refusal.code in LOCKED:
                self.drops.forget(sha256)
        unread = [(sha256, name) for sha256, name in names.items() if not self.drops.has(sha256)]
        sizes = [self.originals.size(sha256) for sha256, _ in unread]
        reading = partial(read_into, self.drops, self.originals, self.read, self.rules)
        read = done_in_batches(reading, unread, sizes, self.rules, workers)
        for done, ((sha256, _), killed) in enumerate(read, 1):
            if killed is not None:
                self.drops.keep(sha256, refused(killed))
            tick(done, len(unread))


def refused(killed: Killed) -> Reading:
    """What is on record of a file that ended its reader, or took more than it may."""
    return Reading(refusal=Problem("", "", 0, 0, killed.reason, params=(("detail", killed.detail),)))


def read_into(
    drops: Drops, originals: Originals, read: Read, rules: ReadingRules, unread: Sequence[tuple[str, str]]
) -> None:
    """Reads some originals and keeps what was read; runs wherever the ledger's folder can be reached.

    Args:
        drops: Where it is kept.
        originals: Where the bytes are.
        read: What reads them.
        rules: The reading rules.
        unread: The SHA-256 of the bytes of each, and the name of the file that has them.
    """
    readings = read([(originals.content(sha256), name) for sha256, name in unread], rules)
    drops.keep_all(dict(zip((sha256 for sha256, _ in unread), readings, strict=True)))
