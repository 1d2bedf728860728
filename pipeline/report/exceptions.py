"""Exceptions to 异常报告.xlsx: the list that people answer in, figures, a sheet a category, answered, cleared."""

from dataclasses import replace
from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report.front_page import front_page
from pipeline.report.look import Look
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Book, Page
from schemas.answers.carrier_billing import CARRIER_BILLING, CarrierBilling
from schemas.answers.exceptions import (
    CLEARED_EXCEPTIONS,
    EXCEPTION_TOTALS,
    EXCEPTIONS,
    HANDLED_EXCEPTIONS,
    ClearedExceptions,
    Exceptions,
    ExceptionTotals,
    ExceptionWeeks,
    HandledExceptions,
)
from schemas.answers.kind import AnswerKind
from schemas.answers.rules import RULES_IN_FORCE, RulesInForce
from schemas.choices import BillResult, Category, Level, Standing
from schemas.sentences import report as words
from schemas.sentences.rulebook import RULES_NOTE, RULES_TITLE
from schemas.words import Words

CAPS = {
    "exception_id": 26,
    "document_no": 22,
    "customer_code": 16,
    "customer_name": 20,
    "responsible": 14,
    "description": 38,
    "advice": 30,
    "source": 22,
}
UNPRINTED = ("times", "facts_version")


def form_of(kind: AnswerKind) -> Table:
    """A list that people answer in; what nobody needs on paper stands on its right."""
    last = {name: kind.cells[name] for name in UNPRINTED}
    return Table(
        {name: cell for name, cell in kind.cells.items() if name not in last} | last,
        form=kind.form,
        totals=("amount_fen",),
        caps=CAPS,
        floors={"handling": 20, "handled_by": 10},
        unprinted=UNPRINTED,
    )


ALL_OPEN, HANDLED = form_of(EXCEPTIONS), form_of(HANDLED_EXCEPTIONS)
OPEN = replace(ALL_OPEN, unprinted=ALL_OPEN.beyond("advice"))
"""On paper only what is found and what to do: with the form the print would be too small to read."""
CLEARED = Table(CLEARED_EXCEPTIONS.cells, totals=("amount_fen",), caps=CAPS)
NOT_IN_CATEGORY = ("category", *UNPRINTED, *EXCEPTIONS.form)
CATEGORY = Table(
    {name: cell for name, cell in EXCEPTIONS.cells.items() if name not in (*NOT_IN_CATEGORY, "source")}
    | {"source": EXCEPTIONS.cells["source"]},
    totals=("amount_fen",),
    caps=CAPS,
    overflowing=("source",),
    unprinted=("source",),
)
BILLING = Table(
    CARRIER_BILLING.cells,
    totals=("billed_fen", "freight_fen", "difference_fen"),
    caps={"waybill_no": 24, "shipment_no": 24, "customer_name": 24, "source": 30},
    overflowing=("source",),
    unprinted=("source",),
)
IN_FORCE = Table(RULES_IN_FORCE.cells, caps={"value": 16, "basis": 72, "source": 30}, floors={"value": 12})
RIGHT = (BillResult.AGREES.value, BillResult.NOT_BILLED.value)

FRESH = (Standing.NEW.value, Standing.BACK.value)


def exceptions(
    found: DataFrame[Exceptions],
    totals: DataFrame[ExceptionTotals],
    weeks: DataFrame[ExceptionWeeks],
    handled: DataFrame[HandledExceptions],
    cleared: DataFrame[ClearedExceptions],
    compared_with: date | None,
    billing: DataFrame[CarrierBilling],
    rules: DataFrame[RulesInForce],
    unpublished_years: tuple[int, ...],
    own_years: tuple[int, ...],
    look: Look,
) -> bytes:
    """The workbook of exceptions: open, added up, a sheet a category, answered, cleared; carriers' bills; the limits.

    Args:
        found: One row an open exception, the worst first.
        totals: One row a category and level in use.
        weeks: One row a week with a report, of the last ones.
        handled: One row an exception that is answered.
        cleared: One row an exception that the report before had and this one has not.
        compared_with: The day of the report before; None: this is the first.
        billing: One row a consignment that a carrier charged, or that we advanced the freight of.
        rules: One row a limit, as it holds on the day.
        unpublished_years: Years whose working days are a guess; said on every sheet.
        own_years: Years of which the office's own calendar says anything.
        look: Language, company and day.
    """
    lang = look.lang
    book = Book(look, words.EXCEPTIONS_TITLE.in_(lang))
    warning = [note.in_(lang) for note in guessed(unpublished_years, own_years)]
    count = counted(found).in_(lang) if len(found) else words.NO_EXCEPTIONS.in_(lang)
    since = since_the_last(found, handled, cleared, compared_with).in_(lang)
    notes = [count, since, *([words.HOW_TO_ANSWER.in_(lang)] if len(found) else [])]
    title = words.EXCEPTIONS_TITLE.in_(lang)
    report_page(book.page(EXCEPTIONS.label.zh), title, found, OPEN, [*notes, *warning])
    front_page(book.page(EXCEPTION_TOTALS.label.zh), totals, weeks, found, [count, since, *warning])
    for category in Category:
        theirs = found[found["category"] == category.value]
        if len(theirs):
            title = words.CATEGORY_TITLE.in_(lang).format(category=category.in_(lang))
            page = book.page(category.value)
            report_page(page, title, theirs, CATEGORY, [counted(theirs).in_(lang), *warning])
    report_page(
        book.page(HANDLED_EXCEPTIONS.label.zh),
        words.HANDLED_TITLE.in_(lang),
        handled,
        HANDLED,
        [words.HOW_TO_ANSWER_AGAIN.in_(lang)],
    )
    report_page(book.page(CLEARED_EXCEPTIONS.label.zh), words.CLEARED_TITLE.in_(lang), cleared, CLEARED, [since])
    if len(billing):
        billing_page(book.page(CARRIER_BILLING.label.zh), billing)
    report_page(book.page(RULES_IN_FORCE.label.zh), RULES_TITLE.in_(lang), rules, IN_FORCE, [RULES_NOTE.in_(lang)])
    return book.close()


def since_the_last(
    found: pd.DataFrame, handled: pd.DataFrame, cleared: pd.DataFrame, compared_with: date | None
) -> Words:
    """What changed since the report before: how many are new, how many were cleared, how many are answered."""
    if compared_with is None:
        return words.FIRST_REPORT
    fresh = int((found["standing"].isin(FRESH)).sum())
    quoted = {"day": compared_with.isoformat(), "new": fresh, "cleared": len(cleared), "handled": len(handled)}
    return Words(*(sentence.format(**quoted) for sentence in words.SINCE_THE_LAST))


def billing_page(page: Page, billing: DataFrame[CarrierBilling]) -> None:
    """What carriers charged beside what our shipments say; what is wrong stands first."""
    lang = page.book.look.lang
    wrong = int((~billing["result"].isin(RIGHT)).sum())
    note = words.COUNTED_BILLING.in_(lang).format(count=len(billing), wrong=wrong)
    report_page(page, words.BILLING_TITLE.in_(lang), billing, BILLING, [note])


def counted(found: pd.DataFrame) -> Words:
    """How many exceptions there are, and how many of them are high."""
    high = int((found["level"] == Level.HIGH.value).sum())
    return Words(*(sentence.format(count=len(found), high=high) for sentence in words.COUNTED_EXCEPTIONS))


def guessed(unpublished_years: tuple[int, ...], own_years: tuple[int, ...]) -> list[Words]:
    """Which years' holidays nobody knows yet, and for which of them the office has days of its own."""
    both = tuple(year for year in unpublished_years if year in own_years)
    notes = ((words.UNPUBLISHED_YEARS, unpublished_years), (words.OWN_DAYS, both))
    return [of_years(sentences, years) for sentences, years in notes if years]


def of_years(sentences: Words, years: tuple[int, ...]) -> Words:
    """A sentence that names years."""
    named = Words("、".join(map(str, years)), ", ".join(map(str, years)))
    return Words(*(sentence.format(years=year) for sentence, year in zip(sentences, named, strict=True)))
