"""What a workbook has, sheets and charts, to the parts that list it, which workbooks of one kind share.

Like formats.py it leans on private names of xlsxwriter, which writes these parts of an empty workbook.
"""

from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook

from pipeline.report.formats import options

KEPT = 200
"""The parts of so many outlines are kept: one or a few a kind of workbook, each of some kB."""


class Outline(NamedTuple):
    """What a workbook has.

    Attributes:
        sheets: Their names, in order.
        ranges: What app.xml says of named cells, such as '订单确认书'!Print_Titles.
        texts: Some cell holds a text.
        charts: So many.
        drawings: So many sheets have charts.
        drawn_notes: So many sheets have comments, which are drawn too.
        notes: So many parts of comments.
    """

    sheets: tuple[str, ...]
    ranges: tuple[str, ...]
    texts: bool
    charts: int
    drawings: int
    drawn_notes: int
    notes: int


def outline_of(book: Workbook) -> Outline:
    """What a workbook has that is about to be packed."""
    return Outline(
        sheets=tuple(sheet.name for sheet in book.worksheets()),
        ranges=tuple(book.named_ranges),
        texts=book.str_table.count > 0,
        charts=len(book.charts),
        drawings=len(book.drawings),
        drawn_notes=book.num_vml_files,
        notes=book.num_comment_files,
    )


@lru_cache(KEPT)
def parts_around(outline: Outline) -> dict[str, str]:
    """The parts that list what a workbook has, by name, as xlsxwriter writes them."""
    book: Any = Workbook(BytesIO(), options())
    for name in outline.sheets:
        book.add_worksheet(name)
    book.named_ranges, book.str_table.count = outline.ranges, outline.texts
    book.charts, book.drawings = [None] * outline.charts, [None] * outline.drawings
    book.num_vml_files, book.num_comment_files = outline.drawn_notes, outline.notes
    packager: Any = Packager()
    packager._set_in_memory(True)
    packager._add_workbook(book)
    packager._write_content_types_file()
    packager._write_root_rels_file()
    packager._write_workbook_rels_file()
    packager._write_app_file()
    return {name: part.getvalue() for part, name, _ in packager.filenames}
