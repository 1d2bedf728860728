"""What is wrong with a key of the settings to the words and the line under which people are told."""

from rapidfuzz import fuzz, process

from pipeline.toml import Place
from schemas.sentences.stops import stop_words
from schemas.words import Words

ALIKE = 60
"""How alike, of 100, a name must be to be suggested."""


def most_like(name: str, known: list[tuple[str, str]]) -> str:
    """The known thing whose text is most like a name, the first of equals; "" where none is.

    Args:
        name: What was typed.
        known: Text to compare, and what to suggest for it.
    """
    found = process.extractOne(name, [text for text, _ in known], scorer=fuzz.ratio, score_cutoff=ALIKE)
    return known[found[2]][1] if found else ""


def unknown(code: str, like: str, **quoted: str) -> Words:
    """That there is no such thing, with a suggestion where there is one."""
    return stop_words(f"{code}_like", like=like, **quoted) if like else stop_words(code, **quoted)


def line_of(place: Place, lines: dict[Place, int]) -> int:
    """The line of a key, else of the nearest table around it, else 0."""
    return next((lines[place[:size]] for size in range(len(place), 0, -1) if place[:size] in lines), 0)


def as_typed(value: object) -> str:
    """A value as it stands in the file, more or less; what can't be seen is escaped, as it may be what is wrong."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    return "“" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in value) + "”"
