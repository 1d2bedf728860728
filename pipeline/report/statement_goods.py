"""The goods of one customer's month to the sheet 明细: each shipment line with its product, quantity and price."""

from pipeline.report.plain import Columns
from pipeline.report.table import Table, heading, put_table
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
    """The whole sheet.

    Args:
        page: A new sheet.
        goods: The customer's shipment lines of the month; nothing at all where there is none.
        subtitle: Whose, and of which month.
    """
    rows = {name: goods.get(name, ()) for name in GOODS.cells}
    top = heading(page, words.GOODS_TITLE.in_(page.book.look.lang), [subtitle])
    placed = put_table(page, rows, GOODS, top)
    page.freeze(top + 1)
    page.filter(placed.area)
    page.print_as(landscape=True, repeat=(top, top))
