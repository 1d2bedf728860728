"""What each report left behind for the next one, sealed in one file a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

import pandas as pd
import pandera.pandas as pa

from pipeline.ledger.sealed import Models, SealedFile, digest, opened, packed, seal
from pipeline.ledger.whole import sweep
from schemas.answers.memory import ChasedSlips, RememberedExceptions, RememberedHandlings, ReportedTotals
from schemas.sentences.ledger import FORGOTTEN, said

TABLES: dict[str, type[pa.DataFrameModel]] = {
    "exceptions": RememberedExceptions,
    "handlings": RememberedHandlings,
    "totals": ReportedTotals,
    "slips": ChasedSlips,
}


@dataclass(frozen=True)
class Remembered(SealedFile):
    """What one report left behind, as its file holds it."""

    MODELS: ClassVar[Models] = TABLES


@dataclass(frozen=True)
class Memories:
    """The folder of what reports left behind: `<sha256>.zip`.

    Attributes:
        folder: Where they lie.
    """

    folder: Path

    def place(self, sha256: str) -> Path:
        """Where the memory with a SHA-256 lies."""
        return self.folder / f"{sha256}.zip"

    def keep(self, tables: Mapping[str, pd.DataFrame]) -> str:
        """Keeps what a report leaves behind, whole or not at all, and returns its SHA-256.

        Args:
            tables: One for each of TABLES.

        Raises:
            NotWritten: It could not be written.
        """
        content = packed(TABLES, tables)
        sha256 = digest(content)
        place = self.place(sha256)
        if place.exists() and digest(place.read_bytes()) != sha256:
            place.unlink()
        seal(content, self.folder, place)
        return sha256

    def opened(self, day: date, sha256: str) -> Remembered:
        """What the report of a day left behind.

        Raises:
            Damaged: Its file is gone or was changed.
        """
        return Remembered(opened(self.place(sha256), sha256, said(FORGOTTEN, day=day.isoformat(), path="{path}")))

    def sweep(self, counting: Collection[str]) -> None:
        """Removes what a killed run was still writing, and every memory but the ones that count."""
        sweep(self.folder)
        for place in self.folder.glob("*.zip"):
            if place.stem not in counting:
                place.unlink(missing_ok=True)
