"""The bytes of an .xls of Excel 95 or before, as older ERPs write to this day, to its sheets."""

import io
from dataclasses import replace

import olefile
import xlrd

from pipeline.intake.refused import UNZIPPING, Refused
from pipeline.intake.values import DAYS_TO_1904, Clock, Day, Moment, Value
from pipeline.intake.written import EXCEL_ERRORS, Layout, Written

BARE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""How the files of Excel 2, 3 and 4 begin, whose records are the whole file."""
BROKEN = (*UNZIPPING, AssertionError, AttributeError, TypeError, OverflowError)
"""What xlrd raises on a file that was tampered with, beside an error of its own."""
CHINESE = "gb18030"


def is_excel_95(content: bytes) -> bool:
    """Whether an OLE file is a workbook as Excel 5 and 95 write it; later ones call their stream Workbook."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as package:
            return bool(package.exists("Book"))
    except UNZIPPING:
        return False


def excel_95_sheets(content: bytes, max_cells: int) -> list[Written]:
    """The sheets of the workbook, in the order of the tabs.

    Texts are in the code page that the workbook names; one that names none is taken for Chinese where that is possible.

    Args:
        content: The bytes of the file.
        max_cells: Most cells of a sheet.

    Raises:
        Refused: It is encrypted or damaged, or a sheet reaches too far.
    """
    try:
        records = _records(content)
        book = _opened(records)
        if book.codepage is None and book.biff_version < 80:
            book = _opened(records, CHINESE)
        return [_sheet(book, sheet, max_cells) for sheet in book.sheets()]
    except xlrd.XLRDError as fault:
        raise Refused("encrypted" if "encrypted" in str(fault) else "damaged") from fault
    except BROKEN as fault:
        raise Refused("damaged") from fault


def _records(content: bytes) -> bytes:
    """The records of a workbook; xlrd's own way to them turns in circles where a file was tampered with."""
    if content.startswith(BARE):
        return content
    with olefile.OleFileIO(io.BytesIO(content)) as package:
        return bytes(package.openstream("Book").read())


def _opened(records: bytes, encoding: str | None = None) -> xlrd.Book:
    return xlrd.open_workbook(
        file_contents=records, formatting_info=True, ragged_rows=True, logfile=io.StringIO(), encoding_override=encoding
    )


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet, max_cells: int) -> Written:
    layout = Layout(sheet.name, max_cells)
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == xlrd.XL_CELL_ERROR:
                text = xlrd.error_text_from_code.get(cell.value, "#VALUE!")
                layout.put(row, column, None, text if text in EXCEL_ERRORS else "#VALUE!")
            else:
                layout.put(row, column, _value(cell, book.datemode))
    found = layout.sheet
    found.merges.extend((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    rows = tuple(row for row, about in sorted(sheet.rowinfo_map.items()) if about.hidden)
    columns = tuple(column for column, about in sorted(sheet.colinfo_map.items()) if about.hidden)
    return replace(found, hidden=sheet.visibility != 0, hidden_rows=rows, hidden_columns=columns)


def _value(cell: xlrd.sheet.Cell, date_mode: int) -> Value:
    """A cell's value in its own type; None where blank."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return float(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _moment(cell.value, date_mode)
    return None


def _moment(serial: float, date_mode: int) -> Value:
    if serial < 1:
        return Clock(serial)
    days = serial + DAYS_TO_1904 * date_mode
    return Day(days) if days.is_integer() else Moment(days)
