"""A table that is folded small is, column by column, the table that it was."""

import pickle

import numpy as np
import pandas as pd
import pytest

from pipeline.report.coded import coded
from pipeline.report.folded import folded
from pipeline.report.parts import between
from tests.report.test_coded import TYPED


@pytest.mark.parametrize("name", [name for name in TYPED if name != "untyped"])
def test_a_column_comes_out_as_it_went_in(name: str):
    column = TYPED[name]
    found = pickle.loads(pickle.dumps(folded(pd.DataFrame({name: column}), [name])))
    assert len(found) == len(column)
    assert found[name].distinct == coded(column).distinct
    np.testing.assert_array_equal(found[name].codes, coded(column).codes)


@pytest.mark.parametrize(("start", "end"), [(0, 2), (1, 3), (2, 5), (4, 4)])
def test_some_of_the_rows_have_only_their_own_values_in_the_order_in_which_they_come(start: int, end: int):
    table = pd.DataFrame({name: TYPED[name] for name in ("text", "number")})
    some = between(folded(table, table), start, end)
    assert len(some) == end - start
    for name, column in table.iloc[start:end].items():
        assert some[name].distinct == coded(column).distinct
        assert some[name].each() == coded(column).each()


def test_some_rows_of_some_rows_are_counted_from_these():
    whole = folded(pd.DataFrame({"number": pd.Series(range(9), dtype="Int64")}), ["number"])
    assert between(between(whole, 3, 8), 1, 3)["number"].each() == [4, 5]


def test_what_nobody_asks_for_stays_behind_and_a_few_values_often_take_little_room():
    many = pd.DataFrame({"stage": ["已完成", "待审核"] * 50_000, "address": "上海"}, dtype="str")
    found = folded(many, ["stage"])
    assert list(found.columns) == ["stage"]
    assert len(pickle.dumps(found)) < 20_000
