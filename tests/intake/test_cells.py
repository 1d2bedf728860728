"""The bulk of a column reads as its cells do one by one, and any cells at all give documents or problems."""

import copy
import datetime as dt
import pickle

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake.columns import as_cell, read_column, shown
from schemas.cells import (
    CHOICE,
    CODE,
    COUNT,
    DAY,
    FLAG,
    MOMENT,
    MONEY,
    MONTH,
    PRICE,
    QUANTITY,
    TEXT,
    Cell,
    CellType,
    Fault,
)
from schemas.choices import PaymentTerms
from schemas.registry import SHEETS
from schemas.words import Words
from tests.intake.made import adds_up, read

TYPES = [TEXT, CODE, COUNT, QUANTITY, PRICE, MONEY, DAY, MOMENT, MONTH, FLAG]
ODD = [
    "2026-03-05 00:00:00",
    "2026-03-05 14:30:05.500",
    "2026-3-5",
    "2026年10月3日 9:05",
    "20261003",
    "46086",
    "46082.5",
    "3/4/26",
    "2026-02-30",
    "2026-02-30 00:00:00",
    "1899-12-31 14:30:00",
    "2026-03-05 24:00:00",
    "2100-01-01 00:00:00",
    "123456789.120000005",
    "12345.678901234",
    "0.3",
    "-0",
    "1,234.50",
    "12,34",
    "(100.00)",
    "¥5",
    "5元",
    "10件",
    "1.2万",
    "１２３",
    "true",
    "是",
    "×",
    "13800138000.0",
    "000123",
    " a  b ",
    "ａｂ",
    "a\n",
    "月结",
    "999999999999",
    "1000000000000",
    "99999999999.9999",
    "0.00001",
    "12.50000",
    "1e5",
    "½",
]
NUMBERS = st.decimals(-(10**12), 10**12, places=4, allow_nan=False).map(str)
MOMENTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2110, 1, 1)).map(lambda m: f"{m:%Y-%m-%d %H:%M:%S}")
TEXTS = st.one_of(st.none(), st.sampled_from(ODD), NUMBERS, MOMENTS, st.text(min_size=1, max_size=8))


@pytest.mark.parametrize("holds", [*TYPES, CHOICE])
def test_a_type_is_the_same_one_wherever_it_is_copied_or_sent_to(holds: CellType):
    assert pickle.loads(pickle.dumps(holds)) is holds
    assert copy.deepcopy(Cell(Words("甲", "A"), holds)).holds is holds


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=30), st.sampled_from(TYPES), st.booleans())
def test_a_column_at_once_reads_as_its_cells_one_by_one(texts, holds, short):
    cell = Cell(Words("列", "column"), holds, longest=6 if short else None)
    column = read_column(cell, pa.array(texts, pa.string()))
    assert str(column.values.dtype) == holds.dtype
    for at, text in enumerate(texts):
        expected = None if text is None else cell.read(as_cell(cell, text))
        fault = None if column.faults is None else column.faults[at]
        if isinstance(expected, Fault) or expected is None:
            assert (fault, column.values.isna()[at]) == (expected, True)
        else:
            assert (fault, column.values[at]) == (None, expected)


def test_choices_are_read_once_a_distinct_word():
    cell = Cell(Words("付款方式", "terms"), TEXT, choices=PaymentTerms)
    column = read_column(cell, pa.array(["月结", "Monthly", None, "赊账", "月 结"]))
    assert column.values.fillna("").tolist() == ["月结", "月结", "", "", "月结"]
    assert [fault and fault.code for fault in column.faults] == [None, None, None, "not_a_choice", None]


@pytest.mark.parametrize(
    ("text", "as_seen"),
    [
        ("123456789.120000005", "123456789.12"),
        ("2026-03-05 00:00:00", "2026-03-05"),
        ("true", "TRUE"),
        (" x ", "x"),
        ("0.123456789", "0.123456789"),
        ("000123", "000123"),
        ("+57372-10-11 00:00:00", "20261018"),
        ("+262001-02-28 00:00:00", "95000000"),
    ],
)
def test_a_cell_is_quoted_as_excel_shows_it(text, as_seen):
    assert shown(text) == as_seen


def test_a_bare_serial_in_a_1904_workbook_counts_from_1904():
    column = read_column(Cell(Words("日", "day"), DAY), pa.array(["44624"]), epoch_1904=True)
    assert column.values.tolist() == [pd.Timestamp("2026-03-05")]


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["SO1", "SO2", "CK1", "合计", "示例", "2026-10-03", "是", "否", "C1", "P1", "x", "订单号", "数量", "单价", "=1"]
    ),
    st.integers(-5, 50_000),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda f: round(f, 3)),
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    st.booleans(),
    st.text(max_size=6),
)


@st.composite
def grids(draw):
    """A sheet of some kind with all its required labels and some others, over rows of anything at all."""
    kind = SHEETS[draw(st.sampled_from(sorted(SHEETS)))]
    optional = [name for name in kind.cells if name not in kind.required]
    names = [*kind.required, *draw(st.lists(st.sampled_from(optional), unique=True, max_size=6))]
    if draw(st.integers(0, 5)) == 0:
        names.append(draw(st.sampled_from(names)))
    head = [draw(st.sampled_from(kind.cells[name].labels)) for name in draw(st.permutations(names))]
    rows = draw(st.lists(st.lists(CELLS, min_size=len(head), max_size=len(head) + 1), max_size=12))
    return [*draw(st.lists(st.lists(CELLS, max_size=2), max_size=2)), head, *rows]


@settings(max_examples=150, deadline=None)
@given(st.lists(grids(), min_size=1, max_size=2))
def test_any_cells_at_all_give_documents_or_problems_and_no_row_disappears(sheets):
    reading = read({f"表{number}": rows for number, rows in enumerate(sheets)})
    assert adds_up(reading)
    held = reading.documents[reading.documents["state"] == "held"]
    assert set(held["document"]) == {problem.document for problem in reading.problems}
    for name, table in reading.tables.items():
        assert dict(table.dtypes.astype(str)) == SHEETS[name].dtypes
    assert list(reading.problems) == sorted(reading.problems)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10",
        "2026/10",
        "2026.10",
        "202610",
        "2026年10月",
        "２０２６年10月份",
        "2026-10-01 00:00:00",
        "46296",
        "2026-10-31",
    ],
)
def test_a_month_is_read_in_the_forms_in_which_people_and_excel_write_it(text: str):
    assert MONTH.read(text) == "2026-10"


@pytest.mark.parametrize("text", ["10月", "2026-13", "2026-00", "26-10", "1999-10", "2026", "2026-10-32", "十月"])
def test_what_says_no_month_is_refused_and_not_guessed(text: str):
    assert isinstance(MONTH.read(text), Fault)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("(100.00)", -10000),
        ("（￥1,234.50）", -123450),
        ("-¥5", -500),
        ("¥-5", -500),
        ("(100.00元)", -10000),
        (".5", 50),
        ("5.", 500),
        ("(-1)", None),
        ("(1", None),
        ("1)", None),
        ("RMB5", None),
        ("5万", None),
        ("5千元", None),
        ("5美元", None),
        ("1,23.00", None),
        ("0.001", None),
    ],
)
def test_an_amount_below_zero_has_brackets_or_one_minus_and_nothing_but_yuan_stands_beside_it(typed, fen):
    read = MONEY.read(typed)
    assert (None if isinstance(read, Fault) else read) == fen
