"""The rows under a header to those that are data, and a count of those that are not."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.grid import RawSheet
from pipeline.intake.labels import is_example, is_total, label
from pipeline.intake.recognise import Header


@dataclass(frozen=True)
class DataRows:
    """The rows of a sheet under its header.

    Attributes:
        places: Rows that are data, from 0, in order.
        counted: Non-blank rows under the header, data or not.
    """

    places: np.ndarray
    counted: int


def filled_rows(sheet: RawSheet, first: int) -> np.ndarray:
    """Rows from `first` on that hold anything of their own; a row that only a merged cell reaches into is blank."""
    return np.flatnonzero(sheet.own[first:].any(axis=1)) + first if sheet.own.size else np.zeros(0, dtype=np.int64)


def data_rows(sheet: RawSheet, header: Header, key: str) -> DataRows:
    """The rows that are data: no total, no repeated header, no example, and something in a column that is read.

    Args:
        sheet: The sheet.
        header: Its header.
        key: The first column of a document's key.

    Source: CONTRACT 1, total rows and repeated headers.
    """
    rows = filled_rows(sheet, header.row + 1)
    keys = sheet.columns[header.columns[key]].take(pa.array(rows))
    wordy = _wordy(keys)
    skipped = ~sheet.own[rows][:, sorted(header.columns.values())].any(axis=1)
    skipped |= _where(keys, is_example, wordy)
    skipped |= _repeats_header(sheet, header, rows, wordy & _where(keys, _same_as(header, header.columns[key]), wordy))
    totals = _where(keys, is_total, wordy)
    blank_key = ~keys.is_valid().to_numpy(zero_copy_only=False)
    blank_key &= ~np.isin(rows, [row for row, column in sheet.errors if column == header.columns[key]])
    skipped |= totals | _carries_total(sheet, rows, blank_key)
    return DataRows(rows[~skipped], len(rows))


def _wordy(keys: pa.Array) -> np.ndarray:
    """Keys that may be a word rather than a number: without a digit, or an example."""
    words = pc.or_(pc.invert(pc.match_substring_regex(keys, "[0-9]")), pc.match_substring_regex(keys, "示"))
    among: np.ndarray = pc.fill_null(words, False).to_numpy(zero_copy_only=False)
    return among


def _where(texts: pa.Array, says: Callable[[str], bool], among: np.ndarray) -> np.ndarray:
    """Which cells say something, asked once a distinct text."""
    found = np.zeros(len(texts), dtype=bool)
    places = np.flatnonzero(among & texts.is_valid().to_numpy(zero_copy_only=False))
    if len(places):
        distinct = texts.take(pa.array(places)).dictionary_encode()
        answers = np.array([says(text) for text in distinct.dictionary.to_pylist()], dtype=bool)
        found[places] = answers[distinct.indices.to_numpy()]
    return found


def _same_as(header: Header, column: int) -> Callable[[str], bool]:
    heading = label(header.texts[column])
    return lambda text: label(text) == heading


def _repeats_header(sheet: RawSheet, header: Header, rows: np.ndarray, among: np.ndarray) -> np.ndarray:
    same = among
    for column in header.columns.values():
        same = same & _where(sheet.columns[column].take(pa.array(rows)), _same_as(header, column), same)
    return same


def _carries_total(sheet: RawSheet, rows: np.ndarray, among: np.ndarray) -> np.ndarray:
    found = np.zeros(len(rows), dtype=bool)
    if among.any():
        for column in sheet.columns:
            found |= _where(column.take(pa.array(rows)), is_total, among)
    return found
