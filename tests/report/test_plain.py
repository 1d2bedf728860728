"""What a typed column is as a plain list."""

from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from pipeline.report.plain import TOGETHER, apart, columns_of, plain, rows_by, rows_of


@pytest.mark.parametrize(
    ("dtype", "values"),
    [
        ("str", ["晨光", "", None]),
        ("Int64", [2**60 + 1, -1, None]),
        ("int64", [1, 2]),
        ("boolean", [True, False, None]),
        ("datetime64[us]", [datetime(2026, 10, 31), datetime(2026, 10, 31, 14, 30), None]),
        ("datetime64[ns]", [datetime(2026, 10, 31), None]),
        (object, ["a", 1, None]),
        (object, [datetime(2026, 10, 31), None]),
    ],
)
def test_values_are_python_s_own_and_blank_is_none(dtype: Any, values: list[Any]):
    found = plain(pd.Series(values, dtype=object).astype(dtype))
    assert found == values
    assert [type(value) for value in found] == [type(value) for value in values]


def test_no_row_is_an_empty_list():
    assert [list(plain(pd.Series([], dtype=dtype))) for dtype in ("str", "Int64", "datetime64[us]")] == [[], [], []]


def test_what_is_plain_stays_as_it_is():
    assert plain(["a", None]) == ["a", None]


def test_rows_are_taken_apart_by_a_column_and_keep_their_order():
    table = pd.DataFrame({"customer": ["B", "A", "B"], "fen": [1, 2, 3]}).astype({"customer": "str", "fen": "Int64"})
    columns = columns_of(table)
    assert rows_of(columns)[1] == {"customer": "A", "fen": 2}
    assert rows_by(columns, "customer") == {
        "B": {"customer": ["B", "B"], "fen": [1, 3]},
        "A": {"customer": ["A"], "fen": [2]},
    }


def test_tables_are_taken_apart_some_values_at_a_time_and_nothing_is_lost_between_them():
    codes = [f"C{number:03}" for number in range(2 * TOGETHER + 1)]
    lines = pd.DataFrame({"customer": [*codes[::-1], "nobody's", *codes], "line": range(4 * TOGETHER + 3)})
    slips = pd.DataFrame({"customer": [codes[-1]], "slip": ["S1"]})
    tables = [table.astype({"customer": "str"}) for table in (lines, slips)]
    of_lines, of_slips = (rows_by(columns_of(table), "customer") for table in tables)
    assert list(apart(tables, "customer", codes)) == [(of_lines[code], of_slips.get(code, {})) for code in codes]
    assert list(apart(tables, "customer", [])) == []
