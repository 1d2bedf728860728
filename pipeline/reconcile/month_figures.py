"""The answers of a run to the figures of one month: what was ordered, reviewed, shipped, returned and dropped in it."""

from typing import NamedTuple

import pandas as pd

from pipeline.reconcile.lookup import among
from pipeline.reconcile.stock_figures import LINE, Facts, signed_by
from schemas.choices import ReviewStatus, SlipType
from schemas.exact import in_tenths, percent

SECONDS_AN_HOUR = 3600


class Period(NamedTuple):
    """Days that figures are counted over, both ends included.

    Attributes:
        first: The first day.
        last: The last day.
        today: The day that the answers speak for.
    """

    first: pd.Timestamp
    last: pd.Timestamp
    today: pd.Timestamp

    def has(self, days: pd.Series) -> pd.Series:
        """Which of the days or moments lie in it."""
        return (days >= self.first) & (days < self.last + pd.Timedelta(days=1))


def month_figures(facts: Facts, late_reviews: pd.Series, drops: pd.DataFrame, period: Period) -> dict[str, int | None]:
    """The figures of the group `flow` over a period, by name; None where there is nothing to judge.

    Args:
        facts: As `facts_of` gives them.
        late_reviews: The orders that were not reviewed in time.
        drops: The first drops of documents.
        period: The days.

    Returns:
        Counts, fen, and shares, hours and days in thousandths, rounded to one decimal.

    Source:
        Issue 5, the managers' figures.
    """
    placed = facts.orders[period.has(facts.orders["order_date"])]
    shipments = facts.shipments[period.has(facts.shipments["ship_date"])]
    return {
        "orders_placed": len(placed),
        "amount_placed": int(placed.loc[~placed["dead"], "amount_fen"].sum()),
        "shipments_made": len(shipments),
        "amount_shipped": int(shipments["amount_fen"].sum()),
        **reviews(facts, late_reviews, period),
        "shipped_in_time": shipped_in_time(facts, period),
        **slips_back(facts, period),
        "accepted_share": accepted(drops, period),
    }


def reviews(facts: Facts, late_reviews: pd.Series, period: Period) -> dict[str, int | None]:
    """How long the reviews of a period took, and the share that was in time: approved orders with a time of review."""
    orders = facts.orders
    approved = orders["review_status"] == ReviewStatus.APPROVED.value
    reviewed = orders[approved & period.has(orders["reviewed_at"])]
    seconds = reviewed["review_seconds"]
    late = int(among(reviewed["order_no"], late_reviews).sum())
    return {
        "review_hours": in_tenths(int(seconds.sum()), len(reviewed) * SECONDS_AN_HOUR),
        "reviewed_in_time": percent(len(reviewed) - late, len(reviewed)),
    }


def shipped_in_time(facts: Facts, period: Period) -> int | None:
    """The share of approved order lines due in a period that were shipped in full by then.

    A line due today that is not shipped yet is neither.
    """
    lines = facts.lines
    approved = lines["review_status"] == ReviewStatus.APPROVED.value
    due = lines[approved & period.has(lines["due_date"])]
    due = due[(due["unshipped_e3"] == 0) | (due["due_date"] < period.today)]
    parts = facts.parts[among(facts.parts["order_no"], due["order_no"]) & ~facts.parts["over"].astype(bool)]
    filled = parts.groupby(["order_no", "order_line_no"])["ship_date"].max().rename("filled_on").reset_index()
    filled = filled.rename(columns={"order_line_no": "line_no"})
    rows = due.merge(filled, on=LINE, how="left", validate="one_to_one")
    in_time = (rows["unshipped_e3"] == 0) & (rows["filled_on"] <= rows["due_date"])
    return percent(int(in_time.sum()), len(rows))


def slips_back(facts: Facts, period: Period) -> dict[str, int | None]:
    """The share of the red slips of a period's shipments that are signed and back today; how long those that came took.

    A month that has passed is looked at as of its end, or it would always seem the better one.
    """
    red = facts.states[facts.states["slip_type"] == SlipType.RED.value]
    sent = red[period.has(red["ship_date"])]
    came = red[signed_by(red, period.last) & (red["returned_date"] >= period.first)]
    days = (came["returned_date"] - came["ship_date"]).dt.days
    return {
        "signed_share": percent(int(signed_by(sent, period.last).sum()), len(sent)),
        "return_days": in_tenths(int(days.sum()), len(came)),
    }


def accepted(drops: pd.DataFrame, period: Period) -> int | None:
    """The share of the documents first dropped in a period that were accepted as they came."""
    inside = drops[period.has(drops["dropped_on"])]
    return percent(int(inside.loc[inside["accepted"].astype(bool), "documents"].sum()), int(inside["documents"].sum()))
