"""Looks at a folder, one after the other, to the files that are at rest: unchanged for two of them, and they open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import InboxAway
from pipeline.home import Home
from pipeline.intake.inbox import Seen, Stamp, look_at, scan

LOOKS = 2
"""A file that was the same at so many is written no more."""
LOOKS_AT_SHUT = 30
"""One that can't be opened counts after so many all the same: the run says why it is refused."""


class Look(NamedTuple):
    """What one look found.

    Attributes:
        at_rest: The files that are written no more, with the settings, as they are.
        moving: How many are new or were changed since the last look, or don't open yet.
    """

    at_rest: Mapping[Path, Stamp]
    moving: int


class Sight(NamedTuple):
    """One file as the last looks saw it: what it was like, whether it opened, and at how many looks it was so."""

    stamp: Stamp
    opens: bool
    looks: int

    @property
    def is_at_rest(self) -> bool:
        """Whether it counts."""
        return self.looks >= (LOOKS if self.opens else LOOKS_AT_SHUT)


@dataclass
class Looks:
    """What the looks at one office have seen so far; a file that is renamed is another one."""

    home: Home
    _sights: dict[Path, Sight] = field(default_factory=dict)

    def again(self) -> Look | None:
        """What lies there now; None where the inbox can't be reached: what was seen before is still believed then."""
        try:
            found = scan(self.home.inbox)
        except InboxAway:
            return None
        if not found and not self.home.inbox.is_dir():
            return None
        settings = look_at(self.home.settings, self.home.root)
        files = [*found, *([settings] if settings else [])]
        self._sights = {file.path: sight(file, self._sights.get(file.path)) for file in files}
        at_rest = {path: seen.stamp for path, seen in self._sights.items() if seen.is_at_rest}
        return Look(at_rest, len(files) - len(at_rest))


def sight(file: Seen, before: Sight | None) -> Sight:
    """A file at this look, beside the last one; one that opened as it is is not opened again."""
    same = before is not None and before.stamp == file.stamp
    opened = before is not None and same and before.opens
    opens = opened or bool(file.barred) or can_be_opened(file.path)
    if before is not None and same and before.opens == opens:
        return before._replace(looks=before.looks + 1)
    return Sight(file.stamp, opens, 1)


def can_be_opened(path: Path) -> bool:
    """Whether a file can be read from: while it is copied on Windows, or its share is away, it can't."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError:
        return False
    return True
