"""Demands poured over capacities, one after the other: which part of which demand fills which capacity."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Whole = npt.NDArray[np.int64]


def before(amount: Whole, group: Whole) -> Whole:
    """What stands before each amount in its group, in the order given."""
    amounts = pd.Series(amount)
    running: Whole = amounts.groupby(group).cumsum().to_numpy(dtype=np.int64)
    return running - amount


def totals(amount: Whole, group: Whole, groups: int) -> Whole:
    """The sum of each group, numbered from 0; 0 for a group without an amount."""
    summed = pd.Series(amount).groupby(group).sum()
    return summed.reindex(range(groups), fill_value=0).to_numpy(dtype=np.int64)


def fill(demand: Whole, demand_group: Whole, capacity: Whole, capacity_group: Whole) -> pd.DataFrame:
    """How the demands of each group fill its capacities, first come, first served, capacities in the order given.

    A demand beyond the capacity of its group has no part there. Amounts of 0 have no part.

    Args:
        demand: What wants to go somewhere, in the order in which it comes.
        demand_group: The group of each demand, from 0.
        capacity: What each place takes, in the order in which places are filled.
        capacity_group: The group of each place.

    Returns:
        One row a part: `demand` and `capacity` (positions in the arguments), `amount` > 0. Order: demand, capacity.
    """
    wants, places = np.flatnonzero(demand > 0), np.flatnonzero(capacity > 0)
    wants = wants[np.argsort(demand_group[wants], kind="stable")]
    places = places[np.argsort(capacity_group[places], kind="stable")]
    group = np.concatenate([demand_group[wants], capacity_group[places]])
    end = np.concatenate([_ends(demand, demand_group, wants), _ends(capacity, capacity_group, places)])
    is_want = np.arange(len(end)) < len(wants)

    # Between two neighbouring ends of a group lies one part: of the want, and on the place, that end next.
    order = np.lexsort((end, group))
    group, end, is_want = group[order], end[order], is_want[order]
    new_group = np.diff(group, prepend=-1) != 0
    breaks = np.flatnonzero(new_group | (np.diff(end, prepend=0) != 0))
    start = np.where(new_group, 0, np.roll(end, 1))[breaks]
    want: Whole = (np.cumsum(is_want) - is_want)[breaks]
    place: Whole = (np.cumsum(~is_want) - ~is_want)[breaks]
    inside = (want < len(wants)) & (place < len(places))
    want, place, at = want[inside], place[inside], breaks[inside]
    both = (demand_group[wants[want]] == group[at]) & (capacity_group[places[place]] == group[at])
    parts = pd.DataFrame(
        {"demand": wants[want[both]], "capacity": places[place[both]], "amount": (end[at] - start[inside])[both]}
    )
    return parts.sort_values(["demand", "capacity"], ignore_index=True)


def _ends(amount: Whole, group: Whole, rows: Whole) -> Whole:
    """Where each of the rows ends on the axis of its group."""
    return before(amount[rows], group[rows]) + amount[rows]
