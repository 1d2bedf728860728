"""Whole columns to the rows of a sheet at once; everything else of the sheet is left to xlsxwriter.

A table of many thousand rows takes xlsxwriter several steps a cell. Here a distinct value is looked at once and
the rows' XML is joined from columns, to the same bytes as cell by cell. It leans on private names of xlsxwriter,
whose version is pinned; a test compares both ways.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellBooleanTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

LEAST_ROWS = 10
"""A table of fewer rows is as soon written cell by cell."""


@dataclass(frozen=True)
class Truth:
    """Excel's own TRUE or FALSE; a bare one would pass for 1 or 0."""

    true: bool


@dataclass(frozen=True)
class ErrorValue:
    """One of Excel's errors, such as #N/A: a formula that is nothing else."""

    text: str


Value = str | float | Truth | ErrorValue | None


class Filled(NamedTuple):
    """One column of a block: values and formats, one a row, and where each text stands among the shared ones."""

    values: Sequence[Value]
    formats: Sequence[Any]
    places: dict[str, int]


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
        self.spanned = False

    def write_block(self, row: int, column: int, columns: Sequence[tuple[Sequence[Value], Sequence[Any]]]) -> int:
        """Takes in columns of the same length, each values and formats; negative: beyond the sheet's edges.

        Raises:
            ValueError: A number is infinite or none at all, or a row belongs to another block.
        """
        count = len(columns[0][0])
        if self._check_dimensions(row, column) or self._check_dimensions(row + count - 1, column + len(columns) - 1):
            return -1
        if any(row < other.row + other.length and other.row < row + count for other in self.blocks):
            raise ValueError("a row belongs to another block")
        block = Block(row, column, count, [self._taken_in(values, formats) for values, formats in columns])
        self.blocks = sorted([*self.blocks, block], key=lambda one: one.row)
        return 0

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

    def _taken_in(self, values: Sequence[Value], formats: Sequence[Any]) -> Filled:
        """A column, its texts among the shared ones: once each, counted as often as they stand there."""
        distinct = Counter(values)
        if any(isinstance(value, float) and not isfinite(value) for value in distinct):
            raise ValueError("a number is infinite or none at all")
        texts = {value: times for value, times in distinct.items() if isinstance(value, str)}
        places = {text: self.str_table._get_shared_string_index(text) for text in texts}
        self.str_table.count += sum(texts.values()) - len(places)
        return Filled(values, formats, places)

    def _calculate_spans(self) -> None:
        """As xlsxwriter does it, a block's rows taken to hold its first and last cell."""
        if self.spanned:
            return
        stand_in = {
            row: {block.column: None, block.last_column(): None}
            for block in self.blocks
            for row in block.rows()
            if not self.table.get(row)
        }
        self.table.update(stand_in)
        super()._calculate_spans()
        for row in stand_in:
            del self.table[row]

    def _write_rows(self) -> None:
        """The blocks' rows in bulk, the others as xlsxwriter does it."""
        if not self.blocks:
            super()._write_rows()
            return
        first, last = at, _ = self.dim_rowmin, self.dim_rowmax
        runs = [(block, start, end) for block in self.blocks for start, end in self._untouched(block)]
        self._calculate_spans()
        self.spanned = True
        for block, start, end in runs:
            self._write_others(at, start)
            self.fh.write("".join(self._joined(block, start, end)))
            at = end
        self._write_others(at, last + 1)
        self.dim_rowmin, self.dim_rowmax = first, last

    def _write_others(self, start: int, end: int) -> None:
        """The rows before `end` as xlsxwriter does it."""
        self.dim_rowmin, self.dim_rowmax = start, end - 1
        super()._write_rows()

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
                self.table[row].setdefault(column, cell_of(filled, row - block.row))

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> Any:
        """The figures that a chart shows."""
        for block in self.blocks:
            self._hand_over(block, range(max(row_start, block.row), min(row_end + 1, block.row + block.length)))
        return super()._get_range_data(row_start, col_start, row_end, col_end)

    def _joined(self, block: Block, start: int, end: int) -> Iterator[str]:
        """The XML of a block's rows from `start` to before `end`."""
        part = slice(start - block.row, end - block.row)
        self._number_formats([filled.formats[part] for filled in block.columns])
        numbers = [str(row + 1) for row in range(start, end)]
        columns = [
            cells_xml(xl_col_to_name(place), numbers, filled, part)
            for place, filled in enumerate(block.columns, start=block.column)
        ]
        for cells in zip(self._heads(start, end), *columns, strict=True):
            yield "".join(cells)
            yield "</row>"

    def _number_formats(self, columns: list[Sequence[Any]]) -> None:
        """Numbers the formats in the order in which the rows come to them."""
        firsts = []
        for place, formats in enumerate(columns):
            seen = {id(format_): format_ for format_ in formats}
            order = {identity: row for row, identity in reversed(list(enumerate(map(id, formats))))}
            firsts += [(order[identity], place, format_) for identity, format_ in seen.items()]
        for _, _, format_ in sorted(firsts, key=lambda first: first[:2]):
            format_._get_xf_index()

    def _heads(self, start: int, end: int) -> Iterator[str]:
        """The opening tag of each row, as xlsxwriter writes the first of its height and span."""
        known: dict[tuple[Any, ...], str] = {}
        for row in range(start, end):
            span, info = self.row_spans.get(row // 16), self.row_info.get(row)
            key = (span, *vars(info).values()) if info else (span,)
            if key not in known:
                known[key] = self._head(row, span, info)
            yield f'<row r="{row + 1}"{known[key]}'

    def _head(self, row: int, span: str | None, info: Any) -> str:
        """What stands in a row's opening tag behind its number."""
        kept = []
        self._xml_start_tag_unencoded = lambda tag, attributes: kept.append(attributes)
        self._write_row(row, span, info)
        del self._xml_start_tag_unencoded
        return "".join(f' {name}="{value}"' for name, value in kept[0][1:]) + ">"


def cell_of(filled: Filled, row: int) -> Any:
    """One cell of a column as xlsxwriter keeps it."""
    value, format_ = filled.values[row], filled.formats[row]
    if value is None:
        return CellBlankTuple(format_)
    if isinstance(value, str):
        return CellStringTuple(filled.places[value], format_)
    if isinstance(value, Truth):
        return CellBooleanTuple(int(value.true), format_)
    if isinstance(value, ErrorValue):
        return CellFormulaTuple(value.text, format_, value.text)
    return CellNumberTuple(value, format_)


def cells_xml(letter: str, numbers: Sequence[str], filled: Filled, part: slice) -> list[str]:
    """The XML of a column's cells, one a row; each value and each format is looked at once."""
    values, formats = filled.values[part], filled.formats[part]
    held = {value: value_xml(value, filled.places) for value in set(values)}
    looks = {id(format_): f'" s="{format_._get_xf_index()}"' for format_ in {id(f): f for f in formats}.values()}
    return [
        f'<c r="{letter}{number}{looks[id(format_)]}{held[value]}'
        for number, format_, value in zip(numbers, formats, values, strict=True)
    ]


def value_xml(value: Value, places: dict[str, int]) -> str:
    """What stands in a cell behind its format: an amount as its decimal figure, which 16 digits are exact for."""
    if value is None:
        return "/>"
    if isinstance(value, str):
        return f' t="s"><v>{places[value]}</v></c>'
    if isinstance(value, Truth):
        return f' t="b"><v>{int(value.true)}</v></c>'
    if isinstance(value, ErrorValue):
        return f' t="e"><f>{value.text}</f><v>{value.text}</v></c>'
    return f"><v>{value:.16G}</v></c>"
