"""Slip states to how quickly slips come back: by person or carrier, and week by week."""

from datetime import date, timedelta

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import looked_up
from schemas.answers.kind import checked
from schemas.answers.slips import SlipPace, SlipStates, SlipWeeks
from schemas.exact import in_tenths

WEEKS = 8
"""How many weeks are looked back upon; a week is the seven days up to the day of the answer, or seven before it."""
IN_TIME = timedelta(days=7)
"""A slip that comes back later than this after the goods left is late."""


def slip_pace(
    states: DataFrame[SlipStates], responsible: pd.Series, as_of: date, weeks: int = WEEKS
) -> DataFrame[SlipPace]:
    """How long slips took that came back in the last weeks, and how many of those due in them were back in time.

    A slip is due seven days after the goods left; what is not due yet by `as_of` is not judged. A red slip that came
    back unsigned is not back.

    Args:
        states: One row a slip that a shipment needs.
        responsible: Who is chased for each shipment's slips, by its number.
        as_of: The day the answer speaks for.
        weeks: How many weeks up to `as_of` are counted.

    Returns:
        One row a person or carrier with any such slip. Order: name.

    Source:
        Issue 5, point 5: average days to return, share back within 7 days.
    """
    slips = judged(states).assign(responsible=looked_up(states["shipment_no"], responsible))
    since = pd.Timestamp(as_of - timedelta(weeks=weeks))
    slips = slips.assign(
        returned=slips["back"] & (slips["returned_date"] > since),
        due=(slips["due_date"] > since) & (slips["due_date"] <= pd.Timestamp(as_of)),
    )
    counted = slips.assign(
        returned_count=slips["returned"],
        returned_days=slips["days"].where(slips["returned"], 0),
        due_count=slips["due"],
        in_time_count=slips["due"] & slips["in_time"],
    )
    counted = counted[counted["returned"] | counted["due"]]
    figures = ["returned_count", "returned_days", "due_count", "in_time_count"]
    return checked(SlipPace, counted.groupby("responsible")[figures].sum().reset_index())


def slip_weeks(states: DataFrame[SlipStates], as_of: date, weeks: int = WEEKS) -> DataFrame[SlipWeeks]:
    """How many slips were outstanding at the end of each of the last weeks, and how many due in it were back in time.

    Told from what is on record today: a slip that was dropped late counts from the day on which it came back.

    Args:
        states: One row a slip that a shipment needs.
        as_of: The day the answer speaks for; the last week ends on it.
        weeks: How many weeks.

    Returns:
        One row a week, none without any slip. Order: week_end; the share is blank where nothing was due.

    Source:
        Issue 5, point 5: trend over the last 8 weeks.
    """
    slips = judged(states)
    ends = [pd.Timestamp(as_of - timedelta(weeks=ago)) for ago in reversed(range(weeks if len(states) else 0))]
    due = [slips[(slips["due_date"] > end - timedelta(weeks=1)) & (slips["due_date"] <= end)] for end in ends]
    table = pd.DataFrame(
        {
            "week_end": ends,
            "outstanding_count": [int(outstanding_on(slips, end).sum()) for end in ends],
            "due_count": [len(theirs) for theirs in due],
            "in_time_count": [int(theirs["in_time"].sum()) for theirs in due],
        }
    )
    return checked(SlipWeeks, table.assign(in_time_percent_e3=ratios(table["in_time_count"] * 100, table["due_count"])))


def judged(states: DataFrame[SlipStates]) -> pd.DataFrame:
    """The slips with whether they are back, the days they took, the day they were due, and whether in time."""
    back = states["settled"].astype(bool)
    days = (states["returned_date"] - states["ship_date"]).dt.days
    return states.assign(
        back=back, days=days, due_date=states["ship_date"] + IN_TIME, in_time=back & (days <= IN_TIME.days)
    )


def outstanding_on(slips: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Which slips of goods that had left by a day had not come back by then."""
    returned = slips["back"] & (slips["returned_date"] <= day)
    return (slips["ship_date"] <= day) & ~returned


def ratios(numerators: pd.Series, denominators: pd.Series) -> pd.Series:
    """Quotients rounded to one decimal, in thousandths; blank where the denominator is 0 or blank."""
    both = zip(numerators.tolist(), denominators.tolist(), strict=True)
    quotients = [None if pd.isna(over) else in_tenths(int(of), int(over)) for of, over in both]
    return pd.Series(quotients, index=numerators.index, dtype="Int64")
