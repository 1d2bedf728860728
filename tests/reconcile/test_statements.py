"""A month's statement: its lines, the balance that runs through them, its totals, and who gets one."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile.open_items import open_items
from pipeline.reconcile.proof import DoesNotAddUp, prove
from pipeline.reconcile.statement_lines import statement_lines
from pipeline.reconcile.statement_totals import statement_totals
from schemas.answers.kind import checked, nothing
from schemas.answers.slips import OutstandingSlips, SlipStates
from schemas.answers.statements import Deposits, StatementLines
from schemas.cells import types_of
from tests.forms import examples
from tests.reconcile.tables_money import account, entry_table, month_of, party_table, short

GOODS = {"customer_code": "C1", "product_code": "P1", "product_name": "合页", "quantity_e3": 1000}
OCTOBER = date(2026, 10, 1)


def shipped(number, day, fen, **more):
    return GOODS | {"shipment_no": number, "ship_date": f"2026-{day}", "amount_fen": fen} | more


def received(number, day, fen, **more):
    return {"customer_code": "C1", "receipt_no": number, "received_date": f"2026-{day}", "amount_fen": fen} | more


def test_the_month_is_from_its_first_day_to_its_last_and_opens_with_all_before():
    days = ["09-30", "10-01", "10-31", "11-01"]
    books = account("2026-11-30", shipments=[shipped(f"CK{at}", day, 10**at) for at, day in enumerate(days)])
    october = month_of(books, "2026-10")
    assert short(october.lines, "document_no", "balance_fen") == [("CK1", 11), ("CK2", 111)]
    assert short(october.totals, "opening_fen", "shipped_fen", "closing_fen") == [(1, 110, 111)]


def test_an_opening_balance_belongs_to_the_opening_of_the_month_it_falls_in():
    master = {"customer_code": "C1", "customer_name": "甲", "opening_balance_fen": 500, "opening_date": "2026-10-20"}
    books = account(customers=[master], shipments=[shipped("CK1", "10-19", 1), shipped("CK2", "10-20", 2)])
    columns = ("opening_fen", "closing_fen", "has_statement", "file")
    assert short(month_of(books, "2026-09").totals, *columns) == [(0, 0, 0, "期初日期在本月之后")]
    assert short(month_of(books, "2026-10").totals, *columns) == [(500, 502, 1, "C1.xlsx")]
    assert short(month_of(books, "2026-11").totals, *columns) == [(502, 502, 1, "C1.xlsx")]


@pytest.mark.parametrize("fen", [4_000_000_000, 99_999_999_999_999])
def test_amounts_of_forty_million_and_of_nearly_a_million_million_yuan_add_up(fen):
    books = account(shipments=[shipped("CK1", "10-01", fen)], payments=[received("SK1", "10-02", 1)])
    assert short(month_of(books, "2026-10").totals, "shipped_fen", "closing_fen") == [(fen, fen - 1)]


def test_each_amount_stands_in_the_column_of_its_kind_and_the_other_is_blank():
    books = account(
        shipments=[
            shipped("CK1", "10-01", 900, freight_fen=20, freight_terms="垫付"),
            shipped("CK2", "10-01", None, is_gift=True),
        ],
        payments=[received("SK1", "10-02", 100, write_off_fen=3, remark="零头"), received("SK2", "10-02", -50)],
        returns=[{"return_no": "TH1", "return_date": "2026-10-02", "shipment_no": "CK1", "quantity_e3": 1,
                  "amount_fen": 7}],
        slips=[{"shipment_no": "CK1", "returned_date": "2026-10-02", "signed": True, "received_quantity_e3": 500}],
    )  # fmt: skip
    october = month_of(books, "2026-10")
    assert short(october.lines, "kind", "receivable_fen", "received_fen", "balance_fen") == [
        ("出库", 900, None, 900), ("出库", 0, None, 900), ("垫付运费", 20, None, 920), ("退款", None, -50, 970),
        ("退货", -7, None, 963), ("签收短少", -450, None, 513), ("收款", None, 100, 413), ("抹零", -3, None, 410),
    ]  # fmt: skip
    sums = ["shipped", "freight", "refunded", "returned", "shortage", "received", "write_off", "deposit_applied"]
    assert short(october.totals, *(f"{name}_fen" for name in [*sums, "adjustment", "closing"])) == [
        (900, 20, 50, -7, -450, -100, -3, 0, 0, 410)
    ]


def test_a_gift_says_so_in_the_language_asked_for():
    books = account(shipments=[shipped("CK1", "10-01", None, is_gift=True)])
    told = [
        statement_lines(books.entries, books.parties, books.states, OCTOBER, lang)["summary"][0]
        for lang in ("zh", "en")
    ]
    assert told == ["合页（赠品）", "合页 (gift)"]


@pytest.mark.parametrize(
    ("slip", "state"),
    [({"signed": True}, "已签"), ({"signed": False}, "未签"), ({"slip_type": "运单", "signed": True}, "未回")],
)
def test_the_red_slips_state_stands_on_goods_only(slip, state):
    lines = [shipped("CK1", "10-01", 9, freight_fen=5, freight_terms="垫付", delivery_method="物流")]
    books = account(shipments=lines, slips=[{"shipment_no": "CK1", "returned_date": "2026-10-02"} | slip])
    assert short(month_of(books, "2026-10").lines, "kind", "slip_state") == [("出库", state), ("垫付运费", None)]


def test_who_gets_a_statement_and_why_the_others_of_the_master_do_not():
    names = ["has_lines", "opened", "nothing", "settled", "deposit"]
    master = [{"customer_code": name, "customer_name": name} for name in names]
    books = account(
        customers=master,
        shipments=[
            shipped("CK1", "10-01", 0, customer_code="has_lines"), shipped("CK2", "09-01", 5, customer_code="opened"),
            shipped("CK3", "09-01", 5, customer_code="settled"), shipped("CK4", "08-01", 5, customer_code="stranger"),
            shipped("CK5", "08-01", 0, customer_code="strange_nothing"),
        ],
        payments=[
            received("SK1", "09-30", 5, customer_code="settled"),
            received("SK2", "09-30", 5, customer_code="deposit", kind="定金"),
        ],
    )  # fmt: skip
    assert short(month_of(books, "2026-10").totals, "customer_code", "file", "has_statement") == [
        ("deposit", "deposit.xlsx", 1), ("has_lines", "has_lines.xlsx", 1), ("nothing", "本月无往来", 0),
        ("opened", "opened.xlsx", 1), ("settled", "本月无往来", 0), ("stranger", "stranger.xlsx", 1),
    ]  # fmt: skip


def test_a_customer_that_opens_and_closes_at_nothing_but_has_lines_gets_a_statement():
    books = account(shipments=[shipped("CK1", "10-01", 5)], payments=[received("SK1", "10-02", 5)])
    assert short(month_of(books, "2026-10").totals, "closing_fen", "has_statement") == [(0, 1)]


def test_outstanding_slips_are_counted_by_customer_and_a_confirmation_of_an_order_is_none():
    slips = {"customer_code": ["C1", "C1", None, "C1"], "slip_type": ["红单", "运单", "红单", "确认书"]}
    frame = pd.DataFrame(slips).reindex(columns=list(types_of(OutstandingSlips)))
    parties = party_table({"customer_code": "C1"}, {"customer_code": "C2"})
    totals = statement_totals(
        entry_table(), nothing(StatementLines), nothing(Deposits), open_items(entry_table(), parties, OCTOBER),
        checked(OutstandingSlips, frame), parties, pd.Series(dtype="str"), OCTOBER, "en",
    )  # fmt: skip
    assert short(totals, "customer_code", "outstanding_count", "file") == [
        ("C1", 2, "nothing this month"), ("C2", 0, "nothing this month"),
    ]  # fmt: skip


def test_deposits_held_are_those_up_to_the_months_end():
    days = ["10-31", "11-01"]
    books = account("2026-11-30", payments=[received(f"SK{day}", day, 5, kind="定金") for day in days])
    assert [short(month_of(books, month).totals, "deposit_held_fen") for month in ("2026-10", "2026-11")] == [
        [(5,)],
        [(10,)],
    ]


@pytest.mark.parametrize("broken", ["closing_fen", "opening_fen", "not_due_fen"])
def test_nothing_that_does_not_add_up_passes(broken):
    books = account(customers=[{"customer_code": "C1", "customer_name": "甲", "credit_days": 60}],
                    shipments=[shipped("CK1", "10-01", 5)])  # fmt: skip
    october = month_of(books, "2026-10")
    with pytest.raises(DoesNotAddUp, match="C1"):
        prove(october.lines, october.totals.assign(**{broken: october.totals[broken] + 1}), october.open)
    with pytest.raises(DoesNotAddUp, match="C1"):
        prove(october.lines.assign(balance_fen=october.lines["balance_fen"] + 1), october.totals, october.open)
    with pytest.raises(DoesNotAddUp, match="C1"):
        prove(october.lines, october.totals, october.open.iloc[:0])
    with pytest.raises(DoesNotAddUp, match="C1"):
        prove(october.lines, october.totals.iloc[:0], october.open)


# --- any books at all -------------------------------------------------------------------------

CUSTOMERS = ["C1", "C2", "C3"]
DAYS = ["2026-08-31", "2026-09-01", "2026-09-30", "2026-10-01", "2026-10-31"]
MONTHS = [date(2026, month, 1) for month in (8, 9, 10, 11)]


@st.composite
def sheets(draw):
    """Documents of all kinds whose numbers collide, and which name each other's customers, or nothing on file."""
    code, order = st.sampled_from([*CUSTOMERS, None]), st.sampled_from(["SO1", "SO2", "SO9", None])
    day, shipment, fen = st.sampled_from(DAYS), st.sampled_from(["CK1", "CK2", "CK9", None]), st.integers(1, 9)
    orders = [
        {"order_no": f"SO{at}", "customer_code": draw(st.sampled_from(CUSTOMERS)), "order_date": "2026-08-01",
         "product_code": "P1", "quantity_e3": draw(st.integers(1, 3)), "unit_price_e4": 20_000}
        for at in range(1, draw(st.integers(1, 3)))
    ]  # fmt: skip
    shipments = [
        {"shipment_no": f"CK{at}", "line_no": line, "ship_date": when, "customer_code": who, "product_code": "P1",
         "order_no": draw(order), "quantity_e3": draw(st.integers(1, 3)), "amount_fen": draw(st.one_of(st.none(), fen)),
         "freight_fen": carried, "freight_terms": "垫付"}
        for at in range(1, draw(st.integers(1, 4)))
        for when, who, carried in [(draw(day), draw(code), draw(st.sampled_from([0, 2])))]
        for line in range(1, draw(st.integers(2, 3)))
    ]  # fmt: skip
    payments = [
        {"receipt_no": f"A{at}", "received_date": draw(day), "customer_code": draw(st.sampled_from(CUSTOMERS)),
         "amount_fen": draw(fen) * draw(st.sampled_from([1, 1, 1, -1])), "write_off_fen": draw(st.sampled_from([0, 1])),
         "kind": draw(st.sampled_from(["货款", "定金", "定金", "运费"])), "order_no": draw(order),
         "shipment_no": draw(shipment)}
        for at in range(draw(st.integers(0, 6)))
    ]  # fmt: skip
    returns = [
        {"return_no": f"A{at}", "return_date": draw(day), "customer_code": draw(code), "shipment_no": draw(shipment),
         "product_code": draw(st.sampled_from(["P1", "P2", None])), "quantity_e3": draw(st.integers(1, 3)),
         "order_no": draw(order), "amount_fen": draw(st.one_of(st.none(), fen))}
        for at in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    slips = [
        {"shipment_no": number, "returned_date": draw(day), "signed": draw(st.booleans()),
         "received_quantity_e3": draw(st.integers(0, 4)), "product_code": draw(st.sampled_from(["P1", "P2", None]))}
        for number in draw(st.sets(st.sampled_from(["CK1", "CK2", "CK9"])))
    ]  # fmt: skip
    customers = [
        {"customer_code": name, "customer_name": name, "credit_days": draw(st.sampled_from([0, 30])),
         "opening_balance_fen": draw(st.sampled_from([0, 5, -5])), "opening_date": draw(st.sampled_from(DAYS[:3]))}
        for name in draw(st.sets(st.sampled_from(CUSTOMERS)))
    ]  # fmt: skip
    return {"orders": orders, "shipments": shipments, "payments": payments, "returns": returns, "slips": slips,
            "customers": customers}  # fmt: skip


@examples(3)
@given(sheets())
def test_each_month_opens_as_the_one_before_closed_and_all_months_come_to_all_documents(kinds):
    books = account(**kinds)
    months = [month_of(books, f"{month:%Y-%m}").totals.set_index("customer_code") for month in MONTHS]
    begun = books.parties.set_index("customer_code")
    for month, before, after in zip(MONTHS[1:], months, months[1:], strict=False):
        starts = (begun["opening_date"].dt.strftime("%Y-%m") == f"{month:%Y-%m}").fillna(False).astype(bool)
        fresh = begun["opening_balance_fen"].where(starts, 0)
        expected = before["closing_fen"].add(fresh, fill_value=0)
        assert (after["opening_fen"] == expected.reindex(after.index).fillna(0)).all()
    balance = (books.entries["receivable_fen"] - books.entries["received_fen"]).sum()
    assert months[-1]["closing_fen"].sum() == balance + books.parties["opening_balance_fen"].sum()
    held = books.held["held_fen"].sum()
    assert months[-1]["deposit_held_fen"].sum() == held


@examples(3)
@given(sheets())
def test_deposits_are_never_applied_beyond_what_is_held_or_shipped(kinds):
    books = account(**kinds)
    applied = books.held[books.held["applied"].astype(bool)]
    for (code, order), rows in applied.groupby(["customer_code", "order_no"]):
        lines = books.shipped[(books.shipped["order_no"] == order) & (books.shipped["customer_code"] == code)]
        paid = books.held[
            (books.held["order_no"] == order) & (books.held["customer_code"] == code) & ~books.held["applied"]
        ]
        for day in rows["date"]:
            so_far = -int(rows.loc[rows["date"] <= day, "held_fen"].sum())
            assert 0 <= so_far <= int(lines.loc[lines["ship_date"] <= day, "amount_fen"].sum())
            assert so_far <= max(int(paid.loc[paid["date"] <= day, "held_fen"].sum()), 0)


@examples(2)
@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_inputs_are_left_alone(kinds, random):
    kinds = {name: [row | {"row": at, "line_no": row.get("line_no", at)} for at, row in enumerate(rows, start=2)]
             for name, rows in kinds.items()}  # fmt: skip
    books = account(**kinds)
    before = {name: table.copy(deep=True) for name, table in vars(books).items() if isinstance(table, pd.DataFrame)}
    first = month_of(books, "2026-09")
    assert all(getattr(books, name).equals(table) for name, table in before.items())
    shuffled = {name: random.sample(rows, len(rows)) for name, rows in kinds.items()}
    again = month_of(account(**shuffled), "2026-09")
    assert first.lines.equals(again.lines) and first.open.equals(again.open) and first.totals.equals(again.totals)


def test_nothing_at_all_makes_no_statement():
    books = account()
    assert month_of(books, "2026-10").totals.empty
    assert statement_lines(books.entries, books.parties, nothing(SlipStates), OCTOBER).empty
