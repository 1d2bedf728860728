"""Which papers of an order are on file, and which its file still lacks."""

import pandas as pd

from pipeline.reconcile.open_items import settlement
from pipeline.reconcile.papers import papers
from schemas.answers.kind import nothing
from schemas.answers.order_confirmations import OrderConfirmations
from tests.reconcile.asked import only, values
from tests.reconcile.tables_money import account

AS_OF = pd.Timestamp("2026-10-31").date()


def ordered(**cells):
    base = {"order_no": "SO1", "customer_code": "C1", "product_code": "P1", "unit_price_e4": 100000}
    return base | {"quantity_e3": 2000, "reviewed_at": "2026-10-02 09:00"} | cells


def sent(number="CK1", quantity=2000, **cells):
    base = {"shipment_no": number, "order_no": "SO1", "product_code": "P1", "quantity_e3": quantity}
    return base | {"ship_date": "2026-10-08"} | cells


def back(number="CK1", **cells):
    return {"shipment_no": number, "returned_date": "2026-10-10", "signed": True} | cells


def handed(number="CK1", day="2026-10-12", **cells):
    return back(number, handed_over_date=day, has_handed_over_date=True, **cells)


def paid(fen=2000, **cells):
    return {"receipt_no": "SK1", "customer_code": "C1", "amount_fen": fen, "received_date": "2026-10-20"} | cells


def asked(*orders, lang="zh", **kinds):
    books = account(orders=list(orders) or [ordered()], **kinds)
    settled = settlement(books.entries, books.parties, AS_OF)
    return papers(books.tables, books.status, books.states, settled, nothing(OrderConfirmations), lang)


def told(found, paper):
    """The day of a paper, or the words in its place."""
    day, said = only(found, f"{paper}_on", f"{paper}_said")
    assert (day is None) != (said is None)
    return said if day is None else str(day.date())


def test_an_order_with_all_its_papers_is_complete():
    found = asked(shipments=[sent(delivery_method="物流")], slips=[handed(), back(slip_type="运单")], payments=[paid()])
    names = ("reviewed", "shipped", "waybill", "signed", "handed", "paid")
    days = ["2026-10-02", "2026-10-08", "2026-10-10", "2026-10-10", "2026-10-12", "2026-10-20"]
    assert [told(found, name) for name in names] == days
    assert only(found, "ordered_on", "complete", "lacking") == (pd.Timestamp("2026-10-01"), True, None)


def test_an_order_not_shipped_yet_lacks_its_shipment_and_nothing_that_follows_from_one():
    found = asked()
    assert [told(found, name) for name in ("shipped", "waybill", "signed", "handed", "paid")] == ["未发货"] * 5
    assert only(found, "complete", "lacking") == (False, "出库")


def test_a_pending_order_lacks_its_review_and_an_approved_one_without_a_day_does_not():
    pending = asked(ordered(review_status="待审批", reviewed_at=None))
    assert (told(pending, "reviewed"), only(pending, "lacking")) == ("缺 1", "审核、出库")
    undated = asked(ordered(reviewed_at=None))
    assert (told(undated, "reviewed"), only(undated, "lacking")) == ("已审核", "出库")


def test_a_cancelled_order_needs_no_more_papers_unless_it_was_shipped():
    dead = ordered(review_status="已取消")
    assert told(asked(dead), "signed") == "不需要"
    assert only(asked(dead), "complete", "lacking") == (True, None)
    assert only(asked(dead, shipments=[sent()]), "lacking") == "红单签字 1 张、收款 20.00"


def test_the_last_unit_completes_the_shipment():
    assert only(asked(shipments=[sent(quantity=1999)], payments=[paid()], slips=[back()]), "lacking") == "出库未发完"
    assert only(asked(shipments=[sent(quantity=2000)], payments=[paid()], slips=[back()]), "complete")


def test_only_a_carrier_makes_a_waybill_needed():
    own = asked(shipments=[sent()])
    assert told(own, "waybill") == "不需要"
    carried = asked(shipments=[sent(delivery_method="快递")], slips=[back()], payments=[paid()])
    assert (told(carried, "waybill"), only(carried, "lacking")) == ("缺 1", "运单 1 张")


def test_of_two_shipments_both_red_slips_must_be_back_signed_and_the_last_day_is_shown():
    two = [sent(quantity=1000), sent("CK2", 1000)]
    one = asked(shipments=two, slips=[back(), back("CK2", signed=False)], payments=[paid()])
    assert (told(one, "signed"), only(one, "lacking")) == ("缺 1", "红单签字 1 张")
    none = asked(shipments=two, payments=[paid()])
    assert (told(none, "signed"), told(none, "handed"), only(none, "lacking")) == ("缺 2", "待红单", "红单签字 2 张")
    both = asked(shipments=two, slips=[back(), back("CK2", returned_date="2026-10-15")], payments=[paid()])
    assert (told(both, "signed"), only(both, "complete")) == ("2026-10-15", True)


def test_handing_over_is_asked_for_only_where_the_sheet_speaks_of_it():
    one = {"shipments": [sent()], "payments": [paid()]}
    silent = asked(slips=[back()], **one)
    assert (told(silent, "handed"), only(silent, "complete")) == ("不登记", True)
    kept = asked(slips=[handed(day=None)], **one)
    assert (told(kept, "handed"), only(kept, "lacking")) == ("缺 1", "交单 1 张")
    for day, said in [("2026-10-31", "2026-10-31"), ("2026-11-01", "缺 1")]:
        assert told(asked(slips=[handed(day=day)], **one), "handed") == said


def test_one_fen_left_open_is_owed_and_none_is_paid():
    one = {"shipments": [sent()], "slips": [back()]}
    short = asked(payments=[paid(1999)], **one)
    assert (told(short, "paid"), only(short, "lacking")) == ("欠 0.01", "收款 0.01")
    assert told(asked(payments=[paid(2000)], **one), "paid") == "2026-10-20"


def test_advanced_freight_is_owed_with_the_goods():
    freight = {"freight_fen": 500, "freight_terms": "垫付"}
    assert told(asked(shipments=[sent(**freight)], payments=[paid(2000)]), "paid") == "欠 5.00"


def test_a_receipt_that_names_nothing_pays_by_allocation():
    found = asked(shipments=[sent()], payments=[paid(2000, order_no=None)])
    assert told(found, "paid") == "2026-10-20"


def test_what_was_paid_ahead_is_shown_before_anything_is_charged():
    assert told(asked(payments=[paid(100, order_no="SO1")]), "paid") == "2026-10-20"
    assert told(asked(payments=[paid(100, order_no="SO1", kind="定金")]), "paid") == "2026-10-20"
    assert told(asked(payments=[paid(-100, order_no="SO1")]), "paid") == "未发货"


def test_a_gift_alone_needs_no_payment():
    gift = {"is_gift": True, "unit_price_e4": 0}
    assert told(asked(ordered(**gift), shipments=[sent(**gift)]), "paid") == "不需要"


def test_two_orders_on_one_shipment_share_its_slip_and_pay_their_own_goods():
    both = [sent(), sent(order_no="SO2", line_no=2)]
    found = asked(ordered(), ordered(order_no="SO2"), shipments=both, payments=[paid(2000, order_no="SO2")])
    assert values(found, "order_no", "signed_said", "paid_said") == [
        ("SO1", "缺 1", "欠 20.00"),
        ("SO2", "缺 1", None),
    ]


def test_files_are_pulled_by_contract_then_customer_then_order_and_those_without_a_contract_last():
    orders = [
        ("SO1", "C1", None),
        ("SO2", "C2", "PO2"),
        ("SO3", "C1", "PO2"),
        ("SO4", "C9", "PO1"),
        ("SO0", "C1", "PO2"),
    ]
    found = asked(*(ordered(order_no=no, customer_code=code, customer_po=po) for no, code, po in orders))
    assert found["order_no"].tolist() == ["SO4", "SO0", "SO3", "SO2", "SO1"]


def test_what_is_lacking_is_said_in_english_too():
    found = asked(shipments=[sent()], lang="en")
    assert only(found, "signed_said", "lacking") == ("1 lacking", "1 signed slip(s), payment of 20.00")


def test_without_an_order_there_is_no_file():
    assert asked(ordered(order_date="2026-11-01"), shipments=[sent()]).empty
