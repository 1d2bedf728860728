"""One customer's month to a statement of account that can be printed, sealed and sent."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from pipeline.report import styles
from pipeline.report.confirmation_form import confirmation_page
from pipeline.report.heading import GAP_POINTS, put_notes
from pipeline.report.look import Look
from pipeline.report.plain import Columns, Row
from pipeline.report.shown import PADDING, text_width
from pipeline.report.statement_foot import BUCKETS, put_foot
from pipeline.report.statement_goods import goods_page
from pipeline.report.table import Table, furnish_across, put_parts
from pipeline.report.workbook import Book, Page
from schemas.answers.statements import STATEMENT_GOODS, STATEMENT_LINES, STATEMENT_TOTALS
from schemas.choices import PaymentTerms
from schemas.sentences import report as words
from schemas.sheets.confirmations import CONFIRMATIONS
from schemas.words import Lang, Words

LINES = Table(
    STATEMENT_LINES.cells,
    totals=("receivable_fen", "received_fen"),
    caps={"document_no": 22, "order_no": 22, "summary": 28, "unit": 8, "allocation": 30},
    # Wide enough for what stands below: the last closings, their chart, and room to sign.
    floors={
        "kind": 16,
        "document_no": 14,
        "order_no": 16,
        "summary": 24,
        "quantity_e3": 10,
        "unit": 8,
        "unit_price_e4": 12,
        "receivable_fen": 13,
        "received_fen": 13,
        "balance_fen": 13,
        "allocation": 24,
    },
    frozen=0,
)
RIGHT_BLOCK = LINES.column("unit_price_e4")

Facts = tuple[tuple[Words, str], ...]
"""What stands at the head of a paper: at most five labels, each with its text."""


class Account(NamedTuple):
    """What one customer's statement is made of; a table is nothing at all where the customer has no row in it.

    Attributes:
        figures: Its row of the totals.
        who: Its row of the parties.
        lines: Its lines of the month, as they stand.
        goods: Its shipment lines of the month.
        slips: The slips of the month that are not back.
        closings: What it owed at the end of this month and those before.
    """

    figures: Row
    who: Row
    lines: Columns
    goods: Columns
    slips: Columns
    closings: Columns


def statement(account: Account, month: date, look: Look) -> bytes:
    """The workbook of one customer: 对账单, 明细 and the form 对账确认, and nothing in it but this customer's month.

    Args:
        account: What it is made of.
        month: Its first day.
        look: Language, company and day.
    """
    lang, figures = look.lang, account.figures
    title = f"{words.STATEMENT_TITLE.in_(lang)} {month:%Y-%m} {shown(figures, 'customer_name')}".strip()
    book = Book(look, title)
    statement_page(book.page(STATEMENT_LINES.label.zh), account, month)
    goods_page(book.page(STATEMENT_GOODS.label.zh), account.goods, f"{title}  {shown(figures, 'statement_no')}".strip())
    confirmation_page(book.page(CONFIRMATIONS.label.zh), figures, month)
    return book.close()


def statement_page(page: Page, account: Account, month: date) -> None:
    """The whole sheet 对账单; lines that it has no room for go on on further ones, what stands below on the last."""

    def head(sheet: Page, said: Sequence[str]) -> int:
        return put_notes(sheet, put_parties(sheet, account.figures, account.who, month), said)

    rows = with_balances(account.lines, account.figures, month, page.book.look.lang)
    last = len(rows["balance_fen"]) - 1
    placed = put_parts(page, rows, lines_table(page.book.look.lang), head, strong=frozenset({0, last}))
    for part in placed:
        furnish_across(part)
    put_foot(placed[-1].page, placed[-1].next_row, account.figures, account.closings, account.slips)


@cache
def lines_table(lang: Lang) -> Table:
    """The table of the lines, its first column wide enough for the names of the buckets that stand below it."""
    longest = max(text_width(STATEMENT_TOTALS.cells[name].label.in_(lang)) for name in BUCKETS)
    return replace(LINES, floors={**LINES.floors, "date": longest + PADDING})


def last_day(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def shown(row: Row, name: str) -> str:
    """A text of a row; blank where it has none."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def with_balances(lines: Columns, figures: Row, month: date, lang: Lang) -> Columns:
    """The lines between the row 期初 and the row 期末余额."""

    def balance(kind: str, day: date, fen: int) -> Row:
        return {"date": datetime(day.year, day.month, day.day), "kind": kind, "balance_fen": int(fen)}

    opening = balance(words.OPENING.in_(lang), month, figures["opening_fen"])
    closing = balance(words.CLOSING.in_(lang), last_day(month), figures["closing_fen"])
    return {name: [opening.get(name), *lines.get(name, ()), closing.get(name)] for name in LINES.cells}


def put_parties(page: Page, figures: Row, who: Row, month: date) -> int:
    """Who sends it, to whom, for which month and on what terms; returns the row of the table's header."""
    row = put_sender(page, words.STATEMENT_TITLE)
    page.height(row, GAP_POINTS)
    lang, company = page.book.look.lang, page.book.look.company
    name, code = shown(figures, "customer_name"), shown(figures, "customer_code")
    named = words.CUSTOMER_NAMED.in_(lang).format(name=name, code=code) if name and name != code else code
    left = (
        (words.CUSTOMER, named),
        (words.CONTACT, "  ".join(part for part in (shown(who, "contact"), shown(who, "phone")) if part)),
        (words.ADDRESS, shown(who, "address")),
        (words.PAY_TO, "  ".join(company.bank)),
    )
    right = (
        (words.PERIOD, words.PERIOD_FROM_TO.in_(lang).format(first=month, last=last_day(month))),
        (words.TERMS, terms(who, lang)),
        (words.CURRENCY, words.YUAN.in_(lang)),
        (words.STATEMENT_NO, shown(figures, "statement_no")),
        (words.SLIPS_AS_OF, words.AS_OF.in_(lang).format(day=page.book.look.as_of)),
    )
    return put_facts(page, row, {0: left, RIGHT_BLOCK: right})


def put_facts(page: Page, row: int, blocks: Mapping[int, Facts]) -> int:
    """Blocks of facts side by side below a row, each from its column on, blank ones left out; returns the next row."""
    lang = page.book.look.lang
    for column, block in blocks.items():
        for step, (label, text) in enumerate(block, start=1):
            if text:
                page.text(row + step, column, label.in_(lang), styles.LABEL)
                page.text(row + step, column + 1, text, styles.NAMED if step == 1 else styles.VALUE)
    page.height(row + 6, GAP_POINTS)
    return row + 7


def put_sender(page: Page, title: Words) -> int:
    """The title, and whose paper it is, as far as the settings say; returns the next row."""
    company = page.book.look.company
    page.text(0, 0, title.in_(page.book.look.lang), styles.STATEMENT_TITLE)
    page.height(0, 32)
    where = "    ".join(part for part in (company.address, company.phone) if part)
    lines = [(text, style) for text, style in ((company.name, styles.HEADING), (where, styles.SUBTITLE)) if text]
    for row, (text, style) in enumerate(lines, start=1):
        page.text(row, 0, text, style)
    return 1 + len(lines)


def terms(who: Row, lang: Lang) -> str:
    """How and when the customer pays, in words."""
    given, days = shown(who, "payment_terms"), who.get("credit_days")
    word = {choice.value: choice.in_(lang) for choice in PaymentTerms}.get(given, given)
    if days is None or int(days) == 0:
        return word
    return words.TERMS_DAYS.in_(lang).format(terms=word, days=days).lstrip("，, ")
