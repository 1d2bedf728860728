"""What makes a kind of input sheet: its table, what a document of it is, and what completes a row."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd
import pandera.pandas as pa

from schemas.cells import Cell, Fault, cells_of
from schemas.words import Words

PLACE = {"document": "str", "sheet": "str", "row": "int64"}
"""Columns that every accepted row carries beside its own: its document's key, its sheet, its row as Excel counts."""

UNIT = re.compile(r"_(?:fen|e3|e4)\Z")


class RowFault(NamedTuple):
    """A cell that can't be what the rest of its row makes of it: the row's place, the field, what is wrong."""

    at: int
    field: str
    fault: Fault


def as_it_stands(rows: pd.DataFrame) -> pd.DataFrame:
    """Nothing to complete."""
    return rows


@dataclass(frozen=True)
class SheetKind:
    """One kind of input sheet.

    Attributes:
        name: The kind in code, in the ledger and in `--json`.
        label: What people call it.
        model: Its columns and rules, one row a row of the sheet.
        document: The columns that together are a document's key.
        row_key: The columns that tell a document's rows apart.
        faults: What is wrong with cells that are read by what another cell of their row says; None: there are none.
        complete: Fills in what follows from a row's other cells; called on rows without problems.
        blank_form: Columns that are all blank in a form not filled in yet; such documents are skipped.
        promise: The column that makes an unfilled form a promise instead.
        noted: Columns whose presence in the sheet is itself a fact, kept as `has_<column>`.
        also_needed: How many labels beside the required ones make a sheet one of this kind.
        telling: The column without which a sheet is not even nearly one, where the other labels are anybody's.
        numbered: The column with the document's number, where the next free one is suggested for a blank.
        dated: The column with the day of a document, by which it belongs to a month; None: it belongs to none.
        books: Accounts are made from its documents.
        opening: The columns of a balance that a document brings into an account and of its day; None: all of it counts.
        replaces: A later document with other content is the normal course, no exception E901.
    """

    name: str
    label: Words
    model: type[pa.DataFrameModel]
    document: tuple[str, ...]
    row_key: tuple[str, ...]
    faults: Callable[[pd.DataFrame], Iterable[RowFault]] | None = None
    complete: Callable[[pd.DataFrame], pd.DataFrame] = as_it_stands
    blank_form: tuple[str, ...] = ()
    promise: str | None = None
    noted: tuple[str, ...] = ()
    also_needed: int = 0
    telling: str | None = None
    numbered: str | None = None
    dated: str | None = None
    books: bool = False
    opening: tuple[str, str] | None = None
    replaces: bool = False

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """The declared columns by name, in the order of the template."""
        return cells_of(self.model)

    @cached_property
    def fields(self) -> dict[str, str]:
        """The columns by the name that the contract and the settings give their field: without a unit."""
        return {UNIT.sub("", column): column for column in self.cells}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The columns without which a sheet is not of this kind."""
        return tuple(name for name, cell in self.cells.items() if cell.required or cell.may_be_blank)

    @cached_property
    def dtypes(self) -> dict[str, str]:
        """The pandas dtype of every column of an accepted row, the place columns last."""
        declared = {name: cell.holds.dtype for name, cell in self.cells.items()}
        return declared | {f"has_{name}": "bool" for name in self.noted} | PLACE

    @property
    def numbers_lines(self) -> bool:
        """Whether blank line numbers are given out in the order of the rows."""
        return "line_no" in self.row_key

    def empty(self) -> pd.DataFrame:
        """No rows, with every column in its dtype."""
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in self.dtypes.items()})
