"""How much hangs on whom to the sheet 催收汇总: the ranking, and charts of the money at risk and of the last weeks."""

from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.report import styles
from pipeline.report.charts import charted
from pipeline.report.shown import days_in_words, style_of, values_of
from pipeline.report.table import HEADER_POINTS, Placed, Table, report_page
from pipeline.report.workbook import Area, Chart, Page
from schemas.answers.slips import CHASE_SUMMARY, ChaseSummary, SlipWeeks
from schemas.cells import TEXT, cells_of
from schemas.sentences import report as words

NOT_ADDED = ("responsible", "average_days_e3", "in_time_percent_e3")
AT_RISK = ("at_risk_0_7_fen", "at_risk_8_14_fen", "at_risk_15_30_fen", "at_risk_over_30_fen")
CHASE = Table(
    CHASE_SUMMARY.cells,
    totals=tuple(name for name in CHASE_SUMMARY.cells if name not in NOT_ADDED),
    caps={"responsible": 18},
    floors={"responsible": 18},
    quiet_zeros=True,
)
WEEKS = cells_of(SlipWeeks)
DRAWN = ("outstanding_count", "in_time_percent_e3")
DRAWN_AS: dict[str, Any] = {"form": "column", "width": 490, "height": 280}
CHART_COLUMNS = 6


def chase_page(page: Page, chase: DataFrame[ChaseSummary], weeks: DataFrame[SlipWeeks], notes: list[str]) -> None:
    """The whole sheet.

    Args:
        page: A new sheet.
        chase: One row a person or carrier, most money at risk first.
        weeks: One row a week; without a row neither table of weeks nor charts.
        notes: What a reader must know.
    """
    lang = page.book.look.lang
    placed = report_page(page, words.CHASE_TITLE.in_(lang), chase, CHASE, [*notes, words.HOW_PACED.in_(lang)])
    if weeks.empty:
        return
    top = placed.next_row + 1
    put_weeks(page, top, weeks)
    charts = [draw_at_risk(page, placed, chase)] if len(chase) else []
    charts += [draw_weeks(page, top, weeks, name) for name in DRAWN]
    for place, chart in enumerate(charts):
        page.chart(top + len(WEEKS) + 1, place * CHART_COLUMNS, chart)


def put_weeks(page: Page, top: int, weeks: DataFrame[SlipWeeks]) -> None:
    """The weeks side by side under the table, a row a figure."""
    lang = page.book.look.lang
    page.height(top, HEADER_POINTS)
    for row, (name, cell) in enumerate(WEEKS.items(), start=top):
        head = row == top
        page.text(row, 0, cell.label.in_(lang), styles.HEADER if head else style_of(styles.BODY, TEXT))
        shown = days_in_words(weeks["week_end"].tolist()) if head else values_of(weeks[name], cell, lang)
        for column, value in enumerate(shown, start=1):
            page.column(row, column, [value], styles.HEADER if head else style_of(styles.BODY, cell.holds))


def draw_at_risk(page: Page, placed: Placed, chase: DataFrame[ChaseSummary]) -> Chart:
    """The money at risk by age, from the totals of the table."""
    lang = page.book.look.lang
    first, last = CHASE.column(AT_RISK[0]), CHASE.column(AT_RISK[-1])
    head, totals = placed.area.first_row, placed.next_row - 1
    values = [int(chase[name].sum()) / 100 for name in AT_RISK]
    labels = [CHASE.cells[name].label.in_(lang) for name in AT_RISK]
    return charted(
        page,
        words.AT_RISK_CHART.in_(lang),
        dict(zip(labels, values, strict=True)),
        categories=Area(head, first, head, last),
        values=Area(totals, first, totals, last),
        **DRAWN_AS,
    )


def draw_weeks(page: Page, top: int, weeks: DataFrame[SlipWeeks], name: str) -> Chart:
    """One figure of the last weeks."""
    lang = page.book.look.lang
    row, last = top + list(WEEKS).index(name), len(weeks)
    values = [0.0 if value is None else float(value) for value in values_of(weeks[name], WEEKS[name], lang)]
    title = words.WEEKS_CHART.in_(lang).format(what=WEEKS[name].label.in_(lang))
    figures = dict(zip(days_in_words(weeks["week_end"].tolist()), values, strict=True))
    places = {"categories": Area(top, 1, top, last), "values": Area(row, 1, row, last)}
    return charted(page, title, figures, **places, **DRAWN_AS)
