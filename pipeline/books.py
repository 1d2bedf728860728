"""Sealed months to what the open ones rest on, and one of them to its statements as they were closed."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from pipeline.closed_summary import workbooks_now
from pipeline.ledger.closed import Sealed
from pipeline.ledger.ledger import Ledger
from pipeline.reconcile.account import month_ends
from pipeline.reconcile.closed_books import NOTHING_CLOSED, ClosedBooks
from pipeline.reconcile.month import NO_MONTH, Month
from schemas.answers.closing import Booked, Closings
from schemas.answers.statements import (
    Allocations,
    OpenItems,
    StatementLines,
    StatementTotals,
    StatementVersions,
)


class Frozen(NamedTuple):
    """A closed month: its tables, and its seal; None for one from before the first closing, which holds nothing."""

    month: Month
    sealed: Sealed | None = None

    def workbooks(self, confirmed: pd.Series) -> Mapping[str, bytes]:
        """Its workbooks by their names in its folder, with where each statement stands for each row of the totals."""
        return {} if self.sealed is None else workbooks_now(self.sealed, confirmed)


def closed_books(ledger: Ledger) -> ClosedBooks:
    """What the closed months leave to the open ones.

    Raises:
        Damaged: The last sealed month is gone or was changed.
    """
    closings = ledger.closings()
    if not closings:
        return NOTHING_CLOSED
    last = ledger.closed.opened(closings[-1].month, closings[-1].sha256)
    past = last.table(Closings)
    by_month = {
        month: past[past["month"] == pd.Timestamp(month)].set_index("customer_code")["closing_fen"]
        for month in past["month"].dt.date.unique()
    }
    _, upto = month_ends(closings[-1].month)
    return ClosedBooks(upto, last.table(Booked), by_month, last.table(StatementVersions))


def frozen_month(ledger: Ledger, closed: ClosedBooks, month: date) -> Frozen | None:
    """A month as it was closed; None while it is open. One from before the first closing holds nothing.

    Args:
        ledger: Where it was sealed.
        closed: What is closed.
        month: Its first day.

    Raises:
        Damaged: The sealed month is gone or was changed.
    """
    if not closed.has(month):
        return None
    closing = next((closing for closing in ledger.closings() if closing.month == month), None)
    if closing is None:
        return Frozen(NO_MONTH)
    sealed = ledger.closed.opened(month, closing.sha256)
    statements = Month(
        open_items=sealed.table(OpenItems),
        allocations=sealed.table(Allocations),
        statement_lines=sealed.table(StatementLines),
        statement_totals=sealed.table(StatementTotals),
        closings=sealed.table(Closings),
    )
    return Frozen(statements, sealed)
