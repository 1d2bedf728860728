"""The journal's rows to lines of text, one a run with its digest, and back."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any


def lines(database: sqlite3.Connection, tables: Sequence[str]) -> dict[int, str]:
    """What each run put on record, as a line of text, by the run's number.

    Args:
        database: The journal.
        tables: All of it; first `runs`, then those whose first two columns are their own number and the run's.
    """
    if not tables:
        return {}
    told: dict[int, dict[str, Any]] = {
        run: {"run": run, "as_of": as_of} for run, as_of in database.execute("SELECT id, as_of FROM runs ORDER BY id")
    }
    for table in tables[1:]:
        rows = database.execute(f"SELECT * FROM {table} ORDER BY run, id")
        for run, theirs in groupby(rows, key=lambda row: row[1]):
            told.setdefault(run, {"run": run})[table] = [[row[0], *row[2:]] for row in theirs]
    return {run: line_of(told[run]) for run in sorted(told)}


def line_of(run: dict[str, Any]) -> str:
    """One run as text: the digest of what follows it, then all its rows."""
    said = json.dumps(run, ensure_ascii=False, separators=(",", ":"))
    return f"{digest(said)} {said}\n"


def told(text: bytes) -> dict[int, str]:
    """The lines of a text that are whole, by the run's number; a run told twice is told by the last one."""
    return {json.loads(line[65:])["run"]: line for line in pieces(text) if holds(line)}


def whole(text: bytes) -> bool:
    """Whether every line of a text is as it was written."""
    return all(map(holds, pieces(text)))


def pieces(text: bytes) -> list[str]:
    """The lines of a text, with their ends."""
    return [line.decode("utf-8", errors="replace") for line in text.splitlines(keepends=True)]


def holds(line: str) -> bool:
    """Whether a line is as it was written."""
    return line.endswith("\n") and line[64:65] == " " and line[:64] == digest(line[65:-1])


def fill(database: sqlite3.Connection, lines: Iterable[str]) -> None:
    """Puts the rows of every line into a journal without any."""
    for line in lines:
        for table, row in rows_of(json.loads(line[65:])):
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def rows_of(run: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Each row of a run, as its table has it."""
    number = run.pop("run")
    yield "runs", [number, run.pop("as_of")]
    for table, rows in run.items():
        yield from ((table, [row[0], number, *row[1:]]) for row in rows)


def digest(said: str) -> str:
    """The SHA-256 of what a line says."""
    return sha256(said.encode()).hexdigest()
