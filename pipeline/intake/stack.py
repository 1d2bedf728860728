"""Sheets that are laid out alike, to be read and judged at once: that takes hardly longer than one of them."""

from collections.abc import Hashable, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from pipeline.intake.parse import Tab

MOST = 5_000
"""A sheet with more rows stays by itself: it gains nothing, and its cells would be copied."""


def alike(tabs: Sequence[Tab]) -> list[list[int]]:
    """The numbers of the sheets that can be put under each other, from 0: one kind, and the same fields in each column.

    A size matrix and a sheet with a heading twice, which have rules of their own, stay by themselves.
    """
    found: dict[Hashable, list[int]] = {}
    for number, tab in enumerate(tabs):
        header = tab.header
        by_itself = header.matrix or header.twice or len(tab.places) > MOST
        laid_out = (tab.kind.name, header.layout, tab.sheet.epoch_1904, *header.columns.items())
        found.setdefault(number if by_itself else laid_out, []).append(number)
    return list(found.values())


def spans(sheets: np.ndarray, count: int) -> list[slice]:
    """Where the rows of each sheet stand, for rows in the order of the sheets.

    Args:
        sheets: The number of the sheet, from 0, that each row belongs to.
        count: How many sheets there are, with rows or without.
    """
    ends = np.searchsorted(sheets, np.arange(count), side="right").tolist()
    return [slice(begin, end) for begin, end in pairwise([0, *ends])]


def unstacked(table: pd.DataFrame, sheets: np.ndarray, count: int) -> list[pd.DataFrame]:
    """The rows of a table by sheet; see `spans`."""
    return [table.iloc[rows].reset_index(drop=True) for rows in spans(sheets, count)]
