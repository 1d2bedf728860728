"""Exceptions answered in the form of 异常明细 and dropped back: they leave the list, stay away, and come back."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from tests.contract.office import Office

HEADER = ["出库单号", "发货日期", "客户名称", "品名", "数量", "单价", "司机"]
FORM = ("处理意见", "处理人", "搁置至")
REPORT = "异常报告.xlsx"

Change = Callable[[Any], None]


def ship(office: Office, **quantities: int) -> None:
    """The office's shipments without an order, E402 each."""
    rows = [[number, "2026-10-08", "甲公司", "锁", quantity, 10, "老王"] for number, quantity in quantities.items()]
    office.drop("出库.xlsx", {"出库单": [HEADER, *rows]})


def answer(office: Office, name: str, *changes: Change, **given: tuple[Any, ...]) -> Path:
    """Fills in E402 of some shipments in the report of the outbox, changes the sheet, and drops it into the inbox."""
    book = openpyxl.load_workbook(office.root / "outbox" / REPORT)
    page = book["异常明细"]
    header = next(row for row in page.iter_rows() if row[0].value == "编号")
    column = {cell.value: cell.column for cell in header}
    for row in page.iter_rows(min_row=header[0].row + 1):
        for label, value in zip(FORM, given.get(str(row[0].value).removeprefix("E402-"), ()), strict=False):
            page.cell(row[0].row, column[label], value)
    for change in changes:
        change(page)
    path = office.root / "inbox" / name
    book.save(path)
    return office.touched(path)


def turned_over(page: Any) -> None:
    """The rows under the header in the opposite order."""
    first = next(row[0].row for row in page.iter_rows() if row[0].value == "编号") + 1
    last = next(row[0].row for row in page.iter_rows(min_row=first) if row[0].value is None) - 1
    rows = [[cell.value for cell in row] for row in page.iter_rows(first, last)]
    for number, row in enumerate(reversed(rows), first):
        for place, value in enumerate(row, 1):
            page.cell(number, place).value = value


def without_blank_rows(page: Any) -> None:
    """Only the rows that were filled in."""
    first = next(row[0].row for row in page.iter_rows() if row[0].value == "编号") + 1
    column = {cell.value: cell.column for cell in page[first - 1]}
    for number in range(page.max_row, first - 1, -1):
        if page.cell(number, 1).value not in (None, "合计") and not any(
            page.cell(number, column[label]).value for label in FORM
        ):
            page.delete_rows(number)


def only_number_and_form(page: Any) -> None:
    """All columns deleted but 编号 and the form."""
    header = next(row for row in page.iter_rows() if row[0].value == "编号")
    for cell in reversed(header):
        if cell.value not in ("编号", *FORM):
            page.delete_cols(cell.column)


def saved_by_libreoffice(path: Path) -> None:
    """The same file as LibreOffice saves it."""
    home = path.parents[2] / "soffice"
    soffice = ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*soffice, path, "--outdir", home], check=True, capture_output=True, timeout=100)
    shutil.copyfile(home / path.name, path)


def open_ones(office: Office) -> dict[str, str]:
    """The 状态 of each open E402, by shipment."""
    rows = office.table(REPORT, "异常明细", "编号")
    return {row["单据号"]: row["状态"] for row in rows if row["代码"] == "E402"}


def handled(office: Office) -> dict[str, list[Any]]:
    """The answer of each exception that is handled, by document."""
    return {row["单据号"]: [row[label] for label in FORM] for row in office.table(REPORT, "已处理", "编号")}


def test_answers_from_a_cut_and_sorted_copy_survive_three_more_days_and_end_with_other_facts(office: Office) -> None:
    ship(office, CK1=1, CK2=1, CK3=1, CK4=1)
    office.run("2026-10-10")
    assert open_ones(office) == dict.fromkeys(("CK1", "CK2", "CK3", "CK4"), "新增")
    given = {"CK1": ("等订单", "张岚"), "CK2": (None, None, "2026-10-11"), "CK3": (None, "李明")}
    path = answer(office, "答复.xlsx", turned_over, without_blank_rows, only_number_and_form, **given)
    if shutil.which("soffice"):
        saved_by_libreoffice(path)
    ship(office, CK1=1, CK2=1, CK3=1, CK5=1)
    said = office.run("2026-10-11").output
    assert "退回：" not in said and "已处理 2 条" in said
    assert open_ones(office) == {"CK3": "持续", "CK5": "新增"}
    assert handled(office)["CK1"] == ["等订单", "张岚", None]
    assert [row["编号"] for row in office.table(REPORT, "本期消除", "编号") if row["代码"] == "E402"] == ["E402-CK4"]

    office.run("2026-10-12")
    assert open_ones(office) == {"CK2": "到期", "CK3": "持续", "CK5": "持续"} and set(handled(office)) == {"CK1"}
    same = office.outbox()
    assert "未变" in office.run("2026-10-12").output and office.outbox() == same

    ship(office, CK1=2, CK2=1, CK3=1, CK4=1, CK5=1)
    office.run("2026-10-13")
    assert open_ones(office)["CK1"] == "事实已变" and open_ones(office)["CK4"] == "重新出现"
    row = next(row for row in office.table(REPORT, "异常明细", "编号") if row["编号"] == "E402-CK1")
    assert [row[label] for label in FORM] == ["等订单", "张岚", None] and row["出现次数"] == 4


def test_the_next_report_under_the_same_name_keeps_the_answers_of_the_last_and_held_back_is_only_what_is_wrong(
    office: Office,
) -> None:
    def with_a_number_of_nothing(page: Any) -> None:
        """A row more, about an exception that never was."""
        page.cell(page.max_row + 1, 1, "E402-CK99")
        column = next(cell.column for row in page.iter_rows() for cell in row if cell.value == "处理意见")
        page.cell(page.max_row, column, "谁的？")

    ship(office, CK1=1, CK2=1)
    office.run("2026-10-10")
    answer(office, REPORT, with_a_number_of_nothing, CK1=("等订单",), CK2=("等", "张岚", "下周"))
    said = office.run("2026-10-10").output
    assert "下周" in said and "异常明细!" in said and open_ones(office) == {"CK2": "新增"}
    assert set(handled(office)) == {"CK1"}

    answer(office, REPORT, lambda page: page.parent.remove(page.parent["已处理"]), CK2=("等", "张岚", "2026-10-20"))
    assert "退回：" not in office.run("2026-10-11").output
    assert set(handled(office)) == {"CK1", "CK2"}

    book = openpyxl.load_workbook(office.root / "outbox" / REPORT)
    page = book["已处理"]
    header = next(row for row in page.iter_rows() if row[0].value == "编号")
    column = next(cell.column for cell in header if cell.value == "搁置至")
    row = next(row[0].row for row in page.iter_rows() if row[0].value == "E402-CK1")
    page.cell(row, column, "2026-10-11")
    book.save(office.root / "inbox" / "改答复.xlsx")
    office.touched(office.root / "inbox" / "改答复.xlsx")
    office.run("2026-10-12")
    assert open_ones(office) == {"CK1": "到期"} and set(handled(office)) == {"CK2"}
    notes = {row["工作表"]: row["说明"] for row in office.table("收件记录.xlsx", "收件记录", "文件")}
    assert "异常分类" in notes["发货"] and "本期消除" in notes["本期消除"]
