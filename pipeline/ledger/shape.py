"""An empty or older journal to its present shape."""

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


def shape_of(database: sqlite3.Connection) -> int:
    """The shape that a journal has; 0 for an empty one."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def tables_of(database: sqlite3.Connection) -> list[str]:
    """The tables that a journal of its shape has."""
    return TABLE.findall("".join(SHAPES[: shape_of(database)]))


def shape(database: sqlite3.Connection) -> None:
    """Brings an empty or older journal into shape; statement by statement, for a script would commit."""
    for tables in SHAPES[shape_of(database) :]:
        for statement in tables.strip().split(";\n"):
            database.execute(statement)
        for table in TABLE.findall(tables):
            for verb in ("UPDATE", "DELETE"):
                database.execute(STAYS.format(table=table, verb=verb))
    database.execute(f"PRAGMA user_version = {USER_VERSION}")
