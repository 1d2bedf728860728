"""The first rows of a sheet to its header row and to what kind of table stands under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.intake.labels import label
from pipeline.intake.rules import ReadingRules
from schemas.answers.kind import AnswerKind
from schemas.layouts import Layout
from schemas.registry import ANSWERS, SHEETS
from schemas.sheets.kind import SheetKind
from schemas.sheets.payments import PAYMENTS
from schemas.words import Words

SEARCHED = 30
"""Rows in which a header is looked for."""


@dataclass(frozen=True)
class Header:
    """A header row that was recognised.

    Attributes:
        row: Where it stands, from 0.
        kind: The kind of sheet under it; None for a report of our own.
        answer: The report of our own; None for a sheet that came in.
        columns: Column, from 0, of each field found.
        score: How many of the kind's labels it has.
        texts: The row as it stands, "" where blank.
        twice: Fields under whose heading two columns stand: the two columns, from 0.
        passed: Columns, from 0, that hold a field too but under a label that comes after the one read.
        layout: How a bank's export is built, where the sheet is one.
    """

    row: int
    kind: SheetKind | None = None
    answer: AnswerKind | None = None
    columns: dict[str, int] = field(default_factory=dict)
    score: int = 0
    texts: tuple[str, ...] = ()
    twice: dict[str, tuple[int, int]] = field(default_factory=dict)
    passed: dict[int, str] = field(default_factory=dict)
    layout: Layout | None = None


@dataclass(frozen=True)
class Nearest:
    """The kind that came nearest to a sheet that is of none: the fields it found, and those it lacks."""

    kind: SheetKind
    found: int
    lacks: tuple[str, ...]


def recognise(rows: Sequence[Sequence[str]], sheet: str, rules: ReadingRules) -> Header | None:
    """The header among a sheet's first rows: most labels, then the earliest row, then the sheet's name.

    A kind is a candidate only with all its required labels, a report of our own only with all of its labels. A
    layout of the settings is no guess and goes before both.

    Args:
        rows: The first rows of the sheet as text.
        sheet: Its name, which decides between kinds with equally many labels.
        rules: With the office's own aliases.

    Source: CONTRACT 1, header row.
    """
    best = exported(rows, rules)
    for number, texts in enumerate(rows[:SEARCHED] if best is None else ()):
        words = [label(text) for text in texts]
        for found in _candidates(number, texts, words, rules):
            if best is None or (found.score, -found.row, _named(found, sheet)) > (
                best.score,
                -best.row,
                _named(best, sheet),
            ):
                best = found
    return best


def exported(rows: Sequence[Sequence[str]], rules: ReadingRules) -> Header | None:
    """The header of a bank's export, by the first layout that finds all its labels in a row; None where none does."""
    for number, texts in enumerate(rows[:SEARCHED] if rules.layouts else ()):
        words = [label(text) for text in texts]
        for layout in rules.layouts:
            if all(label(name) in words for name in layout.labels):
                claims = {
                    name: [at for at, word in enumerate(words) if word == label(own)] for name, own in layout.columns
                }
                columns = {name: places[0] for name, places in claims.items()}
                twice = {name: (places[0], places[1]) for name, places in claims.items() if len(places) > 1}
                score = len(layout.labels)
                return Header(number, PAYMENTS, None, columns, score, tuple(texts), twice, layout=layout)
    return None


def nearest(rows: Sequence[Sequence[str]], rules: ReadingRules) -> Nearest | None:
    """The kind with most labels in one of the first rows, for a sheet that is of none; None without any label."""
    best: Nearest | None = None
    for texts in rows[:SEARCHED]:
        words = [label(text) for text in texts]
        for kind in SHEETS.values():
            columns = _columns(kind, words, rules)[0]
            lacks = tuple(name for name in kind.required if name not in columns)
            if columns and (best is None or (len(columns), -len(lacks)) > (best.found, -len(best.lacks))):
                best = Nearest(kind, len(columns), lacks)
    return best


def _candidates(row: int, texts: Sequence[str], words: list[str], rules: ReadingRules) -> Iterable[Header]:
    present = frozenset(words) - {""}
    if len(present) < 2:
        return
    for kind in SHEETS.values():
        columns, twice, passed = _columns(kind, words, rules)
        further = len(columns) - len(kind.required)
        if all(name in columns for name in kind.required) and further >= kind.also_needed:
            yield Header(row, kind, None, columns, len(columns), tuple(texts), twice, passed)
    for answer in ANSWERS.values():
        if answer.dropped_back is None and any(labels <= present for labels in _own_labels(answer.name)):
            yield Header(row, answer=answer, score=len(_own_labels(answer.name)[0]), texts=tuple(texts))


def _columns(
    kind: SheetKind, words: list[str], rules: ReadingRules
) -> tuple[dict[str, int], dict[str, tuple[int, int]], dict[int, str]]:
    """Where each field stands: under its label before any alias, under an alias before the later ones."""
    known = _known(kind.name, rules.aliases)
    claims: dict[str, list[tuple[int, int]]] = {}
    for column, word in enumerate(words):
        if word in known:
            name, rank = known[word]
            claims.setdefault(name, []).append((rank, column))
    columns: dict[str, int] = {}
    twice: dict[str, tuple[int, int]] = {}
    passed: dict[int, str] = {}
    for name, claim in claims.items():
        (rank, column), *others = sorted(claim)
        columns[name] = column
        for other_rank, other in others:
            if other_rank == rank:
                twice.setdefault(name, (column, other))
            else:
                passed[other] = name
    return columns, twice, passed


@lru_cache(maxsize=64)
def _known(kind: str, aliases: tuple[tuple[str, str, str], ...]) -> dict[str, tuple[str, int]]:
    """Every label of a kind, as labels are compared: its field, and its rank among the field's labels."""
    cells = SHEETS[kind].cells
    labels = {
        name: [*cell.labels, *(own for k, n, own in aliases if (k, n) == (kind, name))] for name, cell in cells.items()
    }
    known: dict[str, tuple[str, int]] = {}
    for rank in range(max(map(len, labels.values()))):
        for name, words in labels.items():
            if rank < len(words):
                known.setdefault(label(words[rank]), (name, rank))
    return known


@lru_cache(maxsize=64)
def _own_labels(answer: str) -> tuple[frozenset[str], frozenset[str]]:
    """The labels by which our own report is known: all but the source and, as on its sheets of parts, the form."""
    kind = ANSWERS[answer]
    names = kind.known_by or [name for name in kind.cells if name not in ("source", *kind.form)]
    cells = [kind.cells[name].label for name in names]
    return frozenset(label(words.zh) for words in cells), frozenset(label(words.en) for words in cells)


def is_form(header: Header) -> bool:
    """Whether the sheet is a list of ours that people filled in, not one of their own of the same kind."""
    present = {label(text) for text in header.texts}
    return header.kind is not None and any(
        answer.dropped_back == header.kind.name and any(labels <= present for labels in _form_labels(answer.name))
        for answer in ANSWERS.values()
    )


@lru_cache(maxsize=64)
def _form_labels(answer: str) -> tuple[frozenset[str], frozenset[str]]:
    cells = [ANSWERS[answer].cells[name].label for name in ANSWERS[answer].known_by]
    return frozenset(label(words.zh) for words in cells), frozenset(label(words.en) for words in cells)


def _named(header: Header, sheet: str) -> bool:
    """Whether the sheet's name says this kind."""
    declared = header.kind or header.answer
    return declared is not None and any(label(word) in label(sheet) for word in (*declared.label, declared.name))


def words_of(header: Header) -> Words:
    """What people call the table under a header."""
    declared = header.kind or header.answer
    return declared.label if declared else Words("", "")
