"""Exceptions from report to report: new, continuing, cleared and back; answered, due again and with other facts."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given as given_any
from hypothesis import settings
from hypothesis import strategies as st

from pipeline.reconcile.exceptions.followed import Followed, followed
from pipeline.reconcile.exceptions.reported import CELLS
from pipeline.reconcile.exceptions.versions import versions
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.memory import NOTHING_REMEMBERED, Memory
from schemas.answers.exceptions import Exceptions
from schemas.answers.kind import checked
from schemas.cells import types_of
from tests.reconcile.rows import sheet

FIRST = date(2026, 10, 1)


def found(**facts):
    """One exception a document, each with the version of its facts."""
    rows = [
        {
            "exception_id": f"E101-{number}",
            "code": "E101",
            "category": "签收",
            "level": "高",
            "document_no": number,
            "amount_fen": 100,
            "facts_version": version,
        }
        for number, version in facts.items()
    ]
    return checked(Exceptions, pd.DataFrame(rows, columns=list(types_of(Exceptions))))


def answers(**given):
    """One answer a document: 处理意见, 处理人, 搁置至, and the 版本 beside it if the sheet has one."""
    names = ("handling", "handled_by", "snoozed_until", "facts_version")
    rows = [{"exception_id": f"E101-{n}"} | dict(zip(names, row, strict=False)) for n, row in given.items()]
    return sheet("handlings", *rows)


class Office:
    """Reports one after the other, each beside what the ones before remember."""

    def __init__(self):
        self.memory = NOTHING_REMEMBERED

    def report(self, day, exceptions, given=None) -> Followed:
        """The report of the n-th day."""
        as_of = FIRST + timedelta(days=day - 1)
        told = followed(self.memory, exceptions, answers() if given is None else given, as_of, Limits())
        self.memory = Memory(as_of, told.known, told.answers, told.totals, self.memory.slips)
        return told


def standings(table):
    """The 状态 of each document."""
    return dict(zip(table["document_no"], table["standing"], strict=True))


def numbers(table):
    """The documents in a table."""
    return table["document_no"].tolist()


# --- memory ------------------------------------------------------------------------------------


def test_in_the_first_report_ever_all_are_new():
    told = Office().report(1, found(A="V1", B="V1"))
    assert standings(told.open_) == {"A": "新增", "B": "新增"}
    assert told.open_["times"].tolist() == [1, 1] and told.cleared.empty and told.handled.empty


def test_what_goes_on_what_is_new_and_what_was_cleared_since_the_last_report():
    office = Office()
    office.report(1, found(A="V1", B="V1"))
    told = office.report(4, found(B="V1", C="V1"))
    assert standings(told.open_) == {"B": "持续", "C": "新增"}
    assert told.open_["times"].tolist() == [2, 1]
    assert told.open_["first_seen"].tolist() == [pd.Timestamp(2026, 10, 1), pd.Timestamp(2026, 10, 4)]
    assert told.cleared[["document_no", "amount_fen", "open_days"]].values.tolist() == [["A", 100, 3]]
    assert office.report(5, found(B="V1", C="V1")).cleared.empty


def test_what_was_cleared_and_is_found_again_came_back_and_goes_on_from_the_next_report():
    office = Office()
    for day, exceptions in ((1, found(A="V1")), (2, found()), (5, found(A="V1"))):
        told = office.report(day, exceptions)
    assert standings(told.open_) == {"A": "重新出现"}
    assert told.open_["first_seen"].tolist() == [pd.Timestamp(FIRST)] and told.open_["times"].tolist() == [2]
    assert told.known["reopened"].tolist() == [1]
    assert standings(office.report(6, found(A="V1")).open_) == {"A": "持续"}
    assert office.report(7, found()).cleared["open_days"].tolist() == [2]


def test_what_is_remembered_is_what_the_last_report_that_found_it_said():
    office = Office()
    for day, exceptions in ((1, found(A="V1")), (2, found(A="V2")), (3, found())):
        (known,) = office.report(day, exceptions).known.to_dict("records")
    assert known["facts_version"] == "V2" and known["last_seen"] == pd.Timestamp(2026, 10, 2)
    assert known["cleared_on"] == pd.Timestamp(2026, 10, 3) and known["times"] == 2


def test_the_figures_of_each_report_stand_by_category_and_level_those_without_any_too():
    office = Office()
    office.report(1, found(A="V1", B="V1", C="V1"), answers(C=("等",)))
    totals = office.report(2, found(B="V1", C="V2", D="V1"), answers(C=("等",))).totals
    assert len(totals) == 2 * 8 * 3
    of_slips = totals[(totals["category"] == "签收") & (totals["level"] == "高")].set_index("report_date")
    counts = of_slips[["open_count", "new_count", "overdue_count", "cleared_count", "handled_count"]]
    assert counts.values.tolist() == [[2, 2, 0, 0, 1], [3, 1, 0, 1, 0]]
    assert of_slips["open_fen"].tolist() == [200, 300] and of_slips["cleared_fen"].tolist() == [0, 100]
    assert int(totals["open_count"].sum()) == 5


@pytest.mark.parametrize(("level", "days"), [("高", 3), ("中", 7), ("低", 30)])
def test_an_exception_is_overdue_once_it_stands_unanswered_for_longer_than_its_level_allows(level: str, days: int):
    office, exceptions = Office(), found(A="V1").assign(level=level)
    office.report(1, exceptions)
    assert int(office.report(1 + days, exceptions).totals["overdue_count"].sum()) == 0
    told = office.report(2 + days, exceptions)
    assert int(told.totals["overdue_count"].sum()) == 1 and int(told.totals["overdue_fen"].sum()) == 100
    answered = office.report(3 + days, exceptions, answers(A=("等客户",)))
    assert answered.totals["overdue_count"].tolist()[-len(CELLS) :] == [0] * len(CELLS)


def test_the_days_to_answer_begin_anew_when_an_exception_comes_back():
    office = Office()
    for day, exceptions in ((1, found(A="V1")), (2, found()), (5, found(A="V1"))):
        told = office.report(day, exceptions)
    assert int(told.totals["overdue_count"].sum()) == 0


# --- answers -----------------------------------------------------------------------------------


def test_an_answered_exception_leaves_the_list_until_the_day_after_the_one_it_was_put_off_to():
    office, given = Office(), answers(A=("等客户", "张岚", "2026-10-03"))
    told = office.report(1, found(A="V1", B="V1"), given)
    assert numbers(told.open_) == ["B"] and numbers(told.handled) == ["A"]
    assert told.handled["answered_on"].tolist() == [pd.Timestamp(FIRST)]
    assert numbers(office.report(3, found(A="V1", B="V1"), given).handled) == ["A"]
    told = office.report(4, found(A="V1", B="V1"), given)
    assert standings(told.open_) == {"A": "到期", "B": "持续"} and told.handled.empty
    form = told.open_.loc[told.open_["document_no"] == "A", ["handling", "handled_by", "snoozed_until"]]
    assert form.values.tolist() == [["等客户", "张岚", pd.Timestamp(2026, 10, 3)]]
    assert told.totals.loc[told.totals["report_date"] == pd.Timestamp(2026, 10, 4), "overdue_count"].sum() == 1
    assert standings(office.report(5, found(A="V1"), given).open_) == {"A": "到期"}


def test_a_day_alone_is_an_answer_and_who_took_it_alone_is_none_but_shows():
    told = Office().report(1, found(A="V1", B="V1"), answers(A=(None, None, "2026-10-09"), B=(None, "张岚")))
    assert numbers(told.handled) == ["A"]
    assert standings(told.open_) == {"B": "新增"} and told.open_["handled_by"].tolist() == ["张岚"]


def test_other_facts_bring_it_back_with_its_answer_and_the_facts_answered_take_it_away_again():
    office, given = Office(), answers(A=("等客户",))
    assert numbers(office.report(1, found(A="V1"), given).handled) == ["A"]
    told = office.report(2, found(A="V2"), given)
    assert standings(told.open_) == {"A": "事实已变"} and told.open_["handling"].tolist() == ["等客户"]
    assert standings(office.report(3, found(A="V2"), given).open_) == {"A": "事实已变"}
    assert numbers(office.report(4, found(A="V1"), given).handled) == ["A"]


def test_the_same_words_next_to_newer_facts_are_no_new_answer_and_another_word_is():
    office = Office()
    office.report(1, found(A="V1"), answers(A=("等客户", "张岚", None, "V1")))
    office.report(2, found(A="V2"), answers(A=("等客户", "张岚", None, "V1")))
    told = office.report(3, found(A="V2"), answers(A=("等客户", "张岚", None, "V2")))
    assert standings(told.open_) == {"A": "事实已变"}
    told = office.report(4, found(A="V2"), answers(A=("等客户电话", "张岚", None, "V2")))
    assert numbers(told.handled) == ["A"] and told.handled["answered_on"].tolist() == [pd.Timestamp(2026, 10, 4)]


def test_another_name_or_day_makes_another_answer_and_other_facts_are_told_before_a_day_that_has_passed():
    office = Office()
    office.report(1, found(A="V1"), answers(A=("等", "张岚", "2026-10-02")))
    told = office.report(3, found(A="V2"), answers(A=("等", "张岚", "2026-10-02")))
    assert standings(told.open_) == {"A": "事实已变"}
    for day, given in ((4, ("等", "张岚", "2026-10-09")), (5, ("等", "李明", "2026-10-09"))):
        assert numbers(office.report(day, found(A=f"V{day}"), answers(A=given)).handled) == ["A"]


def test_an_answer_is_to_the_facts_of_its_own_row_even_if_they_changed_before_it_was_met():
    office = Office()
    office.report(1, found(A="V1"))
    assert standings(office.report(2, found(A="V2"), answers(A=("等", None, None, "V1"))).open_) == {"A": "事实已变"}


def test_without_a_version_an_answer_is_to_the_facts_that_the_first_report_met():
    office, given = Office(), answers(A=("等",))
    office.report(1, found(A="V1"))
    assert numbers(office.report(2, found(A="V2"), given).handled) == ["A"]
    assert standings(office.report(3, found(A="V3"), given).open_) == {"A": "事实已变"}


def test_an_answer_covers_no_new_occurrence_but_stands_in_the_form():
    office, given = Office(), answers(A=("等",))
    office.report(1, found(A="V1"), given)
    cleared = office.report(2, found(), given)
    assert numbers(cleared.cleared) == ["A"] and cleared.handled.empty
    back = office.report(3, found(A="V1"), given)
    assert standings(back.open_) == {"A": "重新出现"} and back.open_["handling"].tolist() == ["等"]
    assert standings(office.report(4, found(A="V1"), given).open_) == {"A": "持续"}


def test_an_answer_to_what_was_never_found_does_nothing_then_or_later():
    office, given = Office(), answers(X=("等", None, None, None))
    told = office.report(1, found(A="V1"), given)
    assert standings(told.open_) == {"A": "新增"} and told.handled.empty and numbers(told.cleared) == []
    assert standings(office.report(2, found(A="V1", X="V1"), given).open_) == {"A": "持续", "X": "新增"}


def test_an_answer_that_is_on_file_no_longer_is_forgotten():
    office, given = Office(), answers(A=("等",))
    office.report(1, found(A="V1"), given)
    assert standings(office.report(2, found(A="V1")).open_) == {"A": "持续"}
    assert numbers(office.report(3, found(A="V2"), given).handled) == ["A"]


# --- versions ----------------------------------------------------------------------------------


def test_a_version_changes_with_the_facts_and_the_amount_and_with_nothing_else():
    facts = pd.Series(['{"a": "1"}', '{"a": "1"}', '{"a": "2"}', '{"a": "1"}', '{"a": "1"}'], dtype="str")
    told = versions(facts, pd.Series([100, 100, 100, 101, None], dtype="Int64"))
    assert told[0] == told[1] and told.nunique() == 4
    assert told.str.fullmatch("V[0-9A-F]{6}").all()


# --- any sequence of days ----------------------------------------------------------------------

NUMBERS = ("A", "B", "C")
FACTS = st.sampled_from(["V1", "V2"])
ANSWER = st.tuples(
    st.sampled_from(["等", None]),
    st.sampled_from(["张岚", None]),
    st.sampled_from(["2026-10-02", "2026-10-04", None]),
    st.sampled_from(["V1", "V2", None]),
)
DAY = st.tuples(
    st.dictionaries(st.sampled_from(NUMBERS), FACTS, max_size=3),
    st.dictionaries(st.sampled_from((*NUMBERS, "X")), ANSWER, max_size=3),
)


@settings(max_examples=10, deadline=None)
@given_any(st.lists(DAY, min_size=2, max_size=4))
def test_whatever_the_days_bring_every_exception_is_in_one_list_and_remembered_right(days):
    office, before, seen = Office(), set(), []
    for number, (facts, given) in enumerate(days, 1):
        as_it_was = office.memory
        told = office.report(number, found(**facts), answers(**given))
        seen.append(set(facts))
        open_, handled = set(numbers(told.open_)), set(numbers(told.handled))
        assert open_ | handled == set(facts) and not open_ & handled
        fresh = {n for n in facts if n not in before}
        assert set(told.known.loc[told.known["opened_on"] == pd.Timestamp(office.memory.as_of), "document_no"]) == fresh
        assert set(numbers(told.cleared)) == before - set(facts)
        times = dict(zip(told.known["document_no"], told.known["times"], strict=True))
        assert times == {n: sum(n in day for day in seen) for n in set().union(*seen)}
        assert set(told.known.loc[told.known["cleared_on"].isna(), "document_no"]) == set(facts)
        before = set(facts)
    again = followed(as_it_was, found(**facts).iloc[::-1], answers(**given).iloc[::-1], office.memory.as_of, Limits())
    for one, other in zip(told[4:], again[4:], strict=True):
        pd.testing.assert_frame_equal(one, other)
