"""A workbook's bytes to the same workbook without what the cell reader takes for something else."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator

import olefile

from pipeline.intake.biff import BOF, EOF, STREAM
from pipeline.intake.sniff import Format

BOOK = "xl/workbook.xml"

CHART = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x20\x00")
"""The beginning of a chart among the records of an .xls."""

PASSED_OVER = struct.pack("<H", 0x0033)
"""A record of an .xls that no reader of cells looks into: the size at which a chart is printed."""

PROPERTIES = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*?(?:/>|>\s*</(?:\w+:)?workbookPr>)")
FROM_1904 = re.compile(rb'\sdate1904="(?:1|true)"')


def without_misread(content: bytes, form: Format) -> bytes:
    """The bytes of a workbook as the cell reader reads them right; nearly always the very bytes given.

    Two things mislead it. In an .xls the figures that a chart keeps for itself stand among the sheet's records, and it
    takes them for cells, over the real ones. In an .xlsx that counts its days from 1904 a later element of the same
    name, which Excel for Mac writes, makes it count from 1900.

    Args:
        content: The bytes of the workbook, not encrypted, and looked into before.
        form: Its format.
    """
    if form == "xls":
        return _without_charts(content)
    return _from_1904(content) if form == "xlsx" else content


def _without_charts(content: bytes) -> bytes:
    """An .xls whose sheets hold no chart: each record inside one becomes a record that says nothing."""
    if not CHART.search(content):
        return content
    copy = io.BytesIO(content)
    with olefile.OleFileIO(copy, write_mode=True) as package:
        stream = bytearray(package.openstream(STREAM).read())
        for at in _inside_sheets(stream):
            stream[at : at + 2] = PASSED_OVER
        package.write_stream(STREAM, bytes(stream))
    return copy.getvalue()


def _inside_sheets(stream: bytearray) -> Iterator[int]:
    """Where the records begin that stand in a part of a sheet, such as a chart, its first and last included."""
    at = depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += kind == BOF
        if depth > 1:
            yield at
        depth -= kind == EOF and depth > 0
        at += 4 + size


def _from_1904(content: bytes) -> bytes:
    """An .xlsx that counts from 1904 with no second element that speaks of the whole workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        book = package.read(BOOK)
        first = PROPERTIES.search(book)
        if not first or not FROM_1904.search(first[0]) or not PROPERTIES.search(book, first.end()):
            return content
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as written:
            for part in package.namelist():
                written.writestr(part, package.read(part) if part != BOOK else _only_first(book, first.end()))
    return copy.getvalue()


def _only_first(book: bytes, end: int) -> bytes:
    return book[:end] + PROPERTIES.sub(b"", book[end:])
