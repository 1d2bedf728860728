"""Typed tables and files to one sealed file under its SHA-256 that never changes, and back, value for value."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pandas as pd
import pandera.pandas as pa
import pyarrow.parquet as pq
from pandera.typing.pandas import DataFrame

from pipeline.errors import Damaged
from pipeline.ledger.drops import as_frame, as_table
from pipeline.ledger.whole import beside, put
from schemas.answers.kind import Model, checked
from schemas.cells import types_of
from schemas.sentences.ledger import said
from schemas.words import Words

Models = Mapping[str, type[pa.DataFrameModel]]
"""The tables of a sealed file by their names in it."""

NO_FILES: Mapping[str, bytes] = {}


@dataclass(frozen=True)
class SealedFile:
    """One sealed file; a class of its own says which tables are in it.

    Attributes:
        content: Its bytes.
    """

    MODELS: ClassVar[Models] = {}

    content: bytes

    def table(self, model: type[Model]) -> DataFrame[Model]:
        """A table as it was sealed; a column that was added to it since is blank."""
        name = next(name for name, known in self.MODELS.items() if known is model)
        table = pq.read_table(io.BytesIO(self.file(f"{name}.parquet")))
        dtypes = dtypes_of(model)
        known = {column: dtype for column, dtype in dtypes.items() if column in table.column_names}
        sealed = as_frame(table.select(list(known)), known)
        return checked(model, sealed.reindex(columns=list(dtypes)).astype(dtypes))

    def file(self, name: str) -> bytes:
        """The bytes of one file in it."""
        return self.files(name)[""]

    def files(self, beginning: str) -> dict[str, bytes]:
        """The bytes of the files in it whose names begin so, by the rest of their names."""
        with ZipFile(io.BytesIO(self.content)) as file:
            names = [name for name in file.namelist() if name.startswith(beginning)]
            return {name.removeprefix(beginning): file.read(name) for name in names}


def packed(models: Models, tables: Mapping[str, pd.DataFrame], files: Mapping[str, bytes] = NO_FILES) -> bytes:
    """Tables and files in one file; the same ones give the same bytes."""
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as file:
        for name, model in models.items():
            file.writestr(ZipInfo(f"{name}.parquet"), parquet(tables[name], model))
        for name, content in files.items():
            file.writestr(ZipInfo(name), content)
    return whole.getvalue()


def parquet(rows: pd.DataFrame, model: type[pa.DataFrameModel]) -> bytes:
    """The bytes of a table as Parquet."""
    whole = io.BytesIO()
    pq.write_table(as_table(rows, dtypes_of(model)), whole, compression="zstd")
    return whole.getvalue()


def dtypes_of(model: type[pa.DataFrameModel]) -> dict[str, str]:
    """The pandas dtype of every column of an answer."""
    return {name: type_.dtype for name, type_ in types_of(model).items()}


def digest(content: bytes) -> str:
    """The SHA-256 under which a content is kept."""
    return hashlib.sha256(content).hexdigest()


def seal(content: bytes, folder: Path, place: Path) -> None:
    """Puts a sealed file in its place, whole or not at all.

    Args:
        content: Its bytes.
        folder: Where it is written first.
        place: Where it belongs; named by its `digest`.

    Raises:
        NotWritten: It could not be written.
    """
    with beside(folder) as desk:
        (desk / "sealed").write_bytes(content)
        put(desk / "sealed", place)


def opened(place: Path, sha256: str, damaged: Words) -> bytes:
    """The bytes of a sealed file.

    Args:
        place: Where it lies.
        sha256: What the journal says of it.
        damaged: What to say, with {path}, if it doesn't hold.

    Raises:
        Damaged: It is gone or was changed.
    """
    try:
        content = place.read_bytes()
    except OSError as error:
        raise Damaged(said(damaged, path=str(place))) from error
    if digest(content) != sha256:
        raise Damaged(said(damaged, path=str(place)))
    return content
