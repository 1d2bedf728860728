"""Answers to the parts of 总览.html that speak of them: the figures asked for first, the largest exceptions, charts."""

from collections.abc import Sequence

import pandas as pd

from pipeline.problems import Problem, documents_in
from pipeline.reconcile.answers import Answers
from pipeline.report.figures import TYPES, VOCABULARIES, named_figures
from pipeline.report.front_page import largest_of
from pipeline.report.grids import grid_of
from pipeline.report.html import Chart, Column, Grid, Section, Text, Tile, bars
from pipeline.report.names import SUMMARY_FILE
from pipeline.report.plain import plain
from pipeline.report.registry import CHASE_LIST, month_folder
from pipeline.report.shelves import Lying
from pipeline.report.shown import days_in_words, tones_of
from pipeline.report.styles import Tone
from schemas.answers.exceptions import EXCEPTIONS
from schemas.answers.orders import KEY_FIGURES
from schemas.cells import COUNT, Cell
from schemas.choices import Level
from schemas.exact import yuan
from schemas.sentences import overview as words
from schemas.sentences import report
from schemas.sentences.figures import GROUPS
from schemas.sentences.problems import FILES
from schemas.words import Lang, Words
from schemas.written import as_written

EXCEPTION_COLUMNS = ("exception_id", "level", "description", "responsible", "amount_fen", "days", "advice")
LISTED = ("key", "flow")
"""The groups of key figures that are a table."""
DRAWN = ("stage", "waiting", "waiting_amount", "month")
"""The groups that are a chart."""
NUMBERS = ("value", "before", "change")


def at_a_glance(answers: Answers, problems: Sequence[Problem], files: Lying, lang: Lang) -> Section:
    """The figures that people ask for first, each leading to where more is said of it."""
    tiles = (
        slips_missing(answers, files, lang),
        exceptions_open(answers, files, lang),
        documents_held(problems, lang),
        orders_open(answers, files, lang),
        statements_made(answers, files, lang),
    )
    return Section("glance", words.GLANCE.in_(lang), tiles=tiles)


def slips_missing(answers: Answers, files: Lying, lang: Lang) -> Tile:
    """How many slips are not back, and the amount at stake."""
    slips = answers.outstanding
    amount = yuan(int(slips["amount_fen"].sum()))
    return tile(words.SLIPS, len(slips), words.SLIPS_NOTE, files.link(CHASE_LIST), lang, amount=amount)


def exceptions_open(answers: Answers, files: Lying, lang: Lang) -> Tile:
    """How many exceptions are open, and how many of them are high."""
    found = answers.exceptions
    high = int((found["level"] == Level.HIGH.value).sum())
    return tile(words.EXCEPTIONS, len(found), words.EXCEPTIONS_NOTE, files.link("异常报告.xlsx"), lang, high=high)


def documents_held(problems: Sequence[Problem], lang: Lang) -> Tile:
    """How many documents are held back, of how many problems, and how many files were refused."""
    held = [problem for problem in problems if problem.code not in FILES]
    count = {"problems": len(held), "refused": len(problems) - len(held)}
    return tile(words.HELD_DOCUMENTS, documents_in(held), words.HELD_NOTE, "#held", lang, **count)


def orders_open(answers: Answers, files: Lying, lang: Lang) -> Tile:
    """How many orders are not completed, and how many of them are late."""
    key = answers.key_figures.loc[answers.key_figures["group"] == "key", ["figure", "value"]]
    figures = dict(key.to_numpy())
    count, late = (int(figures.get(name, 0)) for name in ("open_orders", "late_orders"))
    return tile(words.OPEN_ORDERS, count, words.OPEN_ORDERS_NOTE, files.link("订单状态.xlsx"), lang, late=late)


def statements_made(answers: Answers, files: Lying, lang: Lang) -> Tile:
    """How many statements the month has, and what is owed in all."""
    totals = answers.statement_totals
    href = files.link(f"{month_folder(answers.month)}/{SUMMARY_FILE}")
    told = {"month": f"{answers.month:%Y-%m}", "amount": yuan(int(totals["closing_fen"].sum()))}
    return tile(words.STATEMENTS, int(totals["has_statement"].sum()), words.STATEMENTS_NOTE, href, lang, **told)


def tile(label: Words, value: int, note: Words, href: str, lang: Lang, **quoted: object) -> Tile:
    """One figure with what it is and what is said of it, both of which may quote others."""
    said, more = (each.in_(lang).format(**quoted) for each in (label, note))
    return Tile(said, f"{value:,}", more, href)


def largest(answers: Answers, lang: Lang) -> Section:
    """The ten open exceptions with the largest amounts."""
    title = words.LARGEST.in_(lang)
    if answers.exceptions.empty:
        return Section("largest", title, (report.NO_EXCEPTIONS.in_(lang),))
    cells = {name: EXCEPTIONS.cells[name] for name in EXCEPTION_COLUMNS}
    return Section("largest", title, grids=(grid_of(title, largest_of(answers.exceptions), cells, lang),))


def key_figures(answers: Answers, lang: Lang) -> Section:
    """The charts, and the single figures beside those of the month before."""
    figures = answers.key_figures
    drawn = [figures[figures["group"] == group] for group in DRAWN]
    charts = [drawn_group(group, lang) for group in drawn if group["value"].fillna(0).any()]
    weeks = [drawn_weeks(answers.exception_weeks, lang)] if len(answers.exception_weeks) else []
    listed = [figures[figures["group"] == group] for group in LISTED]
    grids = [listed_group(group, lang) for group in listed if len(group)]
    return Section("figures", words.FIGURES.in_(lang), charts=(*charts, *weeks), grids=tuple(grids))


def listed_group(figures: pd.DataFrame, lang: Lang) -> Grid:
    """One group of figures as a table: each as its own type is written."""
    cells = KEY_FIGURES.cells
    columns = [[Text(name) for name in named_figures(figures, lang)]]
    types = figures["type"].tolist()
    for name in NUMBERS:
        columns.append([figure(value, type_, lang) for value, type_ in zip(plain(figures[name]), types, strict=True)])
    heads = (Column(cells["figure"].label.in_(lang)), *(Column(cells[n].label.in_(lang), True) for n in NUMBERS))
    return Grid(GROUPS[figures["group"].iloc[0]].in_(lang), heads, tuple(zip(*columns, strict=True)))


def figure(value: object, type_: str, lang: Lang) -> Text:
    """One figure as its type is written; "" where nobody can tell."""
    return Text("" if value is None else as_written(value, Cell(report.AMOUNT, TYPES[type_]), lang))


def drawn_group(figures: pd.DataFrame, lang: Lang) -> Chart:
    """One group of figures as bars, coloured where their words have a colour."""
    group, type_ = figures["group"].iloc[0], figures["type"].iloc[0]
    values = [int(value or 0) for value in plain(figures["value"])]
    tones = tones_of(VOCABULARIES.get(group))
    said = [figure(value, type_, lang).text for value in values]
    names = named_figures(figures, lang).tolist()
    return charted(GROUPS[group], names, values, said, [tones.get(word) for word in figures["figure"]], lang)


def drawn_weeks(weeks: pd.DataFrame, lang: Lang) -> Chart:
    """How many exceptions stood open week by week."""
    counts = [int(count) for count in weeks["open_count"]]
    said = [as_written(count, Cell(report.AMOUNT, COUNT), lang) for count in counts]
    labels = days_in_words(weeks["week_end"].tolist())
    return charted(report.OPEN_WEEKS_CHART, labels, counts, said, [None] * len(counts), lang, upright=True)


def charted(
    title: Words,
    names: Sequence[str],
    values: Sequence[int],
    said: Sequence[str],
    tones: Sequence[Tone | None],
    lang: Lang,
    *,
    upright: bool = False,
) -> Chart:
    """A chart with its figures in words."""
    told = "; ".join(f"{name} {figure}" for name, figure in zip(names, said, strict=True))
    description = report.CHART_SAYS.in_(lang).format(title=title.in_(lang), figures=told)
    return Chart(title.in_(lang), description, tuple(bars(names, values, said, tones)), upright)
