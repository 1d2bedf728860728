"""Slips to chase to 未收回单据.xlsx: the list that is its own form, the summary, and a sheet for each person."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report.look import Look
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Book, Page
from schemas.answers.slips import CHASE_SUMMARY, OUTSTANDING_SLIPS, ChaseSummary, OutstandingSlips
from schemas.sentences import report as words

CAPS = {
    "shipment_no": 24,
    "responsible": 18,
    "carrier": 18,
    "driver": 12,
    "waybill_no": 22,
    "order_no": 24,
    "customer_code": 16,
    "customer_name": 29,
    "salesperson": 12,
    "source": 34,
}

SLIPS = Table(
    OUTSTANDING_SLIPS.cells,
    form=OUTSTANDING_SLIPS.form,
    totals=("amount_fen", "advanced_freight_fen"),
    caps=CAPS,
    floors={"signed_by": 10, "remark": 16},
    overflowing=("source",),
    unprinted=("source",),
    quiet_zeros=True,
)
CHASE = Table(
    CHASE_SUMMARY.cells,
    totals=tuple(name for name in CHASE_SUMMARY.cells if name != "responsible"),
    quiet_zeros=True,
)

NOT_FOR_PERSON = ("bucket", "responsible", "carrier", "driver", "customer_code", "salesperson", "source")
PERSON = Table(
    {name: cell for name, cell in OUTSTANDING_SLIPS.cells.items() if name not in NOT_FOR_PERSON},
    form=OUTSTANDING_SLIPS.form,
    totals=SLIPS.totals,
    caps=CAPS,
    floors=SLIPS.floors,
    quiet_zeros=True,
)
"""What the person who is asked needs to find the slips; still a form that can be dropped back."""


def outstanding(slips: DataFrame[OutstandingSlips], chase: DataFrame[ChaseSummary], look: Look) -> bytes:
    """The workbook with the sheets 未收回单据 and 催收汇总, then one a 责任人 in the order of the summary.

    Args:
        slips: One row a slip to chase, longest wait first.
        chase: One row a person or carrier.
        look: Language, company and day.
    """
    lang = look.lang
    book = Book(look, words.OUTSTANDING_TITLE.in_(lang))
    notes = [words.COUNTED_SLIPS.in_(lang).format(count=len(slips)), words.HOW_TO_RETURN.in_(lang)]
    if slips.empty:
        notes = [words.NO_SLIPS.in_(lang)]
    report_page(book.page(OUTSTANDING_SLIPS.label.zh), words.OUTSTANDING_TITLE.in_(lang), slips, SLIPS, notes)
    report_page(book.page(CHASE_SUMMARY.label.zh), words.CHASE_TITLE.in_(lang), chase, CHASE, notes[:1])
    for responsible in chase["responsible"].tolist():
        theirs = slips[slips["responsible"] == responsible]
        person_page(book.page(responsible), responsible, theirs)
    return book.close()


def person_page(page: Page, responsible: str, slips: pd.DataFrame) -> None:
    """One person's slips, with room to sign for them above: what stands below the table of a form would be read."""
    lang = page.book.look.lang
    notes = [
        words.COUNTED_SLIPS.in_(lang).format(count=len(slips)),
        words.HOW_TO_RETURN.in_(lang),
        words.HANDED_OVER.in_(lang),
    ]
    report_page(page, words.PERSON_TITLE.in_(lang).format(responsible=responsible), slips, PERSON, notes)
