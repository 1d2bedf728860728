"""Many rows written at once are the same workbook as cell by cell: every part of it, byte by byte."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.report import workbook
from pipeline.report.coded import ErrorValue, Truth
from pipeline.report.look import Company, Look
from pipeline.report.registry import workbooks
from pipeline.report.styles import BODY, FORM, HEADER, LINK, TITLE, TOTAL, Style, Tone
from pipeline.report.workbook import Area, Book, CellRefused, Page
from tests.report.sample_answers import LOOK as SAMPLE_LOOK
from tests.report.sample_answers import answers, intake

LOOK = Look(date(2026, 10, 31), company=Company("江海源贸易有限公司"))
NEVER = 10**9

TEXTS = [
    "晨光文具", " leading", "trailing ", "two\nlines", "<a & 'b'>", '"quoted"', "", "=1+1", "0012", "_x0041_", "\x01",
    "晨光文具", "\ufffe", "𠮷野家", "\ud800", "😀", "长" * 40_000,
]  # fmt: skip
NUMBERS = [0.0, -0.01, 12345.6, 0.1 + 0.2, 1e15 / 7, -99_999_999_999.99, 1e-7, 46298.0, 46298.604166666664, 7, -3, 1e21]
RED = BODY.toned(Tone.BAD)

Column = tuple[Sequence[str | float | None], Style | Sequence[Style]]


def parts(data: bytes) -> dict[str, bytes]:
    """What is in a workbook, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def made(least: int, fill: Callable[[Page], None]) -> dict[str, bytes]:
    """The parts of a workbook of one sheet, tables of so many rows in bulk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook, "LEAST_ROWS", least)
        book = Book(LOOK, "试")
        fill(book.page("表"))
        return parts(book.close())


def same(fill: Callable[[Page], None]) -> None:
    """Both ways give the same."""
    bulk, plain = made(1, fill), made(NEVER, fill)
    assert list(bulk) == list(plain)
    for name, content in plain.items():
        assert bulk[name] == content, name


def columns(count: int) -> list[Column]:
    """Texts, numbers, days, blanks and a mixture, under one style or one a row."""
    texts = [TEXTS[row % len(TEXTS)] for row in range(count)]
    numbers = [NUMBERS[row % len(NUMBERS)] for row in range(count)]
    mixed = [(None, "a", 1.5)[row % 3] for row in range(count)]
    return [
        (texts, BODY),
        (numbers, [RED if row % 3 == 2 else BODY.but(num_format="0.00") for row in range(count)]),
        ([46298 + row for row in range(count)], BODY.but(num_format="yyyy-mm-dd")),
        ([None] * count, FORM),
        (mixed, [(FORM, RED, BODY)[row * row % 3] for row in range(count)]),
    ]


@pytest.mark.parametrize("count", [1, 15, 16, 17, 40])
@pytest.mark.parametrize("top", [0, 3, 16])
def test_texts_numbers_days_blanks_and_looks_are_the_same(count: int, top: int):
    same(lambda page: page.columns(top, 2, columns(count)))


def test_what_stands_around_a_table_is_the_same():
    def fill(page: Page) -> None:
        page.text(0, 0, "标题 晨光文具", TITLE)
        page.height(1, 7)
        page.columns(3, 0, [(["甲"], HEADER), (["乙"], HEADER)])
        page.columns(4, 0, columns(37))
        page.heights(4, [20 + 14 * (row % 4 == 1) for row in range(37)])
        page.blank(42, 1, TOTAL)
        page.formula(42, 9, "=SUM(B5:B41)", 1.5, TOTAL)
        page.columns(44, 1, columns(20))

    same(fill)


def test_what_is_written_over_a_cell_afterwards_takes_its_place():
    def fill(page: Page) -> None:
        page.columns(2, 0, columns(30))
        page.link(2, 0, "'表'!A1", "晨光文具")
        page.text(7, 1, "12.00", LINK)
        page.link(7, 1, "'表'!B2", "12.00")
        page.column(8, 2, [None, "x", 2.5], TOTAL)
        page.comment(9, 0, "说明")
        page.text(31, 6, "beside")

    same(fill)


def test_merged_and_hidden_rows_and_columns_are_the_same():
    def fill(page: Page) -> None:
        page.columns(0, 0, columns(30))
        page.join(Area(3, 0, 4, 0))
        page.hide_rows([5, 6])
        page.widths([10, 12, 14], hidden={1})

    same(fill)


CELLS = st.one_of(
    st.none(),
    st.builds(Truth, st.booleans()),
    st.sampled_from([ErrorValue("#N/A"), ErrorValue("#DIV/0!")]),
    st.text(max_size=6),
    st.integers(-(10**14), 10**14).map(lambda fen: fen / 100),
)
STYLES = st.sampled_from([BODY, FORM, RED, BODY.but(num_format="0.00")])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.tuples(CELLS, STYLES), min_size=3, max_size=3), min_size=1, max_size=40),
    st.integers(0, 17),
)
def test_any_table_is_the_same(rows: list[list[tuple[Any, Style]]], top: int):
    table = [([cell for cell, _ in column], [style for _, style in column]) for column in zip(*rows, strict=True)]
    same(lambda page: page.columns(top, 0, table))


TASKS = [task.path for task in workbooks(answers(), intake(), SAMPLE_LOOK)]


@pytest.mark.parametrize("path", TASKS)
def test_every_report_is_the_same(path: str, monkeypatch: pytest.MonkeyPatch):
    (task,) = (task for task in workbooks(answers(), intake(), SAMPLE_LOOK) if task.path == path)
    monkeypatch.setattr(workbook, "LEAST_ROWS", NEVER)
    plain = task.function(*task.args)
    monkeypatch.setattr(workbook, "LEAST_ROWS", 1)
    bulk, expected = parts(task.function(*task.args)), parts(plain)
    assert [name for name in expected if bulk[name] != expected[name]] == []
    assert list(bulk) == list(expected)


def test_a_number_that_is_none_and_a_row_beyond_the_last_are_refused():
    page = Book(LOOK, "试").page("表")
    with pytest.raises(ValueError, match="infinite"):
        page.columns(0, 0, [([float("nan")] * 300, BODY)])
    with pytest.raises(CellRefused):
        page.columns(1_048_500, 0, [([1.0] * 300, BODY)])


def test_two_tables_can_not_stand_side_by_side_in_bulk():
    page = Book(LOOK, "试").page("表")
    page.columns(0, 0, [([1.0] * 300, BODY)])
    with pytest.raises(ValueError, match="another block"):
        page.columns(299, 5, [([1.0] * 300, BODY)])
