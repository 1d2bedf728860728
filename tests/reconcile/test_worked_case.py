"""The worked case of CONTRACT 4, cell for cell: once with September as an opening balance, once as documents."""

import pytest

from pipeline.report.capitals import in_capitals
from tests.reconcile.tables_money import account, month_of, short

GOODS = {"customer_code": "C001", "product_code": "P1", "quantity_e3": 1000}
OCTOBER = {
    "shipments": [
        GOODS | {"shipment_no": "CK1001", "ship_date": "2026-10-05", "unit_price_e4": 100_000_000,
                 "freight_fen": 26000, "freight_terms": "垫付"},
        GOODS | {"shipment_no": "CK1002", "ship_date": "2026-10-15", "unit_price_e4": 50_037_000},
    ],
    "payments": [
        {"receipt_no": "SK1", "received_date": "2026-10-08", "customer_code": "C001", "amount_fen": 800_000},
        {"receipt_no": "SK2", "received_date": "2026-10-20", "customer_code": "C001", "amount_fen": 500_000,
         "write_off_fen": 370, "remark": "零头抹去", "shipment_no": "CK1002"},
    ],
    "returns": [
        {"return_no": "TH1", "return_date": "2026-10-12", "shipment_no": "CK1001", "product_code": "P1",
         "quantity_e3": 1000, "amount_fen": 120_000},
    ],
}  # fmt: skip
CUSTOMER = {"customer_code": "C001", "customer_name": "示例商贸", "credit_days": 30}

LINES = [
    ("2026-10-05", "出库", "CK1001", 1_000_000, None, 2_324_560),
    ("2026-10-05", "垫付运费", "CK1001", 26_000, None, 2_350_560),
    ("2026-10-08", "收款", "SK1", None, 800_000, 1_550_560),
    ("2026-10-12", "退货", "TH1", -120_000, None, 1_430_560),
    ("2026-10-15", "出库", "CK1002", 500_370, None, 1_930_930),
    ("2026-10-20", "收款", "SK2", None, 500_000, 1_430_930),
    ("2026-10-20", "抹零", "SK2", -370, None, 1_430_560),
]


@pytest.fixture(scope="module")
def from_opening_balance():
    opening = CUSTOMER | {"opening_balance_fen": 1_324_560, "opening_date": "2026-10-01"}
    return month_of(account(customers=[opening], **OCTOBER), "2026-10")


@pytest.fixture(scope="module")
def from_documents():
    september = [
        GOODS | {"shipment_no": number, "ship_date": day, "unit_price_e4": price}
        for number, day, price in (
            ("CK0901", "2026-09-02", 80_000_000),
            ("CK0918", "2026-09-18", 43_456_000),
            ("CK0925", "2026-09-25", 9_000_000),
        )
    ]
    kinds = OCTOBER | {"shipments": september + OCTOBER["shipments"], "customers": [CUSTOMER]}
    return month_of(account(**kinds), "2026-10")


@pytest.mark.parametrize("source", ["from_opening_balance", "from_documents"])
def test_october_runs_from_13245_60_to_14305_60(source, request):
    october = request.getfixturevalue(source)
    lines = short(october.lines, "date", "kind", "document_no", "receivable_fen", "received_fen", "balance_fen")
    assert lines == LINES
    totals = short(october.totals, "opening_fen", "shipped_fen", "returned_fen", "freight_fen", "received_fen",
                   "write_off_fen", "closing_fen", "file", "has_statement")  # fmt: skip
    assert totals == [
        (1_324_560, 1_500_370, -120_000, 26_000, -1_300_000, -370, 1_430_560, "C001.xlsx", True),
    ]


def test_what_is_left_open_is_what_the_contract_says(from_documents):
    assert short(from_documents.open, "kind", "document_no", "due_date", "open_fen", "ageing") == [
        ("出库", "CK0918", "2026-10-18", 434_560, "逾期1–30"),
        ("出库", "CK0925", "2026-10-25", 90_000, "逾期1–30"),
        ("出库", "CK1001", "2026-11-04", 880_000, "未到期"),
        ("垫付运费", "CK1001", "2026-11-04", 26_000, "未到期"),
    ]
    assert short(from_documents.totals, "not_due_fen", "overdue_1_30_fen", "overdue_31_60_fen", "prepaid_fen") == [
        (906_000, 524_560, 0, 0)
    ]


def test_the_opening_balance_is_one_open_document_due_after_the_credit_days(from_opening_balance):
    assert short(from_opening_balance.open, "kind", "document_no", "due_date", "amount_fen", "open_fen") == [
        ("期初", "期初", "2026-10-31", 1_324_560, 524_560),
        ("出库", "CK1001", "2026-11-04", 1_000_000, 880_000),
        ("垫付运费", "CK1001", "2026-11-04", 26_000, 26_000),
    ]
    assert short(from_opening_balance.totals, "not_due_fen", "overdue_1_30_fen") == [(1_430_560, 0)]


def test_the_amount_due_in_capitals(from_documents):
    assert in_capitals(int(from_documents.totals["closing_fen"].iloc[0])) == "人民币壹万肆仟叁佰零伍元陆角整"
