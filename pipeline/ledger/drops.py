"""One Reading to a folder of Parquet and JSON under its file's SHA-256, and back, value for value."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.intake.reading import DOCUMENTS, Reading, SheetReading
from pipeline.ledger.sums import Sums, write_sums
from pipeline.ledger.whole import SUMS, beside, put_all, remove, sweep
from pipeline.problems import Problem
from pipeline.remote import Location
from schemas.cells import Params
from schemas.registry import SHEETS

ARROW: dict[str, pa.DataType] = {
    "str": pa.large_string(),
    "Int64": pa.int64(),
    "int64": pa.int64(),
    "boolean": pa.bool_(),
    "bool": pa.bool_(),
    "datetime64[us]": pa.timestamp("us"),
}
HEAD = "reading.json"
DOCUMENTS_FILE = "documents.parquet"


def arrow_schema(dtypes: dict[str, str]) -> pa.Schema:
    """How columns of the given pandas dtypes lie on the disk."""
    return pa.schema([(name, ARROW[dtype]) for name, dtype in dtypes.items()])


def as_frame(table: pa.Table, dtypes: dict[str, str]) -> pd.DataFrame:
    """The rows from the disk in the dtypes they were written from, each column for itself: one let go is gone."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=MAPPER.get, split_blocks=True)
    return frame.astype(dtypes)


MAPPER: dict[pa.DataType, Any] = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
"""Blanks of these columns stay blanks on the way back, instead of turning numbers into floats."""


@dataclass(frozen=True)
class Head:
    """What is known of a file beside its rows; see Reading."""

    sheets: tuple[SheetReading, ...]
    problems: tuple[Problem, ...]
    order_numbers: tuple[str, ...]
    refusal: Problem | None


@dataclass(frozen=True)
class Drops:
    """Every file read, kept under its content and the fingerprint of what read it.

    Attributes:
        folder: Holds `<sha256>/<fingerprint>/` with one Reading each.
        fingerprint: Of the schemas, the parser and its rules; a drop read under another one is read again.
    """

    folder: Location
    fingerprint: str

    @cached_property
    def sums(self) -> Sums:
        """The digests of every file of theirs."""
        return Sums(self.folder.parent)

    def place(self, sha256: str) -> Location:
        """Where the Reading of a content lies."""
        return self.folder / sha256 / self.fingerprint

    def has(self, sha256: str) -> bool:
        """Whether the content was read under this fingerprint."""
        return (self.place(sha256) / SUMS).exists()

    def forget(self, sha256: str) -> None:
        """Takes away what was read of a content, so that it is read again."""
        self.sums.forget(self.place(sha256))
        remove(self.place(sha256))

    def keep(self, sha256: str, reading: Reading) -> None:
        """Writes a Reading, whole or not at all."""
        self.keep_all({sha256: reading})

    def keep_all(self, readings: Mapping[str, Reading]) -> None:
        """Writes Readings, by their contents, each whole or not at all."""
        with beside(self.folder) as desk:
            for sha256, reading in readings.items():
                write(reading, desk / sha256)
                if not self.has(sha256):
                    self.forget(sha256)
            put_all({desk / sha256: self.place(sha256) for sha256 in readings})

    def check(self, sha256: str) -> None:
        """Looks at every file of what was read of a content.

        Raises:
            Damaged: One is gone or was changed.
        """
        self.sums.check(self.place(sha256))

    def head(self, sha256: str) -> Head:
        """The sheets, the problems and the refusal of a content.

        Raises:
            Damaged: As for every answer of a drop: a file of it is gone or was changed.
        """
        with self.sums.opened(self.place(sha256), HEAD) as file:
            return head_from(json.load(file))

    def documents(self, sha256: str) -> pa.Table:
        """Its documents, as DOCUMENTS says."""
        with self.sums.opened(self.place(sha256), DOCUMENTS_FILE) as file:
            return kept_in(file)

    def rows(self, sha256: str, kind: str, columns: list[str] | None = None) -> pa.Table:
        """Its accepted rows of a kind, one row a row of the sheet; all columns unless some are asked for."""
        place, name = self.place(sha256), f"{kind}.parquet"
        if name in self.sums.names(place):
            with self.sums.opened(place, name) as file:
                return kept_in(file, columns)
        return arrow_schema(SHEETS[kind].dtypes).empty_table().select(columns or list(SHEETS[kind].dtypes))

    def reading(self, sha256: str) -> Reading:
        """The whole Reading as it was kept."""
        head = self.head(sha256)
        tables = {
            kind: as_frame(self.rows(sha256, kind), SHEETS[kind].dtypes)
            for kind in SHEETS
            if f"{kind}.parquet" in self.sums.names(self.place(sha256))
        }
        documents = as_frame(self.documents(sha256), DOCUMENTS)
        return Reading(head.sheets, tables, documents, head.problems, head.order_numbers, head.refusal)

    def sweep(self) -> None:
        """Removes what a killed run was still writing, and what was read anew since under this fingerprint."""
        sweep(self.folder)
        for place in self.folder.glob("*/*"):
            if place.name != self.fingerprint and self.has(place.parent.name):
                remove(place)


@dataclass(frozen=True)
class Beside(Drops):
    """Drops that are only looked at: what was not read under the fingerprint yet is kept on a desk beside.

    Attributes:
        desk: A folder that goes when the command ends.
    """

    desk: Path

    def place(self, sha256: str) -> Location:
        """Where the Reading of a content lies, or comes to lie."""
        there = super().place(sha256)
        return there if (there / SUMS).exists() else Drops(self.desk, self.fingerprint).place(sha256)

    def keep_all(self, readings: Mapping[str, Reading]) -> None:
        """Writes Readings on the desk."""
        Drops(self.desk, self.fingerprint).keep_all(readings)

    def forget(self, sha256: str) -> None:
        """Nothing that is only looked at is forgotten."""


def write(reading: Reading, drop: Path) -> None:
    """Writes a Reading as a folder of its own."""
    drop.mkdir()
    for kind, rows in reading.tables.items():
        written(rows, SHEETS[kind].dtypes, drop / f"{kind}.parquet")
    written(reading.documents, DOCUMENTS, drop / DOCUMENTS_FILE)
    head = Head(reading.sheets, reading.problems, reading.order_numbers, reading.refusal)
    (drop / HEAD).write_text(json.dumps(asdict(head)), encoding="utf-8")
    write_sums(drop)


def kept_in(file: BinaryIO, columns: list[str] | None = None) -> pa.Table:
    """A Parquet file of ours as it is: for files this small, without the threads and the search of `read_table`."""
    with pq.ParquetFile(file) as parquet:
        return parquet.read(columns=columns, use_threads=False)


def written(rows: pd.DataFrame, dtypes: dict[str, str], file: Path) -> None:
    """Writes rows to the disk as Parquet, in the columns and dtypes given."""
    pq.write_table(as_table(rows, dtypes), file, compression="lz4", write_statistics=False)


def as_table(rows: pd.DataFrame, dtypes: dict[str, str]) -> pa.Table:
    """Rows as they lie on the disk, in the columns and dtypes given."""
    columns = [pa.array(rows[name], ARROW[dtype], from_pandas=True) for name, dtype in dtypes.items()]
    return pa.Table.from_arrays(columns, schema=arrow_schema(dtypes))


def head_from(found: dict[str, Any]) -> Head:
    """A Head from its JSON."""
    sheets = tuple(
        SheetReading(**(sheet | {"notes": tuple((code, params(quoted)) for code, quoted in sheet["notes"])}))
        for sheet in found["sheets"]
    )
    problems, refusal = tuple(map(problem_from, found["problems"])), found["refusal"]
    return Head(sheets, problems, tuple(found["order_numbers"]), None if refusal is None else problem_from(refusal))


def problem_from(found: dict[str, Any]) -> Problem:
    """A Problem from its JSON."""
    return Problem(**(found | {"params": params(found["params"])}))


def params(found: list[list[str]]) -> Params:
    """What a sentence quotes, from its JSON."""
    return tuple((name, text) for name, text in found)
