"""Slips that came back to the list of those that are still to be handed to the purchasing office."""

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.outstanding import chased_for, shipments
from schemas.answers.kind import checked
from schemas.answers.shipped import ShippedLines
from schemas.answers.slips import HANDOVER, Handover, SlipStates
from schemas.choices import SlipState, SlipType
from schemas.words import Lang

RECENT = timedelta(days=31)
"""How long after it came back a slip is on the list whose own sheet never says when slips are handed over."""

FILED = ["customer_po", "customer_code", "order_no", "shipment_no"]


def handover(
    tables: Mapping[str, pd.DataFrame],
    shipped: DataFrame[ShippedLines],
    states: DataFrame[SlipStates],
    as_of: date,
    lang: Lang = "zh",
) -> DataFrame[Handover]:
    """The red slips that came back signed and were not handed over by `as_of`.

    Where the slip's own sheet has no 交单日期 nobody can say that it was handed over: it is listed for 31 days.

    Args:
        tables: As `resolved` gives them; the orders say the customer's number of the contract.
        shipped: One row a shipment line, amounts in fen.
        states: One row a slip that a shipment needs.
        as_of: The day up to which they wait.
        lang: The language of the words.

    Returns:
        One row a slip, as the papers are filed: customer_po (blank last), customer_code, order_no, shipment_no.

    Source:
        Issue 5, point 7.
    """
    waiting = to_hand_over(states, as_of)
    goods = shipped[among(shipped["shipment_no"], waiting["shipment_no"])]
    heads = shipments(goods, chased_for(goods, lang)).drop(columns="ship_date")
    rows = waiting.merge(heads, on="shipment_no", how="left", validate="one_to_one")
    rows = rows.assign(
        customer_po=looked_up(rows["shipment_no"], contracts(goods, tables["orders"])),
        handover_days=(pd.Timestamp(as_of) - rows["returned_date"]).dt.days,
    )
    ordered = rows.sort_values(FILED)
    return checked(Handover, ordered.reindex(columns=[*ordered.columns, *HANDOVER.form]))


def to_hand_over(states: DataFrame[SlipStates], as_of: date) -> pd.DataFrame:
    """The signed red slips that are not handed over, as far as their sheets say so or they came back lately."""
    signed = (states["slip_type"] == SlipType.RED.value) & (states["state"] == SlipState.SIGNED.value)
    handed_over = states["handed_over_date"].notna()
    recent = states["returned_date"] >= pd.Timestamp(as_of - RECENT)
    told = states["has_handed_over_date"].fillna(False).astype(bool)
    return states[signed & ~handed_over & (told | recent)]


def contracts(goods: pd.DataFrame, orders: pd.DataFrame) -> pd.Series:
    """The customer's number of the contract of each shipment, the first where its orders have several."""
    named = orders.loc[among(orders["order_no"], goods["order_no"]), ["order_no", "customer_po"]]
    numbers = named.dropna().drop_duplicates("order_no").set_index("order_no")["customer_po"]
    told = goods[["shipment_no"]].assign(customer_po=looked_up(goods["order_no"], numbers)).dropna()
    return told.drop_duplicates("shipment_no").set_index("shipment_no")["customer_po"]
