"""A kind of sheet to a blank workbook of it, which people fill in and drop."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from pipeline.report import styles
from pipeline.report.look import Look
from pipeline.report.shown import style_of, text_width
from pipeline.report.workbook import Area, Book, Page
from schemas.cells import CODE, FLAG, MOMENT, TEXT, Cell, Fault
from schemas.sentences import report, templates
from schemas.sheets.kind import SheetKind
from schemas.words import Lang, Words
from schemas.written import in_words

EXAMPLE_INK = "#8A94A0"
READY_ROWS = 2_000
"""Rows under the header that have dropdowns and checks."""
EXAMPLE = styles.BODY.but(font_color=EXAMPLE_INK)
HEADER_POINTS = 26.0
LEAST_WIDTH, MOST_WIDTH = 9, 30
WIDTHS = (16.0, 22.0, 72.0, 52.0)
"""Of the instructions: field, required, what to write, also accepted as."""


Typed = Mapping[str, str]
"""One row by column, each cell as people would type it."""


def template(kind: SheetKind, look: Look, ready: Sequence[Typed] = ()) -> bytes:
    """A blank sheet of a kind: its labels with notes, dropdowns, formats and an example row; and how to fill it in.

    Required columns are marked with `*`. Everything follows from the kind's declaration. Dropped as it is, the sheet is
    recognised and has no row but the ready ones: the example's document number is 示例.

    Args:
        kind: The kind of sheet.
        look: Language and company.
        ready: Rows that count as they stand, below the example.

    Source:
        CONTRACT 7, `template`.
    """
    lang = look.lang
    book = Book(look, kind.label.in_(lang))
    page = book.page(kind.label.in_(lang))
    for place, (name, cell) in enumerate(kind.cells.items()):
        label = header_label(kind, name, lang)
        page.text(0, place, label, styles.FORM_HEADER if name in kind.required else styles.HEADER)
        page.comment(0, place, note_of(kind, name, lang))
        put_rows(page, place, name, cell, [example_of(kind), *ready])
        page.column_look(place, width_of(label, cell, lang), style_of(styles.BODY, cell.holds))
        put_check(page, Area(1, place, READY_ROWS, place), cell, lang)
    page.height(0, HEADER_POINTS)
    page.freeze(1, 1)
    page.print_as(landscape=True, repeat=(0, 0))
    page.spread()
    notes = templates.NOTES if not ready else templates.READY_NOTES
    put_instructions(book.page(templates.INSTRUCTIONS.in_(lang)), kind, notes)
    return book.close()


def header_label(kind: SheetKind, name: str, lang: Lang) -> str:
    """The label over a column, with a mark where the sheet is none without it."""
    mark = templates.REQUIRED_MARK if name in kind.required else ""
    return mark + kind.cells[name].label.in_(lang)


def example_of(kind: SheetKind) -> Typed:
    """The row that shows how to fill in the sheet and is skipped."""
    return {name: cell.example for name, cell in kind.cells.items()} | {kind.document[0]: templates.EXAMPLE}


def put_rows(page: Page, place: int, name: str, cell: Cell, rows: Sequence[Typed]) -> None:
    """A column's cells under its label, typed as people should type them; the first row is the example."""
    for row, typed in enumerate(rows, start=1):
        text, style = typed.get(name, ""), style_of(EXAMPLE if row == 1 else styles.BODY, cell.holds)
        value = cell.read(text) if text and text != templates.EXAMPLE else text
        if isinstance(value, Fault):
            raise ValueError(f"{text} can't stand under {cell.label.en}: {value.code}")
        if not text:
            page.blank(row, place, style)
        elif isinstance(value, datetime):
            page.day(row, place, value, style)
        elif isinstance(value, str | bool):
            page.text(row, place, in_words(value, cell, page.book.look.lang), style)
        else:
            page.number(row, place, value / 10 ** (cell.holds.decimals or 0), style)


def put_check(page: Page, area: Area, cell: Cell, lang: Lang) -> None:
    """A dropdown for what is one of a list, a check for what is a day."""
    if cell.choices is not None:
        page.dropdown(area, [choice.in_(lang) for choice in cell.choices])
    elif cell.holds == FLAG:
        page.dropdown(area, [report.YES.in_(lang), report.NO.in_(lang)])
    elif cell.holds.dtype.startswith("datetime"):
        page.days_only(area)


def width_of(label: str, cell: Cell, lang: Lang) -> float:
    """Room for the label, the example and what a cell of its type usually takes."""
    usual = 17 if cell.holds == MOMENT else 14 if cell.holds in (TEXT, CODE) else 11
    longest = max(text_width(label), text_width(cell.example), usual if not cell.choices else LEAST_WIDTH)
    return float(min(longest + 3, MOST_WIDTH))


# --- how to fill it in ---


def note_of(kind: SheetKind, name: str, lang: Lang) -> str:
    """The note at a label: whether it is required, and how to fill it in."""
    return f"{must(kind, name).in_(lang)}{templates.BETWEEN.in_(lang)}{how(kind, name, lang)}"


def must(kind: SheetKind, name: str) -> Words:
    """Whether a column, and every cell of it, has to be there."""
    if kind.cells[name].required:
        return templates.MUST
    return templates.COLUMN_MUST if name in kind.required else templates.MAY


def how(kind: SheetKind, name: str, lang: Lang) -> str:
    """What to write into a column, in words: its type, its rules, and what a blank cell stands for."""
    cell = kind.cells[name]
    parts = [cell.holds.form.in_(lang)]
    if cell.choices is not None:
        choices = templates.BETWEEN_WORDS.in_(lang).join(choice.in_(lang) for choice in cell.choices)
        parts = [templates.ONE_OF.in_(lang).format(choices=choices)]
    parts += rules(kind, name, lang)
    if cell.longest is not None:
        parts.append(templates.LONGEST.in_(lang).format(longest=cell.longest))
    if cell.note is not None:
        parts.append(cell.note.in_(lang))
    if cell.default is not None and not isinstance(cell.default, datetime):
        parts.append(templates.DEFAULT.in_(lang).format(default=in_words(cell.default, cell, lang)))
    if cell.absent is not None and not isinstance(cell.absent, datetime):
        parts.append(templates.ABSENT.in_(lang).format(absent=in_words(cell.absent, cell, lang)))
    if cell.document and name not in kind.document:
        parts.append(templates.DOCUMENT.in_(lang))
    return templates.BETWEEN.in_(lang).join(parts) + templates.END.in_(lang)


def rules(kind: SheetKind, name: str, lang: Lang) -> list[str]:
    """The checks that the column itself declares, in words."""
    scale = 10 ** (kind.cells[name].holds.decimals or 0)
    checks = kind.model.to_schema().columns[name].checks
    return [
        templates.RULES[str(check.name)]
        .in_(lang)
        .format(*(f"{limit / scale:g}" for limit in check.statistics.values()))
        for check in checks
    ]


def put_instructions(page: Page, kind: SheetKind, notes: Sequence[Words]) -> None:
    """The second sheet: every field, whether it is required, how to fill it in and what else it may be called."""
    lang = page.book.look.lang
    title = templates.TITLE.in_(lang).format(kind=kind.label.in_(lang))
    page.text(0, 0, title, styles.TITLE)
    page.height(0, 30)
    for row, note in enumerate(notes, start=1):
        page.text(row, 0, note.in_(lang), styles.NOTE)
    top = len(notes) + 2
    labels = (templates.FIELD, templates.REQUIRED, templates.HOW, templates.ALSO)
    for place, words in enumerate(labels):
        page.text(top, place, words.in_(lang), styles.HEADER)
    wrapped = styles.BODY.but(text_wrap=True)
    for row, (name, cell) in enumerate(kind.cells.items(), start=top + 1):
        own = cell.label.in_(lang)
        others = templates.BETWEEN_WORDS.in_(lang).join(dict.fromkeys(x for x in cell.labels if x != own))
        texts = (header_label(kind, name, lang), must(kind, name).in_(lang), how(kind, name, lang), others)
        for place, text in enumerate(texts):
            page.text(row, place, text, styles.BODY.but(bold=True) if place == 0 else wrapped)
        lines = max(math.ceil(text_width(text) / (width - 2)) for text, width in zip(texts, WIDTHS, strict=True))
        page.height(row, 14.0 * lines + 6)
    page.widths(WIDTHS)
    page.freeze(top + 1, 1)
    page.print_as(landscape=True, repeat=(top, top))
