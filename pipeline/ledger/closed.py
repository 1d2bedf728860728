"""Closed months, each sealed in one file that never changes: its tables, the bytes of its workbooks and its terms."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pandas as pd
import pandera.pandas as pa

from pipeline.ledger.journal import Closing, Verb
from pipeline.ledger.sealed import Models, SealedFile, digest, opened, packed, seal
from pipeline.ledger.whole import sweep
from schemas.answers.closing import Booked, Closings
from schemas.answers.progress import MonthProgress
from schemas.answers.statements import (
    Allocations,
    OpenItems,
    StatementLines,
    StatementTotals,
    StatementVersions,
)
from schemas.sentences.closing import DAMAGED

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


@dataclass(frozen=True)
class Sealed(SealedFile):
    """One closed month, as its file holds it."""

    MODELS: ClassVar[Models] = TABLES

    def terms(self) -> dict[str, Any]:
        """What else the month was closed with, as it was sealed."""
        terms: dict[str, Any] = json.loads(self.file(TERMS))
        return terms

    def workbooks(self) -> dict[str, bytes]:
        """The bytes of the month's workbooks by their names in its folder."""
        return self.files(WORKBOOKS)


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
        files = {WORKBOOKS + name: content for name, content in sorted(workbooks.items())}
        said = json.dumps(terms, ensure_ascii=False, sort_keys=True)
        content = packed(TABLES, tables, files | {TERMS: said.encode()})
        sha256 = digest(content)
        seal(content, self.folder, self.place(month, sha256))
        return sha256

    def opened(self, month: date, sha256: str) -> Sealed:
        """The sealed month.

        Raises:
            Damaged: Its file is gone or was changed.
        """
        return Sealed(opened(self.place(month, sha256), sha256, DAMAGED))

    def sweep(self) -> None:
        """Removes what a killed closing was still writing."""
        sweep(self.folder)
