"""The statement that goes to a customer: its first and last line, what stands below, and what must not be in it."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.report import parts
from pipeline.report.statement_foot import put_closings
from pipeline.report.workbook import Book
from tests.report.sample_answers import (
    CUSTOMERS,
    LOOK,
    answers,
    every_task,
    intake,
)

LINES = 9


def statements(**look: Any) -> dict[str, bytes]:
    """The statements of the sample, by customer."""
    tasks = every_task(answers(lines=LINES), intake(), replace(LOOK, **look))
    found = {task.path.split("/")[-1]: task for task in tasks if task.path.startswith("对账单/")}
    return {name[:4]: task.function(*task.args) for name, task in found.items() if name.startswith("C0")}


def parts_of(most: int, code: str = "C001") -> list[Worksheet]:
    """The sheets 对账单 and 明细 of a statement whose sheets hold so many rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST_ROWS", most)
        return openpyxl.load_workbook(io.BytesIO(statements()[code]), data_only=True).worksheets[:-1]


def opened(data: bytes, *, values: bool = True) -> Worksheet:
    """The sheet 对账单."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)["对账单"]


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows under the header, by label, down to the end of the filter."""
    first, last = (int("".join(filter(str.isdigit, place))) for place in sheet.auto_filter.ref.split(":"))
    labels = [cell.value for cell in sheet[first]]
    return [dict(zip(labels, row, strict=True)) for row in sheet.iter_rows(first + 1, last, values_only=True)]


def beside(sheet: Worksheet, label: str) -> Any:
    """What stands to the right of a label in the first column."""
    (row,) = (cell.row for cell in sheet["A"] if cell.value == label and cell.row > 12)
    return sheet.cell(row, 2).value


def test_the_first_line_is_the_opening_and_the_last_the_closing_balance():
    rows = table(opened(statements()["C001"]))
    assert len(rows) == LINES + 2
    assert (rows[0]["类型"], rows[0]["日期"], rows[0]["余额"]) == ("期初", datetime(2026, 10, 1), 12345.6)
    assert (rows[-1]["类型"], rows[-1]["日期"]) == ("期末余额", datetime(2026, 10, 31))
    assert rows[-1]["余额"] == rows[-2]["余额"]
    assert rows[0]["应收"] is rows[0]["已收"] is rows[-1]["应收"] is rows[-1]["已收"] is None


def test_opening_and_lines_come_to_the_closing_balance_and_its_ageing():
    sheet = opened(statements()["C001"])
    rows = table(sheet)
    fen = [round(100 * ((row["应收"] or 0) - (row["已收"] or 0))) for row in rows]
    assert round(100 * rows[0]["余额"]) + sum(fen) == round(100 * rows[-1]["余额"])
    ages = ("未到期", "逾期1–30", "逾期31–60", "逾期61–90", "逾期90以上", "预收")
    assert round(100 * sum(beside(sheet, age) for age in ages)) == round(100 * rows[-1]["余额"])


def test_a_month_of_more_lines_than_a_sheet_holds_goes_on_on_further_ones_and_ends_on_the_last():
    whole, most = opened(statements()["C001"]), LINES // 2
    found = [sheet for sheet in parts_of(most) if sheet.title.startswith("对账单")]
    assert [sheet.title for sheet in found] == ["对账单", "对账单 (2)", "对账单 (3)"]
    assert [row for sheet in found for row in table(sheet)] == table(whole)
    assert [dict(CUSTOMERS)["C001"] in text_of(sheet) for sheet in found] == [True] * 3
    assert ["第 1/3 部分" in text_of(found[0]), "第 3/3 部分" in text_of(found[2])] == [True, True]
    assert ["大写金额" in text_of(sheet) for sheet in found] == [False, False, True]
    assert beside(found[-1], "大写金额") == beside(whole, "大写金额")


def test_goods_of_more_lines_than_a_sheet_holds_go_on_on_further_ones():
    (whole,) = (sheet for sheet in parts_of(1_000) if sheet.title == "明细")
    found = [sheet for sheet in parts_of(len(table(whole)) - 1) if sheet.title.startswith("明细")]
    assert [sheet.title for sheet in found] == ["明细", "明细 (2)"]
    assert [row for sheet in found for row in table(sheet)] == table(whole)


def text_of(sheet: Worksheet) -> str:
    """All that stands on a sheet."""
    return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def test_what_came_in_and_went_out_is_added_up_below_the_table():
    sheet = opened(statements()["C001"], values=False)
    first, last = (int(place.lstrip("AM")) for place in sheet.auto_filter.ref.split(":"))
    assert [sheet.cell(last + 2, column).value for column in (1, 9, 10)] == [
        "合计",
        f"=SUBTOTAL(109,I{first + 1}:I{last})",
        f"=SUBTOTAL(109,J{first + 1}:J{last})",
    ]


def test_the_amount_due_is_written_out_and_the_deposit_stands_below():
    sheet = opened(statements()["C003"])
    assert beside(sheet, "大写金额").startswith("负人民币玖佰捌拾柒元陆角伍分")
    assert beside(sheet, "定金余额") == 500


def test_a_statement_without_lines_still_has_both_balances():
    rows = table(opened(statements()["C003"]))
    assert [(row["类型"], row["余额"]) for row in rows] == [("期初", -987.65), ("期末余额", -987.65)]


def test_a_text_that_looks_like_a_formula_is_text():
    sheet = opened(statements()["C004"], values=False)
    (line,) = table(sheet)[1:-1]
    assert line["摘要"] == "=2026-09 补录"
    assert all(cell.data_type == "s" for row in sheet["E12:E14"] for cell in row if cell.value)


def test_a_statement_holds_nothing_of_another_customer():
    for code, data in statements().items():
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            text = "".join(parts.read(name).decode() for name in parts.namelist())
        others = [(other, name) for other, name in CUSTOMERS if other != code]
        assert not [name for other, name in others if name in text or other in text]


SHEETS = ["对账单", "明细", "对账确认"]


def test_a_statement_has_no_hidden_sheet_and_no_name_but_titles_and_filter():
    for data in statements().values():
        workbook = openpyxl.load_workbook(io.BytesIO(data))
        assert [(sheet.title, sheet.sheet_state) for sheet in workbook.worksheets] == [(n, "visible") for n in SHEETS]
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            book = parts.read("xl/workbook.xml").decode()
            assert {name.split('"')[1] for name in book.split("<definedName ")[1:]} == {
                "_xlnm._FilterDatabase",
                "_xlnm.Print_Titles",
            }
            assert not [name for name in parts.namelist() if "table" in name.lower() or "external" in name.lower()]


def test_both_sides_have_room_to_sign():
    texts = [cell.value for row in opened(statements()["C001"]).iter_rows() for cell in row if cell.value]
    assert "供方（盖章）：江海源贸易有限公司" in texts
    assert f"需方（盖章）：{CUSTOMERS[0][1]}" in texts
    assert texts.count("经办人：") == texts.count("日期：") == 2


def test_in_english_labels_and_words_switch_and_names_of_sheets_do_not():
    rows = table(opened(statements(lang="en")["C001"]))
    assert (rows[0]["Kind"], rows[-1]["Kind"], rows[1]["Kind"]) == ("Opening", "Closing balance", "shipment")
    assert rows[1]["Slip"] == "signed"


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (99_999_999, ("近六个月期末余额", "#,##0")),
        (-100_000_000, ("近六个月期末余额（万元）", r"0\.0,")),
        (100_000_000, ("近六个月期末余额（万元）", r"0\.0,")),
    ],
)
def test_from_a_million_on_the_chart_of_closings_counts_in_larger_units(fen: int, said: tuple[str, str]):
    book = Book(LOOK, "")
    put_closings(book.page("对账单"), 0, {"month": [datetime(2026, 10, 1)], "closing_fen": [fen]})
    chart = zipfile.ZipFile(io.BytesIO(book.close())).read("xl/charts/chart1.xml").decode()
    title, label = (ElementTree.fromstring(chart).find(f".//{{*}}{tag}") for tag in ("title//{*}t", "dLbls/{*}numFmt"))
    assert (title.text, label.get("formatCode")) == said
