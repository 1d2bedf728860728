"""One whole column of text to typed values: the bulk at once, only the distinct odd cells through the cell reader."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.values import DAYS_TO_1904, EPOCH
from schemas.cells import AS_EXCEL_SHOWS, MIDNIGHT, SERIAL, Cell, Fault, Value, read_code, read_identifier, read_text

TIDY = r"^[!-~\x{4e00}-\x{9fff}]+(?: [!-~\x{4e00}-\x{9fff}]+)*$"
"""Text that reading leaves as it is: no white space to trim or collapse, nothing that NFKC changes."""

TOUCHED = (
    r"^(?:-?[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,3}|-?[0-9]{7,}\.0+|[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00|-?[0-9]+\.[0-9]{9})$"
)
"""Tidy text that reading changes all the same."""

PLAIN_NUMBER = r"^-?[0-9]{1,11}(?:\.[0-9]{1,%d})?$"
PLAIN_COUNT = r"^-?[0-9]{1,11}$"
PLAIN_MOMENT = (
    r"^20[0-9]{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"(?: (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?$"
)
"""A day that there is in every year, or a moment of one."""
FLOAT_NOISE = re.compile(r"-?[0-9]+\.[0-9]{9}\Z")
FAR_DAY = re.compile(r"\+(?P<year>[0-9]{5,6})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2}) 00:00:00\Z")
"""How the reader shows a number in a cell that shows days where Excel has no such day: 20261003 typed there."""
YEARS_TO_REPEAT, DAYS_TO_REPEAT = 400, 146_097
"""After so many years the calendar begins anew."""
MANY = 5_000
"""In so many cells it pays to look for those that are alike, and to read each of them once."""


Values = Any
"""A pandas array in the dtype of a cell's type, without the index of a Series, which costs a small sheet more than its
cells. pandas' own stubs know little of what such arrays can do."""


@dataclass(frozen=True)
class Column:
    """One column, read: a value or a fault for each cell; neither where it is blank.

    Attributes:
        values: In the dtype of the cell's type; missing where blank or faulty.
        faults: A Fault or None a cell; None for the whole column where all is well.
    """

    values: Values
    faults: np.ndarray | None = None


def read_column(cell: Cell, texts: pa.Array, *, epoch_1904: bool = False) -> Column:
    """A column of cells to values, the same as `Cell.read` gives one by one.

    Args:
        cell: What the column is declared to hold.
        texts: The cells as text; null where blank.
        epoch_1904: A bare serial date counts from 1904.
    """
    if texts.null_count == len(texts):
        return Column(repeated(cell.holds.dtype, len(texts)))
    if len(texts) > MANY:
        distinct = texts.dictionary_encode()
        if len(distinct.dictionary) * 2 < len(texts):
            return _spread(_read_each(cell, distinct.dictionary, epoch_1904=epoch_1904), distinct.indices)
    return _read_each(cell, texts, epoch_1904=epoch_1904)


def repeated(dtype: str, rows: int, value: Value | None = None) -> Values:
    """One value, or none, so many times."""
    return _alone(dtype, value).take(np.zeros(rows, dtype=np.int64))


@cache
def _alone(dtype: str, value: Value | None) -> Values:
    return pd.Series([value], dtype=dtype).array


def _spread(read: Column, places: pa.Array) -> Column:
    """The column in which each cell is one of those read; null places are blank."""
    rows = places.fill_null(-1).to_numpy()
    faults = None if read.faults is None else np.concatenate([read.faults, np.array([None], dtype=object)])[rows]
    return Column(read.values.take(rows, allow_fill=True), faults)


def _read_each(cell: Cell, texts: pa.Array, *, epoch_1904: bool) -> Column:
    plain = BULK[cell.holds.dtype](cell, texts)
    odd = np.flatnonzero(texts.is_valid().to_numpy(zero_copy_only=False) & plain.isna())
    if not len(odd):
        return Column(plain)
    distinct = texts.take(pa.array(odd)).dictionary_encode()
    read = [cell.read(as_cell(cell, text, epoch_1904=epoch_1904)) for text in distinct.dictionary.to_pylist()]
    codes = distinct.indices.to_numpy()
    return _with_odd(plain, odd, codes, read)


def as_cell(cell: Cell, text: str, *, epoch_1904: bool = False) -> str:
    """A cell's text as Excel means it: floats to 15 digits, serial dates counted from 1900, no day it can't show."""
    if FLOAT_NOISE.match(text):
        return without_noise(text)
    later = DAYS_TO_1904 if epoch_1904 else 0
    if far := FAR_DAY.match(text):
        return str(counted(far) - later)
    if later and cell.holds.name in ("day", "moment", "month") and (serial := SERIAL.match(text.strip())):
        return f"{int(serial['days']) + later}{serial['part'] or ''}"
    return text


def counted(far: re.Match[str]) -> int:
    """The number that the reader shows as a day after 9999, counted from 1900."""
    again, year = divmod(int(far["year"]), YEARS_TO_REPEAT)
    day = date(year + YEARS_TO_REPEAT, int(far["month"]), int(far["day"]))
    return (day - EPOCH.date()).days + (again - 1) * DAYS_TO_REPEAT


def without_noise(text: str) -> str:
    """A number with the nine decimals that the reader prints, to the 15 digits that Excel shows."""
    return f"{AS_EXCEL_SHOWS.create_decimal(text).normalize():f}"


def shown(text: str) -> str:
    """A cell as people typed or see it, to be quoted: dates without midnight, numbers with 15 digits."""
    if FLOAT_NOISE.match(text):
        return without_noise(text)
    if far := FAR_DAY.match(text):
        return str(counted(far))
    bare = MIDNIGHT.sub(r"\1", text.strip())
    return {"true": "TRUE", "false": "FALSE"}.get(bare, bare)


def _with_odd(plain: Values, odd: np.ndarray, codes: np.ndarray, read: list[Value | Fault]) -> Column:
    """The plain values with those read one by one put among them.

    Args:
        plain: The column, missing where a cell is odd.
        odd: Where the odd cells are.
        codes: Which of the texts read each of them holds.
        read: What came of each of these texts.
    """
    is_fault = np.array([isinstance(value, Fault) for value in read], dtype=bool)
    good = ~is_fault[codes]
    if good.any():
        known = [None if bad else value for value, bad in zip(read, is_fault, strict=True)]
        plain[odd[good]] = pd.array(known, dtype=plain.dtype).take(codes[good])
    if good.all():
        return Column(plain)
    wrong = [value if bad else None for value, bad in zip(read, is_fault, strict=True)]
    faults = np.full(len(plain), None, dtype=object)
    faults[odd] = np.array([*wrong, None], dtype=object)[codes]
    return Column(plain, faults)


def _bulk_text(cell: Cell, texts: pa.Array) -> Values:
    if cell.holds.read not in (read_text, read_code, read_identifier) or cell.choices is not None:
        return repeated("str", len(texts))
    tidy = pc.and_(pc.match_substring_regex(texts, TIDY), pc.invert(pc.match_substring_regex(texts, TOUCHED)))
    if cell.longest is not None:
        tidy = pc.and_(tidy, pc.less_equal(pc.utf8_length(texts), cell.longest))
    return pd.array(pc.if_else(tidy, texts, None), dtype="str")


def _bulk_number(cell: Cell, texts: pa.Array) -> Values:
    decimals = cell.holds.decimals or 0
    plain = pc.match_substring_regex(texts, PLAIN_NUMBER % decimals if decimals else PLAIN_COUNT)
    # 15 digits at most, so that the nearest float times a power of ten rounds to the very number.
    floats = pc.cast(pc.if_else(plain, texts, None), pa.float64()).to_numpy(zero_copy_only=False)
    missing = np.isnan(floats)
    scaled = np.rint(np.where(missing, 0.0, floats) * 10**decimals).astype(np.int64)
    return pd.arrays.IntegerArray(scaled, missing)


def _bulk_moment(cell: Cell, texts: pa.Array) -> Values:
    plain = pc.match_substring_regex(texts, PLAIN_MOMENT)
    moments = pc.cast(pc.if_else(plain, texts, None), pa.timestamp("us")).to_numpy(zero_copy_only=False)
    days = moments.astype("datetime64[D]") if cell.holds.name == "day" else moments
    return pd.array(days.astype("datetime64[us]"))


def _bulk_flag(cell: Cell, texts: pa.Array) -> Values:
    return repeated("boolean", len(texts))


BULK: dict[str, Callable[[Cell, pa.Array], Values]] = {
    "str": _bulk_text,
    "Int64": _bulk_number,
    "datetime64[us]": _bulk_moment,
    "boolean": _bulk_flag,
}
"""How the bulk of a column is read, by the dtype it ends in; what is left missing is odd."""
