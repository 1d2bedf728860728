"""Bytes to one file, whole or not at all: written beside it, on the disk, then renamed."""

import errno
import os
import sys
from hashlib import sha256
from pathlib import Path

from pipeline.errors import NotWritten
from schemas.sentences.stops import stop_words
from schemas.words import Words

HALF_WRITTEN = ".hongdan-{digest:.16}.tmp"
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
LONGEST_ON_WINDOWS = 248
"""From so many characters on a path may be too long for Windows: of a folder, for that of a file is longer."""
NO_PERMISSION = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_whole(place: Path, content: bytes) -> Path:
    """Puts a file in its place, folders and all; one that lies there with this very content is not touched.

    Returns:
        The place.

    Raises:
        NotWritten: It could not be written; what was there is intact.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if content_of(place) != content:
            half = half_written(place.parent, content)
            try:
                half.replace(place)
            finally:
                half.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(why_not(str(place), error)) from error
    return place


def half_written(folder: Path, content: bytes, name: str = "") -> Path:
    """The content on the disk under a passing name; nothing where it does not fit.

    Args:
        folder: Where.
        content: All of it.
        name: What it is going to be called, where others of this content may be written at the same time.

    Raises:
        OSError: It could not be written.
    """
    half = folder / HALF_WRITTEN.format(digest=sha256(name.encode() + content).hexdigest())
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        half.unlink(missing_ok=True)
        raise
    return half


def content_of(place: Path) -> bytes | None:
    """What lies at a place; None for nothing, and for what can't be read (a folder, a file in use)."""
    try:
        return place.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        return None


def identity_of(folder: Path) -> tuple[Path, int, int] | None:
    """What tells a folder from any other that takes its place; None: it is not there."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return folder, found.st_dev, found.st_ino


def why_not(name: str, error: OSError) -> Words:
    """Why a file could not be written, and what to do.

    Args:
        name: The file, as the sentence names it.
        error: What the system said; EXDEV: its folder leads out of where it belongs.
    """
    if error.errno in DISK_FULL:
        return stop_words("disk_full", file=name)
    if error.errno in NO_PERMISSION:
        return stop_words("no_permission", file=name)
    if is_too_long(error):
        return stop_words("path_too_long", file=name)
    if error.errno == errno.EXDEV:
        return stop_words("outside", file=name)
    return stop_words("system", file=name, reason=error.strerror or error)


def is_too_long(error: OSError) -> bool:
    """Whether a path has more characters than the system takes; Windows says of such a one that it is not there."""
    cut_off = sys.platform == "win32" and error.errno == errno.ENOENT
    return error.errno == errno.ENAMETOOLONG or (cut_off and len(str(error.filename or "")) >= LONGEST_ON_WINDOWS)
