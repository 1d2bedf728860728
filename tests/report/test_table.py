"""How a table stands on its sheet: header, filter, totals, form, print area."""

import io
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.report.coded import Coded
from pipeline.report.styles import BODY, FORM, strong
from pipeline.report.table import Table, report_page, with_strong
from pipeline.report.workbook import Book
from schemas.cells import CODE, DAY, FLAG, MONEY, TEXT, Cell
from schemas.words import Words
from tests.report.sample_answers import LOOK

CELLS = {
    "document_no": Cell(Words("单据号", "Document"), CODE),
    "name": Cell(Words("客户名称", "Customer"), TEXT),
    "amount_fen": Cell(Words("金额", "Amount"), MONEY),
    "signed": Cell(Words("是否签字", "Signed"), FLAG),
    "returned_date": Cell(Words("回单日期", "Returned date"), DAY),
}
TABLE = Table(CELLS, form=("signed", "returned_date"), totals=("amount_fen",), caps={"name": 20})


def sheet(rows: list[tuple[Any, ...]], table: Table = TABLE, *, values: bool = False) -> Worksheet:
    """The rows on a sheet, with header in row 4."""
    frame = pd.DataFrame(rows, columns=list(CELLS), dtype=object)
    typed = frame.astype({name: cell.holds.dtype for name, cell in CELLS.items()})
    book = Book(LOOK, "试")
    report_page(book.page("表"), "标题", typed, table)
    return openpyxl.load_workbook(io.BytesIO(book.close()), data_only=values)["表"]


ROWS = [("CK1", "晨光", 10, None, None), ("CK2", "宏达", 20, None, None), ("CK3", None, None, None, None)]


def test_title_company_and_day_stand_above_the_header():
    found = sheet(ROWS)
    assert [found["A1"].value, found["A2"].value] == ["标题", "江海源贸易有限公司    截至 2026-11-05"]
    assert [cell.value for cell in found[4]] == ["单据号", "客户名称", "金额", "是否签字", "回单日期"]


def test_the_filter_covers_header_and_rows_and_not_the_total():
    found = sheet(ROWS)
    assert found.auto_filter.ref == "A4:E7"
    assert [cell.value for cell in found[8]] == [None] * 5
    assert (found["A9"].value, found["C9"].value) == ("合计", "=SUBTOTAL(109,C5:C7)")


def test_the_total_has_its_value_with_it():
    assert sheet(ROWS, values=True)["C9"].value == 0.3


def test_no_row_adds_up_to_nothing_and_has_no_checks():
    found = sheet([])
    assert found.auto_filter.ref == "A4:E4"
    assert found["C6"].value == 0
    assert not found.data_validations.dataValidation


def test_every_page_repeats_the_header_and_the_header_stays_in_sight():
    found = sheet(ROWS)
    assert (found.print_title_rows, found.freeze_panes) == ("$4:$4", "B5")


def test_what_people_fill_in_has_dropdowns_and_day_checks_on_its_rows_alone():
    checks = {str(found.sqref): found for found in sheet(ROWS).data_validations.dataValidation}
    assert set(checks) == {"D5:D7", "E5:E7"}
    assert checks["D5:D7"].formula1 == '"是,否"'
    assert (checks["E5:E7"].type, checks["E5:E7"].formula1, checks["E5:E7"].formula2) == ("date", "36526", "73050")


def test_a_row_whose_text_wraps_is_higher_than_the_others():
    found = sheet([("CK1", "晨光", 1, None, None), ("CK2", "江海市经济技术开发区新世纪连锁超市", 1, None, None)])
    assert found.row_dimensions[6].height > found.row_dimensions[5].height
    assert found["B6"].alignment.wrap_text


def test_columns_that_are_not_printed_stand_on_the_sheet_and_outside_the_print_area():
    found = sheet(ROWS, Table(CELLS, totals=("amount_fen",), unprinted=("returned_date",)))
    assert found["E4"].value == "回单日期"
    assert found.print_area == "'表'!$A$1:$D$9"


def test_a_narrow_table_stands_upright_and_a_wide_one_lies():
    assert sheet(ROWS).page_setup.orientation == "portrait"
    wide = Table(CELLS, floors={"name": 60, "document_no": 30})
    assert sheet(ROWS, wide).page_setup.orientation == "landscape"


def test_the_rows_that_stand_out_do_so_in_every_look_and_the_others_do_not():
    first_and_last, of_two_looks = np.array([True, False, True]), Coded([BODY, FORM], np.array([0, 1, 1]))
    assert with_strong(BODY, first_and_last).each() == [strong(BODY), BODY, strong(BODY)]
    assert with_strong(of_two_looks, first_and_last).each() == [strong(BODY), FORM, strong(FORM)]
    assert with_strong(of_two_looks, None) is of_two_looks
