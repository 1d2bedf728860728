"""What a month still lacks: days with data to the month's very end, and documents that match nothing."""

from datetime import date

import pandas as pd
import pytest

from pipeline.reconcile.month_progress import NAMED, due_day, month_progress
from schemas.answers.exceptions import Exceptions
from schemas.answers.kind import checked, nothing
from schemas.answers.slips import OutstandingSlips
from schemas.answers.statements import StatementTotals
from tests.reconcile.rows import tables


def progress(month, as_of, *, shipped=(), unmatched=()):
    """The rows of the sheet; `shipped` are days, `unmatched` codes, documents and fen."""
    shipments = [{"shipment_no": f"CK{place}", "ship_date": day} for place, day in enumerate(shipped)]
    found = pd.DataFrame(unmatched, columns=["code", "document_no", "amount_fen"])
    exceptions = checked(Exceptions, found.reindex(columns=list(nothing(Exceptions).columns)))
    parts = (exceptions, nothing(OutstandingSlips), nothing(StatementTotals))
    return month_progress(tables(shipments=shipments), *parts, month, as_of)


def shipments(found):
    return found.set_index("subject").loc["出库单", ["count", "with_data", "without_data"]].tolist()


@pytest.mark.parametrize(
    ("month", "last", "without"),
    [
        (date(2028, 2, 1), "2028-02-29", "25, 28"),
        (date(2027, 2, 1), "2027-02-26", "25"),
        (date(2026, 4, 1), "2026-04-30", "27-29"),
        (date(2026, 8, 1), "2026-08-31", "24-28"),
    ],
)
def test_days_count_to_the_last_of_the_month_in_a_leap_year_too(month, last, without):
    day = int(last[-2:])
    count, with_data, lacking = shipments(progress(month, date(2028, 12, 1), shipped=[last]))
    assert (count, with_data) == (1, str(day))
    assert lacking.endswith(without)


@pytest.mark.parametrize(("as_of", "lacking"), [(date(2026, 8, 5), "3-5"), (date(2026, 8, 6), "3-6")])
def test_while_the_month_runs_its_days_count_up_to_the_day_of_the_answer(as_of, lacking):
    assert shipments(progress(date(2026, 8, 1), as_of))[-1] == lacking


def test_a_document_of_the_next_month_is_no_data_of_this_one():
    assert shipments(progress(date(2028, 2, 1), date(2028, 3, 5), shipped=["2028-01-31", "2028-03-01"]))[0] == 0


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2027, 2, 1), date(2027, 3, 5)),
        (date(2026, 12, 1), date(2027, 1, 5)),
        (date(2028, 2, 1), date(2028, 3, 3)),  # the 5th is a Sunday
        (date(2026, 9, 1), date(2026, 10, 5)),  # a holiday from the 1st on
    ],
)
def test_statements_are_due_on_a_day_of_the_next_month_or_the_working_day_before_it_in_that_month(month, due):
    assert due_day(month, 5) == due


def unmatched(*documents):
    found = progress(date(2026, 10, 1), date(2026, 11, 3), unmatched=documents)
    return found.loc[found["topic"] == "未匹配单据", ["subject", "count", "amount_fen"]].to_numpy().tolist()


def test_documents_that_match_nothing_are_named_up_to_a_number_of_each_code():
    assert len(unmatched(*[("E402", f"CK{n}", 100) for n in range(NAMED)], ("E705", "SK1", 50))) == NAMED + 1


def test_the_many_of_a_code_beyond_that_are_counted_in_one_row_behind_them():
    rows = unmatched(*[("E402", f"CK{n}", 100) for n in range(NAMED + 3)], ("E705", "SK1", 50))
    assert rows[NAMED - 1] == [f"CK{NAMED - 1}", 1, 100]
    assert rows[NAMED] == ["出库单没有对应订单 另 3 张", 3, 300]
    assert rows[NAMED + 1 :] == [["SK1", 1, 50]]
