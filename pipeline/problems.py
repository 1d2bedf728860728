"""One thing wrong in a file, addressed as Excel shows it, with what was typed and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.cells import Params
from schemas.sentences.problems import PROBLEMS, STILL_COUNTS
from schemas.sentences.quoting import quoted
from schemas.words import Lang


@dataclass(frozen=True, order=True)
class Problem:
    """A wrong cell, document, sheet or file. Sortable: by file, sheet and place.

    Attributes:
        file: The file's name below the inbox.
        sheet: The sheet's name; "" for the whole file.
        row: As Excel counts, from 1; 0: the whole sheet.
        column: From 1; 0: the whole row.
        code: The sentence, a key of `schemas.sentences.PROBLEMS`.
        field: The label of the column, as the sheet has it.
        typed: What the cell holds, as text.
        params: What the sentence quotes beside, by placeholder.
        kind: The kind of sheet.
        document: The key of the document that is held back for it; "" where it can't be read.
        still_counts: An earlier version of the document stays as it was last accepted.
        suggestion: What may have been meant, to be typed instead; "" where that isn't clear. Nothing is decided by it.
    """

    file: str
    sheet: str
    row: int
    column: int
    code: str
    field: str = ""
    typed: str = ""
    params: Params = ()
    kind: str = ""
    document: str = ""
    still_counts: bool = False
    suggestion: str = ""

    @property
    def cell(self) -> str:
        """The place as Excel shows it: `F12`, `12` for a row, "" for a sheet."""
        return f"{column_letters(self.column)}{self.row or ''}"

    @property
    def place(self) -> str:
        """Sheet and cell as Excel shows them; for a whole sheet, its name."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


def column_letters(column: int) -> str:
    """A column as Excel shows it: 1 is A, 27 is AA; "" for 0."""
    letters = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def problem_words(problem: Problem, lang: Lang) -> tuple[str, str]:
    """What is wrong, and what to do about it.

    A document that stays as it was last accepted says so in the first sentence.
    """
    sentence = PROBLEMS[problem.code]
    words = {"field": problem.field, "typed": problem.typed, "sheet": problem.sheet, **quoted(problem.params, lang)}
    known = STILL_COUNTS.in_(lang) if problem.still_counts and problem.sheet else ""
    return sentence.problem.in_(lang).format(**words) + known, sentence.remedy.in_(lang).format(**words)


def documents_in(problems: Iterable[Problem]) -> int:
    """How many documents are held back for some problems; a row whose key can't be read is one of its own."""
    keys = {(p.file, p.kind, p.document) if p.document else (p.file, p.sheet, str(p.row)) for p in problems}
    return len(keys)
