"""Typed rows to the rules of their kind that they break, as pandera's checks find them."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from pipeline.intake.checks import Check
from pipeline.intake.documents import Grouping, is_shared
from pipeline.intake.parse import Cells, Finding
from schemas.cells import Params
from schemas.registry import SHEETS

BUILT_IN = {
    "greater_than": ("not_above", "min_value"),
    "greater_than_or_equal_to": ("below_least", "min_value"),
    "less_than_or_equal_to": ("above_most", "max_value"),
    "not_equal_to": ("is_zero", "value"),
}
"""pandera's own checks: the problem, and what the check calls its limit."""


def broken_rules(cells: Cells, groups: Grouping, known: list[Finding]) -> list[Finding]:
    """The rules that rows break; none where a cell that the rule is about has a problem already.

    A rule about a document-level field is reported where the field was typed, else on the document's first row.

    Args:
        cells: The rows, defaults filled in.
        groups: Their documents.
        known: What was found before.
    """
    failures = sorted(_failures(cells), key=lambda failure: len(failure[0]))
    bad = _bad_cells(cells, groups, known) if failures else {}
    findings: list[Finding] = []
    for names, code, params, failing in failures:
        wrong = failing & ~np.any([bad[name] for name in names], axis=0)
        marked = next((name for name in names if name in cells.columns), "")
        findings += [Finding(int(at), marked, code, params) for at in _reported(cells, groups, marked, wrong)]
        if len(names) == 1:
            bad[names[0]] |= wrong
    return findings


def _bad_cells(cells: Cells, groups: Grouping, known: list[Finding]) -> dict[str, np.ndarray]:
    """Cells that no rule is asked about; a document-level field is bad in all rows of its document."""
    bad = {name: np.zeros(len(cells), dtype=bool) for name in cells.kind.cells}
    for finding in known:
        if finding.field in bad:
            bad[finding.field][finding.at] = True
    for name, cell in cells.kind.cells.items():
        if is_shared(cells, name, cell):
            unknown = ~groups.readable & cells.values[name].isna()
            bad[name] = groups.spread(bad[name]) | unknown
    return bad


def _failures(cells: Cells) -> Iterator[tuple[tuple[str, ...], str, Params, np.ndarray]]:
    """Each rule that any row breaks: its columns, its problem, and which rows.

    The checks are asked one by one: the readers of the cells see to names and dtypes, and going through the schema
    costs a small sheet as much again as its rules.
    """
    table = cells.table
    for column, check in _rules_of(cells.kind.name):
        passed = check(table[column] if column else table).check_output
        if len(passed) < len(table):  # a check of one column is not asked about its blanks
            passed = passed.reindex(table.index, fill_value=True)
        failing = ~passed.to_numpy(dtype=bool)
        if failing.any():
            yield *_told(cells, column, check), failing


@cache
def _rules_of(kind: str) -> list[tuple[str, Check]]:
    """The rules of a kind: those of each column, by its name, then those of the row, named ""."""
    schema = SHEETS[kind].model.to_schema()
    own = [(name, check) for name, column in schema.columns.items() for check in column.checks]
    return [*own, *(("", check) for check in schema.checks)]


def _told(cells: Cells, column: str, check: Check) -> tuple[tuple[str, ...], str, Params]:
    """The columns that a rule is about, and the problem of a row that breaks it."""
    if not column:
        return tuple(str(check.title).split(",")), str(check.error), ()
    code, limit = BUILT_IN[str(check.name)]
    least = (check.statistics or {})[limit] / 10 ** (cells.kind.cells[column].holds.decimals or 0)
    return (column,), code, (("limit", f"{least:g}"),)


def _reported(cells: Cells, groups: Grouping, marked: str, wrong: np.ndarray) -> np.ndarray:
    if not marked or not is_shared(cells, marked, cells.kind.cells[marked]):
        return np.flatnonzero(wrong)
    typed = wrong & cells.typed[marked]
    elsewhere = groups.first_of(wrong & ~groups.spread(typed))
    return np.sort(np.concatenate([np.flatnonzero(typed), elsewhere[elsewhere >= 0]]))
