"""The goods of one customer's month to the sheet 明细: each shipment line with its product, quantity and price."""

from pipeline.report.heading import heading
from pipeline.report.plain import Columns
from pipeline.report.table import Table, furnish_across, put_parts
from pipeline.report.workbook import Page
from schemas.answers.statements import STATEMENT_GOODS
from schemas.sentences import report as words

GOODS = Table(
    STATEMENT_GOODS.cells,
    totals=("amount_fen",),
    caps={"product_name": 40, "spec": 24, "order_no": 22, "document_no": 22},
    frozen=0,
)


def goods_page(page: Page, goods: Columns, subtitle: str) -> None:
    """The whole sheet, and further ones for lines that it has no room for.

    Args:
        page: A new sheet.
        goods: The customer's shipment lines of the month; nothing at all where there is none.
        subtitle: Whose, and of which month.
    """
    rows = {name: goods.get(name, ()) for name in GOODS.cells}
    title = words.GOODS_TITLE.in_(page.book.look.lang)
    for placed in put_parts(page, rows, GOODS, lambda sheet, said: heading(sheet, title, [*said, subtitle])):
        furnish_across(placed)
