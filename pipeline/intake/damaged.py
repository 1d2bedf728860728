"""One column of codes to the cells in which a spreadsheet has spoilt them: digits lost, leading zeros lost."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.grid import RawSheet
from schemas.cells import CODE, Cell, Fault

PADDED = frozenset(
    ("order_no", "shipment_no", "receipt_no", "return_no", "waybill_no", "product_code", "customer_code")
)
"""Codes that one source writes in one width. Phones are not: a landline begins with 0, a mobile doesn't."""

SHARE_OF_TYPED, SHARE_OF_TEXT = 2, 9
"""How many codes of the full width stand against each short one: where cells have types, and in a text file."""

KEPT = 15
"""Digits that a spreadsheet keeps of a number."""


def damaged(
    name: str, cell: Cell, texts: pa.Array, places: np.ndarray, sheet: RawSheet, column: int
) -> dict[int, Fault]:
    """The cells of a column whose code is not what was typed, by the sheet's row from 0.

    Args:
        name: The field.
        cell: What it is declared to hold; only text is ever damaged.
        texts: Its data cells.
        places: Where each of them stands, from 0.
        sheet: The sheet.
        column: The column, from 0.

    Source:
        Issue 3, "damaged identifiers".
    """
    if cell.holds.dtype != "str":
        return {}
    found = {row: Fault("digits_lost") for row, at in sheet.overlong or () if at == column}
    if cell.holds is CODE:
        found |= {int(places[at]): Fault("digits_lost") for at in too_long(texts, sheet, places, column)}
    if name in PADDED:
        found |= {int(places[at]): fault for at, fault in zeros_lost(texts, sheet, places, column).items()}
    return found


def too_long(texts: pa.Array, sheet: RawSheet, places: np.ndarray, column: int) -> list[int]:
    """Cells that hold a number of more digits than are kept, where only the cell's type tells it from text."""
    if sheet.overlong is not None or sheet.numbers is None:
        return []
    long = np.flatnonzero(_says(texts, rf"^[0-9]{{{KEPT + 1},}}$"))
    numbers = sheet.numbers(column) if len(long) else frozenset()
    return [int(at) for at in long if places[at] in numbers]


def zeros_lost(texts: pa.Array, sheet: RawSheet, places: np.ndarray, column: int) -> dict[int, Fault]:
    """Numbers that are shorter than the other codes of the column, as they are when leading zeros are lost.

    The width is told by the codes of digits alone: most of them have it, and at least two of those begin with 0. A
    shorter one is reported if it lacks no more digits than those have zeros, and if it is a number, which is how zeros
    get lost; a cell of text is as it was typed. A text file has no types, so that it takes nine in ten to tell there.

    Returns:
        Faults that quote the `width`, by place among the cells.
    """
    if not pc.any(pc.starts_with(texts, "0")).as_py():
        return {}
    digits = np.flatnonzero(_says(texts, "^[0-9]+$"))
    if not len(digits):
        return {}
    codes = texts.take(pa.array(digits))
    known = pc.unique(codes)
    lengths = pc.utf8_length(known).to_numpy()
    width = int(np.bincount(lengths).argmax())
    full = known.filter(pa.array(lengths == width))
    zeros = width - pc.utf8_length(pc.utf8_ltrim(full, "0")).to_numpy()
    share = SHARE_OF_TEXT if sheet.numbers is None else SHARE_OF_TYPED
    short = (lengths < width) & ~pc.starts_with(known, "0").to_numpy(zero_copy_only=False)
    if np.count_nonzero(zeros) < 2 or len(full) < share * np.count_nonzero(short):
        return {}
    lacks = width - pc.utf8_length(codes).to_numpy()
    suspect = (lacks > 0) & (lacks <= zeros.max()) & ~pc.starts_with(codes, "0").to_numpy(zero_copy_only=False)
    suspects = digits[suspect]
    if sheet.numbers is not None and len(suspects):
        suspects = suspects[np.isin(places[suspects], list(sheet.numbers(column)))]
    return {int(at): Fault("zeros_lost", (("width", str(width)),)) for at in suspects}


def _says(texts: pa.Array, form: str) -> np.ndarray:
    said: np.ndarray = pc.fill_null(pc.match_substring_regex(texts, form), False).to_numpy(zero_copy_only=False)
    return said
