"""Slips to chase to 未收回单据.xlsx: the list that is its own form, the summary, and a sheet for each person."""

from dataclasses import replace

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report.chase_summary import chase_page
from pipeline.report.handover import handover_page
from pipeline.report.look import Look
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Book, Page
from schemas.answers.slips import (
    CHASE_SUMMARY,
    HANDOVER,
    OUTSTANDING_SLIPS,
    ChaseSummary,
    Handover,
    OutstandingSlips,
    SlipWeeks,
)
from schemas.choices import WaitingBucket
from schemas.exact import yuan
from schemas.sentences import report as words
from schemas.words import Lang

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

EVERY_SLIP = Table(
    OUTSTANDING_SLIPS.cells,
    form=OUTSTANDING_SLIPS.form,
    totals=("amount_fen", "advanced_freight_fen", "at_risk_fen"),
    caps=CAPS,
    floors={"signed_by": 10, "remark": 16},
    overflowing=("source",),
    quiet_zeros=True,
)
SLIPS = replace(EVERY_SLIP, unprinted=EVERY_SLIP.beyond("at_risk_fen"))
"""On paper only what says which slips they are: with the form the print would be too small to read."""

NOT_FOR_PERSON = (
    *("bucket", "responsible", "carrier", "driver", "customer_code", "salesperson"),
    *("at_risk_fen", "promise_broken", "first_chased", "last_chased", "source"),
)
PERSON = Table(
    {name: cell for name, cell in OUTSTANDING_SLIPS.cells.items() if name not in NOT_FOR_PERSON},
    form=OUTSTANDING_SLIPS.form,
    totals=("amount_fen", "advanced_freight_fen"),
    caps=CAPS,
    floors=SLIPS.floors,
    quiet_zeros=True,
)
"""What the person who is asked needs to find the slips, and not what a customer owes; still a form."""


def outstanding(
    slips: DataFrame[OutstandingSlips],
    chase: DataFrame[ChaseSummary],
    weeks: DataFrame[SlipWeeks],
    to_hand_over: DataFrame[Handover],
    look: Look,
) -> bytes:
    """The workbook with the sheets 未收回单据 and 催收汇总, one a 责任人 in the order of the summary, and 交接清单.

    Without a slip to hand over there is no 交接清单.

    Args:
        slips: One row a slip to chase, most money at risk first.
        chase: One row a person or carrier.
        weeks: One row a week of the last ones.
        to_hand_over: One row a slip that is to be handed to the purchasing office.
        look: Language, company and day.
    """
    lang = look.lang
    book = Book(look, words.OUTSTANDING_TITLE.in_(lang))
    counted = words.NO_SLIPS.in_(lang) if slips.empty else told_at_risk(slips, lang)
    notes = [counted] if slips.empty else [counted, words.HOW_TO_RETURN.in_(lang)]
    report_page(book.page(OUTSTANDING_SLIPS.label.zh), words.OUTSTANDING_TITLE.in_(lang), slips, SLIPS, notes)
    chase_page(book.page(CHASE_SUMMARY.label.zh), chase, weeks, [counted])
    for responsible in chase["responsible"].tolist():
        theirs = slips[slips["responsible"] == responsible]
        person_page(book.page(responsible), responsible, theirs)
    if len(to_hand_over):
        handover_page(book.page(HANDOVER.label.zh), to_hand_over)
    return book.close()


def chase_sheet(responsible: str, slips: DataFrame[OutstandingSlips], look: Look) -> bytes:
    """The workbook of one driver or carrier: their own sheet of 未收回单据, the form, and nothing of anybody else's.

    Args:
        responsible: Whose it is.
        slips: One row a slip of theirs.
        look: Language, company and day.
    """
    book = Book(look, words.PERSON_TITLE.in_(look.lang).format(responsible=responsible))
    person_page(book.page(OUTSTANDING_SLIPS.label.zh), responsible, slips)
    return book.close()


def told_at_risk(slips: DataFrame[OutstandingSlips], lang: Lang) -> str:
    """How many slips there are, and how much money hangs on them, by age."""
    by_age = slips.groupby("bucket")["at_risk_fen"].sum()
    parts = [
        words.AGED.in_(lang).format(age=bucket.in_(lang), amount=yuan(int(by_age[bucket.value])))
        for bucket in WaitingBucket
        if by_age.get(bucket.value, 0)
    ]
    total = yuan(int(by_age.sum()))
    told = words.COUNTED_AT_RISK.in_(lang).format(count=len(slips), amount=total)
    return told + (words.BY_AGE.in_(lang).format(parts=words.BETWEEN_AGES.in_(lang).join(parts)) if parts else "")


def person_page(page: Page, responsible: str, slips: pd.DataFrame) -> None:
    """One person's slips, longest wait first; room to sign stands above, as what is below a form would be read."""
    waited = slips.sort_values(["waiting_days", "shipment_no"], ascending=[False, True], kind="stable")
    lang = page.book.look.lang
    notes = [
        words.COUNTED_SLIPS.in_(lang).format(count=len(slips)),
        words.HOW_TO_RETURN.in_(lang),
        words.HANDED_OVER.in_(lang),
    ]
    report_page(page, words.PERSON_TITLE.in_(lang).format(responsible=responsible), waited, PERSON, notes)
