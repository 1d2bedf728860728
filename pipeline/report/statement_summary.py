"""The month's totals of every customer to 对账汇总.xlsx."""

from datetime import date

from pandera.typing.pandas import DataFrame

from pipeline.report.look import Look
from pipeline.report.month_progress import progress_page
from pipeline.report.statement import last_day
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Book
from schemas.answers.intake import IntakeReport
from schemas.answers.progress import MONTH_PROGRESS, MonthProgress
from schemas.answers.statements import STATEMENT_TOTALS, StatementTotals
from schemas.sentences import report as words

WORDS_COLUMNS = ("customer_code", "customer_name", "salesperson", "confirmed", "statement_no", "file")
SUMMARY = Table(
    STATEMENT_TOTALS.cells,
    totals=tuple(name for name in STATEMENT_TOTALS.cells if name not in WORDS_COLUMNS),
    caps={"customer_code": 16, "customer_name": 29, "salesperson": 12, "file": 30},
    overflowing=("file",),
    frozen=2,
    quiet_zeros=True,
    unprinted=("statement_no", "file"),
)


def statement_summary(
    totals: DataFrame[StatementTotals],
    progress: DataFrame[MonthProgress],
    intake: DataFrame[IntakeReport],
    month: date,
    due: date,
    look: Look,
) -> bytes:
    """The workbook with 汇总, every customer with its figures or why it has no statement, and 月结进度.

    Args:
        totals: One row a customer, signs as they move the balance; `file` filled in.
        progress: What the month has and lacks.
        intake: One row a sheet of each file's last version.
        month: Its first day.
        due: The day by which the statements go out.
        look: Language, company and day.
    """
    lang = look.lang
    title = words.SUMMARY_TITLE.in_(lang).format(month=f"{month:%Y-%m}")
    count = int(totals["has_statement"].fillna(False).sum())
    note = words.COUNTED_STATEMENTS.in_(lang).format(first=month, last=last_day(month), count=count)
    book = Book(look, title)
    report_page(book.page(STATEMENT_TOTALS.label.zh), title, totals, SUMMARY, [note])
    progress_page(book.page(MONTH_PROGRESS.label.zh), progress, intake, month, due)
    return book.close()
