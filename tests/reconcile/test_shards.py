"""Shards of the customers: nothing reaches across them, and the union of their answers is the answer of all."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile.accounts import Accounts, accounts, united
from pipeline.reconcile.parties import parties
from pipeline.reconcile.resolve import resolved
from pipeline.reconcile.shards import Shard, shards
from tests.forms import examples
from tests.reconcile.rows import tables

AS_OF = date(2026, 10, 31)
CUSTOMERS = ("C1", "C2", "C3", "C4")

customer = st.sampled_from(CUSTOMERS)
order = st.sampled_from(["SO1", "SO2", "SO3", "SO9", None])
shipment = st.sampled_from(["CK1", "CK2", "CK3", "CK9", None])
OFFICE = st.fixed_dictionaries(
    {
        "orders": st.dictionaries(st.sampled_from(["SO1", "SO2", "SO3"]), customer),
        "shipments": st.dictionaries(st.sampled_from(["CK1", "CK2", "CK3"]), st.tuples(customer | st.none(), order)),
        "payments": st.dictionaries(st.sampled_from(["SK1", "SK2"]), st.tuples(customer, order, shipment)),
        "returns": st.dictionaries(st.sampled_from(["TH1", "TH2"]), st.tuples(customer, order, shipment)),
        "slips": st.sets(st.sampled_from(["CK1", "CK2", "CK9"])),
    }
)


def office(orders=(), shipments=(), payments=(), returns=(), slips=()):
    """The tables of an office whose documents name each other as told."""
    line = {"product_code": "P1", "product_name": "合页", "quantity_e3": 5000, "unit_price_e4": 10000}
    days = [f"2026-10-0{day}" for day in (3, 1, 2)]
    given_tables = tables(
        customers=[
            {"customer_code": code, "customer_name": code, "opening_balance_fen": 100, "opening_date": "2026-01-01"}
            for code in CUSTOMERS[:3]
        ],
        orders=[
            {"order_no": number, "customer_code": code, "line_no": at, "order_date": days[int(number[-1]) % 3]} | line
            for number, code in dict(orders).items() for at in (1, 2)
        ],
        shipments=[
            {"shipment_no": number, "customer_code": code, "order_no": order_no, "ship_date": days[int(number[-1]) % 3],
             "freight_fen": 300, "freight_terms": "垫付"} | line
            for number, (code, order_no) in dict(shipments).items()
        ],
        payments=[
            {"receipt_no": number, "customer_code": code, "order_no": order_no, "shipment_no": sent, "amount_fen": 700,
             "kind": "定金" if number == "SK2" else "货款"}
            for number, (code, order_no, sent) in dict(payments).items()
        ],
        returns=[
            {"return_no": number, "customer_code": code, "order_no": order_no, "shipment_no": sent,
             "product_code": "P1", "quantity_e3": 1000}
            for number, (code, order_no, sent) in dict(returns).items()
        ],
        slips=[
            {"shipment_no": number, "signed": True, "returned_date": "2026-10-20", "received_quantity_e3": 4000}
            for number in sorted(slips)
        ],
    )  # fmt: skip
    return resolved(given_tables, AS_OF)


def answers(parts: list[Shard]) -> Accounts:
    return united(accounts(part, AS_OF, 7) for part in parts)


def numbers(part: Shard, kind: str, column: str) -> set[str]:
    return set(part.tables[kind][column].dropna())


@examples(2)
@given(OFFICE, st.integers(2, 4))
def test_every_row_is_in_one_shard_with_all_that_it_names(told, count):
    found = office(**told)
    parts = shards(found, parties(found), count)
    assert 1 <= len(parts) <= count
    for kind in ("orders", "shipments", "slips", "payments", "returns", "customers"):
        rows = pd.concat([part.tables[kind] for part in parts])
        assert sorted(rows["document"]) == sorted(found[kind]["document"])
        for part in parts:
            assert part.tables[kind]["row"].is_monotonic_increasing
    codes = [code for part in parts for code in part.parties["customer_code"]]
    assert sorted(codes) == sorted(parties(found)["customer_code"])
    for part in parts:
        for kind in ("shipments", "payments", "returns"):
            for named, column in (("orders", "order_no"), ("shipments", "shipment_no")):
                wanted = numbers(part, kind, column) & set(found[named][column])
                assert wanted <= numbers(part, named, column)
            assert numbers(part, kind, "customer_code") <= set(part.parties["customer_code"])


@examples(2)
@given(OFFICE, st.integers(2, 3))
def test_the_union_of_the_answers_is_the_answer_of_all(told, count):
    found = office(**told)
    same(shards(found, parties(found), count), [Shard(found, parties(found))])


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("shipments", {"CK2": ("C3", "SO1")}),
        ("payments", {"SK1": ("C3", "SO1", None)}),
        ("payments", {"SK1": ("C3", None, "CK1")}),
        ("returns", {"TH1": ("C3", "SO1", None)}),
        ("returns", {"TH1": ("C3", None, "CK1")}),
    ],
)
def test_who_names_anothers_document_is_in_the_shard_of_that_one(kind, document):
    told = {"orders": {"SO1": "C1", "SO2": "C2"}, "shipments": {"CK1": ("C1", None)}}
    found = office(**(told | {kind: told.get(kind, {}) | document}))
    assert ["C1", "C3"] in [sorted(part.parties["customer_code"]) for part in shards(found, parties(found), 9)]


def test_customers_apart_answer_apart_and_documents_of_one_day_come_back_in_their_order():
    found = office(
        orders={"SO1": "C1", "SO2": "C2", "SO3": "C3"},
        shipments={"CK1": ("C1", "SO1"), "CK2": ("C3", "SO2"), "CK3": (None, "SO9")},
        payments={"SK1": ("C1", None, "CK1"), "SK2": ("C3", "SO3", None)},
        slips={"CK1"},
    )
    parts = shards(found, parties(found), 9)
    assert sorted(sorted(part.parties["customer_code"]) for part in parts) == [[], ["C1"], ["C2", "C3"]]
    same(parts, [Shard(found, parties(found))])


def test_one_shard_is_the_tables_as_they_are_and_so_is_an_office_without_anyone():
    found = office(orders={"SO1": "C1"})
    (whole,) = shards(found, parties(found), 1)
    assert whole.tables is found
    empty = resolved(tables(), AS_OF)
    assert shards(empty, parties(empty), 3)[0].tables is empty


def test_the_heaviest_go_first_so_that_shards_are_alike():
    found = office(orders={"SO1": "C1", "SO2": "C1", "SO3": "C2"})
    assert [len(part.tables["orders"]) for part in shards(found, parties(found), 2)] == [4, 2]


def same(one: list[Shard], other: list[Shard]) -> None:
    """The shards have the same answers."""
    left, right = answers(one), answers(other)
    for name, mine, theirs in zip(Accounts._fields, left[:-1], right[:-1], strict=False):
        pd.testing.assert_frame_equal(mine, theirs, obj=name)
    for name, mine, theirs in zip(left.settled._fields, left.settled, right.settled, strict=True):
        pd.testing.assert_frame_equal(mine, theirs, obj=name)
