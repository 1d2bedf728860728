"""The proof that a month's statements agree with themselves, with each other and with the documents."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import month_ends, opening_balances
from pipeline.reconcile.booked import parts
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.open_items import Settlement
from pipeline.reconcile.statement_totals import AGES, figure
from schemas.answers.closing import Closings
from schemas.answers.parties import Parties
from schemas.answers.statements import Entries, OpenItems, StatementLines, StatementTotals

DOCUMENT = ["customer_code", "kind", "document_no", "date"]
CREDIT = {"credit_kind": "kind", "credit_no": "document_no", "credit_date": "date"}
DEBIT = {"debit_kind": "kind", "debit_no": "document_no", "debit_date": "date"}
"""The two documents of a payment, each by the columns that know any document."""


class DoesNotAddUp(Exception):
    """A figure that must agree with another doesn't: a fault of the program's own, nothing may be written."""


def prove(
    lines: DataFrame[StatementLines], totals: DataFrame[StatementTotals], open_items: DataFrame[OpenItems]
) -> None:
    """Checks that every statement adds up; nothing may be written before.

    Opening balance and lines come to the closing balance, on which the last line ends; the open documents come to it
    as well, in all and in their ageing columns; nobody has lines or open documents without being listed.

    Args:
        lines: The month's lines.
        totals: The month's totals.
        open_items: What is open at the month's end.

    Raises:
        DoesNotAddUp: Names the figure and the customers.

    Source:
        CONTRACT 4, "Their sum is the closing balance, always".
    """
    code = totals["customer_code"]
    closing = totals["closing_fen"]
    change = lines["receivable_fen"].fillna(0) - lines["received_fen"].fillna(0)
    moved = figure(code, change.groupby(lines["customer_code"]).sum())
    last = lines.groupby("customer_code")["balance_fen"].last()
    agree(code, totals["opening_fen"] + moved, closing, "opening balance and lines")
    agree(code, looked_up(code, last).fillna(totals["opening_fen"]), closing, "the last line's balance")
    agree(code, totals[list(AGES)].sum(axis=1), closing, "the ageing columns")
    agree(code, figure(code, open_items.groupby("customer_code")["open_fen"].sum()), closing, "the open documents")
    for rows, name in ((lines, "lines"), (open_items, "open documents")):
        unlisted = rows.loc[~rows["customer_code"].isin(code), "customer_code"].unique().tolist()
        if unlisted:
            raise DoesNotAddUp(f"{name} of customers that the totals do not list: {unlisted[:5]}")


def prove_carried(
    totals: DataFrame[StatementTotals], closings: DataFrame[Closings], parties: DataFrame[Parties], month: date
) -> None:
    """Checks that every statement opens as the one of the month before closed, plus what opens in the month itself.

    Args:
        totals: The month's totals.
        closings: What every customer owed at the end of the month before, as frozen where that is closed.
        parties: One row a customer; opening balances that no closed month has carried.
        month: Any day of the month.

    Raises:
        DoesNotAddUp: Names the customers.

    Source:
        CONTRACT 4, "Opening of M = closing of M−1".
    """
    first, last = month_ends(month)
    month_before = closings[closings["month"] == (pd.Timestamp(first) - pd.offsets.MonthBegin(1))]
    begun = opening_balances(parties, last)
    opened = begun[begun["date"] >= pd.Timestamp(first)].set_index("customer_code")["opening_fen"]
    code = totals["customer_code"]
    carried = figure(code, month_before.set_index("customer_code")["closing_fen"]) + figure(code, opened)
    agree(code, carried, totals["opening_fen"], "the closing balance of the month before", "the opening balance")


def prove_documents(
    totals: DataFrame[StatementTotals],
    settled: Settlement,
    entries: DataFrame[Entries],
    parties: DataFrame[Parties],
    upto: date,
) -> None:
    """Checks that the statements come to the documents, and that each document is what it paid and what is left.

    Every closing balance is the sum of the customer's documents up to the month's end. Of each document, what it comes
    to is what is open of it, less what it paid, plus what others paid of it; nothing is paid beyond its amount.

    Args:
        totals: The month's totals.
        settled: What is open at the month's end, and what paid what.
        entries: One row an entry, in fen, of all time.
        parties: One row a customer.
        upto: The month's last day.

    Raises:
        DoesNotAddUp: Names the figure and the customers.

    Source:
        CONTRACT 4, Allocation; issue 4, Exactness.
    """
    documents = parts(entries, parties, upto)
    code = totals["customer_code"]
    theirs = figure(code, documents.groupby("customer_code")["balance_fen"].sum())
    agree(code, theirs, totals["closing_fen"], "the documents")
    open_items, paid = settled
    told = [
        documents.assign(fen=-documents["balance_fen"]),
        open_items.assign(fen=open_items["open_fen"]),
        paid.rename(columns=DEBIT).assign(fen=paid["paid_fen"]),
        paid.rename(columns=CREDIT).assign(fen=-paid["paid_fen"]),
    ]
    every = pd.concat([rows[[*DOCUMENT, "fen"]] for rows in told], ignore_index=True)
    wrong = every.groupby(DOCUMENT, sort=False)["fen"].sum()
    size, left = open_items["amount_fen"], open_items["open_fen"]
    beyond = open_items[(left.abs() > size.abs()) | (left < 0) & (size > 0) | (left > 0) & (size < 0)]
    refuse(wrong[wrong != 0].index.get_level_values("customer_code"), "a document is not what it paid and what is left")
    refuse(beyond["customer_code"], "a document is paid beyond its amount")


def agree(
    code: pd.Series, figures: pd.Series, others: pd.Series, name: str, other: str = "the closing balance"
) -> None:
    """Raises DoesNotAddUp for the customers whose figure is not the other one."""
    refuse(code[(figures != others).fillna(True).astype(bool)], f"{name} and {other} differ")


def refuse(code: pd.Series | pd.Index, what: str) -> None:
    """Raises DoesNotAddUp where any customers are to be named."""
    customers = code.unique().tolist()
    if customers:
        raise DoesNotAddUp(f"{what} for {len(customers)} customers: {customers[:5]}")
