"""Names of salespeople to one spelling of each, however they are written, and to what they sold and to whom."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.compared import compared
from pipeline.reconcile.lookup import looked_up
from schemas.answers.kind import checked
from schemas.answers.orders import OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.shipped import ShippedLines


def one_spelling(*columns: pd.Series) -> list[pd.Series]:
    """The same names; of those that compare as equal the first by code point stands for all.

    Args:
        columns: Names of people from any tables, blanks among them.
    """
    every = pd.concat(columns, ignore_index=True).dropna().drop_duplicates().astype("str")
    spelling = every.groupby(compared(every)).min()
    return [looked_up(compared(names), spelling).astype("str") for names in columns]


def sellers_of_shipments(shipped: DataFrame[ShippedLines]) -> pd.Series:
    """Who sold each shipment: of its first line that names anybody, by shipment_no; those without are left out."""
    sold = shipped[["shipment_no", "salesperson"]].dropna(subset="salesperson")
    return sold.drop_duplicates("shipment_no").set_index("shipment_no")["salesperson"]


def sellers_of_customers(parties: DataFrame[Parties], orders: DataFrame[OrderStatus]) -> pd.Series:
    """Who sells to each customer: as the master says, else as its latest order that names anybody.

    Args:
        parties: One row a customer.
        orders: One row an order, in order of their days.

    Returns:
        Names by customer_code; blank where nobody is named.

    Source:
        Issue 5, slices by salesperson.
    """
    sold = orders[["customer_code", "salesperson"]].dropna()
    latest = sold.drop_duplicates("customer_code", keep="last")
    named = looked_up(parties["customer_code"], latest.set_index("customer_code")["salesperson"])
    return parties["salesperson"].fillna(named).set_axis(parties["customer_code"])


def with_sellers(parties: DataFrame[Parties], orders: DataFrame[OrderStatus]) -> DataFrame[Parties]:
    """The customers, those of whom the master names no salesperson with the one of their latest order."""
    sellers = sellers_of_customers(parties, orders)
    return checked(Parties, parties.assign(salesperson=sellers.to_numpy()))
