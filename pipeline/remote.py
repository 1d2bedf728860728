"""An fsspec URL to files and folders with the part of pathlib that the ledger's bulk is kept by."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pipeline.errors import SettingsInvalid, StoreAway
from schemas.sentences.stops import stop_words

Answer = TypeVar("Answer")

URL = re.compile(r"[a-z][a-z0-9+.-]+://(?!.*:.*@)[^\s*?\[\]#]+\Z")
"""No letter of a drive, no password (a slash may be in it), and nothing that a back end takes for a pattern."""


class Stat(NamedTuple):
    """What is known of a file; its time is not: the clock is another one, and some back ends keep none."""

    st_size: int


@dataclass(frozen=True)
class Remote:
    """A file or folder elsewhere; named as a Path, it does what a Path does, whole files at a time.

    What is not there is FileNotFoundError; whatever else goes wrong there is StoreAway, for it says nothing of the
    file. Only the address travels to other processes and machines: each has credentials of its own, as fsspec says.

    Attributes:
        store: The URL of the store, such as s3://bucket/hongdan.
        below: The path in it; "" for the store itself.
    """

    store: str
    below: str = ""

    def __truediv__(self, name: str) -> "Remote":
        return Remote(self.store, f"{self.below}/{name}".lstrip("/"))

    def __str__(self) -> str:
        return f"{self.store.rstrip('/')}/{self.below}".rstrip("/")

    @property
    def name(self) -> str:
        """The last part of its address."""
        return str(self).rpartition("/")[2]

    @property
    def parent(self) -> "Remote":
        """The folder in which it lies; of the store, itself."""
        return Remote(self.store, self.below.rpartition("/")[0])

    def exists(self) -> bool:
        """Whether a file or folder is there."""
        return self._known() is not None

    def is_dir(self) -> bool:
        """Whether it is a folder; an object store has those in which something lies."""
        known = self._known()
        return known is not None and known["type"] == "directory"

    def stat(self) -> Stat:
        """How large the file is."""
        return Stat(int(self._asked(lambda system, path: system.info(path))["size"] or 0))

    def read_bytes(self) -> bytes:
        """All of the file."""
        return bytes(self._asked(lambda system, path: system.cat_file(path)))

    def read_text(self, encoding: str) -> str:
        """The text in the file."""
        return self.read_bytes().decode(encoding)

    def open(self, mode: str = "rb") -> BytesIO:
        """The file as it is now; reading it asks nobody any more."""
        return BytesIO(self.read_bytes())

    def iterdir(self) -> Iterator["Remote"]:
        """What lies in the folder."""
        found = self._asked(lambda system, path: [n.rstrip("/") for n in system.ls(path, detail=False) if n != path])
        yield from (self / name.rpartition("/")[2] for name in found)

    def glob(self, pattern: str) -> Iterator["Remote"]:
        """What lies below it as the pattern says, a name or * a level; it is asked for at once, not level by level."""
        wanted = pattern.split("/")
        found = self._asked(lambda system, path: [name[len(path.rstrip("/")) :] for name in system.find(path)])
        for parts in dict.fromkeys(tuple(name.strip("/").split("/")[: len(wanted)]) for name in found):
            if len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted)):
                yield self / "/".join(parts)

    def write_bytes(self, content: bytes) -> None:
        """Writes the file; its folders below the store are made where it takes any."""
        try:
            self._asked(lambda system, path: system.pipe_file(path, content))
        except FileNotFoundError:
            self.parent.make()
            self._asked(lambda system, path: system.pipe_file(path, content))

    def make(self) -> None:
        """Makes the folder, and those above it up to the store, which is not ours to make: StoreAway without it."""
        if self.below:
            self.parent.make()
            try:
                self._asked(lambda system, path: system.mkdir(path, create_parents=False))
            except FileExistsError:
                return
            except FileNotFoundError as error:
                raise StoreAway(stop_words("store_away", folder=self.store)) from error

    def replace(self, other: "Remote") -> None:
        """Gives the file another name: at one stroke where the back end renames, or puts objects whole."""
        self._asked(lambda system, path: system.mv(path, system._strip_protocol(str(other))))

    def unlink(self) -> None:
        """Removes the file."""
        self._asked(lambda system, path: system.rm_file(path))

    def remove(self) -> None:
        """Removes the file or folder with all that lies in it, if it is there."""
        with suppress(FileNotFoundError):
            self._asked(lambda system, path: system.rm(path, recursive=True))

    def _known(self) -> dict[str, Any] | None:
        """What the back end knows of it; its own `exists` takes a storage that is away for an empty one."""
        try:
            known: dict[str, Any] = self._asked(lambda system, path: system.info(path))
        except FileNotFoundError:
            return None
        return known

    def _asked(self, asking: Callable[[Any, str], Answer]) -> Answer:
        """What the back end answers, which goes by no listing that it remembers: others write there too."""
        system, path = file_system(self)
        try:
            system.invalidate_cache()
            return asking(system, path)
        except (FileNotFoundError, FileExistsError):
            raise
        except Exception as error:  # each back end has its own for what went wrong on the way
            type(system).clear_instance_cache()
            raise away(self.store, error) from error


Location = Path | Remote
"""Where the ledger's bulk may lie."""


def location_of(text: str, folder: Path) -> Location:
    """The place that a text names: a URL, or a path as it is seen from a folder."""
    return Remote(text) if URL.match(text) else folder / text


def file_system(place: Remote) -> tuple[Any, str]:
    """The fsspec back end of a place, and the path that it goes by; connected anew after anything went wrong.

    Raises:
        SettingsInvalid: fsspec, or what it needs for such a URL, is not installed.
        StoreAway: It can't be reached.
    """
    try:
        from fsspec import get_filesystem_class
        from fsspec.core import url_to_fs

        get_filesystem_class(place.store.partition("://")[0])
    except (ImportError, ValueError) as error:
        raise SettingsInvalid(stop_words("store_not_installed", url=place.store, error=error)) from error
    try:
        system, path = url_to_fs(str(place))
    except Exception as error:  # as above
        raise away(place.store, error) from error
    return system, path


def away(url: str, error: Exception) -> StoreAway:
    """The error for a store that doesn't do as it is asked."""
    return StoreAway(stop_words("store_fails", url=url, error=str(error) or type(error).__name__))
