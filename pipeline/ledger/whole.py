"""A file or folder of the ledger in its place whole or not at all: written beside, then renamed or sent."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from uuid import uuid4

from pipeline.desk import own_desk
from pipeline.errors import Damaged, NotWritten
from pipeline.remote import Location, Remote
from schemas.sentences.ledger import LEDGER, said

Where = TypeVar("Where", Path, Remote, Location)

AT_ONCE = 8
"""So many files are waited for at a time."""

BESIDE = "~"
"""Begins the name of what is still being written; the next run sweeps up what a killed one left."""

SUMS = "SHA256SUMS"
"""The list of a folder's files, put last: a folder in which it lies is whole, elsewhere too, where none is renamed."""


@contextmanager
def beside(folder: Location) -> Iterator[Path]:
    """A new folder to write in, inside `folder` unless that is elsewhere; gone in the end, with all still in it.

    Raises:
        NotWritten: What was written in it, or put from it into `folder`, could not be.
    """
    try:
        with desk(folder) as made:
            yield Path(made)
    except OSError as error:
        raise not_written(folder, error) from error


def desk(folder: Location) -> AbstractContextManager[str | Path]:
    """A new folder on this machine, from which files can be put into `folder`; gone in the end."""
    if isinstance(folder, Remote):
        return own_desk()
    folder.mkdir(parents=True, exist_ok=True)
    return TemporaryDirectory(prefix=BESIDE, dir=folder, ignore_cleanup_errors=True)


@contextmanager
def probe(folder: Location) -> Iterator[Location]:
    """Something that was put into `folder` just now, to be seen there; gone in the end.

    Raises:
        NotWritten: It could not be.
    """
    if isinstance(folder, Path):
        with beside(folder) as made:
            yield made
        return
    seen = folder / f"{BESIDE}{uuid4().hex}"
    try:
        seen.write_bytes(b"hongdan")
        try:
            yield seen
        finally:
            seen.unlink()
    except OSError as error:
        raise not_written(folder, error) from error


def put(written: Path, place: Location) -> None:
    """Gives what was written, a file or a folder, its place for good; what stands there is the same, and stays."""
    put_all({written: place})


def put_all(places: Mapping[Path, Location]) -> None:
    """Gives files and folders that were written each its place; see `put`.

    All of them are waited for together: the disk takes them in one turn, where one by one costs a turn each.
    """
    new = {written: place for written, place in places.items() if not last_of(written, place).exists()}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        rename({written: place for written, place in new.items() if isinstance(place, Path)}, threads)
        elsewhere = {written: place for written, place in new.items() if isinstance(place, Remote)}
        list(threads.map(send, elsewhere.keys(), elsewhere.values()))


def rename(places: Mapping[Path, Path], threads: ThreadPoolExecutor) -> None:
    """Gives what lies on this disk already another name, for good."""
    for place in places.values():
        place.parent.mkdir(parents=True, exist_ok=True)
    list(threads.map(to_disk, [part for written in places for part in parts(written)]))
    for written, place in places.items():
        written.replace(place)
    list(threads.map(to_disk, sorted({place.parent for place in places.values()})))


def send(written: Path, place: Remote) -> None:
    """Sends what lies on this disk elsewhere: of a folder its list last, and the last file under its name when whole.

    An object store puts a file whole or not at all, a file server renames it: between them no other than a whole file
    is ever under the last name, and a folder without its list is none.
    """
    last = last_of(written, written)
    for file in written.iterdir() if written.is_dir() else ():
        if file != last:
            (place / file.name).write_bytes(file.read_bytes())
    passing = place.parent / f"{BESIDE}{place.name}"
    passing.write_bytes(last.read_bytes())
    passing.replace(last_of(written, place))


def last_of(written: Path, place: Where) -> Where:
    """What shows that all of what was written has its place: of a folder its list there, a file itself."""
    return place / SUMS if written.is_dir() else place


def parts(written: Path) -> list[Path]:
    """What must lie on the disk of a file or folder: the file, or all files of the folder and their names."""
    return [*written.iterdir(), written] if written.is_dir() else [written]


def to_disk(path: Path) -> None:
    """Waits until a file, or the names in a folder, lie on the disk; Windows has that only for files."""
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(place: Location) -> None:
    """Removes a file or folder, of a folder its list first: what a kill leaves of it is none that was put there."""
    if place.is_dir():
        with suppress(OSError):
            (place / SUMS).unlink()
    if isinstance(place, Remote):
        place.remove()
    else:
        shutil.rmtree(place, ignore_errors=True)


def sweep(folder: Location) -> None:
    """Removes what a killed run was still writing in a folder."""
    for left in folder.glob(f"{BESIDE}*"):
        remove(left)


def not_written(path: Location, error: BaseException) -> NotWritten:
    """The error for a place in the ledger that can't be written."""
    return NotWritten(said(LEDGER["not_written"], path=str(path), error=str(error)))


def damaged(path: Location, ledger: Location) -> Damaged:
    """The error for a file of the ledger that is gone or was changed.

    Args:
        path: The file.
        ledger: The ledger's folder, or its store.
    """
    where = shown(path, ledger)
    return Damaged(said(LEDGER["damaged"], path=where), where)


def shown(path: Location, ledger: Location) -> str:
    """A file of the ledger as the office sees it: beginning with its folder's name, or by its whole address."""
    if isinstance(path, Path) and isinstance(ledger, Path):
        return path.relative_to(ledger.parent).as_posix()
    return str(path)
