"""Figures as text: the same in every language, exact, and short lists of many things."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import places


def told(form, value):
    return form(pd.Series([value], dtype="Int64")).iloc[0]


@pytest.mark.parametrize(
    ("fen", "text"), [(124_050, "1,240.50"), (5, "0.05"), (-5, "-0.05"), (0, "0.00"), (-123_456_789, "-1,234,567.89")]
)
def test_amounts_have_two_decimals(fen, text):
    assert told(wording.yuan, fen) == text


@pytest.mark.parametrize(("e4", "text"), [(125_000, "12.50"), (123_456, "12.3456"), (123_400, "12.34"), (0, "0.00")])
def test_prices_have_two_decimals_and_more_where_they_need_them(e4, text):
    assert told(wording.price, e4) == text


@pytest.mark.parametrize(("e3", "text"), [(60_000, "60"), (1_200_500, "1,200.5"), (1, "0.001"), (0, "0")])
def test_quantities_have_the_decimals_they_need(e3, text):
    assert told(wording.quantity, e3) == text


@given(st.integers(-(10**14), 10**14))
def test_no_fen_is_lost_in_words(fen):
    assert round(float(told(wording.yuan, fen).replace(",", "")) * 100) == fen


def test_what_is_missing_is_blank():
    assert told(wording.yuan, None) == ""
    assert wording.day(pd.Series(pd.to_datetime([None, "2026-11-02"]))).tolist() == ["", "2026-11-02"]
    moments = pd.Series(pd.to_datetime(["2026-11-02 09:05:00", "2026-11-02 09:00:00", "2026-11-02 09:00:01", None]))
    assert wording.moment(moments).tolist() == ["2026-11-02 09:05", "2026-11-02 09:00", "2026-11-02 09:00:01", ""]


def listed(*texts):
    lines = pd.DataFrame({"key": ["A"] * len(texts)})
    return wording.items(lines, "key", pd.Series(texts, dtype="str")).to_dict()


def test_three_items_are_named_and_a_fourth_is_only_hinted_at():
    assert listed("a", "b", "c") == {"A": "a\u001fb\u001fc"}
    assert listed("a", "b", "c", "d") == {"A": "a\u001fb\u001fc\u001f…"}
    assert listed("a", "b", "c", "d", "e") == {"A": "a\u001fb\u001fc\u001f…"}


def test_an_item_is_named_once_and_a_blank_one_not_at_all():
    assert listed("a", None, "a", "b") == {"A": "a\u001fb"}
    assert listed(None, "a") == {"A": "a"}
    assert listed(None, None) == {"A": ""}


def test_items_stay_with_their_document():
    lines = pd.DataFrame({"key": ["B", "A", "B", None]})
    assert wording.items(lines, "key", pd.Series(["x", "y", "z", "w"], dtype="str")).to_dict() == {
        "A": "y",
        "B": "x\u001fz",
    }


def test_the_last_item_of_one_document_and_the_first_of_the_next_are_both_named():
    lines = pd.DataFrame({"key": ["A", "A", "B"]})
    texts = pd.Series(["x", "y", "x"], dtype="str")
    assert wording.items(lines, "key", texts).to_dict() == {"A": "x\u001fy", "B": "x"}


def test_places_are_told_sheet_by_sheet():
    rows = [
        ("A", "x.xlsx 订单!5"),
        ("B", "x.xlsx 订单!6"),
        ("A", "y!.csv 单!2"),
        ("A", "x.xlsx 订单!7-9"),
        ("A", "x.xlsx 订单!5"),
    ]
    lines = pd.DataFrame(rows, columns=["key", "source"])
    assert places(lines, "key").to_dict() == {"A": "x.xlsx 订单!5,7-9; y!.csv 单!2", "B": "x.xlsx 订单!6"}


def test_documents_of_one_sheet_each_name_it():
    lines = pd.DataFrame({"key": ["A", "B"], "source": ["x.xlsx 订单!5", "x.xlsx 订单!6"]})
    assert places(lines, "key").to_dict() == {"A": "x.xlsx 订单!5", "B": "x.xlsx 订单!6"}
