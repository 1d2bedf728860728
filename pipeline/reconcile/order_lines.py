"""Order lines and what fills them to how far every line has come."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import among
from pipeline.reconcile.source import row_source
from schemas.answers.kind import checked
from schemas.answers.orders import OrderLines
from schemas.answers.shipped import Fulfilment
from schemas.answers.slips import SlipStates
from schemas.choices import ReviewStatus, SlipState, SlipType, Stage

LINE = ["order_no", "line_no"]
PRODUCT = ["product_code", "product_name", "spec", "unit"]
TOLD = [*LINE, *PRODUCT, "quantity_e3", "unit_price_e4", "amount_fen", "is_gift", "due_date", "review_status"]
"""What a line of an order says that stands on its status."""

DEAD = (Stage.CANCELLED.value, Stage.REJECTED.value)
"""The stages of orders that nothing more comes of."""


def order_lines(
    tables: Mapping[str, pd.DataFrame], parts: DataFrame[Fulfilment], states: DataFrame[SlipStates]
) -> DataFrame[OrderLines]:
    """Every order line with what was shipped of it, and the stage its own quantities give.

    Unshipped is never below 0. A line that is shipped in full is 已完成 when every shipment that fills it has its
    signed red slip back.

    Args:
        tables: As `resolved` gives them; one row an order line, quantities in thousandths.
        parts: One row a part of a shipment line that fills an order line.
        states: One row a slip that a shipment needs.

    Returns:
        One row an order line. Order: order_date, order_no, line_no.

    Source:
        CONTRACT 4, "Order stage"; CONTRACT 5, 明细.
    """
    orders = tables["orders"]
    order_date: pd.Series = orders["order_date"].dt.normalize()
    rows = orders[[*TOLD, "file", "sheet", "row"]].assign(day=order_date).sort_values(["day", *LINE], ignore_index=True)
    fills = parts.rename(columns={"line_no": "shipment_line_no", "order_line_no": "line_no"})
    fills = fills.assign(unsigned=~among(fills["shipment_no"], signed_shipments(states)))
    sums = fills.groupby(LINE, sort=False).agg(shipped_e3=("quantity_e3", "sum"), unsigned=("unsigned", "any"))
    found = rows.merge(sums.reset_index(), on=LINE, how="left", validate="one_to_one")
    shipped = found["shipped_e3"].fillna(0)
    unshipped = (found["quantity_e3"] - shipped).clip(lower=0)
    stage = stages(
        review=found["review_status"],
        started=shipped > 0,
        short=unshipped > 0,
        signed=~found["unsigned"].astype("boolean").fillna(True),
    )
    return checked(
        OrderLines, found.assign(shipped_e3=shipped, unshipped_e3=unshipped, stage=stage, source=row_source(found))
    )


def stages(review: pd.Series, started: pd.Series, short: pd.Series, signed: pd.Series) -> np.ndarray:
    """The stage, the first that applies.

    Args:
        review: 审核状态.
        started: Something was shipped.
        short: Something is still to be shipped.
        signed: Every shipment has its signed red slip back.
    """
    decided = [
        (review == ReviewStatus.CANCELLED.value, Stage.CANCELLED),
        (review == ReviewStatus.REJECTED.value, Stage.REJECTED),
        (~started & (review == ReviewStatus.PENDING.value), Stage.PENDING),
        (~started, Stage.APPROVED),
        (short, Stage.PARTLY_SHIPPED),
        (signed, Stage.COMPLETED),
    ]
    return np.select(
        [applies.to_numpy(dtype=bool) for applies, _ in decided],
        [stage.value for _, stage in decided],
        Stage.DELIVERED.value,
    )


def signed_shipments(states: DataFrame[SlipStates]) -> pd.Series:
    """The numbers of the shipments whose signed red slip is back."""
    signed = (states["slip_type"] == SlipType.RED.value) & (states["state"] == SlipState.SIGNED.value)
    return states.loc[signed, "shipment_no"]
