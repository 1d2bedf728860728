"""The answers on orders, shipments and slips to the figures that a manager looks at first, beside the month before."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import month_ends
from pipeline.reconcile.month_figures import Period, accepted, month_figures
from pipeline.reconcile.outstanding import buckets
from pipeline.reconcile.stock_figures import Facts, slips_waiting, stock_figures
from schemas.answers.kind import checked
from schemas.answers.orders import KeyFigures
from schemas.choices import Stage, WaitingBucket
from schemas.sentences.figures import FIGURES, FLOWS

MONTHS = 6
MONEY = ("order_amount", "shipped_amount", "unshipped_amount", "outstanding_amount", "advanced_freight", "own_freight",
         "amount_placed", "amount_shipped")  # fmt: skip
TENTHS = ("return_rate", "review_hours", "reviewed_in_time", "shipped_in_time", "signed_share", "return_days",
          "accepted_share")  # fmt: skip
"""What is counted in money, and in thousandths with one decimal; all else is counted."""

Figures = Mapping[str, int | None]


def key_figures(facts: Facts, late_reviews: pd.Series, drops: pd.DataFrame, as_of: date) -> DataFrame[KeyFigures]:
    """Every figure, with the same of the month before beside it.

    What stands (key, waiting) is compared with how it stood at the last month's end, what flows (flow, salesperson)
    over the month up to `as_of` with the whole month before, a month's shipments (month) with those of the month before
    that. How many orders were at each stage (stage) can't be told afterwards. Cancelled and rejected orders are counted
    by stage, and their amounts left out.

    Args:
        facts: As `facts_of` gives them.
        late_reviews: The orders that were not reviewed in time.
        drops: The first drops of documents, with their salesperson.
        as_of: The day the answers speak for; its month is the last of the six.

    Returns:
        One row a figure. Order: groups key, flow, stage, waiting, waiting_amount, month, salesperson; each as its
        vocabulary, in time, or by name.

    Source:
        CONTRACT 5, 指标; issue 5, the managers' figures.
    """
    now, last = periods(as_of)
    stock, stood = stock_figures(facts, now.last), stock_figures(facts, last.last)
    flow, flowed = (month_figures(facts, late_reviews, drops, period) for period in (now, last))
    tables = [
        figures("key", list(FIGURES), stock, stood),
        figures("flow", list(FLOWS), flow, flowed),
        figures("stage", [stage.value for stage in Stage], by(facts.orders["stage"].value_counts())),
        *waiting(facts, now.last, last.last),
        by_month(facts.shipments, as_of),
        by_salesperson(drops, now, last),
    ]
    every = pd.concat(tables, ignore_index=True)
    return checked(KeyFigures, every.assign(change=every["value"] - every["before"]))


def periods(as_of: date) -> tuple[Period, Period]:
    """The month of a day up to it, and the whole month before."""
    today = pd.Timestamp(as_of)
    first = today.replace(day=1)
    end = first - pd.Timedelta(days=1)
    return Period(first, today, today), Period(pd.Timestamp(month_ends(end.date())[0]), end, today)


def waiting(facts: Facts, now: pd.Timestamp, then: pd.Timestamp) -> list[pd.DataFrame]:
    """Outstanding slips and the amounts on them by how long they wait, on two days."""
    words = [bucket.value for bucket in WaitingBucket]
    slips, earlier = (slips_waiting(facts, day) for day in (now, then))
    age, aged = (pd.Series(buckets(found["waiting_days"]), index=found.index) for found in (slips, earlier))
    amount, before = slips["amount_fen"].groupby(age).sum(), earlier["amount_fen"].groupby(aged).sum()
    return [
        figures("waiting", words, by(age.value_counts()), by(aged.value_counts())),
        figures("waiting_amount", words, by(amount), by(before), type_="money"),
    ]


def by_month(shipments: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Shipped amounts of the last six months, each beside the one before it."""
    months = pd.period_range(end=pd.Period(as_of, "M"), periods=MONTHS + 1, freq="M").strftime("%Y-%m").tolist()
    amounts = by(shipments["amount_fen"].groupby(shipments["ship_date"].dt.to_period("M")).sum())
    earlier = {month: amounts.get(before, 0) for before, month in pairwise(months)}
    return figures("month", months[1:], amounts, earlier, type_="money")


def by_salesperson(drops: pd.DataFrame, now: Period, last: Period) -> pd.DataFrame:
    """The share of documents accepted at first drop of everybody who had any in either month."""
    dropped = drops[["salesperson", "dropped_on", "accepted", "documents"]]
    inside = dropped[now.has(drops["dropped_on"]) | last.has(drops["dropped_on"])]
    people = {str(name): theirs for name, theirs in inside.groupby("salesperson")}
    share, before = ({name: accepted(theirs, period) for name, theirs in people.items()} for period in (now, last))
    return figures("salesperson", sorted(people), share, before, type_="quantity")


def figures(group: str, names: list[str], now: Figures, then: Figures | None = None, type_: str = "") -> pd.DataFrame:
    """The figures of one group in the order given; 0 where the group counts and there is nothing.

    Args:
        group: The group.
        names: Its figures.
        now: Their values.
        then: Those of the month before; None: nobody can tell.
        type_: What they are counted in; "": as each figure says.
    """
    return pd.DataFrame(
        {
            "figure": names,
            "value": pd.array([now.get(name, 0) for name in names], dtype="Int64"),
            "before": pd.array([None if then is None else then.get(name, 0) for name in names], dtype="Int64"),
            "group": group,
            "type": [type_ or type_of(name) for name in names],
        }
    )


def type_of(figure: str) -> str:
    """What a figure is counted in."""
    return "money" if figure in MONEY else "quantity" if figure in TENTHS else "count"


def by(values: pd.Series) -> dict[str, int]:
    """A count or sum of each word."""
    return {str(word): int(value) for word, value in values.items()}
