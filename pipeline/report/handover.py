"""Slips to hand over to the sheet 交接清单: a list to print, with room for both sides to sign."""

from pandera.typing.pandas import DataFrame

from pipeline.report import styles
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Page
from schemas.answers.slips import HANDOVER, Handover
from schemas.sentences import report as words

LIST = Table(
    HANDOVER.cells,
    form=HANDOVER.form,
    totals=("amount_fen",),
    caps={"customer_po": 18, "order_no": 22, "shipment_no": 22, "customer_code": 14, "customer_name": 34},
    floors={"remark": 12},
    quiet_zeros=True,
)
SIGNING_POINTS = 28.0


def handover_page(page: Page, slips: DataFrame[Handover]) -> None:
    """The whole sheet.

    Args:
        page: A new sheet.
        slips: One row a slip to hand over, as the papers are filed.
    """
    lang = page.book.look.lang
    notes = [words.COUNTED_HANDOVER.in_(lang).format(count=len(slips)), words.HANDOVER_OF_FORMS.in_(lang)]
    placed = report_page(page, words.HANDOVER_TITLE.in_(lang), slips, LIST, notes)
    row = placed.next_row + 1
    placed.page.height(row, SIGNING_POINTS)
    placed.page.text(row, 0, words.HANDED_OVER.in_(lang), styles.NAMED)
