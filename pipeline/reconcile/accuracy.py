"""Documents at their first drop to the share of them that was accepted, in all and by salesperson."""

from collections.abc import Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.salespeople import one_spelling, sellers_of_customers, sellers_of_shipments
from schemas.answers.first_drops import FirstDrops
from schemas.answers.orders import OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.shipped import ShippedLines
from schemas.sentences.exceptions import NOT_RECORDED
from schemas.words import Lang


def dropped_by(
    drops: DataFrame[FirstDrops],
    tables: Mapping[str, pd.DataFrame],
    orders: DataFrame[OrderStatus],
    shipped: DataFrame[ShippedLines],
    parties: DataFrame[Parties],
    lang: Lang = "zh",
) -> pd.DataFrame:
    """The first drops with `salesperson`: of the order, of a shipment's or slip's order, of a payer or returner.

    A confirmation is a slip of its order. Of a document that is not on file, being held back, the one it names, else
    the one of the order it names.

    Args:
        drops: One row a document.
        tables: As `resolved` gives them.
        orders: One row an order.
        shipped: One row a shipment line.
        parties: One row a customer.
        lang: The language of 未登记.
    """
    sold = sellers_of_shipments(shipped)
    sellers = sellers_of_customers(parties, orders)
    of_orders = orders.set_index("order_no")["salesperson"]
    number, kind = drops["document"].str.replace(r"(?s)\x1f.*", "", regex=True), drops["kind"]
    of_goods = looked_up(number.where(kind.isin(["shipments", "slips"])), sold)
    said = of_goods.fillna(looked_up(number.where(kind.isin(["orders", "slips"])), of_orders))
    for other in ("payments", "returns"):
        said = said.fillna(looked_up(number.where(kind == other), of_customers(tables[other], sellers)))
    said = said.fillna(drops["salesperson"]).fillna(looked_up(drops["order_no"], of_orders))
    (names,) = one_spelling(said)
    return drops.assign(salesperson=names.fillna(NOT_RECORDED.in_(lang)))


def of_customers(rows: pd.DataFrame, sellers: pd.Series) -> pd.Series:
    """Who sells to the customer of each document, by its number."""
    first = rows[["document", "customer_code"]].drop_duplicates("document")
    return looked_up(first["customer_code"], sellers).set_axis(first["document"])
