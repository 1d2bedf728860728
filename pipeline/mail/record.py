"""What went out by mail and what became of it: one line an event, on the disk before the next thing happens."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import Damaged, NotWritten
from pipeline.whole import why_not
from schemas.sentences.mail import mail_words

DIGEST = 16


class Event(StrEnum):
    """What happens to a message: handed out as a draft; about to go to the server; and what came of that."""

    DRAFTED = "drafted"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Entry(NamedTuple):
    """One event.

    Attributes:
        item: What it is: kind, month and whom, as `items.item_of` names it.
        to: The address.
        version: Of its figures, or its day, week or month.
        event: What happened.
        at: When.
        said: The server's words.
    """

    item: str
    to: str
    version: str
    event: Event
    at: str
    said: str = ""


@dataclass
class Record:
    """The events on record, in their order.

    Attributes:
        place: The file.
        entries: What stands in it.
        size: So many bytes of it are whole lines; what a killed run left behind them never happened.
    """

    place: Path
    entries: list[Entry]
    size: int

    def add(self, entry: Entry) -> None:
        """Puts an event on record, for good.

        Raises:
            NotWritten: It could not be; then what it announces must not happen.
        """
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            with self.place.open("ab") as file:
                file.truncate(self.size)
                self.size += file.write(line_of(entry))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise NotWritten(why_not(self.place.name, error)) from error
        self.entries.append(entry)


def record_in(place: Path) -> Record:
    """What is on record; nothing where nothing was ever mailed.

    Raises:
        Damaged: A line is not as it was written.
    """
    content = place.read_bytes() if place.exists() else b""
    whole = content[: content.rfind(b"\n") + 1]
    return Record(place, list(entries_in(whole, place)), len(whole))


def entries_in(content: bytes, place: Path) -> Iterator[Entry]:
    """The event of each line."""
    for number, line in enumerate(content.splitlines(), start=1):
        sum_, _, said = line.partition(b" ")
        if sum_ != digest(said):
            raise Damaged(mail_words("record_damaged", file=place.name, line=number), place.name)
        item, to, version, event, at, reply = json.loads(said)
        yield Entry(item, to, version, Event(event), at, reply)


def line_of(entry: Entry) -> bytes:
    """One event as a line, behind the digest of what it says."""
    said = json.dumps(list(entry), ensure_ascii=False).encode()
    return digest(said) + b" " + said + b"\n"


def digest(said: bytes) -> bytes:
    """What begins a line."""
    return sha256(said).hexdigest()[:DIGEST].encode()
