"""All questions on goods, asked one after the other, as a run asks them."""

# ruff: noqa: D102 - each is the answer it is named for

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from pipeline.calendar import working_seconds_between
from pipeline.reconcile.accuracy import dropped_by
from pipeline.reconcile.chase_summary import chase_summary
from pipeline.reconcile.customer_updates import customer_updates
from pipeline.reconcile.deposits import deposits
from pipeline.reconcile.entries import entries
from pipeline.reconcile.fulfilment import fulfilment
from pipeline.reconcile.key_figures import key_figures
from pipeline.reconcile.open_items import settlement
from pipeline.reconcile.order_lines import order_lines
from pipeline.reconcile.order_status import order_status
from pipeline.reconcile.outstanding import chased_for, outstanding_slips
from pipeline.reconcile.parties import parties
from pipeline.reconcile.resolve import resolved
from pipeline.reconcile.shipped import shipped_lines
from pipeline.reconcile.slip_pace import slip_pace, slip_weeks
from pipeline.reconcile.slip_states import slip_states
from pipeline.reconcile.stock_figures import facts_of
from schemas.answers.first_drops import FirstDrops
from schemas.answers.kind import nothing

AS_OF = date(2026, 10, 31)


@dataclass(frozen=True)
class Asked:
    """The answers to one set of tables, each found when it is first asked for."""

    given: dict[str, pd.DataFrame]
    as_of: date
    late_reviews: pd.Series
    drops: pd.DataFrame

    @cached_property
    def tables(self):
        return resolved(self.given, self.as_of)

    @cached_property
    def parties(self):
        return parties(self.tables)

    @cached_property
    def fulfilment(self):
        return fulfilment(self.tables)

    @cached_property
    def shipped(self):
        return shipped_lines(self.tables, self.fulfilment)

    @cached_property
    def states(self):
        return slip_states(self.tables)

    @cached_property
    def outstanding(self):
        return outstanding_slips(self.shipped, self.states, self.open_today, self.as_of)

    @cached_property
    def chase(self):
        return chase_summary(self.outstanding, self.pace)

    @cached_property
    def pace(self):
        return slip_pace(self.states, chased_for(self.shipped, "zh"), self.as_of)

    @cached_property
    def weeks(self):
        return slip_weeks(self.states, self.as_of)

    @cached_property
    def settled(self):
        held = deposits(self.tables, self.shipped, self.orders, self.parties, 7)
        account = entries(self.tables, self.shipped, self.fulfilment, held, self.parties)
        return settlement(account, self.parties, self.as_of)

    @cached_property
    def open_today(self):
        return self.settled.open_items

    @cached_property
    def lines(self):
        return order_lines(self.tables, self.fulfilment, self.states)

    @cached_property
    def orders(self):
        return order_status(self.tables, self.lines, self.fulfilment, self.states, self.as_of)

    @cached_property
    def updates(self):
        return customer_updates(self.tables)

    @cached_property
    def figures(self):
        return key_figures(self.facts, self.late_reviews, self.dropped, self.as_of)

    @cached_property
    def facts(self):
        seconds = working_seconds_between(self.orders["placed_at"], self.orders["reviewed_at"])
        return facts_of(self.orders, self.lines, self.fulfilment, self.shipped, self.states, seconds)

    @cached_property
    def dropped(self):
        return dropped_by(self.drops, self.tables, self.orders, self.shipped, self.parties)


def ask(given, as_of=AS_OF, late_reviews=(), drops=None):
    """The answers on goods that the tables give, some orders reviewed late and some documents dropped."""
    known = nothing(FirstDrops) if drops is None else drops
    return Asked(given, as_of, pd.Series(list(late_reviews), dtype="str"), known)


def values(frame, *columns):
    """The rows of some columns as plain tuples, blanks as None."""
    picked = frame[list(columns)].astype(object)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in picked.itertuples(index=False)]


def only(frame, *columns):
    """The one row of a table, as `values` gives it; a single column's cell bare."""
    (row,) = values(frame, *columns)
    return row[0] if len(columns) == 1 else row
