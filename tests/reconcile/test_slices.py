"""What is open of each salesperson's, and of nobody else's."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile.open_items import open_items
from pipeline.reconcile.slices import DONE, slices
from schemas.answers.exceptions import Exceptions
from schemas.answers.kind import checked
from schemas.cells import types_of
from tests.forms import examples
from tests.reconcile.asked import AS_OF, ask, values
from tests.reconcile.rows import tables
from tests.reconcile.tables_money import account


def ordered(number="SO1", **cells):
    base = {"order_no": number, "customer_code": "C1", "product_code": "P1", "unit_price_e4": 100000}
    return base | {"quantity_e3": 2000} | cells


def sent(number="CK1", order="SO1", **cells):
    base = {"shipment_no": number, "order_no": order, "product_code": "P1", "quantity_e3": 1000}
    return base | {"ship_date": "2026-10-08"} | cells


def customer(code="C1", seller=None):
    return {"customer_code": code, "customer_name": f"客户{code}", "salesperson": seller}


def found(code, document, customer_code="C1", responsible=None, category="发货"):
    said = {"exception_id": f"{code}-{document}", "code": code, "category": category, "level": "高"}
    about = {"document_no": document, "customer_code": customer_code, "responsible": responsible}
    return said | about | {"description": "说明", "advice": "建议"}


def sliced(*exceptions, lang="zh", **kinds):
    asked, books = ask(tables(**kinds)), account(**kinds)
    listed = checked(Exceptions, pd.DataFrame(list(exceptions), columns=list(types_of(Exceptions)), dtype=object))
    left = open_items(books.entries, books.parties, AS_OF)
    return slices(asked.orders, asked.shipped, asked.outstanding, listed, books.parties, left, books.held, lang)


def test_an_order_is_its_salespersons_until_it_is_done():
    orders = [
        ordered("SO1", salesperson="张岚"),
        ordered("SO2", salesperson="李四", review_status="已取消"),
        ordered("SO3", salesperson="李四", review_status="已驳回"),
        ordered("SO4", salesperson="李四", review_status="待审批"),
        ordered("SO5", salesperson="李四", quantity_e3=1000),
    ]
    slips = [{"shipment_no": "CK1", "returned_date": "2026-10-10", "signed": True}]
    mine = sliced(orders=orders, shipments=[sent(order="SO5")], slips=slips).orders
    assert values(mine, "order_no", "owner") == [("SO1", "张岚"), ("SO4", "李四")]


def test_names_that_differ_by_spaces_or_width_are_one_persons_and_stand_in_one_spelling():
    orders = [
        ordered("SO1", salesperson="Ａnn 张"),
        ordered("SO2", salesperson="Ann张"),
        ordered("SO3", salesperson="ann张"),
    ]
    mine = sliced(orders=orders).orders
    assert values(mine, "owner", "salesperson") == [("Ann张", "Ann张"), ("Ann张", "Ann张"), ("ann张", "ann张")]


def test_what_names_nobody_is_the_masters_salespersons_else_the_latest_orders_else_nobodys():
    orders = [
        ordered("SO1", customer_code="C2", salesperson="旧人", order_date="2026-10-01"),
        ordered("SO2", customer_code="C2", salesperson="李四", order_date="2026-10-02"),
        ordered("SO3", customer_code="C3"),
    ]
    shipments = [
        sent("CK1", None, customer_code="C1"),
        sent("CK2", None, customer_code="C2"),
        sent("CK3", None, customer_code="C3"),
    ]
    mine = sliced(
        orders=orders, shipments=shipments, customers=[customer("C1", "张岚"), customer("C2"), customer("C3")]
    )
    assert values(mine.slips, "shipment_no", "owner", "salesperson") == [
        ("CK1", "张岚", "张岚"), ("CK2", "李四", "李四"), ("CK3", "未登记", None),
    ]  # fmt: skip
    assert values(mine.orders, "order_no", "owner") == [("SO1", "旧人"), ("SO3", "未登记"), ("SO2", "李四")]


def test_an_exception_on_slips_is_its_shipments_salespersons_not_the_drivers():
    one = {"orders": [ordered(salesperson="张岚")], "shipments": [sent(driver="老王")]}
    mine = sliced(found("E102", "CK1", responsible="老王", category="签收"), **one).exceptions
    assert values(mine, "owner", "responsible") == [("张岚", "老王")]


def test_any_other_exception_is_the_one_who_is_asked_or_sells_to_the_customer():
    rows = [found("E501", "SO1", responsible="张岚", category="时效"), found("E701", "C1"), found("E701", "C9", "C9")]
    mine = sliced(*rows, orders=[ordered(salesperson="张岚")], customers=[customer("C1", "李四")]).exceptions
    assert mine["owner"].tolist() == ["张岚", "李四", "未登记"]


@pytest.mark.parametrize(("code", "told"), [("E903", "可能重复的订单"), ("E501", "说明")])
def test_a_sentence_that_may_name_others_documents_is_left_out(code, told):
    mine = sliced(found(code, "SO1", responsible="张岚"), orders=[ordered(salesperson="张岚")]).exceptions
    (said,) = mine["description"]
    assert (said == "说明") == (told == "说明")
    assert pd.isna(mine["advice"][0]) == (told != "说明")


def test_the_orders_of_a_shipment_are_named_only_where_all_are_one_persons():
    def said(second):
        orders = [ordered("SO1", salesperson="张岚"), ordered("SO2", salesperson=second)]
        shipments = [sent("CK1", "SO1"), sent("CK1", "SO2", line_no=2)]
        mine = sliced(found("E404", "CK1", responsible="张岚"), orders=orders, shipments=shipments)
        return mine.exceptions["description"][0], mine.slips["order_no"][0]

    assert said("张 岚") == ("说明", "SO1、SO2")
    title, own = said("李四")
    assert title != "说明"
    assert own == "SO1"


def test_balances_are_those_of_the_day_by_age_with_what_is_held_and_slips_that_are_out():
    mine = sliced(
        orders=[ordered(salesperson="张岚", payment_terms="定金")],
        shipments=[sent(), sent("CK2", None, customer_code="C2", unit_price_e4=50000)],
        payments=[
            {"receipt_no": "SK1", "customer_code": "C1", "amount_fen": 300, "order_no": "SO1", "kind": "定金"},
            {"receipt_no": "SK2", "customer_code": "C3", "amount_fen": 100},
        ],
        customers=[customer("C1", "张岚"), customer("C2", "张岚"), customer("C3", "李四"), customer("C4", "李四")],
    ).balances
    shown = values(mine, "customer_code", "owner", "balance_fen", "overdue_1_30_fen", "prepaid_fen", "deposit_held_fen")
    assert shown == [
        ("C1", "张岚", 1000, 1000, 0, 300),
        ("C2", "张岚", 500, 500, 0, 0),
        ("C3", "李四", -100, 0, -100, 0),
    ]
    assert mine["outstanding_count"].tolist() == [1, 1, 0]


@examples(3)
@given(st.data())
def test_the_slices_together_are_the_whole_lists_and_no_row_is_in_two(data):
    names = st.sampled_from([None, "张岚", "张 岚", "李四"])
    numbers, codes = st.sampled_from(["SO1", "SO2", "SO3", None]), st.sampled_from(["C1", "C2", None])
    kinds = {
        "orders": [ordered(n, salesperson=data.draw(names), customer_code=data.draw(codes)) for n in ("SO1", "SO2")],
        "shipments": [
            sent(f"CK{n}", data.draw(numbers), line_no=line, customer_code=code)
            for n in (1, 2, 3)
            for code in [data.draw(codes)]
            for line in (1, 2)
        ],
        "customers": [customer("C1", data.draw(names))],
    }
    asked = ask(tables(**kinds))
    mine = sliced(*(found("E102", f"CK{n}", category="签收") for n in (1, 2, 3)), **kinds)
    assert mine.orders["order_no"].tolist() == asked.orders.loc[~asked.orders["stage"].isin(DONE), "order_no"].tolist()
    slip = ["shipment_no", "slip_type"]
    assert values(mine.slips, *slip) == values(asked.outstanding, *slip)
    assert mine.exceptions["document_no"].tolist() == ["CK1", "CK2", "CK3"]
    assert all(table["owner"].notna().all() for table in mine)
