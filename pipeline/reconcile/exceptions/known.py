"""The exceptions that reports knew and those that a day found to what is known after it, and to what was cleared."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions.answers import in_order
from schemas.answers.exceptions import ClearedExceptions, Exceptions
from schemas.answers.kind import checked
from schemas.answers.memory import RememberedExceptions

AS_LAST_FOUND = (
    *("code", "category", "level", "document_no", "customer_code", "customer_name", "responsible", "amount_fen"),
    "facts_version",
)
"""What is remembered of an exception as the last report that found it had it."""


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
    ever = pd.Index(pd.concat([before["exception_id"], found["exception_id"]]).unique()).sort_values()
    then, now = (table.set_index("exception_id").reindex(ever) for table in (before, found))
    here, cleared = now["code"].notna(), then["cleared_on"].notna()
    stands = then["first_seen"].notna() & ~cleared
    known = {name: now[name].where(here, then[name]) for name in AS_LAST_FOUND}
    remembered = pd.DataFrame(
        {
            **known,
            "first_seen": then["first_seen"].fillna(today),
            "last_seen": then["last_seen"].mask(here, today),
            "times": then["times"].fillna(0) + here.astype("Int64"),
            "opened_on": then["opened_on"].mask(here & ~stands, today),
            "cleared_on": then["cleared_on"].fillna(today).mask(here),
            "reopened": then["reopened"].fillna(0) + (here & cleared).astype("Int64"),
        }
    )
    return checked(RememberedExceptions, remembered.rename_axis("exception_id").reset_index())


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
