"""Any cells at all give documents or problems, never a crash, and every row is accepted, held, repeated or ignored."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from schemas.registry import SHEETS
from tests.bench.fuzz import fuzzed
from tests.intake.made import adds_up, book

HEADERS = [[cell.label.zh for cell in kind.cells.values()] for kind in SHEETS.values()]
CELLS = (
    st.sampled_from(
        ["", "合计", "SO1", "SO2", "2026-10-03", "1", "-1", "0", "1.5", "是", "甲", "示例", "#N/A", "1E+99", "９９"]
    )
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=6)
    | st.integers(-(10**20), 10**20).map(str)
)  # fmt: skip
GRIDS = st.builds(
    lambda title, header, rows: [*title, header, *rows],
    st.lists(st.lists(CELLS, max_size=4), max_size=2),
    st.sampled_from(HEADERS)
    | st.lists(CELLS | st.sampled_from([label for header in HEADERS for label in header]), max_size=12),
    st.lists(st.lists(CELLS, max_size=26), max_size=8),
)


@given(grid=GRIDS)
@settings(max_examples=40, deadline=None)
def test_any_text_file_gives_documents_or_problems(grid):
    out = io.StringIO()
    csv.writer(out).writerows(grid)
    reading = read_file(out.getvalue().encode(), "a.csv", ReadingRules())
    assert (reading.refusal is not None) or adds_up(reading)


@given(grids=st.lists(GRIDS, min_size=1, max_size=2))
@settings(max_examples=30, deadline=None)
def test_any_workbook_gives_documents_or_problems(grids):
    content = book({f"表{number}": grid for number, grid in enumerate(grids)})
    reading = read_file(content, "a.xlsx", ReadingRules())
    assert (reading.refusal is not None) or adds_up(reading)


@pytest.mark.slow
def test_mutated_workbooks_are_read_or_refused():
    found = fuzzed(60, seed=7)
    assert [said for said in found if said.startswith("reader_") or said.isupper()] == []
    assert found["read"] > 5
    assert found["damaged"] > 5
