"""A size matrix to its lines: one a row and size, each cell read and each problem told where it stands in the sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.grid import RawSheet
from pipeline.intake.parse import Cells, Tab, parse, read_cells
from pipeline.intake.recognise import Header
from pipeline.intake.sizes import QUANTITY, SPEC, Matrix
from schemas.cells import Fault
from schemas.exact import E7_PER_FEN

NOTHING = r"^\s*0*(?:\.0*)?\s*$"
"""A size of which nothing is wanted."""
TOTAL = "size_total"
"""The quantity of all sizes: no field of a sheet, but a cell in which something may be wrong."""
OWN_SIZE = -1
"""Stands for the column of a line's size."""
AMOUNT, PRICE, GIFT = "amount_fen", "unit_price_e4", "is_gift"


@dataclass(frozen=True)
class Lines:
    """The lines of a size matrix.

    Attributes:
        row: The data row of each line, counted from 0 among the data rows.
        place: Where that row stands, from 0.
        size: The size of each line, counted from 0 among the sizes.
        column: Where its quantity stands, from 0.
    """

    row: np.ndarray
    place: np.ndarray
    size: np.ndarray
    column: np.ndarray

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.row)

    @property
    def first(self) -> np.ndarray:
        """The first line of each data row."""
        return np.flatnonzero(np.diff(self.row, prepend=-1))

    def summed(self, quantities: np.ndarray) -> np.ndarray:
        """Whole numbers of the lines added up by data row."""
        return np.add.reduceat(quantities, self.first) if len(self) else quantities

    def at(self, row: int, column: int) -> Iterator[tuple[int, int]]:
        """The lines that a cell of the sheet speaks for, each with its column, or OWN_SIZE for the line's quantity."""
        for line in range(*np.searchsorted(self.place, (row, row + 1))):
            yield line, OWN_SIZE if self.column[line] == column else column


def parse_matrix(tab: Tab) -> Cells:
    """The lines of a size matrix, one a data row and size that has a quantity, in this order.

    A size that is blank or 0 makes no line; a row without any makes one, which lacks a quantity. The spec of a line is
    the row's own, its colour and its size, such as 红色 XL. The total must be the sum of the sizes. The amount of a row
    is that of all its sizes: it must be quantity × price within 0.01, and its lines add up to it.

    Args:
        tab: A sheet whose header has a matrix.

    Returns:
        As `parse`; places, columns and errors are those of the sheet.

    Source: issue 3, a size matrix.
    """
    sheet, header, places, matrix = tab.sheet, tab.header, tab.places, tab.header.matrix
    assert matrix is not None
    lines = lines_of(sheet, matrix, places)
    unpivoted, columns = one_row_a_line(sheet, header, matrix, places, lines)
    cells = parse([Tab(unpivoted, replace(header, columns=columns), np.arange(len(lines)))])
    own, spread = dict(header.columns), {QUANTITY: lines.column}
    if matrix.colour is not None:
        own.setdefault(SPEC, matrix.colour)
        spread[SPEC] = _spec_columns(sheet, matrix.colour, own[SPEC], lines)
    cells = replace(cells, places=lines.place, columns=own, errors=sheet.errors, spread=spread)
    return with_amounts(with_total(cells, tab, matrix, lines), lines)


def lines_of(sheet: RawSheet, matrix: Matrix, places: np.ndarray) -> Lines:
    """Which rows have which sizes."""
    columns = np.array([column for column, _ in matrix.sizes])
    filled = np.column_stack([_filled(sheet, column, places) for column in columns.tolist()])
    filled[~filled.any(axis=1), 0] = True
    row, size = np.nonzero(filled)
    return Lines(row, places[row], size, columns[size])


def _filled(sheet: RawSheet, column: int, places: np.ndarray) -> np.ndarray:
    texts = sheet.cells(column, places)
    something = pc.fill_null(pc.invert(pc.match_substring_regex(texts, NOTHING)), False).to_numpy(zero_copy_only=False)
    unreadable = [row for row, at in (*sheet.errors, *sheet.unstored) if at == column]
    filled: np.ndarray = something | np.isin(places, unreadable)
    return filled


def one_row_a_line(
    sheet: RawSheet, header: Header, matrix: Matrix, places: np.ndarray, lines: Lines
) -> tuple[RawSheet, dict[str, int]]:
    """The sheet as if each line stood in a row of its own, with two columns more: quantity and spec."""
    width, rows = len(sheet.columns), pa.array(lines.place)
    blank = pa.nulls(len(lines), pa.string())
    columns = [texts.take(rows) if at in header.read else blank for at, texts in enumerate(sheet.columns)]
    stacked = pa.concat_arrays([sheet.cells(column, places) for column, _ in matrix.sizes])
    quantity = stacked.take(pa.array(lines.size * len(places) + lines.row))
    sizes = pa.array([text for _, text in matrix.sizes], pa.string()).take(pa.array(lines.size))
    before = [columns[at] for at in (header.columns.get(SPEC), matrix.colour) if at is not None]
    broken = [row for row, at in (*sheet.errors, *sheet.unstored) if at in (header.columns.get(SPEC), matrix.colour)]
    spec = pc.binary_join_element_wise(*before, sizes, " ", null_handling="skip")
    spec = pc.if_else(pa.array(np.isin(lines.place, broken)), None, spec)

    told_as = {OWN_SIZE: width, header.columns.get(SPEC): width + 1, matrix.colour: width + 1}

    def moved(places: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        return frozenset((line, told_as.get(at, at)) for place in places for line, at in lines.at(*place))

    def numbers(column: int) -> frozenset[int]:
        typed = sheet.numbers(column) if sheet.numbers else frozenset()
        return frozenset(np.flatnonzero(np.isin(lines.place, list(typed))).tolist())

    unpivoted = replace(
        sheet,
        columns=(*columns, quantity, spec),
        own=np.zeros((len(lines), 0), dtype=bool),
        errors={spot: text for place, text in sheet.errors.items() for spot in moved([place])},
        unstored=moved(sheet.unstored),
        overlong=None if sheet.overlong is None else moved(sheet.overlong),
        numbers=None if sheet.numbers is None else numbers,
    )
    return unpivoted, header.columns | {QUANTITY: width, SPEC: width + 1}


def _spec_columns(sheet: RawSheet, colour: int, spec: int, lines: Lines) -> np.ndarray:
    """Where the spec of each line stands: in the column of the colour where that can't be read."""
    unreadable = [row for row, at in (*sheet.errors, *sheet.unstored) if at == colour]
    columns: np.ndarray = np.where(np.isin(lines.place, unreadable), colour, spec)
    return columns


def with_total(cells: Cells, tab: Tab, matrix: Matrix, lines: Lines) -> Cells:
    """The cells with a fault where a total is not the sum of its sizes; blank agrees, so does an unreadable size."""
    if matrix.total is None or not len(lines):
        return cells
    read, texts = read_cells(QUANTITY, cells.kind.cells[QUANTITY], [tab], matrix.total)
    faults = np.full(len(tab.places), None, dtype=object) if read.faults is None else read.faults
    sums = lines.summed(cells.values[QUANTITY].fillna(0).to_numpy(dtype=np.int64))
    unsure = lines.summed(cells.faulty(QUANTITY).astype(np.int64)) > 0
    differs = (read.values != sums).to_numpy(dtype=bool, na_value=False) & ~unsure
    for row in np.flatnonzero(differs):
        faults[row] = Fault("sizes_differ", (("sum", f"{sums[row] / 1000:.15g}"),))
    spread = np.full(len(lines), None, dtype=object)
    spread[lines.first] = faults
    return replace(
        cells,
        columns=cells.columns | {TOTAL: matrix.total},
        faults=cells.faults | {TOTAL: spread},
        texts=cells.texts | {TOTAL: texts.take(pa.array(lines.row))},
    )


def with_amounts(cells: Cells, lines: Lines) -> Cells:
    """The amount of each row on its lines, to the fen; a fault where it is not quantity × price within 0.01.

    A gift's amount stays as it stands, for its own rule.
    """
    if AMOUNT not in cells.columns or not len(lines):
        return cells
    table = cells.table
    quantity, price, amount = table[QUANTITY], table[PRICE], table[AMOUNT]
    known = amount.notna() & ~table[GIFT].fillna(False).astype(bool)
    whole = lines.summed((quantity.isna() | ~known).to_numpy(dtype=np.int64)) == 0
    given = amount.fillna(0).to_numpy(dtype=object)
    pieces = quantity.fillna(0).to_numpy(dtype=object)
    all_pieces = lines.summed(pieces)[lines.row]
    by_quantity = given * E7_PER_FEN * pieces // np.where(all_pieces == 0, 1, all_pieces)
    exact = np.where(price.isna(), by_quantity, pieces * price.fillna(0).to_numpy(dtype=object))
    gap = given[lines.first] * E7_PER_FEN - lines.summed(exact)
    differs = whole & (price.notna().to_numpy()[lines.first]) & (np.abs(gap) > E7_PER_FEN)
    shares = shared_out(given, exact, lines)
    sound = (whole & ~differs)[lines.row]
    values = amount.where(~known, pd.NA).mask(sound, pd.Series(shares.astype(np.int64), dtype="Int64"))
    faults = cells.faults.get(AMOUNT, np.full(len(lines), None, dtype=object)).copy()
    for row in np.flatnonzero(differs):
        faults[lines.first[row]] = Fault("amount_differs")
    return replace(cells, values=cells.values | {AMOUNT: values.array}, faults=cells.faults | {AMOUNT: faults})


def shared_out(given: np.ndarray, exact: np.ndarray, lines: Lines) -> np.ndarray:
    """An amount a row shared out to its lines, which add up to it: rounded down, then a fen more for the largest rests.

    Within 0.01 of the whole each line is within 0.01 of its own exact amount too.

    Args:
        given: The amount of the line's row in fen.
        exact: The exact amount of each line in ten-millionths of a yuan.
        lines: The lines.
    """
    base, rest = exact // E7_PER_FEN, exact % E7_PER_FEN
    left = (given[lines.first] - lines.summed(base))[lines.row]
    largest_first = np.lexsort((-rest.astype(np.int64), lines.row))
    rank = np.empty(len(lines), dtype=np.int64)
    rank[largest_first] = np.arange(len(lines)) - lines.first[lines.row]
    shares: np.ndarray = base + (rank < left) - ((left < 0) & (rank == 0))
    return shares
