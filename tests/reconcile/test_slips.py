"""Where each slip is, which are outstanding, and whom to chase."""

from datetime import date

import pandas as pd
import pytest

from pipeline.reconcile.chase_summary import chase_summary
from pipeline.reconcile.chases import chased_slips, with_chases
from schemas.answers.kind import nothing
from schemas.answers.memory import ChasedSlips
from schemas.answers.slips import SlipPace
from tests.reconcile.asked import ask, only, values
from tests.reconcile.rows import tables


def shipment(number="CK1", **cells):
    return {"shipment_no": number, "order_no": "SO1", "product_code": "P1", "quantity_e3": 1000} | cells


def back(number="CK1", signed=True, **cells):
    return {"shipment_no": number, "returned_date": "2026-10-10", "signed": signed} | cells


def states(shipments, slips=()):
    return values(ask(tables(shipments=shipments, slips=slips)).states, "shipment_no", "slip_type", "state", "settled")


def outstanding(as_of=date(2026, 10, 31), slips=(), **cells):
    return ask(tables(shipments=[shipment(**cells)], slips=slips), as_of).outstanding


@pytest.mark.parametrize("method", ["送货", "自提"])
def test_without_a_carrier_only_the_red_slip_is_needed(method):
    assert states([shipment(delivery_method=method)]) == [("CK1", "红单", "未回", False)]


@pytest.mark.parametrize("method", ["物流", "快递"])
def test_with_a_carrier_the_waybill_is_needed_too(method):
    assert states([shipment(delivery_method=method)]) == [
        ("CK1", "红单", "未回", False),
        ("CK1", "运单", "未回", False),
    ]


def test_a_red_slip_is_settled_when_it_came_back_signed():
    assert states([shipment()], [back()]) == [("CK1", "红单", "已签", True)]
    assert states([shipment()], [back(signed=False)]) == [("CK1", "红单", "未签", False)]


def test_a_waybill_needs_no_signature():
    found = states([shipment(delivery_method="快递")], [back(signed=False, slip_type="运单")])
    assert found[1] == ("CK1", "运单", "已签", True)


def test_a_waybill_that_nobody_needs_and_a_slip_without_its_shipment_have_no_state():
    assert states([shipment()], [back(slip_type="运单"), back("CK9")]) == [("CK1", "红单", "未回", False)]


def test_a_slip_that_comes_back_after_the_day_is_not_back_yet():
    given = tables(shipments=[shipment()], slips=[back(returned_date="2026-10-10")])
    assert only(ask(given, date(2026, 10, 9)).states, "state") == "未回"
    assert only(ask(given, date(2026, 10, 10)).states, "state") == "已签"


def test_a_promise_is_no_return():
    promise = {"shipment_no": "CK1", "promised_date": "2026-11-05"}
    found = ask(tables(shipments=[shipment()], slips=[promise])).states
    assert only(found, "state", "settled") == ("未回", False)
    assert only(found, "promised_date") == pd.Timestamp(2026, 11, 5)


def test_a_slip_of_several_products_is_one_slip():
    rows = [back(product_code="P1", received_quantity_e3=900), back(product_code="P2")]
    assert states([shipment()], rows) == [("CK1", "红单", "已签", True)]


def test_the_source_is_the_shipment_and_then_the_slip():
    found = ask(tables(shipments=[shipment(), shipment()], slips=[back(signed=False)]))
    assert only(found.states, "source") == "shipments.xlsx Sheet1!2-3; slips.xlsx Sheet1!2"
    assert only(found.outstanding, "source") == "shipments.xlsx Sheet1!2-3; slips.xlsx Sheet1!2"


# --- outstanding ---


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(0, "0–7"), (7, "0–7"), (8, "8–14"), (14, "8–14"), (15, "15–30"), (30, "15–30"), (31, "30以上")],
)
def test_the_bucket_of_each_wait(days, bucket):
    found = outstanding(as_of=date(2026, 10, 31), ship_date=f"2026-10-{31 - days:02}" if days < 31 else "2026-09-30")
    assert only(found, "waiting_days", "bucket") == (days, bucket)


def test_the_problem_is_not_back_or_not_signed():
    assert only(outstanding(), "problem") == "未收回"
    assert only(outstanding(slips=[back(signed=False)]), "problem") == "未签字"
    assert outstanding(slips=[back()]).empty


@pytest.mark.parametrize(
    ("method", "chased"), [("送货", "司机甲"), ("自提", "司机甲"), ("物流", "物流乙"), ("快递", "物流乙")]
)
def test_the_driver_is_chased_for_own_deliveries_and_the_carrier_for_the_rest(method, chased):
    found = outstanding(delivery_method=method, driver="司机甲", carrier="物流乙")
    assert set(found["responsible"]) == {chased}


def test_nobody_named_is_not_recorded():
    assert only(outstanding(carrier="物流乙"), "responsible") == "未登记"


def test_spellings_of_one_name_are_one_person():
    rows = [
        shipment("CK1", delivery_method="物流", carrier="快捷（华东）"),
        shipment("CK2", delivery_method="物流", carrier="快捷(华东)"),
    ]
    assert values(ask(tables(shipments=rows)).chase, "responsible", "count") == [("快捷(华东)", 4)]


def test_amounts_stand_on_the_red_slips_row():
    rows = [
        shipment(delivery_method="物流", unit_price_e4=50000, freight_fen=300, freight_terms="垫付"),
        shipment(unit_price_e4=20000),
    ]
    found = ask(tables(shipments=rows)).outstanding
    assert values(found, "slip_type", "amount_fen", "advanced_freight_fen") == [
        ("红单", 700, 300),
        ("运单", None, None),
    ]


@pytest.mark.parametrize("terms", ["我方承担", "到付", None])
def test_only_advanced_freight_is_shown(terms):
    assert only(outstanding(freight_fen=300, freight_terms=terms), "advanced_freight_fen") == 0


def test_a_shipment_of_several_orders_names_them_all():
    rows = [shipment(order_no="SO2"), shipment(order_no=None), shipment(order_no="SO1"), shipment(order_no="SO2")]
    assert only(ask(tables(shipments=rows)).outstanding, "order_no") == "SO2、SO1"


def test_where_no_money_is_at_risk_the_longest_wait_stands_first_then_number_then_red_slip():
    rows = [
        shipment("CK3", ship_date="2026-10-09"),
        shipment("CK2", ship_date="2026-10-08", delivery_method="快递"),
        shipment("CK1", ship_date="2026-10-08"),
    ]
    assert values(ask(tables(shipments=rows)).outstanding, "shipment_no", "slip_type") == [
        ("CK1", "红单"), ("CK2", "红单"), ("CK2", "运单"), ("CK3", "红单"),
    ]  # fmt: skip


def test_the_form_is_blank_even_where_a_day_is_promised():
    promise = {"shipment_no": "CK1", "promised_date": "2026-11-05"}
    form = ("returned_date", "signed", "signed_by", "signed_date", "promised_date", "remark")
    assert only(outstanding(slips=[promise]), *form) == (None,) * 6


# --- money at risk ---


def owing(number, yuan, **cells):
    return shipment(number, customer_code="C1", unit_price_e4=yuan * 10000, **cells)


def paid(yuan, **cells):
    return {"receipt_no": "SK1", "customer_code": "C1", "amount_fen": yuan * 100} | cells


def at_risk(shipments, payments=(), slips=(), as_of=date(2026, 10, 31)):
    found = ask(tables(shipments=shipments, payments=payments, slips=slips), as_of).outstanding
    return values(found, "shipment_no", "slip_type", "at_risk_fen")


def test_money_at_risk_is_what_is_still_owed_for_goods_and_advanced_freight():
    sent = [owing("CK1", 100, freight_fen=2600, freight_terms="垫付")]
    assert at_risk(sent) == [("CK1", "红单", 12600)]
    assert at_risk(sent, [paid(30, shipment_no="CK1")]) == [("CK1", "红单", 9600)]
    assert at_risk(sent, [paid(126, shipment_no="CK1")]) == [("CK1", "红单", 0)]


def test_freight_that_is_not_advanced_is_at_no_risk():
    assert at_risk([owing("CK1", 100, freight_fen=2600, freight_terms="我方承担")]) == [("CK1", "红单", 10000)]


def test_a_payment_of_the_day_counts_and_one_of_the_next_day_does_not():
    day = paid(100, shipment_no="CK1", received_date="2026-10-31")
    assert at_risk([owing("CK1", 100)], [day]) == [("CK1", "红单", 0)]
    assert at_risk([owing("CK1", 100)], [day], as_of=date(2026, 10, 30)) == [("CK1", "红单", 10000)]


def test_money_of_a_slip_that_came_back_unsigned_is_at_risk_and_of_a_signed_one_it_is_not():
    assert at_risk([owing("CK1", 100)], slips=[back(signed=False)]) == [("CK1", "红单", 10000)]
    assert at_risk([owing("CK1", 100)], slips=[back()]) == []


def test_what_a_payment_that_names_nothing_leaves_of_the_older_shipment_is_at_risk():
    sent = [owing("CK1", 100, ship_date="2026-10-01"), owing("CK2", 100, ship_date="2026-10-02")]
    assert at_risk(sent, [paid(130)]) == [("CK2", "红单", 7000), ("CK1", "红单", 0)]


def test_most_money_at_risk_stands_first_and_a_waybill_beside_its_red_slip():
    sent = [
        owing("CK1", 100, ship_date="2026-10-01", delivery_method="物流"),
        owing("CK2", 200, ship_date="2026-10-09", delivery_method="物流"),
        owing("CK3", 300, ship_date="2026-10-01", delivery_method="物流"),
        owing("CK4", 100, ship_date="2026-10-02"),
    ]
    assert at_risk(sent, slips=[back("CK3")]) == [
        ("CK2", "红单", 20000), ("CK2", "运单", None),
        ("CK1", "红单", 10000), ("CK1", "运单", None),
        ("CK4", "红单", 10000), ("CK3", "运单", None),
    ]  # fmt: skip


# --- promises ---


@pytest.mark.parametrize(("as_of", "broken"), [(date(2026, 11, 5), False), (date(2026, 11, 6), True)])
def test_a_promise_holds_to_the_end_of_its_day_and_is_broken_the_day_after(as_of, broken):
    promise = {"shipment_no": "CK1", "promised_date": "2026-11-05"}
    found = outstanding(as_of=as_of, slips=[promise])
    assert only(found, "promise", "promise_broken") == (pd.Timestamp(2026, 11, 5), broken)


def test_without_a_promise_none_is_broken():
    assert only(outstanding(), "promise", "promise_broken") == (None, None)


def test_a_slip_that_came_back_unsigned_is_promised_no_more():
    found = outstanding(slips=[back(signed=False, promised_date="2026-10-12")])
    assert only(found, "promise", "promise_broken") == (None, None)


# --- chase summary ---


def test_the_summary_counts_slips_and_amounts_by_wait_and_puts_the_most_money_at_risk_first():
    rows = [
        shipment("CK1", driver="甲", ship_date="2026-10-31", unit_price_e4=10000),
        shipment("CK2", driver="乙", ship_date="2026-10-20", unit_price_e4=20000),
        shipment("CK3", driver="乙", ship_date="2026-09-01", unit_price_e4=30000),
        shipment("CK4", driver="丙", ship_date="2026-10-16", unit_price_e4=40000),
    ]
    found = ask(tables(shipments=rows)).chase
    counts = ("count_0_7", "count_8_14", "count_15_30", "count_over_30", "count")
    amounts = ("amount_0_7_fen", "amount_8_14_fen", "amount_15_30_fen", "amount_over_30_fen", "amount_fen")
    assert values(found, "responsible", *counts) == [
        ("乙", 0, 1, 0, 1, 2),
        ("丙", 0, 0, 1, 0, 1),
        ("甲", 1, 0, 0, 0, 1),
    ]
    assert values(found, *amounts) == [(0, 200, 0, 300, 500), (0, 0, 400, 0, 400), (100, 0, 0, 0, 100)]


def test_the_summary_adds_up_the_money_at_risk_by_wait():
    rows = [
        owing("CK1", 10, driver="甲", ship_date="2026-10-24"),
        owing("CK2", 20, driver="甲", ship_date="2026-10-23"),
        owing("CK3", 40, driver="甲", ship_date="2026-09-30"),
        owing("CK4", 80, driver="乙", ship_date="2026-10-01"),
    ]
    found = ask(tables(shipments=rows, payments=[paid(15, shipment_no="CK3")])).chase
    risks = ("at_risk_0_7_fen", "at_risk_8_14_fen", "at_risk_15_30_fen", "at_risk_over_30_fen", "at_risk_fen")
    assert values(found, "responsible", *risks) == [
        ("乙", 0, 0, 8000, 0, 8000),
        ("甲", 1000, 2000, 0, 2500, 5500),
    ]


def test_with_as_much_money_at_risk_the_most_slips_stand_first_then_the_name():
    rows = [shipment(f"CK{n}", driver=driver) for n, driver in enumerate("丙乙丙甲")]
    assert [name for (name,) in values(ask(tables(shipments=rows)).chase, "responsible")] == ["丙", "乙", "甲"]


def test_the_summary_counts_the_promises_that_were_broken():
    rows = [shipment(f"CK{n}", driver="甲") for n in range(3)]
    promises = [{"shipment_no": f"CK{n}", "promised_date": f"2026-10-3{n}"} for n in range(2)]
    assert only(ask(tables(shipments=rows, slips=promises)).chase, "broken_count") == 1


def test_without_slips_to_chase_nobody_is_chased():
    assert ask(tables()).chase.empty


def test_the_summary_counts_the_slips_that_were_chased_before():
    found = ask(tables(shipments=[shipment("CK1"), shipment("CK2")])).outstanding
    chased = chased_slips(nothing(ChasedSlips), found[found["shipment_no"] == "CK1"], date(2026, 10, 26))
    assert only(chase_summary(with_chases(found, chased), nothing(SlipPace)), "count", "chased_count") == (2, 1)


def test_the_summary_has_average_and_share_of_what_came_back():
    rows = [shipment(f"CK{n}", driver="甲", ship_date="2026-10-10") for n in range(3)]
    slips = [back("CK0", returned_date="2026-10-12"), back("CK1", returned_date="2026-10-19")]
    found = ask(tables(shipments=rows, slips=slips)).chase
    assert only(found, "count", "average_days_e3", "in_time_percent_e3") == (1, 5500, 33300)


def test_who_has_nothing_back_and_nothing_due_has_neither_average_nor_share():
    found = ask(tables(shipments=[shipment(ship_date="2026-10-30")])).chase
    assert only(found, "average_days_e3", "in_time_percent_e3") == (None, None)
