"""Closed months, each sealed in one file that never changes: its tables, the bytes of its workbooks and its terms."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pandas as pd
import pandera.pandas as pa
import pyarrow.parquet as pq
from pandera.typing.pandas import DataFrame

from pipeline.errors import Stopped
from pipeline.ledger.drops import as_frame, as_table
from pipeline.ledger.journal import Closing, Verb
from pipeline.ledger.whole import beside, put, sweep, to_disk
from schemas.answers.closing import Booked, Closings
from schemas.answers.kind import Model, checked
from schemas.answers.progress import MonthProgress
from schemas.answers.statements import (
    Allocations,
    OpenItems,
    StatementLines,
    StatementTotals,
    StatementVersions,
)
from schemas.cells import types_of
from schemas.sentences.closing import DAMAGED
from schemas.sentences.ledger import said

TABLES: dict[str, type[pa.DataFrameModel]] = {
    "statement_lines": StatementLines,
    "statement_totals": StatementTotals,
    "open_items": OpenItems,
    "allocations": Allocations,
    "closings": Closings,
    "booked": Booked,
    "statement_versions": StatementVersions,
    "month_progress": MonthProgress,
}
WORKBOOKS = "workbooks/"
TERMS = "terms.json"


def standing(closings: Iterable[Closing]) -> tuple[Closing, ...]:
    """The months that are closed now, in order; one that was opened again is not among them."""
    closed: list[Closing] = []
    for closing in closings:
        if closing.verb is Verb.CLOSED:
            closed.append(closing)
        else:
            closed.pop()
    return tuple(closed)


class Damaged(Stopped):
    """A sealed month is gone, or not what the journal says it was."""

    status = 5


@dataclass(frozen=True)
class Sealed:
    """One closed month, as its file holds it.

    Attributes:
        content: The file's bytes.
    """

    content: bytes

    def table(self, model: type[Model]) -> DataFrame[Model]:
        """A table as it was frozen; a column that was added to it since is blank."""
        name = next(name for name, known in TABLES.items() if known is model)
        with ZipFile(io.BytesIO(self.content)) as file:
            table = pq.read_table(io.BytesIO(file.read(f"{name}.parquet")))
        dtypes = dtypes_of(model)
        known = {column: dtype for column, dtype in dtypes.items() if column in table.column_names}
        frozen = as_frame(table.select(list(known)), known)
        return checked(model, frozen.reindex(columns=list(dtypes)).astype(dtypes))

    def terms(self) -> dict[str, Any]:
        """What else the month was closed with, as it was sealed."""
        with ZipFile(io.BytesIO(self.content)) as file:
            terms: dict[str, Any] = json.loads(file.read(TERMS))
        return terms

    def workbooks(self) -> dict[str, bytes]:
        """The bytes of the month's workbooks by their names in its folder."""
        with ZipFile(io.BytesIO(self.content)) as file:
            names = [name for name in file.namelist() if name.startswith(WORKBOOKS)]
            return {name.removeprefix(WORKBOOKS): file.read(name) for name in names}


@dataclass(frozen=True)
class ClosedMonths:
    """The folder of the sealed months: `<YYYY-MM>/<sha256>.zip`, every closing's for good.

    Attributes:
        folder: Where they lie.
    """

    folder: Path

    def place(self, month: date, sha256: str) -> Path:
        """Where a month lies that was sealed under a SHA-256."""
        return self.folder / f"{month:%Y-%m}" / f"{sha256}.zip"

    def seal(
        self, month: date, tables: Mapping[str, pd.DataFrame], workbooks: Mapping[str, bytes], terms: Mapping[str, Any]
    ) -> str:
        """Seals a month, whole or not at all, and returns the SHA-256 of what was sealed.

        Args:
            month: Its first day.
            tables: One for each of TABLES.
            workbooks: The bytes of its workbooks by their names.
            terms: What else it was closed with, as JSON has it.

        Raises:
            NotWritten: It could not be written.
        """
        content = packed(tables, workbooks, terms)
        sha256 = hashlib.sha256(content).hexdigest()
        with beside(self.folder) as desk:
            (desk / "month").write_bytes(content)
            to_disk(desk / "month")
            put(desk / "month", self.place(month, sha256))
        return sha256

    def opened(self, month: date, sha256: str) -> Sealed:
        """The sealed month.

        Raises:
            Damaged: Its file is gone or was changed.
        """
        place = self.place(month, sha256)
        try:
            content = place.read_bytes()
        except OSError as error:
            raise Damaged(said(DAMAGED, path=str(place))) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(said(DAMAGED, path=str(place)))
        return Sealed(content)

    def sweep(self) -> None:
        """Removes what a killed closing was still writing."""
        sweep(self.folder)


def packed(tables: Mapping[str, pd.DataFrame], workbooks: Mapping[str, bytes], terms: Mapping[str, Any]) -> bytes:
    """Tables, workbooks and terms in one file; the same ones give the same bytes."""
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as file:
        for name, model in TABLES.items():
            file.writestr(ZipInfo(f"{name}.parquet"), parquet(tables[name], model))
        for name, content in sorted(workbooks.items()):
            file.writestr(ZipInfo(WORKBOOKS + name), content)
        file.writestr(ZipInfo(TERMS), json.dumps(terms, ensure_ascii=False, sort_keys=True))
    return whole.getvalue()


def parquet(rows: pd.DataFrame, model: type[pa.DataFrameModel]) -> bytes:
    """The bytes of a table as Parquet."""
    whole = io.BytesIO()
    pq.write_table(as_table(rows, dtypes_of(model)), whole, compression="zstd")
    return whole.getvalue()


def dtypes_of(model: type[pa.DataFrameModel]) -> dict[str, str]:
    """The pandas dtype of every column of an answer."""
    return {name: type_.dtype for name, type_ in types_of(model).items()}
