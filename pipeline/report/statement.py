"""One customer's month to a statement of account that can be printed, sealed and sent."""

import calendar
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from pipeline.report import styles
from pipeline.report.capitals import in_capitals
from pipeline.report.confirmation_form import confirmation_page
from pipeline.report.look import Look
from pipeline.report.plain import Columns, Row
from pipeline.report.shown import PADDING, style_of, text_width
from pipeline.report.table import GAP_POINTS, Placed, Table, put_table
from pipeline.report.workbook import Area, Book, Page, range_name
from schemas.answers.statements import STATEMENT_LINES, STATEMENT_TOTALS
from schemas.cells import MONEY, TEXT
from schemas.choices import PaymentTerms
from schemas.sentences import report as words
from schemas.sheets.confirmations import CONFIRMATIONS
from schemas.words import Lang

LINES = Table(
    STATEMENT_LINES.cells,
    totals=("receivable_fen", "received_fen"),
    caps={"document_no": 22, "order_no": 22, "summary": 30, "unit": 8},
    floors={"kind": 16, "summary": 22, "receivable_fen": 13, "received_fen": 13, "balance_fen": 13},
    frozen=0,
)
BUCKETS = (
    "not_due_fen",
    "overdue_1_30_fen",
    "overdue_31_60_fen",
    "overdue_61_90_fen",
    "overdue_over_90_fen",
    "prepaid_fen",
)
"""The columns of the totals that the balance falls into by age."""

RIGHT_BLOCK = LINES.column("unit_price_e4")
OUR_BLOCK, THEIR_BLOCK = LINES.column("order_no"), LINES.column("unit")

AMOUNT, NAME = style_of(styles.BODY, MONEY), style_of(styles.BODY, TEXT)


def statement(lines: Columns, figures: Row, who: Row, month: date, look: Look) -> bytes:
    """The workbook with the one sheet 对账单: nothing in it but this customer's month.

    Args:
        lines: The customer's lines of the month by column, as they stand; nothing at all where there is none.
        figures: The customer's row of the totals.
        who: The customer's row of the parties; nothing where nothing is known.
        month: Its first day.
        look: Language, company and day.
    """
    lang = look.lang
    book = Book(look, f"{words.STATEMENT_TITLE.in_(lang)} {month:%Y-%m} {shown(figures, 'customer_name')}".strip())
    page = book.page(STATEMENT_LINES.label.zh)
    top = put_parties(page, figures, who, month)
    rows = with_balances(lines, figures, month, lang)
    last = len(rows["balance_fen"]) - 1
    placed = put_table(page, rows, lines_table(lang), top, strong=frozenset({0, last}))
    page.freeze(top + 1)
    page.filter(placed.area)
    put_due(page, put_ageing(page, placed, figures), figures)
    page.print_as(landscape=True, repeat=(top, top))
    confirmation_page(book.page(CONFIRMATIONS.label.zh), figures, month)
    return book.close()


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
    row = put_sender(page)
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
    for column, block in ((0, left), (RIGHT_BLOCK, right)):
        for step, (label, text) in enumerate(block, start=1):
            if text:
                page.text(row + step, column, label.in_(lang), styles.LABEL)
                page.text(row + step, column + 1, text, styles.NAMED if step == 1 else styles.VALUE)
    page.height(row + 6, GAP_POINTS)
    return row + 7


def put_sender(page: Page) -> int:
    """The title, and whose statement it is, as far as the settings say; returns the next row."""
    company = page.book.look.company
    page.text(0, 0, words.STATEMENT_TITLE.in_(page.book.look.lang), styles.STATEMENT_TITLE)
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


def put_ageing(page: Page, placed: Placed, figures: Row) -> int:
    """The closing balance by age, one row a bucket, with room to sign beside it; returns the next row."""
    lang, top = page.book.look.lang, placed.next_row + 1
    page.height(placed.next_row, 2 * GAP_POINTS)
    page.text(top, 0, words.AGEING.in_(lang), styles.HEADER)
    page.text(top, 1, words.AMOUNT.in_(lang), styles.HEADER)
    for row, name in enumerate(BUCKETS, start=top + 1):
        page.text(row, 0, STATEMENT_TOTALS.cells[name].label.in_(lang), NAME)
        page.number(row, 1, figures[name] / 100, AMOUNT)
    end = top + 1 + len(BUCKETS)
    buckets = range_name(Area(top + 1, 1, end - 1, 1))
    page.text(end, 0, words.TOTAL.in_(lang), style_of(styles.TOTAL, TEXT))
    total = sum(int(figures[name]) for name in BUCKETS) / 100
    page.formula(end, 1, f"=SUM({buckets})", total, style_of(styles.TOTAL, MONEY))
    put_signatures(page, top, shown(figures, "customer_name") or shown(figures, "customer_code"))
    return end + 1


def put_due(page: Page, row: int, figures: Row) -> None:
    """The deposit held, and the closing balance written out in capitals."""
    lang = page.book.look.lang
    page.height(row, GAP_POINTS)
    page.text(row + 1, 0, words.DEPOSIT_HELD.in_(lang), styles.LABEL)
    page.number(row + 1, 1, figures["deposit_held_fen"] / 100, style_of(styles.VALUE, MONEY))
    page.text(row + 2, 0, words.IN_CAPITALS.in_(lang), styles.LABEL)
    page.text(row + 2, 1, in_capitals(int(figures["closing_fen"])), styles.NAMED)
    page.height(row + 2, 22)


def put_signatures(page: Page, row: int, customer: str) -> None:
    """Room for both sides to sign and seal, side by side, from a row down."""
    lang = page.book.look.lang
    page.text(row, OUR_BLOCK, words.PLEASE_CHECK.in_(lang), styles.SUBTITLE)
    ours = words.OUR_SIDE.in_(lang).format(name=page.book.look.company.name)
    theirs = words.THEIR_SIDE.in_(lang).format(name=customer)
    for column, side, room in ((OUR_BLOCK, ours, (1,)), (THEIR_BLOCK, theirs, (1, 2, 3))):
        page.text(row + 2, column, side, styles.NAMED)
        for step, word in ((5, words.SIGNED_BY), (7, words.SIGNED_ON)):
            page.text(row + step, column, word.in_(lang), styles.LABEL)
            for across in room:
                page.blank(row + step, column + across, styles.BLANK_LINE)
