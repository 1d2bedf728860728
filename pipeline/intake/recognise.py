"""The first rows of a sheet to its header row and to what kind of table stands under it."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.intake.claims import Claims, claims_of, labels_of
from pipeline.intake.heads import Head, one_row, two_rows
from pipeline.intake.labels import label
from pipeline.intake.rules import ReadingRules
from pipeline.intake.sizes import QUANTITY, Matrix, has_sizes, size_columns, twice, with_sizes
from schemas.answers.kind import AnswerKind
from schemas.layouts import Layout
from schemas.registry import ANSWERS, SHEETS
from schemas.sheets.kind import SheetKind
from schemas.sheets.payments import PAYMENTS

SEARCHED = 30
"""Rows in which a header is looked for."""


@dataclass(frozen=True)
class Header:
    """A header that was recognised.

    Attributes:
        row: Where it stands, from 0; the lower row of a header of two. Data stands under it.
        kind: The kind of sheet under it; None for a report of our own.
        answer: The report of our own; None for a sheet that came in.
        columns: Column, from 0, of each field found.
        score: How many of the kind's labels it has.
        texts: What each column is called, as the sheet has it, "" where blank; of two rows the names that were known.
        twice: Fields under whose heading two columns stand: the two columns, from 0.
        passed: Columns, from 0, that hold a field too but under a label that comes after the one read.
        lines: Its one or two rows as they stand.
        layout: How a bank's export is built, where the sheet is one.
        matrix: Its columns of sizes, where the quantity stands in one a size.
    """

    row: int
    kind: SheetKind | None = None
    answer: AnswerKind | None = None
    columns: dict[str, int] = field(default_factory=dict)
    score: int = 0
    texts: tuple[str, ...] = ()
    twice: dict[str, tuple[int, int]] = field(default_factory=dict)
    passed: dict[int, str] = field(default_factory=dict)
    lines: tuple[tuple[str, ...], ...] = ()
    layout: Layout | None = None
    matrix: Matrix | None = None

    @property
    def read(self) -> frozenset[int]:
        """Every column that is read, from 0."""
        return frozenset(self.columns.values()) | (self.matrix.columns if self.matrix else frozenset())

    @property
    def top(self) -> int:
        """Its first row, from 0."""
        return self.row - max(len(self.lines), 1) + 1


def recognise(rows: Sequence[Sequence[str]], sheet: str, rules: ReadingRules) -> Header | None:
    """The header among a sheet's first rows: most labels, then the earliest row, then the sheet's name.

    A kind is a candidate only with all its required labels, a report of our own only with all of its labels, or all
    that it is known by. A layout of the settings is no guess and goes before both. A row is read together with the one
    above it, as a header of two rows, only where that makes a table of what was none, or finds more labels, or tells
    apart columns that were called the same.

    Args:
        rows: The first rows of the sheet as text.
        sheet: Its name, which decides between kinds with equally many labels.
        rules: With the office's own aliases.

    Source: CONTRACT 1, header row.
    """
    if given := exported(rows, rules):
        return given
    searched = range(min(len(rows), SEARCHED))
    single = _best((one_row(rows, row) for row in searched), sheet, rules)
    if single and single.answer:
        return single
    lower = (row for row in searched if row and (single is None or row in (single.row, single.row + 1)))
    double = _best((head for row in lower for head in two_rows(rows, row)), sheet, rules)
    if single is None or double is None:
        return single or double
    better = double.score > single.score or (double.score == single.score and single.twice and not double.twice)
    return double if better else single


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


def _best(heads: Iterable[Head], sheet: str, rules: ReadingRules) -> Header | None:
    """The best header of all that the heads may be; of equals the first."""
    found = [header for head in heads for header in _candidates(head, rules)]
    return max(found, key=lambda one: (one.score, -one.row, _named(one, sheet)), default=None)


def _candidates(head: Head, rules: ReadingRules) -> Iterable[Header]:
    words = head.words
    if len(words) < 2 or words.isdisjoint(_labels_of_all(rules.aliases)):
        return
    claimed = claims_of(head, rules)
    sizes = size_columns(head, rules.sizes)
    for name, kind in SHEETS.items():
        claims = claimed.get(name, {})
        if sizes and claims and has_sizes(kind):
            yield from _matrix_header(head, kind, claims, sizes)
        elif all(field in claims for field in kind.required) and len(claims) - len(kind.required) >= kind.also_needed:
            yield _header(head, kind, claims)
    for answer in () if _our_forms(words) else ANSWERS.values():
        if answer.dropped_back is None and any(labels <= words for labels in _known_labels(answer.name)):
            score = max(len(labels & words) for labels in _own_labels(answer.name))
            yield Header(head.row, answer=answer, score=score, texts=head.lines[-1], lines=head.lines)


def _header(head: Head, kind: SheetKind, claims: Claims) -> Header:
    """A field stands under its label before any alias, under an alias before the later ones."""
    columns: dict[str, int] = {}
    twice: dict[str, tuple[int, int]] = {}
    passed: dict[int, str] = {}
    texts = list(head.lines[-1])
    for name, found in claims.items():
        best, *others = sorted(found)
        columns[name] = best.column
        for claim in found:
            texts[claim.column] = head.names[claim.column][claim.way][1]
        for other in others:
            if (other.way, other.rank) == (best.way, best.rank):
                twice.setdefault(name, (best.column, other.column))
            else:
                passed[other.column] = name
    return Header(head.row, kind, None, columns, len(columns), tuple(texts), twice, passed, head.lines)


def _matrix_header(head: Head, kind: SheetKind, found: Claims, sizes: dict[int, str]) -> Iterable[Header]:
    """The header of a size matrix, whose sizes count as labels too."""
    claims, matrix = with_sizes(head, found, sizes)
    if not all(name in claims for name in kind.required):
        return
    header = _header(head, kind, claims)
    named = dict(matrix.sizes)
    texts = tuple(named.get(column, text) for column, text in enumerate(header.texts))
    same = twice(sizes)
    yield replace(
        header,
        texts=texts,
        matrix=matrix,
        score=header.score + len(sizes),
        twice=header.twice | ({QUANTITY: same} if same else {}),
    )


@lru_cache(maxsize=64)
def _labels_of_all(aliases: tuple[tuple[str, str, str], ...]) -> frozenset[str]:
    """Every label that there is, of what comes in and of our own reports: most rows have none and are no header."""
    own = (labels for answer in ANSWERS for labels in _known_labels(answer))
    return frozenset().union(*own, *(labels_of(kind, aliases) for kind in SHEETS))


@lru_cache(maxsize=64)
def _own_labels(answer: str) -> tuple[frozenset[str], frozenset[str]]:
    """The labels of our own report: all but the source and, as on its sheets of parts, the form."""
    kind = ANSWERS[answer]
    return _labels(kind, [name for name in kind.cells if name not in ("source", *kind.form)])


@lru_cache(maxsize=64)
def _known_labels(answer: str) -> tuple[frozenset[str], frozenset[str]]:
    """Those without which a sheet is not our own report or form."""
    return _labels(ANSWERS[answer], ANSWERS[answer].known_by) if ANSWERS[answer].known_by else _own_labels(answer)


def _labels(kind: AnswerKind, columns: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The labels of some columns as labels are compared, Chinese and English."""
    cells = [kind.cells[name].label for name in columns]
    return frozenset(label(words.zh) for words in cells), frozenset(label(words.en) for words in cells)


def is_form(header: Header) -> bool:
    """Whether the sheet is a list of ours that people filled in, not one of their own of the same kind."""
    return header.kind is not None and header.kind.name in _our_forms({label(text) for text in header.texts})


def _our_forms(words: AbstractSet[str]) -> set[str]:
    """The kinds of sheet that a header is read as because it is a form of ours."""
    forms = (answer for answer in ANSWERS.values() if answer.dropped_back)
    return {str(form.dropped_back) for form in forms if any(labels <= words for labels in _known_labels(form.name))}


def _named(header: Header, sheet: str) -> bool:
    """Whether the sheet's name says this kind."""
    declared = header.kind or header.answer
    return declared is not None and any(label(word) in label(sheet) for word in (*declared.label, declared.name))
