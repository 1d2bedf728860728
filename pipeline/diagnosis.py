"""What `doctor` finds: one line each, how it stands, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.sentences.doctor import DOCTOR, NOTHING_TO_DO
from schemas.words import Words


class State(StrEnum):
    """How something stands; only WRONG keeps anything from working."""

    FINE = "fine"
    NOTE = "note"
    UNKNOWN = "unknown"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        check: What, a key of `schemas.sentences.doctor.CHECKS`.
        state: How it stands.
        found: What was found.
        remedy: What to do; blank where nothing is.
    """

    check: str
    state: State
    found: Words
    remedy: Words = NOTHING_TO_DO


def fine(check: str, code: str, **quoted: object) -> Finding:
    """All is as it should be."""
    return said(check, State.FINE, code, **quoted)


def note(check: str, code: str, **quoted: object) -> Finding:
    """It works, but not as well as it could."""
    return said(check, State.NOTE, code, **quoted)


def unknown(check: str, code: str, **quoted: object) -> Finding:
    """Nobody can tell here."""
    return said(check, State.UNKNOWN, code, **quoted)


def wrong(check: str, code: str, **quoted: object) -> Finding:
    """It has to be mended."""
    return said(check, State.WRONG, code, **quoted)


def said(check: str, state: State, code: str, **quoted: object) -> Finding:
    """A finding in its sentence; Words that are quoted go in by language."""
    found, remedy = (filled(sentence, quoted) for sentence in DOCTOR[code])
    return Finding(check, state, found, remedy)


def filled(sentence: Words, quoted: dict[str, object]) -> Words:
    """A sentence with what it quotes, in both languages."""
    zh = {name: value.zh if isinstance(value, Words) else value for name, value in quoted.items()}
    en = {name: value.en if isinstance(value, Words) else value for name, value in quoted.items()}
    return Words(sentence.zh.format(**zh), sentence.en.format(**en))
