"""Slip states to the list of slips to chase, and how much of it hangs on whom."""

from datetime import date

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.compared import compared
from pipeline.reconcile.slip_states import CARRIED
from schemas.answers.kind import checked
from schemas.answers.shipped import ShippedLines
from schemas.answers.slips import OUTSTANDING_SLIPS, ChaseSummary, OutstandingSlips, SlipStates
from schemas.choices import FreightTerms, SlipProblem, SlipState, SlipType, WaitingBucket
from schemas.words import Lang, Words

NOT_RECORDED = Words("未登记", "not recorded")
"""Who is chased for a slip whose shipment names neither driver nor carrier."""

BUCKETS = {
    WaitingBucket.DAYS_0_7: (7, "0_7"),
    WaitingBucket.DAYS_8_14: (14, "8_14"),
    WaitingBucket.DAYS_15_30: (30, "15_30"),
    WaitingBucket.OVER_30: (None, "over_30"),
}
"""The longest wait of each bucket in days, and the ending of its columns in the chase summary."""


def outstanding_slips(
    shipped: DataFrame[ShippedLines], states: DataFrame[SlipStates], as_of: date, lang: Lang = "zh"
) -> DataFrame[OutstandingSlips]:
    """The slips that are not settled by `as_of`, whom to chase for each, and the blank form for its return.

    The driver is chased for own deliveries and pick-ups, the carrier for the rest; blank: 未登记. Amounts stand on
    the red slip's row and are blank on a waybill's. A shipment of several orders names them all.

    Args:
        shipped: One row a shipment line, amounts in fen.
        states: One row a slip that a shipment needs.
        as_of: The day up to which waiting is counted.
        lang: The language of 未登记.

    Returns:
        One row a slip. Order: longest wait first, then shipment_no, then slip_type (红单 first).

    Source:
        CONTRACT 4, "A slip is outstanding"; CONTRACT 5, 未收回单据.
    """
    waiting = states[~states["settled"].astype(bool)]
    rows = waiting.merge(
        shipments(shipped, lang).drop(columns="ship_date"), on="shipment_no", how="left", validate="many_to_one"
    )
    days = (pd.Timestamp(as_of) - rows["ship_date"]).dt.days
    red = rows["slip_type"] == SlipType.RED.value
    unsigned = rows["state"] == SlipState.UNSIGNED.value
    rows = rows.assign(
        problem=np.where(unsigned, SlipProblem.NOT_SIGNED.value, SlipProblem.NOT_BACK.value),
        waiting_days=days,
        bucket=buckets(days),
        amount_fen=rows["amount_fen"].where(red),
        advanced_freight_fen=rows["advanced_freight_fen"].where(red),
        waybill=~red,
    )
    ordered = rows.sort_values(["waiting_days", "shipment_no", "waybill"], ascending=[False, True, True])
    return checked(OutstandingSlips, with_blank_form(ordered))


def with_blank_form(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the columns of the form, all blank."""
    form = list(OUTSTANDING_SLIPS.form)
    facts = rows.drop(columns=form, errors="ignore")
    return facts.reindex(columns=[*facts.columns, *form])


def shipments(shipped: DataFrame[ShippedLines], lang: Lang) -> pd.DataFrame:
    """One row a shipment: goods amount, advanced freight, its orders, and who is responsible for its slips."""
    documents = shipped.drop_duplicates("shipment_no").set_index("shipment_no")
    lines = shipped.groupby("shipment_no", sort=False)
    named = shipped[["shipment_no", "order_no"]].dropna().drop_duplicates()
    orders = named.drop_duplicates("shipment_no").set_index("shipment_no")["order_no"]
    several = named[named["shipment_no"].duplicated(keep=False)].groupby("shipment_no")["order_no"].agg("、".join)
    sellers = shipped.dropna(subset="salesperson").drop_duplicates("shipment_no").set_index("shipment_no")
    advanced = documents["freight_terms"] == FreightTerms.ADVANCED.value
    return (
        documents.assign(
            amount_fen=lines["amount_fen"].sum(),
            advanced_freight_fen=documents["freight_fen"].where(advanced, 0),
            order_no=several.reindex(documents.index).astype("str").fillna(orders.reindex(documents.index)),
            salesperson=sellers["salesperson"].reindex(documents.index),
            responsible=responsible(documents, lang),
        )
        .drop(columns="source")
        .reset_index()
    )


def responsible(documents: pd.DataFrame, lang: Lang) -> pd.Series:
    """Who is chased for each shipment; spellings that compare as equal become the first of them by code point."""
    carried = documents["delivery_method"].isin(CARRIED)
    name = documents["carrier"].where(carried, documents["driver"])
    spelling = name.groupby(compared(name)).transform("min")
    return spelling.astype("str").fillna(NOT_RECORDED.in_(lang))


def buckets(days: pd.Series) -> np.ndarray:
    """The bucket of each wait."""
    limits = [(days <= longest, bucket.value) for bucket, (longest, _) in BUCKETS.items() if longest is not None]
    return np.select([within for within, _ in limits], [word for _, word in limits], WaitingBucket.OVER_30.value)


def chase_summary(outstanding: DataFrame[OutstandingSlips]) -> DataFrame[ChaseSummary]:
    """How many slips, and what amount, hang on each person or carrier, by how long they have waited.

    Args:
        outstanding: One row a slip to chase, amounts in fen on the red slips.

    Returns:
        One row a person or carrier. Order: most slips first, then name.

    Source:
        CONTRACT 5, 催收汇总.
    """
    amounts = outstanding.assign(amount_fen=outstanding["amount_fen"].fillna(0))
    people = amounts.groupby("responsible")
    summary = people["amount_fen"].agg(count="size", amount_fen="sum")
    for bucket, (_, ending) in BUCKETS.items():
        inside = amounts[amounts["bucket"] == bucket.value].groupby("responsible")["amount_fen"].agg(["size", "sum"])
        inside = inside.reindex(summary.index, fill_value=0)
        summary[f"count_{ending}"] = inside["size"]
        summary[f"amount_{ending}_fen"] = inside["sum"]
    ordered = summary.reset_index().sort_values(["count", "responsible"], ascending=[False, True])
    return checked(ChaseSummary, ordered)
