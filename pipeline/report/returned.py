"""A file with problems to a copy of it, its values where they were, the bad cells marked and every problem listed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

import pandas as pd

from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import Clock, Day, Moment, Span, TypedSheet, Value, typed_sheets
from pipeline.problems import Problem, column_letters, problem_words
from pipeline.report import styles
from pipeline.report.look import Look
from pipeline.report.shown import text_width
from pipeline.report.styles import Style, Tone
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Area, Book, Page
from schemas.answers.intake import PROBLEM_LIST, ProblemList
from schemas.answers.kind import checked
from schemas.cells import MONEY, PRICE, QUANTITY, read_text
from schemas.sentences import returned as words

RETURNED = "退回修改"
"""The folder of the outbox in which the copies lie."""

LINKED = 30_000
"""Problems with links: Excel keeps no more than 65,530 on a sheet."""
COMMENTED = 5_000
"""Comments a sheet: Excel gets slow with more; the list has all of them."""
MEASURED = 400
"""Rows by which the width of a column is told."""
NARROWEST, WIDEST = 6, 36
CAPS = {"sheet": 20, "typed": 30, "problem": 46, "remedy": 46, "suggestion": 24}
"""The widest that columns of the list grow."""
BAD_INK, BAD_FILL = "#9C0006", "#FFC7CE"
"""What Excel itself calls bad; people know it."""
NOT_KNOWN = "#N/A"
FIGURES = (QUANTITY, PRICE, MONEY)

PLAIN = styles.BODY
LINK = styles.LINK.but(align="center")
LOOKS: dict[type, Style] = {
    str: PLAIN.but(num_format="@"),
    Day: PLAIN.but(num_format="yyyy-mm-dd", align="center"),
    Moment: PLAIN.but(num_format="yyyy-mm-dd hh:mm", align="center"),
    Clock: PLAIN.but(num_format="hh:mm:ss"),
    Span: PLAIN.but(num_format="[h]:mm:ss"),
}
"""How values look that a plain cell would show wrongly."""


class Mark(NamedTuple):
    """A cell to be marked, from 0, and what its comment says; "" for none."""

    row: int
    column: int
    comment: str


def returned_name(file: str) -> str:
    """What the copy of a file is called, below its folder: `a.xlsx` for `a.xlsx`, `a.csv.xlsx` for `a.csv`."""
    return file if PurePosixPath(file).suffix.lower() == ".xlsx" else f"{file}.xlsx"


def returned_copy(
    content: bytes, file: str, problems: Sequence[Problem], look: Look, rules: ReadingRules | None = None
) -> bytes:
    """The copy of a file that people mend and drop back.

    Every sheet has its values where they were, of the type they had, merged as they were; formulas have become their
    values, and those without one #N/A. Dropped back unchanged it has problems in the same cells. What the file had
    beside (colours, charts, comments) is not copied. A file whose cells can't be read gives the list alone.

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
    sheets = [sheet for sheet in typed_sheets(content, file, rules or ReadingRules()) if not is_problem_list(sheet)]
    pages = {sheet.name: book.page(sheet.name) for sheet in sheets}
    order = {name: place for place, name in enumerate(pages)}
    sorted_problems = sorted(problems, key=lambda p: (order.get(p.sheet, -1), p))
    put_list(first, file, sorted_problems, {name: page.name for name, page in pages.items()})
    for sheet in sheets:
        mine = [problem for problem in sorted_problems if problem.sheet == sheet.name]
        put_sheet(pages[sheet.name], with_unstored(sheet, mine), mine)
    return book.close()


def is_problem_list(sheet: TypedSheet) -> bool:
    """Whether a sheet is the list that an earlier copy began with."""
    heads = [{read_text(str(value)) for value in row} for row in sheet.head]
    labels = [{cell.label.in_(lang) for cell in PROBLEM_LIST.cells.values()} for lang in ("zh", "en")]
    return any(wanted <= head for head in heads for wanted in labels)


def with_unstored(sheet: TypedSheet, problems: Sequence[Problem]) -> TypedSheet:
    """The sheet with #N/A for formulas that have no value: dropped back, a blank might pass."""
    places = [(p.row - 1, p.column - 1) for p in problems if p.code == "no_stored_value" and p.column]
    return replace(sheet, errors=sheet.errors | dict.fromkeys((sheet.owner(*place) for place in places), NOT_KNOWN))


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
    table = Table(PROBLEM_LIST.cells, caps=CAPS, frozen=0)
    placed = report_page(page, words.TITLE.in_(lang).format(file=file), listed(problems, page), table, notes)
    page.tab(styles.TONES[Tone.BAD][0])
    row_column, letter_column = table.column("row"), table.column("column")
    for row, problem in enumerate(problems[:LINKED], start=placed.area.first_row + 1):
        if problem.sheet in pages and problem.row:
            quoted = pages[problem.sheet].replace("'", "''")
            to = f"'{quoted}'!{column_letters(problem.column or 1)}{problem.row}"
            page.link(row, row_column, to, problem.row, LINK)
            if problem.column:
                page.link(row, letter_column, to, column_letters(problem.column), LINK)


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


# --- the sheets ------------------------------------------------------------------------------


def put_sheet(page: Page, sheet: TypedSheet, problems: Sequence[Problem]) -> None:
    """One sheet of the file with its bad cells marked."""
    numbers = number_looks(sheet)
    for place, values in enumerate(sheet.columns):
        put_column(page, place, values, numbers.get(place, PLAIN))
    page.widths(width_of(values) for values in sheet.columns)
    for top, left, bottom, right in sheet.merges:
        value = sheet.columns[left][top]
        page.merged(Area(top, left, bottom, right), excel(value), look_of(value, numbers.get(left, PLAIN)))
        if isinstance(value, bool):
            page.truth(top, left, value, PLAIN)
    for (row, column), text in sheet.errors.items():
        page.error(row, column, f"={text}", text, PLAIN)
    put_header(page, sheet)
    for count, mark in enumerate(marks(sheet, problems, page)):
        put_mark(page, sheet, mark if count < COMMENTED else mark._replace(comment=""))
    header = (sheet.header.row, sheet.header.row) if sheet.header else None
    page.print_as(landscape=len(sheet.columns) > 8, repeat=header)
    if sheet.hidden:
        page.hide()


def number_looks(sheet: TypedSheet) -> dict[int, Style]:
    """How numbers look in the columns that hold amounts, prices or quantities, by column."""
    if sheet.header is None or sheet.header.kind is None:
        return {}
    held = {place: sheet.header.kind.cells[name].holds for name, place in sheet.header.columns.items()}
    return {place: PLAIN.but(num_format=type_.number_format) for place, type_ in held.items() if type_ in FIGURES}


def put_column(page: Page, place: int, values: list[Value], number: Style) -> None:
    """A column's values from the first row down."""
    kinds = set(map(type, values)) - {type(None)}
    looks = {LOOKS.get(kind, number) for kind in kinds}
    shown = values if kinds <= {str, float} else [excel(value) for value in values]
    page.column(0, place, shown, looks.pop() if len(looks) == 1 else [look_of(value, number) for value in values])
    if bool in kinds:
        for row, value in enumerate(values):
            if isinstance(value, bool):
                page.truth(row, place, value, PLAIN)


def put_header(page: Page, sheet: TypedSheet) -> None:
    """The header row looks like one and stays in sight."""
    if sheet.header is None:
        return
    row = sheet.header.row
    for place, values in enumerate(sheet.columns):
        if sheet.owner(row, place) == (row, place) and isinstance(value := values[row], str):
            page.text(row, place, value, styles.HEADER)
    page.freeze(row + 1)


def excel(value: Value) -> str | float | None:
    """A value as Excel holds it: text, a number, or nothing."""
    return value if isinstance(value, str) or value is None else float(value)


def look_of(value: Value, number: Style) -> Style:
    """How a value looks; `number` is for numbers of no more particular look."""
    return LOOKS.get(type(value), number)


def marks(sheet: TypedSheet, problems: Sequence[Problem], page: Page) -> list[Mark]:
    """The cells to be marked with what their comments say; a problem of a whole row marks all that stands in it."""
    said: dict[tuple[int, int], list[str]] = {}
    for problem in problems:
        if not 0 < problem.row <= sheet.rows:
            continue
        cells = [problem.column - 1] if problem.column else sheet.filled(problem.row - 1)
        text = "\n".join(problem_words(problem, page.book.look.lang))
        for nth, column in enumerate(cells):
            comments = said.setdefault(sheet.owner(problem.row - 1, column), [])
            if nth == 0 and text not in comments:
                comments.append(text)
    return [Mark(row, column, "\n\n".join(texts)) for (row, column), texts in said.items()]


def put_mark(page: Page, sheet: TypedSheet, mark: Mark) -> None:
    """One bad cell: its value once more, in colour, with its comment; a blank one has the colour alone."""
    value = sheet.value(mark.row, mark.column)
    # Plain, so that what is typed over a bad text becomes a number or a day again.
    look = PLAIN if isinstance(value, str) else look_of(value, PLAIN)
    style = look.but(font_color=BAD_INK, bg_color=BAD_FILL)
    if (mark.row, mark.column) in sheet.errors:
        text = sheet.errors[mark.row, mark.column]
        page.error(mark.row, mark.column, f"={text}", text, style)
    elif isinstance(value, bool):
        page.truth(mark.row, mark.column, value, style)
    else:
        page.column(mark.row, mark.column, [excel(value)], style)
    if mark.comment:
        page.comment(mark.row, mark.column, mark.comment)


def width_of(values: list[Value]) -> float:
    """The width of a column by its first rows; a title that runs over its neighbours doesn't count."""
    texts = [value for value in values[:MEASURED] if value is not None]
    widths = sorted(text_width(value) if isinstance(value, str) else number_width(value) for value in texts)
    longest = widths[-2] if len(widths) > 2 and widths[-1] > 2 * widths[-2] else widths[-1] if widths else 0
    return float(min(max(longest + 2, NARROWEST), WIDEST))


def number_width(value: Value) -> int:
    """The room that a number takes in its look."""
    return len(LOOKS[type(value)].num_format) if type(value) in LOOKS else len(f"{float(value or 0):.10g}")
