"""What stands in an account: which documents, dated when, under which number, with which sign."""

from tests.reconcile.tables_money import account, short

GOODS = {"customer_code": "C1", "product_code": "P1", "quantity_e3": 10_000, "unit_price_e4": 20_000}
PAID = {"customer_code": "C1", "received_date": "2026-10-20"}


def of(kind, books, *columns):
    rows = books.entries
    return short(rows[rows["kind"] == kind], *columns)


def test_goods_line_by_line_and_freight_once_a_shipment():
    line = GOODS | {"shipment_no": "CK1", "freight_fen": 500, "freight_terms": "垫付"}
    line |= {"carrier": "德邦", "waybill_no": "Y1"}
    books = account(shipments=[line, line | {"product_name": "合页", "spec": "100×75"}])
    assert short(books.entries, "date", "kind", "document_no", "line_no", "receivable_fen", "summary") == [
        ("2026-10-08", "出库", "CK1", 1, 2000, "P1"),
        ("2026-10-08", "出库", "CK1", 2, 2000, "合页 100×75"),
        ("2026-10-08", "垫付运费", "CK1", None, 500, "德邦 Y1"),
    ]


def test_only_advanced_freight_is_charged():
    books = account(shipments=[
        GOODS | {"shipment_no": f"CK{number}", "freight_fen": fen, "freight_terms": terms}
        for number, (fen, terms) in enumerate([(500, "我方承担"), (500, "到付"), (500, None), (0, "垫付"), (1, "垫付")])
    ])  # fmt: skip
    assert of("垫付运费", books, "document_no", "receivable_fen") == [("CK4", 1)]


def test_freight_stands_under_the_order_only_where_there_is_one_and_comes_from_the_first_line():
    line = GOODS | {"shipment_no": "CK1", "freight_fen": 500, "freight_terms": "垫付"}
    lines = [line | {"line_no": 2, "order_no": "SO2", "row": 7}, line | {"line_no": 1, "order_no": "SO1", "row": 8}]
    columns = ("document_no", "order_no", "source")
    assert of("垫付运费", account(shipments=lines), *columns) == [("CK1", None, "shipments.xlsx Sheet1!8")]
    assert of("垫付运费", account(shipments=lines[:1]), *columns) == [("CK1", "SO2", "shipments.xlsx Sheet1!7")]


def test_gifts_stand_with_their_quantity_and_0():
    books = account(shipments=[GOODS | {"shipment_no": "CK1", "is_gift": True, "unit_price_e4": None}])
    assert of("出库", books, "quantity_e3", "unit_price_e4", "receivable_fen", "is_gift") == [(10_000, 0, 0, 1)]


def test_a_line_without_a_known_price_stands_with_0_and_one_that_spans_prices_with_its_amount():
    order = GOODS | {"order_no": "SO1", "quantity_e3": 4000}
    orders = [order, order | {"unit_price_e4": 30_000}]
    spans = GOODS | {"shipment_no": "CK1", "order_no": "SO1", "quantity_e3": 5000, "unit_price_e4": None}
    books = account(orders=orders, shipments=[spans, GOODS | {"shipment_no": "CK2", "unit_price_e4": None}])
    assert of("出库", books, "document_no", "unit_price_e4", "receivable_fen") == [("CK1", None, 1100), ("CK2", 0, 0)]


def test_money_paid_back_stands_in_received_with_a_minus():
    books = account(payments=[
        PAID | {"receipt_no": "SK1", "amount_fen": 900, "method": "转账", "remark": "货款"},
        PAID | {"receipt_no": "SK2", "amount_fen": -300, "kind": "运费"},
    ])  # fmt: skip
    assert short(books.entries, "kind", "document_no", "receivable_fen", "received_fen", "summary") == [
        ("退款", "SK2", 0, -300, None),
        ("收款", "SK1", 0, 900, "转账 货款"),
    ]


def test_a_write_off_counts_whatever_the_kind_of_its_receipt_and_none_where_it_is_0():
    books = account(payments=[
        PAID | {"receipt_no": f"SK{number}", "amount_fen": 900, "kind": kind, "write_off_fen": fen, "remark": "零头"}
        for number, (kind, fen) in enumerate([("货款", 0), ("货款", 1), ("定金", 2), ("运费", 3)])
    ])  # fmt: skip
    assert of("抹零", books, "document_no", "receivable_fen", "received_fen") == [
        ("SK1", -1, 0), ("SK2", -2, 0), ("SK3", -3, 0),
    ]  # fmt: skip


def test_a_receipt_split_over_two_orders_is_two_lines_of_one_number():
    books = account(
        orders=[GOODS | {"order_no": "SO1"}, GOODS | {"order_no": "SO2"}],
        payments=[PAID | {"receipt_no": "SK1", "amount_fen": fen, "order_no": order}
                  for fen, order in ((900, "SO2"), (100, "SO1"), (50, None))],
    )  # fmt: skip
    assert of("收款", books, "document_no", "order_no", "target_order", "received_fen") == [
        ("SK1", "SO1", "SO1", 100), ("SK1", "SO2", "SO2", 900), ("SK1", None, None, 50),
    ]  # fmt: skip


def test_lines_stand_by_date_kind_number_by_code_point_and_line():
    books = account(
        shipments=[GOODS | {"shipment_no": number, "line_no": line} for number, line in
                   (("CK9", 1), ("CK10", 2), ("CK10", 1), ("ck1", 1), ("中1", 1))],
        payments=[{"receipt_no": "A", "received_date": "2026-10-08", "customer_code": "C1", "amount_fen": 1}],
    )  # fmt: skip
    assert short(books.entries, "kind", "document_no", "line_no") == [
        ("出库", "CK10", 1), ("出库", "CK10", 2), ("出库", "CK9", 1), ("出库", "ck1", 1), ("出库", "中1", 1),
        ("收款", "A", None),
    ]  # fmt: skip


def test_what_a_credit_names_counts_only_when_it_is_on_file_and_that_customers():
    theirs = GOODS | {"customer_code": "C2"}
    books = account(
        orders=[GOODS | {"order_no": "SO1"}, theirs | {"order_no": "SO2"}],
        shipments=[GOODS | {"shipment_no": "CK1"}, theirs | {"shipment_no": "CK2"}],
        payments=[
            PAID | {"receipt_no": "SK1", "amount_fen": 1, "order_no": "SO1", "shipment_no": "CK1"},
            PAID | {"receipt_no": "SK2", "amount_fen": 1, "order_no": "SO2", "shipment_no": "CK2"},
            PAID | {"receipt_no": "SK3", "amount_fen": 1, "order_no": "SO3", "shipment_no": "CK3"},
        ],
    )
    assert of("收款", books, "order_no", "shipment_no", "target_order", "target_shipment") == [
        ("SO1", "CK1", "SO1", "CK1"), ("SO2", "CK2", None, None), ("SO3", "CK3", None, None),
    ]  # fmt: skip


def test_what_is_dated_before_the_opening_date_is_left_out_and_on_it_counts():
    begun = {"opening_balance_fen": 1, "opening_date": "2026-10-08"}
    books = account(
        customers=[{"customer_code": "C1", "customer_name": "甲"} | begun],
        shipments=[GOODS | {"shipment_no": "CK1", "ship_date": "2026-10-07"}, GOODS | {"shipment_no": "CK2"}],
        payments=[PAID | {"receipt_no": "SK1", "amount_fen": 1, "received_date": "2026-10-07"}],
    )  # fmt: skip
    assert short(books.entries, "document_no") == [("CK2",)]


def test_a_shipment_without_a_customer_is_in_no_account():
    nobodys = {"shipment_no": "CK1", "product_code": "P1", "quantity_e3": 1, "unit_price_e4": 1}
    assert account(shipments=[nobodys | {"freight_fen": 5, "freight_terms": "垫付"}]).entries.empty
