"""签收: slips that came back unsigned, late, short, were not passed on, or belong to no shipment."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import OF_ORDER, findings, graded, per_document
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.outstanding import responsible
from pipeline.reconcile.shortages import PRODUCT, product_of, stated_quantities
from pipeline.reconcile.source import row_source
from pipeline.reconcile.timeline import Timeline
from schemas.answers.exceptions import Findings
from schemas.answers.kind import checked
from schemas.answers.shipped import ShippedLines
from schemas.answers.slips import OutstandingSlips, SlipStates
from schemas.answers.statements import Entries
from schemas.choices import Level, LineKind, SlipProblem, SlipState, SlipType


def unsigned_slips(outstanding: DataFrame[OutstandingSlips], slip_states: DataFrame[SlipStates]) -> DataFrame[Findings]:
    """E101: shipments whose 红单 came back without a signature.

    A waybill needs none. Signed at a later return, the slip is no longer outstanding and the exception gone.

    Args:
        outstanding: One row a slip to chase; the shipment's amount in fen on its 红单 row.
        slip_states: One row a slip that a shipment needs.

    Returns:
        One row a shipment, in the order of `outstanding`; `days` since shipping.

    Source:
        CONTRACT 6, E101.
    """
    red, unsigned = SlipType.RED.value, SlipProblem.NOT_SIGNED.value
    rows = outstanding[(outstanding["slip_type"] == red) & (outstanding["problem"] == unsigned)]
    states = slip_states.loc[slip_states["slip_type"] == red, ["shipment_no", "returned_date"]]
    rows = rows.drop(columns="returned_date").merge(states, on="shipment_no", how="left", validate="one_to_one")
    rows = rows.rename(columns={"shipment_no": "document_no", "waiting_days": "days"})
    facts = {"ship_date": wording.day(rows["ship_date"]), "returned_date": wording.day(rows["returned_date"])}
    return findings("E101", rows, Level.HIGH.value, facts)


def slips_not_back(
    outstanding: DataFrame[OutstandingSlips], *, as_of: date, chase_days: int, high_days: int
) -> DataFrame[Findings]:
    """E102: shipments with a slip that is not back after more than `chase_days`; orders with such a confirmation.

    A slip that came back unsigned is E101; a confirmation that did is not back yet. One that is promised for `as_of` or
    later waits. A shipment that lacks both its slips is one exception, and it alone is told where an order with a
    late confirmation has the same number.

    Args:
        outstanding: One row a slip to chase, with the day it is promised for; the shipment's amount in fen on its 红单
            row.
        as_of: The day the answer speaks for.
        chase_days: Days since shipping that a slip may take; the day after is the first late one.
        high_days: From how many days on the level is 高.

    Returns:
        One row a shipment, by number; `days` since shipping. Then one row an order, by number; `days` since approval.

    Source:
        CONTRACT 6, E102; issue 7, point 5.
    """
    confirmation = outstanding["slip_type"] == SlipType.CONFIRMATION.value
    missing = (outstanding["problem"] == SlipProblem.NOT_BACK.value) | confirmation
    waits = outstanding["promise"] >= pd.Timestamp(as_of)
    late = missing & (outstanding["waiting_days"] > chase_days) & ~waits
    listed = outstanding.rename(columns={"waiting_days": "days"})
    of_shipments = listed[late & ~confirmation]
    of_orders = listed[late & confirmation & ~among(listed["shipment_no"], of_shipments["shipment_no"])]
    shipments, orders = (per_document(rows, "shipment_no") for rows in (of_shipments, of_orders))
    slips = wording.items(of_shipments, "shipment_no", of_shipments["slip_type"])
    approved_on: pd.Series = pd.Timestamp(as_of) - pd.to_timedelta(orders["days"], unit="D")
    left = {"ship_date": wording.day(shipments["ship_date"]), "slips": looked_up(shipments["document_no"], slips)}
    agreed = {OF_ORDER: orders["document_no"], "approved_on": wording.day(approved_on), "slips": orders["slip_type"]}
    found = [
        findings("E102", rows, graded(rows["days"], high_days=high_days), facts)
        for rows, facts in ((shipments, left), (orders, agreed))
    ]
    return checked(Findings, pd.concat(found, ignore_index=True))


def short_receipts(
    slips: pd.DataFrame,
    slip_states: DataFrame[SlipStates],
    shipped: DataFrame[ShippedLines],
    entries: DataFrame[Entries],
) -> DataFrame[Findings]:
    """E103: shipments whose signed 红单 states less than was shipped.

    A blank quantity is received in full. A row names its product; without a code it speaks for the shipment's only
    product, and is not compared where the shipment has several.

    Args:
        slips: One row a slip and product of it; quantities in thousandths.
        slip_states: One row a slip that a shipment needs.
        shipped: One row a shipment line; quantities in thousandths.
        entries: One row an entry in a customer's account; what the shortages take off it is at stake.

    Returns:
        One row a shipment, by number.

    Source:
        CONTRACT 3, slips; CONTRACT 6, E103.
    """
    stated = stated_quantities(slips, shipped)
    lines = shipped[among(shipped["shipment_no"], stated["shipment_no"])]
    lines = lines.assign(product=product_of(lines), named=wording.product(lines))
    sent = lines.groupby(PRODUCT, as_index=False).agg(shipped_e3=("quantity_e3", "sum"), named=("named", "first"))
    short = stated.merge(sent, on=PRODUCT, how="inner", validate="one_to_one")
    short = short.assign(short_e3=short["shipped_e3"] - short["received_quantity_e3"])
    short = short[short["short_e3"] > 0]
    missing = short.groupby("shipment_no")["short_e3"].sum()
    signed = _signed_red(slip_states)
    rows = _with_shipment(signed[among(signed["shipment_no"], missing.index.to_series())], shipped)
    rows["amount_fen"] = looked_up(rows["document_no"], _shortages(entries)).fillna(0).astype("Int64")
    facts = {
        "ship_date": wording.day(rows["ship_date"]),
        "short": wording.quantity(looked_up(rows["document_no"], missing).astype("Int64")),
        "products": looked_up(rows["document_no"], wording.items(short, "shipment_no", short["named"])),
    }
    return findings("E103", rows, Level.HIGH.value, facts)


def slips_not_handed_over(
    slip_states: DataFrame[SlipStates], shipped: DataFrame[ShippedLines], *, as_of: date, handover_days: Timeline
) -> DataFrame[Findings]:
    """E104: shipments whose signed 红单 went to the purchasing office more than `handover_days` after it came back.

    One that is not handed over by `as_of` counts up to that day. Sheets without 交单日期 are not judged.

    Args:
        slip_states: One row a slip that a shipment needs.
        shipped: One row a shipment line.
        as_of: The day the answer speaks for.
        handover_days: Days it may take; what held on the day on which it came back counts.

    Returns:
        One row a shipment, by number; `days` from the return to the handing over. Nobody outside is responsible.

    Source:
        CONTRACT 6, E104.
    """
    signed = _signed_red(slip_states)
    judged = signed[signed["has_handed_over_date"].fillna(False)]
    handed_over = judged["handed_over_date"].where(judged["handed_over_date"] <= pd.Timestamp(as_of))
    days = (handed_over.fillna(pd.Timestamp(as_of)) - judged["returned_date"]).dt.days.astype("Int64")
    judged = judged.assign(days=days, handed_over_date=handed_over)
    late = (judged["days"] > handover_days.on(judged["returned_date"])).fillna(False)
    rows = _with_shipment(judged[late], shipped).drop(columns="responsible")
    facts = {
        "returned_date": wording.day(rows["returned_date"]),
        "handed_over_date": wording.day(rows["handed_over_date"]),
    }
    return findings("E104", rows, Level.LOW.value, facts)


def slips_without_shipment(slips: pd.DataFrame, shipments: pd.DataFrame, orders: pd.DataFrame) -> DataFrame[Findings]:
    """E403: slips, and promises of one, whose shipment is not on file; of a confirmation, whose order is not.

    Args:
        slips: One row a slip and product of it, with file, sheet and row.
        shipments: One row a shipment line.
        orders: One row an order line.

    Returns:
        One row a shipment number, by number, with a confirmation of that number where it is astray too; then one row
        an order number. Whose it is nobody knows.

    Source:
        CONTRACT 6, E403; issue 7, point 5.
    """
    of_order, number = slips["slip_type"] == SlipType.CONFIRMATION.value, slips["shipment_no"]
    astray = ~among(number, shipments["shipment_no"]).where(~of_order, among(number, orders["order_no"]))
    of_shipment = among(number, number[astray & ~of_order])
    found = [_astray(slips[astray & of_shipment], of_order=False), _astray(slips[astray & ~of_shipment], of_order=True)]
    return checked(Findings, pd.concat(found, ignore_index=True))


def _astray(slips: pd.DataFrame, *, of_order: bool) -> DataFrame[Findings]:
    """E403 of slips that name a shipment, or an order, that is not on file."""
    told = slips[["shipment_no", "slip_type", "returned_date"]].assign(source=row_source(slips))
    told = told.sort_values(["returned_date", "slip_type"], kind="stable")
    rows = per_document(told, "shipment_no")
    facts = {
        "slips": looked_up(rows["document_no"], wording.items(told, "shipment_no", told["slip_type"])),
        "returned_date": wording.day(rows["returned_date"]),
    }
    if of_order:
        facts[OF_ORDER] = rows["document_no"]
    return findings("E403", rows, Level.MEDIUM.value, facts)


def _signed_red(slip_states: DataFrame[SlipStates]) -> pd.DataFrame:
    """The red slips that came back signed."""
    red = slip_states["slip_type"] == SlipType.RED.value
    return slip_states[red & (slip_states["state"] == SlipState.SIGNED.value)]


def _shortages(entries: DataFrame[Entries]) -> pd.Series:
    """What shortages take off the accounts, in fen by shipment."""
    short = entries[entries["kind"] == LineKind.SHORTAGE.value]
    return -short.groupby("shipment_no")["receivable_fen"].sum()


def _with_shipment(slips: pd.DataFrame, shipped: DataFrame[ShippedLines]) -> pd.DataFrame:
    """Slips as documents of their shipment, by its number: its customer, its amount, and who is chased."""
    heads = per_document(shipped[among(shipped["shipment_no"], slips["shipment_no"])], "shipment_no")
    heads = heads.assign(responsible=responsible(heads, "zh"))
    about = heads[["document_no", "customer_code", "customer_name", "responsible", "amount_fen"]]
    named = slips.rename(columns={"shipment_no": "document_no"})
    rows = named.merge(about, on="document_no", how="left", validate="one_to_one")
    return rows.sort_values("document_no", ignore_index=True)
