"""A column's cells to the XML of a sheet: each distinct value and format is looked at once, then taken for its rows."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class Truth:
    """Excel's own TRUE or FALSE; a bare one would pass for 1 or 0."""

    true: bool


@dataclass(frozen=True)
class ErrorValue:
    """One of Excel's errors, such as #N/A: a formula that is nothing else."""

    text: str


Value = str | float | Truth | ErrorValue | None


class Coded(NamedTuple):
    """A column as its distinct values, in the order in which they come, and which of them stands in each row."""

    distinct: list[Any]
    codes: np.ndarray


def coded(column: Sequence[Hashable]) -> Coded:
    """A column by its distinct values."""
    places: defaultdict[Hashable, int] = defaultdict()
    places.default_factory = places.__len__
    codes = np.fromiter(map(places.__getitem__, column), np.int32, len(column))
    return Coded(list(places), codes)


def value_xml(value: Value, places: dict[str, int]) -> str:
    """What stands in a cell behind its format: an amount as its decimal figure, which 16 digits are exact for."""
    if value is None:
        return "/>"
    if isinstance(value, str):
        return f' t="s"><v>{places[value]}</v></c>'
    if isinstance(value, Truth):
        return f' t="b"><v>{int(value.true)}</v></c>'
    if isinstance(value, ErrorValue):
        return f' t="e"><f>{value.text}</f><v>{value.text}</v></c>'
    return f"><v>{value:.16G}</v></c>"


def looks_of(columns: Sequence[Coded]) -> list[pa.StringArray]:
    """The XML of the formats of columns side by side, numbered in the order in which the rows come to them.

    Returns:
        One array a column, its distinct formats in their order; null where none of the rows has it.
    """
    firsts = []
    for place, (_, codes) in enumerate(columns):
        found, rows = np.unique(codes, return_index=True)
        firsts += [(row, place, code) for code, row in zip(found.tolist(), rows.tolist(), strict=True)]
    looks: list[list[str | None]] = [[None] * len(formats) for formats, _ in columns]
    for _, place, code in sorted(firsts):
        looks[place][code] = f'" s="{columns[place].distinct[code]._get_xf_index()}"'
    return [pa.array(look, pa.string()) for look in looks]


def taken(xml: pa.StringArray, codes: np.ndarray) -> pa.Array | pa.Scalar:
    """The XML of each row; one for all where there is only one."""
    return xml[0] if len(xml) == 1 else xml.take(pa.array(codes))
