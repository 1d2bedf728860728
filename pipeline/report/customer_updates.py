"""Contact details that orders give differently from the master to 客户资料更新.xlsx."""

from pandera.typing.pandas import DataFrame

from pipeline.report.look import Look
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Book
from schemas.answers.intake import CUSTOMER_UPDATES, CustomerUpdates
from schemas.sentences import report as words

UPDATES = Table(
    CUSTOMER_UPDATES.cells,
    caps={"customer_code": 16, "customer_name": 30, "on_file": 34, "on_order": 34, "source": 34},
    overflowing=("source",),
    frozen=2,
)


def customer_updates(updates: DataFrame[CustomerUpdates], look: Look) -> bytes:
    """The workbook with the sheet 客户资料更新.

    Args:
        updates: One row a customer and field.
        look: Language, company and day.
    """
    lang = look.lang
    note = words.COUNTED_UPDATES.in_(lang).format(count=len(updates)) if len(updates) else words.NO_UPDATES.in_(lang)
    book = Book(look, words.UPDATES_TITLE.in_(lang))
    report_page(book.page(CUSTOMER_UPDATES.label.zh), words.UPDATES_TITLE.in_(lang), updates, UPDATES, [note])
    return book.close()
