"""Sheets laid out alike to their rows under each other: judging them at once takes hardly longer than one of them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.intake.columns import Values
from pipeline.intake.parse import Cells
from pipeline.intake.recognise import Header

MOST = 5_000
"""A sheet with more rows stays by itself: it gains nothing, and its rows would be copied."""


@dataclass(frozen=True)
class Tab:
    """A sheet that was recognised and read, and is not judged yet.

    Attributes:
        name: As the tab shows it.
        header: Its header.
        cells: Its data rows.
    """

    name: str
    header: Header
    cells: Cells


def alike(tabs: Sequence[Tab]) -> list[list[int]]:
    """The numbers of the sheets that can be put under each other, from 0: one kind, and the same fields in each column.

    A size matrix and a sheet with a heading twice, which have rules of their own, stay by themselves.
    """
    found: dict[Hashable, list[int]] = {}
    for number, tab in enumerate(tabs):
        by_itself = tab.cells.spread or tab.header.twice or len(tab.cells) > MOST
        layout = (tab.cells.kind.name, *tab.cells.columns.items())
        found.setdefault(number if by_itself else layout, []).append(number)
    return list(found.values())


def stacked(sheets: Sequence[Cells]) -> Cells:
    """The rows of sheets that are alike under each other, in their order; `Cells.starts` tells them apart again."""
    if len(sheets) == 1:
        return sheets[0]
    first = sheets[0]
    reach = [int(cells.places[-1]) + 1 if len(cells) else 0 for cells in sheets]
    starts = np.array(list(accumulate(reach[:-1], initial=0)))
    faulty = {name for cells in sheets for name in cells.faults}
    return replace(
        first,
        places=np.concatenate([cells.places + start for cells, start in zip(sheets, starts, strict=True)]),
        values={name: _under([cells.values[name] for cells in sheets]) for name in first.values},
        typed={name: np.concatenate([cells.typed[name] for cells in sheets]) for name in first.typed},
        faults={name: np.concatenate([cells.faults_of(name) for cells in sheets]) for name in faulty},
        texts={name: pa.concat_arrays([cells.texts[name] for cells in sheets]) for name in first.texts},
        errors={
            (row + int(start), column): text
            for cells, start in zip(sheets, starts, strict=True)
            for (row, column), text in cells.errors.items()
        },
        starts=starts,
    )


def unstacked(table: pd.DataFrame, sheets: np.ndarray, count: int) -> list[pd.DataFrame]:
    """The rows of a table by sheet, the sheets in their order.

    Args:
        table: Its rows stand in the order of the sheets.
        sheets: The number of the sheet, from 0, that each row belongs to.
        count: How many sheets there are, with rows or without.
    """
    ends = np.searchsorted(sheets, np.arange(count), side="right").tolist()
    return [table.iloc[begin:end].reset_index(drop=True) for begin, end in pairwise([0, *ends])]


def _under(columns: Sequence[Values]) -> Values:
    if columns[0].dtype == "str":  # pandas would leave the texts in as many pieces as there are sheets
        return pd.array(pa.concat_arrays([pa.array(texts, pa.large_string()) for texts in columns]), dtype="str")
    return pd.concat([pd.Series(values, copy=False) for values in columns], ignore_index=True).array
