"""Deposits: held apart, applied once the order is completely shipped, never more than was shipped or is held."""

from datetime import date

import pytest

from pipeline.reconcile.deposit_forfeits import deposit_forfeits
from tests.reconcile.tables_money import account, month_of, short

ORDER = {
    "customer_code": "C1",
    "order_no": "SO1",
    "product_code": "P1",
    "quantity_e3": 10_000,
    "unit_price_e4": 100_000,
}
SENT = {"order_no": "SO1", "product_code": "P1"}
PAID = {"customer_code": "C1", "kind": "定金", "order_no": "SO1"}


def shipped(number, day, quantity, **more):
    return SENT | {"shipment_no": number, "ship_date": day, "quantity_e3": quantity} | more


def paid(number, day, fen, **more):
    return PAID | {"receipt_no": number, "received_date": day, "amount_fen": fen} | more


def applied(books):
    rows = books.entries[books.entries["kind"] == "定金冲抵"]
    return short(rows, "date", "document_no", "received_fen")


TWICE = [shipped("CK1", "2026-10-05", 6000), shipped("CK2", "2026-10-12", 4000)]


@pytest.mark.parametrize(
    ("day", "applied_on"), [("2026-09-01", "2026-10-12"), ("2026-10-12", "2026-10-12"), ("2026-10-13", "2026-10-13")]
)
def test_the_later_of_the_last_shipment_and_the_deposit(day, applied_on):
    books = account(orders=[ORDER], shipments=TWICE, payments=[paid("SK1", day, 3000)])
    assert applied(books) == [(applied_on, "SO1", 3000)]


def test_not_before_the_order_is_completely_shipped():
    books = account(orders=[ORDER], shipments=TWICE[:1], payments=[paid("SK1", "2026-10-01", 3000)])
    assert applied(books) == []
    assert short(books.held, "document_no", "order_no", "held_fen") == [("SK1", "SO1", 3000)]
    assert short(month_of(books, "2026-10").totals, "closing_fen", "deposit_held_fen") == [(6000, 3000)]


def test_several_deposits_of_an_order_are_one_line_under_its_number():
    deposits = [paid("SK2", "2026-10-02", 1000), paid("SK1", "2026-10-01", 3000), paid("SK3", "2026-10-03", -500)]
    books = account(orders=[ORDER], shipments=TWICE, payments=deposits)
    assert applied(books) == [("2026-10-12", "SO1", 3500)]
    rows = books.entries[books.entries["kind"] == "定金冲抵"]
    assert short(rows, "order_no", "target_order", "summary") == [("SO1", "SO1", "SK1、SK2、SK3")]


def test_a_deposit_after_completion_applies_on_its_own_day_and_leaves_the_earlier_line_alone():
    books = account(
        orders=[ORDER], shipments=TWICE, payments=[paid("SK1", "2026-10-01", 3000), paid("SK2", "2026-10-20", 10)]
    )
    assert applied(books) == [("2026-10-12", "SO1", 3000), ("2026-10-20", "SO1", 10)]


def test_never_more_than_the_goods_shipped_what_is_over_stays_held():
    books = account(orders=[ORDER], shipments=TWICE, payments=[paid("SK1", "2026-10-01", 10_001)])
    assert applied(books) == [("2026-10-12", "SO1", 10_000)]
    assert short(month_of(books, "2026-10").totals, "deposit_held_fen", "deposit_applied_fen", "closing_fen") == [
        (1, -10_000, 0)
    ]


def test_what_is_shipped_beyond_the_order_later_takes_more_of_it_then():
    more = [*TWICE, shipped("CK3", "2026-10-20", 1000)]
    books = account(orders=[ORDER], shipments=more, payments=[paid("SK1", "2026-10-01", 10_700)])
    assert applied(books) == [("2026-10-12", "SO1", 10_000), ("2026-10-20", "SO1", 700)]


def test_a_deposit_paid_back_after_it_was_applied_is_taken_off_again():
    payments = [paid("SK1", "2026-10-01", 3000), paid("SK2", "2026-10-20", -1000)]
    books = account(orders=[ORDER], shipments=TWICE, payments=payments)
    assert applied(books) == [("2026-10-12", "SO1", 3000), ("2026-10-20", "SO1", -1000)]
    assert short(month_of(books, "2026-10").totals, "deposit_held_fen", "closing_fen") == [(0, 8000)]


@pytest.mark.parametrize(
    "named",
    [{"order_no": None}, {"order_no": "SO9"}, {"customer_code": "C2"}, {"order_no": None, "shipment_no": "CK1"}],
)
def test_one_that_names_no_order_of_its_customer_on_file_is_held(named):
    books = account(orders=[ORDER], shipments=TWICE, payments=[paid("SK1", "2026-10-01", 3000, **named)])
    assert applied(books) == []
    assert short(books.held, "order_no", "held_fen", "applied") == [(None, 3000, 0)]


def test_goods_shipped_of_the_order_to_another_customer_take_none_of_it():
    books = account(
        orders=[ORDER],
        shipments=[TWICE[0], TWICE[1] | {"customer_code": "C2"}],
        payments=[paid("SK1", "2026-10-01", 9000)],
    )
    assert applied(books) == [("2026-10-12", "SO1", 6000)]


def test_a_deposit_is_no_credit_until_it_is_applied():
    books = account(payments=[paid("SK1", "2026-10-01", 3000, order_no=None)])
    october = month_of(books, "2026-10")
    assert october.lines.empty and october.open.empty
    assert short(october.totals, "closing_fen", "deposit_held_fen", "has_statement") == [(0, 3000, 1)]


def test_a_deposit_before_the_opening_date_is_left_out():
    opening = {"customer_code": "C1", "customer_name": "甲", "opening_balance_fen": 1, "opening_date": "2026-10-02"}
    payments = [paid("SK1", "2026-10-01", 3000), paid("SK2", "2026-10-02", 40)]
    assert applied(account(customers=[opening], orders=[ORDER], shipments=TWICE, payments=payments)) == [
        ("2026-10-12", "SO1", 40)
    ]


def test_applied_deposits_pay_the_orders_shipments_first():
    older = {
        "customer_code": "C1",
        "shipment_no": "CK0",
        "ship_date": "2026-09-01",
        "product_code": "P1",
        "quantity_e3": 1000,
    }
    books = account(
        orders=[ORDER], shipments=[older | {"amount_fen": 777}, *TWICE], payments=[paid("SK1", "2026-10-01", 7000)]
    )
    assert short(month_of(books, "2026-10").open, "document_no", "open_fen") == [("CK0", 777), ("CK2", 3000)]


# --- goods that lay ready ------------------------------------------------------------------------


def stored(on="2026-10-01", shipped_on=None, as_of="2026-10-31", deposit=3_000, terms="定金", **limits):
    """One order of 100.00 that lay ready on a day, its deposit, and what is forfeited."""
    order = ORDER | {"payment_terms": terms, "stored_date": on, "order_date": "2026-09-01"}
    sent = [shipped("CK1", shipped_on, 10_000)] if shipped_on else []
    books = account(as_of, orders=[order], shipments=sent, payments=[paid("SK1", "2026-09-20", deposit)])
    rules = {"pick_up_days": 7, "last_days": 15, "points": 10, "late_points": 30, "of_deposit": False} | limits
    forfeits = deposit_forfeits(books.status, books.held, as_of=date.fromisoformat(as_of), **rules)
    return books, short(forfeits, "waiting_days", "points", "forfeit_fen")


@pytest.mark.parametrize(
    ("day", "set_off", "forfeited"),
    [
        ("2026-10-01", True, []),
        ("2026-10-08", True, []),
        ("2026-10-09", False, [(8, 10, 1_000)]),
        ("2026-10-16", False, [(15, 10, 1_000)]),
        ("2026-10-17", False, [(16, 30, 3_000)]),
    ],
)
def test_a_deposit_is_applied_within_seven_days_and_forfeited_in_two_steps_after(day, set_off, forfeited):
    books, found = stored(shipped_on=day)
    assert (bool(applied(books)), found) == (set_off, forfeited)
    held = 0 if set_off else 3_000
    closing = 7_000 if set_off else 10_000
    assert short(month_of(books, "2026-10").totals, "closing_fen", "deposit_held_fen") == [(closing, held)]


@pytest.mark.parametrize(
    ("as_of", "forfeited"),
    [("2026-10-08", []), ("2026-10-09", [(8, 10, 1_000)]), ("2026-10-16", [(15, 10, 1_000)]),
     ("2026-10-17", [(16, 30, 3_000)])],
)  # fmt: skip
def test_what_is_not_picked_up_yet_is_judged_on_the_day_of_the_run(as_of, forfeited):
    assert stored(as_of=as_of)[1] == forfeited


@pytest.mark.parametrize(("deposit", "forfeited"), [(999, 999), (1_000, 1_000), (1_001, 1_000)])
def test_a_forfeit_is_never_more_than_the_deposit(deposit, forfeited):
    assert stored(shipped_on="2026-10-09", deposit=deposit)[1] == [(8, 10, forfeited)]


@pytest.mark.parametrize(("deposit", "forfeited"), [(3_000, 300), (3_004, 300), (3_005, 301)])
def test_points_may_be_of_the_deposit_and_halves_round_up(deposit, forfeited):
    assert stored(shipped_on="2026-10-09", deposit=deposit, of_deposit=True)[1] == [(8, 10, forfeited)]


def test_an_order_under_other_terms_has_its_deposit_applied_whenever_it_is_picked_up():
    books, forfeited = stored(shipped_on="2026-10-20", terms="月结")
    assert (applied(books), forfeited) == ([("2026-10-20", "SO1", 3_000)], [])


@pytest.mark.parametrize(("deposit", "above"), [(2_000, 0), (2_001, 1), (3_000, 1_000)])
def test_what_exceeds_a_fifth_of_the_order_is_a_prepayment(deposit, above):
    books, _ = stored(shipped_on="2026-10-09", deposit=deposit)
    rules = {"pick_up_days": 7, "last_days": 15, "points": 10, "late_points": 30, "of_deposit": False}
    forfeits = deposit_forfeits(books.status, books.held, as_of=date(2026, 10, 31), **rules)
    assert short(forfeits, "prepayment_fen") == [(above,)]
