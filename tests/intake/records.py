"""Tiny .xls and .xlsb workbooks made record by record, for what no library at hand writes."""

import struct
from collections.abc import Sequence

from tests.intake.made import zipped

Record = tuple[int, bytes]
SECTOR = 512
NONE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


# --- .xls ----------------------------------------------------------------------------------------


def cells(rows: Sequence[Sequence[object]]) -> list[Record]:
    """Texts and numbers row by row as records of an .xls; None is blank."""
    return [cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None]


def cell(row: int, column: int, value: object) -> Record:
    """One cell of an .xls: a text or a number."""
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return 0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
    return 0x203, place + struct.pack("<d", value)


def formula(row: int, column: int, stored: bytes, flags: int = 0) -> Record:
    """A formula cell of an .xls with the eight bytes of its stored value."""
    return 0x06, struct.pack("<HHH", row, column, 0) + stored + struct.pack("<HI", flags, 0) + b"\x03\x00\x1e\x01\x00"


def xls(sheets: dict[str, list[Record]], *more: Record, hidden: Sequence[str] = ()) -> bytes:
    """The bytes of an .xls with sheets of records; `more` stands in the workbook's own part."""
    parts = {name: packed([bof(0x10), *records, (0x0A, b"")]) for name, records in sheets.items()}
    sizes = [8 + 2 * len(name) for name in sheets]
    head = [bof(0x05), (0x42, struct.pack("<H", 1200)), *more]
    at = len(packed(head)) + sum(4 + size for size in sizes) + 4
    for name, part in parts.items():
        said = struct.pack("<IBBBB", at, name in hidden, 0, len(name), 1) + name.encode("utf-16-le")
        head.append((0x85, said))
        at += len(part)
    return compound("Workbook", packed([*head, (0x0A, b"")]) + b"".join(parts.values()))


def xls_95(
    name: str, rows: Sequence[Sequence[object]], code_page: int | None, date_mode: int = 0, number_format: int = 0
) -> bytes:
    """The bytes of an .xls of Excel 95 with one sheet: texts in a code page, and the stream called Book.

    A cell may be a record of its own without its place; numbers in column B have the format given.
    """
    tab = name.encode("gbk")
    head = [old_bof(0x809, 0x05), (0x22, struct.pack("<H", date_mode))]
    head += [(0x42, struct.pack("<H", code_page))] if code_page else []
    head += [(0xE0, struct.pack("<HHHH8x", 0, kind, 0, 0)) for kind in (0, number_format)]
    at = len(packed(head)) + 4 + 7 + len(tab) + 4
    sheet = packed([old_bof(0x809, 0x10), *old_cells(rows), (0x0A, b"")])
    said = (0x85, struct.pack("<IBBB", at, 0, 0, len(tab)) + tab)
    return compound("Book", packed([*head, said, (0x0A, b"")]) + sheet)


def xls_4(rows: Sequence[Sequence[object]]) -> bytes:
    """The bytes of an .xls of Excel 4, whose one sheet is the whole file."""
    return packed([old_bof(0x409, 0x10), (0x42, struct.pack("<H", 936)), *old_cells(rows), (0x0A, b"")])


def old_bof(record: int, kind: int) -> Record:
    """The record with which a part of an older .xls begins."""
    version = struct.pack("<HH", 0x500 if record == 0x809 else 0, kind)
    return record, version + b"\0" * (4 if record == 0x809 else 2)


def old_cells(rows: Sequence[Sequence[object]]) -> list[Record]:
    """Texts, numbers and records without their place row by row as records of an older .xls."""
    found: list[Record] = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, str):
                text = value.encode("gbk")
                found.append((0x204, struct.pack("<HHHH", r, c, 0, len(text)) + text))
            elif isinstance(value, tuple):
                found.append((value[0], struct.pack("<HHH", r, c, 0) + value[1]))
            else:
                found.append((0x203, struct.pack("<HHHd", r, c, c == 1, value)))
    return found


def bof(kind: int) -> Record:
    """The record with which a part of an .xls begins."""
    return 0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0)


def packed(records: Sequence[Record]) -> bytes:
    """Records of an .xls one after the other."""
    return b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in records)


def compound(name: str, stream: bytes) -> bytes:
    """An OLE file with one stream, large enough for sectors of its own."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // SECTOR)
    chain = [*range(3, 2 + count), END]
    table = struct.pack("<128I", FAT, END, *chain, *[NONE] * (126 - count))
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", OLE, 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0)
    root = entry("Root Entry", 5, 1, END, 0)
    directory = root + entry(name, 2, NONE, 2, len(stream)) + entry("", 0, NONE, 0, 0) * 2
    return header + struct.pack("<109I", 0, *[NONE] * 108) + table + directory + stream.ljust(count * SECTOR, b"\0")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """One entry of an OLE file's directory."""
    text = (name + "\0").encode("utf-16-le") if name else b""
    return struct.pack("<64sHBBIII36xIII", text, len(text), kind, 1, NONE, NONE, child, start, size, 0)


# --- .xlsb ---------------------------------------------------------------------------------------


def xlsb(sheets: dict[str, list[Record]], *more: Record, hidden: Sequence[str] = ()) -> bytes:
    """The bytes of an .xlsb with sheets of records."""
    bundle = [
        (156, struct.pack("<II", name in hidden, number) + wide(f"rId{number}") + wide(name))
        for number, name in enumerate(sheets, 1)
    ]
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="http://x/worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": records([(131, b""), *more, (143, b""), *bundle, (144, b""), (132, b"")]),
        "xl/_rels/workbook.bin.rels": f"<Relationships>{relations}</Relationships>",
    }
    for number, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.bin"] = records([(129, b""), *rows, (130, b"")])
    return zipped(parts)


def row(number: int, *values: object, hidden: bool = False) -> list[Record]:
    """One row of an .xlsb: texts and numbers; None is blank."""
    found = [(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 if hidden else 0, 0) + struct.pack("<I", 0))]
    for column, value in enumerate(values):
        place = struct.pack("<II", column, 0)
        if isinstance(value, str):
            found.append((6, place + wide(value)))
        elif value is not None:
            found.append((5, place + struct.pack("<d", value)))
    return found


def data(*rows: list[Record], more: Sequence[Record] = ()) -> list[Record]:
    """The rows of a sheet of an .xlsb, and what stands behind them."""
    return [
        (148, struct.pack("<4I", 0, 10, 0, 10)),
        (145, b""),
        *(record for one in rows for record in one),
        (146, b""),
        *more,
    ]


def wide(text: str) -> bytes:
    """A text with its length before it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def records(found: Sequence[Record]) -> bytes:
    """Records of an .xlsb one after the other."""
    return b"".join(seven(kind, 2) + seven(len(content), 4) + content for kind, content in found)


def seven(number: int, most: int) -> bytes:
    """A number with seven bits a byte, the lowest first."""
    out = []
    while number > 0x7F and len(out) < most - 1:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
