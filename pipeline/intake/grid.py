"""The bytes of a file to its raw sheets: every cell as text, where Excel shows it."""

import io
import logging
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import python_calamine

from pipeline.intake.biff import look_into_records
from pipeline.intake.biff12 import look_into_parts
from pipeline.intake.csvtext import csv_sheets
from pipeline.intake.excel95 import excel_95_sheets
from pipeline.intake.misread import without_misread
from pipeline.intake.opendocument import opendocument_sheets
from pipeline.intake.package import Look, Package, look_inside
from pipeline.intake.refused import Refused, guard_cells
from pipeline.intake.rules import ReadingRules
from pipeline.intake.sniff import Format
from pipeline.intake.spreadsheetml import spreadsheetml_sheets
from pipeline.intake.unlock import opened
from pipeline.intake.values import Box
from pipeline.intake.webpage import archive_sheets, webpage_sheets
from pipeline.intake.written import Written

NO_VALUE = ""
"""Stands beside the texts of errors for a formula without a stored value."""

BLANK = r"^[\s\x{85}\x{a0}\x{ad}\x{1680}\x{2000}-\x{200d}\x{2028}\x{2029}\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}]*$"
"""What looks blank: white space of any kind, and the characters that nobody sees."""

ERRORS = {
    "Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!",
    "Num": "#NUM!", "Ref": "#REF!", "Value": "#VALUE!", "GettingData": "#GETTING_DATA",
}  # fmt: skip
WRITTEN: dict[Format, Callable[[bytes, ReadingRules], list[Written]]] = {
    "text": lambda content, rules: csv_sheets(content, rules.encoding, rules.max_cells),
    "webpage": lambda content, rules: webpage_sheets(content, rules.max_cells),
    "archive": lambda content, rules: archive_sheets(content, rules.max_cells),
    "xls95": lambda content, rules: excel_95_sheets(content, rules.max_cells),
    "ods": lambda content, rules: opendocument_sheets(content, rules.max_cells),
    "spreadsheetml": lambda content, rules: spreadsheetml_sheets(content, rules.max_cells),
}
"""The formats that readers of our own read."""

LOOKS: dict[Format, Callable[[bytes, int], Package]] = {
    "xlsx": look_inside,
    "xlsb": look_into_parts,
    "xls": look_into_records,
}
"""Who goes ahead of the cell reader, for what it doesn't tell and before it takes memory."""

logging.getLogger("calamine").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class RawSheet:
    """One sheet as it stands. Rows and columns count from 0, from A1.

    Attributes:
        name: As the tab shows it.
        columns: The cells as text, column by column, all of one length; null where blank or an error. A vertically
            merged cell stands in every row that it covers.
        own: Which cells hold something of their own, errors too: rows by columns.
        errors: The text of each Excel error, by row and column.
        unstored: Cells with a formula and no stored value; they hold something of their own.
        overlong: Cells that hold a number of 16 digits or more, of which Excel keeps 15; None: ask `numbers`.
        hidden: The whole sheet is hidden.
        hidden_rows: Rows that are hidden.
        hidden_columns: Columns that are hidden.
        widths: First and last of each run of columns of one width, and that, in characters, where a file tells it.
        epoch_1904: Serial dates count from 1904.
        numbers: Gives the rows of a column whose cells hold numbers rather than text; None where cells have no types.
    """

    name: str
    columns: tuple[pa.Array, ...]
    own: np.ndarray
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unstored: frozenset[tuple[int, int]] = frozenset()
    overlong: frozenset[tuple[int, int]] | None = frozenset()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    widths: tuple[tuple[int, int, float], ...] = ()
    epoch_1904: bool = False
    numbers: Callable[[int], frozenset[int]] | None = None

    @property
    def rows(self) -> int:
        """Rows from the top of the sheet to the last one that holds anything."""
        return int(self.own.shape[0])

    def cells(self, column: int, rows: np.ndarray) -> pa.Array:
        """A column's cells in some rows, given in order; nothing is copied of rows that follow each other."""
        if len(rows) and rows[-1] - rows[0] == len(rows) - 1:
            return self.columns[column].slice(int(rows[0]), len(rows))
        return self.columns[column].take(pa.array(rows))

    def texts(self, row: int) -> list[str]:
        """One row's cells; "" where blank."""
        return [column[row].as_py() or "" for column in self.columns]


def raw_sheets(content: bytes, name: str, rules: ReadingRules) -> list[RawSheet]:
    """The sheets of a file, in the order of the tabs.

    Raises:
        Refused: The file can't be read.
    """
    form, content = opened(content, name, rules)
    if form in WRITTEN:
        return [of_written(sheet) for sheet in WRITTEN[form](content, rules)]
    package = LOOKS[form](content, rules.max_cells)
    try:
        return list(_workbook_sheets(without_misread(content, form), form, package, rules.max_cells))
    except (fastexcel.FastExcelError, python_calamine.CalamineError) as fault:
        raise Refused("encrypted" if "assword" in str(fault) else "damaged") from fault
    except BaseException as fault:
        # A panic of the Rust reader reaches Python as a BaseException of its own, which nothing else here can raise.
        if type(fault).__name__ != "PanicException":
            raise
        raise Refused("damaged") from fault


def _workbook_sheets(content: bytes, form: Format, package: Package, max_cells: int) -> Iterator[RawSheet]:
    reader = fastexcel.read_excel(content)
    second = None
    for index, name in enumerate(reader.sheet_names):
        if form == "xlsx" and name not in package.looks:  # a chart or a macro sheet has no cells that people keep
            yield _sheet(name, [])
            continue
        sheet = reader.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
        cells, faults = sheet.to_arrow_with_errors()
        look = package.looks.get(name, Look())
        left, merges = 0, list(look.merges)
        if cells.num_columns and not look.from_a:
            second = second or python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            left, further = _second_look(second, index)
            merges = further if form == "xls" else merges
        rows, width = _reach(look.unstored)
        guard_cells(max(cells.num_rows, rows), max(left + cells.num_columns, width), name, max_cells)
        yield _sheet(
            name,
            list(cells.columns),
            left=left,
            errors={
                (e.position[0], e.position[1] + left): _error_text(e.detail) for e in (faults.errors if faults else ())
            },
            merges=merges,
            unstored=look.unstored,
            overlong=look.overlong if name in package.looks else None,
            hidden=sheet.visible != "visible",
            hidden_rows=look.hidden_rows,
            hidden_columns=tuple(c for low, high in look.hidden_columns for c in range(low, min(high, 16383) + 1)),
            widths=look.widths,
            epoch_1904=package.epoch_1904,
            numbers=_numbers(content, index),
        )


def _second_look(book: python_calamine.CalamineWorkbook, index: int) -> tuple[int, list[Box]]:
    """The column in which the cells begin, and the merges: fastexcel tells neither."""
    sheet = book.get_sheet_by_index(index)
    merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return (sheet.start or (0, 0))[1], merges


def _numbers(content: bytes, index: int) -> Callable[[int], frozenset[int]]:
    """Gives the rows of a column that hold numbers; the cells are read once more, and only when that is asked."""

    @cache
    def columns() -> list[tuple[Any, ...]]:
        sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(index)
        return list(zip(*sheet.to_python(skip_empty_area=False), strict=True))

    def numbers(column: int) -> frozenset[int]:
        values = columns()[column] if column < len(columns()) else ()
        return frozenset(row for row, value in enumerate(values) if type(value) in (int, float))

    return numbers


def _error_text(detail: str) -> str:
    found = re.search(r"Error\((\w+)\)", detail)
    return ERRORS.get(found[1], f"#{found[1]}") if found else "#VALUE!"


def of_written(sheet: Written) -> RawSheet:
    """A sheet that a reader of our own read, as text."""
    return _sheet(
        sheet.name,
        sheet.texts(),
        errors=sheet.errors,
        merges=sheet.merges,
        unstored=frozenset(sheet.unstored),
        overlong=frozenset(sheet.overlong),
        hidden=sheet.hidden,
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
        epoch_1904=sheet.epoch_1904,
    )


def _sheet(
    name: str,
    cells: list[pa.Array],
    *,
    left: int = 0,
    errors: dict[tuple[int, int], str] | None = None,
    merges: list[Box] | None = None,
    unstored: frozenset[tuple[int, int]] = frozenset(),
    **known: Any,
) -> RawSheet:
    """A raw sheet from the reader's cells: blanks made null, columns counted from A, merges filled in."""
    rows = len(cells[0]) if cells else 0
    columns = [pa.nulls(rows, pa.string())] * left + [_blanked(column) for column in cells]
    columns = _without(columns, unstored)
    filled = [column.is_valid().to_numpy(zero_copy_only=False) for column in columns]
    own = np.column_stack(filled) if filled else np.zeros((0, 0), bool)
    marks = dict.fromkeys(unstored, NO_VALUE) | (errors or {})
    for row, column in marks:
        own[row, column] = True
    if merges:
        columns, marks = _merged(columns, own, marks, merges)
    errors = {at: text for at, text in marks.items() if text != NO_VALUE}
    unstored = frozenset(at for at, text in marks.items() if text == NO_VALUE)
    return RawSheet(name, tuple(columns), own, errors, unstored, **known)


def _reach(places: Collection[tuple[int, int]]) -> tuple[int, int]:
    """How many rows and columns it takes to hold some cells."""
    return max((row + 1 for row, _ in places), default=0), max((column + 1 for _, column in places), default=0)


def _without(columns: list[pa.Array], unstored: Collection[tuple[int, int]]) -> list[pa.Array]:
    """The columns without what a program that doesn't calculate stored for its formulas, with room for all of them."""
    if not unstored:
        return columns
    rows, width = _reach(unstored)
    short = rows - len(columns[0]) if columns else 0
    found = [pa.concat_arrays([column, pa.nulls(short, pa.string())]) if short > 0 else column for column in columns]
    rows = len(found[0]) if found else rows
    found += [pa.nulls(rows, pa.string())] * (width - len(found))
    for place in {column for _, column in unstored}:
        kept = np.ones(rows, dtype=bool)
        kept[[row for row, column in unstored if column == place]] = False
        found[place] = pc.if_else(pa.array(kept), found[place], None)
    return found


def _blanked(column: pa.Array) -> pa.Array:
    blank = pc.match_substring_regex(column, BLANK)
    return pc.if_else(blank, None, column) if pc.any(blank).as_py() else column


def _merged(
    columns: list[pa.Array], own: np.ndarray, marks: dict[tuple[int, int], str], merges: list[Box]
) -> tuple[list[pa.Array], dict[tuple[int, int], str]]:
    """Each merged range's first cell in all its rows; whatever lies hidden under the range is nobody's.

    `own` is changed in place: a covered cell holds nothing of its own.

    Args:
        columns: The cells as text.
        own: Which of them hold something of their own.
        marks: What stands in cells that have no text: errors, formulas without a value.
        merges: The merged ranges.
    """
    rows, width = own.shape
    sources: dict[int, np.ndarray] = {}
    texts = list(dict.fromkeys(marks.values()))
    said = np.full(own.shape if marks else (0, 0), -1, dtype=np.int32)
    for at, text in marks.items():
        said[at] = texts.index(text)
    for top, left, bottom, right in merges:
        if top >= rows or left >= width:
            continue
        below = slice(top + 1, bottom + 1)
        for column in range(left, min(right + 1, width)):
            source = sources.setdefault(column, np.arange(rows))
            covered = below if column == left else slice(top, bottom + 1)
            source[covered] = top if column == left else -1
            own[covered, column] = False
        if marks:
            first = said[top, left]
            said[top : bottom + 1, left : right + 1] = -1
            said[top : bottom + 1, left] = first
    filled = list(columns)
    for column, source in sources.items():
        filled[column] = columns[column].take(pa.array(source, mask=source < 0))
    places = np.argwhere(said >= 0).tolist()
    return filled, {(row, column): texts[said[row, column]] for row, column in places}
