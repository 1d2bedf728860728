"""发货: beyond the order, without one, against its review, other products, other customers."""

import pytest

from tests.reconcile.exceptions.tables import documents, found


def sent(**cells):
    return {"shipment_no": "CK1", "amount_fen": 10_000} | cells


def order(**cells):
    return {"order_no": "SO1"} | cells


def over(**cells):
    return {"shipment_no": "CK1", "quantity_e3": 2_000, "order_price_e4": 50_000, "over": True} | cells


def test_what_is_shipped_beyond_the_order_is_told_by_order():
    parts = [over(), over(shipment_no="CK2", quantity_e3=1_000), over(shipment_no="CK2", over=False)]
    rows = found("E401", fulfilment=parts, shipped=[sent(), sent(shipment_no="CK2")], order_status=[order()])
    (row,) = rows.to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"], row["responsible"]) == ("SO1", 1_500, "高", "业务一")
    assert (row["facts"]["surplus"], row["facts"]["shipments"]) == ("3", "CK1\u001fCK2")


def test_the_surplus_is_worth_what_the_shipment_says():
    rows = found("E401", fulfilment=[over()], shipped=[sent(unit_price_e4=60_000)], order_status=[order()])
    assert rows["amount_fen"].tolist() == [1_200]


def test_a_surplus_of_a_gift_is_worth_nothing_and_told():
    rows = found("E401", fulfilment=[over()], shipped=[sent(is_gift=True)], order_status=[order()])
    assert rows["amount_fen"].tolist() == [0]


def test_shipping_what_was_ordered_is_no_exception():
    assert documents("E401", fulfilment=[over(over=False)], shipped=[sent()], order_status=[order()]) == []


def test_a_shipment_whose_order_is_blank_or_not_on_file_is_told_once():
    lines = [
        sent(order_no=None, order_on_file=False),
        sent(line_no=2, order_no="SO9", order_on_file=False),
        sent(line_no=3),
    ]
    (row,) = found("E402", shipped=lines).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"]) == ("CK1", 20_000, "高")
    assert (row["facts"]["orders"], row["facts"]["statement"]) == ("SO9", "")


def test_a_shipment_without_order_and_customer_says_that_it_stands_in_no_statement():
    line = sent(order_no=None, order_on_file=False, customer_code=None, customer_name=None)
    (row,) = found("E402", shipped=[line]).to_dict("records")
    assert (row["facts"]["orders"], row["facts"]["statement"]) == ("", "none")


@pytest.mark.parametrize(
    ("status", "reviewed_at", "early"),
    [
        ("待审批", None, ["CK1"]),
        ("已驳回", "2026-11-01 09:00", ["CK1"]),
        ("已驳回", "2026-11-05 09:00", ["CK1"]),
        ("已审批", None, []),
        ("已审批", "2026-11-02 18:00", []),
        ("已审批", "2026-11-01 18:00", []),
        ("已审批", "2026-11-03 00:00", ["CK1"]),
        ("已取消", "2026-11-03 00:00", []),
        ("已取消", None, []),
    ],
)
def test_a_shipment_before_the_day_of_approval_is_told(status, reviewed_at, early):
    orders = [order(review_status=status, reviewed_at=reviewed_at)]
    assert documents("E404", shipped=[sent()], order_status=orders) == early


@pytest.mark.parametrize(
    ("status", "reviewed_at", "late"),
    [
        ("已取消", None, ["CK1"]),
        ("已取消", "2026-11-01 18:00", ["CK1"]),
        ("已取消", "2026-11-02 08:00", []),
        ("已取消", "2026-11-03 08:00", []),
        ("已驳回", None, []),
        ("已审批", "2026-11-01 18:00", []),
    ],
)
def test_a_shipment_after_the_day_of_cancelling_is_told(status, reviewed_at, late):
    orders = [order(review_status=status, reviewed_at=reviewed_at)]
    assert documents("E405", shipped=[sent()], order_status=orders) == late


def test_status_and_time_are_those_of_one_order_where_a_shipment_fills_two():
    orders = [order(review_status="待审批"), order(order_no="SO2", reviewed_at="2026-11-09 08:00")]
    lines = [sent(), sent(line_no=2, order_no="SO2")]
    (row,) = found("E404", shipped=lines, order_status=orders).to_dict("records")
    assert (row["facts"]["orders"], row["facts"]["status"], row["facts"]["reviewed_at"]) == (
        "SO1\u001fSO2",
        "待审批",
        "",
    )
    assert row["amount_fen"] == 20_000


def test_a_product_that_the_order_does_not_have_is_told_gifts_included():
    lines = [
        sent(on_order=False, product_name="合页"),
        sent(line_no=2, on_order=False, is_gift=True, amount_fen=0),
        sent(line_no=3),
    ]
    (row,) = found("E406", shipped=lines).to_dict("records")
    assert (row["document_no"], row["amount_fen"]) == ("CK1", 10_000)
    assert row["facts"]["products"] == "P1 合页\u001fP1"


def test_a_product_is_not_off_an_order_that_is_not_on_file():
    assert documents("E406", shipped=[sent(order_on_file=False, on_order=False)]) == []


@pytest.mark.parametrize(("customer", "other"), [("C001", []), ("C002", ["CK1"])])
def test_a_shipment_to_another_customer_than_the_orders_is_told(customer, other):
    orders = [order(customer_code=customer, customer_name="乙公司")]
    assert documents("E407", shipped=[sent()], order_status=orders) == other


def test_the_exception_follows_the_shipments_customer_and_names_both():
    orders = [order(customer_code="C002", customer_name="乙公司")]
    (row,) = found("E407", shipped=[sent()], order_status=orders).to_dict("records")
    assert row["customer_code"] == "C001"
    assert (row["facts"]["shipped_to"], row["facts"]["ordered_by"]) == ("C001 甲公司", "C002 乙公司")


def test_the_places_of_the_lines_concerned_are_named():
    lines = [sent(on_order=False), sent(line_no=2), sent(line_no=3, on_order=False, source="发货.xlsx 出库单!4")]
    assert found("E406", shipped=lines)["source"].tolist() == ["发货.xlsx 出库单!2,4"]


def surplus(quantity_e3, ship_date="2026-11-02", **office):
    """Whether a surplus over a product of two lines, 60 and 40, is told."""
    lines = [{"quantity_e3": 60_000}, {"line_no": 2, "quantity_e3": 40_000}, {"line_no": 3, "product_code": "P2"}]
    part = {"shipment_no": "CK1", "order_line_no": 2, "ship_date": ship_date, "quantity_e3": quantity_e3, "over": True}
    shipped = [{"shipment_no": "CK1", "ship_date": ship_date}]
    tables = {"order_status": [{"order_no": "SO1"}], "order_lines": lines, "shipped": shipped, "fulfilment": [part]}
    return documents("E401", **tables, **office)


def test_a_surplus_within_the_tolerance_of_its_product_is_none_and_a_thousandth_more_is():
    five = {"limits": {"over_shipment_percent": 5}}
    assert surplus(5_000, **five) == []
    assert surplus(5_001, **five) == ["SO1"]
    assert surplus(1) == ["SO1"]


def test_the_tolerance_of_the_day_of_shipping_counts():
    five = {"dated": [("超发允差百分比", "5", "2026-11-02")]}
    assert surplus(5_000, "2026-11-01", **five) == ["SO1"]
    assert surplus(5_000, "2026-11-02", **five) == []


def test_surplus_adds_up_over_the_shipments_of_a_product_and_is_told_whole():
    parts = [
        {"shipment_no": number, "order_line_no": 2, "quantity_e3": 3_000, "over": True, "order_price_e4": 10_000}
        for number in ("CK1", "CK2")
    ]
    lines = [{"quantity_e3": 60_000}, {"line_no": 2, "quantity_e3": 40_000}]
    shipped = [{"shipment_no": number} for number in ("CK1", "CK2")]
    (row,) = found(
        "E401",
        limits={"over_shipment_percent": 5},
        order_status=[{"order_no": "SO1"}],
        order_lines=lines,
        shipped=shipped,
        fulfilment=parts,
    ).to_dict("records")
    assert (row["facts"]["surplus"], row["amount_fen"]) == ("6", 600)


def test_a_shipment_of_which_nobody_knows_the_customer_went_to_no_other_customer():
    given = {"order_status": [{"order_no": "SO1"}], "shipped": [{"shipment_no": "CK1", "customer_code": None}]}
    assert documents("E407", **given) == []


@pytest.mark.parametrize("code", ["E404", "E407"])
def test_what_is_judged_beside_the_order_rests_on_the_shipment_and_the_order(code):
    given = {
        "order_status": [{"order_no": "SO1", "review_status": "待审批", "customer_code": "C9"}],
        "shipped": [{"shipment_no": "CK1"}],
    }
    assert found(code, **given)["source"].tolist() == ["发货.xlsx 出库单!2; 订单.xlsx 订单!2"]
