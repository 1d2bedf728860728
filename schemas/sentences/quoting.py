"""What a sentence quotes to the reader's own language: kinds, fields and choices are kept by their names in code."""

from collections.abc import Callable
from functools import cache

from schemas.cells import Params
from schemas.registry import ANSWERS, SHEETS
from schemas.rulebook import PARAMETERS, RULEBOOK
from schemas.words import Lang, Words

LIKE = Words("{cell}“{typed}”像是“{label}”", "{cell} “{typed}” looks like “{label}”")
LIKES = Words("（{likes}）", " ({likes})")


def quoted(params: Params, lang: Lang) -> dict[str, str]:
    """The placeholders of a sentence with what is to stand in them.

    `kind` and `answer` become labels, `fields` (comma separated, of that kind) a list of labels, `column`
    (`kind.field`) one label, `choices` (Chinese words, spaces between) a list of words, `parameter` its word and
    `takes` (a parameter) what its values are; all others stand as they are. `likes` (of that kind, lines of cell, text
    and field, tabs between) becomes what may be meant for what.
    """
    given = dict(params)
    return {name: QUOTED[name](text, given, lang) if name in QUOTED else text for name, text in given.items()}


def _kind(text: str, _: dict[str, str], lang: Lang) -> str:
    return SHEETS[text].label.in_(lang)


def _answer(text: str, _: dict[str, str], lang: Lang) -> str:
    return ANSWERS[text].label.in_(lang)


def _fields(text: str, given: dict[str, str], lang: Lang) -> str:
    cells = SHEETS[given["kind"]].cells
    return _joined([cells[name].label.in_(lang) for name in text.split(",")], lang)


def _column(text: str, _: dict[str, str], lang: Lang) -> str:
    kind, name = text.split(".")
    return SHEETS[kind].cells[name].label.in_(lang)


def _likes(text: str, given: dict[str, str], lang: Lang) -> str:
    cells = SHEETS[given["kind"]].cells
    alike = [
        LIKE.in_(lang).format(cell=cell, typed=typed, label=cells[name].label.in_(lang))
        for cell, typed, name in (line.split("\t") for line in text.splitlines())
    ]
    return LIKES.in_(lang).format(likes=_joined(alike, lang)) if alike else ""


def _choices(text: str, _: dict[str, str], lang: Lang) -> str:
    return _joined([word if lang == "zh" else _english().get(word, word) for word in text.split()], lang)


def _parameter(text: str, _: dict[str, str], lang: Lang) -> str:
    return PARAMETERS[text].in_(lang)


def _takes(text: str, _: dict[str, str], lang: Lang) -> str:
    return RULEBOOK[PARAMETERS[text]].takes.expects.in_(lang)


def _joined(words: list[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(words)


@cache
def _english() -> dict[str, str]:
    """The English of every word of a closed vocabulary that comes in."""
    cells = [cell for kind in SHEETS.values() for cell in kind.cells.values()]
    return {choice.value: choice.en for cell in cells if cell.choices for choice in cell.choices}


QUOTED: dict[str, Callable[[str, dict[str, str], Lang], str]] = {
    "kind": _kind,
    "answer": _answer,
    "fields": _fields,
    "column": _column,
    "likes": _likes,
    "choices": _choices,
    "parameter": _parameter,
    "takes": _takes,
}
