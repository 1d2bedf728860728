"""Documents that are held back to those that stand in the way of closing months."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pipeline.ledger.current import Current
from schemas.registry import SHEETS
from schemas.sentences.closing import closing_words
from schemas.words import Lang, Words


@dataclass(frozen=True)
class HeldBack:
    """One document that is held back.

    Attributes:
        file: The file's name below the inbox.
        sheet: The sheet it stands in.
        kind: Its kind, of the registry.
        number: Its number as people write it; "" where it can't be read.
        date: The day it belongs to; None where that can't be read.
    """

    file: str
    sheet: str
    kind: str
    number: str
    date: date | None

    @property
    def sentence(self) -> Words:
        """The document in a line."""
        code = "undated" if self.date is None else "dated"
        named = {"kind": SHEETS[self.kind].label, "number": self.number, "file": self.file, "sheet": self.sheet}
        return closing_words(code, **named, date="" if self.date is None else self.date.isoformat())


def held_back(current: Current, after: date | None, upto: date) -> tuple[HeldBack, ...]:
    """The documents held back of the months between two days.

    One whose date can't be read may belong to any month and is among them; what no account rests on, such as prices
    and customers without an opening balance, belongs to none.

    Args:
        current: What counts now, and what is held back.
        after: The last closed day; None: nothing is closed.
        upto: The last day to close.

    Returns:
        Order: file, sheet, then as they stand.

    Source:
        Issue 4, point 4.
    """
    held = current.held
    theirs = held[held["moves"].astype(bool)]
    inside = theirs["date"] <= pd.Timestamp(upto)
    if after is not None:
        inside &= theirs["date"] > pd.Timestamp(after)
    rows = theirs[inside | theirs["date"].isna()]
    return tuple(
        HeldBack(file, sheet, kind, " ".join(filter(None, key.split("\x1f"))), None if pd.isna(day) else day.date())
        for file, sheet, kind, key, day, _ in rows.itertuples(index=False, name=None)
    )


def told(documents: Iterable[HeldBack], lang: Lang) -> str:
    """The documents, a line each."""
    return "\n".join(f"  {document.sentence.in_(lang)}" for document in documents)


def refusal(month: date, documents: tuple[HeldBack, ...]) -> Words:
    """Why a month can't be closed: every document in the way."""
    lines = Words(told(documents, "zh"), told(documents, "en"))
    return closing_words("held_back", month=f"{month:%Y-%m}", count=len(documents), documents=lines)
