"""Every accepted document to the entries of the customers' accounts, from which all statements are cut."""

from collections.abc import Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import ranks, since_opening
from pipeline.reconcile.deposits import deposit_entries
from pipeline.reconcile.goods import freight_entries, goods_entries
from pipeline.reconcile.receipts import receipt_entries, write_off_entries
from pipeline.reconcile.returned import return_entries
from pipeline.reconcile.shortages import shortage_entries
from schemas.answers.kind import checked
from schemas.answers.parties import Parties
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.answers.statements import Deposits, Entries

PLACE = ["customer_code", "date", "rank", "document_no", "line_no", "order_no", "shipment_no"]


def entries(
    tables: Mapping[str, pd.DataFrame],
    shipped: DataFrame[ShippedLines],
    parts: DataFrame[Fulfilment],
    held: DataFrame[Deposits],
    parties: DataFrame[Parties],
) -> DataFrame[Entries]:
    """Every entry of every customer's account, of all time.

    What stands under no customer is in no account; what is dated before a customer's opening date is in its opening
    balance. Freight, shortages and write-offs of 0 are no entries; goods and returns of 0 are.

    Args:
        tables: As `resolved` gives them: only documents up to the day the answer speaks for.
        shipped: One row a shipment line, amounts in fen.
        parts: One row a part of a shipment line that fills an order line.
        held: One row a change of the deposits held.
        parties: One row a customer.

    Returns:
        One row an entry. Order: customer_code, date, kind (as LineKind), document_no by code point, line_no, then
        order_no and shipment_no, blanks last.

    Source:
        CONTRACT 4, the table of kinds; CONTRACT 3, opening_date.
    """
    pieces = [
        goods_entries(shipped),
        freight_entries(shipped),
        receipt_entries(tables),
        return_entries(tables, shipped),
        shortage_entries(tables, shipped, parts),
        write_off_entries(tables),
        deposit_entries(held),
    ]
    every = since_opening(pd.concat(pieces, ignore_index=True), parties)
    placed = every.assign(rank=ranks(every["kind"])).sort_values(PLACE)
    return checked(Entries, placed)
