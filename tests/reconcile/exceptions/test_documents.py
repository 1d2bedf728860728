"""单据: the same document in two files, documents entered twice."""

import pytest

from tests.reconcile.exceptions.tables import documents, found

CONFLICT = {"kind": "orders", "document": "SO1", "files": "a.xlsx; b.xlsx", "winner": "b.xlsx"}
ROWS = [
    {"kind": "orders", "document": "SO1", "file": file, "sheet": "订单", "row": row}
    for file, row in (("a.xlsx", 2), ("b.xlsx", 5), ("b.xlsx", 6))
]


def test_a_document_told_differently_by_two_files_names_both_and_the_one_that_counts():
    given = {"conflicts": [CONFLICT], "conflict_rows": ROWS, "order_status": [{"order_no": "SO1"}]}
    (row,) = found("E901", **given).to_dict("records")
    assert (row["document_no"], row["customer_code"], row["level"]) == ("SO1", "C001", "中")
    assert row["facts"] == {"kinds": "orders", "files": "a.xlsx\u001fb.xlsx", "winner": "b.xlsx"}
    assert row["source"] == "a.xlsx 订单!2; b.xlsx 订单!5-6"


def test_a_document_that_is_not_on_file_on_the_day_is_left_out():
    assert documents("E901", conflicts=[CONFLICT], conflict_rows=ROWS) == []


# --- orders that look as if they were entered twice


LINE = {"product_code": "P1", "quantity_e3": 10_000}
OTHER = {"product_code": "P2", "quantity_e3": 5_000}


def orders(*each, **heads):
    """Orders SO1, SO2 … of these lines; `heads` says what is special of one of them."""
    lines = [
        {"order_no": f"SO{n}", "line_no": at} | line
        for n, rows in enumerate(each, 1)
        for at, line in enumerate(rows, 1)
    ]
    status = [
        {"order_no": f"SO{n}", "quantity_e3": sum(line["quantity_e3"] for line in rows), "amount_fen": n * 1_000}
        | {"source": f"订单.xlsx 订单!{n + 1}"}
        | heads.get(f"SO{n}", {})
        for n, rows in enumerate(each, 1)
    ]
    return {"order_status": status, "order_lines": lines}


def test_a_second_order_of_a_customer_on_a_day_with_the_same_goods_is_told_once_naming_the_first():
    (row,) = found("E903", **orders([LINE, OTHER], [LINE, OTHER])).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"], row["responsible"]) == ("SO2", 2_000, "中", "业务一")
    assert row["facts"] == {"day": "2026-11-02", "first": "SO1"}
    assert row["source"] == "订单.xlsx 订单!2; 订单.xlsx 订单!3"


def test_the_order_and_the_numbers_of_the_lines_do_not_matter_and_their_prices_neither():
    turned = [OTHER | {"line_no": 7, "unit_price_e4": 1}, LINE | {"line_no": 9}]
    assert documents("E903", **orders([LINE, OTHER], turned)) == ["SO2"]


def test_a_quantity_split_over_two_lines_is_the_same_quantity():
    split = [LINE | {"quantity_e3": 4_000}, OTHER, LINE | {"quantity_e3": LINE["quantity_e3"] - 4_000}]
    assert documents("E903", **orders([LINE, OTHER], split)) == ["SO2"]


@pytest.mark.parametrize(
    "differs",
    [
        [LINE, OTHER | {"quantity_e3": 5_001}],
        [LINE, OTHER | {"product_code": "P3"}],
        [LINE, OTHER | {"is_gift": True}],
        [LINE, OTHER, OTHER],
        [LINE],
        [LINE | {"quantity_e3": 5_000}, OTHER | {"quantity_e3": 10_000}],
        [LINE, LINE | {"quantity_e3": 5_000}],
    ],
)
def test_other_goods_are_another_order(differs):
    assert documents("E903", **orders([LINE, OTHER], differs)) == []


def test_a_line_that_stands_twice_is_not_one_that_stands_once_and_another_twice():
    assert documents("E903", **orders([LINE, LINE, OTHER], [LINE, OTHER, OTHER | LINE | {"product_code": "P2"}])) == []


@pytest.mark.parametrize(
    "head",
    [
        {"customer_code": "C002"},
        {"order_date": "2026-11-03", "placed_at": "2026-11-03"},
        {"review_status": "已取消"},
        {"review_status": "已驳回"},
    ],
)
@pytest.mark.parametrize("which", ["SO1", "SO2"])
def test_other_customers_other_days_and_cancelled_or_rejected_orders_are_no_repeats(head, which):
    assert documents("E903", **orders([LINE], [LINE], **{which: head})) == []


def test_the_first_is_the_one_placed_first_and_of_one_moment_the_one_with_the_first_number():
    times = {"SO1": "2026-11-02 16:00", "SO2": "2026-11-02 09:00", "SO3": "2026-11-02 09:00"}
    given = orders([LINE], [LINE], [LINE], **{number: {"placed_at": time} for number, time in times.items()})
    told = found("E903", **given)
    assert dict(zip(told["document_no"], [facts["first"] for facts in told["facts"]], strict=True)) == {
        "SO3": "SO2",
        "SO1": "SO2",
    }


def test_a_product_without_a_code_is_the_one_of_that_name_and_spec():
    named = {"product_name": "合页", "spec": "3寸"}
    assert documents("E903", **orders([LINE | named], [LINE | named | {"product_code": None}])) == ["SO2"]
    assert documents("E903", **orders([LINE | named], [LINE | named | {"product_code": None, "spec": "4寸"}])) == []


# --- receipts that look as if they were entered twice


def receipts(*each):
    return {"payments": [{"receipt_no": f"SK{n}"} | receipt for n, receipt in enumerate(each, 1)], "parties": [{}]}


def test_a_second_receipt_of_a_customer_with_the_day_and_the_amount_is_told_naming_the_first():
    (row,) = found("E904", **receipts({"amount_fen": 5_000}, {"amount_fen": 5_000})).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"], row["responsible"]) == ("SK2", 5_000, "中", "业务一")
    assert row["facts"] == {"day": "2026-11-02", "first": "SK1"}
    assert row["source"] == "payments.xlsx Sheet1!2; payments.xlsx Sheet1!3"


@pytest.mark.parametrize(
    "differs", [{"amount_fen": 5_001}, {"amount_fen": -5_000}, {"customer_code": "C2"}, {"received_date": "2026-11-03"}]
)
def test_another_amount_customer_or_day_is_another_receipt(differs):
    assert documents("E904", **receipts({"amount_fen": 5_000}, {"amount_fen": 5_000} | differs)) == []


def test_the_parts_of_a_receipt_count_together_and_are_no_repeats_of_each_other():
    parts = [{"receipt_no": "SK1", "order_no": number, "amount_fen": 2_500} for number in ("SO1", "SO2")]
    assert documents("E904", **receipts(*parts)) == []
    (row,) = found("E904", **receipts(*parts, {"amount_fen": 5_000})).to_dict("records")
    assert (row["document_no"], row["amount_fen"]) == ("SK3", 5_000)
    assert row["source"] == "payments.xlsx Sheet1!2,3; payments.xlsx Sheet1!4"


def test_a_refund_paid_back_twice_is_told_with_what_was_paid_back():
    assert found("E904", **receipts({"amount_fen": -700}, {"amount_fen": -700}))["amount_fen"].tolist() == [700]


# --- orders changed after their approval

T1 = "2026-11-02 10:00"


def test_a_change_after_approval_tells_old_and_new_quantities_prices_and_customers():
    was = [{"reviewed_at": T1, "amount_fen": 5_000}, {"product_code": "P2", "amount_fen": 9_000}]
    now = [
        {"quantity_e3": 12_000, "unit_price_e4": 45_000, "customer_code": "C002", "customer_name": "乙公司", "row": 7},
        {"product_code": "P3", "product_name": None, "quantity_e3": 1_500, "amount_fen": 4_000, "row": 8},
    ]
    (row,) = found("E902", changes=[was, now], order_status=[{"order_no": "SO1"}]).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"], row["responsible"]) == ("SO1", 10_000, "高", "业务一")
    assert row["facts"] == {
        "reviewed_at": T1,
        "quantities": "P1 合页: 10 → 12\u001fP2 合页: 10 → 0\u001fP3: 0 → 1.5",
        "prices": "P1 合页: 5.00 → 4.50",
        "customers": "C001 甲公司 → C002 乙公司",
    }
    assert row["source"] == "订单.xlsx 订单!2-3,7-8"


def test_what_did_not_change_is_blank_and_prices_of_parts_are_told_with_their_quantities():
    was = [{"quantity_e3": 10_000, "reviewed_at": T1}, {"quantity_e3": 2_000, "is_gift": True, "unit_price_e4": None}]
    now = [{"quantity_e3": 11_000}, {"quantity_e3": 1_000, "is_gift": True, "unit_price_e4": None}]
    (facts,) = found("E902", changes=[was, now], order_status=[{"order_no": "SO1"}])["facts"]
    assert facts == {
        "reviewed_at": T1,
        "quantities": "",
        "prices": "P1 合页: 0.00×2/5.00×10 → 0.00×1/5.00×11",
        "customers": "",
    }


def test_a_changed_order_that_is_not_on_file_on_the_day_is_left_out():
    assert (
        documents("E902", changes=[[{"reviewed_at": T1}], [{"quantity_e3": 1}]], order_status=[{"order_no": "SO2"}])
        == []
    )
