"""The numbers that credits name to those of them that they may pay: the same customer's."""

from collections.abc import Mapping

import pandas as pd

from pipeline.reconcile.lookup import among


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
    orphans = shipments[~among(shipments["order_no"], orders["order_no"])]
    named = [orders[["customer_code", "order_no"]], orphans[["customer_code", "order_no"]]]
    return rows.assign(
        target_order=own(rows, "order_no", pd.concat(named, ignore_index=True)),
        target_shipment=own(rows, "shipment_no", shipments),
    )


def own(rows: pd.DataFrame, number: str, documents: pd.DataFrame) -> pd.Series:
    """The documents that the rows name under `number`, blank where none of that customer's is on file.

    Args:
        rows: Any rows with customer_code and the number.
        number: The column that names a document, in both tables.
        documents: One row a line of a document, with its customer_code.
    """
    pair = ["customer_code", number]
    on_file = documents[pair].dropna().drop_duplicates()
    named = rows[pair].dropna()
    found = named.merge(on_file, on=pair, how="left", indicator="found", validate="many_to_one")
    known = (found["found"] == "both").set_axis(named.index)
    return rows[number].where(known.reindex(rows.index, fill_value=False))
