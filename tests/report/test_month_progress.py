"""月结进度: the days left until the statements of the month are due."""

import io
from datetime import date

import openpyxl
import pytest

from pipeline.reconcile.month_progress import due_day
from pipeline.report.look import Look
from pipeline.report.month_progress import progress_page
from pipeline.report.workbook import Book
from schemas.answers.intake import IntakeReport
from schemas.answers.kind import nothing
from schemas.answers.progress import MonthProgress


@pytest.mark.parametrize(
    ("as_of", "month", "said"),
    [
        (date(2028, 2, 28), date(2028, 2, 1), "还有 4 天"),
        (date(2028, 2, 29), date(2028, 2, 1), "还有 3 天"),
        (date(2027, 2, 28), date(2027, 2, 1), "还有 5 天"),
        (date(2026, 12, 31), date(2026, 12, 1), "还有 5 天"),
        (date(2028, 3, 3), date(2028, 2, 1), "还有 0 天"),
        (date(2028, 3, 4), date(2028, 2, 1), "已过 1 天"),
    ],
)
def test_the_days_left_are_counted_over_the_end_of_the_month(as_of, month, said):
    book = Book(Look(as_of), "")
    progress_page(book.page("月结进度"), nothing(MonthProgress), nothing(IntakeReport), month, due_day(month, 5))
    page = openpyxl.load_workbook(io.BytesIO(book.close()))["月结进度"]
    assert any(said in str(cell.value) for cell in page["A"])
