"""A customer's statement to the form 对账确认 that stands behind it: filled in and dropped back it is the answer."""

from datetime import date

from pipeline.report.heading import heading
from pipeline.report.plain import Columns, Row
from pipeline.report.table import Table, furnish_across, put_table
from pipeline.report.workbook import Page
from schemas.sentences import report as words
from schemas.sheets.confirmations import CONFIRMATIONS, FORM

CONFIRMATION = Table(
    CONFIRMATIONS.cells,
    form=FORM,
    caps={"statement_no": 30, "customer_code": 16, "customer_name": 26, "difference": 36},
    floors={"their_balance_fen": 16, "difference": 36, "confirmed_by": 12, "confirmed_date": 14},
    frozen=0,
)


def confirmation_page(page: Page, figures: Row, month: date) -> None:
    """The whole sheet: what is asked above, one row to fill in below, and nothing under it, which would be read.

    Args:
        page: A new sheet.
        figures: The customer's row of the totals.
        month: The first day of its month.
    """
    lang = page.book.look.lang
    notes = [words.HOW_TO_CONFIRM.in_(lang), words.HOW_TO_CONFIRM_BACK.in_(lang)]
    top = heading(page, words.CONFIRMATION_TITLE.in_(lang), notes)
    placed = put_table(page, row_of(figures, month), CONFIRMATION, top)
    furnish_across(placed)


def row_of(figures: Row, month: date) -> Columns:
    """The one row of the form, what the customer fills in blank."""
    given = {**figures, "month": f"{month:%Y-%m}"}
    return {name: [None if name in FORM else given.get(name)] for name in CONFIRMATIONS.cells}
