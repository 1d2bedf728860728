"""What the thin layer over xlsxwriter promises."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from pipeline.report.look import Company, Look
from pipeline.report.styles import BODY
from pipeline.report.workbook import LONGEST_TEXT, Area, Book, CellRefused, Chart, Page, kept, writable

LOOK = Look(date(2026, 10, 31), company=Company("江海源贸易有限公司"))


def book() -> tuple[Book, Page]:
    """A book with one page."""
    made = Book(LOOK, "试")
    return made, made.page("表")


def opened(made: Book) -> openpyxl.Workbook:
    """The finished book, as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(made.close()))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.com", "0012", "2026-10-03", "{=1}"])
def test_text_stays_text_whatever_it_looks_like(text: str):
    made, page = book()
    page.text(0, 0, text)
    page.column(1, 0, [text])
    sheet = opened(made)["表"]
    assert [(sheet[place].value, sheet[place].data_type) for place in ("A1", "A2")] == [(text, "s")] * 2
    assert sheet["A1"].hyperlink is None


def test_a_missing_value_is_a_blank_cell_with_its_looks():
    made, page = book()
    page.column(0, 0, ["a", None, 2.5], BODY.but(num_format="0.00"))
    sheet = opened(made)["表"]
    assert [sheet[place].value for place in ("A1", "A2", "A3")] == ["a", None, 2.5]
    assert sheet["A2"].number_format == "0.00"


def test_a_formula_has_its_value_with_it():
    made, page = book()
    page.formula(0, 0, "=SUM(B1:B2)", 12345.6)
    data = made.close()
    assert openpyxl.load_workbook(io.BytesIO(data))["表"]["A1"].value == "=SUM(B1:B2)"
    assert openpyxl.load_workbook(io.BytesIO(data), data_only=True)["表"]["A1"].value == 12345.6


def test_what_xlsxwriter_refuses_is_raised():
    _, page = book()
    with pytest.raises(CellRefused):
        page.text(1_048_576, 0, "below the last row")
    with pytest.raises(CellRefused):
        page.number(0, 16_384, 1)
    kept(0)
    kept(None)
    with pytest.raises(CellRefused):
        kept(-2)


def test_the_last_row_and_column_can_be_written():
    made, page = book()
    page.text(1_048_575, 16_383, "last")
    made.close()


def test_text_is_cut_where_a_cell_ends_and_not_before():
    assert writable("回" * LONGEST_TEXT) == "回" * LONGEST_TEXT
    cut = writable("回" * (LONGEST_TEXT + 1))
    assert len(cut) == LONGEST_TEXT
    assert cut.endswith("回…")


def test_what_xml_can_not_hold_is_replaced_and_the_rest_kept():
    made, page = book()
    page.text(0, 0, "a\ud800b\ufffec\x00d\n_x0041_")
    assert opened(made)["表"]["A1"].value.startswith("a\ufffdb\ufffdc")


@pytest.mark.parametrize("text", ["_x0041_", "_x", "\x01", "\r", "\x1f", "<", ">", "&", " a", "a ", "a\t", "a\u3000"])
def test_an_odd_text_is_seen_to_be_odd_by_itself(text: str):
    made, page = book()
    page.text(0, 0, text)
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain, {"in_memory": True}) as other:
        other.add_worksheet().write_string(0, 0, text)
    ours, theirs = (zipfile.ZipFile(file).read("xl/sharedStrings.xml") for file in (io.BytesIO(made.close()), plain))
    assert ours == theirs


def test_parts_of_gigabytes_are_packed_as_a_zip_file_of_any_size_has_them(monkeypatch: pytest.MonkeyPatch):
    made, page = book()
    page.text(0, 0, "甲", BODY)
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 50)
    data = made.close()
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert openpyxl.load_workbook(io.BytesIO(data)).active["A1"].value == "甲"


def test_the_file_was_created_on_the_day_it_speaks_for_and_nothing_else_is_dated():
    made, _ = book()
    data = made.close()
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (properties.created, properties.modified) == (datetime(2026, 10, 31), datetime(2026, 10, 31))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


def test_a_short_list_stands_in_the_dropdown_and_a_long_one_on_a_hidden_sheet():
    made, page = book()
    short, long = ["是", "否"], [f"第{number:03d}号仓库" for number in range(60)]
    page.dropdown(Area(0, 0, 9, 0), short)
    page.dropdown(Area(0, 1, 9, 1), long)
    page.dropdown(Area(0, 2, 9, 2), long)
    workbook = opened(made)
    lists = {str(found.sqref): found.formula1 for found in workbook["表"].data_validations.dataValidation}
    assert lists["A1:A10"] == '"是,否"'
    assert lists["B1:B10"] == lists["C1:C10"] == "'列表'!$A$1:$A$60"
    assert [(sheet.title, sheet.sheet_state) for sheet in workbook.worksheets] == [
        ("表", "visible"),
        ("列表", "hidden"),
    ]
    assert [cell.value for cell in workbook["列表"]["A"]] == long


@pytest.mark.parametrize(("letters", "inline"), [(255, True), (256, False)])
def test_a_list_of_255_characters_is_the_longest_that_stands_in_the_dropdown(letters: int, inline: bool):
    made, page = book()
    page.dropdown(Area(0, 0, 9, 0), ["甲" * 100, "乙" * (letters - 101)])
    assert len(opened(made).sheetnames) == (1 if inline else 2)


def test_a_choice_with_a_comma_is_not_split():
    made, page = book()
    page.dropdown(Area(0, 0, 9, 0), ["甲,乙", "丙"])
    assert opened(made)["列表"]["A1"].value == "甲,乙"


def test_a_comment_stands_at_its_cell():
    made, page = book()
    page.text(0, 0, "3/4/26")
    page.comment(0, 0, "请写成 2026-03-04")
    assert opened(made)["表"]["A1"].comment.text == "请写成 2026-03-04"


def test_a_chart_says_in_words_what_it_shows():
    made, page = book()
    page.column(0, 0, ["甲", "乙"])
    page.column(0, 1, [1.0, 2.0])
    page.chart(0, 3, Chart("column", "订单数", "订单数：甲 1; 乙 2", Area(0, 0, 1, 0), Area(0, 1, 1, 1)))
    with zipfile.ZipFile(io.BytesIO(made.close())) as parts:
        assert 'descr="订单数：甲 1; 乙 2"' in parts.read("xl/drawings/drawing1.xml").decode()


def test_sheets_of_like_names_are_numbered():
    made, _ = book()
    made.page("a[1]")
    made.page("A:1?")
    assert opened(made).sheetnames == ["表", "a_1_", "A_1_ (2)"]


def test_an_ampersand_in_a_title_is_printed_as_one():
    made = Book(LOOK, "A&P 商贸")
    made.page("表").print_as(landscape=False)
    assert opened(made)["表"].oddFooter.left.text == "A&&P 商贸"
