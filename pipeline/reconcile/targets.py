"""The numbers that credits name to those of them that they may pay: on file, and the same customer's."""

from collections.abc import Mapping

import pandas as pd


def with_targets(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows with target_order and target_shipment: what they name, blank where it is not theirs to pay.

    Args:
        rows: One row a credit: customer_code, order_no, shipment_no.
        tables: As `resolved` gives them.

    Source:
        CONTRACT 3, payments: "Another customer's document: pays nothing of it".
    """
    return rows.assign(
        target_order=own(rows, "order_no", tables["orders"]),
        target_shipment=own(rows, "shipment_no", tables["shipments"]),
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
