"""The data rows of one sheet to typed cells, each with its value, its fault, or neither."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.intake.columns import Values, read_column, repeated, shown
from pipeline.intake.damaged import damaged
from pipeline.intake.grid import RawSheet
from pipeline.intake.recognise import Header
from schemas.cells import Cell, Fault, Params
from schemas.sheets.kind import SheetKind


@dataclass(frozen=True)
class Finding:
    """One thing wrong with a row: `at` counts the sheet's data rows from 0; `field` is "" for the whole row."""

    at: int
    field: str
    code: str
    params: Params = ()


@dataclass(frozen=True)
class Cells:
    """The data rows of one sheet, or of several alike under each other, read. All arrays have one place a data row.

    Attributes:
        kind: What the sheet is.
        columns: Column, from 0, of each field that the sheet has.
        places: Where each row stands, from the start of the first sheet; the lines of a size matrix share one.
        values: Every field of the kind in its dtype, as a plain array; missing where blank, faulty or absent.
        typed: Which cells hold anything, readable or not, by field.
        faults: A Fault or None a cell, for fields that have any.
        texts: The cells as text, by field.
        errors: The text of Excel errors, by place and column.
        spread: The column, from 0, of each row's cell of a field that stands in several columns.
        starts: Where each sheet starts among the places.
    """

    kind: SheetKind
    columns: dict[str, int]
    places: np.ndarray
    values: dict[str, Values]
    typed: dict[str, np.ndarray]
    faults: dict[str, np.ndarray]
    texts: dict[str, pa.Array]
    errors: dict[tuple[int, int], str]
    spread: dict[str, np.ndarray] = field(default_factory=dict)
    starts: np.ndarray = field(default_factory=lambda: np.zeros(1, dtype=np.int64))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.places)

    @property
    def table(self) -> pd.DataFrame:
        """The values as one table."""
        return pd.DataFrame(self.values, copy=False)

    @cached_property
    def sheets(self) -> np.ndarray:
        """The number of the sheet, from 0, that each row stands in."""
        return np.searchsorted(self.starts, self.places, side="right") - 1

    @cached_property
    def rows(self) -> np.ndarray:
        """Where each row stands in its sheet, as Excel counts."""
        rows: np.ndarray = self.places - self.starts[self.sheets] + 1
        return rows

    @property
    def begins_row(self) -> np.ndarray:
        """Which rows are the first, mostly the only one, of a row of the sheet."""
        begins: np.ndarray = np.diff(self.places, prepend=-1) > 0
        return begins

    def faulty(self, field: str) -> np.ndarray:
        """Which rows have a fault in a field."""
        found = self.faults.get(field)
        return np.zeros(len(self), dtype=bool) if found is None else pd.notna(found)

    def any_typed(self, fields: Collection[str]) -> np.ndarray:
        """Which rows hold anything in any of some fields."""
        held: np.ndarray = np.logical_or.reduce([self.typed[name] for name in fields])
        return held

    def column_of(self, at: int, field: str) -> int:
        """Where a row's cell of a field stands, from 0; -1 where the sheet has no such column."""
        return int(self.spread[field][at]) if field in self.spread else self.columns.get(field, -1)

    def typed_text(self, at: int, field: str) -> str:
        """What a cell holds, as people see it; "" where it is blank or the sheet has no such column."""
        if field not in self.columns:
            return ""
        error = self.errors.get((int(self.places[at]), self.column_of(at, field)))
        return error or shown(self.texts[field][at].as_py() or "")

    def only(self, rows: np.ndarray) -> "Cells":
        """Some of the rows, by a mask."""
        if rows.all():
            return self
        picked = pa.array(np.flatnonzero(rows))
        return replace(
            self,
            places=self.places[rows],
            values={name: found[rows] for name, found in self.values.items()},
            typed={name: found[rows] for name, found in self.typed.items()},
            faults={name: found[rows] for name, found in self.faults.items()},
            texts={name: found.take(picked) for name, found in self.texts.items()},
            spread={name: found[rows] for name, found in self.spread.items()},
        )


@dataclass(frozen=True)
class Tab:
    """A sheet that was recognised, before its cells are read.

    Attributes:
        sheet: The sheet as it stands.
        header: Its header; of a kind, not of a report of our own.
        places: The data rows, from 0.
    """

    sheet: RawSheet
    header: Header
    places: np.ndarray

    @property
    def kind(self) -> SheetKind:
        """What it is."""
        assert self.header.kind is not None
        return self.header.kind


def parse(tabs: Sequence[Tab]) -> Cells:
    """Every cell of the data rows as a value or a fault.

    Args:
        tabs: One sheet or more, alike as `pipeline.intake.stack.alike` says.

    Returns:
        The rows of all of them under each other, in their order.
    """
    kind, header, rows = tabs[0].kind, tabs[0].header, sum(len(tab.places) for tab in tabs)
    fixed = dict(header.layout.values) if header.layout else {}
    values, typed, faults, texts = {}, {}, {}, {}
    for name, cell in kind.cells.items():
        if name not in header.columns:
            stands: Any = cell.read(fixed[name]) if name in fixed else None
            values[name] = repeated(cell.holds.dtype, rows, stands)
            typed[name] = np.zeros(rows, dtype=bool)
            continue
        read, texts[name] = read_cells(name, cell, tabs, header.columns[name])
        values[name], typed[name] = read.values, read.typed
        if read.faults is not None:
            faults[name] = read.faults
    reach = [int(tab.places[-1]) + 1 if len(tab.places) else 0 for tab in tabs]
    starts = np.array([0, *accumulate(reach[:-1])])
    places = np.concatenate([tab.places + start for tab, start in zip(tabs, starts, strict=True)])
    errors = {
        (row + start, column): text
        for tab, start, end in zip(tabs, starts.tolist(), reach, strict=True)
        for (row, column), text in tab.sheet.errors.items()
        if row < end
    }
    return Cells(kind, header.columns, places, values, typed, faults, texts, errors, starts=starts)


class ReadCells(NamedTuple):
    """One column of the data rows: values, a Fault or None each where there is any, and which hold anything."""

    values: Values
    faults: np.ndarray | None
    typed: np.ndarray


def read_cells(name: str, cell: Cell, tabs: Sequence[Tab], column: int) -> tuple[ReadCells, pa.Array]:
    """The cells of one column in the data rows, and their texts.

    Args:
        name: The field.
        cell: What it holds.
        tabs: Sheets that are alike.
        column: The column, from 0.
    """
    parts = [tab.sheet.cells(column, tab.places) for tab in tabs]
    texts = parts[0] if len(parts) == 1 else pa.concat_arrays(parts)
    read = read_column(cell, texts, epoch_1904=tabs[0].sheet.epoch_1904)
    faults = read.faults
    typed = texts.is_valid().to_numpy(zero_copy_only=False).copy()
    begin = 0
    for tab, part in zip(tabs, parts, strict=True):
        for at, fault in _not_shown(name, cell, tab, column, part):
            faults = np.full(len(texts), None, dtype=object) if faults is None else faults
            faults[begin + at] = fault
            typed[begin + at] = fault.code != "no_stored_value"
        begin += len(part)
    return ReadCells(read.values, faults, typed), texts


def _not_shown(name: str, cell: Cell, tab: Tab, column: int, texts: pa.Array) -> Iterator[tuple[int, Fault]]:
    """The faults of a sheet's column that its texts don't show, by the data row, from 0.

    Excel errors, which count as typed; formulas without a value; codes that a spreadsheet has spoilt.
    """
    sheet, places = tab.sheet, tab.places
    spoilt = damaged(name, cell, texts, places, sheet, column)
    wrong = {row: Fault("no_stored_value") for row, at in sheet.unstored if at == column}
    wrong |= spoilt
    wrong |= {row: Fault("excel_error") for row, at in sheet.errors if at == column}
    rows = np.array(sorted(wrong), dtype=np.int64)
    spots = np.searchsorted(places, rows)
    for row, spot in zip(rows.tolist(), spots.tolist(), strict=True):
        if spot < len(places) and places[spot] == row and texts[spot].is_valid == (row in spoilt):
            yield spot, wrong[row]


def cell_findings(cells: Cells) -> list[Finding]:
    """Every cell that can't be read."""
    return [
        Finding(int(at), name, found[at].code, found[at].params)
        for name, found in cells.faults.items()
        for at in np.flatnonzero(pd.notna(found))
    ]
