"""A whole column reads as its cells do one by one, however many there are and however often they stand in it."""

import re

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake import columns
from pipeline.intake.columns import as_cell, read_column
from pipeline.intake.package import FAR, LONG, MAY_BE_LONG, SOONER_READ, says
from schemas.cells import Fault
from schemas.registry import SHEETS

CELLS = {f"{kind.name}.{name}": cell for kind in SHEETS.values() for name, cell in kind.cells.items()}
TYPED = st.sampled_from(
    ["1", "1.5", "12.345678901", "2026-10-03 00:00:00", "2026-10-03", "2026-10-03 14:30:00", "2026年10月3日", "46300",
     "是", "普通", "ＳＯ１", "甲 公司", "1,234.50", "10件", "1.2万", "#N/A", "SO1", "0012", "13800138000.0",
     "-3", "20261003", "1.59E+17", "-1.5E+16", "1234567890123456.0", "-1234567890123456.0"]
)  # fmt: skip


@pytest.mark.parametrize("many", [0, 10_000])
@given(
    name=st.sampled_from(sorted(CELLS)),
    texts=st.lists(st.none() | TYPED | st.text("甲Ａ①aZ19.-/年", min_size=1, max_size=5), min_size=1, max_size=30),
    epoch_1904=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_a_column_reads_as_its_cells_do_one_by_one(many, name, texts, epoch_1904):
    texts = [text for text in texts for _ in range(3)]
    cell = CELLS[name]
    expected = [
        None if text is None else cell.read(as_cell(cell, text, epoch_1904=epoch_1904)) for text in texts
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "MANY", many)
        read = read_column(cell, pa.array(texts, pa.string()), epoch_1904=epoch_1904)
    assert read.values.dtype == cell.holds.dtype
    faults = [None] * len(texts) if read.faults is None else list(read.faults)
    assert faults == [value if isinstance(value, Fault) else None for value in expected]
    values = [None if isinstance(value, Fault) else value for value in expected]
    assert [None if pd.isna(value) else value for value in read.values] == values


@given(
    parts=st.lists(
        st.text("<>v0123456789.-E+", max_size=24) | st.from_regex(r"<v>-?[0-9]{14,19}</v>", fullmatch=True), max_size=8
    )
)
def test_a_long_number_is_never_overlooked(parts):
    xml = f"<sheetData>{''.join(parts)}</sheetData></worksheet>".encode()
    if re.search(rb">" + LONG + rb"<", xml):
        assert says(xml, MAY_BE_LONG)


def test_numbers_of_fifteen_digits_and_long_fractions_cost_no_second_look():
    assert not says(b"<v>123456789012345</v><v>0.30000000000000004</v>" * 9, MAY_BE_LONG)


@pytest.mark.parametrize(
    ("place", "far"),
    [("Z299999", False), ("AA1", True), ("Z300000", True), ("XFD1048576", True), ("A999999", True), ("Z1", False)],
)
def test_a_sheet_without_a_far_place_is_small_enough_to_be_read_and_counted(place, far):
    assert says(f'\xff甲<c r="{place}"><v>1</v></c>'.encode(), FAR) == far
    assert SOONER_READ > 26 * 299_999
