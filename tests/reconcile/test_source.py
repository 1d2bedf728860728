"""Where figures come from, in words."""

import pandas as pd

from pipeline.reconcile.source import row_source, sources


def rows(*places):
    frame = pd.DataFrame(places, columns=["number", "file", "sheet", "row"])
    return frame.astype({"number": "str", "file": "str", "sheet": "str"})


def test_rows_that_follow_each_other_are_one_run():
    found = sources(rows(("A", "f", "s", 7), ("A", "f", "s", 5), ("A", "f", "s", 6), ("A", "f", "s", 9)), ["number"])
    assert found["A"] == "f s!5-7,9"


def test_a_row_named_twice_stands_once():
    assert sources(rows(("A", "f", "s", 5), ("A", "f", "s", 5)), ["number"])["A"] == "f s!5"


def test_places_stand_by_file_and_sheet():
    found = sources(rows(("A", "g", "s", 1), ("A", "f", "t", 3), ("A", "f", "s", 2)), ["number"])
    assert found["A"] == "f s!2; f t!3; g s!1"


def test_groups_keep_their_own_rows_and_blank_keys_have_none():
    found = sources(rows(("A", "f", "s", 1), ("B", "f", "s", 2), (None, "f", "s", 3)), ["number"])
    assert found.to_dict() == {"A": "f s!1", "B": "f s!2"}


def test_no_rows_have_no_source():
    assert sources(rows(), ["number"]).empty
    assert sources(rows().assign(type=[]), ["number", "type"]).index.names == ["number", "type"]


def test_each_row_names_itself():
    assert row_source(rows(("A", "十月订单.xlsx", "订单", 5))).tolist() == ["十月订单.xlsx 订单!5"]
