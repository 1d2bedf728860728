"""What a cell shows for each type, and how wide it is."""

import unicodedata
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.shown import (
    fit,
    label_width,
    lines_needed,
    styles_of,
    text_width,
    text_widths,
    values_of,
    widest,
)
from pipeline.report.styles import BODY, TONES, Style, Tone
from schemas.cells import (
    CHOICE,
    CODE,
    COUNT,
    DAY,
    FLAG,
    MOMENT,
    MONEY,
    PRICE,
    QUANTITY,
    TEXT,
    Cell,
    CellType,
)
from schemas.choices import Level, SlipState
from schemas.words import Words


def cell(holds: CellType, **declared: Any) -> Cell:
    """A column that holds a type."""
    return Cell(Words("金额", "Amount"), holds, **declared)


def column(holds: CellType, *values: Any) -> pd.Series:
    """A typed column."""
    return pd.Series(list(values), dtype=object).astype(holds.dtype)


@pytest.mark.parametrize(
    ("holds", "value", "shown"),
    [
        (MONEY, 1_234_560, 12345.6),
        (MONEY, -1, -0.01),
        (MONEY, 0, 0.0),
        (PRICE, 1, 0.0001),
        (QUANTITY, 12_500, 12.5),
        (COUNT, 7, 7),
        (DAY, pd.Timestamp(2026, 10, 3), 46298),
        (MOMENT, pd.Timestamp(2026, 10, 3, 12), 46298.5),
        (TEXT, "=1+1", "=1+1"),
        (CODE, "0012", "0012"),
    ],
)
def test_a_value_is_shown_in_its_unit_and_a_missing_one_is_blank(holds: CellType, value: Any, shown: Any):
    assert values_of(column(holds, value, None), cell(holds), "zh") == [shown, None]


@given(st.integers(-(10**14), 10**14))
def test_an_amount_is_the_float_that_typing_it_gives(fen: int):
    (shown,) = values_of(column(MONEY, fen), cell(MONEY), "zh")
    typed = f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"
    assert shown == float(typed)


def test_yes_and_no_are_words_in_the_language_and_blank_stays_blank():
    answers = column(FLAG, True, False, None)
    assert values_of(answers, cell(FLAG), "zh") == ["是", "否", None]
    assert values_of(answers, cell(FLAG), "en") == ["yes", "no", None]


def test_a_choice_is_a_word_in_the_language_and_another_word_stands_as_it_is():
    states = column(CHOICE, "已签", "未回", "期初", None)
    declared = cell(CHOICE, choices=SlipState)
    assert values_of(states, declared, "zh") == ["已签", "未回", "期初", None]
    assert values_of(states, declared, "en") == ["signed", "not back", "期初", None]


def test_a_whole_quantity_has_no_point_behind_it_and_a_broken_one_its_decimals():
    looks = styles_of(column(QUANTITY, 12_000, 12_500, 1, None), cell(QUANTITY), BODY)
    assert not isinstance(looks, Style)
    assert [look.num_format for look in looks] == ["#,##0", "#,##0.###", "#,##0.###", "#,##0"]


def test_whole_quantities_share_one_style():
    assert styles_of(column(QUANTITY, 12_000, 1000), cell(QUANTITY), BODY) == BODY.but(
        align="right", num_format="#,##0"
    )


def test_a_word_has_its_colour_and_stays_a_word():
    looks = styles_of(column(CHOICE, "高", "低", None), cell(CHOICE, choices=Level), BODY)
    assert not isinstance(looks, Style)
    assert [look.font_color for look in looks] == [TONES[Tone.BAD][0], TONES[Tone.QUIET][0], BODY.font_color]


def test_formats_follow_the_types():
    formats = {
        holds.name: styles_of(column(holds, None), cell(holds), BODY)
        for holds in (TEXT, CODE, COUNT, PRICE, MONEY, DAY, MOMENT, FLAG)
    }
    assert {name: look.num_format for name, look in formats.items() if isinstance(look, Style)} == {
        "text": "@",
        "code": "@",
        "count": "0",
        "price": "#,##0.00##",
        "money": "#,##0.00",
        "day": "yyyy-mm-dd",
        "moment": "yyyy-mm-dd hh:mm",
        "flag": "@",
    }


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("C001", 4), ("客户", 4), ("（）：￥", 8), ("Ａ1", 3), ("–", 1), ("…", 2), ("𠮷", 2)]
)
def test_a_chinese_character_takes_the_room_of_two_digits(text: str, width: int):
    assert text_width(text) == width
    assert text_widths(pd.Series([text, None], dtype="str")) == [width, 0]


@given(st.characters(categories=("Lo", "Po", "Nd", "Lu")))
def test_every_wide_letter_counts_two(sign: str):
    if unicodedata.east_asian_width(sign) in "WF":
        assert text_width(sign) == 2
    if sign.isascii():
        assert text_width(sign) == 1


def test_a_text_wraps_beyond_its_cap_and_not_at_it():
    assert fit(column(TEXT, "公" * 10), cell(TEXT), "zh", 0, 23).wraps is False
    narrow = fit(column(TEXT, "公" * 10), cell(TEXT), "zh", 0, 22)
    assert (narrow.width, narrow.wraps) == (22, True)


def test_a_number_is_never_cut():
    wide = fit(column(MONEY, -123_456_789_012), cell(MONEY), "zh", 0, 5)
    assert wide.width >= len("-1,234,567,890.12")
    assert not wide.wraps


def test_a_column_has_room_for_its_label_on_two_lines_and_its_filter_button():
    assert label_width("最近发货日期") >= 6 + 2
    assert label_width("Slips outstanding") >= len("outstanding") + 2


def test_a_row_is_as_high_as_its_longest_text():
    texts = pd.Series(["公" * 10, "公" * 11, None, ""], dtype="str")
    assert lines_needed([(texts, 21.0)]) == [1, 2, 1, 1]


@given(st.lists(st.one_of(st.none(), st.integers(), st.text("aé—…，𠀀\ud800中 \u0301", max_size=6)), max_size=8))
def test_the_widest_is_found_with_a_look_at_few(values: list[object]):
    assert widest(values) == max((text_width(str(value)) for value in values if value is not None), default=0)
