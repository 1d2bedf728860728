"""The slips on the list and those chased before to how often each was chased, and when."""

from datetime import date, timedelta

import pandas as pd
from pandera.typing.pandas import DataFrame

from schemas.answers.kind import checked
from schemas.answers.memory import ChasedSlips
from schemas.answers.slips import OutstandingSlips

SLIP = ["shipment_no", "slip_type"]
NEVER = 0
"""The weekday of an office that keeps no day for chasing."""


def is_chase(as_of: date, last_report: date | None, weekday: int) -> bool:
    """Whether the report of a day counts as a chase.

    It does on the weekday itself, and on the first report after one on which there was none; the very first report
    counts on the weekday only, as nobody was to be chased before it.

    Args:
        as_of: The report's day.
        last_report: The last day before it with a report; None: there was none.
        weekday: From 1, Monday, to 7; 0: no report is a chase.

    Source:
        Issue 5, point 5: a weekly run counts as a chase.
    """
    if weekday == NEVER:
        return False
    due = chase_day(as_of, weekday)
    return as_of == due or (last_report is not None and last_report < due)


def chase_day(as_of: date, weekday: int) -> date:
    """The last day of a chase up to a day, worked or not: who names a Saturday means it.

    Args:
        as_of: The day.
        weekday: From 1, Monday, to 7.
    """
    return as_of - timedelta(days=(as_of.isoweekday() - weekday) % 7)


def chased_slips(
    before: DataFrame[ChasedSlips], outstanding: DataFrame[OutstandingSlips], as_of: date
) -> DataFrame[ChasedSlips]:
    """How often every slip was chased once all that are outstanding are chased on a day.

    A slip that came back keeps its count, for the case that it is outstanding again.

    Args:
        before: One row a slip that was chased on an earlier day.
        outstanding: One row a slip to chase.
        as_of: The day.

    Returns:
        One row a slip that was ever chased. Order: shipment_no, slip_type.
    """
    day = pd.Timestamp(as_of)
    today = outstanding[SLIP].assign(times=1, first=day, last=day)
    every = pd.concat([pd.DataFrame(before), today], ignore_index=True)
    counted = every.groupby(SLIP, as_index=False).agg(
        times=("times", "sum"), first=("first", "min"), last=("last", "max")
    )
    return checked(ChasedSlips, counted)


def with_chases(
    outstanding: DataFrame[OutstandingSlips], chased: DataFrame[ChasedSlips]
) -> DataFrame[OutstandingSlips]:
    """The slips to chase with how often each was, 0 where never, and first and last when.

    Args:
        outstanding: One row a slip to chase.
        chased: One row a slip that was ever chased.

    Returns:
        The same rows in the same order.
    """
    told = chased.rename(columns={"times": "chase_count", "first": "first_chased", "last": "last_chased"})
    facts = outstanding.drop(columns=["chase_count", "first_chased", "last_chased"])
    found = facts.merge(told, on=SLIP, how="left", validate="one_to_one")
    return checked(OutstandingSlips, found.assign(chase_count=found["chase_count"].fillna(0)))
