"""The sheet of a bank's export to the lines of it that are payments, every cell where the file has it."""

from dataclasses import replace
from fnmatch import fnmatchcase

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.columns import read_column
from pipeline.intake.grid import RawSheet
from pipeline.intake.labels import label
from pipeline.intake.reading import Note
from pipeline.intake.recognise import Header
from schemas.cells import folded
from schemas.layouts import Layout
from schemas.sheets.payments import PAYMENTS


def without_marks(sheet: RawSheet, header: Header, layout: Layout) -> RawSheet:
    """The sheet with what the layout writes for nothing taken for blank, under the header."""
    marks = pa.array(layout.blank, pa.string())
    below = np.arange(sheet.rows) > header.row
    columns, own = list(sheet.columns), sheet.own.copy()
    for place in _places(header).values():
        nothing = pc.is_in(pc.utf8_trim_whitespace(columns[place]), value_set=marks).to_numpy(zero_copy_only=False)
        nothing &= below
        columns[place] = pc.if_else(pa.array(nothing), None, columns[place])
        own[nothing, place] = False
    return replace(sheet, columns=tuple(columns), own=own)


def payment_lines(sheet: RawSheet, header: Header, layout: Layout, places: np.ndarray) -> tuple[np.ndarray, Note]:
    """The rows that are payments, and a note of how many are not.

    Left out are lines on which money went out, lines that the layout ignores, such as fees and interest, and lines
    with neither an amount nor a day, which are words around the table. A line of which that can't be told stays, so
    that its cell is reported.

    Args:
        sheet: The sheet, its marks for nothing taken out.
        header: Its header, which the layout recognised.
        layout: How the export is built.
        places: The data rows, from 0.

    Returns:
        The rows that stay, from 0, and the note.

    Source: the issue on statements, "a bank's own export as payments".
    """
    rows = pa.array(places)
    words = _words(sheet, header, layout, rows)
    ignored = _ignored(sheet, header, layout, rows)
    outgoing = _outgoing(sheet, header, layout, rows) & ~ignored & ~words
    note = (("layout", layout.name), ("outgoing", str(outgoing.sum())), ("ignored", str((ignored & ~words).sum())))
    return places[~(outgoing | ignored | words)], ("bank_export", note)


def _places(header: Header) -> dict[str, int]:
    """The column, from 0, of each label of the header; of two alike the first."""
    return {label(text): place for place, text in reversed(list(enumerate(header.texts)))}


def _texts(sheet: RawSheet, header: Header, heading: str, rows: pa.Array) -> pa.Array:
    return sheet.columns[_places(header)[label(heading)]].take(rows)


def _fen(texts: pa.Array) -> pd.Series:
    """Amounts in fen; missing where blank or unreadable."""
    return pd.Series(read_column(PAYMENTS.cells["amount_fen"], texts).values)


def _filled(texts: pa.Array) -> np.ndarray:
    filled: np.ndarray = texts.is_valid().to_numpy(zero_copy_only=False)
    return filled


def _truth(answers: pd.Series) -> np.ndarray:
    found: np.ndarray = answers.fillna(False).to_numpy(dtype=bool)
    return found


def _outgoing(sheet: RawSheet, header: Header, layout: Layout, rows: pa.Array) -> np.ndarray:
    found: np.ndarray
    amounts = sheet.columns[header.columns["amount_fen"]].take(rows)
    if layout.direction:
        found = ~_says(_texts(sheet, header, layout.direction, rows), layout.incoming)
    elif layout.outgoing:
        nothing_in = ~_filled(amounts) | _truth(_fen(amounts) == 0)
        found = nothing_in & _truth(_fen(_texts(sheet, header, layout.outgoing, rows)) != 0)
    else:
        found = _truth(_fen(amounts) < 0)
    return found


def _ignored(sheet: RawSheet, header: Header, layout: Layout, rows: pa.Array) -> np.ndarray:
    found = np.zeros(len(rows), dtype=bool)
    for heading, patterns in layout.ignore:
        found |= _says(_texts(sheet, header, heading, rows), patterns)
    return found


def _words(sheet: RawSheet, header: Header, layout: Layout, rows: pa.Array) -> np.ndarray:
    """Lines with no amount on either side and nothing that is a day."""
    amounts = _filled(sheet.columns[header.columns["amount_fen"]].take(rows))
    if layout.outgoing:
        amounts |= _filled(_texts(sheet, header, layout.outgoing, rows))
    amounts |= np.isin(rows.to_numpy(), [row for row, column in sheet.errors if column == header.columns["amount_fen"]])
    days = sheet.columns[header.columns["received_date"]].take(rows)
    read = read_column(PAYMENTS.cells["received_date"], days, epoch_1904=sheet.epoch_1904).values
    words: np.ndarray = ~amounts & read.isna()
    return words


def _says(texts: pa.Array, patterns: tuple[str, ...]) -> np.ndarray:
    """Which cells say one of the words, asked once a distinct text; `*` stands for anything."""
    wanted = [folded(pattern) for pattern in patterns]
    distinct = texts.dictionary_encode()
    said = [any(fnmatchcase(folded(text), want) for want in wanted) for text in distinct.dictionary.to_pylist()]
    codes = distinct.indices.fill_null(len(said)).to_numpy()
    found: np.ndarray = np.array([*said, False], dtype=bool)[codes]
    return found
