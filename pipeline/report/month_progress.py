"""What a month still lacks to the sheet 月结进度, with the rows held back and the days left."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Page
from schemas.answers.intake import IntakeReport
from schemas.answers.kind import checked
from schemas.answers.progress import MONTH_PROGRESS, MonthProgress
from schemas.choices import Topic
from schemas.sentences import report as words

PROGRESS = Table(
    MONTH_PROGRESS.cells,
    caps={"subject": 32, "customer_name": 26, "with_data": 26, "without_data": 26, "notes": 60},
    frozen=2,
)


def progress_page(
    page: Page, progress: DataFrame[MonthProgress], intake: DataFrame[IntakeReport], month: date, due: date
) -> None:
    """The whole sheet.

    Args:
        page: A new sheet.
        progress: What the month has and lacks.
        intake: One row a sheet of each file's last version.
        month: Its first day.
        due: The day by which the statements go out.
    """
    lang, left = page.book.look.lang, (due - page.book.look.as_of).days
    sentence = words.DAYS_LEFT if left >= 0 else words.DAYS_OVER
    note = sentence.in_(lang).format(due=due, left=abs(left))
    title = words.PROGRESS_TITLE.in_(lang).format(month=f"{month:%Y-%m}")
    report_page(page, title, with_held(progress, intake), PROGRESS, [note])


def with_held(progress: DataFrame[MonthProgress], intake: DataFrame[IntakeReport]) -> DataFrame[MonthProgress]:
    """What is held back, a row a sheet, behind the kinds of sheet."""
    held = intake[intake["held"] > 0]
    rows = pd.DataFrame(
        {
            "topic": Topic.HELD.value,
            "subject": held["file"] + " " + held["sheet"].fillna(""),
            "count": held["held"],
            "notes": held["notes"],
        }
    )
    every = pd.concat([part.reindex(columns=progress.columns).astype(object) for part in (progress, rows)])
    rank = {topic.value: place for place, topic in enumerate(Topic)}
    ordered = every.assign(rank=every["topic"].map(rank)).sort_values("rank", kind="stable")
    return checked(MonthProgress, ordered)
