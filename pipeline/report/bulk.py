"""The tables of many rows of a sheet to the XML of their rows, all at once.

A distinct value is looked at once, and the rows' XML is joined from columns by pyarrow: to the same bytes as cell by
cell. Like sheet.py it leans on private names of xlsxwriter.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.report.coded import Coded, looks_of, narrow, taken, text_xml
from pipeline.report.formats import Worn
from pipeline.report.sheet import SPANNED, Put, Sheet, column_name, plotted

LEAST_ROWS = 100
"""A table of fewer rows is as soon written cell by cell."""

AT_ONCE = 10_000
"""So many rows are joined at a time."""


class Values(NamedTuple):
    """What stands in one column of a block, and the XML of it."""

    values: Coded
    xml: pa.StringArray

    def cell(self, row: int, look: Worn) -> Put:
        """One of its cells."""
        code = self.values.codes[row]
        return look, self.xml[code].as_py(), self.values.distinct[code]

    def xml_of(self, rows: slice) -> pa.Array | pa.Scalar:
        """The XML of some of its cells; one for all where all of them are the same."""
        return taken(self.xml, self.values.codes[rows])


class Texts(NamedTuple):
    """The same of a column of texts: only their places among the shared ones, as xlsxwriter keeps them; null: blank."""

    places: pa.Int32Array
    codes: np.ndarray
    shared: Any

    def cell(self, row: int, look: Worn) -> Put:
        """One of its cells, once nothing more is written to the workbook."""
        place = self.places[self.codes[row]].as_py()
        return (look, "/>", None) if place is None else (look, text_xml(place), self.shared.string_array[place])

    def xml_of(self, rows: slice) -> pa.Array:
        """The XML of some of its cells."""
        places = self.places.take(pa.array(self.codes[rows])).cast(pa.string())
        return pc.binary_join_element_wise(' t="s"><v>', places, "</v></c>", "").fill_null("/>")


class Filled(NamedTuple):
    """One column of a block."""

    holds: Values | Texts
    formats: Coded

    def cell(self, row: int) -> Put:
        """One of its cells."""
        return self.holds.cell(row, self.formats.distinct[self.formats.codes[row]])


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


class BulkSheet(Sheet):
    """A sheet that also takes blocks.

    What is written to a cell of a block afterwards takes its place, as ever.
    """

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []

    def write_block(self, row: int, column: int, columns: Sequence[tuple[Coded, Coded]]) -> None:
        """Takes in columns of the same length, each values and formats.

        Raises:
            CellRefused: They lie beyond the sheet's edges.
            ValueError: A number is infinite or none at all, or a row belongs to another block.
        """
        count = len(columns[0][0].codes)
        self.reach(row, column)
        self.reach(row + count - 1, column + len(columns) - 1)
        if any(row < other.row + other.length and other.row < row + count for other in self.blocks):
            raise ValueError("a row belongs to another block")
        block = Block(row, column, count, [self._taken_in(values, formats) for values, formats in columns])
        self.blocks = sorted([*self.blocks, block], key=lambda one: one.row)

    def _taken_in(self, values: Coded, formats: Coded) -> Filled:
        """A column; where it holds texts alone, their places are all that is kept of it."""
        if not all(value is None or isinstance(value, str) for value in values.distinct):
            xml = pa.array(self._column_xml(values), pa.string())
            return Filled(Values(narrow(values), xml), narrow(formats))
        find = self.str_table._get_shared_string_index
        places = pa.array([None if text is None else find(text) for text in values.distinct], pa.int32())
        self._count_again(values)
        return Filled(Texts(places, narrow(values).codes, self.str_table), narrow(formats))

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
            self._write_between(at, start)
            for some in range(start, end, AT_ONCE):
                self.fh.later(self._rows_later(block, some, min(some + AT_ONCE, end)))
            at = end
        self._write_between(at, self.dim_rowmax + 1)
        self.blocks = []  # each is let go with the last of its rows

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
        return [None if cell is None else plotted(cell[2]) for cell in cells]

    def _rows_later(self, block: Block, start: int, end: int) -> Callable[[], str]:
        """What gives the XML of a block's rows from `start` to before `end`; their formats get their numbers now."""
        part = slice(start - block.row, end - block.row)
        looks = looks_of([Coded(filled.formats.distinct, filled.formats.codes[part]) for filled in block.columns])
        return partial(self._joined, block, part, looks)

    def _joined(self, block: Block, part: slice, looks: Sequence[pa.StringArray]) -> str:
        """The XML of some of a block's rows."""
        start, end = block.row + part.start, block.row + part.stop
        numbers = pa.array(np.arange(start + 1, end + 1)).cast(pa.string())
        pieces = [pa.scalar('<row r="'), numbers, self._heads(start, end)]
        for place, (filled, look) in enumerate(zip(block.columns, looks, strict=True), start=block.column):
            pieces += [pa.scalar(f'<c r="{column_name(place)}'), numbers]
            pieces += [taken(look, filled.formats.codes[part]), filled.holds.xml_of(part)]
        return "".join(pc.binary_join_element_wise(*pieces, pa.scalar("</row>"), "").to_pylist())

    def _heads(self, start: int, end: int) -> pa.Array:
        """What stands behind the number in the opening tag of each row, looked at once for each height and span."""
        heights = self._heights(start, end)
        kinds = np.arange(start, end) // SPANNED * len(heights.distinct) + heights.codes
        _, firsts, codes = np.unique(kinds, return_index=True, return_inverse=True)
        return pa.array([f'"{self._head(start + first)}>' for first in firsts.tolist()]).take(pa.array(codes))

    def _heights(self, start: int, end: int) -> Coded:
        """What is kept of the height of each row, as of `_info`."""
        distinct, codes = [None], np.zeros(end - start, np.int64)
        for rows, infos in reversed(self.heights):
            if some := range(max(start, rows.start), min(end, rows.stop)):
                of_these = infos.codes[some.start - rows.start : some.stop - rows.start]
                codes[some.start - start : some.stop - start] = len(distinct) + of_these
                distinct += infos.distinct
        for row in self.row_info.keys() & range(start, end):
            codes[row - start] = len(distinct)
            distinct.append(self.row_info[row])
        return Coded(distinct, codes)
