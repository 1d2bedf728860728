"""A typed column to the cells that somebody types: the same figures, as different people write them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

Typed = str | float | None
EXCEL_BEGINS = pd.Timestamp("1899-12-30")


@dataclass(frozen=True)
class Habit:
    """How one column is kept.

    Attributes:
        typed: A typed column to its cells; blank is None.
        number_format: What the cells show, for numbers and Excel's own days.
    """

    typed: Callable[[pd.Series], list[Typed]]
    number_format: str = "@"


def _kept(values: np.ndarray, column: pd.Series) -> list[Typed]:
    return [None if gone else value for value, gone in zip(values.tolist(), column.isna().tolist(), strict=True)]


def _text(column: pd.Series) -> list[Typed]:
    return _kept(column.astype(object).to_numpy(), column)


def _scaled(digits: int) -> Callable[[pd.Series], list[Typed]]:
    def typed(column: pd.Series) -> list[Typed]:
        return _kept(column.to_numpy(dtype="float64", na_value=np.nan) / 10**digits, column)

    return typed


def _serials(column: pd.Series) -> list[Typed]:
    seconds = ((column - EXCEL_BEGINS) // pd.Timedelta(seconds=1)).to_numpy(dtype="float64", na_value=np.nan)
    return _kept(seconds / 86_400, column)


def _worded(form: str) -> Callable[[pd.Series], list[Typed]]:
    """Days as text; `{y}` `{m}` `{d}` without leading zeros, `{c}` the time of day."""

    def typed(column: pd.Series) -> list[Typed]:
        known = column.dropna().drop_duplicates()
        parts = zip(known, known.dt.year, known.dt.month, known.dt.day, known.dt.strftime("%H:%M"), strict=True)
        words = {moment: form.format(y=y, m=m, d=d, c=c) for moment, y, m, d, c in parts}
        return [words.get(moment) for moment in column]

    return typed


def _day_number(column: pd.Series) -> list[Typed]:
    number = column.dt.year * 10_000 + column.dt.month * 100 + column.dt.day
    return _kept(number.to_numpy(dtype="float64"), column)


def _money_text(mark: str) -> Callable[[pd.Series], list[Typed]]:
    def typed(column: pd.Series) -> list[Typed]:
        known = pd.Series(column.dropna().unique())
        words = {value: f"{mark}{value / 100:,.2f}" for value in known}
        return [None if pd.isna(value) else words[value] for value in column]

    return typed


def _flag(yes: str, no: str | None) -> Callable[[pd.Series], list[Typed]]:
    def typed(column: pd.Series) -> list[Typed]:
        return [None if pd.isna(value) else yes if value else no for value in column]

    return typed


TEXT = Habit(_text)
COUNT = Habit(_scaled(0), "0")
QUANTITY = Habit(_scaled(3), "#,##0.###;-#,##0.###")
WHOLE = Habit(_scaled(3), "General")
PRICE = Habit(_scaled(4), "0.00##")
MONEY = Habit(_scaled(2), "#,##0.00")
YUAN = Habit(_scaled(2), '"¥"#,##0.00')
MONEY_TEXT = Habit(_money_text("¥"))
DAY = Habit(_serials, "yyyy-mm-dd")
CHINESE_DAY = Habit(_serials, 'yyyy"年"m"月"d"日"')
MOMENT = Habit(_serials, "yyyy-mm-dd hh:mm")
DOTTED = Habit(_worded("{y}.{m}.{d}"))
SLASHED = Habit(_worded("{y}/{m}/{d}"))
SPELT = Habit(_worded("{y}年{m}月{d}日"))
CLOCKED = Habit(_worded("{y}/{m}/{d} {c}"))
DAY_NUMBER = Habit(_day_number, "0")
YES = Habit(_flag("是", None))
TICK = Habit(_flag("√", None))
SIGNED = Habit(_flag("已签", "未签"))
