"""What was booked in closed months, beside what the documents say now, to the adjustments of the first open month."""

from datetime import date

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import posted
from pipeline.reconcile.booked import KEY
from pipeline.reconcile.open_items import OPENING
from schemas.answers.closing import Booked, Changes
from schemas.answers.kind import checked
from schemas.choices import LineKind
from schemas.sentences.closing import ADJUSTMENT, CAUSES, OPENING_BALANCE
from schemas.words import Lang

PAPERS = {
    LineKind.SHIPMENT.value: "shipment",
    LineKind.ADVANCED_FREIGHT.value: "shipment",
    LineKind.SHORTAGE.value: "slip",
    LineKind.RETURN.value: "return",
    LineKind.REFUND.value: "receipt",
    LineKind.RECEIPT.value: "receipt",
    LineKind.WRITE_OFF.value: "receipt",
    LineKind.DEPOSIT_APPLIED.value: "deposit",
    OPENING: "opening",
}
"""The paper behind each kind of line; lines of one paper under one number are of one document."""

LINE = ["customer_code", "document_no", "kind"]


def changes(before: DataFrame[Booked], now: DataFrame[Booked], on_file: DataFrame[Booked]) -> DataFrame[Changes]:
    """What differs between what was booked in the closed months and what the documents dated in them say now.

    A document that was not booked is late, one that is nowhere any more was withdrawn; one that stands under another
    customer than before has moved; everything else, a later date too, is a change.

    Args:
        before: What was booked when the last month was closed.
        now: What would be booked in the same months now.
        on_file: What is on file now whatever its date.

    Returns:
        One row a customer, document, kind of line and day. Order: customer_code, document_no, kind, date.

    Source:
        CONTRACT 4, Closing; issue 4, point 4.
    """
    signed = [now.assign(change_fen=now["balance_fen"]), before.assign(change_fen=-before["balance_fen"])]
    by_day = pd.concat(signed, ignore_index=True).groupby(KEY, sort=False, as_index=False)
    both = by_day.agg(change_fen=("change_fen", "sum"), source=("source", "first"))
    found = both[both["change_fen"] != 0]
    return checked(Changes, found.assign(cause=causes(found, before, on_file)).sort_values([*LINE, "date"]))


def causes(found: pd.DataFrame, before: DataFrame[Booked], on_file: DataFrame[Booked]) -> np.ndarray:
    """Why each row differs: late, changed, withdrawn or moved."""
    paper, was, stands = papers(found), papers(before), papers(on_file)
    owner = pd.MultiIndex.from_frame
    mine, known, kept = owner(paper), owner(was), owner(stands)
    booked, there = mine.isin(known), mine.isin(kept)
    booked_elsewhere = mine.droplevel(0).isin(known.droplevel(0))
    elsewhere = mine.droplevel(0).isin(kept.droplevel(0))
    return np.select(
        [booked & there, booked & elsewhere, booked, booked_elsewhere],
        ["changed", "moved", "withdrawn", "moved"],
        "late",
    )


def papers(rows: pd.DataFrame) -> pd.DataFrame:
    """Whose document each row is of: customer, paper and number; the opening balance is everybody's own."""
    paper = rows["kind"].map(PAPERS)
    number = rows["document_no"].where(rows["kind"] != OPENING, rows["customer_code"])
    return pd.DataFrame({"customer_code": rows["customer_code"], "paper": paper, "number": number})


def adjustments(changed: DataFrame[Changes], first: date, lang: Lang = "zh") -> pd.DataFrame:
    """The changes as entries of the first open month, a line for each document and kind of line.

    What comes to nothing, such as a document that moved within the closed months, is no line.

    Args:
        changed: As `changes` gives them.
        first: The first day of the first open month.
        lang: The language of the summary.

    Returns:
        Entries of kind 前期调整 in 应收; the summary names document, its month, kind of line and cause. Order:
        customer_code, document_no, kind as in the table of CONTRACT 4.

    Source:
        CONTRACT 4, 前期调整.
    """
    by_line = changed.groupby(LINE, sort=False, as_index=False)
    lines = by_line.agg(
        receivable_fen=("change_fen", "sum"),
        month=("date", "min"),
        cause=("cause", "first"),
        source=("source", "first"),
    )
    lines = lines[lines["receivable_fen"] != 0]
    rank = lines["kind"].map({kind: rank for rank, kind in enumerate(PAPERS)})
    lines = lines.assign(rank=rank, date=pd.Timestamp(first), summary=in_words(lines, lang))
    return posted(LineKind.ADJUSTMENT, lines.sort_values(["customer_code", "document_no", "rank"]))


def in_words(lines: pd.DataFrame, lang: Lang) -> list[str]:
    """What each line is for: its month, kind, document and cause."""
    kinds = {kind.value: kind.in_(lang) for kind in LineKind} | {OPENING: OPENING_BALANCE.in_(lang)}
    documents = lines["document_no"].mask(lines["kind"] == OPENING, "")
    months = lines["month"].dt.strftime("%Y-%m")
    return [
        ADJUSTMENT.in_(lang).format(month=month, line=f"{kinds[kind]} {number}".strip(), cause=CAUSES[cause].in_(lang))
        for month, kind, number, cause in zip(months, lines["kind"], documents, lines["cause"], strict=True)
    ]
