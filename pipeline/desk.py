"""A folder among this machine's temporary files to work in for a while; what killed processes left is cleared away."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir
from uuid import uuid4

from filelock import FileLock

NAME = "hongdan-"


@contextmanager
def own_desk() -> Iterator[Path]:
    """A new folder that only its owner may look into; gone in the end, or once its process was killed, with the next.

    The lock on a file beside it says that its process lives, for the system lets go of it otherwise. It is taken before
    there is a folder, so that nobody clears away what is just being made.
    """
    clear_away()
    lock = Path(gettempdir(), f"{NAME}{uuid4().hex}.lock")
    with FileLock(lock):
        try:
            folder_of(lock).mkdir(mode=0o700)
            yield folder_of(lock)
        finally:
            remove(lock)


def clear_away() -> None:
    """Clears away the folders whose processes are gone."""
    for lock in Path(gettempdir()).glob(f"{NAME}*.lock"):
        with suppress(OSError), FileLock(lock).acquire(timeout=0):  # a lock that is held is a TimeoutError
            remove(lock)


def folder_of(lock: Path) -> Path:
    """The folder that a lock speaks of."""
    return lock.with_suffix("")


def remove(lock: Path) -> None:
    """Removes a folder and its lock, which is held; Windows removes that only as it is let go of."""
    rmtree(folder_of(lock), ignore_errors=True)
    with suppress(OSError):
        lock.unlink()
