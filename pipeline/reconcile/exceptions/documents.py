"""单据: documents told differently by two files, changed after their approval, or, it seems, entered twice."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.alike import contents
from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.changed import what_changed
from pipeline.reconcile.exceptions.finding import findings, per_document
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.products import products
from pipeline.reconcile.source import row_source, sources
from schemas.answers.exceptions import Findings
from schemas.answers.orders import OrderLines, OrderStatus
from schemas.answers.parties import Parties
from schemas.choices import CALLED_OFF, Level

DOCUMENT = ["kind", "document"]


def conflicting_documents(
    conflicts: pd.DataFrame, conflict_rows: pd.DataFrame, owners: pd.DataFrame
) -> DataFrame[Findings]:
    """E901: documents that stand in two files with different content; the later drop counts.

    Slips, customers and prices, where a later version is the normal course, are not among the conflicts. A document
    that is not on file on the day is left out.

    Args:
        conflicts: One row a document: kind, document, files (by name, "; " between), winner.
        conflict_rows: One row a row of these documents in each of the files: kind, document, file, sheet, row.
        owners: One row a document on file: kind, document, customer_code, customer_name.

    Returns:
        One row a document and kind, by number. What is at stake nobody knows; who is to blame neither.

    Source:
        CONTRACT 2, "The same document in two files"; CONTRACT 6, E901.
    """
    rows = conflicts.merge(owners, on=DOCUMENT, how="inner", validate="one_to_one")
    places = sources(conflict_rows, DOCUMENT).rename("source").reset_index()
    rows = rows.merge(places, on=DOCUMENT, how="left", validate="one_to_one")
    rows = rows.sort_values(["document", "kind"], ignore_index=True).rename(columns={"document": "document_no"})
    facts = {
        "kinds": wording.text(rows["kind"]),
        "files": wording.text(rows["files"]).str.replace("; ", wording.SEPARATOR, regex=False),
        "winner": wording.text(rows["winner"]),
    }
    return findings("E901", rows, Level.MEDIUM.value, facts)


def orders_changed_after_approval(
    order_changes: pd.DataFrame, order_status: DataFrame[OrderStatus]
) -> DataFrame[Findings]:
    """E902: orders whose quantities, prices or customer are not those that were approved, without a new 审核时间.

    Args:
        order_changes: One row a line of what was approved and of what stands now; see `order_changes`.
        order_status: One row an order; one that is not on file on the day is left out.

    Returns:
        One row an order, by number; the amount is what the order's differs by, whichever way it goes.

    Source:
        Issue "The chase and the exceptions", an order's change after approval.
    """
    lines = order_changes[among(order_changes["order_no"], order_status["order_no"])]
    was, now = lines[lines["approved"]], lines[~lines["approved"]]
    rows = order_status[among(order_status["order_no"], lines["order_no"])].sort_values("order_no", ignore_index=True)
    number, review = rows["order_no"], was.drop_duplicates("order_no").set_index("order_no")["reviewed_at"]
    before, after = (looked_up(number, part.groupby("order_no")["amount_fen"].sum()) for part in (was, now))
    rows = rows.rename(columns={"order_no": "document_no", "salesperson": "responsible"}).assign(
        amount_fen=(after - before).abs(), source=looked_up(number, sources(lines, ["order_no"]))
    )
    told = {name: looked_up(number, texts) for name, texts in what_changed(was, now).items()}
    return findings("E902", rows, Level.HIGH.value, {"reviewed_at": wording.moment(looked_up(number, review)), **told})


def repeated_orders(order_status: DataFrame[OrderStatus], order_lines: DataFrame[OrderLines]) -> DataFrame[Findings]:
    """E903: orders of a customer with the same products and quantities as an earlier one of the same day.

    Order and numbers of the lines don't matter, nor how a quantity is split over them, nor prices; a gift is not the
    same as goods that are paid for. Products are told apart as those of a shipment are. Cancelled and rejected orders
    are left out.

    Args:
        order_status: One row an order, in fen.
        order_lines: One row an order line, quantities in thousandths.

    Returns:
        One row an order after the first of those that are alike, by time and number; the amount is the order's.

    Source:
        Issue "The chase and the exceptions", doubtful repeats.
    """
    standing = order_status[~order_status["review_status"].isin(CALLED_OFF)]
    maybe = standing[standing.duplicated(["customer_code", "order_date", "quantity_e3"], keep=False)]
    maybe = maybe.assign(goods=looked_up(maybe["order_no"], _goods(maybe, order_lines)))
    maybe = maybe.sort_values(["placed_at", "order_no"], ignore_index=True)
    rows = maybe.rename(columns={"order_no": "document_no", "salesperson": "responsible"})
    return _repeats("E903", rows, ["customer_code", "order_date", "goods"])


def repeated_receipts(payments: pd.DataFrame, parties: DataFrame[Parties]) -> DataFrame[Findings]:
    """E904: receipts of a customer with the day and the amount of another one; refunds too.

    The parts of a receipt are added up; what it is for doesn't matter.

    Args:
        payments: One row a part of a receipt, in fen, with file, sheet and row.
        parties: One row a customer; its salesperson is asked.

    Returns:
        One row a receipt after the first of those that are alike, by number; the amount is the receipt's, of a
        refund what was paid back.

    Source:
        Issue "The chase and the exceptions", doubtful repeats.
    """
    receipts = payments.groupby("receipt_no", as_index=False).agg(
        customer_code=("customer_code", "first"), day=("received_date", "first"), total_fen=("amount_fen", "sum")
    )
    maybe = receipts[receipts.duplicated(["customer_code", "day", "total_fen"], keep=False)]
    parts = payments[among(payments["receipt_no"], maybe["receipt_no"])]
    rows = per_document(parts.assign(source=row_source(parts)), "receipt_no")
    asked = looked_up(rows["customer_code"], parties.set_index("customer_code")["salesperson"])
    rows = rows.assign(total_fen=rows["amount_fen"], amount_fen=rows["amount_fen"].abs(), responsible=asked)
    return _repeats("E904", rows, ["customer_code", "received_date", "total_fen"])


def _goods(orders: pd.DataFrame, order_lines: DataFrame[OrderLines]) -> pd.Series:
    """What each order is of, as a number; indexed by order. Products are those of the customer's orders of the day."""
    day = orders.set_index("order_no").groupby(["customer_code", "order_date"], sort=False).ngroup()
    lines = order_lines[among(order_lines["order_no"], orders["order_no"])]
    together = lines.assign(order_no=looked_up(lines["order_no"], day))
    line = {
        "order_no": lines["order_no"],
        "product": products(together, together.iloc[:0]).ordered,
        "gift": lines["is_gift"].fillna(False).astype("int64"),
        "quantity": lines["quantity_e3"].astype("int64"),
    }
    ordered = pd.DataFrame(line).groupby(["order_no", "product", "gift"], sort=False)["quantity"].sum()
    return contents(ordered.reset_index(), "order_no")


def _repeats(code: str, rows: pd.DataFrame, alike: list[str]) -> DataFrame[Findings]:
    """Findings on the documents alike to one that stands before them, the first of which is named; they rest on both.

    Args:
        code: The rule's code.
        rows: One row a document, the earlier first.
        alike: Customer, day and what else makes two documents alike.
    """
    group = rows.groupby(alike, sort=False)
    first = group[["document_no", "source"]].transform("first")
    later = group.cumcount() > 0
    rows, first = rows[later], first[later]
    facts = {"day": wording.day(rows[alike[1]]), "first": wording.text(first["document_no"])}
    return findings(code, rows.assign(source=first["source"] + "; " + rows["source"]), Level.MEDIUM.value, facts)
