"""One side of a paper to the room in which it signs and seals."""

from pipeline.report import styles
from pipeline.report.workbook import Area, Page
from schemas.sentences import report as words

SIGNATURE_ROWS = 3


def put_signature(page: Page, top: int, columns: tuple[int, int, int], side: str) -> None:
    """Who signs, room to seal, and a line for the name and one for the day.

    Args:
        page: The sheet.
        top: The first of three rows.
        columns: Where the name is signed, where the day, and the last one.
        side: Who it is.
    """
    lang, (first, dated, last) = page.book.look.lang, columns
    page.merged(Area(top, first, top + 1, last), side, styles.SIGNED_FOR)
    page.text(top + 2, first, words.SIGNED_BY.in_(lang), styles.LABEL)
    page.text(top + 2, dated, words.SIGNED_ON.in_(lang), styles.LABEL)
    for column in (*range(first + 1, dated), *range(dated + 1, last + 1)):
        page.blank(top + 2, column, styles.BLANK_LINE)
