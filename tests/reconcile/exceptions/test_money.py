"""资金: over the limit, before the money, without the deposit, write-offs, pointing nowhere."""

import pytest

from tests.reconcile.exceptions.tables import documents, found


@pytest.mark.parametrize(
    ("owed", "limit", "over"), [(5_000, 5_000, []), (5_001, 5_000, ["C001"]), (5_001, None, []), (1, 0, ["C001"])]
)
def test_a_balance_over_the_limit_is_told_and_one_at_it_is_not(owed, limit, over):
    given = {"parties": [{"credit_limit_fen": limit}], "open_today": [{"open_fen": owed}]}
    assert documents("E701", **given) == over


def test_what_goes_beyond_the_limit_is_at_stake_and_prepayments_count():
    given = {"parties": [{"credit_limit_fen": 5_000}], "open_today": [{"open_fen": 9_000}, {"open_fen": -1_000}]}
    (row,) = found("E701", **given).to_dict("records")
    assert (row["amount_fen"], row["level"], row["facts"]["balance"]) == (3_000, "高", "80.00")


def prepaid(*receipts, shipped=None, **order):
    return {
        "order_status": [{"order_no": "SO1", "payment_terms": "款到发货"} | order],
        "shipped": shipped or [{"shipment_no": "CK1", "ship_date": "2026-11-05", "amount_fen": 100_000}],
        "payments": [
            {"receipt_no": f"SK{n}", "order_no": "SO1"} | receipt for n, receipt in enumerate(receipts, start=1)
        ],
    }


@pytest.mark.parametrize(("fen", "early"), [(100_000, []), (99_999, ["CK1"]), (100_001, [])])
def test_goods_leave_when_all_the_money_is_there(fen, early):
    assert documents("E702", **prepaid({"amount_fen": fen})) == early


@pytest.mark.parametrize(("day", "early"), [("2026-11-05", []), ("2026-11-06", ["CK1"])])
def test_money_of_the_day_itself_is_in_time(day, early):
    assert documents("E702", **prepaid({"amount_fen": 100_000, "received_date": day})) == early


def test_deposits_and_write_offs_count_and_refunds_and_freight_do_not():
    assert documents("E702", **prepaid({"amount_fen": 40_000, "kind": "定金"}, {"amount_fen": 60_000})) == []
    assert documents("E702", **prepaid({"amount_fen": 99_500, "write_off_fen": 500})) == []
    assert documents("E702", **prepaid({"amount_fen": 100_000}, {"amount_fen": -1})) == ["CK1"]
    assert documents("E702", **prepaid({"amount_fen": 100_000, "kind": "运费"})) == ["CK1"]


def test_a_receipt_that_names_nothing_or_comes_from_another_customer_pays_nothing_of_it():
    assert documents("E702", **prepaid({"amount_fen": 100_000, "order_no": None})) == ["CK1"]
    assert documents("E702", **prepaid({"amount_fen": 100_000, "customer_code": "C002"})) == ["CK1"]


@pytest.mark.parametrize("order", [{"payment_terms": "月结"}, {"review_status": "已取消"}, {"review_status": "已驳回"}])
def test_other_terms_and_cancelled_or_rejected_orders_are_left_out(order):
    assert documents("E702", **prepaid(**order)) == []
    assert documents("E703", **deposit(**order)) == []


def test_each_shipment_is_judged_by_what_had_left_and_come_in_by_its_day():
    shipped = [
        {"shipment_no": "CK1", "ship_date": "2026-11-05", "amount_fen": 60_000},
        {"shipment_no": "CK2", "ship_date": "2026-11-09", "amount_fen": 40_000},
        {"shipment_no": "CK3", "ship_date": "2026-11-12", "amount_fen": 10_000},
    ]
    given = prepaid({"amount_fen": 60_000}, {"amount_fen": 50_000, "received_date": "2026-11-10"}, shipped=shipped)
    (row,) = found("E702", **given).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"]) == ("CK2", 40_000, "高")
    assert (row["facts"]["received"], row["facts"]["shipped"]) == ("600.00", "1,000.00")


def test_a_shortfall_is_at_stake_once_at_most_what_the_shipment_is_worth():
    shipped = [
        {"shipment_no": "CK1", "ship_date": "2026-11-05", "amount_fen": 60_000},
        {"shipment_no": "CK2", "ship_date": "2026-11-09", "amount_fen": 40_000},
    ]
    assert found("E702", **prepaid(shipped=shipped))["amount_fen"].tolist() == [60_000, 40_000]


def test_what_is_not_on_the_order_is_not_shipped_of_it():
    shipped = [{"shipment_no": "CK1", "amount_fen": 100_000, "on_order": False}]
    assert documents("E702", **prepaid(shipped=shipped)) == []


def deposit(*receipts, **order):
    given = prepaid(*[{"kind": "定金"} | receipt for receipt in receipts])
    return given | {"order_status": [{"order_no": "SO1", "payment_terms": "定金", "amount_fen": 100_000} | order]}


@pytest.mark.parametrize(("fen", "short"), [(30_000, []), (29_999, ["SO1"])])
def test_goods_leave_with_thirty_percent_of_the_order_as_deposit(fen, short):
    assert documents("E703", **deposit({"amount_fen": fen})) == short


@pytest.mark.parametrize(("day", "short"), [("2026-11-05", []), ("2026-11-06", ["SO1"])])
def test_a_deposit_of_the_day_of_the_first_shipment_is_in_time(day, short):
    given = deposit({"amount_fen": 30_000, "received_date": day})
    given["shipped"].append({"shipment_no": "CK2", "ship_date": "2026-11-09", "amount_fen": 1})
    assert documents("E703", **given) == short


def test_what_the_deposit_lacks_is_at_stake():
    (row,) = found("E703", **deposit({"amount_fen": 10_000})).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"]) == ("SO1", 20_000, "中")
    assert (row["facts"]["needed"], row["facts"]["received"], row["facts"]["shipments"]) == ("300.00", "100.00", "CK1")
    assert row["source"] == "订单.xlsx 订单!2; 发货.xlsx 出库单!2"


def test_only_deposits_that_name_the_order_count_and_a_negative_one_lowers_them():
    assert documents("E703", **deposit({"amount_fen": 30_000, "kind": "货款"})) == ["SO1"]
    assert documents("E703", **deposit({"amount_fen": 30_000, "order_no": None})) == ["SO1"]
    assert documents("E703", **deposit({"amount_fen": 30_000}, {"amount_fen": -1})) == ["SO1"]


def test_an_order_that_is_not_shipped_needs_no_deposit_yet():
    assert documents("E703", **(deposit() | {"shipped": []})) == []


@pytest.mark.parametrize(("fen", "large"), [(1_000, []), (1_001, ["SK1"]), (0, [])])
def test_a_write_off_over_the_limit_is_told_and_one_at_it_is_not(fen, large):
    assert documents("E704", payments=[{"receipt_no": "SK1", "write_off_fen": fen, "remark": "零头"}]) == large


def test_the_parts_of_a_receipt_are_added_up():
    parts = [{"receipt_no": "SK1", "write_off_fen": 600, "order_no": number} for number in ("SO1", "SO2")]
    (row,) = found("E704", payments=parts, parties=[{}]).to_dict("records")
    assert (row["amount_fen"], row["source"], row["responsible"]) == (1_200, "payments.xlsx Sheet1!2,3", "业务一")


def naming(order=None, shipment=None):
    return {
        "payments": [{"receipt_no": "SK1", "order_no": order, "shipment_no": shipment, "amount_fen": 5_000}],
        "order_status": [{"order_no": "SO1"}, {"order_no": "SO2", "customer_code": "C002"}],
        "shipped": [
            {"shipment_no": "CK1"},
            {"shipment_no": "CK2", "customer_code": "C002"},
            {"shipment_no": "CK3", "customer_code": None},
        ],
    }


@pytest.mark.parametrize(
    ("order", "shipment", "unknown", "others"),
    [
        ("SO9", None, "SO9", ""),
        (None, "CK9", "CK9", ""),
        ("SO2", None, "", "SO2"),
        (None, "CK2", "", "CK2"),
        ("SO2", "CK9", "CK9", "SO2"),
    ],
)
def test_a_receipt_that_names_nothing_on_file_or_another_customers_document_is_told(order, shipment, unknown, others):
    (row,) = found("E705", **naming(order, shipment)).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"]) == ("SK1", 5_000, "中")
    assert (row["facts"]["unknown"], row["facts"]["others"]) == (unknown, others)


@pytest.mark.parametrize(
    ("order", "shipment"), [(None, None), ("SO1", None), (None, "CK1"), ("SO1", "CK1"), (None, "CK3")]
)
def test_a_receipt_that_names_its_own_customers_documents_is_fine(order, shipment):
    assert documents("E705", **naming(order, shipment)) == []


def test_returns_are_judged_like_receipts():
    given = naming("SO1") | {"returns": [{"return_no": "TH1", "shipment_no": "CK9", "amount_fen": 700}]}
    (row,) = found("E705", **given).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["source"]) == ("TH1", 700, "returns.xlsx Sheet1!2")


def test_a_return_without_an_amount_is_worth_what_the_account_says():
    given = naming("SO1") | {
        "returns": [{"return_no": "TH1", "shipment_no": "CK9"}],
        "entries": [
            {"kind": "退货", "receivable_fen": -20_000, "source": "returns.xlsx Sheet1!2"},
            {"kind": "退货", "receivable_fen": -1, "source": "returns.xlsx Sheet1!3"},
        ],
    }
    assert found("E705", **given)["amount_fen"].tolist() == [20_000]


def test_a_deposit_is_rounded_up_to_the_fen():
    given = deposit({"amount_fen": 30_000}, amount_fen=100_001)
    assert found("E703", **given)["amount_fen"].tolist() == [1]
    assert documents("E703", **deposit({"amount_fen": 30_001}, amount_fen=100_001)) == []


@pytest.mark.parametrize("theirs", [99, 101])
def test_what_a_statement_differs_by_is_at_stake_whichever_way_it_goes(theirs):
    (row,) = found("E706", disputes=[{"ours_fen": 100, "theirs_fen": theirs}], parties=[{}]).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"]) == ("C001", 1, "高")


def test_a_return_of_which_nobody_knows_the_customer_names_no_other_customers_document():
    returns = [{"return_no": "TH1", "order_no": "SO2", "customer_code": None, "amount_fen": 1}]
    assert documents("E705", **(naming("SO1") | {"returns": returns})) == []
