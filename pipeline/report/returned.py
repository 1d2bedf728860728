"""A file with problems to a copy of it, its values where they were, the bad cells marked and every problem listed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import pandas as pd

from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import TypedSheet, typed_sheets
from pipeline.problems import Problem, column_letters, problem_words
from pipeline.report import styles
from pipeline.report.look import Look
from pipeline.report.marked import NOT_KNOWN, put_sheet
from pipeline.report.styles import Tone
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import LAST_COLUMN, LAST_ROW, Book, Page
from schemas.answers.intake import PROBLEM_LIST, ProblemList
from schemas.answers.kind import checked
from schemas.cells import read_text
from schemas.sentences import returned as words

RETURNED = "退回修改"
"""The folder of the outbox in which the copies lie."""

LINKED = 30_000
"""Problems with links: Excel keeps no more than 65,530 on a sheet."""
CAPS = {"sheet": 20, "typed": 30, "problem": 46, "remedy": 46, "suggestion": 24}
"""The widest that columns of the list grow."""


def returned_name(file: str) -> str:
    """What the copy of a file is called, below its folder: `a.xlsx` for `a.xlsx`, `a.csv.xlsx` for `a.csv`."""
    return file if PurePosixPath(file).suffix.lower() == ".xlsx" else f"{file}.xlsx"


def returned_copy(
    content: bytes, file: str, problems: Sequence[Problem], look: Look, rules: ReadingRules | None = None
) -> bytes:
    """The copy of a file that people mend and drop back.

    Every sheet has its values where they were, of the type they had, merged as they were; formulas have become their
    values, and those without one #N/A. A blank cell has what is suggested for it; else, dropped back unchanged, the
    copy has problems in the same cells. What the file had beside (colours, charts, comments) is not copied. A file
    whose cells can't be read, or are more than Excel has room for, gives the list alone.

    Args:
        content: The bytes of the file.
        file: Its name below the inbox.
        problems: What is wrong with it.
        look: Language, company and day.
        rules: The reading rules under which the problems were found.

    Source:
        CONTRACT 5, 退回修改.
    """
    book = Book(look, file)
    first = book.page(PROBLEM_LIST.label.zh)
    sheets = sheets_to_mend(content, file, rules or ReadingRules())
    pages = {sheet.name: book.page(sheet.name) for sheet in sheets}
    order = {name: place for place, name in enumerate(pages)}
    sorted_problems = sorted(problems, key=lambda p: (order.get(p.sheet, -1), p))
    put_list(first, file, sorted_problems, {name: page.name for name, page in pages.items()})
    for sheet in sheets:
        mine = [problem for problem in sorted_problems if problem.sheet == sheet.name]
        put_sheet(pages[sheet.name], with_unstored(sheet, mine), mine)
    return book.close()


def sheets_to_mend(content: bytes, file: str, rules: ReadingRules) -> list[TypedSheet]:
    """The sheets that the copy has: none where one is larger than Excel's, of which a copy would lose rows."""
    sheets = [sheet for sheet in typed_sheets(content, file, rules) if not is_problem_list(sheet)]
    return sheets if all(s.rows <= LAST_ROW and len(s.columns) <= LAST_COLUMN for s in sheets) else []


def is_problem_list(sheet: TypedSheet) -> bool:
    """Whether a sheet is the list that an earlier copy began with."""
    heads = [{read_text(str(value)) for value in row} for row in sheet.head]
    labels = [{cell.label.in_(lang) for cell in PROBLEM_LIST.cells.values()} for lang in ("zh", "en")]
    return any(wanted <= head for head in heads for wanted in labels)


def with_unstored(sheet: TypedSheet, problems: Sequence[Problem]) -> TypedSheet:
    """The sheet with #N/A for formulas that have no value: dropped back, a blank might pass."""
    places = [(p.row - 1, p.column - 1) for p in problems if p.code == "no_stored_value"]
    owners = [sheet.owner(*place) for place in places if sheet.has(*place)]
    return replace(sheet, errors=sheet.errors | dict.fromkeys(owners, NOT_KNOWN))


# --- the list --------------------------------------------------------------------------------


def put_list(page: Page, file: str, problems: Sequence[Problem], pages: dict[str, str]) -> None:
    """The first sheet: every problem by its place, each leading to its cell.

    Args:
        page: The sheet.
        file: The file's name.
        problems: In the order in which they are to stand.
        pages: The name that each sheet has in the copy, by its own.
    """
    lang = page.book.look.lang
    notes = [words.COUNTED.in_(lang).format(problems=len(problems)), words.MEND.in_(lang).format(file=mended(file))]
    table = Table(PROBLEM_LIST.cells, caps=CAPS, frozen=0, links=("row", "column"))
    placed = report_page(page, words.TITLE.in_(lang).format(file=file), listed(problems, page), table, notes)
    page.tab(styles.TONES[Tone.BAD][0])
    row_column, letter_column = table.column("row"), table.column("column")
    for row, problem in enumerate(problems[:LINKED], start=placed.area.first_row + 1):
        if problem.sheet in pages and problem.row:
            quoted, letters = pages[problem.sheet].replace("'", "''"), column_letters(problem.column)
            to = f"'{quoted}'!{letters or 'A'}{problem.row}"
            page.link(row, row_column, to, str(problem.row))
            if letters:
                page.link(row, letter_column, to, letters)


def mended(file: str) -> str:
    """The name under which the copy replaces the file."""
    return PurePosixPath(returned_name(file)).name


def listed(problems: Sequence[Problem], page: Page) -> pd.DataFrame:
    """The problems as the answer that their list shows."""
    said = [problem_words(problem, page.book.look.lang) for problem in problems]
    rows = {
        "sheet": [problem.sheet or None for problem in problems],
        "row": [problem.row or None for problem in problems],
        "column": [column_letters(problem.column) or None for problem in problems],
        "field": [problem.field or None for problem in problems],
        "typed": [problem.typed or None for problem in problems],
        "problem": [problem for problem, _ in said],
        "remedy": [remedy for _, remedy in said],
        "suggestion": [problem.suggestion or None for problem in problems],
    }
    return checked(ProblemList, pd.DataFrame(rows, dtype=object))
