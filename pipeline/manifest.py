"""What hongdan wrote into the outbox, kept from run to run, so that people's own files are told from ours."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Entry:
    """One file of ours.

    Attributes:
        digests: SHA-256 of every content it may have; two while a run that was killed may or may not have written it.
        instead_of: The file that could not be replaced and for which this one stands beside it; "" for any other.
    """

    digests: set[str] = field(default_factory=set)
    instead_of: str = ""


class Manifest:
    """The files of ours by name below the outbox. Lines are added before a file is touched, and tidied at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: dict[str, Entry] = {}
        for name, digest, instead_of in recorded(path):
            self._take(name, digest, instead_of)

    def note(self, name: str, digest: str, instead_of: str = "") -> None:
        """Records, for good, that a file is about to be written.

        Raises:
            OSError: The record can't be written; then the file must not be either.
        """
        known = self.entries.get(name)
        if known and digest in known.digests and known.instead_of == instead_of:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(line_of(name, digest, instead_of))
        self._take(name, digest, instead_of)

    def settle(self, name: str, digest: str) -> None:
        """A file is written: it has this content and no other."""
        self.entries[name].digests = {digest}

    def forget(self, name: str) -> None:
        """A file is gone, or is ours no longer."""
        self.entries.pop(name, None)

    def save(self) -> None:
        """Writes the record anew, one line a file and content, in the order of their names.

        Raises:
            OSError: It can't be written; the old one still holds.
        """
        lines = [
            line_of(name, digest, entry.instead_of)
            for name, entry in sorted(self.entries.items())
            for digest in sorted(entry.digests)
        ]
        content = "".join(lines).encode()
        if self.path.exists() and self.path.read_bytes() == content:
            return
        beside = self.path.with_suffix(".tmp")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(self.path)

    def _take(self, name: str, digest: str, instead_of: str) -> None:
        entry = self.entries.setdefault(name, Entry())
        entry.digests.add(digest)
        entry.instead_of = instead_of


def line_of(name: str, digest: str, instead_of: str) -> str:
    """One line of the record."""
    return json.dumps([name, digest, instead_of], ensure_ascii=False) + "\n"


def recorded(path: Path) -> Iterable[tuple[str, str, str]]:
    """Name, digest and stand-in of every line; a line that a killed run left half-written is passed over."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            name, digest, instead_of = json.loads(line)
        except (ValueError, TypeError):
            continue
        yield name, digest, instead_of
