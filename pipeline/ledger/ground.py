"""What every question to the ledger goes by: the files, their versions, and the rows of documents of theirs."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import pyarrow as pa

from pipeline.ledger.journal import Version
from pipeline.ledger.shelf import History, Shelf, histories


@dataclass(frozen=True)
class Ground:
    """The journal's rows, and what was read in them."""

    journaled: tuple[Version, ...]
    shelf: Shelf

    @cached_property
    def files(self) -> tuple[History, ...]:
        """Every file ever taken in, in order of their names."""
        return histories(self.journaled)

    @cached_property
    def versions(self) -> dict[int, Version]:
        """The versions by their number."""
        return {version.id: version for version in self.journaled}

    @cached_property
    def order(self) -> pd.Series:
        """Which drop is the later one: a rank, by version."""
        ranked = sorted(self.journaled, key=lambda version: version.order)
        return pd.Series({version.id: rank for rank, version in enumerate(ranked)}, dtype="int64")

    def names(self, version: pd.Series) -> pd.Series:
        """The file's own name in each version."""
        return version.map({id_: found.name for id_, found in self.versions.items()}).astype("str")

    @cached_property
    def newest(self) -> frozenset[int]:
        """The last readable version of each file, by number."""
        readable = (next(self.shelf.readable(history), None) for history in self.files)
        return frozenset(version.id for version in readable if version)

    @cached_property
    def by_file(self) -> dict[str, History]:
        """The history of each file."""
        return {history.file: history for history in self.files}

    def rows_of(
        self,
        documents: pd.DataFrame,
        kind: str,
        whole: frozenset[int] = frozenset(),
        columns: tuple[str, ...] = (),
    ) -> pd.DataFrame:
        """The rows of documents of one kind.

        Args:
            documents: One row a document of a version.
            kind: The kind of all of them.
            whole: Versions of which these are all the accepted documents of that kind.
            columns: The columns asked for, `document` among them; none: all of the kind.

        Returns:
            The columns with file and version. Order: file, then version, then as the rows stand.
        """
        asked = documents.loc[documents["kind"] == kind, ["version", "document"]]
        in_part = asked[~asked["version"].isin(whole)].groupby("version")["document"]
        wanted = {id_: pa.array(theirs, pa.large_string()) for id_, theirs in in_part}
        parts = [(self.versions[id_], wanted.get(id_)) for id_ in asked["version"].unique().tolist()]
        return self.shelf.rows(kind, sorted(parts, key=lambda part: (part[0].name, part[0].id)), columns)
