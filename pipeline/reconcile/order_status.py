"""Orders, their lines and their shipments to how far every order has come."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.order_lines import signed_shipments, stages
from pipeline.reconcile.source import sources
from schemas.answers.kind import checked
from schemas.answers.orders import OrderLines, OrderStatus
from schemas.answers.shipped import Fulfilment
from schemas.answers.slips import SlipStates
from schemas.choices import ReviewStatus

HEAD = ["order_no", "customer_code", "customer_name", "salesperson", "order_date", "priority", "payment_terms"]
HEAD += ["review_status", "reviewed_at", "customer_po", "contact", "phone", "address", "stored_date"]
"""What an order says once, on its first line."""


def order_status(
    tables: Mapping[str, pd.DataFrame],
    lines: DataFrame[OrderLines],
    parts: DataFrame[Fulfilment],
    states: DataFrame[SlipStates],
    as_of: date,
) -> DataFrame[OrderStatus]:
    """Every order with its stage, its quantities, its shipments and how late it is.

    Quantities count gifts. The due date is the earliest of the lines still open, blank where none of these has one;
    of a fully shipped order the latest. Shipments are those that name the order, whatever they carry; one of several
    orders counts for each. Days overdue are blank unless an approved order is not fully shipped after its due date.

    Args:
        tables: As `resolved` gives them.
        lines: One row an order line, quantities in thousandths, amounts in fen.
        parts: One row a part of a shipment line that fills an order line.
        states: One row a slip that a shipment needs.
        as_of: The day up to which days are counted.

    Returns:
        One row an order. Order: order_date, order_no. `completed_on` is the ship_date on which the last line was
        filled; blank until then.

    Source:
        CONTRACT 4, "Order stage"; CONTRACT 5, 订单.
    """
    found = (
        tables["orders"][HEAD]
        .drop_duplicates("order_no")
        .merge(sums(lines), on="order_no", validate="one_to_one")
        .merge(shipment_sums(tables["shipments"], states), on="order_no", how="left", validate="one_to_one")
    )
    number = found["order_no"]
    short = found["unshipped_e3"] > 0
    approved = found["review_status"] == ReviewStatus.APPROVED.value
    overdue = (pd.Timestamp(as_of) - found["due_date"]).dt.days.astype("Int64")
    completed = parts[~parts["over"].astype(bool)].groupby("order_no")["ship_date"].max()
    placed_on: pd.Series = found["order_date"].dt.normalize()
    found = found.assign(
        order_date=placed_on,
        placed_at=found["order_date"],
        salesperson=found["salesperson"].fillna(customers_salesperson(found, tables["customers"])),
        stage=stages(found["review_status"], found["shipped_e3"] > 0, short, found["all_signed"].fillna(False)),
        shipment_count=found["shipment_count"].fillna(0),
        outstanding_count=found["outstanding_count"].fillna(0),
        overdue_days=overdue.where(approved & short & (overdue > 0).fillna(False)),
        completed_on=looked_up(number, completed).where(~short),
        source=looked_up(number, sources(tables["orders"][["order_no", "file", "sheet", "row"]], ["order_no"])),
    )
    return checked(OrderStatus, found.sort_values(["order_date", "order_no"]))


def sums(lines: DataFrame[OrderLines]) -> pd.DataFrame:
    """One row an order: amount, quantities and due date of its lines."""
    is_open = lines["unshipped_e3"] > 0
    dated = lines.assign(
        open_due=lines["due_date"].where(is_open), closed_due=lines["due_date"].where(~is_open), is_open=is_open
    )
    found = dated.groupby("order_no", sort=False).agg(
        amount_fen=("amount_fen", "sum"),
        quantity_e3=("quantity_e3", "sum"),
        shipped_e3=("shipped_e3", "sum"),
        unshipped_e3=("unshipped_e3", "sum"),
        is_open=("is_open", "any"),
        open_due=("open_due", "min"),
        closed_due=("closed_due", "max"),
    )
    due = found["open_due"].where(found["is_open"].astype(bool), found["closed_due"])
    return found.assign(due_date=due).drop(columns=["is_open", "open_due", "closed_due"]).reset_index()


def shipment_sums(shipments: pd.DataFrame, states: DataFrame[SlipStates]) -> pd.DataFrame:
    """One row an order that a shipment names: how many name it, what of their slips is missing, the last day."""
    pairs = shipments[["order_no", "shipment_no", "ship_date"]].dropna(subset="order_no")
    pairs = pairs.drop_duplicates(["order_no", "shipment_no"])
    missing = states.loc[~states["settled"].astype(bool), "shipment_no"].value_counts()
    marked = pairs.assign(
        missing=looked_up(pairs["shipment_no"], missing).fillna(0).astype("int64"),
        signed=among(pairs["shipment_no"], signed_shipments(states)),
    )
    found = marked.groupby("order_no", sort=False).agg(
        shipment_count=("shipment_no", "size"),
        outstanding_count=("missing", "sum"),
        all_signed=("signed", "all"),
        last_ship_date=("ship_date", "max"),
    )
    return found.astype({"all_signed": "boolean"}).reset_index()


def customers_salesperson(orders: pd.DataFrame, customers: pd.DataFrame) -> pd.Series:
    """Who sells to the customer of each order, as the master has it."""
    sellers = customers.set_index("customer_code")["salesperson"]
    return looked_up(orders["customer_code"], sellers)
