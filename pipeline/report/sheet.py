"""Single cells, merged ones, widths and heights of a sheet to its XML; all else of it is left to xlsxwriter.

xlsxwriter takes many steps a cell. Here what stands in a cell is written in one, to the same bytes. It leans on
private names of xlsxwriter, whose version is pinned; a test compares both ways.
"""

from functools import cache
from itertools import product
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

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


class Sheet(Worksheet):  # type: ignore[misc]  # xlsxwriter's classes are not typed throughout
    """A sheet of xlsxwriter's whose cells wear styles."""

    dim_rowmin: Any
    dim_rowmax: Any

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[tuple[range, Coded]] = []

    def put(self, row: int, column: int, value: Value, look: Worn) -> int:
        """Takes in a cell; negative: beyond the sheet's edges."""
        if self._check_dimensions(row, column):
            return -1
        self.table[row][column] = look, self._xml(value), value
        return 0

    def put_column(self, row: int, column: int, values: Coded, looks: Coded) -> int:
        """Takes in cells one below the other, or none; negative: beyond the sheet's edges."""
        count = len(values.codes)
        if count and (self._check_dimensions(row, column) or self._check_dimensions(row + count - 1, column)):
            return -1
        xml = self._column_xml(values)
        for at, value, look in zip(range(row, row + count), values.codes.tolist(), looks.codes.tolist(), strict=True):
            self.table[at][column] = looks.distinct[look], xml[value], values.distinct[value]
        return 0

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

    def set_heights(self, first: int, points: Coded) -> int:
        """The heights of rows from a row down, as `set_row` sets them one by one; negative: beyond the last row."""
        distinct, codes = points
        rows, infos = range(first, first + len(codes)), []
        if not rows:
            return 0
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
        blanks = dict.fromkeys(columns, (look, self._xml(None), None))
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
