"""One value of a column to the text in which people write it."""

from datetime import datetime
from typing import Any

from schemas.cells import FLAG, MOMENT, MONEY, PRICE, Cell
from schemas.exact import digits
from schemas.sentences import report
from schemas.words import Lang


def as_written(value: Any, cell: Cell, lang: Lang) -> str:
    """A value such as `1,240.50`, `60`, `2026-10-03` or 是.

    Args:
        value: As the column holds it, numbers scaled; not blank.
        cell: The column's declaration.
        lang: The language of words.
    """
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" if cell.holds == MOMENT else f"{value:%Y-%m-%d}"
    if cell.holds == FLAG or isinstance(value, str):
        return in_words(value, cell, lang)
    at_least = 2 if cell.holds in (MONEY, PRICE) else 0
    return digits(int(value), cell.holds.decimals or 0, at_least)


def in_words(value: Any, cell: Cell, lang: Lang) -> str:
    """A flag or a choice by its word in a language, any other value as it is."""
    if cell.holds == FLAG:
        return (report.YES if value else report.NO).in_(lang)
    return next((choice.in_(lang) for choice in cell.choices or () if choice.value == value), str(value))
