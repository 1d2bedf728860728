"""The documents of sheets that are alike, accepted whole or held back, with every problem in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.broken import broken_rules
from pipeline.intake.columns import Values, repeated
from pipeline.intake.documents import (
    Grouping,
    agreed,
    grouped,
    missing,
    repeated_rows,
    unfilled_forms,
    with_defaults,
    with_line_numbers,
)
from pipeline.intake.parse import Cells, Finding, Tab, cell_findings
from pipeline.intake.reading import DOCUMENTS
from pipeline.intake.stack import spans, unstacked
from pipeline.intake.suggest import suggested
from pipeline.intake.unnumbered import ORDER_NO, unnumbered
from pipeline.problems import Problem
from schemas.sheets.kind import PLACE, SheetKind

MIXERS = ((32, 0x9E3779B97F4A7C15), (30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
"""By how far 64 bits are shifted onto themselves, and by what they are multiplied then, three times over."""
NO_BLANK = np.uint64(0x5851F42D4C957F2D)
"""Tells the number 0 from a blank."""


@dataclass(frozen=True)
class Judged:
    """One sheet, judged.

    Attributes:
        kind: What it is.
        sheet: Its name.
        table: The rows of the accepted documents, as `SheetKind.dtypes`.
        documents: One row a document: `pipeline.intake.reading.DOCUMENTS`, and `row`, its first one as Excel counts,
            and `filled`, whether a form in it is filled in.
        problems: What is wrong.
        key_column: Where the document's key stands, from 1.
        key_field: The heading over it.
        order_numbers: The order that each row names, held back or not; none for a kind that names no orders.
    """

    kind: SheetKind
    sheet: str
    table: pd.DataFrame
    documents: pd.DataFrame
    problems: tuple[Problem, ...]
    key_column: int
    key_field: str
    order_numbers: Values


def judge(cells: Cells, tabs: Sequence[Tab]) -> list[Judged]:
    """The documents of sheets that are alike, each accepted whole or held back whole; forms not filled in are left out.

    A document belongs to its sheet: what is judged of it is the same whichever sheets are judged together.

    Args:
        cells: The data rows of the sheets.
        tabs: The sheets.

    Returns:
        One a sheet, in their order.

    Source: CONTRACT 2, the unit of acceptance; CONTRACT 3, the order of agreement, defaults and rules.
    """
    groups = grouped(cells)
    if (unfilled := unfilled_forms(cells, groups)).any():
        cells = cells.only(~unfilled)
        groups = grouped(cells)
    findings = cell_findings(cells)
    cells, clashes = agreed(cells, groups)
    cells = with_line_numbers(with_defaults(cells), groups)
    findings += clashes + missing(cells, groups) + unnumbered(cells) + repeated_rows(cells, groups)
    if cells.kind.faults:
        findings += [Finding(at, field, *fault) for at, field, fault in cells.kind.faults(cells.table)]
    findings += broken_rules(cells, groups, findings)
    held = np.zeros(groups.count, dtype=bool)
    held[groups.codes[[finding.at for finding in findings]]] = True
    return _by_sheet(tabs, cells, groups, held, findings)


def _by_sheet(
    tabs: Sequence[Tab], cells: Cells, groups: Grouping, held: np.ndarray, findings: list[Finding]
) -> list[Judged]:
    accepted = ~held[groups.codes]
    names = pd.array([tab.sheet.name for tab in tabs], dtype="str")
    table = _completed(cells, groups, accepted, names)
    documents = _documents(cells, groups, held, table, names)
    problems: list[set[Problem]] = [set() for _ in tabs]
    for finding in findings:
        sheet = cells.sheets[finding.at]
        problems[sheet].add(_problem(cells, groups, finding, tabs[sheet]))
    first = groups.first_of(np.ones(len(cells), dtype=bool))
    tables = unstacked(table, cells.sheets[accepted], len(tabs))
    judged = unstacked(documents, cells.sheets[first], len(tabs))
    numbers = [_order_numbers(cells)[rows] for rows in spans(cells.sheets, len(tabs))]
    key = cells.kind.document[0]
    column = cells.columns[key]
    return [
        Judged(
            cells.kind,
            tab.sheet.name,
            rows,
            found,
            tuple(sorted(wrong)),
            column + 1,
            tab.header.texts[column].strip(),
            orders,
        )
        for tab, rows, found, wrong, orders in zip(tabs, tables, judged, problems, numbers, strict=True)
    ]


def judge_unread(cells: Cells, tab: Tab) -> Judged:
    """A sheet in which two columns claim to be the same field: all of its rows, if any, held back for that."""
    kind, sheet, rows = cells.kind, tab.sheet.name, cells.rows
    problems = []
    for first, second in tab.header.twice.values() if len(rows) else ():
        one, other = (Problem("", sheet, tab.header.row + 1, column + 1, "").cell for column in (first, second))
        heading = tab.header.texts[second].strip()
        params = (("first", one), ("second", other))
        problems.append(
            Problem("", sheet, tab.header.row + 1, second + 1, "header_twice", heading, heading, params, kind.name)
        )
    moved = bool(moves(cells).any())
    told = (kind.name, "", sheet, "held", len(rows), "", pd.NaT, moved, "", "")
    held = [(*told, int(row), True) for row in rows[:1]]
    documents = pd.DataFrame(held, columns=[*DOCUMENTS, "row", "filled"]).astype(DOCUMENTS)
    return Judged(kind, sheet, kind.empty(), documents, tuple(sorted(problems)), 0, "", _order_numbers(cells))


def _order_numbers(cells: Cells) -> Values:
    return cells.values.get(ORDER_NO, pd.array([], dtype="str"))


def _completed(cells: Cells, groups: Grouping, accepted: np.ndarray, names: Values) -> pd.DataFrame:
    kind, table = cells.kind, cells.table
    table = kind.complete(table if accepted.all() else table[accepted].reset_index(drop=True))
    completed = {name: table[name].array for name in kind.cells}
    noted = {f"has_{name}": np.full(len(table), name in cells.columns) for name in kind.noted}
    place = (groups.keys[accepted], names.take(cells.sheets[accepted]), cells.rows[accepted])
    columns = completed | noted | dict(zip(PLACE, place, strict=True))
    return pd.DataFrame(
        {
            name: columns[name] if columns[name].dtype == dtype else columns[name].astype(dtype)
            for name, dtype in kind.dtypes.items()
        },
        copy=False,
    )


def _documents(cells: Cells, groups: Grouping, held: np.ndarray, table: pd.DataFrame, names: Values) -> pd.DataFrame:
    first = groups.first_of(np.ones(len(cells), dtype=bool))
    form = cells.kind.blank_form
    found = digests(table, cells.kind, groups.codes[~held[groups.codes]], groups.count)
    return pd.DataFrame(
        {
            "kind": repeated("str", groups.count, cells.kind.name),
            "document": groups.keys[first],
            "sheet": names.take(cells.sheets[first]),
            "state": pd.array(np.where(held, "held", "accepted"), dtype="str"),
            "rows": np.bincount(groups.codes[cells.begins_row], minlength=groups.count),
            "digest": pd.array(np.where(held, "", found), dtype="str"),
            "date": _dates(cells, groups),
            "moves": groups.any_in(moves(cells)),
            "salesperson": _first_named(cells, groups, "salesperson"),
            "order_no": _first_named(cells, groups, ORDER_NO),
            "row": cells.rows[first],
            "filled": groups.any_in(cells.any_typed(form)) if form else np.full(groups.count, True),
        },
        copy=False,
    )


def _first_named(cells: Cells, groups: Grouping, name: str) -> Values:
    """The first text that each document has in a field, by its number; "" where it has none."""
    if name not in cells.columns:
        return repeated("str", groups.count, "")
    values = cells.values[name]
    return values.take(groups.first_of(~values.isna()), allow_fill=True).fillna("")


def _dates(cells: Cells, groups: Grouping) -> np.ndarray:
    """The earliest readable day of each document, by its number; blank where its kind has none."""
    dated = cells.kind.dated if cells.kind.opening is None else cells.kind.opening[1]
    earliest = np.full(groups.count, np.datetime64("NaT"), dtype="datetime64[us]")
    if dated is not None and dated in cells.columns:
        np.fmin.at(earliest, groups.codes, np.asarray(cells.values[dated]).astype("datetime64[D]"))
    return earliest


def moves(cells: Cells) -> np.ndarray:
    """The rows on which an account rests: of the master those with an opening balance, readable or not."""
    if cells.kind.opening is None:
        return np.full(len(cells), cells.kind.books)
    balance = cells.kind.opening[0]
    nothing = (cells.values[balance] == 0).to_numpy(dtype=bool, na_value=False)
    moving: np.ndarray = cells.typed[balance] & ~nothing
    return moving


def digests(table: pd.DataFrame, kind: SheetKind, codes: np.ndarray, count: int) -> np.ndarray:
    """A digest of each document's content: the same values give the same, whatever row, sheet or order they stand in.

    Args:
        table: Accepted rows of the kind.
        kind: Its columns make the content; place and presence of columns don't.
        codes: The document's number a row, from 0.
        count: How many documents there are, with rows or without.

    Returns:
        Hexadecimal text, by the document's number.
    """
    rows = np.zeros(len(table), dtype=np.uint64)
    columns = [(at, table[name].array) for at, name in enumerate(kind.cells)]
    filled = [(at, values) for at, values in columns if not values.isna().all()]
    for (at, _), numbers in zip(filled, hashes([values for _, values in filled]), strict=True):
        rows += mixed(numbers * np.uint64(2 * at + 1))
    sums = np.zeros((count, 2), dtype=np.uint64)
    np.add.at(sums, codes, np.column_stack([rows, mixed(rows)]))
    said = sums.astype(">u8").tobytes().hex()
    return np.array([said[at : at + 32] for at in range(0, len(said), 32)], dtype=object)


def hashes(columns: Sequence[Values]) -> Iterator[np.ndarray]:
    """A number for each value, the same for the same one, 0 for a blank; texts as they are compared.

    The texts of all columns are looked up at once: a call for each column costs a small sheet more than its texts.
    """
    texts = [pa.array(values, pa.large_string(), from_pandas=True) for values in columns if values.dtype == "str"]
    encoded = pa.chunked_array(texts, pa.large_string()).combine_chunks().dictionary_encode()
    distinct = pc.utf8_normalize(encoded.dictionary, "NFKC").to_numpy(zero_copy_only=False)
    known = np.append(pd.util.hash_array(distinct, categorize=False), np.uint64(0))
    codes = iter(np.split(encoded.indices.fill_null(-1).to_numpy(), max(len(texts), 1)))
    for values in columns:
        if values.dtype == "str":
            yield known[next(codes)]
        else:
            whole = pa.array(values, from_pandas=True)
            numbers = mixed(whole.cast(pa.int64()).fill_null(0).to_numpy().view(np.uint64) ^ NO_BLANK)
            yield np.where(whole.is_valid().to_numpy(zero_copy_only=False), numbers, np.uint64(0))


def mixed(numbers: np.ndarray) -> np.ndarray:
    """Numbers of 64 bits to others that look like chance, each to its own, as splitmix64 does."""
    for shift, factor in MIXERS:
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers


def _problem(cells: Cells, groups: Grouping, finding: Finding, tab: Tab) -> Problem:
    column = cells.column_of(finding.at, finding.field)
    typed = cells.typed_text(finding.at, finding.field)
    cell = cells.kind.cells.get(finding.field)
    return Problem(
        file="",
        sheet=tab.sheet.name,
        row=int(cells.rows[finding.at]),
        column=column + 1,
        code=finding.code,
        field="" if column < 0 else " ".join(tab.header.texts[column].split()),
        typed=typed,
        params=finding.params,
        kind=cells.kind.name,
        document=str(groups.keys[finding.at]),
        suggestion=suggested(cell, finding.code, typed, finding.params) if cell else "",
    )
