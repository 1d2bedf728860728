"""Closed months: what is booked stays, and what changed since stands as 前期调整 in the first open month."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile.closed_books import NOTHING_CLOSED, since_closing, with_vanished
from pipeline.reconcile.verified import FrozenMonth, verified
from tests.forms import examples
from tests.reconcile.tables_money import account, close, month_of, short

NAMED = ("date", "document_no", "summary", "receivable_fen", "balance_fen")
CUSTOMER = {"customer_code": "C1", "customer_name": "甲", "credit_days": 30}


def shipped(number, day, fen, **more):
    goods = {"customer_code": "C1", "product_code": "P1", "quantity_e3": 1000}
    return goods | {"shipment_no": number, "ship_date": f"2026-{day}", "amount_fen": fen} | more


def received(number, day, fen, **more):
    return {"customer_code": "C1", "receipt_no": number, "received_date": f"2026-{day}", "amount_fen": fen} | more


def september(*shipments, **kinds):
    """September closed with CK1 of 500 and whatever else is given."""
    return close(account(shipments=[shipped("CK1", "09-02", 500), *shipments], **kinds), "2026-09")


def adjusted(closed, **kinds):
    """October's adjustments with the documents that are on file now, and its proof that it adds up."""
    october = month_of(account(**kinds), "2026-10", closed)
    assert set(october.lines["kind"]) <= {"前期调整", "出库"}
    return short(october.lines[october.lines["kind"] == "前期调整"], *NAMED)


def test_a_late_document_stands_on_the_first_day_of_the_first_open_month():
    rows = [shipped("CK1", "09-02", 500), shipped("CK2", "09-25", 900)]
    assert adjusted(september(), shipments=rows) == [
        ("2026-10-01", "CK2", "2026-09 出库 CK2，迟到", 900, 1400),
    ]


def test_a_changed_document_stands_with_the_difference():
    rows = [shipped("CK1", "09-02", 450)]
    assert adjusted(september(), shipments=rows) == [("2026-10-01", "CK1", "2026-09 出库 CK1，有更正", -50, 450)]


def test_freight_that_a_document_gains_later_is_a_change_of_it_and_a_line_of_its_own():
    rows = [shipped("CK1", "09-02", 400, freight_fen=30, freight_terms="垫付")]
    assert adjusted(september(), shipments=rows) == [
        ("2026-10-01", "CK1", "2026-09 出库 CK1，有更正", -100, 400),
        ("2026-10-01", "CK1", "2026-09 垫付运费 CK1，有更正", 30, 430),
    ]


def test_a_withdrawn_document_is_taken_off_and_its_customer_is_still_told_by_name():
    books = account(shipments=[])
    october = month_of(books, "2026-10", september(customers=[CUSTOMER]))
    assert short(october.lines, *NAMED) == [("2026-10-01", "CK1", "2026-09 出库 CK1，已撤回", -500, 0)]
    columns = ("customer_code", "customer_name", "opening_fen", "adjustment_fen", "closing_fen", "has_statement")
    assert short(october.totals, *columns) == [("C1", "甲", 500, -500, 0, True)]


def test_a_document_that_moved_to_another_customer_stands_with_both():
    rows = [shipped("CK1", "09-02", 500, customer_code="C2")]
    assert adjusted(september(), shipments=rows) == [
        ("2026-10-01", "CK1", "2026-09 出库 CK1，改了客户", -500, 0),
        ("2026-10-01", "CK1", "2026-09 出库 CK1，改了客户", 500, 500),
    ]


def test_a_document_dated_into_an_open_month_leaves_the_closed_one_and_stands_there():
    october = month_of(account(shipments=[shipped("CK1", "10-05", 500)]), "2026-10", september())
    assert short(october.lines, "date", "kind", "summary", "balance_fen") == [
        ("2026-10-01", "前期调整", "2026-09 出库 CK1，有更正", 0), ("2026-10-05", "出库", "P1", 500),
    ]  # fmt: skip


def test_a_document_dated_within_the_closed_months_is_no_line():
    closed = september(shipped("CK2", "08-10", 70))
    assert adjusted(closed, shipments=[shipped("CK1", "09-02", 500), shipped("CK2", "09-10", 70)]) == []


@pytest.mark.parametrize(("opening", "difference"), [(80, 80), (-30, -30)])
def test_an_opening_balance_that_the_master_gains_later_is_told_without_a_number(opening, difference):
    master = CUSTOMER | {"opening_balance_fen": opening, "opening_date": "2026-09-01"}
    assert adjusted(september(), shipments=[shipped("CK1", "09-02", 500)], customers=[master]) == [
        ("2026-10-01", "期初", "2026-09 期初余额，迟到", difference, 500 + difference),
    ]


def test_lines_of_other_kinds_name_their_own_paper():
    rows = {
        "shipments": [shipped("CK1", "09-02", 500)],
        "payments": [received("SK1", "09-20", 90, write_off_fen=5, remark="零头")],
        "returns": [{"return_no": "TH1", "return_date": "2026-09-21", "shipment_no": "CK1", "product_code": "P1",
                     "quantity_e3": 100, "amount_fen": 7}],
        "slips": [{"shipment_no": "CK1", "returned_date": "2026-09-22", "signed": True, "received_quantity_e3": 500}],
    }  # fmt: skip
    assert [(number, said) for _, number, said, _, _ in adjusted(september(), **rows)] == [
        ("CK1", "2026-09 签收短少 CK1，迟到"), ("SK1", "2026-09 收款 SK1，迟到"), ("SK1", "2026-09 抹零 SK1，迟到"),
        ("TH1", "2026-09 退货 TH1，迟到"),
    ]  # fmt: skip


def test_the_last_day_belongs_to_the_closed_month_and_the_next_to_the_open_one():
    edge = [shipped("CK8", "09-30", 8), shipped("CK9", "10-01", 9)]
    october = month_of(account(shipments=[shipped("CK1", "09-02", 500), *edge]), "2026-10", september(edge[0]))
    assert short(october.lines, "kind", "document_no", "balance_fen") == [("出库", "CK9", 517)]


def test_later_months_carry_the_adjustment_and_have_none_themselves():
    books = account("2026-11-30", shipments=[shipped("CK1", "09-02", 500), shipped("CK2", "09-25", 900)])
    november = month_of(books, "2026-11", september())
    assert november.lines.empty
    assert short(november.totals, "opening_fen", "adjustment_fen", "closing_fen") == [(1400, 0, 1400)]


def test_a_deposit_held_is_no_adjustment_and_a_deposit_that_was_applied_is():
    order = {"order_no": "SO1", "order_date": "2026-09-01", "customer_code": "C1", "product_code": "P1",
             "quantity_e3": 1000, "unit_price_e4": 5_0000}  # fmt: skip
    rows = {"orders": [order], "shipments": [shipped("CK1", "09-02", 500, order_no="SO1")]}
    held = received("SK1", "09-03", 40, kind="定金")
    assert adjusted(september(), **rows, payments=[held]) == []
    assert adjusted(september(), **rows, payments=[held | {"order_no": "SO1"}]) == [
        ("2026-10-01", "SO1", "2026-09 定金冲抵 SO1，迟到", -40, 460),
    ]


@pytest.mark.parametrize(("stored", "applied"), [("2026-09-01", False), ("2026-09-13", True), (None, True)])
def test_whether_a_deposit_was_applied_in_a_closed_month_does_not_depend_on_the_day_of_the_run(stored, applied):
    order = {"order_no": "SO1", "order_date": "2026-08-20", "customer_code": "C1", "product_code": "P1",
             "quantity_e3": 1000, "unit_price_e4": 5_0000, "payment_terms": "定金", "stored_date": stored}  # fmt: skip
    rows = {
        "orders": [order],
        "shipments": [shipped("CK1", "09-20", 500, order_no="SO1")],
        "payments": [received("SK1", "09-03", 40, kind="定金", order_no="SO1")],
    }
    closed = close(account("2026-10-01", **rows), "2026-09")
    assert ("定金冲抵" in set(closed.booked["kind"])) is applied
    for day in ("2026-10-01", "2026-10-31", "2027-09-30"):
        october = month_of(account(day, **rows), "2026-10", closed)
        assert october.lines.empty


def test_an_opening_balance_in_an_open_month_still_opens_it():
    master = {"customer_code": "C2", "customer_name": "乙", "opening_balance_fen": 60, "opening_date": "2026-10-20"}
    books = account(shipments=[shipped("CK1", "09-02", 500)], customers=[master])
    assert short(month_of(books, "2026-10", september()).totals, "customer_code", "opening_fen", "closing_fen") == [
        ("C1", 500, 500), ("C2", 60, 60),
    ]  # fmt: skip


# --- any history at all -----------------------------------------------------------------------

MONTHS = ["2026-07", "2026-08", "2026-09", "2026-10"]
NUMBERS = ["CK1", "CK2", "CK3"]


@st.composite
def versions(draw):
    """What is on file at five points in time: shipments and receipts whose numbers stay while all else changes."""
    day = st.sampled_from([f"{month[5:]}-{at}" for month in MONTHS for at in ("01", "17")])
    who, fen = st.sampled_from(["C1", "C2"]), st.integers(1, 9)
    opened = st.sampled_from([None, ("2026-07-05", 4), ("2026-08-01", -3), ("2026-10-02", 2)])
    return [
        {
            "shipments": [shipped(n, draw(day), draw(fen), customer_code=draw(who))
                          for n in draw(st.sets(st.sampled_from(NUMBERS)))],
            "payments": [received("SK1", draw(day), draw(fen), customer_code=draw(who))
                         for _ in range(draw(st.integers(0, 1)))],
            "customers": [CUSTOMER | {"opening_balance_fen": given[1], "opening_date": given[0]}
                          for given in [draw(opened)] if given],
        }
        for _ in range(5)
    ]  # fmt: skip


def recomputed(kinds, month):
    """What every customer owes at a month's end by what is on file: plain arithmetic."""
    owed = {}
    since = {row["customer_code"]: row["opening_date"] for row in kinds["customers"]}
    for row in kinds["customers"]:
        if row["opening_date"][:7] <= month:
            owed[row["customer_code"]] = row["opening_balance_fen"]
    signed = [(r["customer_code"], r["ship_date"], r["amount_fen"]) for r in kinds["shipments"]]
    signed += [(r["customer_code"], r["received_date"], -r["amount_fen"]) for r in kinds["payments"]]
    for code, day, fen in signed:
        if day[:7] <= month and day >= since.get(code, ""):
            owed[code] = owed.get(code, 0) + fen
    return {code: fen for code, fen in owed.items() if fen}


@examples(2)
@given(versions())
def test_every_month_opens_as_the_last_one_closed_and_closes_as_all_documents_say(history):
    closed, closing, months = NOTHING_CLOSED, {}, []
    for kinds, month in zip(history, MONTHS, strict=False):
        books = account(**kinds)
        totals = month_of(books, month, closed).totals
        opening = dict(short(totals, "customer_code", "opening_fen"))
        begins = {r["customer_code"]: r["opening_balance_fen"] for r in kinds["customers"]
                  if r["opening_date"][:7] == month}  # fmt: skip
        for code in opening | closing:
            assert opening.get(code, 0) == closing.get(code, 0) + begins.get(code, 0)
        closing = dict(short(totals, "customer_code", "closing_fen"))
        assert {code: fen for code, fen in closing.items() if fen} == recomputed(kinds, month)
        closed = close(books, month, closed)
        months.append(FrozenMonth(date.fromisoformat(f"{month}-01"), totals, closed.booked))
    books = account(**history[-1])
    figures = verified(months, books.entries, with_vanished(books.parties, closed))
    assert figures["agrees"].all()
    now = {(code, month): fen for month in MONTHS for code, fen in recomputed(history[-1], month).items()}
    told = short(figures, "customer_code", "month", "recomputed_fen", "frozen_fen", "later_fen")
    assert {(code, month[:7]): fen for code, month, fen, _, _ in told if fen} == now
    assert all(frozen + later == fen for _, _, fen, frozen, later in told)
    changed = since_closing(books.entries, with_vanished(books.parties, closed), closed)
    later = dict(changed.groupby("customer_code")["change_fen"].sum())
    now = recomputed(history[-1], MONTHS[-1])
    assert all(closing.get(c, 0) + later.get(c, 0) == now.get(c, 0) for c in closing | later | now)
