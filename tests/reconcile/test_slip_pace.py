"""How quickly slips come back, by person and week by week."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reconcile.slip_pace import ratios, slip_pace, slip_weeks
from schemas.answers.kind import checked
from schemas.answers.slips import SlipStates
from schemas.cells import types_of
from schemas.exact import in_tenths, percent
from tests.reconcile.asked import values

AS_OF = date(2026, 10, 31)
PERSON = pd.Series({f"CK{n}": "甲乙"[n % 2] for n in range(6)}, dtype="str")


def ago(days):
    return pd.Timestamp(AS_OF - timedelta(days=days))


def slip(number, left, came=None, **cells):
    """A slip of goods that left so many days ago, and came back settled so many days ago."""
    back = {"settled": came is not None, "returned_date": None if came is None else ago(came)}
    return {"shipment_no": number, "slip_type": "红单", "ship_date": ago(left)} | back | cells


def states(slips):
    return checked(SlipStates, pd.DataFrame(slips, columns=list(types_of(SlipStates)), dtype=object))


def pace(*slips):
    found = slip_pace(states(slips), PERSON, AS_OF)
    return values(found, "responsible", "returned_count", "returned_days", "due_count", "in_time_count")


def weeks(*slips):
    return slip_weeks(states(slips), AS_OF)


@pytest.mark.parametrize(("took", "in_time"), [(7, 1), (8, 0)])
def test_a_slip_is_in_time_on_the_seventh_day_and_late_on_the_eighth(took, in_time):
    assert pace(slip("CK0", 20, 20 - took)) == [("甲", 1, took, 1, in_time)]


@pytest.mark.parametrize(("left", "due"), [(7, 1), (6, 0)])
def test_a_slip_is_judged_from_its_seventh_day_on(left, due):
    assert pace(slip("CK0", left, left)) == [("甲", 1, 0, due, due)]


@pytest.mark.parametrize(("left", "judged"), [(62, True), (63, False)])
def test_slips_due_longer_than_eight_weeks_ago_are_not_judged(left, judged):
    assert pace(slip("CK0", left)) == ([("甲", 0, 0, 1, 0)] if judged else [])


@pytest.mark.parametrize(("came", "counted"), [(55, True), (56, False)])
def test_the_average_is_of_what_came_back_in_the_last_eight_weeks(came, counted):
    assert pace(slip("CK0", 80, came)) == ([("甲", 1, 80 - came, 0, 0)] if counted else [])


def test_a_slip_that_came_back_unsigned_is_not_back():
    assert pace(slip("CK0", 20, settled=False, returned_date=ago(15))) == [("甲", 0, 0, 1, 0)]


def test_red_slip_and_waybill_count_each_for_who_is_chased():
    both = slip("CK0", 20, 18), slip("CK0", 20, 17, slip_type="运单"), slip("CK1", 20)
    assert pace(*both) == [("乙", 0, 0, 1, 0), ("甲", 2, 5, 2, 2)]


@pytest.mark.parametrize(
    ("of", "over", "rounded"), [(200, 3, 66700), (100, 8, 12500), (5, 100, 100), (4, 100, 0), (0, 3, 0), (1, 0, None)]
)
def test_a_ratio_is_rounded_to_one_decimal_and_blank_over_nothing(of, over, rounded):
    (found,) = ratios(pd.Series([of], dtype="Int64"), pd.Series([over], dtype="Int64")).tolist()
    assert (None if pd.isna(found) else found) == rounded


# --- week by week ---


def test_the_weeks_end_on_the_day_of_the_answer_and_each_has_its_own_seven_days():
    found = weeks(slip("CK0", 7), slip("CK1", 13, 6), slip("CK2", 14))
    assert [f"{day:%m-%d}" for day in found["week_end"]][-2:] == ["10-24", "10-31"]
    assert values(found, "due_count", "in_time_count", "in_time_percent_e3")[-2:] == [(1, 0, 0), (2, 1, 50000)]
    assert values(found, "due_count", "in_time_percent_e3")[0] == (0, None)


def test_a_slip_is_outstanding_from_the_day_the_goods_left_to_the_day_before_it_came_back():
    found = weeks(slip("CK0", 14, 7), slip("CK1", 13, 6))
    assert found["outstanding_count"].tolist()[-4:] == [0, 1, 1, 0]


def test_without_any_slip_there_is_no_week():
    assert weeks().empty


DAYS = st.integers(0, 80)
ROWS = st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS)), min_size=1, max_size=6)


@settings(max_examples=25)
@given(ROWS)
def test_the_last_week_has_what_is_outstanding_today_and_all_weeks_what_is_due(rows):
    slips = [slip(f"CK{n}", left, None if came is None else min(left, came)) for n, (left, came) in enumerate(rows)]
    found, people = weeks(*slips), slip_pace(states(slips), PERSON, AS_OF)
    assert int(found["outstanding_count"].iloc[-1]) == sum(came is None for _, came in rows)
    for name in ("due_count", "in_time_count"):
        assert int(found[name].sum()) == int(people[name].sum())


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(1, 3, 33_300), (2, 3, 66_700), (1, 16, 6_300), (0, 5, 0), (5, 5, 100_000), (0, 0, None)],
)
def test_a_share_has_one_decimal_halves_up_and_is_none_of_nothing(part, whole, told):
    assert percent(part, whole) == told
    assert in_tenths(part * 100, whole) == told
