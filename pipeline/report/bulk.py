"""The cells of a sheet to the XML of its rows, large tables at once; all else of a sheet is left to xlsxwriter.

xlsxwriter takes many steps a cell. Here what stands in a row is written in one, and of a table of many rows a distinct
value is looked at once and the rows' XML is joined from columns by pyarrow: to the same bytes as xlsxwriter's own. It
leans on private names of xlsxwriter, whose version is pinned; a test compares both ways.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from itertools import chain, pairwise, product
from math import isfinite
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

from pipeline.report.coded import Coded, Value, coded, looks_of, taken, text_xml, value_xml
from pipeline.report.formats import Worn

LEAST_ROWS = 100
"""A table of fewer rows is as soon written cell by cell."""

AT_ONCE = 10_000
"""So many rows are joined at a time."""

SPANNED = 16
"""So many rows share the note of their first and last cell."""

POINTS_A_PIXEL = 0.75
HIDDEN = ' hidden="1"'

column_name = cache(xl_col_to_name)
"""What Excel calls a column: 0 is A."""


class Put(NamedTuple):
    """A cell: the style that it wears, what stands behind that in its XML, and its value."""

    look: Worn
    xml: str
    value: Value


def plotted(cell: Any) -> Any:
    """What a chart shows of a cell or formula: a text, or a number as Excel has it."""
    if isinstance(cell, Put) and not isinstance(cell.value, str):
        return "" if cell.value is None else f"{cell.value:.16g}"
    return cell.value


class Filled(NamedTuple):
    """One column of a block: values, formats, and the values' XML."""

    values: Coded
    formats: Coded
    xml: pa.StringArray

    def cell(self, row: int) -> Put:
        """One of its cells."""
        code = self.values.codes[row]
        look = self.formats.distinct[self.formats.codes[row]]
        return Put(look, self.xml[code].as_py(), self.values.distinct[code])


class Block(NamedTuple):
    """Columns side by side from a row down; every cell of them has a format."""

    row: int
    column: int
    length: int
    columns: list[Filled]

    def rows(self) -> range:
        """Its rows."""
        return range(self.row, self.row + self.length)

    def last_column(self) -> int:
        """Its last column."""
        return self.column + len(self.columns) - 1


class BulkSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter's classes are not typed throughout
    """A sheet of xlsxwriter's that also takes blocks.

    What is written to a cell of a block afterwards takes its place, as ever.
    """

    dim_rowmin: Any
    dim_rowmax: Any

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.heights: list[tuple[range, Coded]] = []

    def put(self, row: int, column: int, value: Value, look: Worn) -> int:
        """Takes in a cell; negative: beyond the sheet's edges."""
        if self._check_dimensions(row, column):
            return -1
        self.table[row][column] = Put(look, self._xml(value), value)
        return 0

    def put_column(self, row: int, column: int, values: Sequence[Value], looks: Sequence[Worn]) -> int:
        """Takes in cells one below the other, or none; negative: beyond the sheet's edges."""
        if not values:
            return 0
        if self._check_dimensions(row, column) or self._check_dimensions(row + len(values) - 1, column):
            return -1
        for at, (value, look) in enumerate(zip(values, looks, strict=True), start=row):
            self.table[at][column] = Put(look, self._xml(value), value)
        return 0

    def put_formula(self, row: int, column: int, formula: str, value: float | str, look: Worn) -> int:
        """Takes in a formula of functions that Excel has always had; negative: beyond the sheet's edges.

        Args:
            row: Where it stands.
            column: Where it stands.
            formula: With its `=`.
            value: What it comes to; a text is one of Excel's errors.
            look: The style that it wears.
        """
        if self._check_dimensions(row, column):
            return -1
        self.table[row][column] = CellFormulaTuple(formula.removeprefix("="), look, value)
        return 0

    def _xml(self, value: Value) -> str:
        """What stands in a cell behind its format.

        Raises:
            ValueError: A number is infinite or none at all.
        """
        if isinstance(value, str):
            return text_xml(self.str_table._get_shared_string_index(value))
        if isinstance(value, float) and not isfinite(value):
            raise ValueError("a number is infinite or none at all")
        return value_xml(value)

    def write_block(self, row: int, column: int, columns: Sequence[tuple[Coded, Coded]]) -> int:
        """Takes in columns of the same length, each values and formats; negative: beyond the sheet's edges.

        Raises:
            ValueError: A number is infinite or none at all, or a row belongs to another block.
        """
        count = len(columns[0][0].codes)
        if self._check_dimensions(row, column) or self._check_dimensions(row + count - 1, column + len(columns) - 1):
            return -1
        if any(row < other.row + other.length and other.row < row + count for other in self.blocks):
            raise ValueError("a row belongs to another block")
        block = Block(row, column, count, [self._taken_in(values, formats) for values, formats in columns])
        self.blocks = sorted([*self.blocks, block], key=lambda one: one.row)
        return 0

    def set_heights(self, first: int, points: Sequence[float]) -> int:
        """The heights of rows from a row down, as `set_row` sets them one by one; negative: beyond the last row."""
        rows, (distinct, codes) = range(first, first + len(points)), coded(points)
        infos = []
        for height in distinct:
            if self.set_row(rows[0], height) or self.set_row(rows[-1], height):
                return -1
            infos.append(self.row_info[rows[0]])
        for row in [row for row in self.row_info if row in rows]:
            del self.row_info[row]
        self.heights.insert(0, (rows, Coded(infos, codes)))
        return 0

    def merge_cells(
        self, first_row: int, first_column: int, last_row: int, last_column: int, value: Value, look: Worn
    ) -> int:
        """Takes in one value over several cells; negative: beyond the sheet's edges, or a single cell.

        Raises:
            ValueError: One of the cells is merged already.
        """
        rows, columns = range(first_row, last_row + 1), range(first_column, last_column + 1)
        cells = dict.fromkeys(product(rows, columns), True)
        if len(cells) == 1 or self.merge_written(first_row, first_column, last_row, last_column):
            return -1
        if not self.merged_cells.keys().isdisjoint(cells):
            raise ValueError("a cell is merged already")
        self.merged_cells |= cells
        blanks = dict.fromkeys(columns, Put(look, self._xml(None), None))
        for row in rows:
            self.table[row] |= blanks
        return self.put(first_row, first_column, value, look)

    def merge_written(self, first_row: int, first_column: int, last_row: int, last_column: int) -> int:
        """Shows cells that are written already as one, whose value and look are the first one's."""
        if self._check_dimensions(first_row, first_column) or self._check_dimensions(last_row, last_column):
            return -1
        self.merge.append([first_row, first_column, last_row, last_column])
        return 0

    def link_written(self, row: int, column: int, url: str, shown: str) -> int:
        """Makes a cell that is written already lead somewhere."""
        self.ignore_write_string = True
        code: int = self.write_url(row, column, url, string=shown)
        self.ignore_write_string = False
        return code

    def _taken_in(self, values: Coded, formats: Coded) -> Filled:
        """A column, its texts among the shared ones: once each, counted as often as they stand there."""
        if any(isinstance(value, float) and not isfinite(value) for value in values.distinct):
            raise ValueError("a number is infinite or none at all")
        find = self.str_table._get_shared_string_index
        xml = [text_xml(find(value)) if isinstance(value, str) else value_xml(value) for value in values.distinct]
        again = np.bincount(values.codes, minlength=len(values.distinct)) - 1
        self.str_table.count += int(again[[isinstance(value, str) for value in values.distinct]].sum())
        return Filled(values, formats, pa.array(xml, pa.string()))

    def _write_col_info(self, first: int, last: int, info: Any) -> None:
        """Columns side by side of the same width and style."""
        style = f' style="{info.column_format._get_xf_index()}"' if info.column_format else ""
        own = "" if info.width == self.default_col_width else ' customWidth="1"'
        characters = info.width * 256 // self.max_digit_width / 256
        across = f'min="{first + 1}" max="{last + 1}" width="{characters:.16g}"'
        self.fh.write(f"<col {across}{style}{HIDDEN if info.hidden else ''}{own}/>")

    def _info(self, row: int) -> Any:
        """What xlsxwriter would keep of a row's height; None: it has the usual one."""
        if (info := self.row_info.get(row)) is not None:
            return info
        for rows, infos in self.heights:
            if row in rows:
                return infos.distinct[infos.codes[row - rows.start]]
        return None

    def _size_row(self, row: int, anchor: int = 0) -> Any:
        """The height of a row in pixels, by which charts and comments are placed."""
        if info := self._info(row):
            self.row_sizes[row] = [info.height, info.hidden]
        return super()._size_row(row, anchor)

    def _calculate_spans(self) -> None:
        """The first and last column of what stands in some rows that share the note of it."""
        ends: defaultdict[int, list[int]] = defaultdict(list)
        for block in self.blocks:
            for group in range(block.row // SPANNED, (block.row + block.length - 1) // SPANNED + 1):
                ends[group] += block.column, block.last_column()
        for row, columns in chain(self.table.items(), self.comments.items()):
            ends[row // SPANNED] += columns
        self.row_spans = {group: f"{min(found) + 1}:{max(found) + 1}" for group, found in ends.items() if found}

    def _write_rows(self) -> None:
        """The blocks' rows in bulk, the others cell by cell."""
        at = self.dim_rowmin
        runs = [(block, start, end) for block in self.blocks for start, end in self._untouched(block)]
        self._calculate_spans()
        for block, start, end in runs:
            self._write_others(at, start)
            for some in range(start, end, AT_ONCE):
                self.fh.later(self._rows_later(block, some, min(some + AT_ONCE, end)))
            at = end
        self._write_others(at, self.dim_rowmax + 1)

    def _write_others(self, start: int, end: int) -> None:
        """The rows before `end` cell by cell, as far as they have any or are of some height."""
        write = self.fh.write
        for row in range(start, end):
            cells, number = self.table.get(row), row + 1
            if cells:
                write(f'<row r="{number}"{self._head(row)}>')
                for column in sorted(cells):
                    cell = cells[column]
                    if isinstance(cell, Put):
                        look, xml, _ = cell
                        write(f'<c r="{column_name(column)}{number}" s="{look.number or look._get_xf_index()}"{xml}')
                    else:
                        self._write_cell(row, column, cell)
                write("</row>")
            elif self._info(row) is not None or row in self.comments:
                write(f'<row r="{number}"{self._head(row)}/>')

    def _untouched(self, block: Block) -> list[tuple[int, int]]:
        """The runs of a block's rows that nothing else was written to; the rows between are handed to xlsxwriter."""
        touched = [row for row in block.rows() if self.table.get(row)]
        self._hand_over(block, touched)
        bounds = [block.row - 1, *touched, block.row + block.length]
        return [(before + 1, after) for before, after in pairwise(bounds) if after - before > 1]

    def _hand_over(self, block: Block, rows: Iterable[int]) -> None:
        """The cells of some of a block's rows, as far as nothing else stands there, to xlsxwriter."""
        for row in rows:
            for column, filled in enumerate(block.columns, start=block.column):
                self.table[row].setdefault(column, filled.cell(row - block.row))

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> list[Any]:
        """What a chart shows of some cells; None of one in which nothing stands."""
        for block in self.blocks:
            self._hand_over(block, range(max(row_start, block.row), min(row_end + 1, block.row + block.length)))
        rows = (self.table.get(row, {}) for row in range(row_start, row_end + 1))
        cells = (row.get(column) for row in rows for column in range(col_start, col_end + 1))
        return [None if cell is None else plotted(cell) for cell in cells]

    def _rows_later(self, block: Block, start: int, end: int) -> Callable[[], str]:
        """What gives the XML of a block's rows from `start` to before `end`; their formats get their numbers now."""
        part = slice(start - block.row, end - block.row)
        looks = looks_of([Coded(filled.formats.distinct, filled.formats.codes[part]) for filled in block.columns])
        return partial(self._joined, block, part, looks)

    def _joined(self, block: Block, part: slice, looks: Sequence[pa.StringArray]) -> str:
        """The XML of some of a block's rows."""
        start, end = block.row + part.start, block.row + part.stop
        numbers = pa.array(np.arange(start + 1, end + 1)).cast(pa.string())
        pieces = [self._heads(start, end)]
        for place, (filled, look) in enumerate(zip(block.columns, looks, strict=True), start=block.column):
            pieces += [pa.scalar(f'<c r="{column_name(place)}'), numbers]
            pieces += [taken(look, filled.formats.codes[part]), taken(filled.xml, filled.values.codes[part])]
        return "".join(pc.binary_join_element_wise(*pieces, pa.scalar("</row>"), "").to_pylist())

    def _heads(self, start: int, end: int) -> pa.Array:
        """The opening tag of each row, as xlsxwriter writes the first of its height and span."""
        known: dict[tuple[Any, ...], str] = {}
        heads = []
        for row in range(start, end):
            key = self.row_spans.get(row // SPANNED), id(self._info(row))
            if key not in known:
                known[key] = self._head(row)
            heads.append(f'<row r="{row + 1}"{known[key]}>')
        return pa.array(heads, pa.string())

    def _head(self, row: int) -> str:
        """What stands in a row's opening tag behind its number: its span, height, and whether it is hidden."""
        span, info = self.row_spans.get(row // SPANNED), self._info(row)
        across = f' spans="{span}"' if span else ""
        pixels, hidden = (info.height, info.hidden) if info else (self.default_row_height, False)
        return f'{across} ht="{pixels * POINTS_A_PIXEL:.16g}"{HIDDEN if hidden else ""} customHeight="1"'
