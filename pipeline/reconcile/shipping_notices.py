"""Shipment lines to what every salesperson tells customers of: what left on the last days, and with whom."""

from collections.abc import Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.own_orders import own_orders
from pipeline.reconcile.salespeople import one_spelling, sellers_of_customers
from schemas.answers.kind import checked
from schemas.answers.orders import OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.shipped import ShippedLines
from schemas.answers.shipping_notices import ShippingNotices
from schemas.sentences.exceptions import NOT_RECORDED
from schemas.words import Lang

LAST_DAYS = 2
"""So many days of shipping have notices: an evening's are still there next morning, and take in what comes in late."""
REACHED_BY = ("contact", "phone", "address")


def shipping_notices(
    tables: Mapping[str, pd.DataFrame],
    shipped: DataFrame[ShippedLines],
    orders: DataFrame[OrderStatus],
    parties: DataFrame[Parties],
    lang: Lang = "zh",
) -> DataFrame[ShippingNotices]:
    """What left on the last two days on which anything did, each line with the salesperson who tells the customer.

    A line is its order's salesperson's, else the one's who sells to the customer, else 未登记. Contact, phone and
    address are the order's, else the master's. An order of another customer's says nothing: neither whose line it is,
    nor where it goes, nor its number.

    Args:
        tables: As `resolved` gives them.
        shipped: One row a shipment line.
        orders: One row an order.
        parties: One row a customer.
        lang: The language of 未登记.

    Returns:
        One row a shipment line. Order: ship_date, owner, customer_code, shipment_no, line_no.

    Source:
        Issue 7, point 5.
    """
    days = shipped["ship_date"].drop_duplicates().nlargest(LAST_DAYS)
    left = shipped[shipped["ship_date"].isin(days)]
    rows = own_orders(left, tables["orders"])
    foreign = left["order_no"].notna() & rows["order_no"].isna()
    of_order, master = orders.set_index("order_no"), parties.set_index("customer_code")
    reached = {
        name: looked_up(rows["order_no"], of_order[name]).fillna(looked_up(rows["customer_code"], master[name]))
        for name in REACHED_BY
    }
    sellers = looked_up(rows["customer_code"], sellers_of_customers(parties, orders))
    (owner,) = one_spelling(rows["salesperson"].mask(foreign).fillna(sellers))
    found = rows.assign(
        owner=owner.fillna(NOT_RECORDED.in_(lang)),
        customer_po=looked_up(rows["order_no"], of_order["customer_po"]),
        product_name=rows["product_name"].fillna(rows["product_code"]),
        **reached,
    )
    return checked(
        ShippingNotices, found.sort_values(["ship_date", "owner", "customer_code", "shipment_no", "line_no"])
    )
