"""The lines of a month, and what paid what, to lines that say what they paid or what of them is open."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.open_items import OPENING, Settlement
from schemas.answers.kind import checked
from schemas.answers.statements import Allocations, OpenItems, StatementLines
from schemas.choices import LineKind
from schemas.words import Lang, Words

DEBITS = (LineKind.SHIPMENT.value, LineKind.ADVANCED_FREIGHT.value, LineKind.REFUND.value)
"""The kinds of line that are paid, as is what is taken back of a deposit applied; the others pay, but for an
adjustment, which is of documents of closed months."""

DEBIT = ("kind", "document_no", "order_no")
CREDIT = ("kind", "document_no")
"""What tells the debits and the credits of a customer and a day apart: an order's deposits are applied day by day."""

NAMED = 3
"""So many documents that a credit paid are named."""

PAID, SET_OFF = Words("付", "paid"), Words("抵", "set off")
BETWEEN, MORE = Words("；", "; "), Words(" 等 {count} 张", ", {count} in all")
PREPAID, OPEN, SETTLED = Words("预收", "prepaid"), Words("未结", "open"), Words("已结清", "settled")
CARRIED = Words(OPENING, "opening")


def explained(lines: DataFrame[StatementLines], settled: Settlement, lang: Lang = "zh") -> DataFrame[StatementLines]:
    """The lines with what became of their documents until the month's end, on the first line of each document.

    Behind a credit stands what it paid and what is left of it, behind a debit what is still open; goods are a document
    a shipment and order. Gifts, and adjustments, of which other months' statements tell, say nothing.

    Args:
        lines: One row a line of the month.
        settled: What is open at the month's end, and who paid what until then.
        lang: The language of the words.

    Returns:
        The same lines, `allocation` filled in.

    Source:
        Issue "Statements that an accountant signs", point 2.
    """
    change = lines["receivable_fen"].fillna(0) - lines["received_fen"].fillna(0)
    taken_back = (lines["kind"] == LineKind.DEPOSIT_APPLIED.value) & (change > 0)
    debit = lines["kind"].isin(DEBITS) | taken_back
    key = keyed(lines, *CREDIT).mask(debit, keyed(lines, *DEBIT))
    worth = change.groupby(key).transform("sum")
    paid = settled.allocations[settled.allocations["credit_date"].isin(lines["date"])]
    open_items = settled.open_items[settled.open_items["date"].isin(lines["date"])]
    told = looked_up(key, what_was_paid(paid, open_items, lang))
    still = looked_up(key, what_is_open(open_items, lang)).fillna(SETTLED.in_(lang))
    speaks = ~key.duplicated() & (worth != 0) & (lines["kind"] != LineKind.ADJUSTMENT.value)
    return checked(StatementLines, lines.assign(allocation=told.mask(debit, still).where(speaks)))


def keyed(rows: pd.DataFrame, *columns: str) -> pd.Series:
    """Customer, day and columns as one text, blanks among them."""
    key = rows["customer_code"].fillna("") + "\x1f" + rows["date"].astype("int64").astype("str")
    for name in columns:
        key = key + "\x1f" + rows[name].fillna("")
    return key


def what_is_open(open_items: DataFrame[OpenItems], lang: Lang) -> pd.Series:
    """What is open of each debit, such as `未结 8,800.00`, by customer, day, kind, document and order."""
    debits = open_items[open_items["open_fen"] > 0]
    left = debits["open_fen"].groupby(keyed(debits, *DEBIT)).sum()
    return OPEN.in_(lang) + " " + wording.yuan(left)


def what_was_paid(allocations: DataFrame[Allocations], open_items: DataFrame[OpenItems], lang: Lang) -> pd.Series:
    """What each credit paid, such as `付 CK0901 8,000.00`, and what is left, by customer, day, kind and number."""
    paid = pieces(allocations, lang)
    credits = open_items[open_items["open_fen"] < 0]
    left = -credits["open_fen"].groupby(keyed(credits, *CREDIT)).sum()
    over = PREPAID.in_(lang) + " " + wording.yuan(left)
    both = paid.reindex(paid.index.union(over.index))
    also = over.reindex(both.index)
    return (both + BETWEEN.in_(lang) + also).fillna(both).fillna(also)


def pieces(allocations: DataFrame[Allocations], lang: Lang) -> pd.Series:
    """What each credit paid, document by document in the order in which it did; after the first few their number."""
    named_first = allocations.sort_values("by_name", ascending=False, kind="stable")
    rows = named_first.rename(columns={"credit_kind": "kind", "credit_no": "document_no", "credit_date": "date"})
    parts = pd.DataFrame(
        {
            "key": keyed(rows, *CREDIT),
            "verb": rows["kind"].eq(LineKind.RECEIPT.value),
            "to": rows["debit_no"].replace({OPENING: CARRIED.in_(lang)}),
            "paid_fen": rows["paid_fen"],
        }
    )
    each = parts.groupby(["key", "verb", "to"], sort=False)["paid_fen"].sum().reset_index()
    each = each.sort_values("key", kind="stable", ignore_index=True)
    number, count = each.groupby("key").cumcount(), each.groupby("key")["key"].transform("size")
    verb = each["verb"].map({True: PAID.in_(lang), False: SET_OFF.in_(lang)}).astype("str") + " "
    text = verb.where(number == 0, BETWEEN.in_(lang)) + each["to"] + " " + wording.yuan(each["paid_fen"])
    counted = count.astype("str").map(lambda size: MORE.in_(lang).format(count=size)).astype("str")
    text = text.mask((number == NAMED - 1) & (count > NAMED), text + counted)
    named = number < NAMED
    return wording.joined(text[named], each.loc[named, "key"])
