"""The customers' accounts to one month of statements: lines, totals, what is open at its end and what paid what."""

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import month_ends, opening_balances
from pipeline.reconcile.closed_books import ClosedBooks, stated
from pipeline.reconcile.explained import explained
from pipeline.reconcile.open_items import settlement
from pipeline.reconcile.proof import prove, prove_carried, prove_documents
from pipeline.reconcile.statement_lines import balances, statement_lines
from pipeline.reconcile.statement_totals import statement_totals
from pipeline.reconcile.statement_versions import numbered
from schemas.answers.closing import Closings
from schemas.answers.kind import checked, nothing
from schemas.answers.parties import Parties
from schemas.answers.slips import OutstandingSlips, SlipStates
from schemas.answers.statements import (
    Allocations,
    Deposits,
    Entries,
    OpenItems,
    StatementLines,
    StatementTotals,
)
from schemas.words import Lang

SHOWN_CLOSINGS = 6


class Month(NamedTuple):
    """One month of statements, by the names that Answers has for them."""

    open_items: DataFrame[OpenItems]
    allocations: DataFrame[Allocations]
    statement_lines: DataFrame[StatementLines]
    statement_totals: DataFrame[StatementTotals]
    closings: DataFrame[Closings]


NO_MONTH = Month(
    nothing(OpenItems), nothing(Allocations), nothing(StatementLines), nothing(StatementTotals), nothing(Closings)
)
"""A month that was closed before there was anything in it."""


def month_of(
    entries: DataFrame[Entries],
    parties: DataFrame[Parties],
    states: DataFrame[SlipStates],
    held: DataFrame[Deposits],
    outstanding: DataFrame[OutstandingSlips],
    closed: ClosedBooks,
    month: date,
    lang: Lang = "zh",
) -> Month:
    """The statements of a month that is not closed, proved.

    The lines begin with what the closed months left behind; what is open and how old it is follows from the documents
    as they are now, with the days that they really have.

    Args:
        entries: One row an entry, in fen.
        parties: One row a customer, those that only closed months know too.
        states: One row a slip that a shipment needs.
        held: One row a change of the deposits held.
        outstanding: One row a slip to chase.
        closed: What was frozen.
        month: Its first day.
        lang: The language of the words.

    Raises:
        DoesNotAddUp: A statement breaks one of its own rules; nothing may be written then.

    Source:
        CONTRACT 4.
    """
    _, last = month_ends(month)
    settled = settlement(entries, parties, last)
    account, whose = stated(entries, parties, closed, lang)
    lines = explained(statement_lines(account, whose, states, month, lang), settled, lang)
    no_files = pd.Series(dtype="str")
    totals = statement_totals(account, lines, held, settled.open_items, outstanding, whose, no_files, month, lang)
    totals = numbered(totals, lines, month)
    past = closings(entries, parties, closed, month)
    prove(lines, totals, settled.open_items)
    prove_carried(totals, past, whose, month)
    prove_documents(totals, settled, entries, parties, last)
    return Month(settled.open_items, settled.allocations, lines, totals, past)


def closings(
    entries: DataFrame[Entries], parties: DataFrame[Parties], closed: ClosedBooks, month: date
) -> DataFrame[Closings]:
    """What every customer owed at the end of a month and of the five before it, frozen where the month is closed.

    Args:
        entries: One row an entry, in fen.
        parties: One row a customer.
        closed: What was frozen.
        month: Its first day.

    Returns:
        One row a customer and month; a customer without any balance or document by then is absent. Order: month,
        customer_code.

    Source:
        Issue 4, the chart of the last six closings.
    """
    found = []
    for _ in range(SHOWN_CLOSINGS):
        first, last = month_ends(month)
        opened = opening_balances(parties, last).set_index("customer_code")["opening_fen"]
        owed = closed.closings.get(first, balances(entries, last).add(opened, fill_value=0).astype("Int64"))
        found.append(
            owed.rename_axis("customer_code").rename("closing_fen").reset_index().assign(month=pd.Timestamp(first))
        )
        month = first - timedelta(days=1)
    return checked(Closings, pd.concat(found, ignore_index=True).sort_values(["month", "customer_code"]))
