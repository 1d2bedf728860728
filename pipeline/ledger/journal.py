"""What was taken in when: the journal's rows, added in one transaction a run and never changed."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from pipeline.errors import Damaged, WrongUsage
from pipeline.ledger import shape, transcript
from pipeline.ledger.sums import digest, listed_in, write_listed
from pipeline.ledger.whole import beside, damaged, not_written, to_disk
from schemas.sentences.ledger import LEDGER, said

BUSY_SECONDS = 10.0
IN_THE_WAY = {sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
"""What SQLite says where nothing is wrong with the journal."""


class Outcome(StrEnum):
    """What the journal says of a drop."""

    READ = "read"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Drop:
    """One file as it lay in the inbox, before a run gives it its place in the journal.

    Attributes:
        file: What it is a version of (`names.identity`).
        name: Its own name below the inbox.
        sha256: Of its bytes; "" where they could not be had.
        size: In bytes.
        mtime_ns: When it was last modified, in nanoseconds since 1970.
        outcome: Read, refused, or withdrawn.
        reason: Why its bytes could not be had, a code of the problems; "" where they are kept.
        detail: What the system said.
    """

    file: str
    name: str
    sha256: str
    size: int
    mtime_ns: int
    outcome: Outcome
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Version(Drop):
    """A drop on record: a row of the journal.

    Attributes:
        id: Its place in the journal, from 1; a later row has a larger one.
        run: The run that took it in.
        as_of: The day that run spoke for.
    """

    id: int = 0
    run: int = 0
    as_of: date = date.min

    @property
    def order(self) -> tuple[int, int, str]:
        """Which of two drops is the later one: by run, then time of modification, then name."""
        return self.run, self.mtime_ns, self.name


class Verb(StrEnum):
    """What was done to a month."""

    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True)
class Closing:
    """A month closed, or opened again.

    Attributes:
        month: Its first day.
        verb: Which of the two.
        sha256: Of the sealed month.
        held_back: The documents of the month that were held back when it was closed all the same, a line each.
        as_of: The day of the run that did it; told by the journal.
    """

    month: date
    verb: Verb
    sha256: str
    held_back: str = ""
    as_of: date = date.min


@dataclass(frozen=True)
class Journal:
    """The journal in one file; it comes into being with the first row.

    Beside it lies a transcript, which gains a line after each run, and the digests of both as they are then. What a
    killed run did not come to is done by the next one.
    """

    path: Path

    @classmethod
    def of(cls, ledger: Path) -> Self:
        """The journal of a ledger."""
        return cls(ledger / "journal.db")

    @property
    def transcript(self) -> Path:
        """The same rows as text."""
        return self.path.with_suffix(".txt")

    def versions(self) -> tuple[Version, ...]:
        """Every drop on record, in the order of the rows; none where there is no journal yet.

        Raises:
            WrongUsage: A newer version of the program wrote the journal.
        """
        return tuple(map(_version, self._rows(shape.DROPS, since=1)))

    def closings(self) -> tuple[Closing, ...]:
        """Every month closed or opened again, in the order in which that was done; raises as `versions` does."""
        return tuple(map(_closing, self._rows(shape.ALL_CLOSINGS, since=2)))

    def reports(self) -> dict[date, str]:
        """The SHA-256 of what the report of each day left behind, in order of days; the last one of a day counts.

        Raises:
            WrongUsage: A newer version of the program wrote the journal.
        """
        last = {date.fromisoformat(as_of): sha256 for as_of, sha256 in self._rows(shape.ALL_REPORTS, since=3)}
        return dict(sorted(last.items()))

    def add(
        self, as_of: date, drops: Iterable[Drop] = (), closings: Iterable[Closing] = (), reports: Iterable[str] = ()
    ) -> int:
        """Adds one run with its drops, closings and reports, all or nothing, and returns the run's number.

        Args:
            as_of: The day the run speaks for.
            drops: What it took in.
            closings: The months it closed or opened again.
            reports: The SHA-256 of what its report left behind.

        Raises:
            Damaged: As for `check`.
            NotWritten: The disk is full, or the journal may not be written.
            WrongUsage: A newer version of the program wrote the journal.
        """
        self.check()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch()  # so that colleagues may write it who may write the folder; SQLite's own never allows it
            with self._opened() as database, database:
                database.execute("BEGIN IMMEDIATE")
                shape.bring(database)
                run = int(database.execute("INSERT INTO runs (as_of) VALUES (?)", (as_of.isoformat(),)).lastrowid or 0)
                database.executemany(shape.ADD, [(run, *_row(drop)) for drop in drops])
                database.executemany(shape.ADD_CLOSING, [(run, *_closing_row(closing)) for closing in closings])
                database.executemany(shape.ADD_REPORT, [(run, sha256) for sha256 in reports])
            self._write_down()
            return run
        except (OSError, sqlite3.OperationalError) as error:
            raise not_written(self.path, error) from error

    def check(self) -> None:
        """Looks whether the journal and its transcript are as they were written.

        Raises:
            Damaged: One of them is not; the journal, where the transcript holds in itself.
            WrongUsage: A newer version of the program wrote the journal.
        """
        text, listed, now = self._text(), listed_in(self._sums), self._digests()
        rows = "".join(self._lines().values()).encode()  # last, so that a run at work only adds to what was seen
        if not rows.startswith(text):
            raise damaged(self.path if transcript.whole(text) else self.transcript, self.path.parent)
        of_now = listed.get(self.transcript.name) == now.get(self.transcript.name)
        if rows == text and of_now and listed.get(self.path.name) != now.get(self.path.name):
            raise damaged(self.path, self.path.parent)

    def rebuild(self) -> None:
        """Writes the journal and its transcript anew, each run from the transcript, else from the journal that was.

        Raises:
            Damaged: Of a run neither tells, or nobody knows whether there was another.
            NotWritten: They can't be written.
        """
        text = self._text()
        if not (text or self.path.exists()):
            return
        try:
            kept = self._lines()
        except Damaged:
            kept = {}
        runs = kept | transcript.told(text)
        if sorted(runs) != list(range(1, len(runs) + 1)) or not (kept or transcript.whole(text)):
            raise Damaged(said(LEDGER["journal_lost"], path=self.path.name, text=self.transcript.name), self.path.name)
        with beside(self.path.parent) as desk:
            (desk / "journal.db").touch()
            with closing(sqlite3.connect(desk / "journal.db", isolation_level=None)) as database, database:
                database.execute("BEGIN IMMEDIATE")
                shape.bring(database)
                transcript.fill(database, (runs[number] for number in sorted(runs)))
            to_disk(desk / "journal.db")
            self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
            (desk / "journal.db").replace(self.path)
            self.transcript.unlink(missing_ok=True)
            self._write_down()

    @property
    def _sums(self) -> Path:
        return self.path.with_suffix(".sha256")

    def _digests(self) -> dict[str, str]:
        return {file.name: digest(file) for file in (self.path, self.transcript) if file.exists()}

    def catch_up(self) -> None:
        """Writes down what a killed run did not come to.

        Raises:
            NotWritten: The transcript can't be written.
        """
        if self.path.exists():
            try:
                self._write_down()
            except OSError as error:
                raise not_written(self.transcript, error) from error

    def _text(self) -> bytes:
        return self.transcript.read_bytes() if self.transcript.exists() else b""

    def _lines(self) -> dict[int, str]:
        """Every run as a line of the transcript; raises Damaged where the database can't tell."""
        if not self.path.exists():
            return {}
        try:
            with self._opened() as database:
                if database.execute("PRAGMA quick_check").fetchone() != ("ok",):
                    raise damaged(self.path, self.path.parent)
                return transcript.lines(database, shape.tables_of(database))
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in IN_THE_WAY:
                raise not_written(self.path, error) from error
            raise damaged(self.path, self.path.parent) from error

    def _write_down(self) -> None:
        """Adds to the transcript what it lacks, for good, and lists both; raises OSError where it can't."""
        if lacking := "".join(self._lines().values()).encode()[len(self._text()) :]:
            with self.transcript.open("ab") as file:
                file.write(lacking)
            to_disk(self.transcript)
        if listed_in(self._sums) != self._digests():
            write_listed(self._sums, self._digests())
            to_disk(self._sums)

    def _rows(self, query: str, since: int) -> list[tuple[Any, ...]]:
        """The rows of a query, none where the journal is not there or of a shape before the one that brought them."""
        if not self.path.exists():
            return []
        with self._opened() as database:
            return database.execute(query).fetchall() if shape.number_of(database) >= since else []

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)) as database:
            if shape.number_of(database) > shape.USER_VERSION:
                raise WrongUsage(said(LEDGER["newer"], path=str(self.path)))
            yield database


def _row(drop: Drop) -> tuple[Any, ...]:
    identity = drop.file, drop.name, drop.sha256
    return *identity, drop.size, drop.mtime_ns, drop.outcome.value, drop.reason, drop.detail


def _version(row: tuple[Any, ...]) -> Version:
    id_, run, as_of, file, name, sha256, size, mtime_ns, outcome, reason, detail = row
    drop = Drop(file, name, sha256, size, mtime_ns, Outcome(outcome), reason, detail)
    return Version(**vars(drop), id=id_, run=run, as_of=date.fromisoformat(as_of))


def _closing_row(closing: Closing) -> tuple[str, ...]:
    return f"{closing.month:%Y-%m}", closing.verb.value, closing.sha256, closing.held_back


def _closing(row: tuple[Any, ...]) -> Closing:
    _, _, as_of, month, verb, sha256, held_back = row
    return Closing(date.fromisoformat(f"{month}-01"), Verb(verb), sha256, held_back, date.fromisoformat(as_of))
