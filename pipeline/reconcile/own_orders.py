"""Rows of a statement to the same rows without the numbers of other customers' orders."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import among, looked_up
from schemas.answers.kind import Model


def own_orders(rows: DataFrame[Model], orders: pd.DataFrame) -> DataFrame[Model]:
    """The rows, with a blank for an order that is another customer's; who sent them there is told by E407 and E705.

    Args:
        rows: With customer_code and order_no.
        orders: One row an order line on file, as `resolved` gives it.

    Returns:
        The rows in their order; an order that is not on file keeps its number.

    Source:
        CONTRACT 5, "A customer's workbook holds that customer's rows and nothing else".
    """
    named = orders.loc[among(orders["order_no"], rows["order_no"]), ["order_no", "customer_code"]]
    whose = named.drop_duplicates("order_no").set_index("order_no")["customer_code"]
    theirs = looked_up(rows["order_no"], whose)
    foreign = theirs.notna() & theirs.ne(rows["customer_code"])
    blanked: DataFrame[Model] = rows.assign(order_no=rows["order_no"].mask(foreign))
    return blanked
