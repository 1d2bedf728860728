"""Shipment lines to what each customer received in a month, as it stands behind its statement."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import month_ends, since_opening
from schemas.answers.kind import checked
from schemas.answers.parties import Parties
from schemas.answers.shipped import ShippedLines
from schemas.answers.statements import StatementGoods


def statement_goods(
    shipped: DataFrame[ShippedLines], parties: DataFrame[Parties], month: date
) -> DataFrame[StatementGoods]:
    """The goods that the month's statements charge for, line by line; gifts with 0, a price nobody knows as 0.

    Args:
        shipped: One row a shipment line.
        parties: One row a customer; what is dated before its opening date is in its opening balance.
        month: Any day of the month.

    Returns:
        One row a shipment line. Order: customer_code, day, shipment, line.

    Source:
        Issue "Statements that an accountant signs", the sheet 明细.
    """
    first, last = month_ends(month)
    inside = (shipped["ship_date"] >= pd.Timestamp(first)) & (shipped["ship_date"] <= pd.Timestamp(last))
    rows = since_opening(shipped[inside].rename(columns={"ship_date": "date", "shipment_no": "document_no"}), parties)
    priced = rows.assign(unit_price_e4=rows["unit_price_e4"].mask(~rows["price_known"].astype(bool), 0))
    return checked(StatementGoods, priced.sort_values(["customer_code", "date", "document_no", "line_no"]))
