"""What the cell reader would take for cells, or for another calendar, is out of its sight."""

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pipeline.intake.grid import raw_sheets
from pipeline.intake.misread import without_misread
from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import typed_sheets
from tests.intake.made import ORDER, states
from tests.intake.records import Record, bof, cell, cells, xls

ROW = ["SO1", "2026-10-03", "C001", "P1", 1.0, 2.0]
CHART: list[Record] = [bof(0x20), cell(0, 0, 99.0), cell(1, 4, 99.0), cell(7, 9, 99.0), (0x0A, b"")]
LATER = b'<extLst><ext uri="{0}"><x14:workbookPr xmlns:x14="urn:x" defaultImageDpi="32767"/></ext></extLst></workbook>'


@pytest.mark.parametrize("chart", [[], CHART, CHART * 2])
def test_the_figures_of_a_chart_in_an_xls_are_no_cells(chart):
    book = xls({"订单": [*cells([ORDER, ROW]), *chart, *cells([[], [], ["SO2", *ROW[1:]]])]})
    assert states(read_file(book, "a.xls", ReadingRules())) == [("SO1", "accepted", 1), ("SO2", "accepted", 1)]
    (raw,), (typed,) = raw_sheets(book, "a.xls", ReadingRules()), typed_sheets(book, "a.xls", ReadingRules())
    assert raw.texts(0) == ORDER == [values[0] for values in typed.columns]
    assert (raw.rows, len(raw.columns)) == (3, 6)


def test_a_workbook_that_misleads_nobody_stays_as_it_is():
    book = xls({"订单": cells([ORDER, ROW])})
    assert without_misread(book, "xls") is book
    assert without_misread(from_1904(b"</workbook>"), "xlsx") == from_1904(b"</workbook>")


@pytest.mark.parametrize("ending", [b"</workbook>", LATER])
def test_a_1904_workbook_reads_right_as_excel_for_mac_writes_it(ending):
    reading = read_file(from_1904(ending), "a.xlsx", ReadingRules())
    assert reading.tables["orders"]["order_date"].tolist() == [datetime(2026, 10, 3)]


def from_1904(ending: bytes) -> bytes:
    """A workbook that counts from 1904, with another end of its main part."""
    book, saved, out = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.epoch = CALENDAR_MAC_1904
    for row in (ORDER, ["SO1", datetime(2026, 10, 3), *ROW[2:]]):
        book.active.append(row)
    book.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(out, "w") as changed:
        for part in made.namelist():
            content = made.read(part)
            name = zipfile.ZipInfo(part)
            changed.writestr(name, re.sub(rb"</workbook>", ending, content) if part == "xl/workbook.xml" else content)
    return out.getvalue()
