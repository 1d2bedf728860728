"""发货: goods that left beyond, beside or against an order."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.beside import beside
from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import findings, of_orders, per_document, places
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.products import products
from pipeline.reconcile.timeline import Timeline
from schemas.answers.exceptions import Findings
from schemas.answers.orders import OrderLines, OrderStatus
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.choices import Level, ReviewStatus
from schemas.exact import fen, product_e7

OWN = ("customer_code", "customer_name", "source")
"""What a line and its order each say of themselves."""


def shipped_beyond_order(
    fulfilment: DataFrame[Fulfilment],
    shipped: DataFrame[ShippedLines],
    order_lines: DataFrame[OrderLines],
    order_status: DataFrame[OrderStatus],
    *,
    tolerance: Timeline,
) -> DataFrame[Findings]:
    """E401: orders of which more of a product was shipped than was ordered and is tolerated.

    Args:
        fulfilment: One row a part of a shipment line that fills an order line; what goes beyond has `over`.
        shipped: One row a shipment line.
        order_lines: One row an order line.
        order_status: One row an order.
        tolerance: How much more than ordered may be shipped of a product, in hundredths; what held on the day of
            shipping counts.

    Returns:
        One row an order, by number; the amount is the whole surplus at the shipment's price, else the order's.

    Source:
        CONTRACT 4, "Matching shipments to orders"; CONTRACT 6, E401.
    """
    over = _beyond(fulfilment[fulfilment["over"].fillna(False)], order_lines, tolerance)
    lines = shipped[among(shipped["shipment_no"], over["shipment_no"])]
    lines = lines.assign(product=wording.product(lines))[
        ["shipment_no", "line_no", "product", "unit_price_e4", "is_gift", "source"]
    ]
    over = over.merge(lines, on=["shipment_no", "line_no"], how="left", validate="many_to_one")
    price = over["unit_price_e4"].fillna(over["order_price_e4"]).mask(over["is_gift"].fillna(False), 0).fillna(0)
    over = over.assign(amount_fen=fen(product_e7(over["quantity_e3"], price)).astype("Int64"))
    rows = of_orders(per_document(over, "order_no"), order_status)
    surplus = over.groupby("order_no")["quantity_e3"].sum()
    facts = {
        "products": looked_up(rows["document_no"], wording.items(over, "order_no", over["product"])),
        "surplus": wording.quantity(looked_up(rows["document_no"], surplus)),
        "shipments": looked_up(rows["document_no"], wording.items(over, "order_no", over["shipment_no"])),
    }
    return findings("E401", rows, Level.HIGH.value, facts)


def _beyond(over: pd.DataFrame, order_lines: DataFrame[OrderLines], tolerance: Timeline) -> pd.DataFrame:
    """The surplus of the products of which more had left, with any shipment, than was tolerated on that day."""
    if not any(tolerance.values):
        return over
    lines = order_lines[among(order_lines["order_no"], over["order_no"])].rename(columns={"line_no": "order_line_no"})
    lines = lines.assign(number=products(lines, lines[:0]).ordered)
    lines = lines.assign(ordered_e3=lines.groupby("number")["quantity_e3"].transform("sum"))
    line = ["order_no", "order_line_no"]
    told = over.merge(lines[[*line, "number", "ordered_e3"]], on=line, how="left", validate="many_to_one")
    so_far = told.groupby("number")["quantity_e3"].cumsum()
    beyond = so_far * 100 > told["ordered_e3"] * tolerance.on(told["ship_date"])
    return told[told["number"].isin(told.loc[beyond, "number"])]


def shipments_without_order(shipped: DataFrame[ShippedLines]) -> DataFrame[Findings]:
    """E402: shipments of which a line names no order, or one that is not on file.

    Where the shipment names no customer either, the goods stand in no statement, and the sentence says so.

    Args:
        shipped: One row a shipment line, in fen.

    Returns:
        One row a shipment, by number; the amount is that of the lines without an order.

    Source:
        CONTRACT 3, shipments; CONTRACT 6, E402.
    """
    lines = shipped[~shipped["order_on_file"].fillna(False)]
    rows = _of_shipments(lines)
    nobody = rows["customer_code"].isna()
    facts = _shipment_facts(rows, lines) | {
        "statement": pd.Series("", index=rows.index, dtype="str").mask(nobody, "none")
    }
    return findings("E402", rows, Level.HIGH.value, facts)


def shipped_before_approval(against_order: pd.DataFrame) -> DataFrame[Findings]:
    """E404: shipments of an order that is 待审批 or 已驳回, or that left before the day of its review.

    The day of the review itself is allowed. The review of a cancelled order is its cancelling: see E405.

    Args:
        against_order: As `lines_against_order` gives them.

    Returns:
        One row a shipment, by number; the amount is that of the lines concerned.

    Source:
        CONTRACT 6, E404.
    """
    status = against_order["review_status"]
    unapproved = status.isin([ReviewStatus.PENDING.value, ReviewStatus.REJECTED.value])
    early = against_order["ship_date"] < against_order["reviewed_at"].dt.normalize()
    told = against_order[unapproved | (early & (status != ReviewStatus.CANCELLED.value))]
    rows = _of_shipments(told)
    said = wording.text(_first(told, "review_status", rows))
    return findings("E404", rows, Level.HIGH.value, _review_facts(rows, told) | {"status": said})


def shipped_after_cancellation(against_order: pd.DataFrame) -> DataFrame[Findings]:
    """E405: shipments of a cancelled order that left after the day it was cancelled; at any time where that is blank.

    Args:
        against_order: As `lines_against_order` gives them.

    Returns:
        One row a shipment, by number; the amount is that of the lines concerned.

    Source:
        CONTRACT 6, E405.
    """
    reviewed_at = against_order["reviewed_at"]
    late = (against_order["ship_date"] > reviewed_at.dt.normalize()) | reviewed_at.isna()
    told = against_order[(against_order["review_status"] == ReviewStatus.CANCELLED.value) & late]
    rows = _of_shipments(told)
    return findings("E405", rows, Level.HIGH.value, _review_facts(rows, told))


def products_not_on_order(shipped: DataFrame[ShippedLines]) -> DataFrame[Findings]:
    """E406: shipments of a product that their order doesn't have, gifts included.

    Args:
        shipped: One row a shipment line, in fen.

    Returns:
        One row a shipment, by number; the amount is that of the lines concerned.

    Source:
        CONTRACT 4, "Matching shipments to orders"; CONTRACT 6, E406.
    """
    lines = shipped[shipped["order_on_file"].fillna(False) & ~shipped["on_order"].fillna(False)]
    rows = _of_shipments(lines)
    products = wording.items(lines, "shipment_no", wording.product(lines))
    facts = _shipment_facts(rows, lines) | {"products": looked_up(rows["document_no"], products)}
    return findings("E406", rows, Level.HIGH.value, facts)


def shipped_to_another_customer(against_order: pd.DataFrame) -> DataFrame[Findings]:
    """E407: shipments whose customer is not their order's; the statement follows the shipment.

    Args:
        against_order: As `lines_against_order` gives them; a line's customer is the order's where its own is blank.

    Returns:
        One row a shipment, by number; the amount is that of the lines concerned.

    Source:
        CONTRACT 6, E407.
    """
    code = against_order["customer_code"]
    other = against_order[(code != against_order["order_customer_code"]) & code.notna()]
    rows = _of_shipments(other)
    owner = wording.text(rows["order_customer_code"]) + " " + wording.text(rows["order_customer_name"])
    facts = _shipment_facts(rows, other) | {
        "shipped_to": (wording.text(rows["customer_code"]) + " " + wording.text(rows["customer_name"])).str.strip(),
        "ordered_by": owner.str.strip(),
    }
    return findings("E407", rows, Level.HIGH.value, facts)


def lines_against_order(shipped: DataFrame[ShippedLines], order_status: DataFrame[OrderStatus]) -> pd.DataFrame:
    """The shipment lines whose order on file is another customer's, or was not approved by the day they left.

    Args:
        shipped: One row a shipment line, in fen.
        order_status: One row an order.

    Returns:
        One row a line, as the lines stand: what findings tell of it, `review_status` and `reviewed_at`, and of the
        order `order_customer_code`, `order_customer_name` and `order_source`.
    """
    by_order = order_status.set_index("order_no")[["review_status", "reviewed_at", "customer_code"]]
    status, reviewed_at, owner = (looked_up(shipped["order_no"], by_order[name]) for name in by_order)
    early = shipped["ship_date"] < reviewed_at.dt.normalize()
    in_doubt = (status != ReviewStatus.APPROVED.value) | early | (shipped["customer_code"] != owner)
    lines = shipped.loc[in_doubt, ["shipment_no", "order_no", "ship_date", "salesperson", "amount_fen", *OWN]]
    orders = order_status[["order_no", "review_status", "reviewed_at", *OWN]]
    return beside(lines, orders.rename(columns={name: f"order_{name}" for name in OWN}), "order_no")


def _review_facts(rows: pd.DataFrame, lines: pd.DataFrame) -> dict[str, pd.Series]:
    """When the shipment left, its orders, and when the first of them was reviewed."""
    return _shipment_facts(rows, lines) | {"reviewed_at": wording.moment(_first(lines, "reviewed_at", rows))}


def _first(lines: pd.DataFrame, column: str, rows: pd.DataFrame) -> pd.Series:
    """What the first line of each shipment has in a column, blank or not: figures of one order, never of two."""
    first = lines.drop_duplicates("shipment_no").set_index("shipment_no")[column]
    return looked_up(rows["document_no"], first)


def _of_shipments(lines: pd.DataFrame) -> pd.DataFrame:
    """One row a shipment; the salesperson is asked. What stands beside its order rests on that too."""
    rows = per_document(lines, "shipment_no")
    if "order_source" in lines.columns:
        orders = places(lines.assign(source=lines["order_source"]), "shipment_no")
        rows = rows.assign(source=rows["source"] + "; " + looked_up(rows["document_no"], orders))
    return rows.assign(responsible=rows["salesperson"])


def _shipment_facts(rows: pd.DataFrame, lines: pd.DataFrame) -> dict[str, pd.Series]:
    """When the shipment left and which orders it names; "" for none."""
    orders = wording.items(lines, "shipment_no", lines["order_no"])
    return {"ship_date": wording.day(rows["ship_date"]), "orders": looked_up(rows["document_no"], orders)}
