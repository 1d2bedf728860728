"""A returned copy is the file with its bad cells marked: mended in place it can be dropped back."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.intake.read import read_file
from pipeline.intake.reading import Reading
from pipeline.intake.rules import ReadingRules
from pipeline.problems import Problem
from pipeline.report.look import Look
from pipeline.report.marked import BAD_FILL
from pipeline.report.returned import returned_copy, returned_name

LOOK = Look(date(2026, 11, 5))
HEADER = ["出库单号", "发货日期", "订单号", "产品编码", "数量", "单价", "金额", "赠品"]
GOOD = ["CK1", datetime(2026, 10, 8), "SO1", "P1", 10, 12.5, 125, None]
WRONG = ["CK2", "3/4/26", "SO2", "P1", -3, None, None, "也许"]


def saved(**sheets: list[list[Any]]) -> bytes:
    """A workbook with these rows on its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(content: bytes, name: str = "a.xlsx") -> Reading:
    return read_file(content, name, ReadingRules())


def copied(content: bytes, name: str = "a.xlsx", look: Look = LOOK) -> bytes:
    return returned_copy(content, name, read(content, name).problems, look)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def values(page: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in page.iter_rows()]


def marked(page: Worksheet) -> dict[str, str]:
    """The comment of every coloured cell; "" where it has none."""
    red = f"FF{BAD_FILL[1:]}"
    cells = [cell for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == red]
    return {cell.coordinate: cell.comment.text if cell.comment else "" for cell in cells}


@pytest.mark.parametrize(
    ("file", "copy"),
    [
        ("a.xlsx", "a.xlsx"),
        ("A.XLSX", "A.XLSX"),
        ("a.csv", "a.csv.xlsx"),
        ("a.xls", "a.xls.xlsx"),
        ("财务/十月.xlsm", "财务/十月.xlsm.xlsx"),
    ],
)
def test_the_copy_of_another_format_is_called_after_it(file: str, copy: str):
    assert returned_name(file) == copy


def test_values_stay_where_they_were_in_the_type_they_had():
    odd = ["CK3", "2026.10.8", "000123", "1234567890123456", "１０件", True, time(7, 30), 0.1]
    content = saved(出库单=[["十月出库"], [], HEADER, GOOD, WRONG, odd])

    page = opened(copied(content))["出库单"]

    assert values(page) == values(opened(content)["出库单"])
    assert page["B4"].is_date
    assert page["D6"].data_type == "s"


def test_a_table_that_begins_below_and_beside_a1_stays_there():
    content = saved(出库单=[[], [], [None, *HEADER], [None, *GOOD], [None, *WRONG]])

    page = opened(copied(content))["出库单"]

    assert values(page) == values(opened(content)["出库单"])
    assert list(marked(page)) == ["C5", "F5", "I5"]


def test_bad_cells_are_coloured_and_say_what_is_wrong_and_what_to_do():
    page = opened(copied(saved(出库单=[HEADER, GOOD, WRONG])))["出库单"]

    assert marked(page) == {
        "B3": "发货日期“3/4/26”看不出年月日。\n请写成 2026-03-04 的样子。",
        "E3": "数量“-3”不是大于 0 的数。\n请改成实际的数；退货请用退货表，退款请用收款表的负数。",
        "H3": "赠品“也许”看不出是还是否。\n请填 是 或 否。",
    }
    assert page["B3"].number_format == "General", "what is typed over a bad text must become a day again"


def test_the_list_comes_first_and_leads_to_every_cell():
    book = opened(copied(saved(发货=[HEADER, GOOD, WRONG])))

    assert book.sheetnames == ["问题清单", "发货"]
    page = book["问题清单"]
    rows = values(page)
    at = rows.index(["工作表", "行", "列", "字段", "原值", "问题", "怎么改", "建议值"])
    assert [row[:5] for row in rows[at + 1 :]] == [
        ["发货", 3, "B", "发货日期", "3/4/26"],
        ["发货", 3, "E", "数量", "-3"],
        ["发货", 3, "H", "赠品", "也许"],
    ]
    places = [page.cell(at + 2 + nth, column).hyperlink.location for nth in range(3) for column in (2, 3)]
    assert places == ["'发货'!B3", "'发货'!B3", "'发货'!E3", "'发货'!E3", "'发货'!H3", "'发货'!H3"]


def test_what_may_have_been_meant_stands_behind_what_to_do():
    problems = [
        Problem("", "出库单", 3, 5, "unit_behind_number", "数量", "1.2万", (("unit", "万"),), suggestion="12000"),
        Problem("", "出库单", 3, 8, "not_yes_or_no", "赠品", "也许"),
    ]
    page = opened(returned_copy(saved(出库单=[HEADER, GOOD, WRONG]), "a.xlsx", problems, LOOK))["问题清单"]

    assert [row[6:] for row in values(page) if row[0] == "出库单"] == [
        ["请去掉“万”，写完整的数字，如 12000。", "12000"],
        ["请填 是 或 否。", None],
    ]


def test_problems_are_listed_as_the_sheets_and_cells_stand():
    content = saved(甲=[HEADER, ["CK9", *WRONG[1:]]], 乙=[HEADER, GOOD, WRONG])

    rows = values(opened(copied(content))["问题清单"])

    assert [tuple(row[:3]) for row in rows if row[0] in ("甲", "乙")] == [
        ("甲", 2, "B"), ("甲", 2, "E"), ("甲", 2, "H"), ("乙", 3, "B"), ("乙", 3, "E"), ("乙", 3, "H"),
    ]  # fmt: skip


def test_a_problem_without_a_column_marks_what_stands_in_the_row():
    header = ["订单号", "下单日期", "产品编码", "数量", "备注", "单价"]
    page = opened(copied(saved(订单=[header, ["SO1", datetime(2026, 10, 8), "P1", 1, None, 2]])))["订单"]

    assert list(marked(page)) == ["A2", "B2", "C2", "D2", "F2"]
    assert [text[:14] for text in marked(page).values()] == ["客户编码和客户名称都没有填。", "", "", "", ""]


def test_every_cell_of_a_long_mixed_column_keeps_its_type():
    kinds = ["3/4/26", 7, datetime(2026, 10, 8), True, "=NA()", None, 2.5, "2026.10.8", "#N/A"]
    content = saved(出库单=[HEADER, *([f"CK{n}", kinds[n % 9], *GOOD[2:]] for n in range(40))])

    page, before = opened(copied(content))["出库单"], opened(content)["出库单"]

    assert [cell.value for cell in page["B"][1:5]] == [cell.value for cell in before["B"][1:5]]
    types = [(cell.data_type, cell.number_format) for cell in page["B"][1:10]]
    assert [data_type for data_type, _ in types] == ["s", "n", "d", "b", "f", "n", "n", "s", "f"]
    assert types[2][1] == "yyyy-mm-dd"
    assert [cell.value for cell in page["B"][1:]] == [page["B"][1 + n % 9].value for n in range(40)]


def test_a_blank_cell_is_filled_in_with_what_is_suggested_and_any_other_is_left_as_typed():
    problems = [
        Problem("", "出库单", 3, 1, "required_blank", "出库单号", suggestion="CK9"),
        Problem("", "出库单", 3, 5, "unit_behind_number", "数量", "1.2万", (("unit", "万"),), suggestion="12000"),
    ]
    content = saved(出库单=[HEADER, GOOD, [None, *GOOD[1:4], "1.2万", *GOOD[5:]]])

    page = opened(returned_copy(content, "a.xlsx", problems, LOOK))["出库单"]

    assert (page["A3"].value, page["E3"].value) == ("CK9", "1.2万")
    assert list(marked(page)) == ["A3", "E3"]
    assert all(marked(page).values())


def test_an_amount_has_room_for_its_commas_and_keeps_its_look_where_it_is_wrong():
    content = saved(出库单=[["标题", datetime(2026, 10, 31)], HEADER, [*GOOD[:6], 1250000, None]])

    page = opened(copied(content))["出库单"]

    assert (page["G3"].number_format, page.column_dimensions["G"].width > len("1,250,000.00")) == ("#,##0.00", True)
    assert "G3" in marked(page)
    assert (page["A1"].border.left.style, page["A3"].border.left.style) == (None, "thin")
    assert page["B1"].number_format == "yyyy-mm-dd"


def test_many_merged_keys_stay_merged():
    book = opened(saved(出库单=[HEADER, *([f"CK{n}" if n % 2 else None, *GOOD[1:]] for n in range(1, 41))]))
    for row in range(2, 42, 2):
        book["出库单"].merge_cells(f"A{row}:A{row + 1}")
    book["出库单"]["E41"] = "三件"
    content = io.BytesIO()
    book.save(content)

    copy = copied(content.getvalue())

    assert len(opened(copy)["出库单"].merged_cells.ranges) == 20
    assert list(marked(opened(copy)["出库单"])) == ["E41"]
    assert read(copy).problems == read(content.getvalue()).problems


def test_hidden_rows_and_columns_stay_hidden_unless_they_hold_a_bad_cell():
    book = opened(saved(出库单=[HEADER, GOOD, WRONG, ["CK3", *GOOD[1:]]]))
    page = book["出库单"]
    for row in (2, 3):
        page.row_dimensions[row].hidden = True
    for column in ("B", "C"):
        page.column_dimensions[column].hidden = True
    content = io.BytesIO()
    book.save(content)

    copy = opened(copied(content.getvalue()))["出库单"]

    assert [copy.row_dimensions[row].hidden for row in (2, 3, 4)] == [True, False, False]
    assert [copy.column_dimensions[column].hidden for column in "BC"] == [False, True]


def test_a_sheet_larger_than_excel_gives_the_list_alone():
    rows = [",".join(HEADER[:5]) + "," * 16_400, "CK1,3/4/26,SO1,P1,1"]
    content = "\n".join(rows).encode()

    book = opened(copied(content, "a.csv"))

    assert book.sheetnames == ["问题清单"]
    assert values(book["问题清单"])[-1][1:3] == [2, "B"]


def test_several_problems_of_one_cell_share_its_comment():
    problems = [
        Problem("a.xlsx", "出库单", 2, 5, "not_a_number", "数量", "x"),
        Problem("a.xlsx", "出库单", 2, 5, "required_blank", "数量", "x"),
    ]
    page = opened(returned_copy(saved(出库单=[HEADER, GOOD]), "a.xlsx", problems, LOOK))["出库单"]

    assert marked(page)["E2"].count("\n\n") == 1


def test_a_blank_cell_takes_the_first_of_two_suggestions():
    problems = [
        Problem("a.xlsx", "出库单", 2, 8, "missing_order_no", "备注", suggestion=suggestion)
        for suggestion in ("一", "二")
    ]
    content = saved(出库单=[HEADER, [*GOOD[:7], None]])

    assert opened(returned_copy(content, "a.xlsx", problems, LOOK))["出库单"]["H2"].value == "一"


@pytest.mark.parametrize(("columns", "across"), [(8, "portrait"), (9, "landscape")])
def test_a_sheet_of_more_than_eight_columns_lies_across_the_page(columns: int, across: str):
    rows = [[*HEADER, "另记"][:columns], [*WRONG[:8], "x"][:columns]]

    assert opened(copied(saved(出库单=rows)))["出库单"].page_setup.orientation == across


def test_merged_cells_stay_merged_and_a_problem_under_them_marks_the_first():
    book = opened(saved(出库单=[HEADER, ["CK2", "3/4/26", *GOOD[2:]], [None, None, *GOOD[2:]]]))
    book["出库单"].merge_cells("A2:A3")
    book["出库单"].merge_cells("B2:B3")
    content = io.BytesIO()
    book.save(content)

    copy = copied(content.getvalue())
    page = opened(copy)["出库单"]

    assert sorted(map(str, page.merged_cells.ranges)) == ["A2:A3", "B2:B3"]
    assert marked(page)["B2"].count("3/4/26") == 1
    assert read(copy).problems == read(content.getvalue()).problems


def test_an_excel_error_stays_one():
    book = opened(saved(出库单=[HEADER, GOOD, GOOD]))
    book["出库单"]["E2"] = "#N/A"
    book["出库单"]["A3"] = "CK3"
    content = io.BytesIO()
    book.save(content)
    assert [problem.code for problem in read(content.getvalue()).problems] == ["excel_error"]

    copy = copied(content.getvalue())

    assert read(copy).problems == read(content.getvalue()).problems
    assert "E2" in marked(opened(copy)["出库单"])


def test_a_formula_without_a_value_does_not_become_a_blank():
    content = saved(出库单=[HEADER, [*GOOD[:6], "=E2*F2", None]])
    assert [problem.code for problem in read(content).problems] == ["no_stored_value"]

    copy = copied(content)

    assert [(problem.code, problem.cell) for problem in read(copy).problems] == [("excel_error", "G2")]


def test_a_row_of_formulas_without_values_stays_one_in_the_copy():
    content = saved(出库单=[HEADER, GOOD, [f"={letter}9" for letter in "ABCDE"]])

    again = read(copied(content)).problems

    assert [(p.code, p.cell) for p in again] == [("excel_error", f"{letter}3") for letter in "ABCDE"]
    assert [problem.cell for problem in read(content).problems] == [problem.cell for problem in again]


def test_a_hidden_sheet_stays_hidden_and_an_earlier_list_is_replaced():
    first = copied(saved(出库单=[HEADER, WRONG], 草稿=[["x"]]))
    book = opened(first)
    book["草稿"].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)

    again = opened(copied(content.getvalue()))

    assert again.sheetnames == ["问题清单", "出库单", "草稿"]
    assert again["草稿"].sheet_state == "hidden"


def test_a_text_file_becomes_a_workbook_with_its_texts():
    content = "出库单号,发货日期,订单号,产品编码,数量\nCK1,2026-10-08,SO1,P1,三件\n000123,20261009,SO1,P1,3\n".encode(
        "gb18030"
    )

    copy = copied(content, "a.csv")
    page = opened(copy).worksheets[1]

    assert values(page)[1:] == [["CK1", "2026-10-08", "SO1", "P1", "三件"], ["000123", "20261009", "SO1", "P1", "3"]]
    assert list(marked(page)) == ["E2"]
    assert read(copy).problems == read(content, "a.csv").problems


def test_what_begins_like_a_formula_stays_text():
    page = opened(copied(saved(出库单=[HEADER, ["CK2", "=1+1", "+86", "-x", "@a", None, None, None]])))["出库单"]

    assert [page.cell(2, column).data_type for column in (3, 4, 5)] == ["s", "s", "s"]


def test_a_file_that_can_not_be_read_gives_the_list_alone():
    problem = Problem("a.xlsx", "", 0, 0, "damaged")

    book = opened(returned_copy(b"PK\x03\x04 broken off", "a.xlsx", [problem], LOOK))

    assert book.sheetnames == ["问题清单"]
    assert any("文件已损坏" in str(cell) for row in values(book["问题清单"]) for cell in row)


def test_the_copy_speaks_the_language_of_the_settings():
    book = opened(copied(saved(出库单=[HEADER, WRONG]), look=Look(date(2026, 11, 5), "en")))

    assert book.sheetnames[0] == "问题清单"
    assert "does not say year, month and day" in marked(book["出库单"])["B2"]
    assert [sheet.notes[0][0] for sheet in read(copied(saved(出库单=[HEADER, WRONG]))).sheets if sheet.notes] == [
        "problem_list"
    ]


def test_the_same_file_gives_the_same_copy():
    content = saved(出库单=[HEADER, GOOD, WRONG])

    assert copied(content) == copied(content)


CELLS = st.sampled_from(
    [
        None, "", " ", "CK1", "CK2", "000123", 7, 2.5, -3, 0.1, 46000, 20261008, "2026.10.8", "3/4/26", "1.2万", "10件",
        "¥1,234.50", "是", True, False, "合计", "示例", "#N/A", "=1+1", "P1", "1234567890123456", 1234567890123456,
        datetime(2026, 10, 8), datetime(2026, 10, 8, 14, 30), time(7, 30), "第一行\n第二行", "　全角　", "出库单号",
    ]
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=4)


@given(rows=ROWS, merged=st.booleans(), titles=st.integers(0, 2))
@example(rows=[["=1+1", *[None] * 7], [None, None, "合计", *[None] * 5]], merged=True, titles=0)
@settings(max_examples=25, deadline=None)
def test_dropped_back_unchanged_a_copy_reads_as_the_file_did(rows: list[list[Any]], merged: bool, titles: int):
    book = opened(saved(出库单=[*[["标题"]] * titles, HEADER, *rows]))
    if merged and len(rows) > 1:
        book["出库单"].merge_cells(start_row=titles + 2, end_row=titles + 3, start_column=1, end_column=1)
    content = io.BytesIO()
    book.save(content)
    before = read(content.getvalue())

    after = read(copied(content.getvalue()))

    assert [(p.sheet, p.row, p.column) for p in after.problems] == [(p.sheet, p.row, p.column) for p in before.problems]
    assert after.documents.equals(before.documents)
    assert {kind: table.to_dict() for kind, table in after.tables.items()} == {
        kind: table.to_dict() for kind, table in before.tables.items()
    }
    said_anew = any(problem.code == "no_stored_value" for problem in before.problems)  # an error in the copy
    said_anew |= any(46000 in row for row in rows)  # a day in the copy
    if not said_anew:
        assert after.problems == before.problems


def test_a_missing_order_number_is_filled_in_as_suggested_and_the_copy_numbers_the_order():
    header = ["订单号", "下单日期", "客户编码", "产品编码", "数量", "单价"]
    day = datetime(2026, 10, 3)
    content = saved(订单=[header, [None, day, "C1", "P1", 1, 2], [None, "下周", "C1", "P1", 1, 2]])
    problems = [
        Problem("", "订单", 2, 1, "missing_order_no", "订单号", suggestion="SO20261003-001"),
        Problem("", "订单", 3, 1, "missing_order_no", "订单号"),
        Problem("", "订单", 3, 2, "not_a_date", "下单日期", "下周"),
    ]
    copy = returned_copy(content, "a.xlsx", problems, LOOK)

    page = opened(copy)["订单"]
    assert [page["A2"].value, page["A3"].value] == ["SO20261003-001", None]
    assert list(marked(page)) == ["A2", "A3", "B3"]
    again = read(copy)
    assert again.tables["orders"]["order_no"].tolist() == ["SO20261003-001"]
    assert [problem.cell for problem in again.problems] == ["A3", "B3"]


TWO_ROWS = [
    ["订单号", "订单", "客户信息", None, "产品编码", "数量", "单价"],
    [None, "日期", "编码", "名称", None, None, None],
]
"""The upper row merged over several columns."""


def with_two_header_rows(titles: int = 1) -> bytes:
    """Orders under a merged title and a header of two rows, an amount wrong."""
    rows = [["十月订单"] + [None] * 6 for _ in range(titles)]
    book = opened(saved(订单=[*rows, *TWO_ROWS, ["SO1", datetime(2026, 10, 3), "C1", "禾岸", "P1", "几个", 2]]))
    page = book["订单"]
    top = titles + 1
    for area in ("A1:G1", f"C{top}:D{top}", *(f"{letter}{top}:{letter}{top + 1}" for letter in "AEFG")):
        page.merge_cells(area)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_both_rows_of_a_header_look_like_one_and_stand_on_every_printed_page():
    page = opened(copied(with_two_header_rows()))["订单"]

    looks = {page[cell].fill.fgColor.rgb for cell in ("A2", "B2", "C2", "G2", "B3", "C3", "D3")}
    assert len(looks) == 1
    assert looks != {page["A1"].fill.fgColor.rgb}
    assert (page.freeze_panes, page.print_title_rows) == ("A4", "$2:$3")
    assert page["A1"].alignment.horizontal == "center", "a title over several columns stands in their middle"


@pytest.mark.parametrize(("titles", "frozen"), [(10, "A13"), (11, None)])
def test_a_header_far_down_is_not_kept_in_sight_as_it_would_fill_the_screen(titles: int, frozen: str | None):
    assert opened(copied(with_two_header_rows(titles)))["订单"].freeze_panes == frozen


def test_columns_keep_the_width_that_people_gave_them_unless_numbers_would_not_fit():
    book = opened(saved(出库单=[HEADER, GOOD, WRONG]))
    for column, width in {"A": 31.5, "B": 4, "C": 5, "D": 200}.items():
        book["出库单"].column_dimensions[column].width = width
    content = io.BytesIO()
    book.save(content)

    widths = opened(copied(content.getvalue()))["出库单"].column_dimensions

    assert [round(widths[column].width) for column in "ABCD"] == [32, 13, 6, 61]


def test_digits_that_are_text_are_not_marked_by_excel_beside_what_is_wrong():
    copy = copied("出库单号,发货日期,产品编码,数量\nCK1,2026-10-08,P1,几个\n".encode(), "a.csv")

    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        assert b'<ignoredError sqref="A1:D2" numberStoredAsText="1"/>' in package.read("xl/worksheets/sheet2.xml")
