"""Many rows written at once are the same workbook as cell by cell: every part of it, byte by byte."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.report import workbook
from pipeline.report.bulk import BulkSheet
from pipeline.report.coded import Coded, ErrorValue, Formula, Truth, Value
from pipeline.report.look import Company, Look
from pipeline.report.packed import LEVEL, Package
from pipeline.report.styles import BODY, FORM, HEADER, LINK, TITLE, TOTAL, Style, Tone
from pipeline.report.workbook import Area, Book, CellRefused, Page, kept
from tests.report.sample_answers import (
    LOOK as SAMPLE_LOOK,
)
from tests.report.sample_answers import (
    answers,
    every_task,
    intake,
)

LOOK = Look(date(2026, 10, 31), company=Company("江海源贸易有限公司"))
NEVER = 10**9

TEXTS = [
    "晨光文具", " leading", "trailing ", "two\nlines", "<a & 'b'>", '"quoted"', "", "=1+1", "0012", "_x0041_", "\x01",
    "晨光文具", "\ufffe", "𠮷野家", "\ud800", "😀", "长" * 40_000,
]  # fmt: skip
NUMBERS = [0.0, -0.01, 12345.6, 0.1 + 0.2, 1e15 / 7, -99_999_999_999.99, 1e-7, 46298.0, 46298.604166666664, 7, -3, 1e21]
RED = BODY.toned(Tone.BAD)

Column = tuple[Sequence[str | float | None], Style | Sequence[Style]]


class PlainSheet(BulkSheet):
    """A sheet whose cells and rows xlsxwriter writes."""

    _write_rows = Worksheet._write_rows
    _calculate_spans = Worksheet._calculate_spans
    _get_range_data = Worksheet._get_range_data
    merge_cells = Worksheet.merge_range
    _size_row = Worksheet._size_row
    _write_col_info = Worksheet._write_col_info

    def set_heights(self, first: int, points: Coded) -> None:
        """The heights of rows, one by one."""
        for row, height in enumerate(points.each(), start=first):
            kept(self.set_row(row, height))

    def set_width(self, column: int, width: float, *, hidden: bool) -> None:
        """The width of a column."""
        kept(self.set_column(column, column, width, None, {"hidden": hidden}))

    def put(self, row: int, column: int, value: Value, look: Format) -> None:
        """A cell."""
        kept(self.cell(row, column, value, look))

    def cell(self, row: int, column: int, value: Value, look: Format) -> int:
        """The same; what xlsxwriter says of it."""
        if value is None:
            return self.write_blank(row, column, None, look)
        if isinstance(value, str):
            return self.write_string(row, column, value, look)
        if isinstance(value, Truth):
            return self.write_boolean(row, column, value.true, look)
        if isinstance(value, ErrorValue):
            return self.write_formula(row, column, f"={value.text}", look, value.text)
        if isinstance(value, Formula):
            return self.write_formula(row, column, value.text, look, value.value)
        return self.write_number(row, column, value, look)

    def put_column(self, row: int, column: int, values: Coded, looks: Coded) -> None:
        """Cells one below the other."""
        for at, cell in enumerate(zip(values.each(), looks.each(), strict=True), start=row):
            self.put(at, column, *cell)


class PlainBook(Workbook):
    """A workbook of xlsxwriter's own parts and formats."""

    def __init__(self, file: io.BytesIO, options: dict[str, Any]) -> None:
        super().__init__(file, options)
        self.numbers = self
        self.styles: list[Style] = []

    def worn(self, style: Style) -> Format:
        """The format of a style, which it keeps alive."""
        self.styles.append(style)
        return self.add_format(style.properties())


def plainly(patch: pytest.MonkeyPatch) -> None:
    """Every workbook is left to xlsxwriter."""
    patch.setattr(workbook, "LEAST_ROWS", NEVER)
    patch.setattr(workbook, "BulkSheet", PlainSheet)
    patch.setattr(workbook, "BulkWorkbook", PlainBook)
    patch.setattr(workbook, "Worn", lambda style, book: book.worn(style))


def parts(data: bytes) -> dict[str, bytes]:
    """What is in a workbook, by name."""
    with ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def made(fill: Callable[[Page], None]) -> dict[str, bytes]:
    """The parts of a workbook of one sheet."""
    book = Book(LOOK, "试")
    fill(book.page("表"))
    return parts(book.close())


def same(fill: Callable[[Page], None]) -> None:
    """Ours, tables in bulk or cell by cell, is what xlsxwriter alone gives."""
    with pytest.MonkeyPatch.context() as patch:
        plainly(patch)
        plain = made(fill)
    for least in (1, NEVER):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workbook, "LEAST_ROWS", least)
            ours = made(fill)
        assert list(ours) == list(plain)
        for name, content in plain.items():
            assert ours[name] == content, name


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


def test_of_a_row_s_heights_the_last_one_counts():
    def fill(page: Page) -> None:
        page.height(3, 40)
        page.heights(2, [20, 21, 22, 23])
        page.heights(4, [30, 31, 20])
        page.height(6, 50)
        page.columns(2, 0, columns(5))

    same(fill)


def test_rows_that_were_alike_before_one_of_them_got_another_height_are_told_apart():
    def fill(page: Page) -> None:
        page.columns(2, 0, columns(4))
        page.heights(2, [20, 20, 20, 20])
        page.heights(4, [30])

    same(fill)


def test_a_height_that_was_replaced_counts_nowhere():
    def fill(page: Page, before: float) -> None:
        page.columns(0, 0, columns(8))
        page.height(5, before)
        page.heights(0, [20] * 8)
        page.print_as(landscape=True)
        page.on_whole_pages(6, 7)

    assert made(partial(fill, before=20)) == made(partial(fill, before=5_000))


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
        page.widths([10, 12, 14, 8.43, 9, 9, 20], hidden={1, 6})

    same(fill)


def test_days_formulas_errors_colour_rules_and_what_holds_no_cell_are_the_same():
    def fill(page: Page) -> None:
        page.day(1, 1, datetime(2026, 10, 31, 14, 30), BODY.but(num_format="yyyy-mm-dd hh:mm"))
        page.formula(1, 3, '=IF(A1<1,"&",0)', -0.5)
        page.error(2, 0, "=#N/A", "#N/A")
        page.error(2, 1, "=甲", "#SPILL!")
        page.column(3, 0, [Truth(True), Truth(False), ErrorValue("#REF!")])
        page.merged(Area(20, 2, 21, 4), "合计", TOTAL)
        page.height(8, 7.3)
        page.comment(12, 0, "说明")
        page.colour_rule(Area(0, 0, 9, 9), "=$A1>1", RED)
        page.colour_rule(Area(0, 0, 9, 9), "=$A1>2", TITLE)
        page.colour_rule(Area(0, 0, 9, 9), "=$A1>3", RED.but(size=9))
        page.column_look(7, 12, FORM)
        page.text(15, 20, "beside", BODY.but(size=10))

    same(fill)


def test_styles_of_an_earlier_workbook_leave_no_trace():
    def fill(page: Page) -> None:
        for column, style in enumerate([TITLE, RED, FORM]):
            page.text(0, column, "甲", style)

    def other(page: Page) -> None:
        for column, style in enumerate([RED, FORM, TITLE, LINK]):
            page.text(0, column, "甲", style)

    first = made(fill)
    made(other)
    assert made(fill) == first
    same(other)


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


TASKS = [task.path for task in every_task(answers(), intake(), SAMPLE_LOOK)]


@pytest.mark.parametrize("path", TASKS)
def test_every_report_is_the_same(path: str, monkeypatch: pytest.MonkeyPatch):
    (task,) = (task for task in every_task(answers(), intake(), SAMPLE_LOOK) if task.path == path)
    monkeypatch.setattr(workbook, "LEAST_ROWS", 1)
    ours = parts(task.function(*task.args))
    plainly(monkeypatch)
    expected = parts(task.function(*task.args))
    assert [name for name in expected if ours[name] != expected[name]] == []
    assert list(ours) == list(expected)


def test_parts_lie_in_the_file_as_zipfile_puts_them():
    ours, theirs = io.BytesIO(), io.BytesIO()
    with Package(ours, "w", ZIP_DEFLATED) as package, ZipFile(theirs, "w", ZIP_DEFLATED) as plain:
        for name, content in (("xl/styles.xml", b"<a/>" * 99), ("a.png", b"\x89PNG"), ("b", b"x" * 99_999), ("c", b"")):
            package.writestr(packed_as(name), content)
            plain.writestr(packed_as(name), content, compresslevel=LEVEL)
    assert ours.getvalue() == theirs.getvalue()


def packed_as(name: str) -> ZipInfo:
    """The entry of a part, as xlsxwriter makes it."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry


def test_a_cell_is_merged_once_and_with_others():
    page = Book(LOOK, "试").page("表")
    page.merged(Area(0, 0, 1, 1), "甲")
    with pytest.raises(ValueError, match="merged already"):
        page.merged(Area(1, 1, 2, 2), "乙")
    with pytest.raises(CellRefused):
        page.merged(Area(5, 5, 5, 5), "丙")


@pytest.mark.parametrize("count", [1, 300])
def test_a_number_that_is_none_and_a_row_beyond_the_last_are_refused(count: int):
    page = Book(LOOK, "试").page("表")
    with pytest.raises(ValueError, match="infinite"):
        page.columns(0, 0, [([float("nan")] * count, BODY)])
    with pytest.raises(CellRefused):
        page.columns(1_048_577 - count, 0, [([1.0] * count, BODY)])


def test_two_tables_can_not_stand_side_by_side_in_bulk():
    page = Book(LOOK, "试").page("表")
    page.columns(0, 0, [([1.0] * 300, BODY)])
    with pytest.raises(ValueError, match="another block"):
        page.columns(299, 5, [([1.0] * 300, BODY)])
