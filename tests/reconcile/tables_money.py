"""Sheets as a test writes them, up to the accounts that follow from them; and tables as short rows, for reading."""

from datetime import date
from types import SimpleNamespace

import pandas as pd

from pipeline.reconcile import month as months
from pipeline.reconcile.account import month_ends
from pipeline.reconcile.booked import booked
from pipeline.reconcile.closed_books import NOTHING_CLOSED, ClosedBooks, with_vanished
from pipeline.reconcile.deposits import deposits
from pipeline.reconcile.entries import entries
from pipeline.reconcile.fulfilment import fulfilment
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.order_lines import order_lines
from pipeline.reconcile.order_status import order_status
from pipeline.reconcile.parties import parties
from pipeline.reconcile.resolve import resolved
from pipeline.reconcile.shipped import shipped_lines
from pipeline.reconcile.slip_states import slip_states
from schemas.answers.kind import checked, nothing
from schemas.answers.parties import Parties
from schemas.answers.slips import OutstandingSlips
from schemas.answers.statements import Entries
from schemas.cells import types_of
from tests.reconcile.rows import tables


def account(as_of="2026-10-31", **kinds):
    """Everything up to the entries of the sheets given, kind by kind as in `tables`."""
    day = date.fromisoformat(as_of)
    found = resolved(tables(**kinds), day)
    parts = fulfilment(found)
    shipped, states, known = shipped_lines(found, parts), slip_states(found), parties(found)
    lines = order_lines(found, parts, states)
    status = order_status(found, lines, parts, states, day)
    held = deposits(found, shipped, status, known)
    return SimpleNamespace(
        tables=found, parts=parts, shipped=shipped, states=states, parties=known, held=held, status=status,
        entries=entries(found, shipped, parts, held, known),
    )  # fmt: skip


def month_of(books, month, closed=NOTHING_CLOSED, lang="zh"):
    """The month's lines, totals and open documents; proved."""
    cut = months.month_of(
        books.entries, with_vanished(books.parties, closed), books.states, books.held, nothing(OutstandingSlips),
        closed, date.fromisoformat(f"{month}-01"), lang,
    )  # fmt: skip
    files = pd.Series({code: f"{code}.xlsx" for code in books.parties["customer_code"]}, dtype="str")
    named = cut.statement_totals["file"].mask(
        cut.statement_totals["has_statement"].astype(bool), looked_up(cut.statement_totals["customer_code"], files)
    )
    totals = cut.statement_totals.assign(file=named)
    return SimpleNamespace(lines=cut.statement_lines, totals=totals, open=cut.open_items, paid=cut.allocations)


def close(books, month, closed=NOTHING_CLOSED):
    """The books closed up to a month's end."""
    _, last = month_ends(date.fromisoformat(f"{month}-01"))
    totals = month_of(books, month, closed).totals.set_index("customer_code")["closing_fen"]
    frozen = {**closed.closings, last.replace(day=1): totals}
    return ClosedBooks(last, booked(books.entries, with_vanished(books.parties, closed), last), frozen)


def short(table, *columns):
    """The rows as tuples of those columns: days as text, blanks as None, numbers as int."""

    def cell(value):
        if pd.isna(value):
            return None
        if isinstance(value, pd.Timestamp):
            return str(value.date())
        return value if isinstance(value, str | bool) else int(value)

    return [tuple(cell(value) for value in row) for row in table[list(columns)].itertuples(index=False)]


def entry_table(*rows):
    """Entries of one test, only the cells it is about; amounts not given are 0, the customer is C1."""
    usual = {"customer_code": "C1", "receivable_fen": 0, "received_fen": 0, "freight_first": False, "is_gift": False}
    frame = pd.DataFrame([usual | row for row in rows], columns=list(types_of(Entries)))
    return checked(Entries, frame.assign(date=pd.to_datetime(frame["date"]).astype("datetime64[us]")))


def party_table(*rows):
    """Customers of one test, only the cells it is about."""
    usual = {"credit_days": 0, "opening_balance_fen": 0, "in_master": True}
    frame = pd.DataFrame([usual | row for row in rows], columns=list(types_of(Parties)))
    return checked(Parties, frame.assign(opening_date=pd.to_datetime(frame["opening_date"]).astype("datetime64[us]")))
