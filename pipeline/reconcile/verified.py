"""Frozen months beside what the documents come to now: whether each closing balance and what changed since agree."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import month_ends
from pipeline.reconcile.booked import booked
from schemas.answers.closing import Booked, Verified
from schemas.answers.kind import checked, nothing
from schemas.answers.parties import Parties
from schemas.answers.statements import Entries, StatementTotals


class FrozenMonth(NamedTuple):
    """What was frozen of a month, as far as balances go."""

    month: date
    totals: DataFrame[StatementTotals]
    booked: DataFrame[Booked]

    @property
    def last(self) -> date:
        """The month's last day."""
        return month_ends(self.month)[1]


def verified(
    months: Sequence[FrozenMonth], entries: DataFrame[Entries], parties: DataFrame[Parties]
) -> DataFrame[Verified]:
    """Whether frozen closing + later adjustments = recomputed closing, for every customer and closed month.

    The frozen closing is the statement's; the adjustments are what each later closing, and the first open month, posts
    of documents dated up to the month's end; the recomputed closing is what the documents on file come to now. A month
    agrees only if its statement also rests on what was booked, and posts what changed in the months before it.

    Args:
        months: The closed months in order.
        entries: One row an entry, in fen.
        parties: One row a customer.

    Returns:
        One row a customer and month. Order: month, customer_code.

    Source:
        CONTRACT 4, Closing; issue 4, point 4.
    """
    if not months:
        return nothing(Verified)
    now = [*(month.booked for month in months), booked(entries, parties, months[-1].last)]
    steps = [step(after, month) for month, after in zip(months, now[1:], strict=True)]
    found = [nothing(Verified)]
    for at, month in enumerate(months):
        told = month.totals.set_index("customer_code")
        figures = {
            "frozen_fen": told["closing_fen"],
            "later_fen": balance(pd.concat(steps[at:]), month.last),
            "recomputed_fen": balance(booked(entries, parties, month.last), month.last),
            "booked_fen": balance(month.booked, month.last),
            "adjusted_fen": told["adjustment_fen"],
            "changed_fen": balance(steps[at - 1], month.last) if at else told["adjustment_fen"],
        }
        table = pd.DataFrame(figures).fillna(0).astype("Int64").rename_axis("customer_code").reset_index()
        found.append(checked(Verified, table.assign(month=pd.Timestamp(month.month), agrees=agrees(table))))
    return checked(Verified, pd.concat(found, ignore_index=True))


def step(after: DataFrame[Booked], month: FrozenMonth) -> pd.DataFrame:
    """What changed in the months up to one until the next closing: signed rows by customer and date."""
    inside = after[after["date"] <= pd.Timestamp(month.last)]
    return pd.concat([inside, month.booked.assign(balance_fen=-month.booked["balance_fen"])], ignore_index=True)


def balance(rows: pd.DataFrame, upto: date) -> pd.Series:
    """What rows dated up to a day come to, by customer."""
    inside = rows[rows["date"] <= pd.Timestamp(upto)]
    summed: pd.Series = inside.groupby("customer_code")["balance_fen"].sum()
    return summed


def agrees(figures: pd.DataFrame) -> pd.Series:
    """Whether the figures of each row are as they must be."""
    adds_up = figures["frozen_fen"] + figures["later_fen"] == figures["recomputed_fen"]
    rests = figures["frozen_fen"] == figures["booked_fen"]
    return adds_up & rests & (figures["adjusted_fen"] == figures["changed_fen"])
