"""The workbooks of a message, as they lie in the outbox, to what is attached: protected, and many in one archive."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pipeline.mail.messages import Message
from pipeline.mail.post import File, Kind
from pipeline.mail.protect import opened, protected
from pipeline.report.names import safe_file_name
from pipeline.whole import content_of
from schemas.sentences.mail import mail_words
from schemas.words import Lang, Words

ARCHIVE = Words("对账单", "statements")
MEGABYTE = 1_000_000


class Enclosure(NamedTuple):
    """One file that is attached."""

    name: str
    content: bytes


class NotEnclosed(Exception):
    """A message can't go out with what lies in the outbox; `words` says why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True)
class Enclosing:
    """Where workbooks come from, and how they leave.

    Attributes:
        outbox: Where they lie.
        digests: The SHA-256 of each as the last run wrote it.
        password: The password of a customer; "" where it has none.
        protect: Whether statements leave only with one.
        max_mb: The most that one message carries.
        lang: The language of the archive's name.
    """

    outbox: Path
    digests: Mapping[str, str]
    password: Callable[[str], str]
    protect: bool
    max_mb: int
    lang: Lang


def enclosures(message: Message, enclosing: Enclosing, before: Mapping[str, bytes]) -> tuple[Enclosure, ...]:
    """What a message carries.

    Args:
        message: The message.
        enclosing: Where workbooks come from.
        before: What the last draft of it carried, by name: a workbook that is protected already is taken as it is.

    Raises:
        NotEnclosed: A workbook is not as the last run wrote it, or all together weigh too much.
    """
    found = tuple(attached(message, enclosing, before))
    if sum(len(one.content) for one in found) > enclosing.max_mb * MEGABYTE:
        raise NotEnclosed(mail_words("too_large", most=enclosing.max_mb))
    return found


def attached(message: Message, enclosing: Enclosing, before: Mapping[str, bytes]) -> Iterator[Enclosure]:
    """Each file that is attached; the many statements of finance in one archive."""
    stem = message.letter.enclosure
    files = message.delivery.files
    if len(files) == 1:
        name = safe_file_name(stem)
        yield Enclosure(name, content(files[0], enclosing, before.get(name, b"")))
        return
    for file in files:
        if not file.customer:
            own = PurePosixPath(file.path).stem
            yield Enclosure(safe_file_name(stem, own), content(file, enclosing, b""))
    if message.delivery.kind is Kind.SUMMARY:
        name = safe_file_name(stem, ARCHIVE.in_(enclosing.lang), ending=".zip")
        yield Enclosure(name, archive([file for file in files if file.customer], enclosing, before.get(name, b"")))


def archive(files: list[File], enclosing: Enclosing, before: bytes) -> bytes:
    """Statements in one file, the same for the same ones; those that can't be protected but should are left out."""
    known, whole = unpacked(before), io.BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as packed:
        for file in files:
            if not enclosing.protect or enclosing.password(file.customer):
                name = PurePosixPath(file.path).name
                packed.writestr(ZipInfo(name), content(file, enclosing, known.get(name, b"")))
    return whole.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an archive by name; none of what is no archive."""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    except BadZipFile:
        return {}


def content(file: File, enclosing: Enclosing, before: bytes) -> bytes:
    """A workbook as it leaves.

    Args:
        file: Which.
        enclosing: Where it comes from.
        before: What may be the same one, protected.

    Raises:
        NotEnclosed: It is not as the last run wrote it.
    """
    plain = content_of(enclosing.outbox / file.path)
    if plain is None or sha256(plain).hexdigest() != enclosing.digests.get(file.path):
        raise NotEnclosed(mail_words("not_as_written", file=file.path))
    if not (file.customer and enclosing.protect):
        return plain
    password = enclosing.password(file.customer)
    return before if before and opened(before, password) == plain else protected(plain, password)
