"""What a day found and what is remembered to the lists of a report: open, answered and cleared; and what to remember.

A report is compared with the last one of a day before it; the same day again is compared with the same one.
"""

from datetime import date
from typing import NamedTuple

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions.handlings import known_handlings
from pipeline.reconcile.exceptions.known import cleared_exceptions, known_exceptions
from pipeline.reconcile.exceptions.reported import reported_totals
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.memory import Memory
from schemas.answers.exceptions import FORM, ClearedExceptions, Exceptions, HandledExceptions
from schemas.answers.kind import checked
from schemas.answers.memory import RememberedExceptions, RememberedHandlings, ReportedTotals
from schemas.choices import Level, Standing


class Followed(NamedTuple):
    """The exceptions of a day beside what was known of them.

    Attributes:
        found: Every exception of the day, answered or not.
        open_: Those that nobody answered, or whose answer no longer covers them.
        handled: Those whose answer covers them.
        cleared: What the last report found and this one no longer does.
        known: What to remember of exceptions.
        answers: What to remember of answers.
        totals: The figures of every report, this one's last.
    """

    found: DataFrame[Exceptions]
    open_: DataFrame[Exceptions]
    handled: DataFrame[HandledExceptions]
    cleared: DataFrame[ClearedExceptions]
    known: DataFrame[RememberedExceptions]
    answers: DataFrame[RememberedHandlings]
    totals: DataFrame[ReportedTotals]


def followed(
    memory: Memory, found: DataFrame[Exceptions], given: pd.DataFrame, as_of: date, limits: Limits
) -> Followed:
    """The exceptions of a day beside what the last report before it knew, and the answers on file.

    Args:
        memory: What that report left behind.
        found: One row an exception of the day, without its memory.
        given: The rows of the kind handlings that count, one an exception.
        as_of: The day.
        limits: After how many days an exception that nobody answered is overdue.

    Source:
        CONTRACT 6, 已处理; issue 5, point 4.
    """
    known = known_exceptions(memory.exceptions, found, as_of)
    answers = known_handlings(memory.handlings, given, found, as_of)
    cleared = cleared_exceptions(known, as_of)
    judged = with_memory(found, known, answers, as_of, limits)
    covered = judged["covered"]
    return Followed(
        found=checked(Exceptions, judged),
        open_=checked(Exceptions, judged[~covered]),
        handled=checked(HandledExceptions, judged[covered]),
        cleared=cleared,
        known=known,
        answers=answers,
        totals=reported_totals(memory.totals, judged, cleared, as_of),
    )


def with_memory(
    found: DataFrame[Exceptions],
    known: DataFrame[RememberedExceptions],
    answers: DataFrame[RememberedHandlings],
    as_of: date,
    limits: Limits,
) -> pd.DataFrame:
    """Each exception with its standing, since when and how often it is known, and its answer.

    An answer covers it until the day it was put off to has passed, or its facts change. One that was met before the
    exception came back, or before there was any, says nothing of it now; it only stands in the form. 处理人 alone is
    no answer.

    Returns:
        `found`, its columns filled in, with `answered_on`, `covered`, `fresh` (new or came back) and `overdue` (put off
        to a day that has passed, or open and not answered for longer than its level allows).
    """
    today, key = pd.Timestamp(as_of), pd.Index(found["exception_id"])
    memory = known.set_index("exception_id").reindex(key).set_axis(found.index)
    answer = answers.set_index("exception_id").reindex(key).set_axis(found.index)
    says = answer["handling"].notna() | answer["snoozed_until"].notna()
    says &= answer["answered_on"] >= memory["opened_on"]
    changed = says & (answer["facts_version"] != found["facts_version"]).fillna(True).astype(bool)
    due = says & (answer["snoozed_until"] < today)
    covered = says & ~changed & ~due
    late = (today - memory["opened_on"]).dt.days > days_allowed(found["level"], limits)
    fresh = memory["opened_on"] == today
    standing = pd.Series(Standing.GOES_ON.value, index=found.index, dtype="str")
    standing = standing.mask(fresh, Standing.BACK.value).mask(memory["first_seen"] == today, Standing.NEW.value)
    standing = standing.mask(due, Standing.DUE.value).mask(changed, Standing.CHANGED.value)
    return found.assign(
        standing=standing,
        first_seen=memory["first_seen"],
        times=memory["times"],
        answered_on=answer["answered_on"],
        covered=covered,
        fresh=fresh,
        overdue=due | (~covered & late),
        **{name: answer[name] for name in FORM},
    )


def days_allowed(levels: pd.Series, limits: Limits) -> pd.Series:
    """Within how many days an exception of each level is answered."""
    allowed = {
        Level.HIGH.value: limits.handle_high_days,
        Level.MEDIUM.value: limits.handle_medium_days,
        Level.LOW.value: limits.handle_low_days,
    }
    return levels.map(allowed).astype("Int64")
