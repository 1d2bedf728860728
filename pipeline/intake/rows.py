"""The rows under a header to those that are data, and a count of those that are not."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.furniture import above_repeats, framing, where
from pipeline.intake.grid import RawSheet
from pipeline.intake.labels import is_example, is_total, label
from pipeline.intake.recognise import Header

FEWEST_REPEATED = 2
"""A repeated header shows at least so many of its labels; the others may be blank where they were merged."""


NOUGHT = r"^\s*0(?:\.0+)?\s*$"
"""What a formula gives whose cells are still blank."""


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

    Titles and footers between the pages of a printed table are none either.

    Args:
        sheet: The sheet.
        header: Its header.
        key: The first column of a document's key.

    Source: CONTRACT 1, total rows and repeated headers.
    """
    rows = filled_rows(sheet, header.row + 1)
    keys = sheet.cells(header.columns[key], rows)
    wordy = _wordy(keys)
    blank_key = ~keys.is_valid().to_numpy(zero_copy_only=False)
    marked = [row for row, column in (*sheet.errors, *sheet.unstored) if column == header.columns[key]]
    blank_key &= ~np.isin(rows, marked)
    skipped = ~_says_something(sheet, header, rows, blank_key)
    skipped |= where(keys, is_example, wordy)
    skipped |= where(keys, is_total, wordy) | _carries_total(sheet, rows, blank_key)
    repeats = _repeats_header(sheet, header, rows, blank_key | where(keys, _heads(header, header.columns[key]), wordy))
    frames = framing(sheet, rows, keys, header.top)
    skipped |= repeats | frames | above_repeats(sheet, rows, repeats, frames)
    return DataRows(rows[~skipped], len(rows))


def _says_something(sheet: RawSheet, header: Header, rows: np.ndarray, blank_key: np.ndarray) -> np.ndarray:
    """Which rows have something in a column that is read.

    Noughts and formulas without a value say nothing in a row without a key: they were filled down ahead of it.
    """
    columns = sorted(header.read)
    says: np.ndarray = sheet.own[rows][:, columns].any(axis=1)
    ahead = np.flatnonzero(blank_key & says)
    if len(ahead):
        filled = sheet.own[rows[ahead]][:, columns]
        for nth, column in enumerate(columns):
            nought = pc.match_substring_regex(sheet.columns[column].take(pa.array(rows[ahead])), NOUGHT)
            unstored = np.isin(rows[ahead], [row for row, at in sheet.unstored if at == column])
            filled[:, nth] &= ~(pc.fill_null(nought, False).to_numpy(zero_copy_only=False) | unstored)
        says[ahead] = filled.any(axis=1)
    return says


def _wordy(keys: pa.Array) -> np.ndarray:
    """Keys that may be a word rather than a number: without a digit, or an example."""
    words = pc.or_(pc.invert(pc.match_substring_regex(keys, "[0-9]")), pc.match_substring_regex(keys, "示"))
    among: np.ndarray = pc.fill_null(words, False).to_numpy(zero_copy_only=False)
    return among


def _heads(header: Header, column: int) -> Callable[[str], bool]:
    """Whether a text is what the header says over a column, in one of its rows."""
    headings = {label(line[column]) for line in header.lines} | {label(header.texts[column])}
    return lambda text: label(text) in headings


def _repeats_header(sheet: RawSheet, header: Header, rows: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Rows whose cells say what the header says over them, or nothing; merged headings come again in one cell only."""
    same, shown = among, np.zeros(len(rows), dtype=int)
    for column in header.columns.values():
        if not same.any():
            break
        texts = sheet.cells(column, rows)
        says = where(texts, _heads(header, column), same)
        same = same & (says | ~texts.is_valid().to_numpy(zero_copy_only=False))
        shown += says
    return same & (shown >= FEWEST_REPEATED)


def _carries_total(sheet: RawSheet, rows: np.ndarray, among: np.ndarray) -> np.ndarray:
    found = np.zeros(len(rows), dtype=bool)
    if among.any():
        for column in range(len(sheet.columns)):
            found |= where(sheet.cells(column, rows), is_total, among)
    return found
