"""Sheets that other programs write as text or markup to one form: every value in its place, and what lies beside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import pyarrow as pa

from pipeline.intake.refused import guard_cells
from pipeline.intake.values import Box, Value, text_of

EXCEL_ERRORS = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!")
)
"""What Excel shows where a formula fails; a program that saves a sheet as text writes just this."""

LONG = 1e15
"""The first number with more digits than Excel keeps."""


@dataclass(frozen=True)
class Written:
    """One sheet, read by a reader of ours. Rows and columns count from 0.

    Attributes:
        name: What the sheet is called.
        rows: The values; rows may be of different length, and blank ones share one list.
        merges: The merged ranges of cells.
        errors: The text of each error, by row and column; its value is None.
        unstored: Cells with a formula and no stored value.
        overlong: Cells that hold a number of 16 digits or more, of which a number keeps 15.
        hidden: The whole sheet is hidden.
        hidden_rows: Rows that are hidden or filtered out.
        hidden_columns: Columns that are hidden.
        epoch_1904: Serial dates count from 1904.
    """

    name: str
    rows: list[list[Value]]
    merges: list[Box] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unstored: set[tuple[int, int]] = field(default_factory=set)
    overlong: set[tuple[int, int]] = field(default_factory=set)
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    epoch_1904: bool = False

    def columns(self) -> list[list[Value]]:
        """The values column by column, all of one length; None where blank."""
        return [[None if _is_blank(value) else value for value in column] for column in zip_longest(*self.rows)]

    def texts(self) -> list[pa.Array]:
        """The values as text, column by column."""
        return [pa.array(_texts(column), pa.string()) for column in zip_longest(*self.rows)]


def _is_blank(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()


def _texts(column: Sequence[Value]) -> Sequence[str | None]:
    plain = {type(value) for value in column} <= {str, type(None)}
    return column if plain else [text_of(value) for value in column]  # type: ignore[return-value]


class Layout:
    """A sheet being laid out cell by cell, as far as the limit allows."""

    def __init__(self, name: str, max_cells: int) -> None:
        self.sheet = Written(name, [])
        self._max_cells = max_cells
        self._width = 0

    def put(self, row: int, column: int, value: Value, error: str | None = None) -> None:
        """Puts a value, or an error, into a cell.

        Raises:
            Refused: The sheet would reach further than the limit allows.
        """
        if value is None and error is None:
            return
        rows = self.sheet.rows
        self.reserve(row + 1, column + 1)
        rows.extend([] for _ in range(row + 1 - len(rows)))
        if len(rows[row]) <= column:
            rows[row].extend([None] * (column + 1 - len(rows[row])))
        if error is not None:
            self.sheet.errors[row, column] = error
            return
        rows[row][column] = value
        if type(value) is float and abs(value) >= LONG:
            self.sheet.overlong.add((row, column))

    def leave_out(self, row: int, column: int) -> None:
        """Notes a formula without a stored value.

        Raises:
            Refused: The sheet would reach further than the limit allows.
        """
        self.reserve(row + 1, column + 1)
        self.sheet.unstored.add((row, column))

    def repeat(self, row: int, times: int) -> None:
        """Puts what was put into a row into those that follow it too.

        Args:
            row: The last row so far.
            times: How often it stands there in all.

        Raises:
            Refused: The sheet would reach further than the limit allows.
        """
        rows, errors, places = self.sheet.rows, self.sheet.errors, (self.sheet.unstored, self.sheet.overlong)
        if times == 1 or len(rows) != row + 1:
            return
        self.reserve(row + times, len(rows[row]))
        below = range(row + 1, row + times)
        rows.extend([*rows[row]] for _ in below)
        errors |= {(one, c): errors[row, c] for c in range(len(rows[row])) if (row, c) in errors for one in below}
        for found in places:
            found |= {(one, c) for c in range(len(rows[row])) if (row, c) in found for one in below}

    def reserve(self, rows: int, columns: int) -> None:
        """Says how far the sheet will reach, before anything is made that large.

        Raises:
            Refused: That is further than the limit allows.
        """
        self._width = max(self._width, columns)
        guard_cells(max(rows, len(self.sheet.rows)), self._width, self.sheet.name, self._max_cells)
