"""Typed tables to the tables of a page: labels and words in the language, figures as people write them."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from pipeline.report.html import Column, Grid, Text
from pipeline.report.plain import plain
from pipeline.report.shown import tones_of
from schemas.cells import Cell
from schemas.words import Lang, Words
from schemas.written import as_written


def grid_of(caption: str, table: pd.DataFrame, cells: Mapping[str, Cell], lang: Lang, more: str = "") -> Grid:
    """Some columns of a table, every row.

    Args:
        caption: What the table is.
        table: The rows.
        cells: The declarations of the columns to show, by name, in their order.
        lang: The language of labels and words.
        more: What is left out.
    """
    columns = tuple(Column(cell.label.in_(lang), cell.holds.decimals is not None) for cell in cells.values())
    texts = [texts_of(plain(table[name]), cell, lang) for name, cell in cells.items()]
    return Grid(caption, columns, tuple(zip(*texts, strict=True)), more)


def texts_of(values: Sequence[object], cell: Cell, lang: Lang) -> list[Text]:
    """The values of a column as they are written; blank ones as ""."""
    tones = tones_of(cell.choices)
    return [
        Text("") if value is None else Text(as_written(value, cell, lang), tone=tones.get(str(value)))
        for value in values
    ]


def grid_of_words(
    caption: str, heads: Iterable[Words], rows: Iterable[tuple[Text, ...]], lang: Lang, more: str = ""
) -> Grid:
    """Rows of texts under their labels."""
    return Grid(caption, tuple(Column(head.in_(lang)) for head in heads), tuple(rows), more)


def left_out(sentence: Words, count: int, shown: int, lang: Lang) -> str:
    """How many are left out; "" where all are shown."""
    return sentence.in_(lang).format(count=count - shown) if count > shown else ""
