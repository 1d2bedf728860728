"""A typed column to what its cells show: values as Excel holds them, looks, and how wide they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import ceil
from typing import Any

import numpy as np

from pipeline.report.coded import Coded, coded
from pipeline.report.plain import Column, plain
from pipeline.report.styles import Style, Tone
from schemas.cells import CODE, DAY, FLAG, MOMENT, MONEY, QUANTITY, TEXT, Cell, CellType
from schemas.choices import (
    BillResult,
    Confirmed,
    Level,
    Outcome,
    SlipProblem,
    SlipState,
    Stage,
    Standing,
    WaitingBucket,
)
from schemas.sentences import report as words
from schemas.words import Choice, Lang

Shown = list[str | float | None]

EXCEL_BEGINS = datetime(1899, 12, 30)
SECOND, SECONDS_A_DAY = timedelta(seconds=1), 86_400

WIDE = re.compile(
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
    BillResult: {
        BillResult.TWICE: Tone.BAD,
        BillResult.NO_SHIPMENT: Tone.BAD,
        BillResult.DIFFERS: Tone.WARN,
        BillResult.AGREES: Tone.GOOD,
    },
    Standing: {
        Standing.NEW: Tone.WARN,
        Standing.BACK: Tone.WARN,
        Standing.DUE: Tone.BAD,
        Standing.CHANGED: Tone.BAD,
        Standing.GOES_ON: Tone.QUIET,
    },
    Level: {Level.HIGH: Tone.BAD, Level.MEDIUM: Tone.WARN, Level.LOW: Tone.QUIET},
    Confirmed: {
        Confirmed.AGREES: Tone.GOOD,
        Confirmed.DIFFERS: Tone.BAD,
        Confirmed.OUTDATED: Tone.WARN,
    },
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


@dataclass(frozen=True)
class Fit:
    """How wide a column is: in characters of a digit's width, and whether longer text goes on below."""

    width: float
    wraps: bool


def values_of(column: Column, cell: Cell, lang: Lang) -> Shown:
    """The column as Excel holds it: words in the language, numbers in their unit, days as serial numbers; blank: None.

    A number is the float nearest to its decimal figure, as Excel would hold it had it been typed.
    """
    values = plain(column)
    if cell.holds == FLAG or cell.choices is not None:
        names = names_of(cell, lang)
        return [None if value is None else names.get(value, str(value)) for value in values]
    if cell.holds in (DAY, MOMENT):
        return [None if day is None else serial(day) for day in values]
    if cell.holds.decimals is not None:
        one = 10**cell.holds.decimals
        return [None if scaled is None else scaled / one for scaled in values]
    return list(values)


def serial(day: datetime) -> float:
    """A day or moment as Excel counts it."""
    return (day - EXCEL_BEGINS) // SECOND / SECONDS_A_DAY


def days_in_words(days: Sequence[datetime]) -> list[str]:
    """Month and day of each, without a blank: a chart would draw days as far apart as they lie."""
    return [f"{day:%m-%d}" for day in days]


@cache
def named(choices: type[Choice] | None, lang: Lang) -> Mapping[object, str]:
    """What each word of a vocabulary is called; None: yes and no."""
    if choices is None:
        return {True: words.YES.in_(lang), False: words.NO.in_(lang)}
    return {choice.value: choice.in_(lang) for choice in choices}


def names_of(cell: Cell, lang: Lang) -> Mapping[object, str]:
    """What the values of a flag or choice are called; one that has no name stands as it is."""
    return named(None if cell.holds == FLAG else cell.choices, lang)


def tones_of(choices: type[Choice] | None) -> Mapping[str, Tone]:
    """The colour that goes with each word of a vocabulary that has one."""
    return {} if choices is None else TONE_OF.get(choices, {})


@cache
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
    column: Column, cell: Cell, base: Style, *, wraps: bool = False, quiet_zeros: bool = False
) -> Style | Sequence[Style]:
    """One style for the column, or one a row where colours or decimals differ; the arguments are as of `style_of`."""
    style = style_of(base, cell.holds, wraps=wraps, quiet_zeros=quiet_zeros)
    if cell.holds == QUANTITY:
        broken = [value is not None and value % 1000 != 0 for value in plain(column)]
        fine = with_decimals(style)
        return [fine if part else style for part in broken] if any(broken) else style
    toned = toned_by_word(style, cell.choices)
    return [toned.get(word, style) for word in plain(column)] if toned else style


@cache
def with_decimals(style: Style) -> Style:
    """How a quantity looks that is not whole."""
    return style.but(num_format=QUANTITY.number_format)


@cache
def toned_by_word(style: Style, choices: type[Choice] | None) -> Mapping[str, Style]:
    """How a cell looks that holds one of the words of a vocabulary that have a colour."""
    return {word: style.toned(tone) for word, tone in tones_of(choices).items()}


# --- widths ---


def text_width(text: str) -> int:
    """How many digits' room a text takes: Chinese characters count two."""
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))


def text_widths(column: Column) -> list[int]:
    """The same for a whole column; 0 for blank cells."""
    values = plain(column)
    widths = {value: text_width(str(value)) for value in set(values) if value is not None}
    return [widths.get(value, 0) for value in values]


def widest(values: Sequence[Any]) -> int:
    """How many digits' room the longest takes; 0 where all are blank."""
    most = 0
    for value in values:
        # What takes the room of two takes three bytes or more, so that most texts need no closer look.
        if value is not None and (len(text := str(value)) + len(text.encode(errors="surrogatepass"))) / 2 > most:
            most = max(most, text_width(text))
    return most


def fit(column: Column, cell: Cell, lang: Lang, floor: int, cap: int) -> Fit:
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
    line, head = line_width(label), label_width(label)
    # A label that nearly fits on one line gets it: two lines are for labels much wider than their cells.
    if 0 < line - needed <= PADDING:
        head = max(head, line)
    wraps = cell.holds in (TEXT, CODE) and needed > max(cap, head)
    return Fit(float(max(cap if wraps else needed, head)), wraps)


def cells_width(column: Column, cell: Cell, lang: Lang) -> int:
    """The room that a column's longest cell takes."""
    if cell.holds == FLAG:
        return max(text_width(words.YES.in_(lang)), text_width(words.NO.in_(lang)))
    values = plain(column)
    if cell.choices is not None:
        return widest(values_of(list(set(values)), cell, lang))
    if cell.holds == DAY:
        return 10
    if cell.holds == MOMENT:
        return 16
    if cell.holds.decimals is not None:
        return number_width(values, cell.holds)
    return widest(values)


def number_width(values: Sequence[Any], holds: CellType) -> int:
    """The room of the longest figure, with its sign, commas and decimals."""
    known = [value for value in values if value is not None]
    if not known:
        return 4
    places = holds.decimals or 0
    shown = 0 if holds == QUANTITY and not any(value % 1000 for value in known) else places
    least, most = int(min(known)), int(max(known))
    return len(f"{max(abs(most), abs(least)) / 10**places:,.{shown}f}") + int(least < 0)


@cache
def line_width(label: str) -> int:
    """The room of a label on one line."""
    return text_width(label) + PADDING


@cache
def label_width(label: str) -> int:
    """The room of a label on two lines, with a filter button beside the second."""
    longest_word = max(text_width(word) for word in label.split() or [""]) if " " in label or label.isascii() else 0
    half = -(-text_width(label) // 2)
    return max(longest_word, half + half % 2) + 4


def lines_needed(columns: Sequence[tuple[Column | Coded, float]]) -> list[int]:
    """How many lines each row takes, given its wrapping columns and their widths.

    A line holds a little less than the width says: the last wide character never half fits.
    """
    counts = []
    for column, width in columns:
        distinct, codes = coded(column)
        counts.append(np.array([max(1, ceil(text / max(width - 1, 1))) for text in text_widths(distinct)])[codes])
    return list(np.maximum.reduce(counts).tolist())
