"""What came in, and what of it is held back and why, to parts of the page 总览.html."""

from collections.abc import Mapping, Sequence

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.problems import Problem, documents_in, problem_words
from pipeline.report.grids import grid_of, grid_of_words, left_out
from pipeline.report.html import Column, Grid, Section, Text
from pipeline.report.returned import RETURNED, returned_name
from pipeline.report.shelves import Lying
from schemas.answers.intake import INTAKE_REPORT, IntakeReport
from schemas.cells import COUNT, Cell
from schemas.exact import digits
from schemas.sentences import overview as words
from schemas.sentences import report
from schemas.sentences.problems import FILES
from schemas.words import Lang

SHOWN_FILES, SHOWN_PROBLEMS, SHOWN_DAYS, SHOWN_SHEETS = 20, 20, 8, 20
"""More than these are counted."""
COUNTED = ("rows", "accepted", "held", "repeated", "ignored")
SHEET_COLUMNS = ("file", "sheet", "kind", "outcome", *COUNTED, "notes")


def held_back(problems: Mapping[str, Sequence[Problem]], files: Lying, lang: Lang) -> Section:
    """What is refused or held back, how much of each file, and what to do.

    Args:
        problems: What is wrong with each file, by name.
        files: Where the marked copies lie.
        lang: The language.
    """
    title = words.HELD.in_(lang)
    if not problems:
        return Section("held", title, (words.NOTHING_HELD.in_(lang),))
    every = sorted((p for theirs in problems.values() for p in theirs), key=lambda p: p.code not in FILES)
    return Section(
        "held", title, (words.MEND.in_(lang),), grids=(by_file(problems, files, lang), what_to_do(every, files, lang))
    )


def by_file(problems: Mapping[str, Sequence[Problem]], files: Lying, lang: Lang) -> Grid:
    """How many documents of each file are held back, and for how many problems."""
    rows = []
    for file, theirs in list(problems.items())[:SHOWN_FILES]:
        held = [problem for problem in theirs if problem.code not in FILES]
        counts = (documents_in(held), len(theirs))
        rows.append((copy_of(file, files), *(Text(digits(count, 0, 0)) for count in counts)))
    more = left_out(words.MORE_FILES, len(problems), SHOWN_FILES, lang)
    columns = tuple(Column(head.in_(lang), place > 0) for place, head in enumerate(words.FILE_HEADS))
    return Grid(words.BY_FILE.in_(lang), columns, tuple(rows), more)


def what_to_do(problems: Sequence[Problem], files: Lying, lang: Lang) -> Grid:
    """The first problems: where, what, and what to do."""
    rows = [
        (copy_of(p.file, files), *map(Text, (p.place, *problem_words(p, lang), p.suggestion)))
        for p in problems[:SHOWN_PROBLEMS]
    ]
    more = left_out(words.MORE_PROBLEMS, len(problems), SHOWN_PROBLEMS, lang)
    return grid_of_words(words.PROBLEMS.in_(lang), words.HELD_HEADS, rows, lang, more)


def copy_of(file: str, files: Lying) -> Text:
    """A file by its name, leading to its marked copy where it has one."""
    return Text(file, files.link(f"{RETURNED}/{returned_name(file)}"))


def came_in(intake: DataFrame[IntakeReport], lang: Lang) -> Section:
    """The files' last versions by the day they were taken in, and the sheets of the last of these days."""
    title = words.ARRIVALS.in_(lang)
    if intake.empty:
        return Section("arrivals", title, (report.NO_INTAKE.in_(lang),))
    days = intake.groupby("taken_in", as_index=False).agg({"file": "nunique"} | dict.fromkeys(COUNTED, "sum"))
    days = days.sort_values("taken_in", ascending=False).head(SHOWN_DAYS)
    cells = {"taken_in": INTAKE_REPORT.cells["taken_in"], "file": Cell(words.FILE_COUNT, COUNT)}
    cells |= {name: INTAKE_REPORT.cells[name] for name in COUNTED}
    grids = (grid_of(words.BY_DAY.in_(lang), days, cells, lang), latest(intake, lang))
    return Section("arrivals", title, grids=grids)


def latest(intake: pd.DataFrame, lang: Lang) -> Grid:
    """The sheets of the files that came last."""
    last = intake["taken_in"].max()
    theirs = intake[intake["taken_in"] == last]
    cells = {name: INTAKE_REPORT.cells[name] for name in SHEET_COLUMNS}
    caption = words.LATEST.in_(lang).format(day=f"{last:%Y-%m-%d}")
    more = left_out(words.MORE_SHEETS, len(theirs), SHOWN_SHEETS, lang)
    return grid_of(caption, theirs.head(SHOWN_SHEETS), cells, lang, more)
