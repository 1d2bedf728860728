"""The answers on orders, shipments and slips to the figures that a manager looks at first."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from schemas.answers.kind import checked
from schemas.answers.orders import KeyFigures, OrderLines, OrderStatus
from schemas.answers.shipped import ShippedLines
from schemas.answers.slips import OutstandingSlips, SlipStates
from schemas.choices import FreightTerms, SlipState, SlipType, Stage, WaitingBucket
from schemas.exact import fen, product_e7, round_half_up
from schemas.sentences.figures import FIGURES

DEAD = (Stage.CANCELLED.value, Stage.REJECTED.value)
MONTHS = 6
TYPES = {"order_amount": "money", "shipped_amount": "money", "unshipped_amount": "money", "outstanding_amount": "money",
         "advanced_freight": "money", "own_freight": "money", "return_rate": "quantity"}  # fmt: skip
"""What a single figure is counted in; the others are counts."""


def key_figures(
    orders: DataFrame[OrderStatus],
    lines: DataFrame[OrderLines],
    shipped: DataFrame[ShippedLines],
    states: DataFrame[SlipStates],
    outstanding: DataFrame[OutstandingSlips],
    as_of: date,
) -> DataFrame[KeyFigures]:
    """The single figures, orders by stage, slips by waiting time, and shipped amounts of the last six months.

    Cancelled and rejected orders are counted by stage, and their amounts left out. The return rate is in percent with
    one decimal, 100 where no slip is needed.

    Args:
        orders: One row an order.
        lines: One row an order line.
        shipped: One row a shipment line; freight once a document.
        states: One row a slip that is needed.
        outstanding: One row a slip to chase.
        as_of: Its month is the last of the six.

    Returns:
        One row a figure. Order: groups key, stage, waiting, waiting_amount, month; each as its vocabulary or in time.

    Source:
        CONTRACT 5, 指标.
    """
    amounts = outstanding["amount_fen"].fillna(0)
    single = single_figures(orders, lines, shipped, states) | {
        "slips_outstanding": len(outstanding),
        "outstanding_amount": int(amounts.sum()),
    }
    buckets = [bucket.value for bucket in WaitingBucket]
    months = pd.period_range(end=pd.Period(as_of, "M"), periods=MONTHS, freq="M").strftime("%Y-%m")
    by_month = shipped["amount_fen"].groupby(shipped["ship_date"].dt.strftime("%Y-%m")).sum()
    tables = [
        pd.DataFrame(
            [(name, single[name], "key", TYPES.get(name, "count")) for name in FIGURES],
            columns=["figure", "value", "group", "type"],
        ),
        group("stage", "count", orders["stage"].value_counts(), [stage.value for stage in Stage]),
        group("waiting", "count", outstanding["bucket"].value_counts(), buckets),
        group("waiting_amount", "money", amounts.groupby(outstanding["bucket"]).sum(), buckets),
        group("month", "money", by_month, list(months)),
    ]
    return checked(KeyFigures, pd.concat(tables, ignore_index=True))


def single_figures(
    orders: DataFrame[OrderStatus],
    lines: DataFrame[OrderLines],
    shipped: DataFrame[ShippedLines],
    states: DataFrame[SlipStates],
) -> dict[str, int]:
    """The figures of the group `key` that don't rest on the chase list, by name."""
    documents = shipped.drop_duplicates("shipment_no")
    freight = documents.groupby("freight_terms")["freight_fen"].sum()
    waiting = lines[~lines["stage"].isin(DEAD)]
    red = states.loc[states["slip_type"] == SlipType.RED.value, "state"]
    signed = int((red == SlipState.SIGNED.value).sum())
    return {
        "orders": len(orders),
        "order_amount": int(orders.loc[~orders["stage"].isin(DEAD), "amount_fen"].sum()),
        "shipments": len(documents),
        "shipped_amount": int(shipped["amount_fen"].sum()),
        "unshipped_amount": int(fen(product_e7(waiting["unshipped_e3"], waiting["unit_price_e4"])).fillna(0).sum()),
        "late_orders": int(orders["overdue_days"].notna().sum()),
        "return_rate": round_half_up(signed * 1000, len(red)) * 100 if len(red) else 100_000,
        "advanced_freight": int(freight.get(FreightTerms.ADVANCED.value, 0)),
        "own_freight": int(freight.get(FreightTerms.OURS.value, 0)),
    }


def group(name: str, type_: str, values: pd.Series, figures: list[str]) -> pd.DataFrame:
    """The figures of one group in the order given, 0 where there is no value."""
    found = values.reindex(figures).fillna(0).astype("Int64").to_numpy()
    return pd.DataFrame({"figure": figures, "value": found, "group": name, "type": type_})
