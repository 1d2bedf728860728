"""A table to the parts of it that sheets have room for, and what the heading of each says."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from pipeline.report.folded import Folded
from pipeline.report.plain import Columns
from schemas.sentences import report as words
from schemas.words import Lang

MOST_ROWS = 1_048_500
"""Of the 1,048,576 rows of a sheet; a heading and what stands below a table take few of the others."""


Rows = pd.DataFrame | Columns | Folded
"""A table, in each of the ways in which a sheet takes it."""


class Part(NamedTuple):
    """The rows of a table that stand on one sheet.

    Attributes:
        rows: In their order.
        number: Which part it is, from 1.
        parts: How many there are.
        first: Which row of the whole table its first one is, from 1.
        last: And its last one.
        whole: How many rows the whole table has.
    """

    rows: Rows
    number: int
    parts: int
    first: int
    last: int
    whole: int

    def of(self, rows: Iterable[int]) -> frozenset[int]:
        """Those of some rows of the whole table that stand here, each by its position, from 0, here."""
        return frozenset(row - self.first + 1 for row in rows if self.first <= row + 1 <= self.last)


def parts_of(rows: Rows) -> list[Part]:
    """The table cut where a sheet ends, in its order; one part, without a row too, where a sheet has room for all."""
    count = len(next(iter(rows.values()))) if isinstance(rows, Mapping) else len(rows)
    cuts = [(start, min(start + MOST_ROWS, count)) for start in range(0, max(count, 1), MOST_ROWS)]
    return [
        Part(between(rows, start, end), number, len(cuts), start + 1, end, count)
        for number, (start, end) in enumerate(cuts, start=1)
    ]


def between(rows: Rows, start: int, end: int) -> Rows:
    """The rows from `start` to before `end`."""
    if isinstance(rows, pd.DataFrame):
        return rows.iloc[start:end]
    if isinstance(rows, Folded):
        return replace(rows, rows=rows.rows[start:end])
    return {name: values[start:end] for name, values in rows.items()}


def told(part: Part, lang: Lang, *, added_up: bool) -> list[str]:
    """Which part of how many rows a sheet has, and where the totals of all stand; nothing where it has them all.

    Args:
        part: What stands on the sheet.
        lang: The language of the workbook.
        added_up: The table has totals.
    """
    if part.parts == 1:
        return []
    which = words.PART.in_(lang).format(**part._asdict())
    return [which, *([words.PARTS_ADDED.in_(lang)] if added_up else [])]
