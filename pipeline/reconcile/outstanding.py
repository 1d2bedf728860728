"""Slip states to the list of slips to chase: whom to ask for each, and how much money hangs on it."""

from datetime import date

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.compared import compared
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.salespeople import sellers_of_shipments
from pipeline.reconcile.slip_states import CARRIED
from schemas.answers.kind import checked
from schemas.answers.shipped import ShippedLines
from schemas.answers.slips import OUTSTANDING_SLIPS, OutstandingSlips, SlipStates
from schemas.answers.statements import OpenItems
from schemas.choices import FreightTerms, LineKind, SlipProblem, SlipState, SlipType, WaitingBucket
from schemas.sentences.exceptions import NOT_RECORDED
from schemas.words import Lang

OF_SHIPMENT = (LineKind.SHIPMENT.value, LineKind.ADVANCED_FREIGHT.value)
"""The open documents that go by a shipment's number."""

BUCKETS = {
    WaitingBucket.DAYS_0_7: (7, "0_7"),
    WaitingBucket.DAYS_8_14: (14, "8_14"),
    WaitingBucket.DAYS_15_30: (30, "15_30"),
    WaitingBucket.OVER_30: (None, "over_30"),
}
"""The longest wait of each bucket in days, and the ending of its columns in the chase summary."""


def outstanding_slips(
    shipped: DataFrame[ShippedLines],
    states: DataFrame[SlipStates],
    open_today: DataFrame[OpenItems],
    as_of: date,
    lang: Lang = "zh",
) -> DataFrame[OutstandingSlips]:
    """The slips that are not settled by `as_of`, whom to chase for each, and the blank form for its return.

    The driver is chased for own deliveries and pick-ups, the carrier for the rest; blank: 未登记. Amounts stand on
    the red slip's row and are blank on a waybill's; so does the money at risk, what the customer still owes on the
    shipment. A shipment of several orders names them all. A promise is broken the day after the one it named; a slip
    that came back unsigned is no promise any more. No slip was chased yet; `with_chases` says how often.

    Args:
        shipped: One row a shipment line, amounts in fen.
        states: One row a slip that a shipment needs.
        open_today: One row a document that is not settled on `as_of`.
        as_of: The day up to which waiting is counted.
        lang: The language of 未登记.

    Returns:
        One row a slip. Order: the shipment with most money at risk first, then longest wait, shipment_no and slip_type
        (红单 first).

    Source:
        CONTRACT 4, "A slip is outstanding"; CONTRACT 5, 未收回单据; issue 5, point 5.
    """
    waiting = states[~states["settled"].astype(bool)].rename(columns={"promised_date": "promise"})
    goods = shipped[among(shipped["shipment_no"], waiting["shipment_no"])]
    heads = shipments(goods, chased_for(shipped, lang)).drop(columns="ship_date")
    rows = waiting.merge(heads, on="shipment_no", how="left", validate="many_to_one")
    days = (pd.Timestamp(as_of) - rows["ship_date"]).dt.days
    red = rows["slip_type"] == SlipType.RED.value
    unsigned = rows["state"] == SlipState.UNSIGNED.value
    owed = looked_up(rows["shipment_no"], owed_on_shipments(open_today)).fillna(0)
    promise = rows["promise"].mask(unsigned)
    rows = rows.assign(
        problem=np.where(unsigned, SlipProblem.NOT_SIGNED.value, SlipProblem.NOT_BACK.value),
        waiting_days=days,
        bucket=buckets(days),
        amount_fen=rows["amount_fen"].where(red),
        advanced_freight_fen=rows["advanced_freight_fen"].where(red),
        at_risk_fen=owed.where(red),
        promise=promise,
        chase_count=0,
        first_chased=None,
        last_chased=None,
        promise_broken=broken(promise, as_of),
    )
    return by_risk(with_blank_form(rows))


def broken(promise: pd.Series, as_of: date) -> pd.Series:
    """Whether the day of each promise has passed; blank where there is none."""
    return (promise < pd.Timestamp(as_of)).astype("boolean").mask(promise.isna())


def by_risk(slips: pd.DataFrame) -> DataFrame[OutstandingSlips]:
    """Slips in the order of the chase list: see `outstanding_slips`."""
    at_stake = slips["at_risk_fen"].fillna(0).groupby(slips["shipment_no"]).transform("sum")
    rank = slips["slip_type"].map({word.value: place for place, word in enumerate(SlipType)})
    place = ["at_stake", "waiting_days", "shipment_no", "rank"]
    ordered = slips.assign(at_stake=at_stake, rank=rank).sort_values(place, ascending=[False, False, True, True])
    return checked(OutstandingSlips, ordered)


def of_shipments(slips: DataFrame[OutstandingSlips]) -> DataFrame[OutstandingSlips]:
    """The slips that shipments need: those on a customer's account, which a confirmation of an order is not."""
    return slips[slips["slip_type"] != SlipType.CONFIRMATION.value]


def owed_on_shipments(open_today: DataFrame[OpenItems]) -> pd.Series:
    """What customers still owe on each shipment, its goods and its advanced freight, in fen by shipment_no."""
    of_shipments = open_today[open_today["kind"].isin(OF_SHIPMENT) & (open_today["open_fen"] > 0)]
    return of_shipments.groupby("document_no")["open_fen"].sum()


def with_blank_form(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the columns of the form, all blank."""
    form = list(OUTSTANDING_SLIPS.form)
    facts = rows.drop(columns=form, errors="ignore")
    return facts.reindex(columns=[*facts.columns, *form])


def shipments(shipped: DataFrame[ShippedLines], whom: pd.Series) -> pd.DataFrame:
    """One row a shipment: goods amount, advanced freight, its orders, and who is responsible for its slips.

    Args:
        shipped: One row a shipment line.
        whom: Who is chased for the slips of each shipment, by its number.
    """
    documents = shipped.drop_duplicates("shipment_no").set_index("shipment_no")
    lines = shipped.groupby("shipment_no", sort=False)
    named = shipped[["shipment_no", "order_no"]].dropna().drop_duplicates()
    orders = named.drop_duplicates("shipment_no").set_index("shipment_no")["order_no"]
    several = named[named["shipment_no"].duplicated(keep=False)].groupby("shipment_no")["order_no"].agg("、".join)
    advanced = documents["freight_terms"] == FreightTerms.ADVANCED.value
    return (
        documents.assign(
            amount_fen=lines["amount_fen"].sum(),
            advanced_freight_fen=documents["freight_fen"].where(advanced, 0),
            order_no=several.reindex(documents.index).astype("str").fillna(orders.reindex(documents.index)),
            salesperson=sellers_of_shipments(shipped).reindex(documents.index),
            responsible=whom.reindex(documents.index),
        )
        .drop(columns="source")
        .reset_index()
    )


def chased_for(shipped: DataFrame[ShippedLines], lang: Lang) -> pd.Series:
    """Who is chased for the slips of each shipment, by its number."""
    documents = shipped[["shipment_no", "delivery_method", "carrier", "driver"]].drop_duplicates("shipment_no")
    return responsible(documents.set_index("shipment_no"), lang)


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
