"""One sheet of a file and what is wrong in it to a page: the values where they were, the bad cells marked."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.intake.typed import TypedSheet
from pipeline.intake.values import Clock, Day, Moment, Span, Value
from pipeline.problems import Problem, problem_words
from pipeline.report import styles
from pipeline.report.coded import ErrorValue, Truth
from pipeline.report.coded import Value as Written
from pipeline.report.shown import text_width
from pipeline.report.styles import Style
from pipeline.report.workbook import Area, Page
from schemas.cells import MONEY, PRICE, QUANTITY, CellType
from schemas.words import Lang

COMMENTED = 5_000
"""Comments a sheet: Excel gets slow with more; the list has all of them."""
MEASURED = 400
"""Rows by which the width of a column is told."""
NARROWEST, WIDEST = 6, 36
WIDEST_KEPT = 60
"""Their own columns may be this wide."""
FROZEN = 12
"""More rows than these would leave no room to scroll."""
MANY_COLUMNS = 8
"""More columns than this lie across the page."""
BAD_INK, BAD_FILL = "#9C0006", "#FFC7CE"
"""What Excel itself calls bad; people know it."""
NOT_KNOWN = "#N/A"
EXCEL_ERRORS = frozenset({"#DIV/0!", NOT_KNOWN, "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
FIGURES = (QUANTITY, PRICE, MONEY)

PLAIN = styles.BODY
LOOKS: dict[type, Style] = {
    str: PLAIN.but(num_format="@"),
    Day: PLAIN.but(num_format="yyyy-mm-dd", align="center"),
    Moment: PLAIN.but(num_format="yyyy-mm-dd hh:mm", align="center"),
    Clock: PLAIN.but(num_format="hh:mm:ss"),
    Span: PLAIN.but(num_format="[h]:mm:ss"),
}
"""How values look that a plain cell would show wrongly."""
MERGED_TITLE = styles.HEADING.but(align="center")
"""What stands above the header over several columns."""
BAD = PLAIN.but(font_color=BAD_INK, bg_color=BAD_FILL)
"""A bad text or blank: plain, so that what is typed over it is a number or a day again."""

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


class Column(NamedTuple):
    """A column as it is written: values and looks, one a row."""

    values: list[Written]
    looks: list[Style]


def put_sheet(page: Page, sheet: TypedSheet, problems: Sequence[Problem]) -> None:
    """One sheet of a file with its bad cells marked.

    A blank cell for which something is suggested, such as an order's number, is filled in with it, so that the copy
    dropped back unchanged has it. Hidden rows and columns stay hidden unless a bad cell stands in them.

    Args:
        page: The sheet of the copy.
        sheet: The sheet of the file.
        problems: What is wrong in it, in the order in which the comments are to tell it.
    """
    said = marks(sheet, problems, page.book.look.lang)
    page.columns(0, 0, [(column.values, column.looks) for column in written(sheet, said, suggested(sheet, problems))])
    for box in sheet.merges:
        page.join(Area(*box))
    told = ((place, text) for place, text in said.items() if text)
    for _, ((row, column), text) in zip(range(COMMENTED), told, strict=False):
        page.comment(row, column, text)
    put_furniture(page, sheet, said)


def put_furniture(page: Page, sheet: TypedSheet, said: Iterable[Place]) -> None:
    """Widths, what is hidden, what stays in sight, and how it is printed."""
    seen = list(said)
    figures = figures_of(sheet)
    widths = sheet.widths or (0.0,) * len(sheet.columns)
    fitting = map(width_of, sheet.columns, map(figures.get, range(len(sheet.columns))), widths)
    page.widths(fitting, hidden=set(sheet.hidden_columns) - {column for _, column in seen})
    page.hide_rows(sorted(set(sheet.hidden_rows) - {row for row, _ in seen}))
    if sheet.header is not None and sheet.header.row < FROZEN:
        page.freeze(sheet.header.row + 1)
    repeat = (sheet.header.top, sheet.header.row) if sheet.header else None
    page.print_as(landscape=len(sheet.columns) > MANY_COLUMNS, repeat=repeat)
    page.spread()
    if sheet.rows:
        page.accept_digits_as_text(Area(0, 0, sheet.rows - 1, len(sheet.columns) - 1))
    if sheet.hidden:
        page.hide()


def marks(sheet: TypedSheet, problems: Iterable[Problem], lang: Lang) -> dict[Place, str]:
    """The cells to be marked, and what their comments say; a problem of a whole row marks all that stands in it."""
    said: dict[Place, list[str]] = {}
    for problem in problems:
        if not sheet.has(problem.row - 1, problem.column - 1 if problem.column else 0):
            continue
        cells = [problem.column - 1] if problem.column else sheet.filled(problem.row - 1)
        text = "\n".join(problem_words(problem, lang))
        for nth, column in enumerate(cells):
            comments = said.setdefault(sheet.owner(problem.row - 1, column), [])
            if nth == 0 and text not in comments:
                comments.append(text)
    return {place: "\n\n".join(texts) for place, texts in said.items()}


def suggested(sheet: TypedSheet, problems: Iterable[Problem]) -> dict[Place, str]:
    """What is suggested for blank cells, the first for each."""
    found: dict[Place, str] = {}
    for problem in problems:
        if problem.suggestion and sheet.has(problem.row - 1, problem.column - 1):
            place = sheet.owner(problem.row - 1, problem.column - 1)
            if sheet.value(*place) is None and place not in sheet.errors:
                found.setdefault(place, problem.suggestion)
    return found


# --- the cells -------------------------------------------------------------------------------


def written(sheet: TypedSheet, bad: Iterable[Place], filled_in: Mapping[Place, str]) -> list[Column]:
    """Every column as it is written, the header and the bad cells in their looks, some blanks filled in."""
    figures = figures_of(sheet)
    columns = [column_of(values, figures.get(place)) for place, values in enumerate(sheet.columns)]
    for (row, column), text in sheet.errors.items():
        columns[column].values[row] = ErrorValue(text if text in EXCEL_ERRORS else NOT_KNOWN)
    for _, looks in columns:
        looks[: titles(sheet)] = map(unlined, looks[: titles(sheet)])
    for top, left, _, right in sheet.merges:
        if top < titles(sheet) and left < right:
            columns[left].looks[top] = MERGED_TITLE
    for row, place in header_cells(sheet):
        columns[place].looks[row] = styles.HEADER
    for row, column in bad:
        value, look = sheet.value(row, column), columns[column].looks[row]
        columns[column].looks[row] = BAD if value is None or isinstance(value, str) else made_bad(look)
    for (row, column), value in filled_in.items():
        columns[column].values[row] = value
    return columns


def column_of(values: Sequence[Value], figure: CellType | None) -> Column:
    """A column in the types and looks of its values; blanks look as the values do where all of these look alike.

    Args:
        values: From the first row down.
        figure: What amounts, prices or quantities it holds; None: anything else.
    """
    number = PLAIN if figure is None else PLAIN.but(num_format=figure.number_format)
    looks = {kind: LOOKS.get(kind, number) for kind in set(map(type, values)) - {type(None)}}
    looks[type(None)] = next(iter(looks.values())) if len(set(looks.values())) == 1 else number
    shown: list[Written] = [Truth(value) if isinstance(value, bool) else value for value in values]
    return Column(shown, [looks[type(value)] for value in values])


@cache
def made_bad(look: Style) -> Style:
    """How a bad number or day looks."""
    return look.but(font_color=BAD_INK, bg_color=BAD_FILL)


@cache
def unlined(look: Style) -> Style:
    """How what stands above the header looks."""
    return look.but(top=0, bottom=0, left=0, right=0)


def figures_of(sheet: TypedSheet) -> dict[int, CellType]:
    """The columns that hold amounts, prices or quantities."""
    if sheet.header is None or sheet.header.kind is None:
        return {}
    held = {place: sheet.header.kind.cells[name].holds for name, place in sheet.header.columns.items()}
    return {place: type_ for place, type_ in held.items() if type_ in FIGURES}


def titles(sheet: TypedSheet) -> int:
    """How many rows stand above the header."""
    return sheet.header.top if sheet.header else 0


def header_cells(sheet: TypedSheet) -> list[Place]:
    """The cells of the header that say something."""
    if sheet.header is None:
        return []
    rows = range(sheet.header.top, sheet.header.row + 1)
    places = [(row, column) for row in rows for column in range(len(sheet.columns))]
    return [place for place in places if sheet.owner(*place) == place and isinstance(sheet.value(*place), str)]


# --- widths ----------------------------------------------------------------------------------


def width_of(values: Sequence[Value], figure: CellType | None, own: float) -> float:
    """The width of a column: its own, if numbers fit; else by its first rows, where one long title doesn't count."""
    texts = [value for value in values[:MEASURED] if value is not None]
    if own:
        numbers = [number_width(value, figure) + 2 for value in texts if not isinstance(value, str)]
        return float(min(max(own, *numbers, 1), WIDEST_KEPT))
    widths = sorted(text_width(value) if isinstance(value, str) else number_width(value, figure) for value in texts)
    longest = widths[-2] if len(widths) > 2 and widths[-1] > 2 * widths[-2] else widths[-1] if widths else 0
    return float(min(max(longest + 2, NARROWEST), WIDEST))


def number_width(value: float, figure: CellType | None) -> int:
    """The room that a number takes in its look."""
    if type(value) in LOOKS:
        return len(LOOKS[type(value)].num_format)
    return len(f"{float(value):.10g}" if figure is None else f"{float(value):,.{figure.decimals}f}")
