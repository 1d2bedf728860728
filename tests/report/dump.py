"""A workbook to text that can be read in a diff: every cell with its number format, and the furniture of each sheet."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

ALT_TEXT = re.compile(r'descr="([^"]*)"')
CHART_TEXT = re.compile(r"<a:t>([^<]*)</a:t>")
CHART_AREA = re.compile(r"<c:f>([^<]*)</c:f>")


def dump(data: bytes) -> str:
    """The whole workbook: formulas with their values, in the order of the sheets."""
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    lines = [f"title: {formulas.properties.title}  author: {formulas.properties.creator}"]
    lines += [f"created: {formulas.properties.created}  modified: {formulas.properties.modified}"]
    lines += [f"name: {name} = {found.attr_text}" for name, found in formulas.defined_names.items()]
    for sheet in formulas.worksheets:
        lines += ["", f"=== {sheet.title} ({sheet.sheet_state})", *furniture(sheet), *cells(sheet, values[sheet.title])]
    return "\n".join([*lines, *charts(data)]) + "\n"


def furniture(sheet: Worksheet) -> Iterator[str]:
    """What a sheet has beside its cells."""
    setup = sheet.page_setup
    yield f"frozen: {sheet.freeze_panes}  filter: {sheet.auto_filter.ref}  titles: {sheet.print_title_rows}"
    fitted = sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToWidth or 1, setup.fitToHeight
    yield f"printed: {sheet.print_area}  {setup.orientation}  paper {setup.paperSize}  fitted {fitted}"
    yield f"foot: {sheet.oddFooter.left.text} | {sheet.oddFooter.right.text}"
    yield "widths: " + " ".join(widths(sheet))
    tall = {row: found.height for row, found in sheet.row_dimensions.items() if found.height}
    yield "heights: " + " ".join(f"{row}:{height:g}" for row, height in sorted(tall.items()))
    for found in sheet.data_validations.dataValidation:
        yield f"check {found.sqref}: {found.type} {found.formula1} {found.formula2 or ''} “{found.error}”".rstrip()


def widths(sheet: Worksheet) -> Iterator[str]:
    """The width of every column that has its own."""
    for found in sorted(sheet.column_dimensions.values(), key=lambda column: column.min):
        for column in range(found.min, found.max + 1):
            yield f"{get_column_letter(column)}:{found.width:g}"


def cells(sheet: Worksheet, values: Worksheet) -> Iterator[str]:
    """Every cell that holds something, as `place format look value`."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                value = values[cell.coordinate].value
                shown = f"{value!r} {cell.value}" if cell.data_type == "f" else repr(cell.value)
                yield f"{cell.coordinate} [{look(cell)}] {shown}"
                if cell.comment:
                    yield f"{cell.coordinate} comment {cell.comment.text!r}"


def look(cell: Any) -> str:
    """Number format, alignment, weight and colours, what is ordinary left out."""
    fill = cell.fill.fgColor.rgb if cell.fill.fill_type else ""
    ink = cell.font.color.rgb if cell.font.color is not None else ""
    parts = (
        cell.number_format if cell.number_format != "General" else "",
        cell.alignment.horizontal or "",
        "wrap" if cell.alignment.wrap_text else "",
        "bold" if cell.font.bold else "",
        str(fill)[2:],
        f"ink {str(ink)[2:]}" if ink and not str(ink).endswith("1F2A37") else "",
    )
    return " ".join(part for part in parts if part)


def charts(data: bytes) -> Iterator[str]:
    """Every chart: where its figures stand, its words, and its alternative text."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in sorted(parts.namelist()):
            text = parts.read(name).decode() if name.startswith("xl/") and name.endswith(".xml") else ""
            if name.startswith("xl/charts/chart"):
                yield f"{name}: {' '.join(CHART_TEXT.findall(text))} {' '.join(CHART_AREA.findall(text))}"
            if name.startswith("xl/drawings/drawing"):
                yield from (f"{name}: {said}" for said in ALT_TEXT.findall(text))
