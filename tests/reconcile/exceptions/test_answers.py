"""Findings to exceptions: one a document, in words, in order."""

import pandas as pd
import pytest

from pipeline.reconcile.exceptions.answers import exceptions
from pipeline.reconcile.exceptions.rules import findings
from schemas.answers.exceptions import EXCEPTIONS, Findings
from schemas.cells import types_of
from tests.reconcile.exceptions.everything import everything
from tests.reconcile.exceptions.tables import framed

USUAL = {
    "code": "E202",
    "document_no": "CK1",
    "customer_name": "甲公司",
    "level": "低",
    "facts": '{"ship_date": "2026-11-02"}',
}


def told(*rows):
    dtypes = {name: type_.dtype for name, type_ in types_of(Findings).items()}
    return framed([USUAL | row for row in rows], dtypes)


def test_the_number_is_code_and_document():
    assert exceptions(told({}))["exception_id"].tolist() == ["E202-CK1"]


def test_a_sentence_quotes_its_figures_in_the_language_asked_for():
    (zh,) = exceptions(told({"amount_fen": 124_050})).to_dict("records")
    (en,) = exceptions(told({"amount_fen": 124_050}), "en").to_dict("records")
    assert zh["description"] == "出库单 CK1（2026-11-02 发货）有运费 1,240.50，没有填运费方式，暂按我方承担。"
    assert en["description"].startswith("Shipment CK1 (shipped 2026-11-02) has freight 1,240.50")
    assert (zh["category"], en["category"]) == ("运费", "运费")
    assert zh["advice"] != en["advice"]


def test_choices_and_lists_are_said_in_the_language_asked_for():
    row = {"code": "E403", "facts": '{"slips": "红单\\u001f运单", "returned_date": ""}', "responsible": "未登记"}
    (zh,) = exceptions(told(row)).to_dict("records")
    (en,) = exceptions(told(row), "en").to_dict("records")
    assert "红单、运单" in zh["description"]
    assert "尚未收回" in zh["description"]
    assert "red slip, waybill" in en["description"]
    assert (zh["responsible"], en["responsible"]) == ("未登记", "not recorded")


def test_a_finding_of_nobody_says_so():
    row = {"code": "E705", "customer_name": None, "amount_fen": 100, "facts": '{"unknown": "CK7", "others": ""}'}
    (zh,) = exceptions(told(row))["description"]
    assert zh == "收款或退货 CK1（客户不明，1.00）写明的单据有误，不在册：CK7；属于其他客户：无。"


def test_braces_in_what_people_typed_are_left_as_they_are():
    row = {"customer_name": "{x}", "code": "E603", "facts": '{"fields": "{0}"}'}
    assert exceptions(told(row))["description"].tolist() == ["客户 {x} 的资料缺少：{0}。"]


def test_the_worst_level_comes_first_then_the_code_then_the_largest_amount_then_the_document():
    rows = [
        {"document_no": "D1", "amount_fen": 1},
        {"document_no": "D3", "amount_fen": 9},
        {"document_no": "D2", "amount_fen": 9},
        {"document_no": "D4"},
        {"document_no": "D5", "code": "E603", "level": "高", "facts": '{"fields": ""}'},
        {"document_no": "D6", "code": "E403", "level": "中", "facts": '{"slips": "", "returned_date": ""}'},
    ]
    assert exceptions(told(*rows))["document_no"].tolist() == ["D5", "D6", "D2", "D3", "D1", "D4"]


def test_what_one_rule_finds_twice_on_a_document_is_one_exception():
    rows = [
        {"amount_fen": 100, "days": 3, "level": "中", "source": "a"},
        {"document_no": "CK2"},
        {"amount_fen": 50, "days": 9, "level": "高", "source": "b"},
    ]
    found = exceptions(told(*rows))
    assert found["exception_id"].tolist() == ["E202-CK1", "E202-CK2"]
    assert found.loc[0, ["amount_fen", "days", "level", "source"]].tolist() == [150, 9, "高", "a; b"]


def test_another_rule_on_the_same_document_is_another_exception():
    assert len(exceptions(told({}, {"code": "E603", "facts": '{"fields": ""}'}))) == 2


def test_the_form_is_blank():
    assert exceptions(told({}))[list(EXCEPTIONS.form)].isna().all(axis=None)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sentence_is_whole(lang):
    found = exceptions(findings(everything()), lang)
    assert found["exception_id"].is_unique
    assert not found["description"].str.contains("[{}\u001f]|nan|NaT|<NA>", regex=True).any()
    assert (found["description"].str.len() > 10).all()


def test_english_sentences_hold_no_words_of_our_vocabularies():
    found = exceptions(findings(everything()), "en")
    review = found.loc[found["exception_id"] == "E404-CK2", "description"].iloc[0]
    assert "pending" in review
    assert "order" in found.loc[found["code"] == "E901", "description"].iloc[0].casefold()


def test_nothing_found_is_an_empty_list():
    empty = exceptions(told())
    assert empty.empty
    assert isinstance(empty, pd.DataFrame)
