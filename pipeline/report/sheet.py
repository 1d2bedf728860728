"""Single cells, merged ones, widths and heights of a sheet to its XML; all else of it is left to xlsxwriter.

xlsxwriter takes many steps a cell. Here what stands in a cell is written in one, to the same bytes. It leans on
private names of xlsxwriter, whose version is pinned; a test compares both ways.
"""

from functools import cache
from itertools import product
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import ColumnInfo, Worksheet

from pipeline.report.coded import Coded, Formula, Value, text_xml, value_xml
from pipeline.report.formats import Worn

SPANNED = 16
"""So many rows share the note of their first and last cell."""

POINTS_A_PIXEL = 0.75
HIDDEN = ' hidden="1"'

column_name = cache(xl_col_to_name)
"""What Excel calls a column: 0 is A."""


Put = tuple[Worn, str, Value]
"""A cell: the style that it wears, what stands behind that in its XML, and its value."""


def plotted(value: Value) -> Any:
    """What a chart shows of a cell: a text, what a formula comes to, or a number as Excel has it."""
    if isinstance(value, Formula):
        return value.value
    if isinstance(value, str):
        return value
    return "" if value is None else f"{value:.16g}"


class CellRefused(Exception):
    """xlsxwriter did not write what it was given: a fault of our own, not of anybody's data."""


class Sheet(Worksheet):  # type: ignore[misc]  # xlsxwriter's classes are not typed throughout
    """A sheet of xlsxwriter's whose cells wear styles."""

    dim_rowmin: Any
    dim_rowmax: Any

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[tuple[range, Coded]] = []

    def put(self, row: int, column: int, value: Value, look: Worn) -> None:
        """Takes in a cell.

        Raises:
            CellRefused: It lies beyond the sheet's edges.
            ValueError: A number is infinite or none at all.
        """
        self.reach(row, column)
        self.table[row][column] = look, self._xml(value), value

    def put_column(self, row: int, column: int, values: Coded, looks: Coded) -> None:
        """Takes in cells one below the other, or none; what it raises is as of `put`."""
        count = len(values.codes)
        if count:
            self.reach(row, column)
            self.reach(row + count - 1, column)
        xml = self._column_xml(values)
        for at, value, look in zip(range(row, row + count), values.codes.tolist(), looks.codes.tolist(), strict=True):
            self.table[at][column] = looks.distinct[look], xml[value], values.distinct[value]

    def reach(self, row: int, column: int) -> None:
        """The sheet is at least so large that it has this cell.

        Raises:
            CellRefused: It lies beyond the sheet's edges.
        """
        if self._check_dimensions(row, column):
            raise CellRefused(f"beyond the sheet's edges: {column_name(max(column, 0))}{row + 1}")

    def _xml(self, value: Value) -> str:
        """What stands in a cell behind its format.

        Raises:
            ValueError: A number is infinite or none at all.
        """
        if isinstance(value, str):
            return text_xml(self.str_table._get_shared_string_index(value))
        return value_xml(value)

    def _column_xml(self, values: Coded) -> list[str]:
        """The same for the distinct values of a column, whose texts are counted as often as they stand there."""
        self._count_again(values)
        return list(map(self._xml, values.distinct))

    def _count_again(self, values: Coded) -> None:
        """Counts a column's texts as often as they stand there after the first time."""
        if len(values.codes) > len(values.distinct):
            is_text = np.array([isinstance(value, str) for value in values.distinct])
            self.str_table.count += int(np.count_nonzero(is_text[values.codes]) - np.count_nonzero(is_text))

    def set_heights(self, first: int, points: Coded) -> None:
        """The heights of rows from a row down, as `set_row` sets them one by one.

        Raises:
            CellRefused: One lies beyond the last row.
        """
        distinct, codes = points
        rows, infos = range(first, first + len(codes)), []
        if not rows:
            return
        for height in distinct:
            if self.set_row(rows[0], height) or self.set_row(rows[-1], height):
                raise CellRefused(f"beyond the last row: {rows[-1] + 1}")
            infos.append(self.row_info[rows[0]])
        for row in [row for row in self.row_info if row in rows]:
            del self.row_info[row]
        self.heights.insert(0, (rows, Coded(infos, codes)))

    def set_width(self, column: int, width: float, *, hidden: bool) -> None:
        """The width of a column of at least one character, as `set_column` sets it.

        Raises:
            CellRefused: It lies beyond the last column.
        """
        if self._check_dimensions(0, column, ignore_row=True, ignore_col=not hidden):
            raise CellRefused(f"beyond the last column: {column + 1}")
        pixels = int(width * self.max_digit_width + 0.5) + self.cell_padding
        self.col_info[column] = ColumnInfo(pixels, hidden=hidden)
        self.col_size_changed = True

    def merge_cells(
        self, first_row: int, first_column: int, last_row: int, last_column: int, value: Value, look: Worn
    ) -> None:
        """Takes in one value over several cells.

        Raises:
            CellRefused: They lie beyond the sheet's edges, or it is a single one.
            ValueError: One of the cells is merged already.
        """
        rows, columns = range(first_row, last_row + 1), range(first_column, last_column + 1)
        cells = dict.fromkeys(product(rows, columns), True)
        if len(cells) == 1:
            raise CellRefused("a single cell can't be merged")
        if not self.merged_cells.keys().isdisjoint(cells):
            raise ValueError("a cell is merged already")
        self.merge_written(first_row, first_column, last_row, last_column)
        self.merged_cells |= cells
        blanks = dict.fromkeys(columns, (look, self._xml(None), None))
        for row in rows:
            self.table[row] |= blanks
        self.put(first_row, first_column, value, look)

    def merge_written(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Shows cells that are written already as one, whose value and look are the first one's.

        Raises:
            CellRefused: They lie beyond the sheet's edges.
        """
        self.reach(first_row, first_column)
        self.reach(last_row, last_column)
        self.merge.append([first_row, first_column, last_row, last_column])

    def link_written(self, row: int, column: int, url: str, shown: str) -> int:
        """Makes a cell that is written already lead somewhere."""
        self.ignore_write_string = True
        code: int = self.write_url(row, column, url, string=shown)
        self.ignore_write_string = False
        return code

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

    def _write_between(self, start: int, end: int) -> None:
        """The rows from `start` to before `end` cell by cell, as far as they have any or are of some height."""
        write = self.fh.write
        for row in range(start, end):
            cells, number = self.table.get(row), row + 1
            if cells:
                write(f'<row r="{number}"{self._head(row)}>')
                for column in sorted(cells):
                    look, xml, _ = cells[column]
                    write(f'<c r="{column_name(column)}{number}" s="{look.number or look._get_xf_index()}"{xml}')
                write("</row>")
            elif self._info(row) is not None or row in self.comments:
                write(f'<row r="{number}"{self._head(row)}/>')

    def _head(self, row: int) -> str:
        """What stands in a row's opening tag behind its number: its span, height, and whether it is hidden."""
        span, info = self.row_spans.get(row // SPANNED), self._info(row)
        across = f' spans="{span}"' if span else ""
        pixels, hidden = (info.height, info.hidden) if info else (self.default_row_height, False)
        return f'{across} ht="{pixels * POINTS_A_PIXEL:.16g}"{HIDDEN if hidden else ""} customHeight="1"'
