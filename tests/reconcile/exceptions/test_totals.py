"""The figures of the front page: what the report of the day says, and the weeks up to it."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from pipeline.reconcile.exceptions.totals import exception_totals, exception_weeks
from schemas.answers.kind import checked
from schemas.answers.memory import ReportedTotals

AS_OF = date(2026, 11, 5)
COUNTS = [name for name in ReportedTotals.to_schema().columns if name.endswith(("_count", "_fen"))]


def reported(*rows: dict[str, Any]) -> pd.DataFrame:
    """Figures of reports; what a row does not say is 0, 签收 高, of the day."""
    given = {"report_date": AS_OF, "category": "签收", "level": "高", **dict.fromkeys(COUNTS, 0)}
    return checked(ReportedTotals, pd.DataFrame([given | row for row in rows], columns=list(given)))


def test_a_category_and_level_stands_with_its_figures_if_any_is_open_new_overdue_or_cleared():
    totals = exception_totals(
        reported(
            {"open_count": 3, "open_fen": 500, "new_count": 1, "new_fen": 200, "overdue_count": 2, "overdue_fen": 300},
            {"level": "中"},
            {"level": "低", "handled_count": 4, "handled_fen": 9},
            {"category": "运费", "cleared_count": 1, "cleared_fen": 70},
            {"report_date": date(2026, 11, 4), "category": "价格", "open_count": 8},
        ),
        AS_OF,
    )
    assert totals.to_numpy().tolist() == [
        ["签收", "高", 3, 500, 1, 200, 2, 300, 0, 0],
        ["运费", "高", 0, 0, 0, 0, 0, 0, 1, 70],
    ]


def test_a_week_has_what_its_last_report_left_open_and_what_came_and_went_in_all_of_them():
    weeks = exception_weeks(
        reported(
            {"open_count": 5, "open_fen": 900, "new_count": 2},
            {"level": "中", "open_count": 1, "open_fen": 50, "cleared_count": 3},
            {"report_date": date(2026, 11, 3), "open_count": 9, "new_count": 4, "cleared_count": 1},
            {"report_date": date(2026, 10, 27), "open_count": 7, "open_fen": 10, "new_count": 7},
        ),
        AS_OF,
    )
    assert weeks.to_numpy().tolist() == [
        [pd.Timestamp(2026, 10, 29), 7, 7, 10, 7, 0],
        [pd.Timestamp(2026, 11, 5), 6, 5, 950, 6, 4],
    ]


@pytest.mark.parametrize(("ago", "week"), [(6, 0), (7, 1), (83, 11), (84, None)])
def test_a_week_is_seven_days_and_twelve_of_them_are_looked_back_upon(ago: int, week: int | None):
    weeks = exception_weeks(reported({"report_date": AS_OF - timedelta(days=ago), "open_count": 1}), AS_OF)
    expected = [] if week is None else [pd.Timestamp(AS_OF - timedelta(weeks=week))]
    assert weeks["week_end"].tolist() == expected


def test_a_report_of_a_later_day_is_not_looked_at():
    assert exception_weeks(reported({"report_date": AS_OF + timedelta(days=1), "open_count": 1}), AS_OF).empty


def test_without_a_report_there_is_nothing():
    assert exception_totals(reported(), AS_OF).empty
    assert exception_weeks(reported(), AS_OF).empty
