"""What stands above a table: its title, whose it is, the day it speaks for, and what a reader must know."""

from collections.abc import Sequence

from pipeline.report import styles
from pipeline.report.workbook import Page
from schemas.sentences import report as words

GAP_POINTS = 7.0
"""The height of the thin rows between what stands above and below each other."""


def heading(page: Page, title: str, notes: Sequence[str] = ()) -> int:
    """Title, company and day, notes; returns the row of the header below them."""
    look = page.book.look
    page.text(0, 0, title, styles.TITLE)
    page.height(0, 30)
    day = words.AS_OF.in_(look.lang).format(day=look.as_of.isoformat())
    page.text(1, 0, "    ".join(part for part in (look.company.name, day) if part), styles.SUBTITLE)
    gap = put_notes(page, 2, notes)
    page.height(gap, GAP_POINTS)
    return gap + 1


def put_notes(page: Page, row: int, notes: Sequence[str]) -> int:
    """Notes from a row down, a line each; returns the next row."""
    for place, note in enumerate(notes, start=row):
        page.text(place, 0, note, styles.NOTE)
    return row + len(notes)
