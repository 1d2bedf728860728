"""Which signed slips are still to be handed to the purchasing office, and how they are filed."""

from datetime import date

import pandas as pd
import pytest

from pipeline.reconcile.handover import handover
from tests.reconcile.asked import ask, only
from tests.reconcile.rows import tables

AS_OF = date(2026, 10, 31)


def shipment(number="CK1", **cells):
    return {"shipment_no": number, "order_no": "SO1", "product_code": "P1", "quantity_e3": 1000} | cells


def back(number="CK1", returned="2026-10-20", **cells):
    """A slip that came back signed, by a sheet that says when slips are handed over."""
    return {
        "shipment_no": number, "returned_date": returned, "signed": True, "has_handed_over_date": True
    } | cells  # fmt: skip


def listed(shipments, slips, orders=()):
    given = ask(tables(shipments=shipments, slips=slips, orders=orders), AS_OF)
    return handover(given.tables, given.shipped, given.states, AS_OF)


def numbers(shipments, slips, orders=()):
    return listed(shipments, slips, orders)["shipment_no"].tolist()


def test_a_signed_red_slip_that_was_not_handed_over_is_listed_with_who_signed_it_and_what_it_is_worth():
    found = listed([shipment(unit_price_e4=50000)], [back(signed_by="王五")])
    assert only(found, "shipment_no", "order_no", "signed_by", "returned_date", "handover_days", "amount_fen") == (
        "CK1", "SO1", "王五", pd.Timestamp(2026, 10, 20), 11, 500,
    )  # fmt: skip
    assert only(found, "received_by", "remark") == (None, None)


@pytest.mark.parametrize(("on", "there"), [("2026-10-31", []), ("2026-11-01", ["CK1"])])
def test_one_that_was_handed_over_by_the_day_is_gone_and_one_of_the_next_day_is_not(on, there):
    assert numbers([shipment()], [back(handed_over_date=on)]) == there


def test_unsigned_slips_promises_and_waybills_are_not_handed_over():
    slips = [
        back("CK1", signed=False),
        {"shipment_no": "CK2", "promised_date": "2026-11-05"},
        back("CK3", slip_type="运单"),
    ]
    assert numbers([shipment(f"CK{n}", delivery_method="物流") for n in (1, 2, 3)], slips) == []


@pytest.mark.parametrize(("returned", "there"), [("2026-09-30", ["CK1"]), ("2026-09-29", [])])
def test_a_slip_whose_sheet_never_says_when_it_is_handed_over_is_listed_for_31_days(returned, there):
    sent = [shipment(ship_date="2026-09-01")]
    assert numbers(sent, [back(returned=returned, has_handed_over_date=False)]) == there
    assert numbers(sent, [back(returned=returned)]) == ["CK1"]


def test_slips_stand_by_contract_then_customer_then_order_and_shipment():
    orders = [
        {"order_no": "SO1", "customer_code": "C2", "customer_po": "PO1", "product_code": "P1", "quantity_e3": 9000},
        {"order_no": "SO2", "customer_code": "C1", "customer_po": "PO2", "product_code": "P1", "quantity_e3": 9000},
        {"order_no": "SO3", "customer_code": "C1", "product_code": "P1", "quantity_e3": 9000},
    ]
    sent = [
        shipment("CK1", order_no="SO3"),
        shipment("CK2", order_no="SO2"),
        shipment("CK4", order_no="SO1"),
        shipment("CK3", order_no="SO1"),
    ]
    assert numbers(sent, [back(f"CK{n}") for n in (1, 2, 3, 4)], orders) == ["CK3", "CK4", "CK2", "CK1"]


def test_a_shipment_of_several_orders_goes_by_the_first_contract():
    orders = [
        {"order_no": "SO1", "product_code": "P1", "quantity_e3": 9000, "customer_code": "C1"},
        {"order_no": "SO2", "customer_po": "PO2", "product_code": "P1", "quantity_e3": 9000, "customer_code": "C1"},
    ]
    found = listed([shipment(), shipment(order_no="SO2")], [back()], orders)
    assert only(found, "customer_po", "order_no") == ("PO2", "SO1、SO2")
