"""Versions of files to what was read in them, each looked up once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.reading import DOCUMENTS
from pipeline.ledger.drops import Drops, Head, arrow_schema, as_frame
from pipeline.ledger.journal import Outcome, Version
from schemas.registry import SHEETS


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

    def documents(self, versions: Iterable[Version]) -> pd.DataFrame:
        """The documents of versions that could be read.

        Returns:
            One row a version, document and sheet: DOCUMENTS with file and version, in the order of `versions`.
        """
        tables = [self._place(self._documents_of(v), v) for v in versions]
        empty = arrow_schema(DOCUMENTS | VERSION).empty_table()
        return as_frame(pa.concat_tables([empty, *tables]), DOCUMENTS | VERSION)

    def rows(
        self, kind: str, parts: Iterable[tuple[Version, pa.Array | None]], columns: tuple[str, ...] = ()
    ) -> pd.DataFrame:
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
        dtypes = {name: every[name] for name in columns or every} | VERSION
        tables = [arrow_schema(dtypes).empty_table()]
        for version, documents in parts:
            table = self.drops.rows(version.sha256, kind, list(columns) or None)
            kept = table if documents is None else table.filter(pc.is_in(table["document"], documents))
            tables.append(self._place(kept, version, name=version.name))
        return as_frame(pa.concat_tables(tables), dtypes)

    def _documents_of(self, version: Version) -> pa.Table:
        if version.sha256 not in self._documents:
            self.head(version)
            self._documents[version.sha256] = self.drops.documents(version.sha256)
        return self._documents[version.sha256]

    @staticmethod
    def _place(table: pa.Table, version: Version, name: str | None = None) -> pa.Table:
        file = pa.repeat(pa.scalar(name or version.file, pa.large_string()), table.num_rows)
        return table.append_column("file", file).append_column(
            "version", pa.repeat(pa.scalar(version.id, pa.int64()), table.num_rows)
        )


VERSION = {"file": "str", "version": "int64"}
"""What documents and rows of several versions carry beside: which file, and which row of the journal."""
