"""The records of an .xls to what the cell reader does not tell: hidden rows, formulas without a value, its extent."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from pipeline.intake.package import Look, Package
from pipeline.intake.refused import UNZIPPING, Refused, guard_cells
from pipeline.intake.written import LONG

BOF, EOF, BOUNDSHEET, DATE_MODE, DIMENSIONS = 0x809, 0x0A, 0x85, 0x22, 0x200
ROW, COLUMNS, FORMULA, NUMBER, RK, RK_ROW = 0x208, 0x7D, 0x06, 0x203, 0x27E, 0xBD
TEXTS = frozenset((0xFD, 0x204, 0xD6, 0x205))
"""Cells that hold a text, a yes or no or an error."""

STREAM = "Workbook"
"""What the records of an .xls stand in since Excel 97; before, they stood in `Book` (excel95.py)."""
MOST = 65_536 * 256
"""Cells of the largest sheet that an .xls can have; the cell reader takes memory for what the file says it has."""
CALCULATE_ON_LOAD = 2
NEVER_CALCULATED = (b"\x00" * 8, b"\x03" + b"\x00" * 5 + b"\xff\xff")
"""What programs that don't calculate store for a formula: nought, or the empty text."""


@dataclass
class _Sheet:
    """What the records of one sheet have said so far."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    unstored: set[tuple[int, int]] = field(default_factory=set)
    overlong: set[tuple[int, int]] = field(default_factory=set)
    rows: int = 0
    columns: int = 0


def look_into_records(content: bytes, max_cells: int) -> Package:
    """What an .xls says of its sheets beside their cells.

    Raises:
        Refused: It is damaged, or a sheet reaches so far that reading it would take all memory.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as package:
            stream = package.openstream(STREAM).read()
        looks, epoch_1904 = {}, False
        for kind, record in _records(stream, 0):
            epoch_1904 = epoch_1904 or (kind == DATE_MODE and record[:1] == b"\x01")
            if kind == BOUNDSHEET and record[5] == 0:
                offset, wide = struct.unpack_from("<I", record)[0], record[7] & 1
                name = record[8 : 8 + record[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
                looks[name] = _look(stream, offset, name, max_cells)
        return Package(looks, epoch_1904)
    except UNZIPPING as fault:
        raise Refused("damaged") from fault


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of every record of one part of the workbook, parts within it (charts) left out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _look(stream: bytes, offset: int, name: str, max_cells: int) -> Look:
    sheet = _Sheet()
    for kind, record in _records(stream, offset):
        if kind in TEXTS or kind in (FORMULA, NUMBER, RK, RK_ROW):
            _cell(sheet, kind, record)
        elif kind == ROW and record[12] & 0x20:
            sheet.hidden_rows.append(struct.unpack_from("<H", record)[0])
        elif kind == COLUMNS and record[8] & 1:
            sheet.hidden_columns.append(struct.unpack_from("<HH", record))
        elif kind == DIMENSIONS and len(record) >= 12:
            _, bottom, _, right = struct.unpack_from("<IIHH", record)
            guard_cells(bottom, right, name, max(MOST, max_cells))
    guard_cells(sheet.rows, sheet.columns, name, max_cells)
    return Look(
        hidden_rows=tuple(sheet.hidden_rows),
        hidden_columns=tuple(sheet.hidden_columns),
        unstored=frozenset(sheet.unstored),
        overlong=frozenset(sheet.overlong),
    )


def _cell(sheet: _Sheet, kind: int, record: bytes) -> None:
    row, column = struct.unpack_from("<HH", record)
    right = struct.unpack_from("<H", record, len(record) - 2)[0] if kind == RK_ROW else column
    sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, right + 1)
    if kind == NUMBER and abs(struct.unpack_from("<d", record, 6)[0]) >= LONG:
        sheet.overlong.add((row, column))
    elif kind == FORMULA and record[14] & CALCULATE_ON_LOAD and record[6:14] in NEVER_CALCULATED:
        sheet.unstored.add((row, column))
