"""审批: orders that were shipped before everybody had approved them who has to."""

from collections.abc import Sequence

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import findings
from pipeline.reconcile.lookup import among
from pipeline.reconcile.timeline import Timeline
from schemas.answers.exceptions import Findings
from schemas.answers.orders import OrderStatus
from schemas.answers.shipped import ShippedLines
from schemas.choices import CALLED_OFF, Level
from schemas.sheets.approvals import PERSONS, TIMES

LACKING = ("no_person", "no_time", "too_late")
"""What an approval may lack."""


def missing_approvals(
    orders: pd.DataFrame,
    order_status: DataFrame[OrderStatus],
    shipped: DataFrame[ShippedLines],
    *,
    roles: Sequence[Timeline],
    amounts: Sequence[Timeline],
) -> DataFrame[Findings]:
    """E505: orders of which goods left before the approvals that they need: nobody's name, no time, or a later day.

    An approval is needed from the order's amount on that the rules name, person and time; where they name none, what
    the order's sheet has a column for. What held on the day of the order counts. One of the day of the first shipment
    is in time. Cancelled and rejected orders are left out.

    Args:
        orders: One row an order line, with the approvals and whether its sheet has their columns.
        order_status: One row an order, in fen.
        shipped: One row a shipment line.
        roles: Whose each approval is.
        amounts: From how many fen on each approval is needed; none: wherever the sheet has its column.

    Returns:
        One row an order, in the order of `order_status`; the amount is the order's. The salesperson is asked.

    Source:
        The issue on the chase and the exceptions, "Countersignature and order changes".
    """
    rows = _first_shipments(_asked(orders, amounts), order_status, shipped)
    lacking = {what: pd.Series("", index=rows.index, dtype="str") for what in LACKING}
    for number, (person, time, role, amount) in enumerate(zip(PERSONS, TIMES, roles, amounts, strict=True), start=1):
        least = amount.on(rows["placed_at"])
        who, when = (_needed(rows, rows[f"has_{column}"], least) for column in (person, time))
        late = rows[time].dt.normalize() > rows["ship_date"]
        named = (f"{number} " + wording.text(role.on(rows["placed_at"]))).str.strip()
        faults = (who & rows[person].isna(), when & rows[time].isna(), when & late)
        for what, fault in zip(LACKING, faults, strict=True):
            lacking[what] = lacking[what].mask(fault, lacking[what] + wording.SEPARATOR + named)
    facts = {what: told.str.removeprefix(wording.SEPARATOR) for what, told in lacking.items()}
    about = {"ship_date": wording.day(rows["ship_date"]), "shipments": wording.text(rows["shipment_no"])}
    wrong = (facts["no_person"] + facts["no_time"] + facts["too_late"]) != ""
    return findings("E505", rows[wrong], Level.HIGH.value, facts | about)


def _asked(orders: pd.DataFrame, amounts: Sequence[Timeline]) -> pd.DataFrame:
    """One row an order that may need an approval: those whose sheet has a column for one; all where a rule asks."""
    present = [f"has_{name}" for name in (*PERSONS, *TIMES)]
    columns = ["order_no", *PERSONS, *TIMES, *present]
    every = any(value is not None for amount in amounts for value in amount.values)
    asked = orders if every else orders[orders[present].any(axis="columns")]
    return asked[columns].drop_duplicates("order_no")


def _first_shipments(
    approvals: pd.DataFrame, order_status: DataFrame[OrderStatus], shipped: DataFrame[ShippedLines]
) -> pd.DataFrame:
    """The orders asked for that stand and of which anything left, with the first shipment."""
    told = ["order_no", "customer_code", "customer_name", "salesperson", "amount_fen", "placed_at", "source"]
    standing = order_status.loc[~order_status["review_status"].isin(CALLED_OFF), told]
    lines = shipped.loc[among(shipped["order_no"], approvals["order_no"]), ["order_no", "shipment_no", "ship_date"]]
    first = lines.sort_values(["ship_date", "shipment_no"]).drop_duplicates("order_no")
    rows = standing.merge(approvals, on="order_no", how="inner", validate="one_to_one")
    rows = rows.merge(first, on="order_no", how="inner", validate="one_to_one")
    return rows.rename(columns={"order_no": "document_no", "salesperson": "responsible"})


def _needed(rows: pd.DataFrame, present: pd.Series, amount: pd.Series) -> pd.Series:
    """Which orders need a person or time: from the amount on, if there is one, else where the sheet has its column."""
    reached = (rows["amount_fen"] >= amount).fillna(False).astype(bool)
    return reached | (amount.isna() & present)
