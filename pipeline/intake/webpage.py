"""A web page that calls itself a workbook, as banks and ERPs export them, to its tables, each a sheet."""

import email
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from html import unescape

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.intake.csvtext import decoded
from pipeline.intake.refused import Refused
from pipeline.intake.values import Value
from pipeline.intake.written import EXCEL_ERRORS, Layout, Written

SHEET = "HTML"
"""What a table without a name is called; the second one `HTML 2`."""

DECLARED = re.compile(rb"""<meta[^>]*charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]*encoding=["']([\w-]+)""", re.IGNORECASE)
TAB_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>")
NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
NUMBER = re.compile(r"\(?[-+¥￥$€\s]*[0-9][0-9,]*(?:\.[0-9]*)?\s*\)?\Z")
EXACT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
SPACES = re.compile(r"[ \t\r\n\f]+")
MOST_COLUMNS, MOST_ROWS = 1_000, 65_534
"""How far a cell may span; browsers cut there too."""

LINES = frozenset(("br", "p", "div", "li"))
SILENT = frozenset(("script", "style", "table", "template", "noscript", "select"))
"""What is not the text of the cell that it stands in; a table within a cell is a sheet of its own."""


def webpage_sheets(content: bytes, max_cells: int) -> list[Written]:
    """The tables of a web page, in the order in which they begin; those with nothing in them are left out.

    All values are the text that the page shows, so that codes keep their zeros. Links and scripts are not followed.

    Args:
        content: The bytes of the page.
        max_cells: Most cells of a sheet.

    Raises:
        Refused: There is no table in it, or one reaches too far.
    """
    text = _text(content)
    try:
        page = document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8", remove_comments=True))
    except (ParserError, ValueError) as fault:
        raise Refused("web_page") from fault
    tables = list(page.iter("table"))
    tabs = [unescape(name) for name in TAB_NAME.findall(text)]
    names = tabs if len(tabs) == len(tables) else [_caption(table) for table in tables]
    sheets = [_sheet(table, name, max_cells) for table, name in zip(tables, names, strict=True)]
    return named([sheet for sheet in sheets if sheet.rows])


def archive_sheets(content: bytes, max_cells: int) -> list[Written]:
    """The tables of a web archive, as Excel saves a workbook in one file: those of each page in it.

    Raises:
        Refused: There is no table in it, or one reaches too far.
    """
    sheets = []
    for part in email.message_from_bytes(content).walk():
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes) and re.search(rb"<table\b", page, re.IGNORECASE):
            sheets += webpage_sheets(page, max_cells)
    return named(sheets)


def named(sheets: list[Written]) -> list[Written]:
    """The sheets, each under a name of its own.

    Raises:
        Refused: There are none.
    """
    if not sheets:
        raise Refused("web_page")
    taken: set[str] = set()
    found = []
    for sheet in sheets:
        first = re.sub(r" [0-9]+\Z", "", sheet.name) if sheet.name.startswith(SHEET) else sheet.name or SHEET
        further = (f"{first} {nth}" for nth in range(2, len(sheets) + 2))
        name = next(name for name in (first, *further) if name not in taken)
        taken.add(name)
        found.append(replace(sheet, name=name))
    return found


def _text(content: bytes) -> str:
    """The page as text: UTF-8 where it is that, whatever the page claims; else as it claims, else as any text file."""
    claimed = DECLARED.search(content[:4096])
    for encoding in ("utf-8", (claimed[1] or claimed[2]).decode() if claimed else ""):
        with suppress(Refused):
            return decoded(content, encoding)
    return decoded(content, "")


def _caption(table: HtmlElement) -> str:
    caption = next(table.iterchildren("caption"), None)
    return "" if caption is None else " ".join(_shown(caption).split())


def _sheet(table: HtmlElement, name: str, max_cells: int) -> Written:
    layout = Layout(name, max_cells)
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    taken: dict[int, int] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while taken.get(column, 0) > at:
                column += 1
            right = column + (_span(cell, "colspan", MOST_COLUMNS) or 1)
            bottom = min(at + (_span(cell, "rowspan", MOST_ROWS) or len(rows)), len(rows))
            layout.reserve(at + 1, right)
            _put(layout, at, column, cell)
            if (bottom - at) * (right - column) > 1:
                layout.sheet.merges.append((at, column, bottom - 1, right - 1))
            taken |= dict.fromkeys(range(column, right), bottom)
            column = right
    return replace(
        layout.sheet,
        hidden=_is_hidden(table),
        hidden_rows=tuple(at for at, row in enumerate(rows) if _is_hidden(row) or _is_hidden(row.getparent())),
        hidden_columns=tuple(_hidden_columns(table)),
    )


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in row.iter("td", "th") if next(cell.iterancestors("tr")) is row)


def _put(layout: Layout, row: int, column: int, cell: HtmlElement) -> None:
    value = _value(cell)
    is_error = isinstance(value, str) and value in EXCEL_ERRORS
    layout.put(row, column, None if is_error else value, str(value) if is_error else None)


def _value(cell: HtmlElement) -> Value:
    """The text of a cell; of a number that Excel wrote the exact one instead of the rounded one shown."""
    text = _shown(cell)
    exact = cell.get("x:num", "")
    return exact if EXACT.match(exact) and NUMBER.match(text) else text or None


def _shown(element: HtmlElement) -> str:
    """The text that a reader of the page sees, with its line breaks."""
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(line.strip(" ") for line in lines).strip()


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield SPACES.sub(" ", element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SILENT and not _is_hidden(child):
            if child.tag in LINES:
                yield "\n"
            yield from _pieces(child)
        yield SPACES.sub(" ", child.tail or "")


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(NOT_SHOWN.search(element.get("style", "")))


def _span(cell: HtmlElement, name: str, most: int) -> int:
    digits = re.match(r"\s*([0-9]{1,9})", cell.get(name, "1"))
    return min(int(digits[1]), most) if digits else 1


def _hidden_columns(table: HtmlElement) -> Iterator[int]:
    place = 0
    for column in table.iter("col"):
        wide = _span(column, "span", MOST_COLUMNS)
        if next(column.iterancestors("table")) is table and (_is_hidden(column) or _is_hidden(column.getparent())):
            yield from range(place, place + wide)
        place += wide
