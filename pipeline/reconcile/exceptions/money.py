"""资金: limits, goods that left before the money came, write-offs, receipts that point nowhere, disputes."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import findings, per_document
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.source import row_source
from pipeline.reconcile.timeline import Timeline
from schemas.answers.exceptions import Findings
from schemas.answers.orders import OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.shipped import ShippedLines
from schemas.answers.statements import Disputes, Entries
from schemas.choices import CALLED_OFF, Level, LineKind, PaymentTerms, ReceiptKind

PAIR = ["order_no", "shipment_no"]


def balances_over_limit(parties: DataFrame[Parties], balances: pd.Series) -> DataFrame[Findings]:
    """E701: customers who owe more than their credit limit; a blank limit is none, and at the limit is allowed.

    Args:
        parties: One row a customer, the limit in fen.
        balances: What each customer owes at `as_of`, in fen by code.

    Returns:
        One row a customer, in the order of `parties`; the amount is what goes beyond the limit.

    Source:
        CONTRACT 6, E701.
    """
    owed = looked_up(parties["customer_code"], balances).fillna(0).astype("Int64")
    rows = parties.assign(document_no=parties["customer_code"], responsible=parties["salesperson"], owed_fen=owed)
    rows = rows[(owed > parties["credit_limit_fen"]).fillna(False)]
    rows = rows.assign(amount_fen=rows["owed_fen"] - rows["credit_limit_fen"])
    facts = {"balance": wording.yuan(rows["owed_fen"]), "limit": wording.yuan(rows["credit_limit_fen"])}
    return findings("E701", rows, Level.HIGH.value, facts)


def shipped_before_payment(
    order_status: DataFrame[OrderStatus], shipped: DataFrame[ShippedLines], payments: pd.DataFrame
) -> DataFrame[Findings]:
    """E702: shipments of a 款到发货 order when less had come in for it than had been shipped of it by that day.

    What counts is what receipts of the order's customer name the order for, deposits and write-offs included, money
    paid back and freight taken off; a receipt of the day itself counts. Cancelled and rejected orders are left out.

    Args:
        order_status: One row an order.
        shipped: One row a shipment line, in fen.
        payments: One row a part of a receipt, in fen.

    Returns:
        One row a shipment, by number; the amount is what was missing, at most what the shipment is worth.

    Source:
        CONTRACT 6, E702.
    """
    left = _shipments_of(_standing(order_status, PaymentTerms.PREPAID), shipped)
    by_day = left.groupby(["order_no", "ship_date"])["worth_fen"].sum()
    by_then = by_day.groupby(level="order_no").cumsum().rename("shipped_fen").reset_index()
    left = left.merge(by_then, on=["order_no", "ship_date"], how="left", validate="many_to_one")
    goods = payments[payments["kind"] != ReceiptKind.FREIGHT.value]
    receipts = _receipts_of(goods, order_status)
    receipts = receipts.assign(paid_fen=receipts["amount_fen"] + receipts["write_off_fen"].fillna(0))
    left = left.assign(received_fen=_received_by(left, receipts))
    short = _told(left[left["received_fen"] < left["shipped_fen"]], shipped)
    missing = (short["shipped_fen"] - short["received_fen"]).clip(upper=short["worth_fen"])
    short = short.assign(amount_fen=missing)
    rows = per_document(short, "shipment_no")
    facts = {
        "orders": looked_up(rows["document_no"], wording.items(short, "shipment_no", short["order_no"])),
        "ship_date": wording.day(rows["ship_date"]),
        "received": wording.yuan(rows["received_fen"]),
        "shipped": wording.yuan(rows["shipped_fen"]),
    }
    return findings("E702", rows, Level.HIGH.value, facts)


def missing_deposits(
    order_status: DataFrame[OrderStatus],
    shipped: DataFrame[ShippedLines],
    payments: pd.DataFrame,
    *,
    deposit_percent: Timeline,
) -> DataFrame[Findings]:
    """E703: 定金 orders first shipped with less than `deposit_percent` of their amount received as deposit for them.

    A deposit of the day itself counts, one of another customer doesn't. Cancelled and rejected orders are left out.

    Args:
        order_status: One row an order, in fen.
        shipped: One row a shipment line, in fen.
        payments: One row a part of a receipt, in fen.
        deposit_percent: The share that must be there, in hundredths; what held on the day of shipping counts.

    Returns:
        One row an order, by number; the amount is what the deposit lacked.

    Source:
        CONTRACT 6, E703.
    """
    orders = _standing(order_status, PaymentTerms.DEPOSIT)
    left = _shipments_of(orders, shipped).sort_values(["ship_date", "shipment_no"]).drop_duplicates("order_no")
    deposits = payments[payments["kind"] == ReceiptKind.DEPOSIT.value]
    receipts = _receipts_of(deposits, order_status).rename(columns={"amount_fen": "paid_fen"})
    of_order = orders.set_index("order_no")
    left = left.assign(
        received_fen=_received_by(left, receipts),
        order_fen=looked_up(left["order_no"], of_order["amount_fen"]),
        percent=deposit_percent.on(left["ship_date"]),
    )
    rows = _told(left[left["received_fen"] * 100 < left["order_fen"] * left["percent"]], shipped)
    needed = -(-rows["order_fen"] * rows["percent"] // 100)
    rows = rows.assign(amount_fen=needed - rows["received_fen"], needed_fen=needed, document_no=rows["order_no"])
    rows = rows.assign(source=looked_up(rows["order_no"], of_order["source"]) + "; " + rows["source"])
    rows = rows.sort_values("document_no", ignore_index=True)
    facts = {
        "shipments": wording.text(rows["shipment_no"]),
        "ship_date": wording.day(rows["ship_date"]),
        "received": wording.yuan(rows["received_fen"]),
        "needed": wording.yuan(rows["needed_fen"]),
        "order_amount": wording.yuan(rows["order_fen"]),
    }
    return findings("E703", rows, Level.MEDIUM.value, facts)


def large_write_offs(
    payments: pd.DataFrame, parties: DataFrame[Parties], *, limit_fen: Timeline
) -> DataFrame[Findings]:
    """E704: receipts of which more than the limit was written off, all parts together.

    Args:
        payments: One row a part of a receipt, in fen, with file, sheet and row.
        parties: One row a customer.
        limit_fen: The most that may be written off, in fen; what held on the day of the receipt counts.

    Returns:
        One row a receipt, by number; the amount is what was written off.

    Source:
        CONTRACT 6, E704.
    """
    parts = payments[payments["write_off_fen"].fillna(0) > 0]
    parts = parts.assign(amount_fen=parts["write_off_fen"], source=row_source(parts))
    rows = _asked(per_document(parts, "receipt_no"), parties)
    rows = rows[rows["amount_fen"] > limit_fen.on(rows["received_date"])]
    told = looked_up(rows["document_no"], wording.items(parts, "receipt_no", parts["remark"]))
    facts = {"received_date": wording.day(rows["received_date"]), "remark": told}
    return findings("E704", rows, Level.MEDIUM.value, facts)


def astray_receipts_and_returns(
    payments: pd.DataFrame,
    returns: pd.DataFrame,
    order_status: DataFrame[OrderStatus],
    shipped: DataFrame[ShippedLines],
    parties: DataFrame[Parties],
    entries: DataFrame[Entries],
) -> DataFrame[Findings]:
    """E705: receipts and returns that name an order or a shipment not on file, or another customer's.

    A shipment that nobody knows the customer of is not another's.

    Args:
        payments: One row a part of a receipt, in fen, with file, sheet and row.
        returns: One row a returned line, in fen, with file, sheet and row.
        order_status: One row an order.
        shipped: One row a shipment line.
        parties: One row a customer.
        entries: One row an entry in a customer's account; says what a return without an amount is worth.

    Returns:
        One row a receipt or return, by number; the amount is that of the rows concerned.

    Source:
        CONTRACT 3, payments; CONTRACT 6, E705.
    """
    said = ["customer_code", "customer_name", "order_no", "shipment_no", "amount_fen", "file", "sheet", "row"]
    rows = pd.concat(
        [
            payments[["receipt_no", *said]].rename(columns={"receipt_no": "named_by"}),
            returns[["return_no", *said]].rename(columns={"return_no": "named_by"}),
        ],
        ignore_index=True,
    )
    sheets: dict[str, pd.DataFrame] = {"order_no": order_status, "shipment_no": shipped}
    unknown = {name: rows[name].notna() & ~among(rows[name], sheet[name]) for name, sheet in sheets.items()}
    others = {name: _is_anothers(rows, name, sheet) for name, sheet in sheets.items()}
    wrong = pd.concat([*unknown.values(), *others.values()], axis="columns").any(axis="columns")
    astray, source = rows[wrong], row_source(rows[wrong])
    booked = entries.loc[entries["kind"] == LineKind.RETURN.value, ["source", "receivable_fen"]].set_index("source")
    astray = astray.assign(
        source=source,
        amount_fen=astray["amount_fen"].fillna(-looked_up(source, booked["receivable_fen"])),
        unknown=_numbers(astray, unknown),
        others=_numbers(astray, others),
    )
    found = _asked(per_document(astray, "named_by"), parties)
    told = {name: wording.items(astray, "named_by", astray[name]) for name in ("unknown", "others")}
    facts = {name: looked_up(found["document_no"], numbers) for name, numbers in told.items()}
    return findings("E705", found, Level.MEDIUM.value, facts)


def statements_not_agreed(disputes: DataFrame[Disputes], parties: DataFrame[Parties]) -> DataFrame[Findings]:
    """E706: customers who answered that a statement, in the figures as they are now, is not what their books say.

    Args:
        disputes: One row a customer.
        parties: One row a customer.

    Returns:
        One row a customer, in the order of `disputes`; the amount is the difference, whichever way it goes.

    Source:
        Issue "Statements that an accountant signs", the sheet 对账确认.
    """
    names = parties.set_index("customer_code")["customer_name"]
    rows = _asked(disputes, parties).assign(
        document_no=disputes["customer_code"],
        customer_name=looked_up(disputes["customer_code"], names),
        amount_fen=(disputes["ours_fen"] - disputes["theirs_fen"]).abs(),
    )
    facts = {
        "number": wording.text(rows["statement_no"]),
        "ours": wording.yuan(rows["ours_fen"]),
        "theirs": wording.yuan(rows["theirs_fen"]),
        "remark": wording.text(rows["difference"]),
    }
    return findings("E706", rows, Level.HIGH.value, facts)


def _standing(order_status: DataFrame[OrderStatus], terms: PaymentTerms) -> pd.DataFrame:
    """The orders under these terms that are neither cancelled nor rejected."""
    return order_status[
        (order_status["payment_terms"] == terms.value) & ~order_status["review_status"].isin(CALLED_OFF)
    ]


def _shipments_of(orders: pd.DataFrame, shipped: DataFrame[ShippedLines]) -> pd.DataFrame:
    """One row an order and shipment of it: `worth_fen`, and when it left."""
    lines = shipped.loc[among(shipped["order_no"], orders["order_no"]), [*PAIR, "ship_date", "amount_fen", "on_order"]]
    grouped = lines[lines["on_order"].fillna(False)].groupby(PAIR)
    return grouped.agg(ship_date=("ship_date", "first"), worth_fen=("amount_fen", "sum")).reset_index()


def _told(left: pd.DataFrame, shipped: DataFrame[ShippedLines]) -> pd.DataFrame:
    """Orders' shipments with whose they are, who is asked and where they stand."""
    lines = shipped[among(shipped["shipment_no"], left["shipment_no"]) & shipped["on_order"].fillna(False)]
    about = ["customer_code", "customer_name", "salesperson", "source"]
    heads = lines.groupby(PAIR)[about].first().rename(columns={"salesperson": "responsible"})
    return left.merge(heads, left_on=PAIR, right_index=True, how="left", validate="one_to_one")


def _receipts_of(payments: pd.DataFrame, order_status: DataFrame[OrderStatus]) -> pd.DataFrame:
    """The parts of receipts that name an order of their own customer."""
    return payments[_owner(payments, "order_no", order_status) == payments["customer_code"]]


def _received_by(left: pd.DataFrame, receipts: pd.DataFrame) -> pd.Series:
    """What had come in for each shipment's order by the day it left, in fen, on the index of `left`."""
    parts = receipts[["order_no", "received_date", "paid_fen"]]
    shipments = left[["order_no", "shipment_no", "ship_date"]].assign(place=left.index)
    # Each of an order's shipments meets each of its receipts; both are few.
    met = shipments.merge(parts, on="order_no", how="inner", validate="many_to_many")
    in_time = met[met["received_date"] <= met["ship_date"]]
    return in_time.groupby("place")["paid_fen"].sum().reindex(left.index).fillna(0).astype("Int64")


def _owner(rows: pd.DataFrame, name: str, sheet: pd.DataFrame) -> pd.Series:
    """Whose the document is that each row names under `name`: of its first line that says so."""
    said = sheet.loc[among(sheet[name], rows[name]), [name, "customer_code"]].dropna().drop_duplicates(name)
    return looked_up(rows[name], said.set_index(name)["customer_code"])


def _is_anothers(rows: pd.DataFrame, name: str, sheet: pd.DataFrame) -> pd.Series:
    """Whether what a row names under `name` belongs to somebody else."""
    owner = _owner(rows, name, sheet)
    return owner.notna() & rows["customer_code"].notna() & (owner != rows["customer_code"])


def _numbers(rows: pd.DataFrame, wrong: dict[str, pd.Series]) -> pd.Series:
    """The numbers that are wrong in each row, one or both."""
    told = [wording.text(rows[name]).where(mask[rows.index], "") for name, mask in wrong.items()]
    return (told[0] + " " + told[1]).str.strip()


def _asked(rows: pd.DataFrame, parties: DataFrame[Parties]) -> pd.DataFrame:
    """Rows of customers with their salesperson as the one who is asked."""
    return rows.assign(responsible=looked_up(rows["customer_code"], parties.set_index("customer_code")["salesperson"]))
