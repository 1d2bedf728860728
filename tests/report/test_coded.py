"""A column's distinct values, in the order in which they come, and where each stands."""

from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from pipeline.report.coded import Coded, added, coded, coded_objects, narrow, with_words
from pipeline.report.plain import plain

DAY = pd.Timestamp(2026, 10, 31)
TYPED = {
    "text": pd.Series(["乙", None, "甲", "乙", ""], dtype="str"),
    "number": pd.Series([300, None, -1, 300, 0], dtype="Int64"),
    "whole": pd.Series([3, 1, 3], dtype="int64"),
    "day": pd.Series([DAY, pd.NaT, DAY], dtype="datetime64[us]"),
    "flag": pd.Series([True, None, False, True], dtype="boolean"),
    "nothing": pd.Series([None, None], dtype="str"),
    "no row": pd.Series([], dtype="Int64"),
    "untyped": pd.Series(["甲", 1, None], dtype=object),
    "joined": pd.concat([pd.Series(["乙", "甲"], dtype="str"), pd.Series(["甲", None], dtype="str")]),
}


@pytest.mark.parametrize("name", TYPED)
def test_a_typed_column_is_coded_to_the_same_values_as_row_by_row(name: str):
    values, found = list(plain(TYPED[name])), coded(TYPED[name])
    assert found.each() == values
    assert list(found.distinct) == list(dict.fromkeys(values))
    assert [type(value) for value in found.each()] == [type(value) for value in values]


def test_days_are_pythons_own():
    assert coded(TYPED["day"]).distinct == [datetime(2026, 10, 31), None]


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 65_537])
def test_a_narrow_column_has_the_same_values_in_less_memory(count: int):
    column = coded(list(range(count)))
    found = narrow(column)
    assert found.each() == column.each()
    assert found.codes.itemsize <= column.codes.itemsize


def test_objects_are_told_apart_by_identity():
    one, other = [1], [1]
    found = coded_objects([one, other, one])
    assert found.codes.tolist() == [0, 1, 0]


def test_words_take_the_place_of_blanks_only_and_come_in_the_order_of_the_rows():
    said = coded(["不说", "丙", None, "甲", "丙"])
    found = with_words(coded([1, None, None, None, 1]), said)
    assert found.each() == [1, "丙", None, "甲", 1]
    assert found.distinct == [1, "丙", None, "甲"]


def test_a_sum_counts_every_row_of_a_value_and_no_blank():
    assert added(coded(TYPED["number"])) == 599
    assert added(Coded([], np.array([], np.int32))) == 0
