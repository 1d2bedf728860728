"""The bytes of files to everything that came of reading each. Read this first: the steps of intake in order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import pandas as pd

from pipeline.intake.accept import Judged, judge, judge_unread
from pipeline.intake.bank import payment_lines, without_marks
from pipeline.intake.grid import RawSheet, raw_sheets
from pipeline.intake.nearly import Nearest, nearest
from pipeline.intake.parse import Tab, parse
from pipeline.intake.reading import DOCUMENTS, NEARLY, Named, Note, Reading, SheetReading
from pipeline.intake.recognise import SEARCHED, Header, is_form, recognise
from pipeline.intake.refused import Refused
from pipeline.intake.rows import data_rows, filled_rows
from pipeline.intake.rules import ReadingRules
from pipeline.intake.settle import settled
from pipeline.intake.stack import alike
from pipeline.intake.unnumbered import ORDER_NO
from pipeline.intake.unpivot import parse_matrix
from pipeline.problems import Problem, column_letters
from schemas.cells import Params
from schemas.sheets.kind import SheetKind

SHOWN_RUNS = 5
"""How many runs of hidden rows or columns a note names."""


Opened = list[tuple[SheetReading, Tab | None]] | Problem
"""The sheets of a file, those that we know to be read and judged; or why there are none."""


def read_file(content: bytes, name: str, rules: ReadingRules) -> Reading:
    """What one file holds; see `read_files`."""
    (reading,) = read_files([(content, name)], rules)
    return reading


def read_files(files: Sequence[Named], rules: ReadingRules) -> list[Reading]:
    """What each of some files holds: sheets, accepted rows, documents and every problem, all in one pass.

    Bad input never raises: a file that can't be read gives a Reading with a refusal. The same bytes under the same
    rules give the same Reading whichever files are read along with them, and the file's name is nowhere in it; only
    its ending is looked at.

    Args:
        files: The files; where they are small, many cost little more than one.
        rules: How this office reads.

    Returns:
        One a file, in their order.

    Source: CONTRACT 1 and 2.
    """
    every = [_opened(content, name, rules) for content, name in files]
    tabs = [tab for sheets in every if not isinstance(sheets, Problem) for _, tab in sheets if tab is not None]
    judged = iter(_judged(tabs))
    return [
        Reading(refusal=sheets)
        if isinstance(sheets, Problem)
        else _together([about for about, _ in sheets], [None if tab is None else next(judged) for _, tab in sheets])
        for sheets in every
    ]


def _opened(content: bytes, name: str, rules: ReadingRules) -> Opened:
    """The sheets of one file and what is known of each, before any cell is read."""
    try:
        sheets = raw_sheets(content, name, rules)
        headers = [None if sheet.hidden else recognise(_head(sheet), sheet.name, rules) for sheet in sheets]
        if not any(headers):
            _refuse(sheets, rules)
    except Refused as refused:
        return Problem("", refused.sheet, 0, 0, refused.code, params=refused.params)
    return [
        (_ignored(sheet, header, rules), None)
        if header is None or header.kind is None
        else _known(sheet, header, header.kind)
        for sheet, header in zip(sheets, headers, strict=True)
    ]


def _head(sheet: RawSheet) -> list[list[str]]:
    columns = [column[:SEARCHED].to_pylist() for column in sheet.columns]
    return [[text or "" for text in row] for row in zip(*columns, strict=True)]


def _known(sheet: RawSheet, header: Header, kind: SheetKind) -> tuple[SheetReading, Tab]:
    notes = list(_notes(sheet, header, kind))
    if header.layout:
        sheet = without_marks(sheet, header, header.layout)
    rows = data_rows(sheet, header, kind.document[0])
    places = rows.places
    if header.layout:
        places, note = payment_lines(sheet, header, header.layout, places)
        notes.append(note)
    about = SheetReading(
        name=sheet.name,
        kind=kind.name,
        rows=rows.counted,
        header_row=header.row + 1,
        columns={name: column + 1 for name, column in header.columns.items()},
        notes=tuple(notes),
        form=is_form(header),
    )
    return about, Tab(sheet, header, places)


def _judged(tabs: Sequence[Tab]) -> list[Judged]:
    """Every sheet, read and judged along with those that are alike."""
    found: dict[int, Judged] = {}
    for numbers in alike(tabs):
        together = [tabs[number] for number in numbers]
        found |= zip(numbers, _judged_together(together), strict=True)
    return [found[number] for number in range(len(tabs))]


def _judged_together(tabs: Sequence[Tab]) -> list[Judged]:
    first = tabs[0]
    if first.header.twice:
        return [judge_unread(parse(tabs), first)]
    return judge(parse_matrix(first) if first.header.matrix else parse(tabs), tabs)


def _ignored(sheet: RawSheet, header: Header | None, rules: ReadingRules) -> SheetReading:
    """A sheet that is not read: hidden, a report of our own, nearly a table that we know, or none at all."""
    rows = len(filled_rows(sheet, header.row + 1 if header else 0))
    if sheet.hidden:
        note: Note = ("hidden_sheet", ())
    elif header and header.answer:
        own = header.answer.name
        note = ("problem_list", ()) if own == "problem_list" else ("own_report", (("answer", own),))
    elif (near := nearest(_head(sheet), rules)) and near.nearly:
        note = (NEARLY, near.params)
    else:
        note = ("not_a_table", ())
    return SheetReading(sheet.name, rows=rows, ignored=rows, header_row=header.row + 1 if header else 0, notes=(note,))


def _notes(sheet: RawSheet, header: Header, kind: SheetKind) -> Iterable[Note]:
    for column, name in sorted(header.passed.items()):
        read = header.texts[header.columns[name]].strip()
        place = f"{column_letters(column + 1)}{header.row + 1}"
        label = header.texts[column].strip()
        yield "alias_not_read", (("cell", place), ("column", f"{kind.name}.{name}"), ("label", label), ("read", read))
    filled = sheet.own[header.row + 1 :]
    rows = [row for row in sheet.hidden_rows if header.row < row < sheet.rows and sheet.own[row].any()]
    columns = [c for c in sheet.hidden_columns if c < filled.shape[1] and c in header.read]
    if rows:
        yield "hidden_rows", (("rows", _runs(rows, lambda row: str(row + 1))),)
    if columns:
        yield "hidden_columns", (("columns", _runs(columns, lambda column: column_letters(column + 1))),)


def _runs(numbers: Sequence[int], shown: Callable[[int], str]) -> str:
    """Numbers as runs, such as `5-7, 9`; the first few, and an ellipsis where there are more."""
    starts = [0, *(at + 1 for at, (one, other) in enumerate(pairwise(numbers)) if other != one + 1), len(numbers)]
    runs = [(numbers[first], numbers[after - 1]) for first, after in pairwise(starts)]
    told = [shown(one) if one == other else f"{shown(one)}-{shown(other)}" for one, other in runs[:SHOWN_RUNS]]
    return ", ".join(told) + (" …" if len(runs) > SHOWN_RUNS else "")


def _refuse(sheets: Sequence[RawSheet], rules: ReadingRules) -> None:
    """Says what a workbook lacks in which no sheet is known.

    Raises:
        Refused: Always.
    """
    if not any(sheet.own.any() for sheet in sheets):
        raise Refused("no_content")
    near = [(sheet.name, nearest(_head(sheet), rules)) for sheet in sheets if not sheet.hidden]
    known = [(name, found) for name, found in near if found is not None]
    if not known:
        raise Refused("no_header")
    name, best = max(known, key=lambda one: (one[1].found, -len(one[1].lacks)))
    raise Refused(*_lacking(best), name)


def _lacking(best: Nearest) -> tuple[str, Params]:
    if best.lacks:
        return "no_known_header", best.params
    kind = ("kind", best.kind.name)
    further = [name for name in best.kind.cells if name not in best.kind.required]
    return "too_few_columns", (("fields", ",".join(further)), kind, ("needed", str(best.kind.also_needed)))


def _together(sheets: Sequence[SheetReading], found: Sequence[Judged | None]) -> Reading:
    """One file, from what is known of its sheets and what was judged of those that we know."""
    read = [
        about if one is None else replace(about, ignored=about.rows - int(one.documents["rows"].sum()))
        for about, one in zip(sheets, found, strict=True)
    ]
    judged = settled([one for one in found if one is not None])
    tables: dict[str, list[pd.DataFrame]] = {}
    for one in judged:
        if len(one.table):
            tables.setdefault(one.kind.name, []).append(one.table)
    documents = [one.documents for one in judged if len(one.documents)]
    return Reading(
        sheets=tuple(read),
        tables={kind: _stacked(parts) for kind, parts in tables.items()},
        documents=_stacked(documents)[list(DOCUMENTS)] if documents else Reading().documents,
        problems=tuple(sorted(problem for one in judged for problem in one.problems)),
        order_numbers=_held_numbers(judged) if any(one.problems for one in judged) else (),
    )


def _stacked(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Tables under each other; one alone as it is."""
    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)


def _held_numbers(judged: list[Judged]) -> tuple[str, ...]:
    """The order numbers that are named by rows held back, and by no accepted one."""
    named = {number for one in judged for number in one.order_numbers.dropna().unique()}
    accepted = (one.table[ORDER_NO] for one in judged if ORDER_NO in one.table)
    return tuple(sorted(named.difference(*(numbers.dropna().unique() for numbers in accepted))))
