"""The answers of a run to the figures as they stood on any day up to it: what had come in, and what was open then."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.beside import beside
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.order_lines import DEAD
from schemas.answers.orders import OrderLines, OrderStatus
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.answers.slips import SlipStates
from schemas.choices import FreightTerms, ReviewStatus, SlipState, SlipType
from schemas.exact import fen, percent, product_e7

LINE = ["order_no", "line_no"]
ORDER = ["order_no", "order_date", "review_status", "reviewed_at", "stage", "amount_fen"]
OF_LINE = [*LINE, "due_date", "quantity_e3", "shipped_e3", "unshipped_e3", "unit_price_e4"]
SHIPMENT = ["shipment_no", "ship_date", "freight_terms", "freight_fen"]
SLIP = ["shipment_no", "slip_type", "ship_date", "state", "settled", "returned_date"]
"""What figures are counted from; every day's are, so that nothing else is carried along."""


class Facts(NamedTuple):
    """What figures of any day are counted from.

    Attributes:
        orders: One row an order, with the `review_seconds` that its review took.
        lines: One row an order line, with the order's `order_date`, `review_status` and whether it is `dead`.
        parts: One row a part of a shipment line that fills an order line.
        shipments: One row a shipment, with its goods' `amount_fen`.
        named: One row an order and shipment that names it.
        states: One row a slip that a shipment needs, with `amount_fen`: of red slips the goods', else 0.
    """

    orders: pd.DataFrame
    lines: pd.DataFrame
    parts: pd.DataFrame
    shipments: pd.DataFrame
    named: pd.DataFrame
    states: pd.DataFrame


def facts_of(
    orders: DataFrame[OrderStatus],
    lines: DataFrame[OrderLines],
    parts: DataFrame[Fulfilment],
    shipped: DataFrame[ShippedLines],
    states: DataFrame[SlipStates],
    seconds: pd.Series,
) -> Facts:
    """The answers as the figures need them; `seconds` is how long the review of each order took. See Facts."""
    known = orders[ORDER].assign(dead=orders["stage"].isin(DEAD), review_seconds=seconds)
    amounts = shipped.groupby("shipment_no", sort=False)["amount_fen"].sum()
    documents = shipped[SHIPMENT].drop_duplicates("shipment_no")
    red = states["slip_type"] == SlipType.RED.value
    return Facts(
        known,
        beside(lines[OF_LINE], known[["order_no", "order_date", "review_status", "dead"]], "order_no"),
        parts,
        documents.assign(amount_fen=looked_up(documents["shipment_no"], amounts)),
        shipped[["order_no", "shipment_no", "ship_date"]].dropna().drop_duplicates(["order_no", "shipment_no"]),
        states[SLIP].assign(amount_fen=looked_up(states["shipment_no"], amounts).where(red, 0).fillna(0)),
    )


def stock_figures(facts: Facts, upto: pd.Timestamp) -> dict[str, int]:
    """The figures of the group `key` as they stood at the end of a day, by name.

    What was shipped and what came back is counted by its day; whether an order is approved, cancelled or rejected is
    what is on file now. The return rate is in percent with one decimal, 100 where no slip is needed.

    Args:
        facts: As `facts_of` gives them.
        upto: The day, not after the one that the answers speak for.

    Source:
        CONTRACT 5, 指标; issue 5, the managers' figures.
    """
    orders = facts.orders[facts.orders["order_date"] <= upto]
    open_lines = lines_open(facts, upto)
    late = (open_lines["due_date"] < upto) & (open_lines["review_status"] == ReviewStatus.APPROVED.value)
    shipments = facts.shipments[facts.shipments["ship_date"] <= upto]
    freight = shipments.groupby("freight_terms")["freight_fen"].sum()
    waiting = slips_waiting(facts, upto)
    red = facts.states[(facts.states["slip_type"] == SlipType.RED.value) & (facts.states["ship_date"] <= upto)]
    returned = percent(int(signed_by(red, upto).sum()), len(red))
    worth = fen(product_e7(open_lines["unshipped_e3"], open_lines["unit_price_e4"])).fillna(0)
    return {
        "orders": len(orders),
        "order_amount": int(orders.loc[~orders["dead"], "amount_fen"].sum()),
        "shipments": len(shipments),
        "shipped_amount": int(shipments["amount_fen"].sum()),
        "unshipped_amount": int(worth.sum()),
        "open_orders": unfinished(facts, open_lines["order_no"], upto),
        "late_orders": open_lines.loc[late, "order_no"].nunique(),
        "slips_outstanding": len(waiting),
        "outstanding_amount": int(waiting["amount_fen"].sum()),
        "return_rate": 100_000 if returned is None else returned,
        "advanced_freight": int(freight.get(FreightTerms.ADVANCED.value, 0)),
        "own_freight": int(freight.get(FreightTerms.OURS.value, 0)),
    }


def lines_open(facts: Facts, upto: pd.Timestamp) -> pd.DataFrame:
    """The lines of living orders that were not shipped in full by a day, with `unshipped_e3` as of then.

    Matching never looks ahead, so that what was shipped later is simply not there yet.
    """
    lines, later = facts.lines, facts.parts[facts.parts["ship_date"] > upto]
    after = later.groupby(["order_no", "order_line_no"])["quantity_e3"].sum().rename("after_e3").reset_index()
    living = (lines["order_date"] <= upto) & ~lines["dead"].astype(bool)
    maybe = lines[living & ((lines["unshipped_e3"] > 0) | among(lines["order_no"], after["order_no"]))]
    rows = maybe.merge(after.rename(columns={"order_line_no": "line_no"}), on=LINE, how="left", validate="one_to_one")
    shipped = rows["shipped_e3"] - rows["after_e3"].fillna(0)
    rows = rows.assign(unshipped_e3=(rows["quantity_e3"] - shipped).clip(lower=0))
    return rows[rows["unshipped_e3"] > 0]


def unfinished(facts: Facts, short: pd.Series, upto: pd.Timestamp) -> int:
    """How many living orders were short of goods on a day, or had a shipment without its signed red slip."""
    named = facts.named[facts.named["ship_date"] <= upto]
    signed = facts.states.loc[signed_by(facts.states, upto), "shipment_no"]
    unsigned = named.loc[~among(named["shipment_no"], signed), "order_no"]
    living = facts.orders.loc[~facts.orders["dead"] & (facts.orders["order_date"] <= upto), "order_no"]
    return int(among(living, pd.concat([short, unsigned])).sum())


def signed_by(states: pd.DataFrame, upto: pd.Timestamp) -> pd.Series:
    """Which of the slips are red ones that came back signed by a day."""
    red = (states["slip_type"] == SlipType.RED.value) & (states["state"] == SlipState.SIGNED.value)
    return red & (states["returned_date"] <= upto)


def slips_waiting(facts: Facts, upto: pd.Timestamp) -> pd.DataFrame:
    """The slips that were outstanding on a day, with `waiting_days`."""
    states = facts.states[facts.states["ship_date"] <= upto]
    there = states["settled"].astype(bool) & (states["returned_date"] <= upto)
    waiting = states[~there]
    days = (upto - waiting["ship_date"]).dt.days
    return waiting.assign(waiting_days=days.astype(np.int64))
