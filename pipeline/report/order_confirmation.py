"""One approved order to its confirmation: a page to print, to be signed and sealed by the customer and sent back."""

from dataclasses import replace
from typing import NamedTuple

from pipeline.report import styles
from pipeline.report.capitals import in_capitals
from pipeline.report.heading import GAP_POINTS
from pipeline.report.look import Look
from pipeline.report.plain import Columns, Row
from pipeline.report.signatures import SIGNATURE_ROWS, put_signature
from pipeline.report.statement import Facts, put_facts, put_sender, shown, terms
from pipeline.report.table import Table, furnish_across, put_table
from pipeline.report.workbook import Area, Book, Page
from schemas.answers.order_confirmations import CONFIRMED_LINES
from schemas.exact import yuan
from schemas.sentences import report as words
from schemas.words import Lang

LINES = Table(
    CONFIRMED_LINES.cells,
    totals=("amount_fen",),
    caps={"product_code": 14, "product_name": 28, "spec": 20, "unit": 6, "remark": 20},
    floors={"line_no": 10, "product_code": 12, "product_name": 24, "spec": 16, "due_date": 12, "remark": 16},
    frozen=0,
    quiet_zeros=True,
)
RIGHT_BLOCK = LINES.column("unit_price_e4")
LAST = len(LINES.cells) - 1
OURS, THEIRS = (0, 2, 4), (RIGHT_BLOCK, 8, LAST)
"""The columns in which each side signs and dates, and the last one."""
NOTE_ROWS = 2
"""Room to write remarks by hand."""


class ToConfirm(NamedTuple):
    """What one customer is to sign: the order's row of the confirmations, and its lines."""

    order: Row
    lines: Columns


def order_confirmation(asked: ToConfirm, look: Look) -> bytes:
    """The workbook of one order: the sheet 订单确认书, and nothing in it that another run would say otherwise.

    It speaks for the day of the approval and tells nothing of what was shipped since, so that what was sent and signed
    stays what lies in the outbox.

    Args:
        asked: What is to be signed.
        look: Language and company.
    """
    lang, order = look.lang, asked.order
    approved_on = order["approved_on"].date()
    book = Book(replace(look, as_of=approved_on), f"{words.ORDER_CONFIRMATION_TITLE.in_(lang)} {order['order_no']}")
    page = book.page(CONFIRMED_LINES.label.zh)
    top = put_parties(page, order)
    placed = put_table(page, asked.lines, LINES, top)
    furnish_across(placed)
    put_foot(page, placed.next_row, order)
    return book.close()


def put_parties(page: Page, order: Row) -> int:
    """Who confirms to whom what order, and on what terms; returns the row of the table's header."""
    lang = page.book.look.lang
    row = put_sender(page, words.ORDER_CONFIRMATION_TITLE)
    page.height(row, GAP_POINTS)
    left: Facts = (
        (words.CUSTOMER, shown(order, "customer_name") or shown(order, "customer_code")),
        (words.CONTACT, "  ".join(part for part in (shown(order, "contact"), shown(order, "phone")) if part)),
        (words.DELIVER_TO, shown(order, "address")),
        (words.PAID_BY, terms(order, lang)),
        (words.DEPOSIT, deposit(order, lang)),
    )
    right: Facts = (
        (words.ORDER_NO, order["order_no"]),
        (words.CUSTOMER_PO, shown(order, "customer_po")),
        (words.ORDERED_ON, f"{order['order_date']:%Y-%m-%d}"),
        (words.APPROVED_ON, f"{order['approved_on']:%Y-%m-%d}"),
        (words.SALESPERSON, shown(order, "salesperson")),
    )
    return put_facts(page, row, {0: left, RIGHT_BLOCK: right})


def deposit(order: Row, lang: Lang) -> str:
    """What is to be paid before anything is shipped; "" for an order without a deposit."""
    if order["deposit_fen"] is None:
        return ""
    said = words.DEPOSIT_BEFORE.in_(lang)
    return said.format(percent=order["deposit_percent"], amount=yuan(order["deposit_fen"]))


def put_foot(page: Page, row: int, order: Row) -> None:
    """What it comes to in capitals, room for remarks, and room for both sides to sign."""
    lang, company = page.book.look.lang, page.book.look.company
    page.height(row, GAP_POINTS)
    page.text(row + 1, 0, words.IN_CAPITALS.in_(lang), styles.LABEL)
    page.text(row + 1, 1, in_capitals(order["amount_fen"]), styles.NAMED)
    page.text(row + 2, 0, words.REMARKS.in_(lang), styles.LABEL)
    for line in range(row + 2, row + 2 + NOTE_ROWS):
        page.merged(Area(line, 1, line, LAST), None, styles.BLANK_LINE)
    page.text(row + 3 + NOTE_ROWS, 0, words.PLEASE_CONFIRM.in_(lang), styles.SUBTITLE)
    top = row + 5 + NOTE_ROWS
    put_signature(page, top, OURS, words.OUR_SIDE.in_(lang).format(name=company.name))
    put_signature(page, top, THEIRS, words.THEIR_SIDE.in_(lang).format(name=shown(order, "customer_name")))
    page.on_whole_pages(row, top + SIGNATURE_ROWS - 1)
