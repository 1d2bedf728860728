"""Carrier bills and shipments to what was charged for each consignment beside what its freight is."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.compared import compared
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.source import sources
from schemas.answers.carrier_billing import CarrierBilling
from schemas.answers.kind import checked, nothing
from schemas.answers.shipped import ShippedLines
from schemas.choices import BillResult, FreightTerms

BETWEEN = "[;；,，、/]"
"""What may stand between the waybills of one shipment."""
RANK = {result.value: rank for rank, result in enumerate(BillResult)}


def carrier_billing(bills: pd.DataFrame, shipped: DataFrame[ShippedLines]) -> DataFrame[CarrierBilling]:
    """What carriers charged for each consignment, what its freight is, and whether the two agree.

    Waybills are matched as numbers are compared, whatever the carrier. Shipments that share a waybill share its
    charge, and the waybills of one shipment are charged for it together: a consignment is all that hangs together so.
    Its freight is what its shipments say, 0 where the customer pays the carrier (到付). A consignment of which a
    waybill is not billed yet is not judged until its charges are too high. Charged in parts that come to the freight
    is no double charge. Freight that we advanced and that no bill has is listed too. Without any bill there is nothing.

    Args:
        bills: Rows of `carrier_bills`, with file, sheet and row; amounts in fen.
        shipped: One row a shipment line; freight in fen, once a document.

    Returns:
        One row a consignment. Order: result, waybill_no.

    Source:
        The issue on statements, carrier bills; CONTRACT 3, freight.
    """
    if bills.empty:
        return nothing(CarrierBilling)
    sent = consignments(waybills_of(shipped))
    charges = bills.assign(waybill=compared(bills["waybill_no"]))
    known = sent.drop_duplicates("waybill").set_index("waybill")["consignment"]
    charges = charges.assign(consignment=looked_up(charges["waybill"], known).fillna(charges["waybill"]))
    found = billed(charges).join(freight(sent), how="outer").rename_axis("consignment").reset_index()
    found = found.assign(
        waybill_no=found["waybill_no"].fillna(found["sent_waybills"]),
        carrier=found["carrier"].fillna(found["sent_carrier"]),
        source=found["source"].fillna(found["sent_source"]),
        billed_fen=found["billed_fen"].fillna(0),
        freight_fen=found["freight_fen"].fillna(0),
    )
    found = found.assign(difference_fen=found["billed_fen"] - found["freight_fen"])
    found = found.assign(result=results(found))
    listed = found[found["lines"].notna() | found["advanced"].fillna(False).astype(bool)]
    ranked = listed.assign(rank=listed["result"].map(RANK))
    return checked(CarrierBilling, ranked.sort_values(["rank", "waybill_no"]))


def waybills_of(shipped: DataFrame[ShippedLines]) -> pd.DataFrame:
    """One row a shipment and waybill of it; `waybill` as it is compared."""
    heads = shipped.drop_duplicates("shipment_no").dropna(subset="waybill_no")
    each = heads.assign(waybill=compared(heads["waybill_no"]).str.split(BETWEEN, regex=True)).explode("waybill")
    each = each.astype({"waybill": "str"})
    return each[each["waybill"].fillna("") != ""].drop_duplicates(["shipment_no", "waybill"], ignore_index=True)


def consignments(sent: pd.DataFrame) -> pd.DataFrame:
    """Shipments and waybills with `consignment`, the first waybill of all that hang together."""
    found = sent.assign(consignment=sent["waybill"])
    while len(found):
        by_shipment = found.groupby("shipment_no")["consignment"].transform("min")
        joined = by_shipment.groupby(found["waybill"]).transform("min").astype("str")
        if joined.equals(found["consignment"]):
            break
        found = found.assign(consignment=joined)
    return found


def billed(charges: pd.DataFrame) -> pd.DataFrame:
    """What was charged, one row a consignment; `lines` is the most charges that one waybill has."""
    ordered = charges.sort_values(["bill_month", "waybill"], kind="stable")
    ordered = ordered.assign(times=ordered.groupby("waybill")["amount_fen"].transform("size"))
    found = ordered.groupby("consignment").agg(
        billed_fen=("amount_fen", "sum"),
        lines=("times", "max"),
        billed_waybills=("waybill", "nunique"),
        carrier=("carrier", "first"),
    )
    texts = {name: listing(ordered, name) for name in ("waybill_no", "bill_month")}
    return found.assign(**texts, source=sources(ordered, ["consignment"]).reindex(found.index))


def freight(sent: pd.DataFrame) -> pd.DataFrame:
    """What our shipments say, one row a consignment: whose they are, and what freight we have to pay."""
    once = sent.drop_duplicates(["consignment", "shipment_no"])
    collect = once["freight_terms"] == FreightTerms.COLLECT.value
    advanced = (once["freight_terms"] == FreightTerms.ADVANCED.value) & (once["freight_fen"] > 0)
    once = once.assign(ours_fen=once["freight_fen"].mask(collect, 0), advanced=advanced.fillna(False).astype(bool))
    found = once.groupby("consignment").agg(
        freight_fen=("ours_fen", "sum"),
        advanced=("advanced", "any"),
        ship_date=("ship_date", "min"),
        customer_code=("customer_code", "first"),
        customer_name=("customer_name", "first"),
        salesperson=("salesperson", "first"),
        sent_carrier=("carrier", "first"),
        sent_source=("source", "first"),
    )
    return found.assign(
        shipment_no=listing(once, "shipment_no"),
        freight_terms=listing(once, "freight_terms"),
        sent_waybills=listing(sent, "waybill"),
        sent_count=sent.groupby("consignment")["waybill"].nunique(),
    )


def listing(rows: pd.DataFrame, name: str) -> pd.Series:
    """The distinct texts of a column, one text a consignment."""
    told = rows[["consignment", name]].dropna().drop_duplicates()
    return told.groupby("consignment")[name].agg("、".join).astype("str")


def results(found: pd.DataFrame) -> pd.Series:
    """How charges and freight of each consignment compare."""
    over, under = found["difference_fen"] > 0, found["difference_fen"] < 0
    unbilled = (found["billed_waybills"].fillna(0) < found["sent_count"]).fillna(False).astype(bool)
    result = pd.Series(BillResult.AGREES.value, index=found.index, dtype="str")
    result = result.mask(under | over, BillResult.DIFFERS.value)
    result = result.mask(unbilled & ~over, BillResult.NOT_BILLED.value)
    result = result.mask(over & (found["lines"] > 1).fillna(False).astype(bool), BillResult.TWICE.value)
    return result.mask(found["shipment_no"].isna(), BillResult.NO_SHIPMENT.value)
