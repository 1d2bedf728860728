"""Files that can't be read are refused with the reason, and the others are read whatever their name says."""

import io
import zipfile

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pipeline.intake.grid import raw_sheets
from pipeline.intake.inbox import scan
from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from tests.intake.made import ORDER, book, read, states

ROW = ["SO1", "2026-10-03", "C001", "P1", 1, 2]
GOOD = book({"订单": [ORDER, ROW]})


def refused(content, name="a.xlsx", rules=ReadingRules()):  # noqa: B008, a frozen value
    reading = read_file(content, name, rules)
    assert (reading.sheets, reading.tables, len(reading.documents), reading.problems) == ((), {}, 0, ())
    return reading.refusal.code


def encrypted():
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(GOOD)).encrypt("密码", out)
    return out.getvalue()


def changed(part, text, content=GOOD):
    """A workbook with one part written anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.xlsx", "empty_file"),
        (b"\x00" * 100, "a.xlsx", "empty_file"),
        (b" \r\n", "a.csv", "empty_file"),
        (GOOD, "notes.docx", "not_a_spreadsheet"),
        (b"%PDF-1.7 ...", "a.xlsx", "not_a_spreadsheet"),
        (bytes(range(256)) * 20, "a.xls", "not_a_spreadsheet"),
        (b"<html><table><tr><td>1", "a.xls", "no_header"),
        (b"<html><body>1", "a.xls", "web_page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook", "a.xls", "web_page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "a.xls", "damaged"),
        (encrypted(), "a.xlsx", "encrypted"),
        (book({"空": []}), "a.xlsx", "no_content"),
        (book({"表": [["随便", "写写"]]}), "a.xlsx", "no_header"),
    ],
)
def test_a_file_that_is_no_readable_spreadsheet_says_why(content, name, code):
    assert refused(content, name) == code


@pytest.mark.parametrize(
    "length", [1, 2, 4, 100, len(GOOD) // 2, len(GOOD) - 1], ids=["1", "2", "4", "100", "half", "all but one"]
)
def test_a_workbook_that_is_cut_off_is_damaged(length):
    assert refused(GOOD[:length]) == "damaged"


def test_a_zip_that_holds_no_workbook_is_no_spreadsheet():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert refused(out.getvalue()) == "not_a_spreadsheet"


def test_a_workbook_whose_xml_is_broken_or_hostile_is_damaged():
    assert refused(changed("xl/workbook.xml", lambda xml: xml[:-20])) == "damaged"
    assert refused(changed("xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])) == "damaged"
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    assert refused(changed("xl/workbook.xml", lambda _: bomb)) == "damaged"


def test_a_stray_cell_far_away_is_refused_and_named_before_anything_is_read():
    def dress(book, pages):
        pages["表"].write_string("XFD1048576", "x")

    reading = read([ORDER, ROW], dress)
    assert reading.refusal.code == "too_many_cells"
    assert dict(reading.refusal.params)["cell"] == "XFD1048576"


def test_a_far_cell_is_fine_while_the_sheet_stays_small_and_one_without_content_counts_for_nothing():
    def dress(book, pages):
        pages["表"].write_string("ABC3", "x")
        pages["表"].write_blank("XFD1048576", None, book.add_format({"bold": True}))

    assert states(read([ORDER, ROW], dress)) == [("SO1", "accepted", 1)]


@pytest.mark.parametrize(("most", "fine"), [(12, True), (11, False)])
def test_the_limit_of_cells_counts_from_a1_to_the_last_row_and_column(most, fine):
    refusal = read_file(GOOD, "a.xlsx", ReadingRules(max_cells=most)).refusal
    assert (refusal is None) == fine


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    big = changed("xl/theme/theme1.xml", lambda _: b" " * 3_000_000)
    assert refused(big, rules=ReadingRules(max_unpacked_mb=2)) == "too_big"
    assert read_file(big, "a.xlsx", ReadingRules(max_unpacked_mb=4)).refusal is None


TEXT = '订单号,下单日期,客户名称,产品编码,数量,单价\nSO1,2026-10-03,甲公司,P1,"1,000",2\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_are_read_in_every_encoding_and_with_every_delimiter(encoding, delimiter):
    text = "\n".join(delimiter.join(line) for line in ([*ORDER], ["SO1", "2026-10-03", "甲", "P1", '"1,000"', "2"]))
    reading = read_file(text.encode(encoding), "a.csv", ReadingRules())
    assert reading.refusal is None
    assert reading.tables["orders"]["quantity_e3"].tolist() == [1_000_000]
    assert reading.sheets[0].name == "CSV"


def test_a_text_file_under_an_excel_name_is_read_as_what_it_is():
    reading = read_file(TEXT.encode("gb18030"), "网银导出.xls", ReadingRules())
    assert states(reading) == [("SO1", "accepted", 1)]


def test_an_encoding_from_the_settings_is_used():
    text = TEXT.replace("甲公司", "甲")
    content = text.encode("big5", errors="replace")
    assert refused(content, "a.csv") in ("no_header", "not_a_spreadsheet", "no_known_header")
    traditional = "order no,order date,customer,product code,quantity,unit price\nSO1,2026-10-03,臺灣,P1,1,2\n"
    reading = read_file(traditional.encode("big5"), "a.csv", ReadingRules(encoding="big5"))
    assert reading.tables["orders"]["customer_name"].tolist() == ["臺灣"]


def test_the_inbox_lists_what_somebody_put_there_and_passes_over_temporary_files(tmp_path):
    names = [
        "b.xlsx",
        "十月/a.XLS",
        "notes.docx",
        "~$b.xlsx",
        ".~lock.b.xlsx#",
        "c.tmp",
        "d.xlsx.crdownload",
        ".hidden.xlsx",
        ".git/e.xlsx",
    ]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"123")
    seen = scan(tmp_path)
    assert [file.name for file in seen] == ["b.xlsx", "notes.docx", "十月/a.XLS"]
    assert (seen[0].size, seen[0].mtime_ns) == (3, (tmp_path / "b.xlsx").stat().st_mtime_ns)
    assert scan(tmp_path / "nothing") == []


def test_a_formula_whose_stored_value_is_the_empty_text_is_blank():
    stored = b'<c r="F2" t="str"><f>IF(1,"","")</f><v></v></c></row></sheetData>'
    made = book({"订单": [ORDER, ROW[:5]]})
    xml = b"</row></sheetData>"
    for cell, code in ((stored, "price_missing"), (stored.replace(b' t="str"', b""), "no_stored_value")):
        content = changed("xl/worksheets/sheet1.xml", lambda old, cell=cell: old.replace(xml, cell), made)
        assert [(p.cell, p.code) for p in read_file(content, "a.xlsx", ReadingRules()).problems] == [("F2", code)]


@pytest.mark.parametrize(("most", "fine"), [(56, True), (55, False)])
def test_columns_beyond_z_count_too(most, fine):
    refusal = read([[*ORDER, *[""] * 21, "x"], ROW], rules=ReadingRules(max_cells=most)).refusal
    assert (refusal is None) == fine


def test_text_that_gb18030_would_read_too_is_utf_8():
    content = "order no,下单日期,客户名称,产品编码,数量,单价\nSO1,2026-10-03,华南电子,P1,1,2\n".encode()
    assert content.decode("gb18030")
    reading = read_file(content, "a.csv", ReadingRules())
    assert reading.tables["orders"]["customer_name"].tolist() == ["华南电子"]


def cells(text, encoding="utf-8"):
    """The one sheet of a text file, row by row."""
    (sheet,) = raw_sheets(text.encode(encoding), "a.csv", ReadingRules())
    return [sheet.texts(row) for row in range(sheet.rows)]


@pytest.mark.parametrize("first", ["sep=;\r\n", "SEP=|\n", '"sep=\t"\n'])
def test_a_first_line_may_name_the_delimiter_and_is_no_row(first):
    delimiter = first.strip('"\r\n')[-1] if "\t" not in first else "\t"
    assert cells(f"{first}a,b{delimiter}c\n1,5{delimiter}2") == [["a,b", "c"], ["1,5", "2"]]


def test_a_delimiter_is_the_one_that_cuts_most_rows():
    assert cells("表,,,,,,\na\tb\tc\n1\t2\t3\n4\t5\t6")[1:] == [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]
    assert cells('a;b\n"1,5,6,7";2\n"一\n二";3')[2] == ["一\n二", "3"]


def test_ragged_rows_are_blank_where_they_end():
    assert cells("a,b,c\n1\n\n1,2,3,4") == [["a", "b", "c", ""], ["1", "", "", ""], [""] * 4, ["1", "2", "3", "4"]]


def test_what_keeps_excel_from_taking_a_code_for_a_number_is_taken_off():
    assert cells('a,b\n="00123","=""00456"""\n=1+1,"="') == [["a", "b"], ["00123", "00456"], ["=1+1", "="]]


def test_an_error_that_a_text_file_holds_is_one():
    text = TEXT.replace("甲公司", "#N/A")
    reading = read_file(text.encode(), "a.csv", ReadingRules())
    assert [(p.cell, p.code, p.typed) for p in reading.problems] == [("C2", "excel_error", "#N/A")]
