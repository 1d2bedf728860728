"""The office's own wording, or ours, to the subject, the text and the name of the attachment of each message."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from pipeline.complaints import most_like, unknown
from pipeline.errors import SettingsInvalid
from pipeline.mail.post import Kind
from pipeline.toml import Complaint, Unreadable, text_of
from schemas.sentences.letters import FACTS, FILES, LETTERS, QUOTED
from schemas.sentences.stops import stop_words
from schemas.words import Lang, Words

SUBJECT = re.compile(r"\s*(?:主题|subject)\s*[:：](.*)", re.IGNORECASE)
ENCLOSURE = re.compile(r"\s*(?:附件|attachment)\s*[:：](.*)", re.IGNORECASE)
KNOWN = {name: fact for fact, words in FACTS.items() for name in words}


class Letter(NamedTuple):
    """The wording of one kind of message; each part may quote facts in braces.

    Attributes:
        subject: Its subject.
        enclosure: What its attachment is called, without an ending.
        text: Its text.
    """

    subject: str
    enclosure: str
    text: str

    def filled(self, facts: Mapping[str, str]) -> "Letter":
        """The letter with what it quotes; of what does not apply, nothing."""
        subject, enclosure, text = (filled(part, facts) for part in self)
        return Letter(one_line(subject), one_line(enclosure), text.strip() + "\n")


def letters_in(folder: Path, lang: Lang) -> dict[Kind, Letter]:
    """The wording of every kind of message: the file of its name in the folder, else our own.

    Raises:
        SettingsInvalid: Files can't be used: all that is wrong, with file and line.
    """
    own = {kind: letter_of(LETTERS[kind].in_(lang)) for kind in Kind}
    wrong: list[Words] = []
    for kind in Kind:
        place = folder / FILES[kind]
        try:
            text = text_of(place)
            complaints = list(complaints_of(text, kind)) if place.exists() else []
        except Unreadable as error:
            text, complaints = "", [error.complaint]
        if complaints:
            wrong += told(f"{folder.name}/{place.name}", complaints)
        elif place.exists():
            letter = letter_of(text)
            own[kind] = letter._replace(enclosure=letter.enclosure or own[kind].enclosure)
    if wrong:
        raise SettingsInvalid(Words("\n".join(w.zh for w in wrong), "\n".join(w.en for w in wrong)))
    return own


def letter_of(text: str) -> Letter:
    """The parts of a file: a line with the subject, one with the name of the attachment, then the text."""
    lines = text.splitlines()
    subject, enclosure = "", ""
    while lines:
        if found := SUBJECT.match(lines[0]):
            subject = found[1].strip()
        elif found := ENCLOSURE.match(lines[0]):
            enclosure = found[1].strip()
        elif lines[0].strip():
            break
        lines = lines[1:]
    return Letter(subject, enclosure, "\n".join(lines))


def complaints_of(text: str, kind: Kind) -> Iterator[Complaint]:
    """What is wrong with a file: no subject, braces that don't match, and quotes of what a letter doesn't know."""
    if not letter_of(text).subject:
        yield Complaint(1, stop_words("no_subject"))
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            parts = list(Formatter().parse(line))
        except ValueError:
            yield Complaint(number, stop_words("braces"))
            continue
        for _, name, form, conversion in parts:
            if name is not None and (KNOWN.get(name) not in QUOTED[kind] or form or conversion):
                typed = name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
                names = [(known, known) for known in KNOWN if KNOWN[known] in QUOTED[kind]]
                like = "" if KNOWN.get(name) in QUOTED[kind] else most_like(name, names)
                shown = " ".join(f"{{{FACTS[fact].zh}}}" for fact in QUOTED[kind])
                yield Complaint(
                    number, unknown("unknown_fact", like and f"{{{like}}}", key=f"{{{typed}}}", known=shown)
                )


def told(file: str, complaints: list[Complaint]) -> list[Words]:
    """All that is wrong with one file."""
    lines = [stop_words("at_line", line=line, text=words) if line else words for line, words in complaints]
    return [stop_words("settings", file=file, count=len(complaints)), *lines]


def filled(text: str, facts: Mapping[str, str]) -> str:
    """A text with what it quotes."""
    return "".join(
        literal + ("" if name is None else facts.get(KNOWN[name], ""))
        for literal, name, _, _ in Formatter().parse(text)
    )


def one_line(text: str) -> str:
    """A text without anything that could end a header's line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
