"""运费: freight that we advanced and have not got back, that nobody says who bears, or that was billed wrongly."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import findings, graded, per_document
from pipeline.reconcile.lookup import among
from schemas.answers.carrier_billing import CarrierBilling
from schemas.answers.exceptions import Findings
from schemas.answers.shipped import ShippedLines
from schemas.answers.statements import OpenItems
from schemas.choices import BillResult, Level, LineKind


def unrecovered_freight(
    open_today: DataFrame[OpenItems], shipped: DataFrame[ShippedLines], *, as_of: date, high_days: int
) -> DataFrame[Findings]:
    """E201: advanced freight that the customer has not paid back in full by `as_of`.

    Args:
        open_today: One row a document not settled on `as_of`, in fen.
        shipped: One row a shipment line.
        as_of: The day the answer speaks for.
        high_days: From how many days on the level is 高.

    Returns:
        One row a shipment, by number; `days` since shipping, the amount what is still open.

    Source:
        CONTRACT 4, "Advanced freight"; CONTRACT 6, E201.
    """
    unpaid = open_today[(open_today["kind"] == LineKind.ADVANCED_FREIGHT.value) & (open_today["open_fen"] > 0)]
    heads = per_document(shipped[among(shipped["shipment_no"], unpaid["document_no"])], "shipment_no")
    about = heads[["document_no", "customer_name", "salesperson", "source"]]
    rows = unpaid[["document_no", "customer_code", "date", "amount_fen", "open_fen"]].merge(
        about, on="document_no", how="left", validate="one_to_one"
    )
    rows = rows.rename(columns={"amount_fen": "freight_fen", "open_fen": "amount_fen", "salesperson": "responsible"})
    rows = rows.assign(days=(pd.Timestamp(as_of) - rows["date"]).dt.days.astype("Int64"))
    rows = rows.sort_values("document_no", ignore_index=True)
    facts = {"ship_date": wording.day(rows["date"]), "freight": wording.yuan(rows["freight_fen"])}
    return findings("E201", rows, graded(rows["days"], high_days=high_days), facts)


def freight_without_terms(shipped: DataFrame[ShippedLines]) -> DataFrame[Findings]:
    """E202: shipments with freight that don't say who bears it; it is taken as ours.

    Args:
        shipped: One row a shipment line; `freight_fen` in fen, once a document.

    Returns:
        One row a shipment, by number; the amount is its freight.

    Source:
        CONTRACT 3, freight_terms; CONTRACT 6, E202.
    """
    given = shipped["freight_terms_given"].fillna(False)
    unclear = shipped[(shipped["freight_fen"] > 0) & ~given]
    unclear = unclear[~among(unclear["shipment_no"], shipped.loc[given, "shipment_no"])]
    rows = per_document(unclear, "shipment_no")
    rows = rows.assign(amount_fen=rows["freight_fen"], responsible=rows["salesperson"])
    return findings("E202", rows, Level.LOW.value, {"ship_date": wording.day(rows["ship_date"])})


WRONG = {
    BillResult.TWICE.value: Level.HIGH.value,
    BillResult.NO_SHIPMENT.value: Level.HIGH.value,
    BillResult.DIFFERS.value: Level.MEDIUM.value,
}
"""What of a carrier's bill is wrong, and how bad it is."""


def wrong_carrier_bills(carrier_billing: DataFrame[CarrierBilling]) -> DataFrame[Findings]:
    """E203: waybills that a carrier charged twice, for no shipment of ours, or not as our freight says.

    Args:
        carrier_billing: One row a consignment, in fen.

    Returns:
        One row a consignment under its waybills' numbers; the amount is what the bill differs by.

    Source:
        The issue on statements, carrier bills.
    """
    rows = carrier_billing[carrier_billing["result"].isin(list(WRONG))]
    rows = rows.assign(
        document_no=rows["waybill_no"], responsible=rows["carrier"], amount_fen=rows["difference_fen"].abs()
    )
    rows = rows.sort_values("document_no", ignore_index=True)
    facts = {
        "bill_result": wording.text(rows["result"]),
        "carrier": wording.text(rows["carrier"]),
        "months": wording.text(rows["bill_month"]),
        "billed": wording.yuan(rows["billed_fen"]),
        "freight": wording.yuan(rows["freight_fen"]),
        "billed_shipments": wording.text(rows["shipment_no"]),
    }
    return findings("E203", rows, rows["result"].map(WRONG), facts)
