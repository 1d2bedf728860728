"""What is due, as text for people and as one JSON document."""

from datetime import date
from typing import Any

from pipeline.due import Due
from pipeline.duties import Duty
from pipeline.held_back import told
from pipeline.screen import as_table
from schemas.sentences.duties import DUE_HEADS, DUTIES, IN_THE_WAY, STATES, WHERE
from schemas.words import Lang


def due_as_text(found: Due, width: int | None = None) -> str:
    """Every duty in a line, and below them the documents that stand in the way of a month's statements.

    Args:
        found: What is due.
        width: Of the terminal; None: a line a duty.
    """
    lang = found.settings.lang
    rows: list[tuple[str, ...]] = [
        (duty.day.isoformat(), what(duty, lang), named(duty.month), state(duty, found.as_of, lang), where(duty))
        for duty in found.duties
    ]
    lines = [as_table(tuple(words.in_(lang) for words in DUE_HEADS), rows, width)]
    for duty in found.duties:
        if documents := found.in_the_way(duty):
            lines.append(IN_THE_WAY.in_(lang).format(month=named(duty.month), count=len(documents)))
            lines.append(told(documents, lang))
    return "\n".join(lines)


def due_as_json(found: Due) -> dict[str, Any]:
    """The same, for programs."""
    return {"as_of": found.as_of.isoformat(), "duties": [as_document(duty, found) for duty in found.duties]}


def as_document(duty: Duty, found: Due) -> dict[str, Any]:
    """One duty, for programs."""
    return {
        "duty": duty.kind.value,
        "due": duty.day.isoformat(),
        "month": named(duty.month) or None,
        "done": duty.done and duty.done.isoformat(),
        "late": duty.done is None and duty.day < found.as_of,
        "where": where(duty),
        "blocked_by": [document.sentence.in_(found.settings.lang) for document in found.in_the_way(duty)],
    }


def in_short(duty: Duty, lang: Lang) -> str:
    """A duty in a few words: its day, what it is, and of which month."""
    return " ".join(filter(None, [f"{duty.day:%m-%d}", what(duty, lang), named(duty.month)]))


def what(duty: Duty, lang: Lang) -> str:
    """What is due."""
    return DUTIES[duty.kind].in_(lang)


def where(duty: Duty) -> str:
    """Where it is found, or what does it."""
    return WHERE[duty.kind].format(month=named(duty.month))


def state(duty: Duty, as_of: date, lang: Lang) -> str:
    """Whether it is done, late, or how far ahead."""
    days = (duty.day - as_of).days
    if duty.done is not None:
        return STATES["done"].in_(lang).format(day=duty.done.isoformat())
    code = "late" if days < 0 else "ahead" if days else "today"
    return STATES[code].in_(lang).format(days=abs(days))


def named(month: date | None) -> str:
    """A month as people write it; "" for none."""
    return "" if month is None else f"{month:%Y-%m}"
