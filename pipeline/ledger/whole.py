"""A file or folder of the ledger in its place whole or not at all: written beside, then renamed."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import Damaged, NotWritten
from schemas.sentences.ledger import LEDGER, said

AT_ONCE = 8
"""So many files are waited for at a time."""

BESIDE = "~"
"""Begins the name of what is still being written; the next run sweeps up what a killed one left."""


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A new folder inside `folder` to write in; gone, with all that was not renamed out of it, in the end.

    Raises:
        NotWritten: What was written in it could not be.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=BESIDE, dir=folder))
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise not_written(folder, error) from error


def put(written: Path, place: Path) -> None:
    """Renames a file or folder that was written to its place, for good; what stands there is the same, and stays."""
    put_all({written: place})


def put_all(places: Mapping[Path, Path]) -> None:
    """Renames files and folders that were written each to its place; see `put`.

    All of them are waited for together: the disk takes them in one turn, where one by one costs a turn each.
    """
    for place in places.values():
        place.parent.mkdir(parents=True, exist_ok=True)
    new = {written: place for written, place in places.items() if not place.exists()}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(to_disk, [part for written in new for part in parts(written)]))
        for written, place in new.items():
            written.replace(place)
        list(threads.map(to_disk, sorted({place.parent for place in new.values()})))


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


def sweep(folder: Path) -> None:
    """Removes what a killed run was still writing in a folder."""
    for left in folder.glob(f"{BESIDE}*"):
        shutil.rmtree(left, ignore_errors=True)


def not_written(path: Path, error: BaseException) -> NotWritten:
    """The error for a place in the ledger that can't be written."""
    return NotWritten(said(LEDGER["not_written"], path=str(path), error=str(error)))


def damaged(path: Path, ledger: Path) -> Damaged:
    """The error for a file of the ledger that is gone or was changed.

    Args:
        path: The file.
        ledger: The ledger's folder, or its store.
    """
    shown = path.relative_to(ledger.parent).as_posix()
    return Damaged(said(LEDGER["damaged"], path=shown), shown)
