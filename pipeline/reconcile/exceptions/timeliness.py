"""时效: orders that are overdue, reviewed late, or lie idle."""

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.calendar import SECONDS_A_DAY, OwnDays, working_days_after
from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import findings, graded
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.timeline import Timeline
from pipeline.reconcile.working_time import counted_from, review_seconds
from schemas.answers.exceptions import Findings
from schemas.answers.orders import OrderLines, OrderStatus
from schemas.choices import Level, Parameter, Priority, ReviewStatus
from schemas.exact import fen, product_e7

SECONDS_AN_HOUR = 3600
REVIEW_HOURS = {
    Priority.NORMAL: Parameter.REVIEW_NORMAL,
    Priority.SPECIAL: Parameter.REVIEW_SPECIAL,
    Priority.URGENT: Parameter.REVIEW_URGENT,
}
"""How many hours a review may take, by the order's priority."""


def overdue_orders(
    order_status: DataFrame[OrderStatus], order_lines: DataFrame[OrderLines], *, high_days: int
) -> DataFrame[Findings]:
    """E501: approved orders that are not fully shipped after the due date.

    Args:
        order_status: One row an order; `overdue_days` missing where it is not overdue.
        order_lines: One row an order line.
        high_days: From how many days on the level is 高.

    Returns:
        One row an order, in the order of `order_status`; `days` late, the amount what is not shipped yet.

    Source:
        CONTRACT 4, order stage; CONTRACT 6, E501.
    """
    approved = order_status["review_status"] == ReviewStatus.APPROVED.value
    rows = _orders(order_status[approved & order_status["overdue_days"].notna()])
    rows = rows.rename(columns={"overdue_days": "days"}).assign(
        amount_fen=looked_up(rows["document_no"], _unshipped(order_lines, rows["document_no"]))
    )
    facts = {"due_date": wording.day(rows["due_date"]), "unshipped": wording.quantity(rows["unshipped_e3"])}
    return findings("E501", rows, graded(rows["days"], high_days=high_days), facts)


def late_reviews(
    order_status: DataFrame[OrderStatus],
    *,
    as_of: date,
    hours: Mapping[Priority, Timeline],
    cut_off: Timeline,
    own: OwnDays,
) -> DataFrame[Findings]:
    """E502: orders not reviewed within the hours that their priority allows; exactly those hours are in time.

    Hours run from the order's placing to its review, else to the end of `as_of`; those of non-working days don't
    count. An order placed after the cut-off time of its day counts from the beginning of the next working day. What
    held on the day of the order judges it. An approved order without a time of review is not judged, nor is a
    cancelled or rejected one.

    Args:
        order_status: One row an order.
        as_of: The day the answer speaks for.
        hours: Hours allowed, by priority.
        cut_off: The last minute of a day that counts for it; none: all do.
        own: What the office says of days itself.

    Returns:
        One row an order, in the order of `order_status`; `days` of 24 working hours that the review took so far.

    Source:
        CONTRACT 6, E502.
    """
    status, reviewed_at = order_status["review_status"], order_status["reviewed_at"]
    timed_approval = (status == ReviewStatus.APPROVED.value) & reviewed_at.notna()
    rows = _orders(order_status[timed_approval | (status == ReviewStatus.PENDING.value)])
    limit = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    for priority, allowed in hours.items():
        limit = limit.mask(rows["priority"] == priority.value, allowed.on(rows["placed_at"]))
    end_of_day = pd.Timestamp(as_of + timedelta(days=1))
    reviewed = rows["reviewed_at"].where(rows["reviewed_at"] < end_of_day, end_of_day)
    seconds = review_seconds(rows["placed_at"], reviewed, cut_off, own)
    after = counted_from(rows["placed_at"], cut_off, own) > rows["placed_at"]
    rows = rows.assign(days=seconds // SECONDS_A_DAY, limit=limit, after=after)
    rows = rows[(seconds > rows["limit"] * SECONDS_AN_HOUR).fillna(False)]
    facts = {
        "placed_at": wording.moment(rows["placed_at"]),
        "reviewed_at": wording.moment(rows["reviewed_at"]),
        "priority": wording.text(rows["priority"]),
        "limit": wording.count(rows["limit"]),
        "cut_off": pd.Series("", index=rows.index, dtype="str").mask(rows["after"], "after"),
    }
    return findings("E502", rows, Level.MEDIUM.value, facts)


def idle_orders(
    order_status: DataFrame[OrderStatus], *, as_of: date, working_days: Timeline, cut_off: Timeline, own: OwnDays
) -> DataFrame[Findings]:
    """E503: approved orders without a due date of which nothing was shipped within `working_days` after the review.

    Without a time of review the day of the order counts, or the next working day if it was placed after the cut-off
    time. The last of those working days is still in time. What held on the day of the order judges it.

    Args:
        order_status: One row an order.
        as_of: The day the answer speaks for.
        working_days: How many working days the first shipment may take.
        cut_off: The last minute of a day that counts for it; none: all do.
        own: What the office says of days itself.

    Returns:
        One row an order, in the order of `order_status`; `days` are working days, the amount the order's.

    Source:
        CONTRACT 6, E503.
    """
    approved = order_status["review_status"] == ReviewStatus.APPROVED.value
    nothing_shipped = order_status["shipped_e3"].fillna(0) == 0
    rows = _orders(order_status[approved & order_status["due_date"].isna() & nothing_shipped])
    since = rows["reviewed_at"].fillna(counted_from(rows["placed_at"], cut_off, own))
    today = pd.Series(pd.Timestamp(as_of), index=rows.index)
    limit = working_days.on(rows["placed_at"])
    over = working_days_after(since, today - pd.Timedelta(days=1), own) >= limit
    rows = rows.assign(days=working_days_after(since, today, own), since=since, limit=limit)[over.fillna(False)]
    facts = {"since": wording.day(rows["since"]), "limit": wording.count(rows["limit"])}
    return findings("E503", rows, Level.MEDIUM.value, facts)


def _orders(rows: pd.DataFrame) -> pd.DataFrame:
    """Orders as documents; the salesperson is asked."""
    return rows.rename(columns={"order_no": "document_no", "salesperson": "responsible"})


def _unshipped(order_lines: DataFrame[OrderLines], order_nos: pd.Series) -> pd.Series:
    """The worth of what is not shipped yet, in fen by order."""
    lines = order_lines[among(order_lines["order_no"], order_nos)]
    worth = fen(product_e7(lines["unshipped_e3"], lines["unit_price_e4"].fillna(0))).astype("Int64")
    return worth.groupby(lines["order_no"]).sum()
