"""What stands below the lines of a statement: ageing, the last closings, slips not back, what is due, room to sign."""

from math import ceil

from pipeline.report import styles
from pipeline.report.capitals import in_capitals
from pipeline.report.heading import GAP_POINTS
from pipeline.report.plain import Columns, Row
from pipeline.report.shown import style_of, text_width, values_of
from pipeline.report.signatures import put_signature
from pipeline.report.table import LARGEST_ROW_POINTS, LINE_POINTS
from pipeline.report.workbook import Area, Chart, Page, range_name
from schemas.answers.slips import OUTSTANDING_SLIPS
from schemas.answers.statements import STATEMENT_TOTALS
from schemas.cells import MONEY, TEXT
from schemas.sentences import report as words
from schemas.words import Lang, Words

BUCKETS = (
    "not_due_fen",
    "overdue_1_30_fen",
    "overdue_31_60_fen",
    "overdue_61_90_fen",
    "overdue_over_90_fen",
    "prepaid_fen",
)
"""The columns of the totals that the balance falls into by age."""

AGES, CLOSINGS, CHART, SIGNATURES, SIGNATURES_END = 0, 2, 4, 8, 12
"""The columns at which the blocks side by side begin, and the last one."""

CHART_WIDTH, CHART_HEIGHT = 370, 184
BLOCK_ROWS = 9
NAMED = 200
"""So many shipments of a kind are named."""
LISTED_WIDTH = 140
"""The room of a line of them, in digits."""

LARGE_YUAN = 1_000_000
LARGE_FORMAT = Words(r"0\.0,", "#,##0,")
LARGE_UNIT = Words("{title}（万元）", "{title} (thousands)")
"""The labels of the chart from there on; in full they would break over several lines."""

AMOUNT, NAME = style_of(styles.BODY, MONEY), style_of(styles.BODY, TEXT)


def put_foot(page: Page, row: int, figures: Row, closings: Columns, slips: Columns) -> None:
    """Everything below the lines.

    Args:
        page: The sheet.
        row: The first row below the table.
        figures: The customer's row of the totals.
        closings: What it owed at the last months' ends: month, closing_fen.
        slips: The month's slips that are not back.
    """
    page.height(row, 2 * GAP_POINTS)
    top = row + 1
    put_ageing(page, top, figures)
    put_closings(page, top, closings)
    put_signatures(page, top, named(figures))
    next_row = put_due(page, top + BLOCK_ROWS, figures)
    page.on_whole_pages(row, put_slips(page, next_row, slips) - 1)


def named(figures: Row) -> str:
    """What the customer is called."""
    return str(figures.get("customer_name") or figures["customer_code"])


def put_ageing(page: Page, top: int, figures: Row) -> None:
    """The closing balance by age, one row a bucket, and their sum."""
    lang = page.book.look.lang
    page.text(top, AGES, words.AGEING.in_(lang), styles.HEADER)
    page.text(top, AGES + 1, words.AMOUNT.in_(lang), styles.HEADER)
    for row, name in enumerate(BUCKETS, start=top + 1):
        page.text(row, AGES, STATEMENT_TOTALS.cells[name].label.in_(lang), NAME)
        page.number(row, AGES + 1, figures[name] / 100, AMOUNT)
    end = top + 1 + len(BUCKETS)
    buckets = range_name(Area(top + 1, AGES + 1, end - 1, AGES + 1))
    page.text(end, AGES, words.TOTAL.in_(lang), style_of(styles.TOTAL, TEXT))
    total = sum(int(figures[name]) for name in BUCKETS) / 100
    page.formula(end, AGES + 1, f"=SUM({buckets})", total, style_of(styles.TOTAL, MONEY))


def put_closings(page: Page, top: int, closings: Columns) -> None:
    """The last closing balances, and a chart of them; nothing where there are none."""
    months = [f"{month:%Y-%m}" for month in closings.get("month", ())]
    if not months:
        return
    lang = page.book.look.lang
    owed = [fen / 100 for fen in closings["closing_fen"]]
    page.text(top, CLOSINGS, words.MONTH.in_(lang), styles.HEADER)
    page.text(top, CLOSINGS + 1, words.CLOSING.in_(lang), styles.HEADER)
    page.column(top + 1, CLOSINGS, months, NAME)
    page.column(top + 1, CLOSINGS + 1, owed, AMOUNT)
    title, end = words.CLOSINGS_TITLE.in_(lang), top + len(months)
    said = "; ".join(f"{month} {amount:,.2f}" for month, amount in zip(months, owed, strict=True))
    large = max(map(abs, owed)) >= LARGE_YUAN
    chart = Chart(
        form="column",
        title=LARGE_UNIT.in_(lang).format(title=title) if large else title,
        description=words.CHART_SAYS.in_(lang).format(title=title, figures=said),
        categories=Area(top + 1, CLOSINGS, end, CLOSINGS),
        values=Area(top + 1, CLOSINGS + 1, end, CLOSINGS + 1),
        number_format=LARGE_FORMAT.in_(lang) if large else "#,##0",
        largest=max(owed),
        smallest=min(owed),
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
    )
    page.chart(top, CHART, chart)


def put_due(page: Page, row: int, figures: Row) -> int:
    """The deposit held, and the closing balance written out in capitals; returns the next row."""
    lang = page.book.look.lang
    page.text(row, 0, words.DEPOSIT_HELD.in_(lang), styles.LABEL)
    page.number(row, 1, figures["deposit_held_fen"] / 100, style_of(styles.VALUE, MONEY))
    page.text(row + 1, 0, words.IN_CAPITALS.in_(lang), styles.LABEL)
    page.text(row + 1, 1, in_capitals(int(figures["closing_fen"])), styles.NAMED)
    page.height(row + 1, 22)
    return row + 2


def put_slips(page: Page, row: int, slips: Columns) -> int:
    """The month's slips that are not back, or not signed, a row a kind; returns the next row. None where all are."""
    lang = page.book.look.lang
    if not slips.get("shipment_no"):
        return row
    page.height(row, GAP_POINTS)
    page.text(row + 1, 0, words.SLIPS_NOT_BACK.in_(lang).format(day=page.book.look.as_of), styles.HEADING)
    kinds = missing(slips, lang)
    for place, (kind, shipments) in enumerate(kinds.items(), start=row + 2):
        told = words.BETWEEN_NUMBERS.in_(lang).join(shipments[:NAMED]) + ("…" if len(shipments) > NAMED else "")
        counted = words.COUNTED.in_(lang).format(what=kind, count=len(shipments))
        page.merged(Area(place, 0, place, CLOSINGS - 1), counted, NAME)
        page.merged(Area(place, CLOSINGS, place, SIGNATURES_END), told, styles.LISTED)
        page.height(place, min(LINE_POINTS * ceil(text_width(told) / LISTED_WIDTH) + 6, LARGEST_ROW_POINTS))
    return row + 2 + len(kinds)


def missing(slips: Columns, lang: Lang) -> dict[str, list[str]]:
    """The shipments, with the day they left, by what is missing of them."""
    kinds = [values_of(slips[name], OUTSTANDING_SLIPS.cells[name], lang) for name in ("slip_type", "problem")]
    found: dict[str, list[str]] = {}
    for slip, problem, number, day in zip(*kinds, slips["shipment_no"], slips["ship_date"], strict=True):
        found.setdefault(f"{slip} {problem}", []).append(f"{number} ({day:%m-%d})")
    return found


def put_signatures(page: Page, row: int, customer: str) -> None:
    """Room for both sides to sign and seal, one below the other."""
    lang = page.book.look.lang
    page.text(row, SIGNATURES, words.PLEASE_CHECK.in_(lang), styles.SUBTITLE)
    ours = words.OUR_SIDE.in_(lang).format(name=page.book.look.company.name)
    theirs = words.THEIR_SIDE.in_(lang).format(name=customer)
    for top, side in ((row + 2, ours), (row + 6, theirs)):
        put_signature(page, top, (SIGNATURES, SIGNATURES + 2, SIGNATURES_END), side)
