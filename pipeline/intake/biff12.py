"""The records of an .xlsb to what the cell reader does not tell: merges, hidden rows, long numbers, how far it goes."""

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from pipeline.intake.package import Look, Package, targets
from pipeline.intake.refused import UNZIPPING, Refused, guard_cells
from pipeline.intake.values import Box
from pipeline.intake.written import LONG

ROW, REAL, FORMULA_NUMBER, COLUMNS, WORKBOOK, SHEET, MERGE = 0, 5, 9, 60, 153, 156, 176
FILLED = range(2, 12)
"""Cells that hold something: numbers, errors, yes or no, texts, and the values of formulas."""


@dataclass
class _Sheet:
    """What the records of one sheet have said so far."""

    merges: list[Box] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    overlong: set[tuple[int, int]] = field(default_factory=set)
    row: int = 0
    rows: int = 0
    columns: int = 0


def look_into_parts(content: bytes, max_cells: int) -> Package:
    """What an .xlsb says of its sheets beside their cells.

    Raises:
        Refused: It is damaged, or a sheet reaches so far that reading it would take all memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = targets(package, "xl/_rels/workbook.bin.rels")
            looks, epoch_1904 = {}, False
            for kind, record in _records(package.read("xl/workbook.bin")):
                epoch_1904 = epoch_1904 or (kind == WORKBOOK and bool(record[0] & 1))
                if kind == SHEET:
                    relation, end = _text(record, 8)
                    name, part = _text(record, end)[0], parts.get(relation, "")
                    if part in package.namelist():
                        looks[name] = _look(package.read(part), name, max_cells)
            return Package(looks, epoch_1904)
    except (*UNZIPPING, ParseError, DefusedXmlException) as fault:
        raise Refused("damaged") from fault


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of every record: both kind and size have seven bits a byte, the lowest first."""
    at = 0
    while at < len(part):
        kind, at = _packed(part, at, 2)
        size, at = _packed(part, at, 4)
        yield kind, part[at : at + size]
        at += size


def _packed(part: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for place in range(most):
        byte = part[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return number, at + place + 1
    return number, at + most


def _text(record: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    end = at + 4 + 2 * struct.unpack_from("<I", record, at)[0]
    return record[at + 4 : end].decode("utf-16-le"), end


def _look(part: bytes, name: str, max_cells: int) -> Look:
    sheet = _Sheet()
    for kind, record in _records(part):
        if kind in FILLED:
            _cell(sheet, kind, record)
        elif kind == ROW:
            sheet.row = struct.unpack_from("<I", record)[0]
            if record[11] & 0x10:
                sheet.hidden_rows.append(sheet.row)
        elif kind == COLUMNS and record[16] & 1:
            sheet.hidden_columns.append(struct.unpack_from("<II", record))
        elif kind == MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", record)
            sheet.merges.append((top, left, bottom, right))
    guard_cells(sheet.rows, sheet.columns, name, max_cells)
    return Look(
        merges=tuple(sheet.merges),
        hidden_rows=tuple(sheet.hidden_rows),
        hidden_columns=tuple(sheet.hidden_columns),
        overlong=frozenset(sheet.overlong),
    )


def _cell(sheet: _Sheet, kind: int, record: bytes) -> None:
    column = struct.unpack_from("<I", record)[0]
    sheet.rows, sheet.columns = max(sheet.rows, sheet.row + 1), max(sheet.columns, column + 1)
    if kind in (REAL, FORMULA_NUMBER) and abs(struct.unpack_from("<d", record, 8)[0]) >= LONG:
        sheet.overlong.add((sheet.row, column))
