"""The list of rules: complete, in words, and quiet where there is nothing."""

import json
from dataclasses import replace
from string import Formatter

import pandas as pd
import pytest

from pipeline.reconcile.exceptions.rules import RULES, findings
from schemas.answers.exceptions import Findings
from schemas.choices import Category
from schemas.sentences.exceptions import EXCEPTIONS
from tests.reconcile.exceptions.everything import everything
from tests.reconcile.exceptions.tables import evidence

NUMBERS = {1: 4, 2: 3, 3: 4, 4: 7, 5: 5, 6: 3, 7: 6, 9: 4}
CONTRACT = [f"E{hundred}{number:02d}" for hundred, last in NUMBERS.items() for number in range(1, last + 1)]
CONTRACT.remove("E504")
ALWAYS = {"document", "customer", "responsible", "amount", "days"}
CATEGORIES = {"1": "签收", "2": "运费", "3": "价格", "4": "发货", "5": "时效", "6": "客户", "7": "资金", "9": "单据"}


def placeholders(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_code_of_the_contract_has_one_rule_and_its_sentences():
    assert [rule.code for rule in RULES] == CONTRACT
    assert list(EXCEPTIONS) == CONTRACT


@pytest.mark.parametrize("code", CONTRACT)
def test_a_code_stands_in_its_category(code):
    expected = "签收" if code == "E403" else CATEGORIES[code[1]]
    assert EXCEPTIONS[code].category is Category(expected)


@pytest.mark.parametrize("code", CONTRACT)
def test_both_languages_quote_the_same_figures(code):
    words = EXCEPTIONS[code]
    assert placeholders(words.description.zh) == placeholders(words.description.en)
    assert not placeholders(words.advice.zh) | placeholders(words.advice.en)
    assert all([*words.title, *words.description, *words.advice])


def test_nothing_is_found_in_nothing():
    assert findings(evidence()).empty


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_rule_finds_nothing_without_a_row_of_what_it_judges_so_that_it_need_not_be_asked(rule):
    every = everything()
    assert len(rule.find(every))
    assert rule.find(replace(every, **{table: getattr(every, table).iloc[:0] for table in rule.judges})).empty


def test_every_rule_finds_something_and_says_what_its_sentence_quotes():
    found = findings(everything())
    Findings.validate(found)
    assert sorted(found["code"].unique()) == CONTRACT
    for code, facts in zip(found["code"], found["facts"], strict=True):
        told = json.loads(facts)
        assert placeholders(EXCEPTIONS[code].description.zh) - ALWAYS == set(told)
        assert not set(told) & ALWAYS
        assert all(isinstance(text, str) for text in told.values())


def test_every_finding_says_where_it_comes_from_and_how_bad_it_is():
    found = findings(everything())
    assert found["source"].notna().all()
    assert found["level"].isin(["高", "中", "低"]).all()
    assert not found.duplicated(["code", "document_no"]).any()


def test_the_evidence_is_left_alone():
    given = everything()
    before = {name: table.copy(deep=True) for name, table in vars(given).items() if isinstance(table, pd.DataFrame)}
    findings(given)
    for name, table in before.items():
        pd.testing.assert_frame_equal(table, getattr(given, name))


def test_the_order_of_the_rows_does_not_matter():
    given = everything()
    tables = {name: table for name, table in vars(given).items() if isinstance(table, pd.DataFrame)}
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in tables.items()}
    told = [findings(type(given)(**(vars(given) | changed))) for changed in ({}, turned)]
    columns = ["code", "document_no", "amount_fen", "days", "level", "customer_code"]
    one, other = (table[columns].sort_values(["code", "document_no"], ignore_index=True) for table in told)
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(
    ("limits", "gone"),
    [
        ({"chase_days": 18}, "E102"),
        ({"handover_days": 10}, "E104"),
        ({"ship_working_days": 99}, "E503"),
        ({"write_off_fen": 1_001}, "E704"),
        ({"deposit_percent": 0}, "E703"),
        ({"review_hours_normal": 999}, "E502"),
    ],
)
def test_the_limits_are_those_of_the_settings(limits, gone):
    assert gone in set(findings(everything())["code"])
    assert gone not in set(findings(everything(limits=limits))["code"])


@pytest.mark.parametrize(
    ("limits", "code"),
    [({"chase_high_days": 18}, "E102"), ({"freight_high_days": 18}, "E201"), ({"late_high_days": 9}, "E501")],
)
def test_the_days_from_which_a_level_is_high_are_those_of_the_settings(limits, code):
    found = findings(everything(limits=limits))
    assert set(found.loc[found["code"] == code, "level"]) == {"高"}
