"""One salesperson's open business to a workbook to send: what to do first, orders, slips as a form, the rest."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.report.exceptions import CATEGORY
from pipeline.report.look import Look
from pipeline.report.order_status import ORDERS
from pipeline.report.outstanding import SLIPS
from pipeline.report.plain import Columns
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Book
from schemas.answers.slices import CUSTOMER_BALANCES, SLICE_SUMMARY
from schemas.answers.slips import OUTSTANDING_SLIPS
from schemas.choices import Level
from schemas.sentences import report as words
from schemas.words import Lang

SUMMARY = Table(SLICE_SUMMARY.cells, floors={"topic": 34, "count": 12, "amount_fen": 18}, quiet_zeros=True)
OPEN_ORDERS = ORDERS.without("source")
OWN_SLIPS = SLIPS.without("source")
OWN_EXCEPTIONS = CATEGORY.without("source")
BALANCES = Table(
    CUSTOMER_BALANCES.cells,
    totals=tuple(name for name in CUSTOMER_BALANCES.cells if name.endswith(("_fen", "_count"))),
    caps={"customer_code": 16, "customer_name": 30},
    quiet_zeros=True,
)


OVERDUE = [name for name in CUSTOMER_BALANCES.cells if name.startswith("overdue_")]


class Slice(NamedTuple):
    """One salesperson's, every table by column.

    Attributes:
        name: Whose it is.
        orders: What is not completed.
        slips: What is not back.
        exceptions: What is not in order.
        balances: What the customers owe.
    """

    name: str
    orders: Columns
    slips: Columns
    exceptions: Columns
    balances: Columns


def salesperson(mine: Slice, look: Look) -> bytes:
    """The workbook with 我的待办, 未完成订单, 未收回单据 (the form), 异常 and 客户余额, and nothing of anybody else's.

    The places in files that figures come from are left out: files are other people's too.

    Args:
        mine: The rows of one person.
        look: Language, company and day.
    """
    lang = look.lang
    book = Book(look, words.SLICE_TITLE.in_(lang).format(name=mine.name))
    titled = words.SLICE_PAGE.in_(lang)
    pages = (
        (words.OPEN_ORDERS_SHEET, words.OPEN_ORDERS_SHEET, mine.orders, OPEN_ORDERS, None),
        (OUTSTANDING_SLIPS.label, words.OUTSTANDING_TITLE, mine.slips, OWN_SLIPS, words.HOW_TO_RETURN),
        (words.OWN_EXCEPTIONS_SHEET, words.OWN_EXCEPTIONS_SHEET, mine.exceptions, OWN_EXCEPTIONS, None),
        (CUSTOMER_BALANCES.label, CUSTOMER_BALANCES.label, mine.balances, BALANCES, words.HOW_BALANCES_READ),
    )
    report_page(book.page(SLICE_SUMMARY.label.zh), book.title, to_do(mine, lang), SUMMARY)
    for sheet, title, rows, table, note in pages:
        notes = [note.in_(lang)] if note else []
        report_page(book.page(sheet.zh), titled.format(title=title.in_(lang), name=mine.name), rows, table, notes)
    return book.close()


def to_do(mine: Slice, lang: Lang) -> Columns:
    """What there is to do, most pressing first: exceptions, late orders, slips, overdue money; then all else."""
    owing = [place for place, fen in enumerate(mine.balances["balance_fen"]) if fen]
    behind = [place for place in owing if any(mine.balances[name][place] for name in OVERDUE)]
    late = [place for place, days in enumerate(mine.orders["overdue_days"]) if days is not None]
    rows = [
        *(exceptions_of(mine.exceptions, level, lang) for level in Level),
        (words.SLICE_LATE.in_(lang), len(late), added(mine.orders, "amount_fen", late)),
        (words.SLICE_SLIPS.in_(lang), len(mine.slips["shipment_no"]), added(mine.slips, "at_risk_fen")),
        (words.SLICE_OVERDUE.in_(lang), len(behind), sum(added(mine.balances, name, behind) for name in OVERDUE)),
        (words.SLICE_ORDERS.in_(lang), len(mine.orders["order_no"]), added(mine.orders, "amount_fen")),
        (words.SLICE_BALANCE.in_(lang), len(owing), added(mine.balances, "balance_fen")),
    ]
    return dict(zip(SLICE_SUMMARY.cells, map(list, zip(*rows, strict=True)), strict=True))


def exceptions_of(exceptions: Columns, level: Level, lang: Lang) -> tuple[str, int, int]:
    """How many exceptions of a level there are, and what hangs on them."""
    places = [place for place, word in enumerate(exceptions["level"]) if word == level.value]
    told = words.SLICE_EXCEPTIONS.in_(lang).format(level=level.in_(lang))
    return told, len(places), added(exceptions, "amount_fen", places)


def added(columns: Columns, name: str, places: list[int] | None = None) -> int:
    """The sum of a column's cells that are not blank, of some rows or of all."""
    values = columns[name] if places is None else [columns[name][place] for place in places]
    return sum(value for value in values if value is not None)


def slice_of(name: str, tables: tuple[Mapping[Any, Columns], ...], blank: tuple[Columns, ...]) -> Slice:
    """One person's rows of each table; none where a table has nothing of theirs."""
    return Slice(name, *(table.get(name, none) for table, none in zip(tables, blank, strict=True)))
