"""The inbox folder to the list of files in it that were meant to be read."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from pipeline.errors import InboxAway
from schemas.sentences.stops import stop_words

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
"""What a spreadsheet may end in."""

PASSING = (".tmp", ".crdownload", ".part")
NOT_A_FILE, LINK_OUTSIDE = "not_a_file", "link_outside"
"""Why something in the inbox is never opened: a pipe or a device; a link that leads out of the inbox."""
SYSTEM = ("thumbs.db", "desktop.ini")


Stamp = tuple[int, int]
"""Size and time of modification of a file, by which a later version is told."""


@dataclass(frozen=True)
class Seen:
    """One file as it lay there.

    Attributes:
        name: Its path below the inbox, with forward slashes.
        path: Where to open it.
        size: In bytes.
        mtime_ns: When it was last written.
        barred: Why it is never opened, a code of the problems; "" for an ordinary file.
    """

    name: str
    path: Path
    size: int
    mtime_ns: int
    barred: str = ""

    @property
    def stamp(self) -> Stamp:
        """By what a later version is told from it."""
        return self.size, self.mtime_ns


def is_passing(name: str) -> bool:
    """Whether a file or folder of this name is nobody's sheet: an office program's lock, a download under way."""
    return name.startswith((".", "~$")) or name.lower().endswith(PASSING) or name.lower() in SYSTEM


def scan(inbox: Path) -> list[Seen]:
    """Every file in the inbox and its subfolders that somebody put there, sorted by name.

    Temporary files and dotfiles are passed over, and so are folders that are links. Files that are no spreadsheets
    are listed: reading refuses them and says why. What vanishes meanwhile is not listed; an inbox that is not there
    has none.

    Raises:
        InboxAway: A folder can't be looked into; what lies in it must not be passed over in silence.

    Source: CONTRACT 2, which files are read.
    """
    seen, inbox = [], of_any_length(inbox)
    for folder, subfolders, names in os.walk(inbox, onerror=away):
        subfolders[:] = [name for name in subfolders if not is_passing(name)]
        paths = [Path(folder) / name for name in names if not is_passing(name)]
        seen += [found for path in paths if (found := look_at(path, inbox)) is not None]
    return sorted(seen, key=lambda file: file.name)


def of_any_length(folder: Path) -> Path:
    """A folder in the form in which Windows opens what lies in it however long its path is; elsewhere as it is."""
    return Path(without_limit(str(folder.absolute()))) if sys.platform == "win32" else folder


def without_limit(path: str) -> str:
    r"""A whole path of Windows as `\\?\D:\…`, of a share as `\\?\UNC\server\…`; one in that form as it is."""
    if path.startswith("\\\\?\\"):
        return path
    return "\\\\?\\UNC" + path[1:] if path.startswith("\\\\") else "\\\\?\\" + path


def away(error: OSError) -> None:
    """Stops the command for a folder that can't be looked into; one that is gone has nothing in it."""
    if not isinstance(error, FileNotFoundError):
        raise InboxAway(stop_words("inbox_away", folder=error.filename, reason=error.strerror)) from error


def look_at(path: Path, inbox: Path) -> Seen | None:
    """A file as it lies there; None where it is gone, or is a link to nothing."""
    name = path.relative_to(inbox).as_posix().encode("utf-8", "backslashreplace").decode()
    try:
        stat = path.stat()
        if not S_ISREG(stat.st_mode):
            return Seen(name, path, stat.st_size, stat.st_mtime_ns, NOT_A_FILE)
        out = path.is_symlink() and not path.resolve().is_relative_to(inbox.resolve())
        return Seen(name, path, stat.st_size, stat.st_mtime_ns, LINK_OUTSIDE if out else "")
    except FileNotFoundError:
        return None
    except OSError:
        return Seen(name, path, 0, 0)  # keeping it says what the system says
