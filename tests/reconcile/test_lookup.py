"""What stands under a key: found alike for texts, which pyarrow looks up, and for any other keys."""

import pandas as pd
import pytest

from pipeline.reconcile.lookup import looked_up, together

NAMES = pd.Series(["甲", None, "丙"], index=pd.Index(["C1", "C2", "C3"], dtype="str"), dtype="str", name="name")
KEYS = pd.Series(["C3", None, "C9", "C1", "C3", "C2"], index=[9, 8, 7, 6, 5, 4], dtype="str")


def test_a_key_that_is_blank_or_not_there_has_nothing_under_it():
    expected = pd.Series(["丙", None, None, "甲", "丙", None], index=KEYS.index, dtype="str", name="name")
    pd.testing.assert_series_equal(looked_up(KEYS, NAMES), expected)


def test_a_blank_key_finds_nothing_even_where_a_value_stands_under_a_blank():
    values = pd.Series(["甲", "乙"], index=pd.Index(["C1", None], dtype="str"), dtype="str")
    assert looked_up(KEYS, values).tolist()[3] == "甲"
    assert looked_up(KEYS, values).isna().tolist() == [True, True, True, False, True, True]


@pytest.mark.parametrize(
    "values", [[1, 2, 3], [True, False, True], [1.5, 2.5, None], pd.to_datetime(["2026-10-01"] * 3)]
)
@pytest.mark.parametrize("keys", [KEYS, KEYS[KEYS == "C3"], KEYS[:0]])
def test_values_of_any_type_come_as_reindex_gives_them(values: list[object], keys: pd.Series):
    table = pd.Series(values, index=NAMES.index)
    for typed in (table, table.astype("Int64") if table.dtype == "int64" else table):
        expected = typed.reindex(pd.Index(keys)).set_axis(keys.index)
        pd.testing.assert_series_equal(looked_up(keys, typed), expected)


def test_numbers_are_keys_too():
    found = looked_up(pd.Series([2, 7]), pd.Series(["甲", "乙"], index=[1, 2], dtype="str"))
    assert found.tolist()[0] == "乙" and found.isna().tolist() == [False, True]


def test_two_values_under_one_key_are_refused():
    twice = pd.Series(["甲", "乙"], index=pd.Index(["C1", "C1"], dtype="str"), dtype="str")
    with pytest.raises(ValueError, match="one key"):
        looked_up(KEYS, twice)


def test_a_key_of_several_texts_tells_them_apart_and_is_blank_where_one_of_them_is():
    one, other = pd.Series(["C1", "C11", None], dtype="str"), pd.Series(["10", "0", "0"], dtype="str")
    key = together(one, other)
    assert key.nunique() == 2 and key.isna().tolist() == [False, False, True]
