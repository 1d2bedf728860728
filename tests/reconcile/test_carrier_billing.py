"""Carrier bills against shipments: twice, for nobody, differing, in parts, together."""

import pytest

from pipeline.reconcile.carrier_billing import carrier_billing
from schemas.answers.shipped import ShippedLines
from tests.reconcile.asked import values
from tests.reconcile.exceptions.tables import answer
from tests.reconcile.rows import sheet


def billing(bills, shipments):
    """Consignments as (waybill, result, billed, our freight, shipments): bills as (waybill, fen[, month])."""
    names = ("waybill_no", "amount_fen", "bill_month")
    rows = [dict(zip(names, bill, strict=False)) for bill in bills]
    sent = [
        {"shipment_no": no, "waybill_no": waybill, "freight_fen": fen, "freight_terms": terms or "我方承担"}
        for no, waybill, fen, terms in shipments
    ]
    found = carrier_billing(sheet("carrier_bills", *rows), answer(ShippedLines, *sent))
    return values(found, "waybill_no", "result", "billed_fen", "freight_fen", "shipment_no")


@pytest.mark.parametrize(("charged", "result"), [(12_000, "相符"), (12_001, "金额不符"), (11_999, "金额不符")])
def test_a_charge_is_compared_with_the_freight_to_the_fen(charged, result):
    assert billing([("Y1", charged)], [("CK1", "Y1", 12_000, None)]) == [("Y1", result, charged, 12_000, "CK1")]


def test_a_waybill_charged_in_two_months_is_charged_twice():
    bills = [("Y1", 12_000, "2026-09"), ("Y1", 12_000, "2026-10")]
    assert billing(bills, [("CK1", "Y1", 12_000, None)]) == [("Y1", "重复计费", 24_000, 12_000, "CK1")]


def test_two_lines_of_one_bill_are_two_charges():
    found = billing([("Y1", 12_000), ("Y1", 12_000)], [("CK1", "Y1", 12_000, None)])
    assert found[0][1] == "重复计费"


@pytest.mark.parametrize(("second", "result"), [(4_000, "相符"), (4_001, "重复计费"), (3_999, "金额不符")])
def test_charges_in_parts_that_come_to_the_freight_are_no_double_charge(second, result):
    assert billing([("Y1", 8_000), ("Y1", second)], [("CK1", "Y1", 12_000, None)])[0][1] == result


def test_a_double_charge_that_was_credited_agrees():
    bills = [("Y1", 12_000), ("Y1", 12_000), ("Y1", -12_000)]
    assert billing(bills, [("CK1", "Y1", 12_000, None)])[0][1] == "相符"


def test_a_waybill_of_no_shipment_of_ours_is_told_even_when_charged_twice():
    bills = [("Y9", 500), ("Y9", 500)]
    assert billing(bills, [("CK1", "Y1", 0, None)]) == [("Y9", "无对应出库单", 1_000, 0, None)]


def test_waybills_are_compared_after_nfkc_and_without_white_space():
    assert billing([("YD 0001", 100)], [("CK1", "ＹＤ０００１", 100, None)])[0][1] == "相符"


def test_shipments_that_share_a_waybill_share_its_charge():
    shipments = [("CK1", "Y1", 7_000, None), ("CK2", "Y1", 5_000, None)]
    assert billing([("Y1", 12_000)], shipments) == [("Y1", "相符", 12_000, 12_000, "CK1、CK2")]


@pytest.mark.parametrize("mark", [";", "；", "、", ",", "，", "/"])
def test_the_waybills_of_one_shipment_are_charged_together(mark):
    found = billing([("Y1", 7_000), ("Y2", 5_000)], [("CK1", f"Y1{mark}Y2", 12_000, None)])
    assert found == [("Y1、Y2", "相符", 12_000, 12_000, "CK1")]


@pytest.mark.parametrize(("charged", "result"), [(12_000, "待出账单"), (12_001, "金额不符")])
def test_a_shipment_with_a_waybill_not_billed_yet_is_not_judged_until_it_is_too_much(charged, result):
    assert billing([("Y1", charged)], [("CK1", "Y1、Y2", 12_000, None)])[0][1] == result


def test_what_hangs_together_over_several_waybills_and_shipments_is_one_consignment():
    shipments = [("CK1", "Y1;Y2", 100, None), ("CK2", "Y2;Y3", 100, None), ("CK3", "Y3", 100, None)]
    found = billing([("Y1", 100), ("Y2", 100), ("Y3", 100)], shipments)
    assert found == [("Y1、Y2、Y3", "相符", 300, 300, "CK1、CK2、CK3")]


def test_freight_that_the_customer_pays_is_none_of_ours():
    assert billing([("Y1", 100)], [("CK1", "Y1", 100, "到付")]) == [("Y1", "金额不符", 100, 0, "CK1")]


def test_freight_is_counted_once_a_shipment_however_many_lines_it_has():
    shipments = [("CK1", "Y1", 100, None), ("CK1", "Y1", 100, None)]
    assert billing([("Y1", 100)], shipments)[0][1] == "相符"


def test_advanced_freight_that_no_bill_has_is_listed_and_other_freight_is_not():
    shipments = [("CK1", "Y1", 100, None), ("CK2", "Y2", 100, "垫付"), ("CK3", "Y3", 0, "垫付"), ("CK4", "Y4", 1, None)]
    found = billing([("Y1", 100)], shipments)
    assert found == [("Y2", "待出账单", 0, 100, "CK2"), ("Y1", "相符", 100, 100, "CK1")]


def test_without_any_bill_there_is_nothing_to_compare():
    assert billing([], [("CK2", "Y2", 100, "垫付")]) == []
