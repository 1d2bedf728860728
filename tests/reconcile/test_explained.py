"""What stands behind the lines of a statement: what each credit paid, what of each document is open."""

import pytest

from tests.reconcile.tables_money import account, month_of, short

PRICED = {"product_code": "P1", "unit_price_e4": 10_000}


def told(month="2026-10", lang="zh", **kinds):
    """Kind, document and what is told of it, line by line."""
    return short(month_of(account(**kinds), month, lang=lang).lines, "kind", "document_no", "allocation")


def shipment(number, day, quantity_e3, **cells):
    return {
        "shipment_no": number, "line_no": 1, "ship_date": day, "customer_code": "C1", "quantity_e3": quantity_e3,
        "amount_fen": quantity_e3 // 10, **PRICED, **cells,
    }  # fmt: skip


def receipt(number, day, fen, **cells):
    return {"receipt_no": number, "received_date": day, "customer_code": "C1", "amount_fen": fen, **cells}


def test_behind_a_receipt_stands_what_it_paid_and_behind_a_shipment_what_is_open():
    assert told(
        shipments=[shipment("CK1", "2026-10-01", 50_000), shipment("CK2", "2026-10-02", 70_000)],
        payments=[receipt("SK1", "2026-10-03", 6_000)],
    ) == [("出库", "CK1", "已结清"), ("出库", "CK2", "未结 60.00"), ("收款", "SK1", "付 CK1 50.00；CK2 10.00")]


def test_what_a_receipt_has_left_is_prepaid():
    assert told(shipments=[shipment("CK1", "2026-10-01", 50_000)], payments=[receipt("SK1", "2026-10-03", 6_000)])[
        1
    ] == ("收款", "SK1", "付 CK1 50.00；预收 10.00")
    assert told(payments=[receipt("SK1", "2026-10-03", 6_000)]) == [("收款", "SK1", "预收 60.00")]


@pytest.mark.parametrize(("count", "end"), [(3, "CK3 1.00"), (4, "CK3 1.00 等 4 张")])
def test_three_documents_are_named_and_then_their_number(count, end):
    goods = [shipment(f"CK{n}", f"2026-09-0{n}", 1_000) for n in range(1, count + 1)]
    ((*_, text),) = told(shipments=goods, payments=[receipt("SK1", "2026-10-03", count * 100)])
    assert text == "付 CK1 1.00；CK2 1.00；" + end


def test_a_shipment_of_two_lines_tells_it_once_and_a_gift_nothing():
    lines = [
        shipment("CK1", "2026-10-01", 50_000),
        shipment("CK1", "2026-10-01", 20_000, line_no=2),
        shipment("CK2", "2026-10-02", 1_000, is_gift=True, unit_price_e4=0, amount_fen=0),
    ]
    assert told(shipments=lines) == [("出库", "CK1", "未结 70.00"), ("出库", "CK1", None), ("出库", "CK2", None)]


def test_a_write_off_is_set_off_and_a_refund_is_open():
    assert told(
        shipments=[shipment("CK1", "2026-10-01", 50_000)],
        payments=[
            receipt("SK1", "2026-10-03", 4_000, write_off_fen=30, remark="零头"),
            receipt("SK2", "2026-10-04", -200),
        ],
    ) == [
        ("出库", "CK1", "未结 9.70"),
        ("收款", "SK1", "付 CK1 40.00"),
        ("抹零", "SK1", "抵 CK1 0.30"),
        ("退款", "SK2", "未结 2.00"),
    ]


def test_goods_and_freight_of_a_shipment_stand_each_for_itself_and_are_paid_under_one_number():
    lines = [shipment("CK1", "2026-10-01", 50_000, freight_fen=300, freight_terms="垫付")]
    assert told(shipments=lines, payments=[receipt("SK1", "2026-10-03", 5_100)]) == [
        ("出库", "CK1", "已结清"),
        ("垫付运费", "CK1", "未结 2.00"),
        ("收款", "SK1", "付 CK1 51.00"),
    ]


def test_in_english_the_words_switch():
    assert told(
        lang="en",
        shipments=[shipment("CK1", "2026-10-01", 50_000)],
        payments=[receipt("SK1", "2026-10-03", 1_000)],
    ) == [("出库", "CK1", "open 40.00"), ("收款", "SK1", "paid CK1 10.00")]


def deposits_paid_after_completion(*rows):
    """An order of 100.00, shipped in September, and what was paid on deposit since: day and fen."""
    return {
        "orders": [{"order_no": "SO1", "line_no": 1, "customer_code": "C1", "quantity_e3": 100_000, **PRICED}],
        "shipments": [shipment("CK1", "2026-09-20", 100_000, order_no="SO1")],
        "payments": [
            receipt(f"SK{n}", day, fen, kind="定金", order_no="SO1") for n, (day, fen) in enumerate(rows, start=1)
        ],
    }


def test_deposits_applied_on_several_days_tell_each_its_own():
    paid = deposits_paid_after_completion(("2026-09-25", 3_000), ("2026-10-05", 2_000), ("2026-10-09", 1_000))
    assert told(**paid) == [("定金冲抵", "SO1", "抵 CK1 20.00"), ("定金冲抵", "SO1", "抵 CK1 10.00")]


def test_what_is_taken_back_of_a_deposit_is_open_like_a_refund():
    paid = deposits_paid_after_completion(("2026-09-25", 3_000), ("2026-10-05", -2_000))
    assert told(**paid) == [("定金冲抵", "SO1", "未结 20.00")]
