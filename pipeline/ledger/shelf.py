"""Versions of files to what was read in them, each looked up once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.reading import DOCUMENTS
from pipeline.ledger.drops import Drops, Head, arrow_schema, as_frame
from pipeline.ledger.journal import Outcome, Version
from pipeline.ledger.whole import AT_ONCE
from schemas.registry import SHEETS

Item = TypeVar("Item")

Part = tuple[Version, pa.Array | None]
"""A version, with the documents of it that are asked for; None: all."""


@dataclass(frozen=True)
class History:
    """One file, as the journal knows it.

    Attributes:
        last: Its last version.
        versions: Those since it was last withdrawn, the newest first; none for a file that is withdrawn now.
    """

    last: Version
    versions: tuple[Version, ...]

    @property
    def file(self) -> str:
        """What all of them are versions of."""
        return self.last.file

    @property
    def withdrawn(self) -> bool:
        """Whether nothing of it counts until it changes."""
        return not self.versions


def histories(versions: Iterable[Version]) -> tuple[History, ...]:
    """The journal's rows, file by file; files in order of their names."""
    last: dict[str, Version] = {}
    since: dict[str, list[Version]] = {}
    for version in versions:
        if version.outcome is Outcome.WITHDRAWN:
            since[version.file] = []
        else:
            last[version.file] = version
            since.setdefault(version.file, []).append(version)
    return tuple(History(last[file], tuple(reversed(since[file]))) for file in sorted(last))


@dataclass(frozen=True)
class Shelf:
    """What was read in each version, from the drops.

    Attributes:
        drops: Where it lies.
        read_again: Called for a version that was not read under the drops' fingerprint yet; keeps its drop.
    """

    drops: Drops
    read_again: Callable[[Version], None]
    _heads: dict[str, Head] = field(default_factory=dict)
    _documents: dict[str, pa.Table] = field(default_factory=dict)

    def head(self, version: Version) -> Head:
        """The sheets, problems and refusal of a version."""
        if version.sha256 not in self._heads:
            if not self.drops.has(version.sha256):
                self.read_again(version)
            self._heads[version.sha256] = self.drops.head(version.sha256)
        return self._heads[version.sha256]

    def readable(self, history: History) -> Iterator[Version]:
        """The versions of a file that could be read, the newest first."""
        return (v for v in history.versions if v.sha256 and self.head(v).refusal is None)

    def documents(
        self, versions: Iterable[Version], columns: Sequence[str] = tuple(DOCUMENTS), only: pc.Expression | None = None
    ) -> pd.DataFrame:
        """The documents of versions that could be read.

        Args:
            versions: Any of those that could be read.
            columns: Those of DOCUMENTS that are asked for.
            only: Which documents are asked for; None: all.

        Returns:
            One row a version, document and sheet: the columns with file and version, in the order of `versions`.
        """
        asked = list(versions)
        unread = {v.sha256: v for v in asked if v.sha256 not in self._documents}
        for version in unread.values():
            self.head(version)
        self._documents.update(zip(unread, at_once(self.drops.documents, unread), strict=True))
        every = placed([(self._documents[v.sha256], v, v.file) for v in asked], DOCUMENTS)
        dtypes = {name: DOCUMENTS[name] for name in columns} | VERSION
        return as_frame((every if only is None else every.filter(only)).select(list(dtypes)), dtypes)

    def rows(self, kind: str, parts: Sequence[Part], columns: Sequence[str] = ()) -> pd.DataFrame:
        """Accepted rows of a kind from several versions.

        Args:
            kind: Of the registry.
            parts: Each version, with the documents asked for; None: all.
            columns: The columns asked for, `document` among them; none: all of the kind.

        Returns:
            One row a row of a sheet: the columns, with the file's own name as `file`, and version; in the order
            of `parts`, then as they stand.
        """
        every = SHEETS[kind].dtypes
        dtypes = {name: every[name] for name in columns or every}
        tables = at_once(partial(self._rows_of, kind, list(dtypes)), parts)
        table = placed([(rows, v, v.name) for rows, (v, _) in zip(tables, parts, strict=True)], dtypes)
        return as_frame(table, dtypes | VERSION)

    def _rows_of(self, kind: str, columns: list[str], part: Part) -> pa.Table:
        version, documents = part
        table = self.drops.rows(version.sha256, kind, columns)
        asked = table if documents is None else table.filter(pc.is_in(table["document"], documents))
        return shared(asked, SHEETS[kind].document[0])


def at_once(read: Callable[[Item], pa.Table], items: Iterable[Item]) -> list[pa.Table]:
    """What is read of each, in order; both cores are at work while one file is decoded and the next is waited for."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(read, items))


def shared(table: pa.Table, number: str) -> pa.Table:
    """The same rows; where a number is all of its document's key, as it mostly is, they lie in memory once."""
    if number not in table.column_names or not table[number].equals(table["document"]):
        return table
    return table.set_column(table.column_names.index("document"), "document", table[number])


def placed(parts: Sequence[tuple[pa.Table, Version, str]], dtypes: dict[str, str]) -> pa.Table:
    """Tables under each other, each row with the version that it comes from and the name given for its file."""
    part = pa.array(np.repeat(np.arange(len(parts)), [len(table) for table, _, _ in parts]))
    file = pa.array([name for _, _, name in parts], pa.large_string()).take(part)
    number = pa.array([version.id for _, version, _ in parts], pa.int64()).take(part)
    table = pa.concat_tables([arrow_schema(dtypes).empty_table(), *(table for table, _, _ in parts)])
    return table.append_column("file", file).append_column("version", number)


VERSION = {"file": "str", "version": "int64"}
"""What documents and rows of several versions carry beside: which file, and which row of the journal."""
