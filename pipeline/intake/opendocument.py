"""An OpenDocument spreadsheet, as LibreOffice and WPS write it, to its sheets."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import IO

from lxml import etree

from pipeline.intake.refused import UNZIPPING, Refused
from pipeline.intake.values import Clock, Day, Moment, Span, Value, serial_of
from pipeline.intake.written import EXCEL_ERRORS, Layout, Written

OFFICE, TABLE, TEXT, STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "style")
)
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
ROW = f"{TABLE}table-row"
SHEET = f"{TABLE}table"
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
CALC_ERROR = re.compile(r"Err:[0-9]{3}\Z")
TIME = re.compile(r"(-?)P(?:([0-9]+)D)?T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:[.,][0-9]+)?)S)?\Z")


def opendocument_sheets(content: bytes, max_cells: int) -> list[Written]:
    """The sheets of the workbook, in the order of the tabs.

    Rows and cells that the file repeats count as often as it says, blank ones at the end not at all. Formulas count
    with their stored value.

    Args:
        content: The bytes of the file.
        max_cells: Most cells of a sheet.

    Raises:
        Refused: It is broken, or a sheet reaches too far; before anything is made that large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open("content.xml") as xml:
            return list(_sheets(xml, max_cells))
    except (*UNZIPPING, etree.XMLSyntaxError) as fault:
        raise Refused("damaged") from fault


def _sheets(xml: IO[bytes], max_cells: int) -> Iterator[Written]:
    """Sheet by sheet, and row by row: what is done with is let go."""
    hidden_styles: set[str] = set()
    sheet: _Sheet | None = None
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for event, element in etree.iterparse(xml, ("start", "end"), tag=(SHEET, ROW, f"{STYLE}style"), **safe):
        if element.tag == f"{STYLE}style" and event == "end":
            properties = element.find(f"{STYLE}table-properties")
            if properties is not None and properties.get(f"{TABLE}display") == "false":
                hidden_styles.add(element.get(f"{STYLE}name", ""))
        elif element.tag == SHEET and element.getparent().tag == f"{OFFICE}spreadsheet":
            if event == "start":
                hidden = element.get(f"{TABLE}style-name") in hidden_styles
                sheet = _Sheet(element.get(f"{TABLE}name", ""), max_cells, hidden=hidden)
            elif sheet is not None:
                yield sheet.done(element)
                sheet = None
        elif element.tag == ROW and event == "end" and sheet is not None:
            sheet.add(element)
            element.clear()


class _Sheet:
    """A sheet whose rows come in one after the other."""

    def __init__(self, name: str, max_cells: int, *, hidden: bool) -> None:
        self._layout = Layout(name, max_cells)
        self._hidden = hidden
        self._hidden_rows: list[int] = []
        self._next = 0

    def add(self, row: etree._Element) -> None:
        """Puts the next row below the ones before, as often as it says."""
        times = max(0, min(_number(row, "number-rows-repeated"), MOST_ROWS - self._next))
        if row.get(f"{TABLE}visibility") in ("collapse", "filter"):
            self._hidden_rows += range(self._next, self._next + times)
        if times:
            self._put(row)
            self._layout.repeat(self._next, times)
        self._next += times

    def _put(self, row: etree._Element) -> None:
        column = 0
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            times = max(0, min(_number(cell, "number-columns-repeated"), MOST_COLUMNS - column))
            high, wide = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
            if high * wide > 1:
                self._layout.sheet.merges.append((self._next, column, self._next + high - 1, column + wide - 1))
            value, error = _value(cell)
            if value is not None or error is not None:
                for place in range(column, column + times):
                    self._layout.put(self._next, place, value, error)
            elif cell.get(f"{TABLE}formula") and cell.get(f"{OFFICE}value-type") != "string":
                for place in range(column, column + times):
                    self._layout.leave_out(self._next, place)
            column += times

    def done(self, table: etree._Element) -> Written:
        """The sheet, whole."""
        rows = len(self._layout.sheet.rows)
        return replace(
            self._layout.sheet,
            hidden=self._hidden,
            hidden_rows=tuple(row for row in self._hidden_rows if row < rows),
            hidden_columns=tuple(_hidden_columns(table)),
        )


def _hidden_columns(table: etree._Element) -> Iterator[int]:
    place = 0
    for column in table.iter(f"{TABLE}table-column"):
        times = min(_number(column, "number-columns-repeated"), MOST_COLUMNS)
        if column.get(f"{TABLE}visibility") in ("collapse", "filter"):
            yield from range(place, place + times)
        place += times


def _number(element: etree._Element, name: str) -> int:
    text = element.get(TABLE + name, "1")
    return max(int(text), 1) if text.isdecimal() else 1


def _value(cell: etree._Element) -> tuple[Value, str | None]:
    """The value of a cell, or the text of its error."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        return _float(cell.get(f"{OFFICE}value")), None
    if kind == "date":
        return _day(cell.get(f"{OFFICE}date-value", "")), None
    if kind == "time":
        return _time(cell.get(f"{OFFICE}time-value", "")), None
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true", None
    shown = "\n".join(_shown(line) for line in cell.iterchildren(f"{TEXT}p"))
    if cell.get(f"{CALC}value-type") == "error" or shown in EXCEL_ERRORS or CALC_ERROR.match(shown):
        return None, shown or "#VALUE!"
    return cell.get(f"{OFFICE}string-value") or shown or None, None


def _float(text: str | None) -> Value:
    try:
        return float(text or "")
    except ValueError:
        return text


def _day(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text or None
    return (Moment if "T" in text and moment.time() != moment.min.time() else Day)(serial_of(moment))


def _time(text: str) -> Value:
    found = TIME.match(text)
    if found is None:
        return text or None
    sign, *parts = found.groups()
    days, hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts)
    total = days + (hours + (minutes + seconds / 60) / 60) / 24
    return Span(-total) if sign else (Clock if total < 1 else Span)(total)


def _shown(element: etree._Element) -> str:
    """The text of a paragraph, with the spaces that it only counts."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            times = child.get(f"{TEXT}c", "1")
            pieces.append(" " * min(int(times) if times.isdecimal() else 1, 1000))
        elif child.tag == f"{TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{TEXT}line-break":
            pieces.append("\n")
        elif isinstance(child.tag, str) and child.tag != f"{OFFICE}annotation":
            pieces.append(_shown(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
