"""The files of a folder that never changes to a list of their digests, and the files as they were listed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from pipeline.ledger.whole import SUMS, damaged
from pipeline.remote import Location


def write_sums(folder: Path) -> None:
    """Lists the files that lie in a folder, in the form that `sha256sum --check` reads."""
    write_listed(folder / SUMS, {file.name: digest(file) for file in sorted(folder.iterdir())})


def write_listed(place: Path, digests: Mapping[str, str]) -> None:
    """Writes a list: the digest of each file by its name."""
    lines = [f"{listed}  {name}\n" for name, listed in digests.items()]
    place.write_text("".join(lines), encoding="utf-8", newline="\n")


def listed_in(place: Location) -> dict[str, str]:
    """What a list says: the digest of each file by its name; nothing where it is gone, or is none."""
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
        return {name: listed for listed, name in (line.split("  ", 1) for line in lines)}
    except (OSError, ValueError):
        return {}


@dataclass(frozen=True)
class Sums:
    """Listed files, each looked at once, when it is first asked for.

    Attributes:
        ledger: The ledger's folder, or its store, in which they lie.
    """

    ledger: Location
    _listed: dict[Location, dict[str, str]] = field(default_factory=dict)
    _sound: set[Location] = field(default_factory=set)

    def names(self, folder: Location) -> dict[str, str]:
        """What is listed of a folder: the digest of every file by its name.

        Raises:
            Damaged: The list is gone, or is none, or not of the files that lie there.
        """
        if folder not in self._listed:
            listed = listed_in(folder / SUMS)
            differ = sorted(listed.keys() ^ {file.name for file in folder.iterdir() if file.name != SUMS})
            if differ:
                raise damaged(folder / (differ[0] if differ[0] in listed else SUMS), self.ledger)
            self._listed[folder] = listed
        return self._listed[folder]

    def opened(self, folder: Location, name: str) -> BinaryIO:
        """A file of a folder to be read, as it was listed.

        Raises:
            Damaged: It is gone, was changed, or is not listed any more.
        """
        path = folder / name
        try:
            file = path.open("rb")
        except FileNotFoundError as error:
            raise damaged(path, self.ledger) from error
        if path not in self._sound:
            if file_digest(file, "sha256").hexdigest() != self.names(folder).get(name):
                file.close()
                raise damaged(path, self.ledger)
            file.seek(0)
            self._sound.add(path)
        return file

    def forget(self, folder: Location) -> None:
        """Looks at a folder anew when it is next asked for."""
        self._listed.pop(folder, None)
        self._sound.difference_update([path for path in self._sound if path.parent == folder])

    def check(self, folder: Location) -> None:
        """Looks at every file of a folder.

        Raises:
            Damaged: One is gone or was changed.
        """
        for name in self.names(folder):
            self.opened(folder, name).close()


def digest(file: Location) -> str:
    """The SHA-256 of a file as it lies there.

    Raises:
        OSError: It can't be read.
    """
    with file.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()
