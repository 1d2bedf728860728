"""The bytes of every file taken in, kept under their SHA-256."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.ledger.sums import digest
from pipeline.ledger.whole import beside, damaged, put, sweep
from pipeline.remote import Location

PIECE = 1 << 20
CHANGING = "changing"
UNREADABLE = "unreadable"
GONE = "gone"


class NotKept(Exception):
    """A file's bytes can't be had just now.

    Attributes:
        reason: A code of the problems, or GONE.
        detail: What the system says.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


class Kept(NamedTuple):
    """The bytes of a file: their digest, and the file's size and time of modification when they were read."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Originals:
    """The archive: one file each content, never changed."""

    folder: Location

    def keep(self, file: Path) -> Kept:
        """Keeps a copy of the file's bytes; the same content is kept once.

        Raises:
            NotKept: The file can't be read, changed while it was, or is gone.
            NotWritten: The archive can't be written.
        """
        with beside(self.folder) as desk:
            copy = desk / "copy"
            before = look(file)
            sha256 = copied(file, copy)
            if look(file) != before or copy.stat().st_size != before[0]:
                raise NotKept(CHANGING)
            if self.place(sha256).exists() and not self.sound(sha256):
                self.place(sha256).unlink()
            put(copy, self.place(sha256))
        return Kept(sha256, *before)

    def content(self, sha256: str) -> bytes:
        """The bytes kept under a SHA-256.

        Raises:
            Damaged: They are gone or were changed.
        """
        try:
            content = self.place(sha256).read_bytes()
        except OSError as error:
            raise damaged(self.place(sha256), self.folder.parent) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise damaged(self.place(sha256), self.folder.parent)
        return content

    def sound(self, sha256: str) -> bool:
        """Whether the bytes are there, as they were kept."""
        try:
            return digest_of(self.place(sha256)) == sha256
        except NotKept:
            return False

    def size(self, sha256: str) -> int:
        """How many bytes are kept under a SHA-256; 0 where somebody removed them."""
        place = self.place(sha256)
        return place.stat().st_size if place.exists() else 0

    def kept_at_ns(self, sha256: str) -> int:
        """When the bytes were first kept, in nanoseconds since 1970; 0 where no clock of ours says it."""
        place = self.place(sha256)
        return place.stat().st_mtime_ns if isinstance(place, Path) and place.exists() else 0

    def place(self, sha256: str) -> Location:
        """Where the bytes of a SHA-256 lie."""
        return self.folder / sha256

    def sweep(self) -> None:
        """Removes what a killed run was still copying."""
        sweep(self.folder)


def look(file: Path) -> tuple[int, int]:
    """The file's size and time of modification.

    Raises:
        NotKept: It can't be looked at, or is gone.
    """
    try:
        found = file.stat()
    except OSError as error:
        raise not_kept(error) from error
    return found.st_size, found.st_mtime_ns


def copied(file: Path, copy: Path) -> str:
    """Copies the file and returns the SHA-256 of what was copied.

    Raises:
        NotKept: The file can't be read.
        OSError: The copy can't be written.
    """
    copied_so_far = hashlib.sha256()
    with copy.open("wb") as target:
        for piece in pieces(file):
            copied_so_far.update(piece)
            target.write(piece)
    return copied_so_far.hexdigest()


def digest_of(file: Location) -> str:
    """The SHA-256 of a file as it lies there.

    Raises:
        NotKept: The file can't be read.
    """
    try:
        return digest(file)
    except OSError as error:
        raise not_kept(error) from error


def pieces(file: Path) -> Iterator[bytes]:
    """The file's bytes, a megabyte at a time.

    Raises:
        NotKept: The file can't be opened or read.
    """
    try:
        with file.open("rb") as source:
            while piece := source.read(PIECE):
                yield piece
    except OSError as error:
        raise not_kept(error) from error


def not_kept(error: OSError) -> NotKept:
    """Why a file's bytes can't be had."""
    reason = GONE if isinstance(error, FileNotFoundError) else UNREADABLE
    return NotKept(reason, error.strerror or str(error))
