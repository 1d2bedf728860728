"""A typed column to what its cells show: values as Excel holds them, looks, and how wide they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.report.styles import Style, Tone
from schemas.cells import CODE, DAY, FLAG, MOMENT, MONEY, QUANTITY, TEXT, Cell, CellType
from schemas.choices import Level, Outcome, SlipProblem, SlipState, Stage, WaitingBucket
from schemas.sentences import report as words
from schemas.words import Choice, Lang

Shown = list[str | float | None]

EXCEL_BEGINS = pd.Timestamp("1899-12-30")
SECONDS_A_DAY = 86_400

WIDE = (
    "[\u1100-\u115f\u2014\u2026\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff"
    "\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U00016fe0-\U0001b2ff\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
"""Characters that take the room of two: East Asian wide and full-width ones, and the dash and dots of Chinese faces."""

WHOLE_QUANTITY = "#,##0"

TONE_OF: dict[type[Choice], dict[str, Tone]] = {
    Stage: {
        Stage.CANCELLED: Tone.QUIET,
        Stage.REJECTED: Tone.QUIET,
        Stage.PENDING: Tone.WARN,
        Stage.PARTLY_SHIPPED: Tone.WARN,
        Stage.COMPLETED: Tone.GOOD,
    },
    SlipState: {SlipState.SIGNED: Tone.GOOD, SlipState.UNSIGNED: Tone.WARN, SlipState.MISSING: Tone.BAD},
    SlipProblem: {SlipProblem.NOT_SIGNED: Tone.WARN},
    WaitingBucket: {WaitingBucket.DAYS_15_30: Tone.WARN, WaitingBucket.OVER_30: Tone.BAD},
    Level: {Level.HIGH: Tone.BAD, Level.MEDIUM: Tone.WARN, Level.LOW: Tone.QUIET},
    Outcome: {
        Outcome.ACCEPTED: Tone.GOOD,
        Outcome.PARTLY_HELD: Tone.WARN,
        Outcome.HELD: Tone.BAD,
        Outcome.IGNORED: Tone.QUIET,
        Outcome.REFUSED: Tone.BAD,
    },
}
"""The colour that goes with a word; words that are the normal course have none."""

PADDING = 3
"""The room that a cell's edges and indent take."""

PLAIN_TONES: dict[str, Tone] = {}


@dataclass(frozen=True)
class Fit:
    """How wide a column is: in characters of a digit's width, and whether longer text goes on below."""

    width: float
    wraps: bool


def values_of(column: pd.Series, cell: Cell, lang: Lang) -> Shown:
    """The column as Excel holds it: words in the language, numbers in their unit, days as serial numbers; blank: None.

    A number is the float nearest to its decimal figure, as Excel would hold it had it been typed.
    """
    missing = column.isna().to_numpy()
    if cell.holds == FLAG:
        return named(column, {True: words.YES.in_(lang), False: words.NO.in_(lang)})
    if cell.choices is not None:
        return named(column, {choice.value: choice.in_(lang) for choice in cell.choices})
    if cell.holds in (DAY, MOMENT):
        return kept_where(serials(column), missing)
    if cell.holds.decimals is not None:
        return kept_where(decimals(column, cell.holds), missing)
    return kept_where(column.astype(object).to_numpy(), missing)


def decimals(column: pd.Series, holds: CellType) -> np.ndarray:
    """Scaled integers to the nearest floats; exact below 2**53, and no figure of ours reaches that."""
    scaled: np.ndarray = column.to_numpy(dtype="float64", na_value=np.nan)
    values: np.ndarray = scaled / 10 ** (holds.decimals or 0)
    return values


def serials(column: pd.Series) -> np.ndarray:
    """Days and moments as Excel counts them."""
    seconds = (column - EXCEL_BEGINS) // pd.Timedelta(seconds=1)
    return seconds.to_numpy(dtype="float64", na_value=np.nan) / SECONDS_A_DAY


def kept_where(values: np.ndarray, missing: np.ndarray) -> Shown:
    """The values as a list, None where they are missing."""
    return [None if gone else value for value, gone in zip(values.tolist(), missing.tolist(), strict=True)]


def named(column: pd.Series, names: Mapping[object, str]) -> Shown:
    """Each value under its name; one that has none stands as it is."""
    return [None if pd.isna(value) else names.get(value, str(value)) for value in column.astype(object).tolist()]


def style_of(base: Style, holds: CellType, *, wraps: bool = False, quiet_zeros: bool = False) -> Style:
    """How a cell of a type looks: words to the left, numbers to the right, days, flags and choices in the middle.

    Args:
        base: What it looks like otherwise.
        holds: Its type; a quantity is taken to be whole.
        wraps: Its text goes on below.
        quiet_zeros: An amount of 0 is shown as a dash.
    """
    if holds.decimals is not None:
        number = WHOLE_QUANTITY if holds == QUANTITY else holds.number_format
        return base.but(align="right", num_format=f"{number};-{number};–" if quiet_zeros and holds == MONEY else number)
    if holds in (DAY, MOMENT):
        return base.but(align="center", num_format=holds.number_format)
    if holds.name in ("flag", "choice"):
        return base.but(align="center", num_format="@")
    return base.but(align="left", indent=1, num_format="@", text_wrap=wraps)


def styles_of(
    column: pd.Series, cell: Cell, base: Style, *, wraps: bool = False, quiet_zeros: bool = False
) -> Style | Sequence[Style]:
    """One style for the column, or one a row where colours or decimals differ; the arguments are as of `style_of`."""
    style = style_of(base, cell.holds, wraps=wraps, quiet_zeros=quiet_zeros)
    if cell.holds == QUANTITY:
        broken = (column % 1000 != 0).fillna(False).to_numpy(dtype=bool)
        fine = style.but(num_format=QUANTITY.number_format)
        return [fine if part else style for part in broken.tolist()] if broken.any() else style
    tones = PLAIN_TONES if cell.choices is None else TONE_OF.get(cell.choices, PLAIN_TONES)
    if not tones:
        return style
    by_word = {word: style.toned(tone) for word, tone in tones.items()}
    return [by_word.get(word, style) for word in column.astype(object).tolist()]


# --- widths ---


def text_width(text: str) -> int:
    """How many digits' room a text takes: Chinese characters count two."""
    return len(text) + len(re.findall(WIDE, text))


def text_widths(column: pd.Series) -> np.ndarray:
    """The same for a whole column; 0 for blank cells."""
    text = column.astype("str")
    return (text.str.len() + text.str.count(WIDE)).fillna(0).to_numpy(dtype="int64")


def fit(column: pd.Series, cell: Cell, lang: Lang, floor: int, cap: int) -> Fit:
    """A column's width: what its longest cell and its label need, at most `cap` for text, which then wraps.

    Args:
        column: Its cells.
        cell: Its declaration.
        lang: The language it is shown in.
        floor: Least width.
        cap: Most width.
    """
    needed = max(cells_width(column, cell, lang) + PADDING, floor)
    label = cell.label.in_(lang)
    head = label_width(label)
    # A label that nearly fits on one line gets it: two lines are for labels much wider than their cells.
    if 0 < text_width(label) + PADDING - needed <= PADDING:
        head = max(head, text_width(label) + PADDING)
    wraps = cell.holds in (TEXT, CODE) and needed > max(cap, head)
    return Fit(float(max(cap if wraps else needed, head)), wraps)


def cells_width(column: pd.Series, cell: Cell, lang: Lang) -> int:
    """The room that a column's longest cell takes."""
    if cell.holds == FLAG:
        return max(text_width(words.YES.in_(lang)), text_width(words.NO.in_(lang)))
    if cell.choices is not None:
        used = pd.Series(values_of(column.drop_duplicates(), cell, lang), dtype="str")
        return int(text_widths(used).max()) if len(used) else 0
    if cell.holds == DAY:
        return 10
    if cell.holds == MOMENT:
        return 16
    if cell.holds.decimals is not None:
        return number_width(column, cell.holds)
    return int(text_widths(column).max()) if len(column) else 0


def number_width(column: pd.Series, holds: CellType) -> int:
    """The room of the longest figure, with its sign, commas and decimals."""
    known = column.dropna()
    if known.empty:
        return 4
    places = holds.decimals or 0
    shown = 0 if holds == QUANTITY and not (known % 1000).any() else places
    largest = max(abs(int(known.max())), abs(int(known.min())))
    return len(f"{largest / 10**places:,.{shown}f}") + int(bool((known < 0).any()))


def label_width(label: str) -> int:
    """The room of a label on two lines, with a filter button beside the second."""
    longest_word = max(text_width(word) for word in label.split() or [""]) if " " in label or label.isascii() else 0
    half = -(-text_width(label) // 2)
    return max(longest_word, half + half % 2) + 4


def lines_needed(columns: Sequence[tuple[pd.Series, float]]) -> np.ndarray:
    """How many lines each row takes, given its wrapping columns and their widths.

    A line holds a little less than the width says: the last wide character never half fits.
    """
    counts = [np.ceil(text_widths(column) / max(width - 1, 1)) for column, width in columns]
    lines: np.ndarray = np.maximum.reduce([*counts, np.ones_like(counts[0])]).astype(int)
    return lines
