"""Demands poured over capacities."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile.waterfall import before, fill, totals

amounts = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=12)


def poured(demands, capacities):
    group, amount = (np.array([row[at] for row in demands], dtype=np.int64) for at in (0, 1))
    place_group, place = (np.array([row[at] for row in capacities], dtype=np.int64) for at in (0, 1))
    return [tuple(map(int, row)) for row in fill(amount, group, place, place_group).itertuples(index=False)]


def one_after_the_other(demands, capacities):
    left = [amount for _, amount in capacities]
    parts = []
    for at, (group, rest) in enumerate(demands):
        for place, (place_group, _) in enumerate(capacities):
            part = min(rest, left[place]) if place_group == group else 0
            if part:
                parts.append((at, place, part))
                left[place] -= part
                rest -= part
    return parts


def test_a_demand_spans_places_and_a_place_takes_several_demands():
    assert poured([(0, 5), (0, 7)], [(0, 4), (0, 6), (0, 9)]) == [(0, 0, 4), (0, 1, 1), (1, 1, 5), (1, 2, 2)]


def test_a_demand_that_ends_with_its_place_leaves_no_part_of_nothing():
    assert poured([(0, 4), (0, 3)], [(0, 4), (0, 3)]) == [(0, 0, 4), (1, 1, 3)]


def test_groups_do_not_flow_into_each_other():
    assert poured([(0, 9), (1, 2)], [(1, 5), (0, 4)]) == [(0, 1, 4), (1, 0, 2)]


def test_what_exceeds_all_places_has_no_part():
    assert poured([(0, 9)], [(0, 4)]) == [(0, 0, 4)]
    assert poured([(0, 9)], []) == []
    assert poured([], [(0, 4)]) == []


@given(amounts, amounts)
def test_pouring_at_once_is_pouring_one_after_the_other(demands, capacities):
    assert poured(demands, capacities) == one_after_the_other(demands, capacities)


def test_sums_by_group():
    amount, group = np.array([3, 4, 5]), np.array([1, 0, 1])
    assert before(amount, group).tolist() == [0, 0, 3]
    assert totals(amount, group, 3).tolist() == [4, 8, 0]
