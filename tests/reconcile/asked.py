"""All questions on goods, asked one after the other, as a run asks them."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from pipeline.reconcile.customer_updates import customer_updates
from pipeline.reconcile.fulfilment import fulfilment
from pipeline.reconcile.key_figures import key_figures
from pipeline.reconcile.order_lines import order_lines
from pipeline.reconcile.order_status import order_status
from pipeline.reconcile.outstanding import chase_summary, outstanding_slips
from pipeline.reconcile.parties import parties
from pipeline.reconcile.resolve import resolved
from pipeline.reconcile.shipped import shipped_lines
from pipeline.reconcile.slip_states import slip_states

AS_OF = date(2026, 10, 31)


@dataclass(frozen=True)
class Asked:
    """The answers to one set of tables."""

    tables: dict[str, pd.DataFrame]
    parties: pd.DataFrame
    fulfilment: pd.DataFrame
    shipped: pd.DataFrame
    states: pd.DataFrame
    outstanding: pd.DataFrame
    chase: pd.DataFrame
    lines: pd.DataFrame
    orders: pd.DataFrame
    updates: pd.DataFrame
    figures: pd.DataFrame


def ask(given, as_of=AS_OF):
    """Every answer on goods that the tables give."""
    tables = resolved(given, as_of)
    parts = fulfilment(tables)
    shipped = shipped_lines(tables, parts)
    states = slip_states(tables)
    outstanding = outstanding_slips(shipped, states, as_of)
    lines = order_lines(tables, parts, states)
    orders = order_status(tables, lines, parts, states, as_of)
    figures = key_figures(orders, lines, shipped, states, outstanding, as_of)
    chase = chase_summary(outstanding)
    updates = customer_updates(tables)
    return Asked(tables, parties(tables), parts, shipped, states, outstanding, chase, lines, orders, updates, figures)


def values(frame, *columns):
    """The rows of some columns as plain tuples, blanks as None."""
    picked = frame[list(columns)].astype(object)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in picked.itertuples(index=False)]


def only(frame, *columns):
    """The one row of a table, as `values` gives it; a single column's cell bare."""
    (row,) = values(frame, *columns)
    return row[0] if len(columns) == 1 else row
