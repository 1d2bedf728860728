"""What was taken in when: the journal's rows, added in one transaction a run and never changed."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.errors import WrongUsage
from pipeline.ledger.whole import not_written
from schemas.sentences.ledger import LEDGER, said

USER_VERSION = 3
"""The shape of the journal below; a later shape raises it and says how to come from here to there."""

BEGINNING = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    as_of TEXT NOT NULL
);
CREATE TABLE drops (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    file TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('read', 'refused', 'withdrawn')),
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
);
"""
CLOSINGS = """
CREATE TABLE closings (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    month TEXT NOT NULL,
    verb TEXT NOT NULL CHECK (verb IN ('closed', 'reopened')),
    sha256 TEXT NOT NULL,
    held_back TEXT NOT NULL
);
"""
REPORTS = """
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    sha256 TEXT NOT NULL
);
"""
SHAPES = (BEGINNING, CLOSINGS, REPORTS)
"""What each shape of the journal adds to the one before; shape 1 is the first."""

STAYS = """
CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of the journal are added, never changed'); END;
"""
DROPS = """
SELECT drops.id, run, as_of, file, name, sha256, size, mtime_ns, outcome, reason, detail
FROM drops JOIN runs ON runs.id = drops.run ORDER BY drops.id
"""
ADD = """
INSERT INTO drops (run, file, name, sha256, size, mtime_ns, outcome, reason, detail)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_CLOSING = "INSERT INTO closings (run, month, verb, sha256, held_back) VALUES (?, ?, ?, ?, ?)"
ALL_CLOSINGS = """
SELECT closings.id, run, as_of, month, verb, sha256, held_back
FROM closings JOIN runs ON runs.id = closings.run ORDER BY closings.id
"""
ADD_REPORT = "INSERT INTO reports (run, sha256) VALUES (?, ?)"
ALL_REPORTS = "SELECT as_of, sha256 FROM reports JOIN runs ON runs.id = reports.run ORDER BY reports.id"
BUSY_SECONDS = 10.0


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
    """The journal in one file; it comes into being with the first row."""

    path: Path

    def versions(self) -> tuple[Version, ...]:
        """Every drop on record, in the order of the rows; none where there is no journal yet.

        Raises:
            WrongUsage: A newer version of the program wrote the journal.
        """
        return tuple(map(_version, self._rows(DROPS, since=1)))

    def closings(self) -> tuple[Closing, ...]:
        """Every month closed or opened again, in the order in which that was done.

        Raises:
            WrongUsage: A newer version of the program wrote the journal.
        """
        return tuple(map(_closing, self._rows(ALL_CLOSINGS, since=2)))

    def reports(self) -> dict[date, str]:
        """The SHA-256 of what the report of each day left behind, in order of days; the last one of a day counts.

        Raises:
            WrongUsage: A newer version of the program wrote the journal.
        """
        last = {date.fromisoformat(as_of): sha256 for as_of, sha256 in self._rows(ALL_REPORTS, since=3)}
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
            NotWritten: The disk is full, or the journal may not be written.
            WrongUsage: A newer version of the program wrote the journal.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._opened() as database, database:
                database.execute("BEGIN IMMEDIATE")
                _shape(database)
                run = int(database.execute("INSERT INTO runs (as_of) VALUES (?)", (as_of.isoformat(),)).lastrowid or 0)
                database.executemany(ADD, [(run, *_row(drop)) for drop in drops])
                database.executemany(ADD_CLOSING, [(run, *_closing_row(closing)) for closing in closings])
                database.executemany(ADD_REPORT, [(run, sha256) for sha256 in reports])
                return run
        except (OSError, sqlite3.OperationalError) as error:
            raise not_written(self.path, error) from error

    def _rows(self, query: str, since: int) -> list[tuple[Any, ...]]:
        """The rows of a query, none where the journal is not there or of a shape before the one that brought them."""
        if not self.path.exists():
            return []
        with self._opened() as database:
            return database.execute(query).fetchall() if _shape_of(database) >= since else []

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)) as database:
            if _shape_of(database) > USER_VERSION:
                raise WrongUsage(said(LEDGER["newer"], path=str(self.path)))
            yield database


def _row(drop: Drop) -> tuple[Any, ...]:
    identity = drop.file, drop.name, drop.sha256
    return *identity, drop.size, drop.mtime_ns, drop.outcome.value, drop.reason, drop.detail


def _version(row: tuple[Any, ...]) -> Version:
    id_, run, as_of, file, name, sha256, size, mtime_ns, outcome, reason, detail = row
    drop = Drop(file, name, sha256, size, mtime_ns, Outcome(outcome), reason, detail)
    return Version(**vars(drop), id=id_, run=run, as_of=date.fromisoformat(as_of))


def _shape_of(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _closing_row(closing: Closing) -> tuple[str, ...]:
    return f"{closing.month:%Y-%m}", closing.verb.value, closing.sha256, closing.held_back


def _closing(row: tuple[Any, ...]) -> Closing:
    _, _, as_of, month, verb, sha256, held_back = row
    return Closing(date.fromisoformat(f"{month}-01"), Verb(verb), sha256, held_back, date.fromisoformat(as_of))


def _shape(database: sqlite3.Connection) -> None:
    """Brings an empty or older journal into shape; statement by statement, for a script would commit."""
    for tables in SHAPES[_shape_of(database) :]:
        for statement in tables.strip().split(";\n"):
            database.execute(statement)
        for table in re.findall(r"CREATE TABLE (\w+)", tables):
            for verb in ("UPDATE", "DELETE"):
                database.execute(STAYS.format(table=table, verb=verb))
    database.execute(f"PRAGMA user_version = {USER_VERSION}")
