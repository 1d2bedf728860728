"""What went out by mail, what became of it and what waits: a line an event, on the disk before the next happens."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import Damaged, NotWritten
from pipeline.whole import content_of, why_not, write_whole
from schemas.sentences.mail import mail_words

DIGEST = 16


class Event(StrEnum):
    """What happens to a message: handed out as a draft; about to go to the server; and what came of that.

    Or nothing does: it waits; and then nobody waits for it any more.
    """

    DRAFTED = "drafted"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WAITING = "waiting"
    SETTLED = "settled"


class Entry(NamedTuple):
    """One event.

    Attributes:
        item: What it is: kind, month and whom, as `messages.item_of` names it.
        to: The address.
        version: Of its figures, or its day, week or month.
        event: What happened.
        at: When.
        said: The server's words, or why it waits.
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

    def add(self, *entries: Entry) -> None:
        """Puts events on record, for good.

        Raises:
            NotWritten: They could not be; then what they announce must not happen.
        """
        if not entries:
            return
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            with self.place.open("ab") as file:
                file.truncate(self.size)
                self.size += file.write(b"".join(map(line_of, entries)))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise NotWritten(why_not(self.place.name, error)) from error
        self.entries.extend(entries)

    def seal(self) -> None:
        """Keeps how far the record goes and what it says up to there, so that lines that go missing are missed.

        Raises:
            NotWritten: It could not be kept; the last seal holds as far as it goes.
        """
        if self.entries:
            write_whole(seal_of(self.place), sealed(self.place.read_bytes()[: self.size]))


def record_in(place: Path) -> Record:
    """What is on record; nothing where nothing was ever mailed.

    Raises:
        Damaged: A line is not as it was written, or lines are gone that the last mailing left.
    """
    seal = content_of(seal_of(place))  # before the record: one who only looks may look while somebody mails
    content = content_of(place) or b""
    whole = content[: content.rfind(b"\n") + 1]
    entries = list(entries_in(whole, place))
    if seal is not None and seal != sealed(whole[: size_in(seal)]):
        raise Damaged(mail_words("record_cut", file=place.name, seal=seal_of(place).name), place.name)
    return Record(place, entries, len(whole))


def seal_of(place: Path) -> Path:
    """Where the seal of a record lies."""
    return place.with_suffix(".sum")


def sealed(content: bytes) -> bytes:
    """What keeps a record from losing lines: its size, and the digest of what it says."""
    return f"{len(content)} {sha256(content).hexdigest()}\n".encode()


def size_in(seal: bytes) -> int:
    """How far the record went; 0 for a seal that is none, which no record answers to."""
    size = seal.partition(b" ")[0]
    return int(size) if size.isdigit() else 0


def entries_in(content: bytes, place: Path) -> Iterator[Entry]:
    """The event of each line."""
    for number, line in enumerate(content.split(b"\n")[:-1], start=1):
        sum_, _, said = line.partition(b" ")
        if sum_ != digest(said):
            words = mail_words("record_damaged", file=place.name, line=number)
            raise Damaged(words, f"{place.name}:{number}")
        item, to, version, event, at, reply = json.loads(said)
        yield Entry(item, to, version, Event(event), at, reply)


def line_of(entry: Entry) -> bytes:
    """One event as a line, behind the digest of what it says."""
    said = json.dumps(list(entry), ensure_ascii=False).encode()
    return digest(said) + b" " + said + b"\n"


def digest(said: bytes) -> bytes:
    """What begins a line."""
    return sha256(said).hexdigest()[:DIGEST].encode()


def moment(at: datetime) -> str:
    """A time as it stands on record, to the minute."""
    return at.isoformat(" ", "minutes")[:16]
