"""An empty or older journal to its present shape, and what is asked of it and added to it there."""

import re
import sqlite3

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

TABLE = re.compile(r"CREATE TABLE (\w+)")

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


def number_of(database: sqlite3.Connection) -> int:
    """The number of the shape that a journal has; 0 for an empty one."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def tables_of(database: sqlite3.Connection) -> list[str]:
    """The tables that a journal of its shape has."""
    return TABLE.findall("".join(SHAPES[: number_of(database)]))


def bring(database: sqlite3.Connection) -> None:
    """Brings an empty or older journal into shape; statement by statement, for a script would commit."""
    for tables in SHAPES[number_of(database) :]:
        for statement in tables.strip().split(";\n"):
            database.execute(statement)
        for table in TABLE.findall(tables):
            for verb in ("UPDATE", "DELETE"):
                database.execute(STAYS.format(table=table, verb=verb))
    database.execute(f"PRAGMA user_version = {USER_VERSION}")
