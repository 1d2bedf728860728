"""What became of every sheet that was dropped to 收件记录.xlsx."""

from pandera.typing.pandas import DataFrame

from pipeline.report.look import Look
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Book
from schemas.answers.intake import INTAKE_REPORT, IntakeReport
from schemas.sentences import report as words

INTAKE = Table(
    INTAKE_REPORT.cells,
    totals=("rows", "accepted", "held", "repeated", "ignored"),
    caps={"file": 34, "sheet": 20, "notes": 56},
    floors={"rows": 9, "accepted": 9, "held": 9, "repeated": 9, "ignored": 9},
)


def intake_report(sheets: DataFrame[IntakeReport], look: Look) -> bytes:
    """The workbook with the sheet 收件记录.

    Args:
        sheets: One row a sheet of each file's last version, or a refused file.
        look: Language, company and day.
    """
    lang = look.lang
    note = words.COUNTED_SHEETS.in_(lang).format(count=len(sheets)) if len(sheets) else words.NO_INTAKE.in_(lang)
    book = Book(look, words.INTAKE_TITLE.in_(lang))
    report_page(book.page(INTAKE_REPORT.label.zh), words.INTAKE_TITLE.in_(lang), sheets, INTAKE, [note])
    return book.close()
