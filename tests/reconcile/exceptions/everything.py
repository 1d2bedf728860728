"""A small office in which everything goes wrong: every rule of CONTRACT 6 finds something."""

from tests.reconcile.exceptions.tables import evidence

ORDERS = [
    {"order_no": "SO1", "overdue_days": 9, "due_date": "2026-11-10", "unshipped_e3": 1000, "reviewed_at": "2026-11-05"},
    {"order_no": "SO2", "review_status": "待审批"},
    {"order_no": "SO3", "review_status": "已取消", "customer_code": "C002", "customer_name": "乙公司"},
    {"order_no": "SO4", "payment_terms": "款到发货"},
    {"order_no": "SO5", "payment_terms": "定金", "amount_fen": 100_000},
    {"order_no": "SO6", "quantity_e3": 7_000},
    {"order_no": "SO7", "quantity_e3": 7_000},
]
LINES = [
    {"order_no": "SO1", "unit_price_e4": 90_000},
    {"order_no": "SO1", "line_no": 2, "product_code": "P9", "unit_price_e4": 90_000},
    {"order_no": "SO1", "line_no": 3, "quantity_e3": 5_000, "is_gift": True},
    *({"order_no": number, "quantity_e3": 7_000, "unit_price_e4": 100_000} for number in ("SO6", "SO7")),
]
SHIPPED = [
    {"shipment_no": "CK1", "amount_fen": 100_000, "freight_fen": 500},
    {"shipment_no": "CK2", "order_no": "SO2", "price_known": False, "on_order": False},
    {"shipment_no": "CK3", "order_no": "SO3"},
    {"shipment_no": "CK4", "order_no": "SO4", "amount_fen": 40_000},
    {"shipment_no": "CK5", "order_no": "SO5", "amount_fen": 40_000},
    {"shipment_no": "CK6", "order_no": None, "order_on_file": False, "customer_code": None, "customer_name": None},
]
STATES = [
    {"shipment_no": "CK1", "state": "未签", "returned_date": "2026-11-10"},
    {"shipment_no": "CK2", "state": "未回"},
    {"shipment_no": "CK4", "state": "已签", "returned_date": "2026-11-10", "has_handed_over_date": True},
]
OUTSTANDING = [
    {"shipment_no": "CK1", "problem": "未签字", "waiting_days": 18, "amount_fen": 100_000},
    {"shipment_no": "CK2", "waiting_days": 18, "amount_fen": 0, "responsible": "未登记"},
]
SLIPS = [
    {"shipment_no": "CK4", "received_quantity_e3": 400, "signed": True, "returned_date": "2026-11-10"},
    {"shipment_no": "CK9", "signed": True, "returned_date": "2026-11-10"},
]
PARTIES = [
    {"credit_limit_fen": 100, "address": None},
    {"customer_code": "C002", "customer_name": "乙公司", "in_master": False},
]


def everything(**given):
    """The evidence of that office."""
    tables = {
        "order_status": ORDERS,
        "order_lines": LINES,
        "orders": [{"order_no": "SO1", "has_approver_1": True}],
        "shipped": SHIPPED,
        "shipments": [{"shipment_no": row["shipment_no"]} for row in SHIPPED],
        "slip_states": STATES,
        "outstanding": OUTSTANDING,
        "slips": SLIPS,
        "parties": PARTIES,
        "carrier_billing": [{"waybill_no": "YD1", "result": "重复计费", "difference_fen": 12_000}],
        "fulfilment": [{"shipment_no": "CK1", "quantity_e3": 500, "order_price_e4": 90_000, "over": True}],
        "entries": [{"kind": "签收短少", "shipment_no": "CK4", "receivable_fen": -24_000}],
        "open_today": [
            {"kind": "垫付运费", "document_no": "CK4", "date": "2026-11-02", "amount_fen": 900, "open_fen": 900}
        ],
        "prices": [{"product_code": "P1", "unit_price_e4": 100_000, "gift_buy": 10, "gift_free": 1}],
        "payments": [{"receipt_no": "SK1", "order_no": "SO9", "amount_fen": 100, "write_off_fen": 1_001}]
        + [{"receipt_no": number, "amount_fen": 300} for number in ("SK2", "SK3")],
        "disputes": [{"ours_fen": 1_430_560, "theirs_fen": 1_330_560}],
        "customer_updates": [{"field": "联系人", "on_file": "李四", "on_order": "王五"}],
        "changes": [[{"reviewed_at": "2026-11-02 10:00"}], [{"quantity_e3": 12_000}]],
        "conflicts": [{"kind": "orders", "document": "SO1", "files": "a.xlsx; b.xlsx", "winner": "b.xlsx"}],
        "conflict_rows": [{"kind": "orders", "document": "SO1", "file": "a.xlsx", "sheet": "订单", "row": 2}],
    }
    return evidence(**(tables | given))
