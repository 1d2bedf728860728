"""Key figures to the sheet 指标: the figures by group, and a chart of each group beside."""

from datetime import timedelta

import pandas as pd

from pipeline.report.charts import charted
from pipeline.report.look import Look
from pipeline.report.shown import style_of, tones_of, values_of
from pipeline.report.styles import BAR_INKS, BODY, SLATE, Style
from pipeline.report.table import Placed, Table, report_page
from pipeline.report.workbook import Area, Page
from schemas.answers.orders import KEY_FIGURES
from schemas.cells import COUNT, MONEY, QUANTITY, TEXT, Cell, CellType
from schemas.choices import Stage, WaitingBucket
from schemas.sentences import report as words
from schemas.sentences.figures import FIGURES, FLOWS, GROUPS
from schemas.words import Choice, Lang

TYPES: dict[str, CellType] = {type_.name: type_ for type_ in (COUNT, MONEY, QUANTITY)}
VOCABULARIES: dict[str, type[Choice]] = {"stage": Stage, "waiting": WaitingBucket, "waiting_amount": WaitingBucket}
"""The words that the figures of a group are; the figures of a month are months."""

VALUES = ("value", "before", "change")
DRAWN = ("stage", "waiting", "waiting_amount", "month")
"""The groups that have a chart."""

FIGURES_TABLE = Table(
    {"group": Cell(words.FIGURE_GROUP, TEXT), **KEY_FIGURES.cells},
    floors={"group": 24, "figure": 30} | dict.fromkeys(VALUES, 15),
    frozen=0,
)
CHART_COLUMNS, CHART_ROWS = 8, 12
CHART_WIDTH, CHART_HEIGHT = 490, 300
"""A chart, and the grid of default cells that it stands in."""


def figures_page(page: Page, figures: pd.DataFrame) -> None:
    """The whole sheet.

    Args:
        page: A new sheet.
        figures: One row a key figure; groups stand together.
    """
    lang = page.book.look.lang
    rows = figures.assign(group=named_groups(figures, lang), figure=named_figures(figures, lang))
    placed = report_page(
        page, words.FIGURES_TITLE.in_(lang), rows, FIGURES_TABLE, spoken_for(page.book.look), spare=140.0
    )
    put_values(page, placed, figures, lang)
    drawn = [group for group in figures["group"].drop_duplicates().tolist() if group in DRAWN]
    for place, group in enumerate(drawn):
        draw(page, placed, figures, group, place)


def spoken_for(look: Look) -> list[str]:
    """Of which days the columns speak, a line for what stands and one for what flows."""
    first = look.as_of.replace(day=1)
    last = first - timedelta(days=1)
    days = {"as_of": look.as_of, "first": first, "begun": last.replace(day=1), "last": last}
    return [sentence.in_(look.lang).format(**days) for sentence in (words.FIGURES_STAND, words.FIGURES_FLOW)]


def named_groups(figures: pd.DataFrame, lang: Lang) -> pd.Series:
    """What each figure's group is called."""
    names = {code: name.in_(lang) for code, name in GROUPS.items()}
    return figures["group"].map(names).fillna(figures["group"]).astype("str")


def named_figures(figures: pd.DataFrame, lang: Lang) -> pd.Series:
    """What each figure is called: its sentence, or its word in the group's vocabulary."""
    named = (("key", FIGURES), ("flow", FLOWS))
    names = {(group, code): name.in_(lang) for group, known in named for code, name in known.items()}
    for group, vocabulary in VOCABULARIES.items():
        names |= {(group, choice.value): choice.in_(lang) for choice in vocabulary}
    both = zip(figures["group"].tolist(), figures["figure"].tolist(), strict=True)
    return pd.Series([names.get((group, code), code) for group, code in both], index=figures.index, dtype="str")


def put_values(page: Page, placed: Placed, figures: pd.DataFrame, lang: Lang) -> None:
    """The values once more, each as its own type says: a count, an amount, a quantity."""
    top = placed.area.first_row + 1
    for type_ in figures["type"].drop_duplicates().tolist():
        holds = TYPES[type_]
        theirs = figures.reset_index(drop=True).query("type == @type_")
        for name in VALUES:
            column, shown = FIGURES_TABLE.column(name), values_of(theirs[name], Cell(words.AMOUNT, holds), lang)
            for row, value in zip(theirs.index, shown, strict=True):
                page.column(top + row, column, [value], look_of(holds))


def look_of(holds: CellType) -> Style:
    """How a value looks; with one decimal where it has any."""
    style = style_of(BODY, holds)
    return style.but(num_format="#,##0.0") if holds == QUANTITY else style


def draw(page: Page, placed: Placed, figures: pd.DataFrame, group: str, place: int) -> None:
    """One group's chart, in a grid of two beside the table."""
    lang = page.book.look.lang
    theirs = figures.reset_index(drop=True).query("group == @group")
    first = placed.area.first_row + 1 + int(theirs.index[0])
    last = first + len(theirs) - 1
    holds, title = TYPES[theirs["type"].iloc[0]], GROUPS[group].in_(lang)
    values = values_of(theirs["value"], Cell(words.AMOUNT, holds), lang)
    named = {name: float(value or 0) for name, value in zip(named_figures(theirs, lang), values, strict=True)}
    column = FIGURES_TABLE.column("figure")
    chart = charted(
        page,
        title,
        named,
        form="column",
        categories=Area(first, column, last, column),
        values=Area(first, column + 1, last, column + 1),
        colours=inks(theirs, group),
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
    )
    down, across = divmod(place, 2)
    page.chart(placed.area.first_row + down * CHART_ROWS, len(FIGURES_TABLE.cells) + 1 + across * CHART_COLUMNS, chart)


def inks(figures: pd.DataFrame, group: str) -> tuple[str, ...]:
    """The colour of each bar, where the word has one; the word stands under the bar."""
    tones = tones_of(VOCABULARIES.get(group))
    return tuple(BAR_INKS.get(tones.get(word), SLATE) for word in figures["figure"].tolist())
