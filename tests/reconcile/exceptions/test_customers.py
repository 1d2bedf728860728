"""客户: changed, unknown, incomplete."""

import pytest

from tests.reconcile.exceptions.tables import documents, found


def update(**cells):
    return {"field": "联系电话", "on_file": "021-1", "on_order": "021-2"} | cells


def test_what_orders_give_differently_is_one_exception_a_customer():
    updates = [update(field="联系人", on_file="李四", on_order="王五"), update()]
    (row,) = found("E601", customer_updates=updates, parties=[{}]).to_dict("records")
    assert (row["document_no"], row["customer_code"], row["level"], row["responsible"]) == (
        "C001",
        "C001",
        "低",
        "业务一",
    )
    assert row["facts"]["fields"] == "联系人\u001f联系电话"
    assert row["facts"]["changes"] == "李四 → 王五\u001f021-1 → 021-2"


@pytest.mark.parametrize(
    ("status", "told"), [("已审批", ["C001"]), ("待审批", ["C001"]), ("已驳回", []), ("已取消", [])]
)
def test_a_cancelled_or_rejected_order_changes_no_customer(status, told):
    orders = [{"order_no": "SO1", "review_status": status}]
    assert documents("E601", customer_updates=[update()], order_status=orders, parties=[{}]) == told


def test_what_the_master_leaves_blank_is_shown_as_blank():
    (facts,) = found("E601", customer_updates=[update(on_file=None)], parties=[{}])["facts"]
    assert facts["changes"] == "— → 021-2"


def test_a_customer_that_is_not_in_the_master_is_told_with_what_is_open():
    parties = [{"customer_code": "新客户", "customer_name": "新客户", "in_master": False}, {}]
    items = [{"customer_code": "新客户", "open_fen": 5_000}, {"customer_code": "新客户", "open_fen": -1_000}]
    (row,) = found("E602", parties=parties, open_today=items).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"]) == ("新客户", 4_000, "中")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("海城五金贸易公司", "C001 海城五金贸易有限公司"),
        ("海城五金商贸有限公司", "C001 海城五金贸易有限公司"),
        ("海贸五金", "C001 海城五金贸易有限公司"),
        ("北原建材有限公司", ""),
        ("东岭建材有限公司", ""),
        (None, ""),
    ],
)
def test_the_nearest_name_or_alias_is_suggested_where_it_is_near(name, nearest):
    customers = [
        {"customer_code": "C001", "customer_name": "海城五金贸易有限公司", "aliases": "海贸五金店;HC"},
        {"customer_code": "C002", "customer_name": "东岭机电有限公司"},
    ]
    parties = [{"customer_code": "X", "customer_name": name, "in_master": False}]
    assert found("E602", parties=parties, customers=customers)["facts"].tolist() == [{"nearest": nearest}]


def test_without_a_master_nothing_is_suggested():
    assert found("E602", parties=[{"in_master": False}])["facts"].tolist() == [{"nearest": ""}]


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        ({"phone": None}, ["联系电话"]),
        ({"address": None}, ["地址"]),
        ({"phone": None, "address": None}, ["联系电话\u001f地址"]),
        ({}, []),
        ({"contact": None, "email": None}, []),
    ],
)
def test_a_customer_of_the_master_without_phone_or_address_is_incomplete(cells, fields):
    assert [facts["fields"] for facts in found("E603", parties=[cells])["facts"]] == fields


def test_a_customer_that_is_not_in_the_master_lacks_nothing():
    assert documents("E603", parties=[{"in_master": False, "phone": None}]) == []
