"""The figures that reports left behind to those of the front page: now by category and level, and week by week."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from schemas.answers.exceptions import ExceptionTotals, ExceptionWeeks
from schemas.answers.kind import checked
from schemas.answers.memory import ReportedTotals
from schemas.choices import Level

WEEKS = 12
"""So many weeks are looked back upon; a week is the seven days up to the day of the answer, or seven before it."""


def exception_totals(reported: DataFrame[ReportedTotals], as_of: date) -> DataFrame[ExceptionTotals]:
    """How many exceptions stand open, are new, overdue or cleared, and what amount is at stake.

    Args:
        reported: One row a report, category and level; amounts in fen.
        as_of: The day of the report that is asked for.

    Returns:
        One row a category and level in which there is any of them. Order: as Category and Level.

    Source:
        CONTRACT 5, 异常报告 汇总; issue 5, point 8.
    """
    now = reported[reported["report_date"] == pd.Timestamp(as_of)]
    now = now.rename(columns={"open_count": "count", "open_fen": "amount_fen"})
    counts = ["count", "new_count", "overdue_count", "cleared_count"]
    return checked(ExceptionTotals, now[(now[counts] > 0).any(axis=1)])


def exception_weeks(reported: DataFrame[ReportedTotals], as_of: date) -> DataFrame[ExceptionWeeks]:
    """How many exceptions stood open at the end of each of the last weeks, and how many came and went in it.

    Args:
        reported: One row a report, category and level; amounts in fen.
        as_of: The day on which the last week ends.

    Returns:
        One row a week with a report, the last twelve. Order: week_end.

    Source:
        Issue 5, point 8: trend over the last 12 runs by week.
    """
    weeks_ago = (pd.Timestamp(as_of) - reported["report_date"]).dt.days // 7
    told = reported.assign(week_end=pd.Timestamp(as_of) - pd.to_timedelta(7 * weeks_ago, unit="D"))
    told = told[(weeks_ago >= 0) & (weeks_ago < WEEKS)]
    last = told[told["report_date"] == told.groupby("week_end")["report_date"].transform("max")]
    ends = last.groupby("week_end")
    weeks = (
        ends[["open_count", "open_fen"]]
        .sum()
        .assign(
            high_count=last[last["level"] == Level.HIGH.value].groupby("week_end")["open_count"].sum(),
            new_count=told.groupby("week_end")["new_count"].sum(),
            cleared_count=told.groupby("week_end")["cleared_count"].sum(),
        )
    )
    return checked(ExceptionWeeks, weeks.reset_index())
