"""An Excel 2003 XML workbook, as ERPs write it under the name of .xls, to its sheets."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from lxml import etree

from pipeline.intake.refused import Refused
from pipeline.intake.values import Day, Moment, Value, serial_of
from pipeline.intake.written import Layout, Written

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
X = "{urn:schemas-microsoft-com:office:excel}"
MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?)?\Z")
MOST = 1_048_576


def spreadsheetml_sheets(content: bytes, max_cells: int) -> list[Written]:
    """The sheets of the workbook, in the order of the tabs.

    Formulas count with their stored value. Nothing outside of the file is looked at.

    Args:
        content: The bytes of the file.
        max_cells: Most cells of a sheet.

    Raises:
        Refused: It is broken, some other XML, or a sheet reaches too far.
    """
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        book = etree.fromstring(content.lstrip(b" \t\r\n"), safe)
    except etree.XMLSyntaxError as fault:
        raise Refused("damaged") from fault
    if book.getroottree().docinfo.doctype:  # its entities could stand for anything
        raise Refused("damaged")
    if book.tag != f"{SS}Workbook":
        raise Refused("web_page")
    epoch_1904 = book.find(f".//{X}Date1904") is not None
    return [replace(_sheet(sheet, max_cells), epoch_1904=epoch_1904) for sheet in book.iter(f"{SS}Worksheet")]


def _sheet(sheet: etree._Element, max_cells: int) -> Written:
    layout = Layout(sheet.get(f"{SS}Name", ""), max_cells)
    hidden_rows: list[int] = []
    for at, row in _placed(sheet.iterfind(f"{SS}Table/{SS}Row"), "Span"):
        if _is_on(row, "Hidden"):
            hidden_rows += range(at, at + _number(row, "Span") + 1)
        for column, cell in _placed(row.iterchildren(f"{SS}Cell"), "MergeAcross"):
            right, bottom = column + _number(cell, "MergeAcross"), at + _number(cell, "MergeDown")
            if (right, bottom) != (column, at):
                layout.sheet.merges.append((at, column, bottom, right))
            _put(layout, at, column, cell)
    visible = sheet.findtext(f"{X}WorksheetOptions/{X}Visible", "")
    columns = _placed(sheet.iterfind(f"{SS}Table/{SS}Column"), "Span")
    hidden = [range(at, at + _number(column, "Span") + 1) for at, column in columns if _is_on(column, "Hidden")]
    return replace(
        layout.sheet,
        hidden=visible in ("SheetHidden", "SheetVeryHidden"),
        hidden_rows=tuple(hidden_rows),
        hidden_columns=tuple(column for run in hidden for column in run),
    )


def _placed(elements: Iterator[etree._Element], further: str) -> Iterator[tuple[int, etree._Element]]:
    """Rows, columns or cells with their places, from 0: each after the one before, unless it says where it is."""
    place = 0
    for element in elements:
        place = _number(element, "Index", place + 1) - 1
        yield place, element
        place += 1 + _number(element, further)


def _number(element: etree._Element, name: str, default: int = 0) -> int:
    """A number that an attribute holds.

    Raises:
        Refused: It is none, or none that a sheet can have.
    """
    text = element.get(SS + name, str(default))
    if not re.fullmatch(r"[0-9]{1,7}", text) or int(text) > MOST:
        raise Refused("damaged")
    return int(text)


def _is_on(element: etree._Element, name: str) -> bool:
    return element.get(SS + name) in ("1", "true")


def _put(layout: Layout, row: int, column: int, cell: etree._Element) -> None:
    data = cell.find(f"{SS}Data")
    text = "" if data is None else "".join(data.itertext())
    if not text and cell.get(f"{SS}Formula") and (data is None or data.get(f"{SS}Type") != "String"):
        layout.leave_out(row, column)
    elif data is not None and data.get(f"{SS}Type") == "Error":
        layout.put(row, column, None, text or "#VALUE!")
    elif data is not None:
        layout.put(row, column, _value(text, data.get(f"{SS}Type", "")))


def _value(text: str, kind: str) -> Value:
    if kind == "Boolean" and text in ("0", "1"):
        return text == "1"
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "DateTime" and (found := MOMENT.match(text)):
        moment = datetime.fromisoformat(f"{found[1]}T{found[2] or '00:00:00'}")
        return (Moment if found[2] and found[2] != "00:00:00" else Day)(serial_of(moment))
    return text or None
