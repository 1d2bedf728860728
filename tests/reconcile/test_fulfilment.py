"""Which part of a shipment line fills which order line."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reconcile.fulfilment import fulfilment
from pipeline.reconcile.resolve import resolved
from tests.reconcile.asked import AS_OF, values
from tests.reconcile.rows import tables


def parts(orders, shipments):
    """(shipment, its line, order line, quantity, price, over) of each part."""
    found = fulfilment(resolved(tables(orders=orders, shipments=shipments), AS_OF))
    return values(found, "shipment_no", "line_no", "order_line_no", "quantity_e3", "order_price_e4", "over")


def ordered(quantity, price=50000, **cells):
    return {"order_no": "SO1", "customer_code": "C1", "product_code": "P1"} | cells | {
        "quantity_e3": quantity, "unit_price_e4": price,
    }  # fmt: skip


def gift(quantity, **cells):
    return ordered(quantity, None, is_gift=True, **cells)


def sent(quantity, number="CK1", **cells):
    return {"shipment_no": number, "order_no": "SO1", "product_code": "P1"} | cells | {"quantity_e3": quantity}


def test_the_lines_of_a_product_are_filled_in_line_order():
    assert parts([ordered(5, line_no=2), ordered(4, line_no=1)], [sent(6)]) == [
        ("CK1", 1, 1, 4, 50000, False),
        ("CK1", 1, 2, 2, 50000, False),
    ]


def test_shipments_fill_in_order_of_date_then_number_then_line():
    found = parts(
        [ordered(1), ordered(1), ordered(1), ordered(1)],
        [
            sent(1, "CK1", ship_date="2026-10-09"),
            sent(1, "CK3", ship_date="2026-10-08", line_no=2),
            sent(1, "CK3", ship_date="2026-10-08", line_no=1),
            sent(1, "CK2", ship_date="2026-10-08"),
        ],
    )
    assert [row[:3] for row in found] == [("CK2", 4, 1), ("CK3", 1, 2), ("CK3", 2, 3), ("CK1", 1, 4)]


def test_what_is_left_over_counts_on_the_products_last_line():
    assert parts([ordered(5), ordered(3, 60000), ordered(9, product_code="P2")], [sent(10)]) == [
        ("CK1", 1, 1, 5, 50000, False),
        ("CK1", 1, 2, 3, 60000, False),
        ("CK1", 1, 2, 2, 60000, True),
    ]


def test_exactly_the_ordered_quantity_is_not_over():
    assert [row[5] for row in parts([ordered(5)], [sent(3), sent(2, "CK2")])] == [False, False]
    assert [row[3:] for row in parts([ordered(5)], [sent(3), sent(3, "CK2")])] == [
        (3, 50000, False), (2, 50000, False), (1, 50000, True),
    ]  # fmt: skip


def test_gifts_fall_on_gift_lines_first_and_then_on_the_products_other_lines():
    assert parts([ordered(10), gift(2)], [sent(3, is_gift=True)]) == [
        ("CK1", 1, 1, 1, 50000, False),
        ("CK1", 1, 2, 2, 0, False),
    ]


def test_a_second_gift_takes_what_the_first_left_of_the_gift_lines_before_other_lines():
    assert parts([ordered(10), gift(3)], [sent(2, is_gift=True), sent(2, "CK2", is_gift=True)]) == [
        ("CK1", 1, 2, 2, 0, False),
        ("CK2", 2, 1, 1, 50000, False),
        ("CK2", 2, 2, 1, 0, False),
    ]


def test_paid_goods_fall_on_paid_lines_first_and_then_on_gift_lines():
    assert parts([gift(2), ordered(10)], [sent(11)]) == [("CK1", 1, 1, 1, 0, False), ("CK1", 1, 2, 10, 50000, False)]


def test_a_later_gift_does_not_take_back_what_an_earlier_shipment_filled():
    lines = [gift(2), ordered(10)]
    early = parts(lines, [sent(12)])
    assert parts(lines, [sent(12), sent(2, "CK2", is_gift=True)]) == [*early, ("CK2", 2, 2, 2, 50000, True)]


def test_a_product_that_the_order_does_not_have_fills_nothing():
    assert parts([ordered(5)], [sent(5, product_code="P2")]) == []


def test_a_shipment_whose_order_is_not_on_file_or_blank_fills_nothing():
    assert parts([ordered(5)], [sent(5, order_no="SO2"), sent(5, "CK2", order_no=None)]) == []


def test_codes_decide_where_both_have_one_whatever_the_name():
    assert parts([ordered(5, product_name="合页")], [sent(5, product_name="铰链")]) != []
    assert parts([ordered(5, product_name="合页")], [sent(5, product_code="P2", product_name="合页")]) == []


def test_without_a_code_on_either_side_name_and_spec_decide():
    named = {"product_code": None, "product_name": "合页", "spec": "100×75"}
    coded = named | {"product_code": "P1"}
    assert parts([ordered(5, **coded)], [sent(5, **named)]) != []
    assert parts([ordered(5, **named)], [sent(5, **coded)]) != []
    assert parts([ordered(5, **named)], [sent(5, **named)]) != []
    assert parts([ordered(5, **named)], [sent(5, **named | {"spec": "80×60"})]) == []
    assert parts([ordered(5, **named)], [sent(5, **named | {"spec": None})]) == []


def test_names_are_compared_after_nfkc_and_without_white_space():
    order = ordered(5, product_code=None, product_name="不锈钢 合页（大）", spec="Ａ型")
    assert parts([order], [sent(5, product_code=None, product_name="不锈钢合页(大)", spec="A 型")]) != []
    assert parts([order], [sent(5, product_code=None, product_name="不锈钢合页(大)", spec="a型")]) == []


def test_a_name_that_two_codes_share_is_filled_in_line_order():
    two = [ordered(5, product_name="合页"), ordered(4, product_code="P2", product_name="合页")]
    assert [row[2:4] for row in parts(two, [sent(7, product_code=None, product_name="合页")])] == [(1, 5), (2, 2)]
    assert [row[2:] for row in parts(two, [sent(7, product_name="合页")])] == [
        (1, 5, 50000, False), (1, 2, 50000, True),
    ]  # fmt: skip


codes, names = st.sampled_from([None, "P1", "P1", "P2"]), st.sampled_from(["甲", "甲", "乙"])
line = st.fixed_dictionaries(
    {
        "order_no": st.sampled_from(["SO1", "SO1", "SO2", "SO9"]),
        "product_code": codes,
        "product_name": names,
        "quantity_e3": st.integers(1, 9),
        "is_gift": st.booleans(),
    }
)
shipment_line = st.builds(
    lambda line, number, day: line | {"shipment_no": number, "ship_date": f"2026-10-{day:02}"},
    line, st.sampled_from(["CK1", "CK2"]), st.integers(1, 3),
)  # fmt: skip


def pair_by_pair(orders, shipments):
    """The rule as it is written, one line after the other."""
    lines = orders.sort_values(["order_no", "line_no"]).to_dict("records")
    found = []
    for sent_line in shipments.sort_values(["ship_date", "shipment_no", "line_no"]).to_dict("records"):
        same = [
            line
            for line in lines
            if line["order_no"] == sent_line["order_no"]
            and (
                line["product_code"] == sent_line["product_code"]
                if isinstance(line["product_code"], str) and isinstance(sent_line["product_code"], str)
                else line["product_name"] == sent_line["product_name"]
            )
        ]
        rest = sent_line["quantity_e3"]
        for line in sorted(same, key=lambda line: line["is_gift"] != sent_line["is_gift"]):
            part = min(rest, line["quantity_e3"] - line.get("filled", 0))
            if part:
                line["filled"] = line.get("filled", 0) + part
                found.append((sent_line["shipment_no"], sent_line["line_no"], line["line_no"], part, False))
                rest -= part
        if rest and same:
            found.append((sent_line["shipment_no"], sent_line["line_no"], same[-1]["line_no"], rest, True))
    return sorted(found)


def drawn(orders, shipments):
    orders = [row | {"order_no": row["order_no"].replace("SO9", "SO1"), "customer_code": "C1"} for row in orders]
    return tables(orders=orders, shipments=[row | {"document": row["shipment_no"]} for row in shipments])


@settings(max_examples=50, deadline=None)
@given(st.lists(line, max_size=8), st.lists(shipment_line, max_size=8))
def test_all_at_once_is_the_rule_pair_by_pair(orders, shipments):
    given_tables = drawn(orders, shipments)
    found = fulfilment(given_tables)
    expected = pair_by_pair(given_tables["orders"], given_tables["shipments"])
    assert sorted(values(found, "shipment_no", "line_no", "order_line_no", "quantity_e3", "over")) == expected


@settings(max_examples=25, deadline=None)
@given(st.lists(line, max_size=8), st.lists(shipment_line, max_size=8), st.randoms(use_true_random=False))
def test_parts_and_what_matches_nothing_are_what_was_shipped_in_any_order_of_rows(orders, shipments, chance):
    given_tables = drawn(orders, shipments)
    found = fulfilment(given_tables)
    whole = found.groupby(["shipment_no", "line_no"])["quantity_e3"].sum()
    sent_rows = given_tables["shipments"].set_index(["shipment_no", "line_no"])["quantity_e3"]
    assert (whole == sent_rows.reindex(whole.index)).all()
    shuffled = {
        kind: rows.iloc[chance.sample(range(len(rows)), len(rows))].reset_index(drop=True)
        for kind, rows in given_tables.items()
    }
    pd.testing.assert_frame_equal(fulfilment(shuffled), found)
