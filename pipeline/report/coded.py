"""A column to its distinct values, each looked at once, and what stands in the XML of a sheet for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.report.plain import Column, plain

ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
"""Those that a cell can hold without being told how."""


@dataclass(frozen=True)
class Truth:
    """Excel's own TRUE or FALSE; a bare one would pass for 1 or 0."""

    true: bool


@dataclass(frozen=True)
class ErrorValue:
    """One of Excel's errors, such as #N/A: a formula that is nothing else."""

    text: str


@dataclass(frozen=True)
class Formula:
    """A formula of functions that Excel has always had, with what it comes to; a text is one of Excel's errors."""

    text: str
    value: float | str


Value = str | float | Truth | ErrorValue | Formula | None


class Coded(NamedTuple):
    """A column as its distinct values, in the order in which they come, and which of them stands in each row."""

    distinct: Sequence[Any]
    codes: np.ndarray

    def each(self) -> list[Any]:
        """The value of every row."""
        return [self.distinct[code] for code in self.codes.tolist()]


def coded(column: Column | Coded) -> Coded:
    """A column by its distinct values, which are Python's own as of `plain`; one that is so already as it is."""
    if isinstance(column, Coded):
        return column
    if isinstance(column, pd.Series):
        return by_code(dictionary(column)) if column.dtype != object else coded(plain(column))
    places: dict[Any, int] = {}
    codes = [places.setdefault(value, len(places)) for value in column]
    return Coded(list(places), np.array(codes, np.int32))


def dictionary(column: pd.Series) -> pa.DictionaryArray:
    """A typed column by its distinct values, in the order in which they come; blank is one of them."""
    values = pa.array(column, from_pandas=True)
    whole = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    return whole.dictionary_encode(null_encoding="encode")


def by_code(column: pa.DictionaryArray) -> Coded:
    """The same column; Python gets to see only the distinct values."""
    return Coded(column.dictionary.to_pylist(), column.indices.to_numpy())


def one_for_all(value: Any, count: int) -> Coded:
    """A column of so many rows that are all the same."""
    return Coded([value], np.ndarray(count, np.int32, bytes(4), strides=(0,)))  # one number, however many rows


def coded_objects(column: Sequence[Any] | Coded) -> Coded:
    """A column of a few objects, told apart by identity: that spares a comparison of every property of theirs."""
    if isinstance(column, Coded):
        return column
    found, kept_apart = coded(list(map(id, column))), dict(zip(map(id, column), column, strict=True))
    return Coded([kept_apart[identity] for identity in found.distinct], found.codes)


def narrow(column: Coded) -> Coded:
    """The same column in the least memory: one number for all rows where all are the same."""
    if len(column.distinct) == 1:
        return one_for_all(column.distinct[0], len(column.codes))
    return Coded(column.distinct, column.codes.astype(np.min_scalar_type(len(column.distinct))))


def used(column: Coded) -> Coded:
    """The same column with only those values that stand in a row, in the order in which they come."""
    found = coded(column.codes.tolist())
    return Coded([column.distinct[place] for place in found.distinct], found.codes)


def with_words(values: Coded, said: Coded) -> Coded:
    """The values, with the words in their place where they are blank."""
    blank = np.array([value is None for value in values.distinct], bool)[values.codes]
    codes = np.where(blank, len(values.distinct) + said.codes, values.codes)
    return used(Coded([*values.distinct, *said.distinct], codes))


def added(column: Coded) -> int:
    """The sum of what is not blank."""
    times = np.bincount(column.codes, minlength=len(column.distinct)).tolist()
    return sum(int(value) * often for value, often in zip(column.distinct, times, strict=True) if value is not None)


def text_xml(place: int) -> str:
    """What stands in a cell behind its format for a text: its place among the shared ones."""
    return f' t="s"><v>{place}</v></c>'


def value_xml(value: float | Truth | ErrorValue | Formula | None) -> str:
    """The same for what is no text: an amount as its decimal figure, which 16 digits are exact for.

    Raises:
        ValueError: A number is infinite or none at all.
    """
    if value is None:
        return "/>"
    if isinstance(value, Truth):
        return f' t="b"><v>{int(value.true)}</v></c>'
    if isinstance(value, ErrorValue):
        return value_xml(Formula(f"={value.text}", value.text))
    if isinstance(value, Formula):
        kind = "" if not isinstance(value.value, str) else ' t="e"' if value.value in ERRORS else ' t="str"'
        return f"{kind}><f>{escape(value.text.removeprefix('='))}</f><v>{value.value}</v></c>"
    if not isfinite(value):
        raise ValueError("a number is infinite or none at all")
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
