"""Workbooks of Excel 95 and before are read, each in its own code page."""

import struct
from datetime import datetime

import pytest

from pipeline.intake.grid import raw_sheets
from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import typed_sheets
from tests.intake.made import ORDER, states, told
from tests.intake.records import xls_4, xls_95

ROW = ["SO1", "2026-10-03", "C001", "P1", 1.0, 2.0]
ONE = [("SO1", "accepted", 1)]
NAMED = [[*ORDER, "客户名称"], [*ROW, "青禾商贸"]]


@pytest.mark.parametrize("code_page", [936, None])
def test_a_chinese_workbook_of_excel_95_is_read_even_when_it_names_no_code_page(code_page):
    book = xls_95("十月订单", NAMED, code_page)
    reading = read_file(book, "a.xls", ReadingRules())
    assert (states(reading), reading.sheets[0].name) == (ONE, "十月订单")
    assert reading.tables["orders"]["customer_name"].tolist() == ["青禾商贸"]
    (typed,) = typed_sheets(book, "a.xls", ReadingRules())
    assert [values[1] for values in typed.columns] == NAMED[1]


def test_a_workbook_of_excel_4_is_read():
    assert states(read_file(xls_4([ORDER, ROW]), "a.xls", ReadingRules())) == ONE


@pytest.mark.parametrize(("mode", "serial"), [(0, 46298.0), (1, 46298.0 - 1462)])
def test_a_day_in_a_workbook_of_excel_95_is_a_day_in_its_own_calendar(mode, serial):
    book = xls_95("t", [ORDER, ["SO1", serial, *ROW[2:]]], 936, date_mode=mode, number_format=14)
    assert raw_sheets(book, "a.xls", ReadingRules())[0].texts(1)[1] == "2026-10-03 00:00:00"
    assert read_file(book, "a.xls", ReadingRules()).tables["orders"]["order_date"].tolist() == [datetime(2026, 10, 3)]


def test_an_error_in_a_workbook_of_excel_95_is_told_with_its_text():
    book = xls_95("t", [ORDER, [*ROW[:5], (0x205, struct.pack("<BB", 0x2A, 1))]], 936)
    assert told(read_file(book, "a.xls", ReadingRules())) == [("F2", "excel_error", "#N/A")]


def test_a_workbook_of_excel_95_over_the_limit_or_cut_off_is_refused():
    book = xls_95("t", [ORDER, ROW], 936)
    assert read_file(book, "a.xls", ReadingRules(max_cells=12)).refusal is None
    refusals = [
        read_file(book, "a.xls", ReadingRules(max_cells=11)),
        read_file(xls_4([ORDER, ROW])[:60], "a.xls", ReadingRules()),
    ]
    assert [reading.refusal and reading.refusal.code for reading in refusals] == ["too_many_cells", "damaged"]
