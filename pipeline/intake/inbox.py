"""The inbox folder to the list of files in it that were meant to be read."""

import os
from dataclasses import dataclass
from pathlib import Path

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
"""What a spreadsheet may end in."""

PASSING = (".tmp", ".crdownload", ".part")
SYSTEM = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Seen:
    """One file as it lay there.

    Attributes:
        name: Its path below the inbox, with forward slashes.
        path: Where to open it.
        size: In bytes.
        mtime_ns: When it was last written.
    """

    name: str
    path: Path
    size: int
    mtime_ns: int


def is_passing(name: str) -> bool:
    """Whether a file or folder of this name is nobody's sheet: an office program's lock, a download under way."""
    return name.startswith((".", "~$")) or name.lower().endswith(PASSING) or name.lower() in SYSTEM


def scan(inbox: Path) -> list[Seen]:
    """Every file in the inbox and its subfolders that somebody put there, sorted by name.

    Temporary files and dotfiles are passed over. Files that are no spreadsheets are listed: reading refuses them
    and says why. A file that vanishes meanwhile is not listed; an inbox that is not there has none.

    Source: CONTRACT 2, which files are read.
    """
    seen = []
    for folder, subfolders, names in os.walk(inbox):
        subfolders[:] = [name for name in subfolders if not is_passing(name)]
        for name in names:
            if is_passing(name):
                continue
            path = Path(folder) / name
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue
            seen.append(Seen(path.relative_to(inbox).as_posix(), path, stat.st_size, stat.st_mtime_ns))
    return sorted(seen, key=lambda file: file.name)
