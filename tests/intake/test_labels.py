"""Headings and marker words as people type them."""

import pytest

from pipeline.intake.labels import is_example, is_total, label
from schemas.registry import SHEETS


@pytest.mark.parametrize(
    "typed",
    [
        "单价(元)",
        "单价（元）",
        "*单价",
        "单价*",
        "单价:",
        "单 价",
        "　单价　",
        "单价【元/件】",
        "单价/元",
        "＊单价（人民币）：",
        "单价(单位:元)",
        "单价(必填)",
    ],
)
def test_a_unit_or_mark_at_the_end_changes_no_label(typed):
    assert label(typed) == "单价"


@pytest.mark.parametrize("typed", ["单价(不含税)", "金额(万元)", "订单号(客户)", "数量(千件)", "单价2"])
def test_what_changes_the_meaning_is_another_label(typed):
    assert label(typed) not in ("单价", "金额", "订单号", "数量")


def test_labels_are_compared_in_one_case_and_width():
    assert label("ＰＯ号") == label("po号")
    assert label("Order No.") == label("order no")


def test_no_two_fields_of_a_kind_share_a_label():
    for kind in SHEETS.values():
        labels = [{label(word) for word in cell.labels} for cell in kind.cells.values()]
        assert sum(map(len, labels)) == len(set().union(*labels)), kind.name


@pytest.mark.parametrize(
    ("text", "total"), [("合 计：", True), ("本页合计", True), ("Total", True), ("合计金额", False), ("", False)]
)
def test_total_words_are_compared_like_labels(text, total):
    assert is_total(text) == total


@pytest.mark.parametrize(("text", "example"), [("示例", True), ("示例-1", True), ("Example", True), ("EX-1", False)])
def test_example_keys(text, example):
    assert is_example(text) == example
