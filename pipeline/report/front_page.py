"""Exceptions in figures to the sheet 汇总: what stands open, the ten largest, the last weeks; one screen, one page."""

from math import ceil

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report import styles
from pipeline.report.charts import charted
from pipeline.report.shown import TONE_OF, days_in_words, lines_needed, style_of, styles_of, values_of
from pipeline.report.styles import BAR_INKS, Style
from pipeline.report.table import LINE_POINTS, Placed, Table, report_page
from pipeline.report.workbook import DEFAULT_POINTS, Area, Chart, Page
from schemas.answers.exceptions import EXCEPTION_TOTALS, EXCEPTIONS, Exceptions, ExceptionTotals, ExceptionWeeks
from schemas.cells import TEXT, cells_of
from schemas.choices import Level
from schemas.sentences import report as words

COUNTS = ("count", "new_count", "overdue_count", "cleared_count")
AMOUNTS = ("amount_fen", "new_fen", "overdue_fen", "cleared_fen")
TOTALS = Table(
    EXCEPTION_TOTALS.cells,
    totals=tuple(name for name in EXCEPTION_TOTALS.cells if name in (*COUNTS, *AMOUNTS)),
    floors={"category": 10, "level": 8} | dict.fromkeys(COUNTS, 7) | dict.fromkeys(AMOUNTS, 13),
    quiet_zeros=True,
)
WEEKS = cells_of(ExceptionWeeks)
BESIDE = len(TOTALS.cells) + 1
"""The first column beside the table, behind a gap; what follows stands in the columns from there on."""
BESIDE_WIDTHS = {"gap": 2.0, "wide": 22.0, "wider": 22.0, "responsible": 16.0, "amount": 16.0, "gap again": 2.0}
WEEKS_BEGIN = BESIDE + len(BESIDE_WIDTHS) - 1
WEEKS_WIDTHS = (9.0, 8.0, 8.0, 14.0, 8.0, 8.0)
LAST_COLUMN = WEEKS_BEGIN + len(WEEKS) - 1
LARGEST = 10
"""So many of the largest exceptions are named."""
LARGEST_COLUMNS = {
    "exception_id": (0, 2),
    "level": (3, 3),
    "description": (4, BESIDE + 1),
    "responsible": (BESIDE + 2, BESIDE + 2),
    "amount_fen": (BESIDE + 3, BESIDE + 3),
}
"""The first and last column of the sheet over which each of their columns goes."""
DESCRIPTION_WIDTH = 100
"""The room of a description on them, in digits; a longer one goes on below."""
CHARTS = (BESIDE, BESIDE + 2, WEEKS_BEGIN + 1)
"""The columns at which the charts begin, side by side."""
CHART_PIXELS, LAST_CHART_PIXELS, LEAST_PIXELS, ROW_PIXELS = 312, 336, 264, 24
ZOOM = 80
"""So small that all of it is on the screen at once, in percent."""


def front_page(
    page: Page,
    totals: DataFrame[ExceptionTotals],
    weeks: DataFrame[ExceptionWeeks],
    found: DataFrame[Exceptions],
    notes: list[str],
) -> None:
    """The whole sheet.

    Args:
        page: A new sheet.
        totals: One row a category and level in use; without a row there are neither charts nor lists.
        weeks: One row a week with a report.
        found: One row an open exception.
        notes: What a reader must know.
    """
    title = words.EXCEPTION_TOTALS_TITLE.in_(page.book.look.lang)
    placed = report_page(page, title, totals, TOTALS, notes, spare=sum(BESIDE_WIDTHS.values()))
    if totals.empty:
        return
    page.widths([*BESIDE_WIDTHS.values(), *WEEKS_WIDTHS], first=BESIDE - 1)
    top = placed.area.first_row
    height = max(LEAST_PIXELS, ROW_PIXELS * (placed.next_row - top))
    below = top + ceil(height / ROW_PIXELS) + 1
    weeks_area = put_weeks(page, below + 1, weeks)
    last = max(put_largest(page, below, found), weeks_area.last_row)
    charts = (
        drawn_totals(page, placed, totals, "count", height),
        drawn_totals(page, placed, totals, "amount_fen", height),
        drawn_weeks(page, weeks_area, weeks, height),
    )
    for column, chart in zip(CHARTS, charts, strict=True):
        page.chart(top, column, chart)
    page.on_one_page(Area(0, 0, last, LAST_COLUMN), ZOOM)


def put_largest(page: Page, top: int, found: DataFrame[Exceptions]) -> int:
    """The open exceptions with the largest amounts, on cells joined across the columns above; returns the last row."""
    lang = page.book.look.lang
    largest = largest_of(found)
    page.text(top, 0, words.LARGEST_TITLE.in_(lang), styles.HEADING)
    for name, (first, last) in LARGEST_COLUMNS.items():
        cell = EXCEPTIONS.cells[name]
        put_across(page, top + 1, first, last, cell.label.in_(lang), styles.HEADER)
        looks = styles_of(largest[name], cell, styles.BODY, wraps=name == "description")
        every = [looks] * len(largest) if isinstance(looks, styles.Style) else looks
        for row, (value, style) in enumerate(zip(values_of(largest[name], cell, lang), every, strict=True), top + 2):
            put_across(page, row, first, last, value, style)
    lines = lines_needed([(largest["description"].tolist(), DESCRIPTION_WIDTH)])
    page.heights(top + 2, [max(DEFAULT_POINTS, needed * LINE_POINTS + 6) for needed in lines])
    return top + 1 + len(largest)


def largest_of(found: DataFrame[Exceptions]) -> pd.DataFrame:
    """The open exceptions with the largest amounts, the largest first; of equals the first stays first."""
    return found.sort_values("amount_fen", ascending=False, kind="stable", na_position="last").head(LARGEST)


def put_across(page: Page, row: int, first: int, last: int, value: str | float | None, style: Style) -> None:
    """One value on the cells from one column to another, shown as one."""
    if last > first:
        page.merged(Area(row, first, row, last), value, style)
    else:
        page.column(row, first, [value], style)


def put_weeks(page: Page, top: int, weeks: DataFrame[ExceptionWeeks]) -> Area:
    """The weeks, one below the other; returns where they stand, header included."""
    lang = page.book.look.lang
    for column, (name, cell) in enumerate(WEEKS.items(), start=WEEKS_BEGIN):
        page.text(top, column, cell.label.in_(lang), styles.HEADER)
        values = days_in_words(weeks["week_end"].tolist()) if name == "week_end" else values_of(weeks[name], cell, lang)
        page.column(top + 1, column, values, style_of(styles.BODY, TEXT if name == "week_end" else cell.holds))
    return Area(top, WEEKS_BEGIN, top + len(weeks), LAST_COLUMN)


def drawn_weeks(page: Page, area: Area, weeks: DataFrame[ExceptionWeeks], height: int) -> Chart:
    """How many stood open week by week.

    Args:
        page: The sheet.
        area: Where the weeks stand, header included.
        weeks: One row a week.
        height: Of the chart, in pixels.
    """
    column = area.first_column + list(WEEKS).index("open_count")
    first, last = area.first_row + 1, area.last_row
    counts = [int(count) for count in weeks["open_count"]]
    return charted(
        page,
        words.OPEN_WEEKS_CHART.in_(page.book.look.lang),
        dict(zip(days_in_words(weeks["week_end"].tolist()), map(float, counts), strict=True)),
        form="column",
        categories=Area(first, area.first_column, last, area.first_column),
        values=Area(first, column, last, column),
        width=LAST_CHART_PIXELS,
        height=height,
    )


def drawn_totals(page: Page, placed: Placed, totals: DataFrame[ExceptionTotals], name: str, height: int) -> Chart:
    """One figure by category and level, bars coloured by level; the level also stands in words at each bar.

    It stands there with the number: names of two columns would be written over each other.
    """
    lang, cell = page.book.look.lang, TOTALS.cells[name]
    categories, levels = (values_of(totals[key], TOTALS.cells[key], lang) for key in ("category", "level"))
    figures = [float(value or 0) for value in values_of(totals[name], cell, lang)]
    return charted(
        page,
        (words.COUNT_CHART if name == "count" else words.AMOUNT_CHART).in_(lang),
        {f"{one} {level}": figure for one, level, figure in zip(categories, levels, figures, strict=True)},
        form="bar",
        categories=placed.cells_of(TOTALS.column("category")),
        values=placed.cells_of(TOTALS.column(name)),
        colours=tuple(BAR_INKS[TONE_OF[Level][level]] for level in totals["level"]),
        labels=tuple(f"{level} {figure:,.0f}" for level, figure in zip(levels, figures, strict=True)),
        width=CHART_PIXELS,
        height=height,
    )
