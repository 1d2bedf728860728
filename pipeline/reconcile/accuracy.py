"""Documents at their first drop to the share of them that was accepted, in all and by salesperson."""

from collections.abc import Mapping, Sequence
from functools import reduce

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
    known = {
        "orders": [of_orders],
        "shipments": [sold],
        "slips": [sold, of_orders],
        **{kind: [of_customers(tables[kind], sellers)] for kind in ("payments", "returns")},
    }
    number = drops["document"].str.replace(r"(?s)\x1f.*", "", regex=True)
    theirs = pd.concat([first_named(number[drops["kind"] == kind], owners) for kind, owners in known.items()])
    on_file = theirs.reindex(drops.index).astype("str")
    said = drops["salesperson"].fillna(looked_up(drops["order_no"], of_orders))
    (names,) = one_spelling(on_file.fillna(said))
    return drops.assign(salesperson=names.fillna(NOT_RECORDED.in_(lang)))


def first_named(numbers: pd.Series, owners: Sequence[pd.Series]) -> pd.Series:
    """Whom each number stands for in the first of some lists of names that has it."""
    return reduce(lambda said, names: said.fillna(names), [looked_up(numbers, names) for names in owners])


def of_customers(rows: pd.DataFrame, sellers: pd.Series) -> pd.Series:
    """Who sells to the customer of each document, by its number."""
    first = rows[["document", "customer_code"]].drop_duplicates("document")
    return looked_up(first["customer_code"], sellers).set_axis(first["document"])
