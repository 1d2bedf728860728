"""The numbers that credits name to those of them that they may pay: the same customer's."""

from collections.abc import Mapping

import pandas as pd

from pipeline.reconcile.lookup import among, together


def with_targets(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows with target_order and target_shipment: what they name, blank where it is not theirs to pay.

    An order that is not on file is the customer's of the shipments that name it, so that the shipments of an order held
    back are paid by what names it.

    Args:
        rows: One row a credit: customer_code, order_no, shipment_no.
        tables: As `resolved` gives them.

    Source:
        CONTRACT 3, payments: "Another customer's document: pays nothing of it"; CONTRACT 4, Allocation: "the shipment
        it names or the order's shipments".
    """
    orders, shipments = tables["orders"], tables["shipments"]
    pair = ["customer_code", "order_no"]
    orphans = shipments.loc[~among(shipments["order_no"], orders["order_no"]), pair]
    return rows.assign(
        target_order=own(rows, "order_no", pd.concat([orders[pair], orphans], ignore_index=True)),
        target_shipment=own(rows, "shipment_no", shipments),
    )


def own(rows: pd.DataFrame, number: str, documents: pd.DataFrame) -> pd.Series:
    """The documents that the rows name under `number`, blank where none of that customer's is on file.

    Args:
        rows: Any rows with customer_code and the number.
        number: The column that names a document, in both tables.
        documents: One row a line of a document, with its customer_code.
    """
    named = documents.loc[among(documents[number], rows[number]), ["customer_code", number]]
    theirs = together(named["customer_code"], named[number])
    return rows[number].where(among(together(rows["customer_code"], rows[number]), theirs))
