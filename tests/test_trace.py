"""One number to every document behind it."""

import pytest

from pipeline.errors import WrongUsage
from pipeline.trace import trace
from tests.ledger.made import Office, customer, goods_back, order, receipt, shipment, slip


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    office.save("orders.xlsx", order("SO1", lines=2), order("SO2"))
    office.save("ship.xlsx", shipment("CK1", "SO1"), shipment("CK2", "SO1"), shipment("CK3", "SO2"))
    office.save("slips.xlsx", slip("CK1"), slip("CK3"))
    office.save("money.xlsx", receipt("SK1", order_no="SO1"), receipt("SK2", shipment_no="CK2"), receipt("SK3"))
    office.save("back.xlsx", goods_back("TH1", shipment_no="CK1"), goods_back("TH2", order_no="SO2"))
    office.save("people.xlsx", customer("C001", "示例 商贸", "小示例;示 例"), customer("C002", "别的公司"))
    office.run()
    return office


def found(office, number):
    return [(entry["kind"], entry["number"]) for entry in trace(office.now(), number)]


def test_an_order_is_followed_to_its_shipments_their_slips_and_what_was_paid_and_returned(office):
    assert found(office, "SO1") == [
        ("orders", "SO1"),
        ("shipments", "CK1"),
        ("shipments", "CK2"),
        ("slips", "CK1"),
        ("payments", "SK1"),
        ("payments", "SK2"),
        ("returns", "TH1"),
    ]


def test_every_document_is_given_with_its_file_sheet_and_rows(office):
    assert trace(office.now(), "SO1")[0] == {
        "kind": "orders", "number": "SO1", "file": "orders.xlsx", "sheet": "订单", "rows": [2, 3],
    }  # fmt: skip


def test_a_shipment_is_followed_to_its_order_slip_and_what_names_it(office):
    assert found(office, "CK1") == [("orders", "SO1"), ("shipments", "CK1"), ("slips", "CK1"), ("returns", "TH1")]
    assert found(office, "CK2") == [("orders", "SO1"), ("shipments", "CK2"), ("payments", "SK2")]


def test_a_receipt_is_followed_to_what_it_names_and_no_further(office):
    assert found(office, "SK1") == [("orders", "SO1"), ("payments", "SK1")]
    assert found(office, "SK2") == [("shipments", "CK2"), ("payments", "SK2")]
    assert found(office, "SK3") == [("payments", "SK3")]


def test_a_return_is_followed_to_what_it_names(office):
    assert found(office, "TH1") == [("shipments", "CK1"), ("returns", "TH1")]


@pytest.mark.parametrize("number", ["C001", " Ｃ００１ ", "示例商贸", "小示例"])
def test_a_customer_is_found_by_code_name_or_alias_with_all_its_documents(office, number):
    kinds = [kind for kind, _ in found(office, number)]
    assert kinds == [
        *["orders"] * 2,
        *["shipments"] * 3,
        *["slips"] * 2,
        *["payments"] * 3,
        *["returns"] * 2,
        "customers",
    ]


def test_a_customer_without_a_document_has_its_master_data(office):
    assert found(office, "C002") == [("customers", "C002")]


def test_a_customer_that_is_not_in_the_master_is_found_by_its_name(office):
    office.drop("more.xlsx", receipt("SK9", customer_code=None, customer_name="路人 公司"))
    assert found(office, "路人公司") == [("payments", "SK9")]


@pytest.mark.parametrize("number", ["SO1", " SO1", "ＳＯ１"])
def test_numbers_are_compared_like_codes(office, number):
    assert found(office, number)[0] == ("orders", "SO1")


def test_a_number_that_only_other_documents_name_finds_those(office):
    office.drop("more.xlsx", shipment("CK9", "SO9"), slip("CK8"))
    assert found(office, "SO9") == [("shipments", "CK9")]
    assert found(office, "CK8") == [("slips", "CK8")]


def test_a_document_split_over_two_files_is_told_where_it_counts(office):
    office.drop("later.xlsx", order("SO1", 99))
    assert trace(office.now(), "SO1")[0]["file"] == "later.xlsx"


@pytest.mark.parametrize("number", ["SO11", "so1", "P1", "", "CK1\x1f红单"])
def test_a_number_that_is_not_on_file_is_wrong_usage(office, number):
    with pytest.raises(WrongUsage):
        trace(office.now(), number)


def test_a_number_that_is_not_on_file_suggests_the_ones_like_it(office):
    with pytest.raises(WrongUsage) as stopped:
        trace(office.now(), "SO12")
    assert "是不是：SO1" in stopped.value.sentence.zh
