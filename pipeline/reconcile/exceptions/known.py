"""The exceptions that reports knew and those that a day found to what is known after it, and to what was cleared."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions.answers import in_order
from pipeline.reconcile.lookup import among
from schemas.answers.exceptions import ClearedExceptions, Exceptions
from schemas.answers.kind import checked
from schemas.answers.memory import RememberedExceptions


def known_exceptions(
    before: DataFrame[RememberedExceptions], found: DataFrame[Exceptions], as_of: date
) -> DataFrame[RememberedExceptions]:
    """Every exception that a report found up to this one, with when it was first and last seen and how often.

    What is found again after it was cleared came back: it stands since today, and was first seen when it was.

    Args:
        before: What the last report before `as_of` knew.
        found: One row an exception of today.
        as_of: The day of this report.

    Returns:
        One row an exception. Order: exception_id.

    Source:
        Issue 5, point 4.
    """
    today = pd.Timestamp(as_of)
    known = before.set_index("exception_id").reindex(pd.Index(found["exception_id"])).set_axis(found.index)
    stands, was_cleared = known["opened_on"].notna() & known["cleared_on"].isna(), known["cleared_on"].notna()
    now = found.assign(
        first_seen=known["first_seen"].fillna(today),
        last_seen=today,
        times=known["times"].fillna(0) + 1,
        opened_on=known["opened_on"].where(stands, today),
        cleared_on=None,
        reopened=known["reopened"].fillna(0) + was_cleared.astype("Int64"),
    )
    gone = before[~among(before["exception_id"], found["exception_id"])]
    gone = gone.assign(cleared_on=gone["cleared_on"].fillna(today))
    every = [checked(RememberedExceptions, part) for part in (now, gone)]
    return checked(RememberedExceptions, pd.concat(every).sort_values("exception_id"))


def cleared_exceptions(known: DataFrame[RememberedExceptions], as_of: date) -> DataFrame[ClearedExceptions]:
    """What the last report found and this one no longer does.

    Args:
        known: What is known after this report.
        as_of: Its day.

    Returns:
        One row an exception; `open_days` in calendar days. Order: as Exceptions.

    Source:
        Issue 5, point 4.
    """
    cleared = known[known["cleared_on"] == pd.Timestamp(as_of)]
    open_days = (cleared["cleared_on"] - cleared["opened_on"]).dt.days
    return checked(ClearedExceptions, in_order(cleared.assign(open_days=open_days)))
