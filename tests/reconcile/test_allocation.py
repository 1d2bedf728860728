"""Who pays what: by name first, then what is due first; and what is then open, by age."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reconcile.account import RANKS
from pipeline.reconcile.open_items import ageing, open_items, settlement
from tests.reconcile.tables_money import entry_table, party_table, short

END = date(2026, 10, 31)


def goods(number, day, fen, order=None, **more):
    return {
        "date": f"2026-{day}", "kind": "出库", "document_no": number, "shipment_no": number, "order_no": order,
        "line_no": 1, "receivable_fen": fen,
    } | more  # fmt: skip


def freight(number, day, fen):
    return {
        "date": f"2026-{day}",
        "kind": "垫付运费",
        "document_no": number,
        "shipment_no": number,
        "receivable_fen": fen,
    }


def receipt(number, day, fen, shipment=None, order=None, **more):
    named = {"target_shipment": shipment, "target_order": order}
    return {"date": f"2026-{day}", "kind": "收款", "document_no": number, "received_fen": fen} | named | more


def off(kind, number, day, fen, shipment=None, order=None):
    return receipt(number, day, 0, shipment, order, kind=kind, receivable_fen=-fen)


def left_open(*entries, upto=END, **party):
    found = open_items(entry_table(*entries), party_table({"customer_code": "C1"} | party), upto)
    return short(found, "document_no", "kind", "open_fen")


def test_a_receipt_that_names_nothing_pays_what_is_due_first_and_what_is_over_is_prepaid():
    owed = (goods("CK2", "10-02", 100), goods("CK1", "10-05", 100))
    assert left_open(*owed, receipt("SK1", "10-09", 150)) == [("CK1", "出库", 50)]
    assert left_open(*owed, receipt("SK1", "10-09", 200)) == []
    assert left_open(*owed, receipt("SK1", "10-09", 230)) == [("SK1", "收款", -30)]


def test_due_date_before_document_date_before_number_and_goods_before_freight():
    refund = {"date": "2026-10-06", "kind": "退款", "document_no": "A", "received_fen": -100}
    owed = (goods("CK2", "10-01", 100), goods("CK1", "10-01", 100), freight("CK1", "10-01", 100), refund)
    in_turn = [("A", "退款"), ("CK1", "出库"), ("CK1", "垫付运费"), ("CK2", "出库")]
    for paid in range(5):
        found = left_open(*owed, receipt("SK1", "10-09", 100 * paid), credit_days=10) if paid else None
        assert found is None or [row[:2] for row in found] == in_turn[paid:]


def test_a_receipt_pays_the_shipment_it_names_goods_before_freight_then_what_is_due_first():
    owed = (goods("CK1", "10-01", 100), goods("CK2", "10-02", 100), freight("CK2", "10-02", 20))
    assert left_open(*owed, receipt("SK1", "10-09", 110, "CK2")) == [("CK1", "出库", 100), ("CK2", "垫付运费", 10)]
    assert left_open(*owed, receipt("SK1", "10-09", 130, "CK2")) == [("CK1", "出库", 90)]


def test_a_freight_receipt_pays_freight_before_goods_by_name_and_otherwise():
    owed = (
        goods("CK1", "10-01", 100),
        freight("CK1", "10-01", 20),
        goods("CK2", "10-02", 100),
        freight("CK2", "10-02", 20),
    )
    paid = receipt("SK1", "10-09", 30, freight_first=True)
    assert left_open(*owed, paid) == [("CK1", "出库", 100), ("CK2", "出库", 100), ("CK2", "垫付运费", 10)]
    assert left_open(*owed, paid | {"target_shipment": "CK2"}) == [
        ("CK1", "出库", 100), ("CK1", "垫付运费", 20), ("CK2", "出库", 90),
    ]  # fmt: skip


def test_a_receipt_pays_its_orders_shipments_in_date_order_each_ones_goods_before_its_freight():
    owed = (
        goods("CK0", "09-01", 100, "SO0"), goods("CK2", "10-01", 100, "SO1"), freight("CK2", "10-01", 20),
        goods("CK1", "10-02", 100, "SO1"),
    )  # fmt: skip
    assert left_open(*owed, receipt("SK1", "10-09", 150, order="SO1")) == [("CK0", "出库", 100), ("CK1", "出库", 70)]
    freight_first = receipt("SK1", "10-09", 50, order="SO1", freight_first=True)
    assert left_open(*owed, freight_first) == [("CK0", "出库", 100), ("CK2", "出库", 70), ("CK1", "出库", 100)]


def test_a_receipt_naming_one_of_two_orders_pays_only_that_orders_part_of_a_shipment():
    owed = (
        goods("CK1", "10-05", 100, "SO1"),
        goods("CK1", "10-05", 40, "SO2", line_no=2),
        goods("CK1", "10-05", 60, "SO2", line_no=3),
        goods("CK0", "10-01", 100, "SO0"),
    )
    found = open_items(
        entry_table(*owed, receipt("SK1", "10-09", 130, order="SO2")), party_table({"customer_code": "C1"}), END
    )
    assert short(found, "document_no", "order_no", "open_fen") == [("CK0", "SO0", 70), ("CK1", "SO1", 100)]
    entries = entry_table(*owed, receipt("SK1", "10-09", 130, "CK1", "SO2"))
    found = open_items(entries, party_table({"customer_code": "C1"}), END)
    assert short(found, "document_no", "order_no", "open_fen") == [("CK0", "SO0", 100), ("CK1", "SO1", 70)]


@pytest.mark.parametrize("kind", ["退货", "签收短少"])
def test_a_return_or_a_shortage_pays_goods_by_name_and_never_freight(kind):
    owed = (goods("CK0", "10-01", 100), goods("CK1", "10-02", 100), freight("CK1", "10-02", 20))
    assert left_open(*owed, off(kind, "TH1", "10-09", 110, "CK1")) == [("CK0", "出库", 90), ("CK1", "垫付运费", 20)]


def test_a_freight_receipt_pays_its_orders_shipments_in_date_order_each_ones_freight_before_its_goods():
    owed = (
        goods("CK2", "10-01", 100, "SO1"), goods("CK2", "10-01", 30, "SO1", line_no=2), freight("CK2", "10-01", 20),
        goods("CK1", "10-02", 100, "SO1"), freight("CK1", "10-02", 20),
    )  # fmt: skip
    paid = receipt("SK1", "10-09", 60, order="SO1", freight_first=True)
    assert left_open(*owed, paid) == [("CK2", "出库", 90), ("CK1", "出库", 100), ("CK1", "垫付运费", 20)]
    more = receipt("SK1", "10-09", 160, order="SO1", freight_first=True)
    assert left_open(*owed, more) == [("CK1", "出库", 100), ("CK1", "垫付运费", 10)]


def test_of_shipments_of_one_day_the_first_ones_freight_comes_before_the_seconds_goods():
    owed = (goods("CK2", "10-01", 100, "SO1"), goods("CK1", "10-01", 100, "SO1"), freight("CK1", "10-01", 20))
    assert left_open(*owed, receipt("SK1", "10-09", 130, order="SO1")) == [("CK2", "出库", 90)]


def test_a_receipt_naming_a_shipment_and_an_order_pays_no_other_shipment_of_the_order_by_name():
    owed = (goods("CK0", "10-01", 100), goods("CK1", "10-02", 100, "SO1"), goods("CK2", "10-02", 100, "SO1"))
    assert left_open(*owed, receipt("SK1", "10-09", 150, "CK1", "SO1")) == [("CK0", "出库", 50), ("CK2", "出库", 100)]


def test_the_freight_of_a_shipment_of_gifts_belongs_to_its_order():
    owed = (goods("CK0", "10-01", 100), goods("CK1", "10-02", 0, "SO1"), freight("CK1", "10-02", 20))
    assert left_open(*owed, receipt("SK1", "10-09", 30, order="SO1")) == [("CK0", "出库", 90)]


def test_a_write_off_pays_what_its_receipt_names():
    owed = (goods("CK0", "10-01", 100), goods("CK1", "10-02", 100))
    paid = (receipt("SK1", "10-09", 97, "CK1"), off("抹零", "SK1", "10-09", 3, "CK1"))
    assert left_open(*owed, *paid) == [("CK0", "出库", 100)]


def test_what_is_named_is_paid_before_any_credit_pays_what_is_due_first():
    owed = (goods("CK1", "10-01", 100), goods("CK2", "10-02", 100))
    early, named = receipt("SK1", "10-03", 60), receipt("SK2", "10-09", 100, "CK1")
    assert left_open(*owed, early, named) == [("CK2", "出库", 40)]


def test_a_credit_may_pay_a_debit_dated_after_it_but_not_after_the_day():
    entries = (receipt("SK1", "10-01", 100, "CK1"), goods("CK1", "10-31", 60), goods("CK2", "11-01", 60))
    assert left_open(*entries) == [("SK1", "收款", -40)]
    assert left_open(*entries, upto=date(2026, 11, 1)) == [("CK2", "出库", 20)]


def test_credits_come_by_date_number_and_kind():
    owed = goods("CK1", "10-01", 100)
    credits = (
        off("退货", "A", "10-03", 50),
        receipt("A", "10-03", 50),
        receipt("B", "10-02", 50),
        off("抹零", "A", "10-03", 5),
    )
    assert left_open(owed, *credits) == [("A", "收款", -50), ("A", "抹零", -5)]
    by_number = (off("退货", "B", "10-03", 60), receipt("A", "10-03", 60))
    assert left_open(owed, *by_number) == [("B", "退货", -20)]


def test_the_opening_balance_is_one_document_and_a_negative_one_a_credit():
    owed, begun = goods("CK1", "10-20", 100), {"opening_date": "2026-10-10", "credit_days": 5}
    assert left_open(owed, opening_balance_fen=70, **begun) == [("期初", "期初", 70), ("CK1", "出库", 100)]
    assert left_open(owed, opening_balance_fen=-70, **begun) == [("CK1", "出库", 30)]
    assert left_open(owed, opening_balance_fen=-170, **begun) == [("期初", "期初", -70)]
    assert left_open(opening_balance_fen=70, upto=date(2026, 10, 10), **begun) == [("期初", "期初", 70)]
    assert left_open(opening_balance_fen=70, upto=date(2026, 10, 9), **begun) == []


def test_one_customers_money_never_pays_anothers_goods():
    owed = (goods("CK1", "10-01", 100, "SO1"), receipt("SK1", "10-02", 100, "CK1", "SO1", customer_code="C2"))
    assert left_open(*owed) == [("CK1", "出库", 100), ("SK1", "收款", -100)]


def test_payments_are_told_with_who_paid_what_and_whether_by_name():
    owed = (goods("CK1", "10-01", 100, "SO1"), goods("CK2", "10-02", 100))
    paid = settlement(
        entry_table(*owed, receipt("SK1", "10-09", 150, "CK2")), party_table({"customer_code": "C1"}), END
    )
    assert short(paid.allocations, "credit_kind", "credit_no", "debit_no", "debit_order_no", "by_name", "paid_fen") == [
        ("收款", "SK1", "CK2", None, 1, 100), ("收款", "SK1", "CK1", "SO1", 0, 50),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("due", "word"),
    [
        ("2026-11-01", "未到期"), ("2026-10-31", "未到期"), ("2026-10-30", "逾期1–30"), ("2026-10-01", "逾期1–30"),
        ("2026-09-30", "逾期31–60"), ("2026-09-01", "逾期31–60"), ("2026-08-31", "逾期61–90"),
        ("2026-08-02", "逾期61–90"), ("2026-08-01", "逾期90以上"),
    ],
)  # fmt: skip
def test_age_counts_the_days_past_the_due_date(due, word):
    rows = party_table({"customer_code": "C1", "opening_date": due})
    assert ageing(rows["opening_date"], rows["opening_balance_fen"] + 1, END).tolist() == [word]
    assert ageing(rows["opening_date"], rows["opening_balance_fen"] - 1, END).tolist() == ["预收"]


def test_goods_and_freight_fall_due_after_the_credit_days_and_a_refund_at_once():
    refund = {"date": "2026-10-01", "kind": "退款", "document_no": "SK1", "received_fen": -100}
    entries = entry_table(goods("CK1", "10-01", 100), freight("CK1", "10-01", 100), refund)
    found = open_items(entries, party_table({"customer_code": "C1", "credit_days": 30}), END)
    assert short(found, "kind", "due_date", "ageing") == [
        ("退款", "2026-10-01", "逾期1–30"), ("出库", "2026-10-31", "未到期"), ("垫付运费", "2026-10-31", "未到期"),
    ]  # fmt: skip


# --- any accounts at all ----------------------------------------------------------------------

SHIPMENTS, ORDERS = ["CK1", "CK2", "CK3"], ["SO1", "SO2", None]
KINDS = ["出库", "出库", "出库", "垫付运费", "退款", "退货", "签收短少", "收款", "收款", "抹零", "定金冲抵"]


@st.composite
def entry(draw):
    """One entry; numbers collide across kinds, targets may point nowhere."""
    kind = draw(st.sampled_from(KINDS))
    row = {"customer_code": draw(st.sampled_from(["C1", "C2"])), "kind": kind, "freight_first": False}
    fen = draw(st.integers(0 if kind == "出库" else 1, 9))
    if kind in ("出库", "垫付运费"):
        number = draw(st.sampled_from(SHIPMENTS))
        row |= {"document_no": number, "shipment_no": number, "date": f"2026-10-{10 + int(number[2]) % 3}"}
        order = draw(st.sampled_from(ORDERS)) if kind == "出库" else None
        return row | {"receivable_fen": fen, "order_no": order, "line_no": draw(st.integers(1, 3))}
    row |= {"document_no": draw(st.sampled_from(["A", "B", "CK1"])), "date": f"2026-10-{draw(st.integers(8, 14)):02d}"}
    if kind == "退款":
        return row | {"received_fen": -fen}
    row |= {
        "target_shipment": draw(st.sampled_from([*SHIPMENTS, "CK9", None, None])),
        "target_order": draw(st.sampled_from([*ORDERS, "SO9"])),
        "freight_first": kind in ("收款", "抹零") and draw(st.booleans()),
    }
    return row | ({"received_fen": fen} if kind in ("收款", "定金冲抵") else {"receivable_fen": -fen})


ACCOUNTS = st.lists(entry(), max_size=14)
OPENINGS = st.sampled_from([0, 7, -7])
CREDIT_DAYS = st.sampled_from([0, 2, 30])


def parties_of(opening, days):
    begun = {"opening_balance_fen": opening, "opening_date": "2026-10-08"}
    return party_table({"customer_code": "C1", "credit_days": days} | begun, {"customer_code": "C2"})


def by_the_book(rows, opening, days):
    """The allocation of CONTRACT 4 once more: plain, slow, one fen at a time."""
    debts, credits = {}, []
    for row in rows:
        name, fen = row["customer_code"], row.get("receivable_fen", 0) - row.get("received_fen", 0)
        term = days if name == "C1" and row["kind"] in ("出库", "垫付运费") else 0
        due = date.fromisoformat(row["date"]).toordinal() + term
        part = (row.get("order_no") or "~") if row["kind"] == "出库" else len(debts)
        key = (name, due, row["date"], row["document_no"], RANKS[row["kind"]], part)
        if fen > 0:
            debts[key] = debts.get(key, 0) + fen
        elif fen < 0:
            credits.append((name, row["date"], row["document_no"], RANKS[row["kind"]], row, -fen))
    if opening:
        whole = ("C1", "2026-10-08", "期初", -1, {"kind": "期初", "freight_first": False}, -opening)
        due = date(2026, 10, 8).toordinal() + days
        if opening > 0:
            debts["C1", due, "2026-10-08", "期初", -1, ""] = opening
        else:
            credits.append(whole)
    orders_of = {}
    for row in rows:
        if row["kind"] == "出库":
            orders_of.setdefault((row["customer_code"], row["document_no"]), set()).add(row["order_no"])
    credits.sort(key=lambda credit: (*credit[:4], credit[4].get("line_no") or 0))
    left = [credit[5] for credit in credits]

    def named(credit):
        name, *_, row, _ = credit
        is_freight = lambda key: key[4] == RANKS["垫付运费"]  # noqa: E731
        mine = [key for key in debts if key[0] == name and key[4] in (RANKS["出库"], RANKS["垫付运费"])]
        order = row.get("target_order")
        if row.get("target_shipment"):
            mine = [key for key in mine if key[3] == row["target_shipment"]]
            mine.sort(key=lambda key: (is_freight(key) != row["freight_first"], key[5] != order, str(key[5])))
        elif order:
            mine = [
                key for key in mine if order in ({key[5]} if not is_freight(key) else orders_of.get((name, key[3]), ()))
            ]
            mine.sort(key=lambda key: ((row["freight_first"] and not is_freight(key)), key[2], key[3], is_freight(key)))
        else:
            return []
        return [key for key in mine if not (row["kind"] in ("退货", "签收短少") and is_freight(key))]

    def due_first(credit):
        mine = sorted((key for key in debts if key[0] == credit[0]), key=lambda key: (*key[:5], str(key[5])))
        return sorted(mine, key=lambda key: key[4] != RANKS["垫付运费"]) if credit[4]["freight_first"] else mine

    for way in (named, due_first):
        for at, credit in enumerate(credits):
            for key in way(credit):
                while left[at] and debts[key]:
                    left[at], debts[key] = left[at] - 1, debts[key] - 1
    found = [(key[0], key[3], key[4], fen) for key, fen in debts.items() if fen]
    return sorted(found + [(c[0], c[2], c[3], -fen) for c, fen in zip(credits, left, strict=True) if fen])


def distinct(rows):
    """The rows, one a customer, document and kind but for goods: order within a document is nobody's rule."""
    seen = {}
    for row in rows:
        goods_line = (
            (row.get("order_no"), row.get("line_no"), row.get("receivable_fen")) if row["kind"] == "出库" else ()
        )
        seen.setdefault((row["customer_code"], row["document_no"], row["kind"], row["date"], goods_line), row)
    return list(seen.values())


@settings(max_examples=60, deadline=None)
@given(ACCOUNTS, OPENINGS, CREDIT_DAYS)
def test_it_is_what_one_fen_at_a_time_by_the_book_gives(rows, opening, days):
    rows = distinct(rows)
    found = open_items(entry_table(*rows), parties_of(opening, days), END)
    mine = [(code, number, RANKS.get(kind, -1), fen) for code, number, kind, fen in
            short(found, "customer_code", "document_no", "kind", "open_fen")]  # fmt: skip
    assert sorted(mine) == by_the_book(rows, opening, days)


@settings(max_examples=30, deadline=None)
@given(ACCOUNTS, OPENINGS, CREDIT_DAYS)
def test_every_fen_is_open_paid_or_left_over_and_nothing_is_paid_twice(rows, opening, days):
    rows = distinct(rows)
    entries, parties = entry_table(*rows), parties_of(opening, days)
    found = settlement(entries, parties, END)
    balance = (entries["receivable_fen"] - entries["received_fen"]).groupby(entries["customer_code"]).sum()
    for code, start in (("C1", opening), ("C2", 0)):
        mine = found.open_items[found.open_items["customer_code"] == code]
        assert mine["open_fen"].sum() == int(balance.get(code, 0)) + start
        assert not ((mine["open_fen"] > 0).any() and (mine["open_fen"] < 0).any())
    assert (found.open_items["open_fen"].abs() <= found.open_items["amount_fen"].abs()).all()
    assert (found.open_items["open_fen"] * found.open_items["amount_fen"] > 0).all()
    assert (found.allocations["paid_fen"] > 0).all()
    charged = int(entries["receivable_fen"].clip(lower=0).sum() - entries["received_fen"].clip(upper=0).sum())
    still_open = int(found.open_items["open_fen"].clip(lower=0).sum())
    assert found.allocations["paid_fen"].sum() + still_open == charged + max(opening, 0)


@settings(max_examples=20, deadline=None)
@given(ACCOUNTS, OPENINGS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_the_input_is_left_alone(rows, opening, random):
    rows = distinct(rows)
    entries, parties = entry_table(*rows), parties_of(opening, 2)
    before = entries.copy(deep=True), parties.copy(deep=True)
    first = settlement(entries, parties, END)
    random.shuffle(rows)
    again = settlement(entry_table(*rows), parties, END)
    assert first.open_items.equals(again.open_items) and first.allocations.equals(again.allocations)
    assert entries.equals(before[0]) and parties.equals(before[1])
