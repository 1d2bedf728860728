"""Workbooks to files: each whole or not at all, unchanged ones untouched, people's own files left alone."""

import errno
import os
import sys
from collections import deque
from collections.abc import Callable, Container, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pipeline.errors import NotWritten
from pipeline.home import Home
from pipeline.manifest import Manifest
from pipeline.whole import HALF_WRITTEN, content_of, half_written, identity_of, why_not
from schemas.sentences.stops import stop_words
from schemas.words import Words

HISTORY = "历史"
STAND_INS = range(2, 100)
AT_ONCE = 8
"""So many files are waited for at a time."""


class Change(StrEnum):
    """What became of one file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    BESIDE = "beside"
    FAILED = "failed"


@dataclass(frozen=True)
class Written:
    """One file of the outbox after a run.

    Attributes:
        path: Its name below the outbox, with `/`.
        change: What became of it.
        instead: The name it was written under because its own was in the way; "" for any other change than BESIDE.
        set_aside: Where the version lies that people had changed in the outbox, below the home; "" where none had.
        digest: The SHA-256 of what lies there now; "" where nothing of ours does.
        copy: Where the day's copy of it lies, below the outbox; "" where none is kept.
    """

    path: str
    change: Change
    instead: str = ""
    set_aside: str = ""
    digest: str = ""
    copy: str = ""


class Outbox:
    """The outbox of one office during one run, which holds the lock.

    A file that can't be written stops nothing: the others are written, and `finish` says which ones were not.

    Attributes:
        written: What became of every file so far, in the order of the calls.
    """

    def __init__(self, home: Home, copies_of: date | None = None, copied: Container[str] | None = None) -> None:
        """Opens the outbox; what a killed run left half-written goes.

        Args:
            home: The office's folder.
            copies_of: The day under which copies are kept in 历史; None: no copies.
            copied: The names of what is copied; None: everything.
        """
        self.written: list[Written] = []
        self._home = home
        self._copies_of = copies_of
        self._copied = copied
        self._manifest = Manifest(home.manifest)
        self._complaints: list[Words] = []
        self._inside: tuple[Path, int, int] | None = None
        self._sweep()

    def write(self, relative: str, content: bytes) -> Change:
        """Puts a workbook in its place, unless it lies there already with this very content.

        A version that people changed in the outbox is kept in `.hongdan/edited/` before it is replaced. Where the
        place can't be had (open in Excel), the workbook is written beside it as `名称 (2).xlsx`; the next run
        that writes it puts it in its place, and the stand-in goes.

        Args:
            relative: Its name below the outbox, with `/`.
            content: All of it.

        Returns:
            NEW, CHANGED or UNCHANGED; BESIDE or FAILED, of which `finish` will speak.

        Raises:
            ValueError: The name leads out of the outbox; a fault of our own.
        """
        self.write_all([(relative, content)])
        return self.written[-1].change

    def write_all(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Puts several workbooks in their places, as `write` does each, in their order.

        The disk takes a few at a time in one turn, where one by one costs a turn each.

        Args:
            files: Name and content of each; asked for one by one.
        """
        begun = deque[Callable[[], None]]()
        with ThreadPoolExecutor(AT_ONCE) as threads:
            try:
                for relative, content in files:
                    begun.append(partial(self._end, relative, content, self._begin(relative, content, threads)))
                    if len(begun) == AT_ONCE:
                        begun.popleft()()
            finally:
                for end in begun:
                    end()

    def finish(self, *folders: str) -> None:
        """Removes what is ours and no longer wanted, and says what could not be done.

        Args:
            folders: Names below the outbox, with `/`; of these and the folders in them, what earlier runs wrote
                and this one did not goes. All other folders stay, and people's own files everywhere.

        Raises:
            NotWritten: Files could not be written or removed; all of them are named.
        """
        for name in self._no_longer_wanted(folders):
            self._remove(name)
        try:
            self._manifest.save()
        except OSError as error:
            self._complain(self._manifest.path.name, error)
        if self._complaints:
            raise NotWritten(joined([stop_words("not_written", count=len(self._complaints)), *self._complaints]))

    def _place(self, relative: str) -> Path:
        name = PurePosixPath(relative)
        drive = sys.platform == "win32" and ("\\" in relative or ":" in relative)  # elsewhere letters like any other
        if not name.name or name.is_absolute() or ".." in name.parts or drive:
            raise ValueError(f"not a name below the outbox: {relative}")
        return self._home.outbox / name

    def _begin(self, relative: str, content: bytes, threads: Executor) -> Callable[[], Written]:
        """Begins to write a file; what is returned waits for it and puts it in its place, else raises OSError."""
        place = self._place(relative)
        try:
            self._made(place.parent)
            before = content_of(place)
            digest = sha256(content).hexdigest()
            if before == content:
                self._manifest.note(relative, digest)
                self._manifest.settle(relative, digest)
                return partial(Written, relative, Change.UNCHANGED, digest=digest)
            self._manifest.note(relative, digest)
        except OSError as error:
            return partial(raised, error)
        done = Written(relative, Change.NEW if before is None else Change.CHANGED, digest=digest)
        return partial(self._put, done, place, threads.submit(half_written, place.parent, content, place.name))

    def _put(self, done: Written, place: Path, written: Future[Path]) -> Written:
        """Raises OSError where nothing could be written."""
        half = written.result()
        try:
            # Only now, since people may have changed it while others were made.
            set_aside = self._set_aside(done.path, content_of(place))
            try:
                half.replace(place)
            except OSError:
                if not place.exists():
                    raise
                return self._stand_in(done.path, half, done.digest)
        finally:
            half.unlink(missing_ok=True)
        self._manifest.settle(done.path, done.digest)
        return replace(done, set_aside=set_aside)

    def _end(self, relative: str, content: bytes, put: Callable[[], Written]) -> None:
        """Ends what was begun, keeps the day's copy, and remembers what became of the file."""
        try:
            done = put()
        except OSError as error:
            self._complain(relative, error)
            done = Written(relative, Change.FAILED)
        if self._copies_of is not None and (self._copied is None or relative in self._copied):
            copy = f"{HISTORY}/{self._copies_of.isoformat()}/{relative}"
            self._keep_copy(copy, content)
            done = replace(done, copy=copy)
        self.written.append(done)

    def _stand_in(self, relative: str, half: Path, digest: str) -> Written:
        """Puts what was written under the first name beside its own that can be had; raises OSError where none can."""
        name = PurePosixPath(relative)
        for number in STAND_INS:
            beside = str(name.with_name(f"{name.stem} ({number}){name.suffix}"))
            entry = self._manifest.entries.get(beside)
            place = self._home.outbox / beside
            if place.exists() and (entry is None or entry.instead_of != relative):
                continue
            self._manifest.note(beside, digest, relative)
            try:
                half.replace(place)
            except PermissionError:
                continue
            self._manifest.settle(beside, digest)
            self._complaints.append(stop_words("written_beside", file=relative, beside=beside))
            return Written(relative, Change.BESIDE, instead=beside)
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def _set_aside(self, relative: str, before: bytes | None) -> str:
        """Keeps a version that we did not write; returns where, below the home."""
        if before is None:
            return ""
        digest = sha256(before).hexdigest()
        entry = self._manifest.entries.get(relative)
        if entry is not None and digest in entry.digests:
            return ""
        folder = self._home.ledger / "edited"
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / f"{digest:.8} {PurePosixPath(relative).name}"
        if content_of(kept) != before:
            half_written(folder, before).replace(kept)
        return kept.relative_to(self._home.root).as_posix()

    def _keep_copy(self, relative: str, content: bytes) -> None:
        place = self._place(relative)
        try:
            self._made(place.parent)
            if content_of(place) != content:
                half_written(place.parent, content).replace(place)
        except OSError as error:
            self._complain(relative, error)

    def _no_longer_wanted(self, folders: tuple[str, ...]) -> list[str]:
        wanted = {done.path for done in self.written}
        settled = {done.path for done in self.written if done.change is not Change.FAILED}
        stand_ins = {done.instead for done in self.written}

        def over(name: str, instead_of: str) -> bool:
            if instead_of in settled:
                return name not in stand_ins
            owner = instead_of or name
            return within(owner, folders) and owner not in wanted

        return sorted(name for name, entry in self._manifest.entries.items() if over(name, entry.instead_of))

    def _remove(self, name: str) -> None:
        place = self._place(name)
        try:
            set_aside = self._set_aside(name, content_of(place))
            place.unlink(missing_ok=True)
        except OSError:
            self._complaints.append(stop_words("not_removed", file=name))
            return
        self._manifest.forget(name)
        self.written.append(Written(name, Change.REMOVED, set_aside=set_aside))
        if place.parent != self._home.outbox and place.parent.is_dir() and not any(place.parent.iterdir()):
            place.parent.rmdir()

    def _made(self, folder: Path) -> None:
        """Makes a folder of the outbox; raises OSError where it can't be, or lies outside."""
        if self._inside is None or self._inside != identity_of(folder):
            if not folder.resolve().is_relative_to(self._home.outbox.resolve()):
                raise OSError(errno.EXDEV, "")
            folder.mkdir(parents=True, exist_ok=True)
            self._inside = identity_of(folder)

    def _complain(self, name: str, error: OSError) -> None:
        self._complaints.append(why_not(name, error))

    def _sweep(self) -> None:
        """Removes what a killed run left half-written."""
        for folder in {self._place(name).parent for name in self._manifest.entries}:
            for left in folder.glob(HALF_WRITTEN.format(digest="*")):
                left.unlink(missing_ok=True)


def within(name: str, folders: Iterable[str]) -> bool:
    """Whether a name lies in one of the folders or below it."""
    above = PurePosixPath(name).parents
    return any(PurePosixPath(folder) in above for folder in folders)


def joined(lines: Iterable[Words]) -> Words:
    """Several sentences as one text, a line each."""
    zh, en = zip(*lines, strict=True)
    return Words("\n".join(zh), "\n".join(en))


def raised(error: OSError) -> Written:
    """Raises what went wrong before, when its turn has come."""
    raise error
