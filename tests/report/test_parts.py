"""A table longer than a sheet stands on several, which together are the whole table; the limit is lowered for it."""

import io
from itertools import chain
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.intake.read import read_file
from pipeline.intake.reading import Reading
from pipeline.intake.recognise import SEARCHED
from pipeline.intake.rules import ReadingRules
from pipeline.report import parts
from pipeline.report.handover import handover_page
from pipeline.report.look import Look
from pipeline.report.outstanding import chase_sheet
from pipeline.report.parts import MOST_ROWS, parts_of
from pipeline.report.plain import columns_of
from pipeline.report.returned import LINKED
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import LAST_ROW, Book
from schemas.cells import CODE, FLAG, MONEY, Cell
from schemas.sentences.report import HANDED_OVER
from schemas.words import Words
from tests.report.sample_answers import (
    LOOK,
    answers,
    every_task,
    intake,
)

CELLS = {
    "document_no": Cell(Words("单据号", "Document"), CODE),
    "amount_fen": Cell(Words("金额", "Amount"), MONEY),
    "signed": Cell(Words("是否签字", "Signed"), FLAG),
}
TABLE = Table(CELLS, form=("signed",), totals=("amount_fen",), unprinted=("signed",))
FEW, MANY = 3, 24
"""So few rows of a sheet are written cell by cell, so many at once."""
ANSWERS = answers()


def frame(count: int) -> pd.DataFrame:
    """Documents CK1, CK2 and so on, of 1 fen, 2 fen and so on."""
    rows = [(f"CK{number}", number, None) for number in range(1, count + 1)]
    table = pd.DataFrame(rows, columns=list(CELLS), dtype=object)
    return table.astype({name: cell.holds.dtype for name, cell in CELLS.items()})


def made(count: int, most: int, table: Table = TABLE, look: Look = LOOK) -> bytes:
    """A workbook of so many documents, at most so many on a sheet, with one more sheet behind them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST_ROWS", most)
        book = Book(look, "试")
        report_page(book.page("表"), "标题", frame(count), table, ["请看"])
        book.page("后")
        return book.close()


def sheets(content: bytes, *, values: bool = False) -> list[Worksheet]:
    """The sheets of the table."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values).worksheets[:-1]


def column(sheet: Worksheet, letter: str) -> list[Any]:
    """What stands in a column under the header, which the filter begins with; nothing below the rows."""
    first, last = (int(end[1:]) for end in sheet.auto_filter.ref.split(":"))
    return [sheet[f"{letter}{row}"].value for row in range(first + 1, last + 1)]


def heads(sheet: Worksheet) -> list[Any]:
    """What is said above the table."""
    return [sheet[f"A{row}"].value for row in range(1, 8) if sheet[f"A{row}"].value]


@given(st.integers(0, 40), st.integers(1, 12))
def test_parts_are_the_table_in_its_order_and_all_but_the_last_are_full(count, most):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST_ROWS", most)
        found = parts_of(frame(count))
        plain = parts_of(columns_of(frame(count)))
    numbers = [part.rows["amount_fen"].tolist() for part in found]
    assert list(chain.from_iterable(numbers)) == list(range(1, count + 1))
    assert [part.rows["amount_fen"] for part in plain] == numbers
    assert all(len(some) == most for some in numbers[:-1]) and len(numbers[-1]) <= most
    assert [part.number for part in found] == list(range(1, found[0].parts + 1))
    if count:
        assert [[part.first, part.last] for part in found] == [[some[0], some[-1]] for some in numbers]


@pytest.mark.parametrize("most", [FEW, MANY])
def test_a_table_that_a_sheet_just_holds_stands_on_it_as_ever(most: int):
    assert made(most, most) == made(most, MOST_ROWS)
    assert [sheet.title for sheet in sheets(made(most + 1, most))] == ["表", "表 (2)"]


@pytest.mark.parametrize("most", [FEW, MANY])
def test_every_part_has_header_filter_form_and_its_rows_and_stands_before_the_next_sheet(most: int):
    count = 2 * most + 1
    book = openpyxl.load_workbook(io.BytesIO(made(count, most)))
    assert book.sheetnames == ["表", "表 (2)", "表 (3)", "后"]
    found = book.worksheets[:-1]
    assert list(chain.from_iterable(column(sheet, "A") for sheet in found)) == [
        f"CK{number}" for number in range(1, count + 1)
    ]
    for sheet, rows in zip(found, (most, most, 1), strict=True):
        assert [cell.value for cell in sheet[7]] == ["单据号", "金额", "是否签字"]
        assert (sheet.auto_filter.ref, sheet.freeze_panes) == (f"A7:C{7 + rows}", "B8")
        assert sheet.print_title_rows == "$7:$7"
        (check,) = sheet.data_validations.dataValidation
        assert f"C{7 + rows}" in check.sqref and f"C{8 + rows}" not in check.sqref


def test_every_part_says_which_it_is_and_where_the_totals_stand():
    assert [heads(sheet)[2:5] for sheet in sheets(made(5, FEW))] == [
        ["第 1/2 部分：共 5 行，一张工作表放不下，这里是第 1 至 3 行", "合计在最后一部分的表末，包括所有部分", "请看"],
        ["第 2/2 部分：共 5 行，一张工作表放不下，这里是第 4 至 5 行", "合计在最后一部分的表末，包括所有部分", "请看"],
    ]
    english = sheets(made(5, FEW, Table(CELLS), Look(LOOK.as_of, lang="en")))[1]
    assert heads(english)[2:4] == ["Part 2 of 2: 5 rows, more than a sheet holds; here are rows 4 to 5", "请看"]


@pytest.mark.parametrize("most", [FEW, MANY])
def test_the_total_of_all_parts_stands_once_with_its_value(most: int):
    content, count = made(2 * most, most), 2 * most
    first, last = sheets(content)
    assert first.max_row == 7 + most
    below = 7 + most + 2
    assert (last[f"A{below}"].value, last.max_row) == ("合计", below)
    assert last[f"B{below}"].value == f"=SUBTOTAL(109,'表'!$B$8:$B${7 + most},B8:B{7 + most})"
    assert sheets(content, values=True)[1][f"B{below}"].value == count * (count + 1) / 2 / 100
    assert [sheet.print_area for sheet in (first, last)] == [f"'表'!$A$1:$B${7 + most}", f"'表 (2)'!$A$1:$B${below}"]


def test_both_sides_sign_below_the_last_part_of_a_handover():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST_ROWS", len(ANSWERS.handover) - 1)
        book = Book(LOOK, "试")
        handover_page(book.page("交接清单"), ANSWERS.handover)
        book.page("后")
    last_cells = [sheet[f"A{sheet.max_row}"].value for sheet in sheets(book.close())]
    assert [HANDED_OVER.zh == value for value in last_cells] == [False, True]


# --- dropped back ----------------------------------------------------------------------------

ANSWERED = ("exception_id", "handling", "handled_by", "snoozed_until")


def read_back(most: int, path: str) -> Reading:
    """A workbook of the outbox whose sheets hold so many rows, as it is read from the inbox."""
    task = next(task for task in every_task(ANSWERS, intake(), LOOK) if task.path == path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST_ROWS", most)
        return read_file(task.function(*task.args), path, ReadingRules())


def kinds(reading: Reading, name: str) -> list[tuple[str, str, bool]]:
    """What the parts of a table are read as."""
    return [(sheet.name, sheet.kind, sheet.form) for sheet in reading.sheets if sheet.name.startswith(name)]


def test_every_part_of_the_exceptions_is_the_form_and_no_answer_is_lost():
    whole, cut = read_back(MOST_ROWS, "异常报告.xlsx"), read_back(1, "异常报告.xlsx")
    numbered = ["异常明细", *(f"异常明细 ({number})" for number in range(2, len(ANSWERS.exceptions) + 1))]
    assert kinds(cut, "异常明细") == [(name, "handlings", True) for name in numbered]
    answers_of = [reading.tables["handlings"][list(ANSWERED)] for reading in (cut, whole)]
    pd.testing.assert_frame_equal(*answers_of)
    assert len(answers_of[0]) == 4
    assert not cut.problems and cut.refusal is None


def test_every_part_of_a_report_is_passed_over_as_our_own():
    cut = read_back(10, "订单状态.xlsx")
    assert kinds(cut, "明细") == [("明细", "", False), ("明细 (2)", "", False)]
    assert not cut.tables and not cut.problems and cut.refusal is None


def test_every_part_of_the_slips_is_the_form_and_what_is_filled_in_on_any_is_read():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST_ROWS", 4)
        book = openpyxl.load_workbook(io.BytesIO(chase_sheet("王师傅", ANSWERS.outstanding, LOOK)))
    for sheet in book.worksheets:
        labels = [cell.value for cell in sheet[int(sheet.auto_filter.ref.split(":")[0][1:])]]
        first, last = (int("".join(filter(str.isdigit, end))) for end in sheet.auto_filter.ref.split(":"))
        for row in range(first + 1, last + 1):
            sheet.cell(row, labels.index("是否签字") + 1, "是")
            sheet.cell(row, labels.index("回单日期") + 1, LOOK.as_of)
    filled = io.BytesIO()
    book.save(filled)
    reading = read_file(filled.getvalue(), "王师傅.xlsx", ReadingRules())
    assert kinds(reading, "未收回单据") == [("未收回单据", "slips", True), ("未收回单据 (2)", "slips", True)]
    assert sorted(reading.tables["slips"]["shipment_no"]) == sorted(ANSWERS.outstanding["shipment_no"])
    assert not reading.problems


def test_a_sheet_has_room_for_heading_rows_and_totals_and_for_every_link():
    assert SEARCHED + MOST_ROWS + 10 <= LAST_ROW
    assert LINKED <= MOST_ROWS
