"""Approved orders and the confirmations that came back to those that customers are still to sign for."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.limits import Limits
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.outstanding import broken, buckets, by_risk, with_blank_form
from pipeline.reconcile.salespeople import one_spelling, sellers_of_customers
from pipeline.reconcile.timeline import Timeline
from schemas.answers.kind import checked
from schemas.answers.order_confirmations import ConfirmedLines, OrderConfirmations
from schemas.answers.orders import OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.slips import OutstandingSlips
from schemas.choices import PaymentTerms, ReviewStatus, SlipProblem, SlipType, Stage
from schemas.sentences.exceptions import NOT_RECORDED
from schemas.words import Lang

TO_SHIP = (Stage.APPROVED.value, Stage.PARTLY_SHIPPED.value)
"""The stages of orders of which something is still to leave; what has left is proved by its red slip."""
REACHED_BY = ("contact", "phone", "address")


def order_confirmations(
    tables: Mapping[str, pd.DataFrame],
    orders: DataFrame[OrderStatus],
    parties: DataFrame[Parties],
    deposit_percent: Timeline,
    limits: Limits,
    as_of: date,
) -> DataFrame[OrderConfirmations]:
    """The approved orders that are not shipped in full and whose confirmation has not come back signed.

    An order counts from the day of its review, else its own, for `confirmation_days`. A slip of type 确认书 under its
    number completes it once it came back signed; a promise is no return. The deposit of a 定金 order is the share that
    was asked for on the order's day, rounded up to the fen as E703 does.

    Args:
        tables: As `resolved` gives them.
        orders: One row an order.
        parties: One row a customer.
        deposit_percent: The share of a deposit order that is paid before it ships, through time.
        limits: For how many days a confirmation is asked for.
        as_of: The day the answer speaks for.

    Returns:
        One row an order. Order: approved_on, order_no.

    Source:
        Issue 7, point 5.
    """
    approved = orders[(orders["review_status"] == ReviewStatus.APPROVED.value) & orders["stage"].isin(TO_SHIP)]
    reviewed_on: pd.Series = approved["reviewed_at"].dt.normalize()
    rows = approved.assign(approved_on=reviewed_on.fillna(approved["order_date"]))
    days = (pd.Timestamp(as_of) - rows["approved_on"]).dt.days
    rows = rows[(days >= 0) & (days < limits.confirmation_days)]
    slips = confirmation_slips(tables["slips"])
    back = looked_up(rows["order_no"], slips["returned_date"]).notna()
    signed = looked_up(rows["order_no"], slips["signed"]).fillna(False).astype(bool)
    rows = rows.assign(
        problem=np.where(back, SlipProblem.NOT_SIGNED.value, SlipProblem.NOT_BACK.value),
        promise=looked_up(rows["order_no"], slips["promised_date"]).mask(back),
    )
    found = with_terms(with_customer(rows[~signed], parties, orders), parties, deposit_percent)
    return checked(OrderConfirmations, found.sort_values(["approved_on", "order_no"]))


def confirmation_slips(slips: pd.DataFrame) -> pd.DataFrame:
    """The slips of type 确认书, by the number of the order that each names.

    Args:
        slips: One row a slip and product of it.
    """
    theirs = slips[slips["slip_type"] == SlipType.CONFIRMATION.value]
    return theirs.drop_duplicates("shipment_no").set_index("shipment_no")


def with_customer(rows: pd.DataFrame, parties: DataFrame[Parties], orders: DataFrame[OrderStatus]) -> pd.DataFrame:
    """The orders with whom to write to, and who sold them, as the customer's data say where they say nothing."""
    sellers = sellers_of_customers(parties, orders)
    master = parties.set_index("customer_code")
    given = {name: rows[name].fillna(looked_up(rows["customer_code"], master[name])) for name in REACHED_BY}
    return rows.assign(salesperson=rows["salesperson"].fillna(looked_up(rows["customer_code"], sellers)), **given)


def with_terms(rows: pd.DataFrame, parties: DataFrame[Parties], deposit_percent: Timeline) -> pd.DataFrame:
    """The orders with the days of credit where they pay by the month, and with the deposit where they pay one."""
    credit_days = looked_up(rows["customer_code"], parties.set_index("customer_code")["credit_days"])
    percent = deposit_percent.on(rows["order_date"]).where(rows["payment_terms"] == PaymentTerms.DEPOSIT.value)
    return rows.assign(
        credit_days=credit_days.where(rows["payment_terms"] == PaymentTerms.MONTHLY.value),
        deposit_percent=percent,
        deposit_fen=-(-rows["amount_fen"] * percent // 100),
    )


def confirmed_lines(orders: pd.DataFrame, confirmations: DataFrame[OrderConfirmations]) -> DataFrame[ConfirmedLines]:
    """What the customers are to sign for, line by line; a gift has no price.

    Args:
        orders: One row an order line, as `resolved` gives it.
        confirmations: One row an order whose confirmation is awaited.

    Returns:
        One row an order line. Order: order_no, line_no.
    """
    rows = orders[among(orders["order_no"], confirmations["order_no"])]
    gift = rows["is_gift"].fillna(False).astype(bool)
    rows = rows.assign(unit_price_e4=rows["unit_price_e4"].mask(gift))
    return checked(ConfirmedLines, rows.sort_values(["order_no", "line_no"]))


def with_order_confirmations(
    outstanding: DataFrame[OutstandingSlips],
    confirmations: DataFrame[OrderConfirmations],
    as_of: date,
    lang: Lang = "zh",
) -> DataFrame[OutstandingSlips]:
    """The slips to chase, and the confirmations as slips of type 确认书 under their order's number.

    Their salesperson is chased. They wait since the order was approved and have no day of shipping, and no amount:
    nothing has left yet.

    Args:
        outstanding: One row a slip of a shipment.
        confirmations: One row an order whose confirmation is awaited.
        as_of: The day up to which waiting is counted.
        lang: The language of 未登记.

    Returns:
        One row a slip, in the order of the chase list.

    Source:
        Issue 7, point 5.
    """
    days = (pd.Timestamp(as_of) - confirmations["approved_on"]).dt.days
    (seller,) = one_spelling(confirmations["salesperson"])
    rows = confirmations.assign(
        shipment_no=confirmations["order_no"],
        slip_type=SlipType.CONFIRMATION.value,
        waiting_days=days,
        bucket=buckets(days),
        responsible=seller.fillna(NOT_RECORDED.in_(lang)),
        promise_broken=broken(confirmations["promise"], as_of),
        chase_count=0,
    ).drop(columns="amount_fen")
    theirs = checked(OutstandingSlips, with_blank_form(rows).reindex(columns=outstanding.columns))
    return by_risk(pd.concat([outstanding, theirs], ignore_index=True))
