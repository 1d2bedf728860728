"""Workbooks that lie there as they would be made are not made again; whatever happens, the bytes are the right ones."""

import weakref
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.home import Home
from pipeline.made import Made, built
from pipeline.reconcile.proof import DoesNotAddUp
from pipeline.report.folded import Folded, folded
from pipeline.report.registry import Task
from pipeline.run import run as hongdan
from pipeline.workers import Workers, nobody
from tests.forms import examples

MADE: list[str] = []
"""The text of every workbook that was made, in order."""


def workbook(text: str, table: pd.DataFrame | None = None) -> bytes:
    """Bytes that take some making."""
    MADE.append(text)
    return (text if table is None else text + table.to_csv()).encode()


def another(text: str, table: pd.DataFrame | None = None) -> bytes:
    """Other bytes."""
    return b"another " + text.encode()


def table(**changed: object) -> pd.DataFrame:
    """A table with a column of every type; built anew each time."""
    columns = {
        "name": pd.Series(["甲", None, "乙"], dtype="str"),
        "amount_fen": pd.Series([1, None, 3], dtype="Int64"),
        "day": pd.Series(["2026-10-01", None, "2026-10-02"], dtype="datetime64[us]"),
        "signed": pd.Series([True, None, False], dtype="boolean"),
        "rank": pd.Series([1, 2, 3], dtype="int64"),
    }
    return pd.DataFrame(
        {name: column.where(column.index != 2, changed.get(name, column)) for name, column in columns.items()}
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An office with an outbox and a ledger."""
    home = Home(tmp_path)
    home.outbox.mkdir()
    home.ledger.mkdir()
    return home


def run(home: Home, *tasks: Task) -> list[str]:
    """Writes the workbooks as a run does; returns which of them were made."""
    MADE.clear()
    made = Made(home, Workers(1))
    for task, content in zip(tasks, made.contents(made.begin(tasks), nobody), strict=True):
        (home.outbox / task.path).write_bytes(content)
    made.keep()
    found = list(MADE)
    assert [(home.outbox / task.path).read_bytes() for task in tasks] == [built(task) for task in tasks]
    return found


def test_only_what_is_made_from_something_else_is_made_again(home: Home):
    a, b, c = (Task(f"{name}.xlsx", workbook, (name,)) for name in "abc")
    assert run(home, a, b) == ["a", "b"]
    assert run(home, a, b) == []
    assert run(home, c, a, Task("b.xlsx", workbook, ("B",))) == ["c", "B"]
    assert run(home, a, Task("b.xlsx", another, ("B",)), c) == []
    assert run(home, b) == ["b"]


@pytest.mark.parametrize("change", [
    {"name": "丙"}, {"name": None}, {"amount_fen": 4}, {"amount_fen": None}, {"day": pd.Timestamp("2026-10-03")},
    {"signed": True}, {"signed": None}, {"rank": 4},
])  # fmt: skip
def test_a_cell_that_changes_makes_its_workbook_again_and_a_table_like_the_last_one_does_not(home: Home, change):
    run(home, Task("a.xlsx", workbook, ("a", table())))
    assert run(home, Task("a.xlsx", workbook, ("a", table()))) == []
    assert run(home, Task("a.xlsx", workbook, ("a", table(**change)))) == ["a"]


SPOIL: dict[str, Callable[[Home], object]] = {
    "edited": lambda home: (home.outbox / "a.xlsx").write_bytes(b"edited"),
    "cut": lambda home: (home.outbox / "a.xlsx").write_bytes(b""),
    "gone": lambda home: (home.outbox / "a.xlsx").unlink(),
    "of another": lambda home: (home.outbox / "b.xlsx").replace(home.outbox / "a.xlsx"),
}


@pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL)
def test_a_file_that_is_not_as_it_was_made_is_made_again(home: Home, spoil: Callable[[Home], object]):
    a, b = (Task(f"{name}.xlsx", workbook, (name,)) for name in "ab")
    run(home, a, b)
    spoil(home)
    assert "a" in run(home, a, b)


@pytest.mark.parametrize("kept", [b"", b"nonsense", None])
def test_what_is_kept_is_believed_only_as_it_was_written(home: Home, kept: bytes | None):
    a, place = Task("a.xlsx", workbook, ("a",)), home.ledger / "made.txt"
    run(home, a)
    place.write_bytes(place.read_bytes().replace(b"0", b"1") if kept is None else kept)
    assert run(home, a) == ["a"]


def test_another_program_makes_all_again(home: Home, monkeypatch):
    a = Task("a.xlsx", workbook, ("a",))
    run(home, a)
    monkeypatch.setattr("pipeline.made.maker", lambda: "another")
    assert run(home, a) == ["a"]


def test_a_file_that_goes_while_the_others_are_made_is_made_after_all(home: Home, monkeypatch):
    a, b = (Task(f"{name}.xlsx", workbook, (name,)) for name in "ab")
    run(home, a, b)
    made = Made(home, Workers(1))
    contents = made.contents(made.begin([a, b]), nobody)
    assert next(contents) == b"a"
    (home.outbox / "b.xlsx").unlink()
    assert list(contents) == [b"b"]


@pytest.mark.parametrize("ahead", [0, 1, 10])
def test_what_was_begun_early_comes_in_its_place_among_the_others(home: Home, monkeypatch, ahead: int):
    monkeypatch.setattr("pipeline.made.AHEAD", ahead)
    a, b, c, d = (Task(f"{name}.xlsx", workbook, (name,)) for name in "abcd")
    run(home, d)
    MADE.clear()
    made, told = Made(home, Workers(1)), []
    made.begin([d, b])
    made.begin([c])
    made.begin([a])
    assert MADE == [], "done here before it was asked for"
    found = list(made.contents(["d.xlsx", "a.xlsx", "b.xlsx", "c.xlsx"], lambda *counts: told.append(counts)))
    assert found == [b"d", b"a", b"b", b"c"]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_only_so_many_are_begun_before_they_are_asked_for(home: Home, monkeypatch):
    begun: list[str] = []

    class Noted(Workers):
        def map(self, function, items, *arguments, **named):
            begun.extend(task.path for task in items)
            return super().map(function, items, *arguments, **named)

    monkeypatch.setattr("pipeline.made.AHEAD", 3)
    made = Made(home, Noted(1))
    a, b, c, d, e = (Task(name, workbook, (name,)) for name in "abcde")
    paths = [*made.begin([a, b]), *made.begin([c, d]), *made.begin([e])]
    assert (begun, paths) == (["a", "b", "c"], ["a", "b", "c", "d", "e"])
    assert list(made.contents(paths, nobody)) == [b"a", b"b", b"c", b"d", b"e"]


class Cells(list[str]):
    """Cells of which it can be told whether anybody still has them."""


@pytest.mark.parametrize("lying", [True, False])
def test_the_cells_of_workbooks_are_let_go_once_these_are_begun(home: Home, lying: bool):
    def planned() -> Iterator[Task]:
        for name in "ab":
            cells = Cells([name])
            kept.append(weakref.ref(cells))
            yield Task(f"{name}.xlsx", of_cells, (cells,))

    kept = list[weakref.ref[Cells]]()
    if lying:
        run(home, *(Task(f"{name}.xlsx", of_cells, (Cells([name]),)) for name in "ab"))
    made = Made(home, Workers(1))
    paths = made.begin(planned())
    assert [cells() for cells in kept] == [None, None]
    assert list(made.contents(paths, nobody)) == [b"a", b"b"]


def of_cells(cells: Cells) -> bytes:
    """Bytes of cells."""
    return "".join(cells).encode()


def length(text: str, table: Folded) -> bytes:
    """Bytes of a folded table."""
    MADE.append(text)
    return f"{len(table)}".encode()


def test_a_table_that_is_folded_counts_with_its_rows(home: Home, monkeypatch):
    monkeypatch.setattr("pipeline.made.MANY_ROWS", 2)
    MADE.clear()
    with Workers(2) as workers:
        made = Made(home, workers)
        paths = made.begin([Task("a.xlsx", length, ("a", folded(table(), ["name"])))])
        assert list(made.contents(paths, nobody)) == [b"3"]
    assert MADE == [], "made in this process"


def test_a_large_table_goes_to_another_process_as_soon_as_it_is_begun(home: Home, monkeypatch):
    monkeypatch.setattr("pipeline.made.MANY_ROWS", 2)
    MADE.clear()
    with Workers(2) as workers:
        made = Made(home, workers)
        paths = [
            *made.begin([Task("a.xlsx", workbook, ("a", table()))]),
            *made.begin([Task("b.xlsx", workbook, ("b",))]),
        ]
        assert list(made.contents(paths, nobody)) == [
            b"a" + table().to_csv().encode(), b"b",
        ]  # fmt: skip
    assert MADE == [], "made in this process"


def test_nothing_is_put_in_its_place_before_every_question_is_answered(tmp_path: Path, monkeypatch):
    def stops(*_: object) -> None:
        raise DoesNotAddUp("C001")

    (tmp_path / "inbox").mkdir()
    monkeypatch.setattr("pipeline.run.reconcile", stops)
    with pytest.raises(DoesNotAddUp):
        hongdan(Home(tmp_path), date(2026, 11, 5))
    assert not list((tmp_path / "outbox").rglob("*"))


@examples(6)
@given(history=st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=5), edits=st.data())
def test_whatever_ran_before_every_file_holds_what_it_is_made_from(tmp_path_factory, history, edits):
    home = Home(tmp_path_factory.mktemp("office"))
    home.outbox.mkdir()
    home.ledger.mkdir()
    for wanted in history:
        run(home, *(Task(f"{name}.xlsx", workbook, (text,)) for name, text in wanted.items()))
        for name in edits.draw(st.sets(st.sampled_from("abc"))):
            (home.outbox / f"{name}.xlsx").write_bytes(edits.draw(st.sampled_from([b"x", b"edited"])))
