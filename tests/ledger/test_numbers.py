"""An order without a number gets the next free one of its day suggested, in the office's own form."""

import pandas as pd
import pytest

from pipeline.ledger.numbers import Form, Numbers, form_of, with_numbers
from pipeline.problems import Problem
from tests.ledger.made import Office, goods_back, order, reading, receipt, shipment

DAY = "2026-10-03"


def unnumbered(*rows: tuple[int, str], sheet: str = "订单") -> tuple[Problem, ...]:
    """A row without a number each: where its order begins, and its day."""
    return tuple(
        Problem(
            "", sheet, at, 1, "missing_order_no", "订单号", params=(("begins", str(begins)), *quoted), kind="orders"
        )
        for at, (begins, day) in enumerate(rows, 2)
        for quoted in [(("day", day),) if day else ()]
    )


def numbers(*orders: str, named: tuple[str, ...] = ()) -> Numbers:
    return Numbers({"a.xlsx": pd.Series(orders, dtype="str")}, pd.Series(named, dtype="str"))


def suggested(taken: Numbers, *rows: tuple[int, str], file: str = "a.xlsx") -> list[str]:
    return [problem.suggestion for problem in with_numbers({file: unnumbered(*rows)}, taken)[file]]


# --- which number


def test_without_any_number_of_the_day_it_is_the_first_one_in_the_usual_form():
    assert suggested(numbers("甲-1", "SO20261002-007"), (2, DAY)) == ["SO20261003-001"]


def test_rows_of_one_order_get_one_number_and_another_order_the_next():
    assert suggested(numbers(), (2, DAY), (2, DAY), (4, DAY), (5, "2026-10-04")) == [
        "SO20261003-001", "SO20261003-001", "SO20261003-002", "SO20261004-001",
    ]  # fmt: skip


def test_it_is_one_more_than_the_highest_of_the_day_whoever_names_it():
    assert suggested(numbers("SO20261003-002", named=("SO20261003-004",)), (2, DAY)) == ["SO20261003-005"]
    assert suggested(numbers("SO20261003-999"), (2, DAY)) == ["SO20261003-1000"]


def test_the_same_number_in_small_letters_is_taken_too():
    assert suggested(numbers("so20261003-001", "SO20261001-001", "SO20261002-001"), (2, DAY)) == ["SO20261003-002"]


def test_an_order_without_a_day_gets_none():
    assert suggested(numbers(), (2, "")) == [""]


def test_other_problems_get_none():
    other = Problem("", "订单", 2, 1, "required_blank", "数量", kind="orders")
    assert with_numbers({"a.xlsx": (other,)}, numbers()) == {"a.xlsx": (other,)}


# --- in which form


@pytest.mark.parametrize(
    ("taken", "form"),
    [
        (["SO20261003-001"], Form()),
        (["DD20261003012", "DD20261002001"], Form("DD", "%Y%m%d", "", 3)),
        (["20261003-1", "20261003-12"], Form("", "%Y%m%d", "-", 1)),
        (["XS261003-01", "XS261231-02", "其他"], Form("XS", "%y%m%d", "-", 2)),
        (["SO-20261003_0001"], Form("SO-", "%Y%m%d", "_", 4)),
        (["SO20261003-001", "甲1"], None),
        (["SO1001", "SO1002"], None),
        (["SO20261303-001", "SO20261032-001"], None),
        (["SO20261003-001补"], None),
        ([], None),
        (["", ""], None),
    ],
)
def test_the_form_is_that_of_more_than_half_of_the_numbers(taken, form):
    assert form_of(pd.Series(taken, dtype="str")) == form


def test_a_file_keeps_its_own_form_and_one_without_any_takes_the_office_s():
    web = pd.Series(["WD20261003-01", "WD20261003-02"], dtype="str")
    sales = pd.Series(["XS20261001-001", "XS20261002-001", "XS20261003-001"], dtype="str")
    taken = Numbers({"web.xlsx": web, "sales.xlsx": sales}, pd.Series(dtype="str"))
    assert suggested(taken, (2, DAY), file="web.xlsx") == ["WD20261003-03"]
    assert suggested(taken, (2, DAY), file="new.xlsx") == ["XS20261003-002"]


# --- in the ledger


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def asking(*rows: tuple[int, str], documents: tuple = (), order_numbers: tuple[str, ...] = ()):
    found = reading(*documents)
    return found.__class__(
        found.sheets, found.tables, found.documents, (*found.problems, *unnumbered(*rows)), order_numbers
    )


def told(current) -> dict[str, list[str]]:
    """What is suggested, by file."""
    return {file: [p.suggestion for p in problems if p.suggestion] for file, problems in current.problems.items()}


def test_numbers_of_every_file_version_and_kind_of_sheet_are_taken_held_back_and_withdrawn_ones_too(office):
    office.drop("0.xlsx", order("SO20261003-001"))
    office.drop("0.xlsx", order("SO20261003-901", state="held"), order("X"))
    office.drop("1.xlsx", shipment("CK1", "SO20261003-902"))
    office.drop("2.xlsx", receipt("SK1", order_no="SO20261004-902"), goods_back("TH1", order_no="SO20261004-903"))
    office.drop("3.xlsx", asking(documents=(order("Y"),), order_numbers=("SO20261005-902",)))
    office.drop("4.xlsx", order("SO20261006-001"))
    office.ledger.withdraw("4.xlsx", date_of(DAY))
    days = [DAY, "2026-10-04", "2026-10-05", "2026-10-06"]
    current = office.drop("5.xlsx", asking(*enumerate(days, 2)))
    assert told(current)["5.xlsx"] == ["SO20261003-903", "SO20261004-904", "SO20261005-903", "SO20261006-002"]


def date_of(day: str):
    return pd.Timestamp(day).date()


def test_two_files_never_get_the_same_number_and_a_later_one_changes_nothing_for_an_earlier_one(office):
    office.drop("b.xlsx", asking((2, DAY)))
    current = office.drop("a.xlsx", asking((2, DAY), (3, DAY)))
    assert told(current) == {"b.xlsx": ["SO20261003-001"], "a.xlsx": ["SO20261003-002", "SO20261003-003"]}
    current = office.drop("b.xlsx", asking((2, DAY), documents=(order("X"),)))
    assert told(current)["b.xlsx"] == ["SO20261003-001"]


def test_a_mended_file_takes_the_number_and_the_others_keep_theirs(office):
    office.drop("a.xlsx", asking((2, DAY)))
    office.drop("b.xlsx", asking((2, DAY)))
    current = office.drop("a.xlsx", order("SO20261003-001"))
    assert told(current) == {"b.xlsx": ["SO20261003-002"]}
