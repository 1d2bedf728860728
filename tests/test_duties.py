"""What is due when, what counts as done, and what became of it over two months of watching."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from pipeline.calendar import NO_OWN_DAYS, OwnDays, working_day_up_to
from pipeline.duties import Duty, Kind, duties, next_due
from pipeline.home import Home
from pipeline.reconcile.chases import is_chase
from pipeline.settings import Settings
from tests.test_watch import Office


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def days(*texts: str) -> list[date]:
    return [day(text) for text in texts]


def off(*texts: str) -> OwnDays:
    """An office that takes days off."""
    return OwnDays(np.array(days(*texts), dtype="datetime64[D]"), NO_OWN_DAYS.worked)


def due(kind: Kind, as_of: str, reports: list[date], closed=None, own=NO_OWN_DAYS, **settings) -> list[Duty]:
    """The last duty of a kind and the next one."""
    found = duties(day(as_of), reports, closed or {}, Settings(**settings), own)
    return [duty for duty in found if duty.kind is kind]


# --- when ---


@pytest.mark.parametrize(
    ("when", "first", "moved"),
    [
        ("11-05", "11-01", "11-05"),
        ("09-05", "09-01", "09-04"),  # a Saturday
        ("09-06", "09-01", "09-04"),  # a Sunday
        ("10-10", "10-01", "10-10"),  # a Saturday that is worked for the holiday
        ("10-05", "10-01", "10-05"),  # a holiday, and none of its month before it is worked
    ],
)
def test_a_day_that_is_not_worked_moves_to_the_working_day_before_within_its_time(when, first, moved):
    assert working_day_up_to(day(when), day(first)) == day(moved)


def test_the_offices_own_days_off_move_it_too():
    assert working_day_up_to(day("11-05"), day("11-01"), off("11-05", "11-04")) == day("11-03")


@pytest.mark.parametrize(
    ("as_of", "weekday", "last", "following"),
    [
        ("11-06", 5, "11-06", "11-13"),
        ("11-05", 5, "10-30", "11-06"),
        ("10-05", 1, "10-05", "10-12"),  # a holiday: the list is made all the same
        ("11-09", 7, "11-08", "11-15"),
    ],
)
def test_the_chase_is_on_its_weekday_worked_or_not(as_of, weekday, last, following):
    found = due(Kind.CHASE, as_of, days("08-01"), chase_weekday=weekday)
    assert [duty.day for duty in found] == days(last, following)


def test_a_month_asks_for_statements_on_the_1st_a_reminder_on_the_3rd_and_the_rest_on_the_5th():
    found = duties(day("10-31"), [day("10-31")], {}, Settings(chase_weekday=0), NO_OWN_DAYS)
    ahead = [(duty.kind, duty.day) for duty in found if duty.day > day("10-31")]
    assert ahead == [
        (Kind.STATEMENTS, day("11-01")),  # a Sunday: they are made by the program
        (Kind.WARNING, day("11-03")),
        (Kind.DEADLINE, day("11-05")),
        (Kind.MANAGERS, day("11-05")),
    ]


def test_the_settings_name_other_days():
    assert due(Kind.WARNING, "10-31", days("10-31"), warning_day=2)[-1].day == day("11-02")
    assert due(Kind.MANAGERS, "10-31", days("10-31"), managers_day=9)[-1].day == day("11-09")
    assert due(Kind.CHASE, "10-31", days("10-31"), chase_weekday=3)[-1].day == day("11-04")
    assert due(Kind.CHASE, "10-31", days("10-31"), chase_weekday=0) == []


# --- done ---


@pytest.mark.parametrize(
    ("reports", "done"),
    [([], None), (["11-01"], None), (["11-01", "11-02"], "11-02"), (["11-01", "11-04", "11-05"], "11-04")],
)
def test_the_first_report_of_its_day_or_later_does_a_chase(reports, done):
    (last, _) = due(Kind.CHASE, "11-05", days("10-20", *reports))
    assert (last.day, last.done) == (day("11-02"), done and day(done))


def test_nobody_was_to_be_chased_before_the_first_report():
    assert [duty.day for duty in due(Kind.CHASE, "11-05", days("11-04"))] == [day("11-09")]


def test_statements_are_done_by_a_report_that_left_them_in_the_outbox():
    args = day("11-05"), days("10-30", "11-02"), {}, Settings(), NO_OWN_DAYS
    made, not_made = (
        next(duty for duty in duties(*args, has) if duty.kind is Kind.STATEMENTS)
        for has in (lambda month: True, lambda month: False)
    )
    assert (made.done, not_made.done) == (day("11-02"), None)


def test_only_closing_the_month_does_its_deadline():
    last, following = due(Kind.DEADLINE, "11-06", days("10-20", "11-06"))
    assert (last.day, last.done, following.day) == (day("11-05"), None, day("12-04"))
    assert due(Kind.DEADLINE, "11-06", days("11-06"), {day("10-01"): day("11-04")})[0].done == day("11-04")


def test_a_report_of_a_later_month_does_not_do_what_this_one_asked_for():
    last, *_ = duties(day("12-02"), days("09-01", "12-02"), {}, Settings(chase_weekday=0), NO_OWN_DAYS)
    assert (last.kind, last.month, last.done) == (Kind.WARNING, day("10-01"), None)


def test_a_month_that_was_over_before_the_first_report_asks_for_nothing():
    assert [duty.month for duty in due(Kind.DEADLINE, "11-02", days("11-02"))] == [day("10-01")]
    assert len(due(Kind.DEADLINE, "11-02", days("10-31"))) == 2


def test_the_next_thing_is_the_first_that_is_not_done():
    found = duties(day("11-05"), days("10-20", "11-01"), {day("10-01"): day("11-03")}, Settings(), NO_OWN_DAYS)
    first = next_due(found)
    assert first is not None and (first.kind, first.day) == (Kind.CHASE, day("11-02"))
    assert next_due([]) is None


# --- two months ---

FIRST, LAST = day("09-07"), day("11-08")
GONE, BACK = datetime(2026, 9, 18, 20), datetime(2026, 9, 25, 21)
AWAY, THERE = datetime(2026, 10, 13, 3), datetime(2026, 10, 15, 15)
DROPPED = [3600 * (5 + 37 * number) for number in range(40) if number != 24]  # that one falls into the absence


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[float, date, set[str]]]:
    """The runs from a Monday in September into November: sheets at odd times, a week's sleep, the inbox away."""
    root = tmp_path_factory.mktemp("office")
    (root / "inbox").mkdir()
    office = Office(Home(root))

    def at(moment: datetime) -> float:
        return (moment - office.start).total_seconds()

    office.start, office.every = datetime(2026, 9, 7, 8), 3600.0
    office.ends = at(datetime(2026, 11, 8, 23))
    away = office.home.root / "away"
    for second in DROPPED:
        office.drops(second, f"{second}.csv")
    office.events += [
        (at(GONE), lambda: setattr(office, "second", at(BACK))),
        (at(AWAY), lambda: office.home.inbox.rename(away)),
        (at(THERE), lambda: away.rename(office.home.inbox)),
    ]
    return office.watched().runs


def test_over_two_months_every_duty_is_done_once_and_on_its_day_or_the_first_on_which_somebody_was_there(ran):
    reports = sorted({as_of for _, as_of, _ in ran})
    absent = {day("09-19") + timedelta(days=n) for n in range(6)} | {day("10-14")}
    every = {FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)}
    assert set(reports) == every - absent
    done = {
        (duty.kind, duty.day): duty.done
        for as_of in reports
        for duty in duties(as_of, [on for on in reports if on <= as_of], {}, Settings(), NO_OWN_DAYS)
        if duty.day <= as_of and duty.kind is not Kind.DEADLINE
    }
    late = {key: on for key, on in done.items() if on != key[1]}
    first_days = {key: on for key, on in late.items() if key[1] < FIRST}  # of August, made up for by the first run
    assert set(first_days) == {
        (Kind.STATEMENTS, day("09-01")),
        (Kind.WARNING, day("09-03")),
        (Kind.MANAGERS, day("09-04")),
    }
    assert {key: late[key] for key in late.keys() - first_days.keys()} == {(Kind.CHASE, day("09-21")): day("09-25")}
    assert [key[1] for key in done if key[0] is Kind.STATEMENTS] == days("09-01", "10-01", "11-01")
    assert [key[1] for key in done if key[0] is Kind.WARNING] == days("09-03", "10-03", "11-03")
    chases = [on for last, on in pairwise([None, *reports]) if on and is_chase(on, last, 1)]
    assert chases == [on for (kind, _), on in done.items() if kind is Kind.CHASE]
    assert len(chases) == 9


def test_over_two_months_every_sheet_was_given_to_a_run_and_no_run_had_no_reason(ran):
    given = set().union(*(files for _, _, files in ran))
    assert given == {f"{second}.csv" for second in DROPPED}
    new_files = [later - sooner for (_, _, sooner), (_, _, later) in pairwise(ran)]
    new_days = [later != sooner for (_, sooner, _), (_, later, _) in pairwise(ran)]
    assert all(files or new for files, new in zip(new_files, new_days, strict=True))
