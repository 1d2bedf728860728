"""When orders were placed to the moment from which time runs, and to the working time that their review took."""

import pandas as pd

from pipeline.calendar import OwnDays, next_working_day, working_seconds_between
from pipeline.reconcile.timeline import Timeline

SECONDS_A_MINUTE = 60


def counted_from(placed_at: pd.Series, cut_off: Timeline, own: OwnDays) -> pd.Series:
    """The moment from which time runs: the order's own, after the cut-off the beginning of the next working day.

    Args:
        placed_at: When the orders were placed.
        cut_off: Minutes of the day; an order of exactly that time counts for the day. None: all do.
        own: What the office says of days itself.

    Source:
        The issue on the chase and the exceptions, "Orders after the cut-off count from the next working day".
    """
    last_minute = cut_off.on(placed_at)
    into_day = (placed_at - placed_at.dt.normalize()) // pd.Timedelta(seconds=1)
    late = (into_day > last_minute * SECONDS_A_MINUTE).fillna(False).astype(bool)
    return placed_at.mask(late, next_working_day(placed_at, own)) if late.any() else placed_at


def review_seconds(placed_at: pd.Series, reviewed_at: pd.Series, cut_off: Timeline, own: OwnDays) -> pd.Series:
    """How long each review took; a working day has 24 hours.

    Args:
        placed_at: When the orders were placed.
        reviewed_at: When they were reviewed, on the same index.
        cut_off: As `counted_from` takes it.
        own: What the office says of days itself.

    Returns:
        Int64; missing where either is.
    """
    return working_seconds_between(counted_from(placed_at, cut_off, own), reviewed_at, own)
