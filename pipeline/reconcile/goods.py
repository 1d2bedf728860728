"""Shipment lines to the entries that charge for them: goods line by line, advanced freight once a shipment."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import posted
from pipeline.reconcile.lookup import looked_up
from schemas.answers.shipped import ShippedLines
from schemas.choices import FreightTerms, LineKind


def goods_entries(shipped: DataFrame[ShippedLines]) -> pd.DataFrame:
    """What is charged for each shipment line; a gift, or a line without a known price, stands with price and amount 0.

    A line that spans prices has none, only its amount.

    Args:
        shipped: One row a shipment line, amounts in fen.

    Returns:
        One row a line, in the columns of Entries.

    Source:
        CONTRACT 4, 出库.
    """
    return posted(
        LineKind.SHIPMENT,
        shipped.assign(
            date=shipped["ship_date"],
            document_no=shipped["shipment_no"],
            unit_price_e4=shipped["unit_price_e4"].mask(~shipped["price_known"].astype(bool), 0),
            receivable_fen=shipped["amount_fen"],
            summary=joined(shipped["product_name"].fillna(shipped["product_code"]), shipped["spec"]),
        ),
    )


def freight_entries(shipped: DataFrame[ShippedLines]) -> pd.DataFrame:
    """The freight advanced for each shipment; none where it is 0 or somebody else bears it.

    It stands under the customer of the shipment's first line that has one, and under the order where there is
    only one.

    Args:
        shipped: One row a shipment line, in their order; `freight_fen` in fen, the same on each line of a document.

    Returns:
        One row a shipment with advanced freight, in the columns of Entries.

    Source:
        CONTRACT 4, 垫付运费.
    """
    advanced = (shipped["freight_terms"] == FreightTerms.ADVANCED.value) & (shipped["freight_fen"] > 0)
    lines = shipped[advanced & shipped["customer_code"].notna()]
    orders = lines.groupby("shipment_no")["order_no"].agg(["nunique", "first"])
    once = lines.drop_duplicates("shipment_no")
    only = orders["first"].where(orders["nunique"] == 1)
    return posted(
        LineKind.ADVANCED_FREIGHT,
        pd.DataFrame(
            {
                "customer_code": once["customer_code"],
                "date": once["ship_date"],
                "document_no": once["shipment_no"],
                "order_no": looked_up(once["shipment_no"], only),
                "shipment_no": once["shipment_no"],
                "summary": joined(once["carrier"], once["waybill_no"]),
                "receivable_fen": once["freight_fen"],
                "source": once["source"],
            }
        ),
    )


def joined(*texts: pd.Series) -> pd.Series:
    """The texts of each row with a space between them, blank ones left out; blank where all are."""
    whole = texts[0]
    for text in texts[1:]:
        whole = (whole + " " + text).fillna(whole).fillna(text)
    return whole
