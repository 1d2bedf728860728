"""The bytes of a file to its sheets with every value in its own type and place, for copying them."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

import numpy as np
import python_calamine

from pipeline.intake.grid import WRITTEN, RawSheet, of_written, raw_sheets
from pipeline.intake.misread import without_misread
from pipeline.intake.recognise import SEARCHED, Header, recognise
from pipeline.intake.refused import Refused
from pipeline.intake.rules import ReadingRules
from pipeline.intake.unlock import opened
from pipeline.intake.values import DAY_SECONDS, DAYS_TO_1904, EPOCH, Box, Clock, Day, Moment, Span, Value, serial_of
from pipeline.intake.written import Written
from schemas.cells import SERIALS


@dataclass(frozen=True)
class TypedSheet:
    """One sheet as it stands. Rows and columns count from 0, from A1.

    Attributes:
        name: As the tab shows it.
        columns: The values, column by column, all of one length; None where blank or an error.
        errors: The text of each Excel error, by row and column.
        merges: Merged ranges of two cells or more within the columns, none over another.
        hidden: The whole sheet is hidden.
        hidden_rows: Rows that are hidden.
        hidden_columns: Columns that are hidden.
        header: Its header, where it is a table that we know.
        widths: How wide its columns are, in characters; 0 where the file doesn't say.
    """

    name: str
    columns: list[list[Value]]
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: tuple[Box, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    header: Header | None = None
    widths: tuple[float, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def head(self) -> Iterable[tuple[Value, ...]]:
        """The first rows, where a header may stand."""
        return zip(*(values[:SEARCHED] for values in self.columns), strict=True)

    def has(self, row: int, column: int) -> bool:
        """Whether there is such a cell."""
        return 0 <= row < self.rows and 0 <= column < len(self.columns)

    def value(self, row: int, column: int) -> Value:
        """The value of a cell."""
        return self.columns[column][row]

    def filled(self, row: int) -> list[int]:
        """The columns in which a row holds something; the first one where it holds nothing."""
        return [place for place, values in enumerate(self.columns) if values[row] is not None] or [0]

    def owner(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged range that a cell lies in, else the cell itself."""
        if not self.merges:
            return row, column
        box = int(self._box_over[row, column])
        return (row, column) if box < 0 else (self.merges[box][0], self.merges[box][1])

    @cached_property
    def _box_over(self) -> np.ndarray:
        """Which merged range each cell lies in; -1: in none."""
        over = np.full((self.rows, len(self.columns)), -1, dtype=np.int32)
        for box, (top, left, bottom, right) in enumerate(self.merges):
            over[top : bottom + 1, left : right + 1] = box
        return over


def typed_sheets(content: bytes, name: str, rules: ReadingRules) -> list[TypedSheet]:
    """The sheets of a file, in the order of the tabs; none where they can't be read.

    A text file's cells are text. What lies hidden under a merged range is left out.
    """
    try:
        form, content = opened(content, name, rules)
        if form in WRITTEN:
            return [_written_sheet(sheet, rules) for sheet in WRITTEN[form](content, rules)]
        # The intake's own reader goes first: it refuses what would take all memory, and knows the error cells.
        raw = raw_sheets(content, name, rules)
        return list(_workbook_sheets(without_misread(content, form), raw, rules))
    except (Refused, python_calamine.CalamineError):  # two readers differ on how much damage is too much
        return []


def _written_sheet(sheet: Written, rules: ReadingRules) -> TypedSheet:
    raw = of_written(sheet)
    header, columns = _header(raw, rules), sheet.columns()
    _cover(columns, raw)
    _tell_days(columns, header, epoch_1904=raw.epoch_1904)
    merges = _merges(sheet.merges, columns)
    hidden = (raw.hidden, raw.hidden_rows, raw.hidden_columns)
    return TypedSheet(sheet.name, columns, _own_errors(raw, merges), merges, *hidden, header)


def _header(raw: RawSheet, rules: ReadingRules) -> Header | None:
    return recognise([raw.texts(row) for row in range(min(raw.rows, SEARCHED))], raw.name, rules)


def _workbook_sheets(content: bytes, raw: list[RawSheet], rules: ReadingRules) -> Iterator[TypedSheet]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in raw:
        if not sheet.rows:
            yield TypedSheet(sheet.name, [], hidden=sheet.hidden)
            continue
        found = book.get_sheet_by_name(sheet.name)
        rows = found.to_python(skip_empty_area=False)
        columns = [[_value(value) for value in column] for column in zip(*rows, strict=True)]
        _cover(columns, sheet)
        merges = _merges([(*first, *last) for first, last in found.merged_cell_ranges or ()], columns)
        header = _header(sheet, rules)
        _tell_days(columns, header, epoch_1904=sheet.epoch_1904)
        hidden = (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns)
        widths = _widths(sheet.widths, len(columns))
        yield TypedSheet(sheet.name, columns, _own_errors(sheet, merges), merges, *hidden, header, widths)


def _widths(runs: Iterable[tuple[int, int, float]], columns: int) -> tuple[float, ...]:
    told = np.zeros(columns)
    for low, high, width in runs:
        told[max(low, 0) : high + 1] = width
    return tuple(told.tolist())


def _tell_days(columns: list[list[Value]], header: Header | None, *, epoch_1904: bool) -> None:
    """Makes days of the numbers in columns of days, as the intake reads them, whatever number format they have."""
    if header is None or header.kind is None:
        return
    later = DAYS_TO_1904 if epoch_1904 else 0
    for name, place in header.columns.items():
        if header.kind.cells[name].holds.name in ("day", "moment") and place < len(columns):
            values = columns[place]
            values[header.row + 1 :] = [_day(value, later) for value in values[header.row + 1 :]]


def _day(value: Value, later: int) -> Value:
    if type(value) is not float or int(value + later) not in SERIALS:
        return value
    return (Day if value.is_integer() else Moment)(value + later)


def _value(value: object) -> Value:
    """A value in its type, days and times as the numbers that Excel holds; blank is None."""
    if value == "" or value is None:
        return None
    if isinstance(value, str | bool):
        return value
    if isinstance(value, datetime):
        return Moment(serial_of(value))
    if isinstance(value, date):
        return Day((value - EPOCH.date()).days)
    if isinstance(value, time):
        return Clock((value.hour * 3600 + value.minute * 60 + value.second) / DAY_SECONDS)
    if isinstance(value, timedelta):
        return Span(value.total_seconds() / DAY_SECONDS)
    if isinstance(value, int | float):
        return float(value)
    return str(value)


def _cover(columns: list[list[Value]], sheet: RawSheet) -> None:
    """Room for errors and formulas without a value beyond the last one: the cell reader takes them for blanks."""
    rows = max(len(columns[0]) if columns else 0, sheet.rows)
    columns += [[] for _ in range(len(sheet.columns) - len(columns))]
    for column in columns:
        column += [None] * (rows - len(column))


def _merges(boxes: list[Box], columns: list[list[Value]]) -> tuple[Box, ...]:
    """The ranges cut to where there are values; one that lies over an earlier one is left out."""
    rows, width = len(columns[0]) if columns else 0, len(columns)
    taken = np.zeros((rows, width), dtype=bool)
    kept = []
    for top, left, bottom, right in boxes:
        last_row, last_column = min(bottom, rows - 1), min(right, width - 1)
        area = taken[top : last_row + 1, left : last_column + 1]
        if area.size > 1 and not area.any():
            area[...] = True
            kept.append((top, left, last_row, last_column))
            for column in range(left, last_column + 1):
                below = top + 1 if column == left else top
                columns[column][below : last_row + 1] = [None] * (last_row + 1 - below)
    return tuple(kept)


def _own_errors(sheet: RawSheet, merges: tuple[Box, ...]) -> dict[tuple[int, int], str]:
    """The errors without those that a merged range only repeats."""
    covered = {(row, box[1]) for box in merges for row in range(box[0] + 1, box[2] + 1)}
    return {place: text for place, text in sheet.errors.items() if place not in covered}
