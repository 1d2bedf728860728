"""Amounts in capitals, against the examples of the regulation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.capitals import in_capitals

DIGITS = "零壹贰叁肆伍陆柒捌玖"


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (1_430_560, "人民币壹万肆仟叁佰零伍元陆角整"),
        (140_950, "人民币壹仟肆佰零玖元伍角整"),
        (600_714, "人民币陆仟零柒元壹角肆分"),
        (168_032, "人民币壹仟陆佰捌拾元叁角贰分"),
        (10_700_053, "人民币壹拾万柒仟元伍角叁分"),
        (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32_504, "人民币叁佰贰拾伍元零肆分"),
    ],
)
def test_the_examples_of_contract_and_regulation(fen, words):
    assert in_capitals(fen) == words


def test_zheng_stands_after_yuan_and_jiao_but_not_after_fen():
    assert [in_capitals(fen) for fen in (100, 110, 111)] == ["人民币壹元整", "人民币壹元壹角整", "人民币壹元壹角壹分"]


def test_nothing_and_less_than_a_yuan():
    assert [in_capitals(fen) for fen in (0, 5, 50)] == ["人民币零元整", "人民币伍分", "人民币伍角整"]


def test_a_negative_amount_has_fu_in_front():
    assert in_capitals(-1_430_560) == "负人民币壹万肆仟叁佰零伍元陆角整"


def test_round_sums_and_very_large_ones():
    assert in_capitals(1_000_000_000) == "人民币壹仟万元整"
    assert in_capitals(100_000_000_000_000) == "人民币壹万亿元整"
    assert in_capitals(9_007_199_254_740_993).endswith("玖角叁分")


@given(st.integers(-(10**16), 10**16))
def test_every_fen_is_in_the_words(fen):
    words = in_capitals(fen)
    jiao, rest = divmod(abs(fen) % 100, 10)
    assert words.endswith(f"{DIGITS[rest]}分" if rest else "整")
    assert (f"{DIGITS[jiao]}角" in words) == (jiao > 0)
    assert words.startswith("负人民币" if fen < 0 else "人民币")
