"""Clumsy and hostile workbooks: read where they hold little, refused in words where they would take all memory."""

import pytest

from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.problems import problem_words
from tests.intake.made import ORDER, book, states
from tests.intake.test_files import GOOD, ROW, changed, refused

SHEET = "xl/worksheets/sheet1.xml"
ONE = [("SO1", "accepted", 1)]


def with_rows(extra: bytes, content: bytes = GOOD) -> bytes:
    """The good workbook with more XML behind its rows."""
    return changed(SHEET, lambda xml: xml.replace(b"</sheetData>", extra + b"</sheetData>"), content)


def test_a_million_styled_empty_rows_are_read_for_what_they_hold():
    rows = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/><c r="XFD%d" s="1"></c></row>' % (n, n, n) for n in range(3, 60_000)
    )
    rows += b'<row r="1048576" s="1" customFormat="1"/>'
    assert states(read_file(with_rows(rows), "a.xlsx", ReadingRules())) == ONE


def test_a_stray_cell_in_the_last_corner_names_itself_and_the_setting_to_raise():
    for cell in (b"<v>1</v>", b"<f>1</f><v>1</v>", b"<is><t>x</t></is>"):
        content = with_rows(b'<row r="1048576"><c r="XFD1048576">' + cell + b"</c></row>")
        refusal = read_file(content, "a.xlsx", ReadingRules()).refusal
        assert refusal.code == "too_many_cells"
        assert "XFD1048576" in problem_words(refusal, "zh")[0]
        assert "2,000,000" in problem_words(refusal, "zh")[0]
        assert "reading.max_cells" in problem_words(refusal, "zh")[1]
        assert "reading.max_cells" in problem_words(refusal, "en")[1]


@pytest.mark.parametrize(("cell", "rows", "fine"), [("T", 100_000, True), ("T", 100_001, False), ("AN", 50_001, False)])
def test_two_million_cells_a_sheet_are_the_most(cell, rows, fine):
    content = with_rows(f'<row r="{rows}"><c r="{cell}{rows}" t="str"><v>x</v></c></row>'.encode())
    refusal = read_file(content, "a.xlsx", ReadingRules()).refusal
    assert (refusal is None) == fine


def test_blank_rows_at_the_end_of_a_text_file_count_for_nothing():
    text = ",".join(ORDER) + "\n" + ",".join(map(str, ROW)) + "\n" + ",,,,, \n" * 30
    assert states(read_file(text.encode(), "a.csv", ReadingRules(max_cells=12))) == ONE
    assert refused((text + ",,,,,x").encode(), "a.csv", ReadingRules(max_cells=12)) == "too_many_cells"


@pytest.mark.parametrize(("many", "found"), [("A1:XFD1048576", []), ("H9:XFD1048576", ONE)])
def test_a_merge_over_the_whole_sheet_covers_what_lies_under_it_and_hurts_nobody(many, found):
    merges = f'<mergeCells count="1"><mergeCell ref="{many}"/></mergeCells>'.encode()
    content = changed(SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merges))
    assert states(read_file(content, "a.xlsx", ReadingRules())) == found


def test_a_hundred_thousand_merges_are_taken_as_they_are():
    merges = "".join(f'<mergeCell ref="H{n}:H{n + 1}"/>' for n in range(1, 200_000, 2))
    whole = f'</sheetData><mergeCells count="100000">{merges}</mergeCells>'.encode()
    content = changed(SHEET, lambda xml: xml.replace(b"</sheetData>", whole))
    assert states(read_file(content, "a.xlsx", ReadingRules())) == ONE


def test_a_thousand_sheets_are_looked_at_one_by_one():
    sheets = {f"表{number}": [["说明"]] for number in range(1000)} | {"订单": [ORDER, ROW]}
    reading = read_file(book(sheets), "a.xlsx", ReadingRules())
    assert states(reading) == ONE
    assert len(reading.sheets) == 1001
