"""The plain floor: an inbox's cells read as strings, an outbox's cells and formats written one by one, nothing between.

Reading is fastexcel's alone, writing xlsxwriter's alone, one file after the other in one process. What is to be written
is found in the workbooks of a run; finding it doesn't count.

    python -m tests.bench.floor HOME
"""

import html
import io
import json
import re
import sys
import time
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import fastexcel
import xlsxwriter

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELL = re.compile(
    r'<c r="(?P<letters>[A-Z]+)(?P<row>[0-9]+)"(?: s="(?P<look>[0-9]+)")?(?: t="(?P<type>[a-z]+)")?'
    r"(?:/>|>(?:<f>(?P<formula>.*?)</f>)?<v>(?P<value>.*?)</v></c>)"
)
TEXT = re.compile(r"<si>(.*?)</si>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
AT_A_TIME = 50_000
"""So many cells are found, and then written."""

Cell = tuple[str, int, int, Any, int]
"""How it is written, row, column, value, look."""


class Took:
    """The seconds inside, on the clock and of the processor, added up."""

    def __init__(self) -> None:
        self.seconds = self.processor = 0.0

    def __enter__(self) -> None:
        self._begun = time.perf_counter(), time.process_time()

    def __exit__(self, *_error: object) -> None:
        self.seconds += time.perf_counter() - self._begun[0]
        self.processor += time.process_time() - self._begun[1]


def read(inbox: Path) -> int:
    """Every cell of every sheet as a string; how many."""
    cells = 0
    for file in sorted(inbox.rglob("*.xlsx")):
        book = fastexcel.read_excel(file.read_bytes())
        for name in book.sheet_names:
            table = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow()
            cells += table.num_rows * table.num_columns
    return cells


def write(file: Path, took: Took) -> int:
    """The same sheets, cells and formats once more; how many cells there are."""
    with zipfile.ZipFile(file) as package:
        texts = texts_of(package)
        looks = looks_of(package)
        names = [str(sheet.get("name")) for sheet in parsed(package, "xl/workbook.xml").iter(f"{MAIN}sheet")]
        cells = 0
        with took:
            book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False})
            formats = [book.add_format(look) for look in looks]
            sheets = [book.add_worksheet(name) for name in names]
        for number, sheet in enumerate(sheets, start=1):
            found = cells_of(package.read(f"xl/worksheets/sheet{number}.xml").decode(), texts)
            writes = {
                "s": sheet.write_string,
                "n": sheet.write_number,
                "f": sheet.write_formula,
                "b": sheet.write_blank,
            }
            while some := list(islice(found, AT_A_TIME)):
                cells += len(some)
                with took:
                    for how, row, column, value, look in some:
                        writes[how](row, column, value, formats[look])
    with took:
        book.close()
    return cells


def cells_of(xml: str, texts: list[str]) -> Iterator[Cell]:
    """The cells of a sheet, row by row."""
    columns: dict[str, int] = {}
    for found in CELL.finditer(xml):
        letters, row, look, type_, formula, value = found.groups()
        if letters not in columns:
            columns[letters] = column_number(letters)
        place = int(row) - 1, columns[letters]
        if formula is not None:
            yield "f", *place, f"={html.unescape(formula)}", int(look or 0)
        elif value is None:
            yield "b", *place, None, int(look or 0)
        elif type_ == "s":
            yield "s", *place, texts[int(value)], int(look or 0)
        else:
            yield "n", *place, float(value), int(look or 0)


def column_number(letters: str) -> int:
    """A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def texts_of(package: zipfile.ZipFile) -> list[str]:
    """The shared texts of a workbook."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    found = TEXT.finditer(package.read("xl/sharedStrings.xml").decode())
    return [html.unescape(TAG.sub("", one[1])) for one in found]


def looks_of(package: zipfile.ZipFile) -> list[dict[str, Any]]:
    """The formats of a workbook, in xlsxwriter's words."""
    styles = parsed(package, "xl/styles.xml")
    numbers = {form.get("numFmtId"): form.get("formatCode") for form in styles.iter(f"{MAIN}numFmt")}
    fonts, fills, borders = (styles.findall(f"{MAIN}{name}/*") for name in ("fonts", "fills", "borders"))
    return [
        {
            "num_format": numbers.get(form.get("numFmtId"), int(form.get("numFmtId", 0))),
            **font(fonts[int(form.get("fontId", 0))]),
            **fill(fills[int(form.get("fillId", 0))]),
            **lines(borders[int(form.get("borderId", 0))]),
            **alignment(form.find(f"{MAIN}alignment")),
        }
        for form in styles.iterfind(f"{MAIN}cellXfs/*")
    ]


def font(found: ElementTree.Element) -> dict[str, Any]:
    """Face, size, boldness and ink."""
    colour = told(found, "color", "rgb")
    ink = {"font_color": f"#{colour[2:]}"} if colour else {}
    face = {"font_name": told(found, "name", "val"), "font_size": float(told(found, "sz", "val") or 11)}
    return face | ink | {"bold": found.find(f"{MAIN}b") is not None}


def fill(found: ElementTree.Element) -> dict[str, Any]:
    """The colour behind."""
    colour = next((one.get("rgb") for one in found.iter(f"{MAIN}fgColor")), None)
    return {"bg_color": f"#{colour[2:]}"} if colour else {}


def alignment(found: ElementTree.Element | None) -> dict[str, Any]:
    """Where the text stands."""
    if found is None:
        return {}
    names = {"horizontal": "align", "vertical": "valign", "wrapText": "text_wrap", "indent": "indent"}
    given = {names[name]: value for name, value in found.attrib.items() if name in names}
    whole = {name: int(given[name]) for name in ("text_wrap", "indent") if name in given}
    return given | whole | ({"valign": "vcenter"} if given.get("valign") == "center" else {})


def lines(border: ElementTree.Element) -> dict[str, Any]:
    """The sides on which there is a line."""
    return {side: 1 for side in ("left", "right", "top", "bottom") if told(border, side, "style")}


def told(element: ElementTree.Element, name: str, attribute: str) -> str | None:
    """An attribute of the child of a name."""
    child = element.find(f"{MAIN}{name}")
    return None if child is None else child.get(attribute)


def parsed(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A part of our own workbook."""
    return ElementTree.fromstring(package.read(part))


def main(home: Path) -> None:
    """Prints the seconds of both, and how many cells each dealt with."""
    reading, writing = Took(), Took()
    with reading:
        cells_read = read(home / "inbox")
    cells_written = sum(write(file, writing) for file in sorted((home / "outbox").rglob("*.xlsx")))
    figures = {
        "seconds": reading.seconds + writing.seconds,
        "processor": reading.processor + writing.processor,
        "read": reading.seconds,
        "write": writing.seconds,
        "cells_read": cells_read,
        "cells_written": cells_written,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
