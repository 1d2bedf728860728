"""The bytes of a text file to the one sheet that it is."""

import csv
import io
import re
from statistics import median

from pipeline.intake.refused import Refused, guard_cells
from pipeline.intake.values import Value
from pipeline.intake.written import EXCEL_ERRORS, Written

SHEET = "CSV"
"""What the one sheet of a text file is called; a reading does not know its file's name."""

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = (",", ";", "\t")
LOOKED_AT = 30
"""Rows by which the delimiter is told."""

SEPARATOR = re.compile(r"\"?sep=(.)\"?\r?\n", re.IGNORECASE)
"""A first line that tells Excel the delimiter; Excel shows no row for it."""
AS_TEXT = re.compile(r"=\"([^\"]*)\"\Z")
"""How exports keep Excel from taking a code for a number: `="00123"`."""


def csv_sheets(content: bytes, encoding: str, max_cells: int) -> list[Written]:
    """The sheet of a text file, cut at commas, semicolons or tabs: the one its first line names, else as fits best.

    Args:
        content: The bytes of the file.
        encoding: How it is written; "" tells it from the bytes.
        max_cells: Most cells of a sheet.

    Raises:
        Refused: No encoding that we know reads it without a fault, it is no table at all, or it reaches too far.
    """
    text = decoded(content, encoding)
    named = SEPARATOR.match(text)
    if named:
        text = text[named.end() :]
    rows = _rows(text, named[1] if named else delimiter_of(text))
    while rows and not any(str(cell).strip() for cell in rows[-1]):
        rows.pop()
    guard_cells(len(rows), max(map(len, rows), default=0), SHEET, max_cells)
    errors = _errors(rows) if any(error in text for error in EXCEL_ERRORS) else {}
    for row, column in errors:
        rows[row][column] = None
    return [Written(SHEET, rows, errors=errors)]


def _rows(text: str, delimiter: str) -> list[list[Value]]:
    """The rows, with what keeps Excel from taking a code for a number taken off."""
    try:
        rows: list[list[Value]] = [[*row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as fault:
        raise Refused("damaged") from fault
    if '="' in text:
        return [[AS_TEXT.sub(r"\1", str(cell)) for cell in row] for row in rows]
    return rows


def _errors(rows: list[list[Value]]) -> dict[tuple[int, int], str]:
    """The cells in which a program wrote what Excel shows where a formula fails."""
    return {(r, c): str(cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell in EXCEL_ERRORS}


def decoded(content: bytes, encoding: str) -> str:
    """The text: by its byte order mark, else UTF-16 where bytes are zero, else strict UTF-8, else strict GB18030.

    Raises:
        Refused: None of them reads it.
    """
    by_mark = next((name for mark, name in BOMS if content.startswith(mark)), "")
    if by_mark or encoding:
        ladder: tuple[str, ...] = (by_mark or encoding,)
    elif b"\x00" in content[:4096]:
        ladder = ("utf-16-le",) if content[1:4096:2].count(0) >= content[:4096:2].count(0) else ("utf-16-be",)
    else:
        ladder = ("utf-8", "gb18030")
    for name in ladder:
        try:
            text = content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if not any(sign in text for sign in "\x00\x01\x02\x03\x04\x05\x06\x07\x08"):
            return text
    raise Refused("not_a_spreadsheet")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts most of the first rows into the most columns; the comma where they are even."""
    head = "\n".join(text.splitlines()[:LOOKED_AT])

    def columns(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(head), delimiter=delimiter) if row]
        except csv.Error:
            return 0, 0
        return median(widths or [0]), max(widths, default=0)

    return max(DELIMITERS, key=columns)
