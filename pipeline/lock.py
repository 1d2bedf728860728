"""One run at a time in one folder: the system's lock, and beside it a record of who holds it since when."""

import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote

from filelock import FileLock, Timeout

from pipeline.errors import Locked, NotWritten
from pipeline.home import Home
from pipeline.whole import why_not
from schemas.sentences.stops import stop_words
from schemas.words import Words


@dataclass(frozen=True)
class Holder:
    """Who works in a folder; no name of a person.

    Attributes:
        host: The machine.
        pid: The process.
        command: What it was told to do.
        since: When it began.
    """

    host: str
    pid: str = "?"
    command: str = "?"
    since: str = "?"


@contextmanager
def lock(home: Home, since: datetime) -> Iterator[None]:
    """Holds the folder for one run.

    The system lets go of its lock when the run is killed, and the next run of the same machine takes over. Not every
    network share carries that lock from machine to machine, so each machine also leaves a record under its own name
    while it works. The record of another one stands until that one is done, or until `unlock`. Of two machines that
    begin at the same moment both may be refused, never none.

    Args:
        home: The office's folder.
        since: When the run began, as the record shows it.

    Raises:
        Locked: Another run is at work here; said at once, without waiting.
        NotWritten: The ledger's folder can't be made or written to.
    """
    with system_lock(home):
        me = Holder(platform.node(), str(os.getpid()), " ".join(["hongdan", *sys.argv[1:]]), f"{since:%Y-%m-%d %H:%M}")
        mine = records(home) / f"{quote(me.host, safe='')}.json"
        try:
            leave(mine, me)
            others = [holder for holder in holders(home) if holder.host != me.host]
            if others:
                raise Locked(stop_words("locked_elsewhere", home=home.root.absolute(), who=shown(others)))
            yield
        finally:
            mine.unlink(missing_ok=True)


def unlock(home: Home) -> tuple[Holder, ...]:
    """Takes away the records of runs that can't do it themselves any more, and returns whose they were.

    Raises:
        Locked: A run is at work here and lives.
        NotWritten: They can't be taken away.
    """
    if not records(home).is_dir():
        return ()
    with system_lock(home):
        found = tuple(holders(home))
        for record in records(home).iterdir():
            try:
                record.unlink()
            except OSError as error:
                raise NotWritten(why_not(str(record), error)) from error
    return found


@contextmanager
def system_lock(home: Home) -> Iterator[None]:
    """Holds the system's lock on the folder; where there is none at all, filelock's file takes its place.

    Raises:
        Locked: Another run has it.
        NotWritten: The ledger's folder can't be made or written to.
    """
    path = home.ledger / "lock"
    try:
        home.ledger.mkdir(parents=True, exist_ok=True)
        held = FileLock(path).acquire(timeout=0)
    except Timeout as error:
        raise Locked(stop_words("locked", home=home.root.absolute(), who=shown(holders(home)))) from error
    except OSError as error:
        raise NotWritten(why_not(str(path), error)) from error
    with held:
        yield


def is_held(home: Home) -> bool:
    """Whether a run is at work here and lives, as far as the system's lock tells.

    Raises:
        NotWritten: The lock can't be opened.
    """
    path = home.ledger / "lock"
    if not path.is_file():
        return False
    try:
        with FileLock(path).acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError as error:
        raise NotWritten(why_not(str(path), error)) from error


def on_this_machine(holder: Holder) -> bool:
    """Whether it is this machine that a record speaks of."""
    return holder.host == platform.node()


def records(home: Home) -> Path:
    """Where each machine that works here leaves its record."""
    return home.ledger / "working"


def leave(record: Path, holder: Holder) -> None:
    """Leaves a record; raises NotWritten where it can't be."""
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(asdict(holder), ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise NotWritten(why_not(str(record), error)) from error


def holders(home: Home) -> list[Holder]:
    """Whose records lie there; of one that can't be read, the machine alone is known."""
    return [holder_of(record) for record in sorted(records(home).glob("*.json"))]


def holder_of(record: Path) -> Holder:
    """Who left a record."""
    host = unquote(record.stem)
    try:
        return Holder(**(json.loads(record.read_text(encoding="utf-8")) | {"host": host}))
    except (OSError, ValueError, TypeError):
        return Holder(host)


def shown(found: list[Holder]) -> Words:
    """Who they are, for a sentence; nothing where nobody said."""
    every = [stop_words("holder", **asdict(holder)) for holder in found]
    return Words("".join(who.zh for who in every), "".join(who.en for who in every))
