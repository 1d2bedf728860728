"""The answers of a run to those for another open month: its statements, and what it still lacks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from pipeline.calendar import own_days
from pipeline.reconcile.answers import Answers
from pipeline.reconcile.closed_books import ClosedBooks
from pipeline.reconcile.confirmations import with_confirmations
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.month import month_of
from pipeline.reconcile.month_progress import due_day, month_progress
from pipeline.reconcile.own_orders import own_orders
from pipeline.reconcile.statement_goods import statement_goods
from pipeline.reconcile.statement_versions import versions_of
from schemas.words import Lang


def another_month(
    answers: Answers,
    documents: Mapping[str, pd.DataFrame],
    closed: ClosedBooks,
    month: date,
    limits: Limits,
    lang: Lang,
) -> Answers:
    """The same answers with the statements of another month; what rests on no month stays as it is.

    Args:
        answers: Of the run.
        documents: The rows that count, as `reconcile` was given them.
        closed: What the closed months leave to the open ones.
        month: The first day of an open month.
        limits: From when on a fact is an exception.
        lang: The language of the words in the answers.

    Raises:
        DoesNotAddUp: A statement breaks one of its own rules; nothing may be written then.
    """
    a = answers
    books = a.entries, a.parties, a.slip_states, a.deposits, a.outstanding
    statements = month_of(*books, closed, month, lang)
    versions = versions_of(statements.statement_totals, month)
    totals = with_confirmations(statements.statement_totals, documents["confirmations"], versions, month)
    lines = own_orders(statements.statement_lines, documents["orders"])
    return replace(
        answers,
        month=month,
        statement_goods=own_orders(statement_goods(a.shipped, a.parties, month), documents["orders"]),
        month_progress=month_progress(documents, a.every_exception, a.outstanding, totals, month, a.as_of, lang),
        statements_due=due_day(month, limits.statement_due_day, own_days(documents["calendar"])),
        **statements._replace(statement_totals=totals, statement_lines=lines)._asdict(),
    )
