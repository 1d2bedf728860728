"""A table and a layout to a drawn sheet: what stands in which cell, and where each row of the table went."""

from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
import pandas as pd

from pipeline.demo.habits import Typed
from pipeline.demo.layouts import Layout

TOTAL, PAGE_TOTAL = "合计", "本页合计"


@dataclass
class Drawn:
    """One sheet as it will be written; rows count from 1, as Excel does.

    Attributes:
        name: The tab.
        above: The lines over the header.
        labels: The header.
        columns: The cells below the header, column by column; errors of Excel's begin with #.
        formats: How each column's numbers are shown.
        merged: Column (from 0), first and last row of the merged areas.
        strong: Rows that are no data: totals and repeated headers.
        places: The row of each row of the table.
        kind: What it is, as in the registry; "" for a sheet of notes.
        groups: What stands over the labels in the row above: text, first and last column (from 0).
    """

    name: str
    above: list[str]
    labels: list[str]
    columns: list[list[Typed]]
    formats: list[str]
    merged: list[tuple[int, int, int]]
    strong: list[int]
    places: np.ndarray
    kind: str = ""
    groups: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def header_row(self) -> int:
        """The row of the header; between it and the lines above stands that of the groups, or a blank one."""
        return len(self.above) + (2 if self.above else 1)


def drawn(name: str, table: pd.DataFrame, layout: Layout, month: str = "") -> Drawn:
    """The sheet that somebody keeps in this layout, the rows in their order, whole documents together."""
    cells = [kept.habit.typed(table[kept.field]) for kept in layout.columns]
    sheet = Drawn(
        name=name,
        above=[title.format(month=month) for title in layout.titles],
        labels=[kept.label for kept in layout.columns],
        columns=cells,
        formats=[kept.habit.number_format for kept in layout.columns],
        merged=[],
        strong=[],
        places=np.arange(len(table)),
        kind=layout.kind,
        groups=_groups(layout),
    )
    sheet.places += sheet.header_row + 1
    _merge(sheet, table, layout)
    _paginate(sheet, table, layout)
    if layout.totals:
        _insert(sheet, len(sheet.columns[0]), _sums(table, layout, TOTAL))
    return sheet


def _groups(layout: Layout) -> list[tuple[str, int, int]]:
    runs = [(group, list(columns)) for group, columns in groupby(enumerate(layout.columns), lambda kept: kept[1].group)]
    return [(group, columns[0][0], columns[-1][0]) for group, columns in runs if group]


def notes(name: str, lines: list[str]) -> Drawn:
    """A sheet of remarks that no table stands on."""
    return Drawn(name, [], [lines[0]], [list(lines[1:])], ["@"], [], [], np.arange(0))


def _merge(sheet: Drawn, table: pd.DataFrame, layout: Layout) -> None:
    if not layout.merged or table.empty:
        return
    start = np.flatnonzero(~table[layout.document].duplicated().to_numpy())
    end = np.append(start[1:], len(table)) - 1
    for place, kept in enumerate(layout.columns):
        if kept.field in layout.merged:
            sheet.merged += [
                (place, int(sheet.places[a]), int(sheet.places[b])) for a, b in zip(start, end, strict=True) if b > a
            ]


def _paginate(sheet: Drawn, table: pd.DataFrame, layout: Layout) -> None:
    """After every full page its total, and the header once more; from the last page up, so that places stay right."""
    if layout.page:
        for end in range((len(table) - 1) // layout.page * layout.page, 0, -layout.page):
            _insert(sheet, end, [*sheet.labels])
            _insert(sheet, end, _sums(table.iloc[end - layout.page : end], layout, PAGE_TOTAL))


def _sums(rows: pd.DataFrame, layout: Layout, word: str) -> list[Typed]:
    """A row that adds up what the layout adds up, under a word in the first cell."""
    sums: list[Typed] = [word]
    for kept in layout.columns[1:]:
        total = pd.Series([rows[kept.field].sum()], dtype="Int64") if kept.field in layout.totals else None
        sums.append(None if total is None else kept.habit.typed(total)[0])
    return sums


def _insert(sheet: Drawn, at: int, cells: list[Typed]) -> None:
    """A row that is no data, put in below `at` rows of the body; what stands below it moves down."""
    row = sheet.header_row + 1 + at
    for column, cell in zip(sheet.columns, cells, strict=True):
        column.insert(at, cell)
    sheet.strong = [*(other + (other >= row) for other in sheet.strong), row]
    sheet.merged = [(column, top + (top >= row), end + (end >= row)) for column, top, end in sheet.merged]
    sheet.places = sheet.places + (sheet.places >= row)
