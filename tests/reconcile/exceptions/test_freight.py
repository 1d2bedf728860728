"""运费: advanced freight still open, and freight without terms."""

import pytest

from tests.reconcile.exceptions.tables import documents, found


def open_freight(**cells):
    item = {"kind": "垫付运费", "document_no": "CK1", "date": "2026-11-02", "amount_fen": 26_000, "open_fen": 10_000}
    return {"open_today": [item | cells], "shipped": [{"shipment_no": "CK1"}]}


def test_advanced_freight_that_is_open_is_not_recovered_yet():
    (row,) = found("E201", **open_freight()).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["days"], row["level"]) == ("CK1", 10_000, 18, "中")
    assert (row["responsible"], row["customer_name"], row["facts"]["freight"]) == ("业务一", "甲公司", "260.00")


@pytest.mark.parametrize(("date", "level"), [("2026-10-22", "中"), ("2026-10-21", "高")])
def test_it_is_high_from_the_thirtieth_day(date, level):
    assert found("E201", **open_freight(date=date))["level"].tolist() == [level]


def test_freight_paid_and_other_open_documents_are_not_meant():
    assert documents("E201", **open_freight(open_fen=0)) == []
    assert documents("E201", **open_freight(kind="出库")) == []


def freight(fen, given, **cells):
    return {"shipment_no": "CK1", "freight_fen": fen, "freight_terms_given": given} | cells


@pytest.mark.parametrize(("fen", "given", "unclear"), [(1, False, ["CK1"]), (0, False, []), (26_000, True, [])])
def test_freight_without_terms_is_told(fen, given, unclear):
    assert documents("E202", shipped=[freight(fen, given)]) == unclear


def test_freight_is_counted_once_a_document():
    lines = [freight(26_000, False), freight(26_000, False, line_no=2)]
    assert found("E202", shipped=lines)["amount_fen"].tolist() == [26_000]


def test_terms_on_any_line_are_the_documents():
    assert documents("E202", shipped=[freight(26_000, False), freight(26_000, True, line_no=2)]) == []


def bill(result, difference, **cells):
    row = {"waybill_no": "YD1", "carrier": "顺达", "result": result, "difference_fen": difference, "billed_fen": 24_000}
    return {"carrier_billing": [row | cells]}


@pytest.mark.parametrize(("result", "level"), [("重复计费", "高"), ("无对应出库单", "高"), ("金额不符", "中")])
def test_what_a_carrier_charges_wrongly_is_told_with_what_is_at_stake(result, level):
    (row,) = found("E203", **bill(result, -12_000)).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"], row["responsible"]) == ("YD1", 12_000, level, "顺达")
    assert row["facts"]["bill_result"] == result


@pytest.mark.parametrize("result", ["相符", "待出账单"])
def test_a_bill_that_agrees_or_has_not_come_yet_is_not_meant(result):
    assert documents("E203", **bill(result, 0)) == []
