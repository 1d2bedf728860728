"""The answers on goods, whatever the order of the rows: the same; and the tables they rest on stay as they were."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.forms import examples
from tests.reconcile.asked import ask
from tests.reconcile.rows import tables

ANSWERS = (
    "parties",
    "fulfilment",
    "shipped",
    "states",
    "outstanding",
    "chase",
    "lines",
    "orders",
    "updates",
    "figures",
)

orders_on = st.sampled_from(["SO1", "SO2", None])
product = st.sampled_from(["P1", "P2"])
order_line = st.tuples(st.sampled_from(["SO1", "SO2"]), product, st.integers(1, 9), st.booleans())
sent_line = st.tuples(st.sampled_from(["CK1", "CK2", "CK3"]), orders_on, product, st.integers(1, 9), st.booleans())
slip = st.tuples(st.sampled_from(["CK1", "CK2", "CK9"]), st.sampled_from(["红单", "运单"]), st.booleans())


def office(order_lines, sent_lines, slips):
    """Tables as intake leaves them: what a document says stands on each of its rows."""
    names = {"SO1": "散客", "SO2": "散 客"}
    return tables(
        customers=[{"customer_code": "C1", "customer_name": "甲", "contact": "旧"}],
        orders=[
            {"order_no": number, "product_code": code, "quantity_e3": quantity, "is_gift": gift, "contact": "新",
             "unit_price_e4": None if gift else 10000, "customer_name": names[number]}
            for number, code, quantity, gift in order_lines
        ],
        shipments=[
            {"shipment_no": number, "order_no": order, "product_code": code, "quantity_e3": quantity, "is_gift": gift,
             "ship_date": f"2026-10-0{number[-1]}", "delivery_method": "物流" if number == "CK1" else "送货"}
            for number, order, code, quantity, gift in sent_lines
        ],
        slips=[
            {"shipment_no": number, "slip_type": kind, "signed": signed, "returned_date": "2026-10-20"}
            for (number, kind), signed in {(number, kind): signed for number, kind, signed in slips}.items()
        ],
    )  # fmt: skip


@examples(3)
@given(
    st.lists(order_line, max_size=6),
    st.lists(sent_line, max_size=6),
    st.lists(slip, max_size=4),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_changes_no_answer_and_no_answer_changes_its_tables(orders, shipments, slips, chance):
    given_tables = office(orders, shipments, slips)
    before = {kind: rows.copy(deep=True) for kind, rows in given_tables.items()}
    found = ask(given_tables)
    answers = {name: getattr(found, name) for name in ANSWERS}
    for kind, rows in before.items():
        pd.testing.assert_frame_equal(given_tables[kind], rows)

    shuffled = {
        kind: rows.iloc[chance.sample(range(len(rows)), len(rows))].reset_index(drop=True)
        for kind, rows in given_tables.items()
    }
    again = ask(shuffled)
    for name, answer in answers.items():
        pd.testing.assert_frame_equal(getattr(again, name), answer, obj=name)
