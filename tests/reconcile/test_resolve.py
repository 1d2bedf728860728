"""What is on file on a day, and under which customer."""

import pandas as pd
import pytest

from pipeline.reconcile.parties import parties
from pipeline.reconcile.resolve import resolved
from tests.reconcile.asked import AS_OF, only, values
from tests.reconcile.rows import sheet, tables

MASTER = [
    {"customer_code": "C001", "customer_name": "示例商贸（上海）有限公司", "aliases": "示例商贸；示例;同名"},
    {"customer_code": "C002", "customer_name": "同 名", "payment_terms": "现结"},
]


def order(number="SO1", **cells):
    return {"order_no": number, "product_code": "P1", "quantity_e3": 1000, "unit_price_e4": 10000} | cells


def shipment(number="CK1", **cells):
    return {"shipment_no": number, "product_code": "P1", "quantity_e3": 1000} | cells


def customer_of(kind="orders", **kinds):
    return only(resolved(tables(**kinds), AS_OF)[kind], "customer_code", "customer_name")


def ordered_by(**cells):
    return customer_of(customers=MASTER, orders=[order(**cells)])


# --- documents dated after as_of ---


@pytest.mark.parametrize(
    ("kind", "column", "row"),
    [
        ("orders", "order_date", order(customer_code="C1")),
        ("shipments", "ship_date", shipment()),
        ("slips", "returned_date", {"shipment_no": "CK1", "signed": True}),
        ("payments", "received_date", {"receipt_no": "SK1", "customer_code": "C1", "amount_fen": 1}),
        ("returns", "return_date", {"return_no": "TH1", "quantity_e3": 1, "customer_code": "C1"}),
    ],
)
def test_a_document_of_the_day_itself_counts_and_one_of_the_next_day_does_not(kind, column, row):
    def kept(day):
        return len(resolved(tables(**{kind: [row | {column: day}]}), AS_OF)[kind])

    assert (kept("2026-10-31"), kept("2026-11-01")) == (1, 0)


def test_an_order_counts_from_its_day_whatever_the_hour():
    assert (
        len(resolved(tables(orders=[order(customer_code="C1", order_date="2026-10-31 23:59:59")]), AS_OF)["orders"])
        == 1
    )


def test_a_promise_stays():
    promise = {"shipment_no": "CK1", "promised_date": "2026-12-01"}
    assert len(resolved(tables(slips=[promise]), AS_OF)["slips"]) == 1


def test_kinds_that_are_not_given_have_no_rows():
    found = resolved({"orders": sheet("orders", order(customer_code="C1"))}, AS_OF)
    assert (len(found["orders"]), len(found["payments"])) == (1, 0)


# --- who the customer is ---


def test_the_code_counts_if_given_whatever_the_name():
    assert ordered_by(customer_code="C002", customer_name="示例") == ("C002", "同 名")


def test_an_unknown_code_is_a_customer_of_its_own_even_under_a_known_name():
    assert ordered_by(customer_code="X9", customer_name="示例") == ("X9", "示例")


def test_a_name_is_compared_after_nfkc_and_without_white_space():
    assert ordered_by(customer_name="示例商贸(上海) 有限公司") == ("C001", "示例商贸（上海）有限公司")


@pytest.mark.parametrize("alias", ["示例商贸", "示例"])
def test_each_alias_names_its_customer(alias):
    assert ordered_by(customer_name=alias)[0] == "C001"


def test_a_name_that_two_customers_have_matches_none():
    assert ordered_by(customer_name="同名") == ("同名", "同名")


def test_nothing_else_of_a_name_is_folded():
    master = [{"customer_code": "C1", "customer_name": "ABC"}]
    assert customer_of(customers=master, orders=[order(customer_name="abc")]) == ("abc", "abc")


def test_a_name_and_an_alias_of_one_customer_that_are_equal_still_match():
    master = [{"customer_code": "C1", "customer_name": "示例", "aliases": "示 例;;"}]
    assert customer_of(customers=master, orders=[order(customer_name="示例")])[0] == "C1"


def test_spellings_of_an_unknown_name_are_one_customer_shown_under_its_latest_spelling():
    orders = [
        order("SO1", customer_name="新 客户", order_date="2026-10-02"),
        order("SO2", customer_name="新客户", order_date="2026-10-01"),
    ]
    found = resolved(tables(orders=orders), AS_OF)["orders"]
    assert values(found, "customer_code", "customer_name") == [("新客户", "新 客户")] * 2


def test_an_unknown_code_shows_the_latest_documents_name_and_else_itself():
    payments = [
        {
            "receipt_no": "SK1",
            "customer_code": "X9",
            "customer_name": "早",
            "amount_fen": 1,
            "received_date": "2026-10-01",
        },
        {
            "receipt_no": "SK2",
            "customer_code": "X9",
            "customer_name": "晚",
            "amount_fen": 1,
            "received_date": "2026-10-02",
        },
        {"receipt_no": "SK3", "customer_code": "X9", "amount_fen": 1, "received_date": "2026-10-03"},
        {"receipt_no": "SK4", "customer_code": "X8", "amount_fen": 1},
    ]
    found = resolved(tables(payments=payments), AS_OF)["payments"]
    assert values(found, "customer_code", "customer_name") == [("X9", "晚")] * 3 + [("X8", "X8")]


# --- customers taken from another document ---


def test_a_shipment_without_a_customer_has_its_orders():
    kinds = {"customers": MASTER, "orders": [order(customer_name="示例")]}
    assert customer_of("shipments", **kinds, shipments=[shipment(order_no="SO1")])[0] == "C001"
    assert customer_of("shipments", **kinds, shipments=[shipment(order_no="SO1", customer_code="C002")])[0] == "C002"


def test_a_shipment_of_two_orders_has_the_first_ones_on_file():
    rows = [
        shipment(order_no="SO8", line_no=1),
        shipment(order_no="SO2", line_no=2),
        shipment(order_no="SO1", line_no=3),
    ]
    orders = [order("SO1", customer_code="A"), order("SO2", customer_code="B")]
    found = resolved(tables(orders=orders, shipments=rows[::-1]), AS_OF)["shipments"]
    assert values(found, "customer_code") == [("B",)] * 3


def test_a_shipment_with_neither_stands_under_no_customer():
    assert customer_of("shipments", shipments=[shipment(order_no="SO9")]) == (None, None)
    late = order("SO9", customer_code="A", order_date="2026-11-01")
    assert customer_of("shipments", orders=[late], shipments=[shipment(order_no="SO9")]) == (None, None)


def test_a_return_without_a_customer_has_its_shipments_before_its_orders():
    kinds = {"orders": [order("SO1", customer_code="A")], "shipments": [shipment(customer_code="B")]}
    back = {"return_no": "TH1", "quantity_e3": 1, "order_no": "SO1"}
    assert customer_of("returns", **kinds, returns=[back | {"shipment_no": "CK1"}])[0] == "B"
    assert customer_of("returns", **kinds, returns=[back | {"shipment_no": "CK9"}])[0] == "A"
    assert customer_of("returns", **kinds, returns=[back | {"order_no": "SO9"}]) == (None, None)
    assert customer_of("returns", **kinds, returns=[back | {"customer_code": "C"}])[0] == "C"


def test_a_return_takes_its_shipments_inherited_customer():
    kinds = {"orders": [order("SO1", customer_code="A")], "shipments": [shipment(order_no="SO1")]}
    assert (
        customer_of("returns", **kinds, returns=[{"return_no": "TH1", "quantity_e3": 1, "shipment_no": "CK1"}])[0]
        == "A"
    )


def test_blank_payment_terms_are_the_customers_and_else_monthly():
    def terms(**cells):
        return only(resolved(tables(customers=MASTER, orders=[order(**cells)]), AS_OF)["orders"], "payment_terms")

    assert terms(customer_code="C002", payment_terms="定金") == "定金"
    assert terms(customer_code="C002") == "现结"
    assert terms(customer_code="C001") == "月结"
    assert terms(customer_code="X9") == "月结"


# --- tables ---


def test_inputs_are_left_alone_and_order_of_rows_does_not_matter():
    given = tables(
        customers=MASTER,
        orders=[
            order("SO1", customer_name="新 客"),
            order("SO2", customer_name="新客"),
            order("SO2", customer_name="新客", line_no=2),
        ],
        shipments=[shipment(order_no="SO2"), shipment("CK2", order_no="SO1")],
    )
    before = {kind: rows.copy(deep=True) for kind, rows in given.items()}
    found = resolved(given, AS_OF)
    for kind, rows in before.items():
        pd.testing.assert_frame_equal(given[kind], rows)
    turned = resolved({kind: rows.iloc[::-1].reset_index(drop=True) for kind, rows in given.items()}, AS_OF)
    for kind in ("orders", "shipments"):
        pd.testing.assert_frame_equal(turned[kind].iloc[::-1].reset_index(drop=True), found[kind])


# --- parties ---


def test_every_customer_of_the_master_and_every_other_one_is_a_party():
    master = [{"customer_code": "C2", "customer_name": "甲", "credit_days": 30, "opening_balance_fen": 500}]
    orders = [
        order("SO1", customer_name="散客", order_date="2026-10-02"),
        order("SO1", customer_name="散客", order_date="2026-10-02"),
        order("SO2", customer_name="散客", order_date="2026-10-01"),
    ]
    found = parties(resolved(tables(customers=master, orders=orders), AS_OF))
    columns = ("customer_code", "customer_name", "credit_days", "opening_balance_fen", "in_master", "source")
    assert values(found, *columns) == [
        ("C2", "甲", 30, 500, True, "customers.xlsx Sheet1!2"),
        ("散客", "散客", 0, 0, False, "orders.xlsx Sheet1!2-3"),
    ]


def test_a_document_without_a_customer_makes_no_party():
    assert parties(resolved(tables(shipments=[shipment()]), AS_OF)).empty
