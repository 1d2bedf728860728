"""The chase as a loop: the list goes out week by week, comes back filled in whatever was done to it, and is counted."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.contract.office import Office, rows_under

HEADER = ["出库单号", "发货日期", "客户名称", "品名", "数量", "单价", "司机", "送货方式", "物流公司"]
LIST = "未收回单据.xlsx"
NEEDED = ("出库单号", "单据类型", "回单日期", "是否签字", "签收人", "承诺日期")


def shipped(office: Office, *numbers: str) -> None:
    rows = [[n, "2026-10-28", "甲公司", "锁", 1, 10 * place, "老王"] for place, n in enumerate(numbers, start=1)]
    office.drop(
        "出库.xlsx", {"出库单": [HEADER, *rows, ["CK9", "2026-10-28", "乙公司", "锁", 1, 5, None, "物流", "顺达"]]}
    )


def chased(office: Office) -> dict[str, tuple[object, ...]]:
    labels = ("催收次数", "首次催收", "最近催收", "已承诺至", "是否失约")
    rows = office.table(LIST, "未收回单据", "出库单号")
    return {row["出库单号"]: tuple(row[name] for name in labels) for row in rows if row["单据类型"] == "红单"}


def filled(path: Path, sheet: str = "未收回单据", **cells: dict[str, object]) -> openpyxl.Workbook:
    """A list with cells filled in by shipment and label, on the red slip's row."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    header = next(row for row in page.iter_rows() if row[0].value == "出库单号")
    column = {cell.value: cell.column for cell in header}
    for row in page.iter_rows(min_row=header[0].row + 1):
        if row[1].value == "红单":
            for label, value in cells.get(row[0].value, {}).items():
                page.cell(row[0].row, column[label], value)
    return book


def saved(office: Office, book: openpyxl.Workbook, name: str) -> Path:
    path = office.root / "inbox" / name
    book.save(path)
    return office.touched(path)


def cut_and_turned(book: openpyxl.Workbook, *kept: str) -> openpyxl.Workbook:
    """Only some shipments of the list, from below, in a bare sheet of the needed columns in another order."""
    rows = [row for row in rows_under(book["未收回单据"], "出库单号") if row["出库单号"] in kept]
    again = openpyxl.Workbook()
    again.active.append(list(reversed(NEEDED)))
    for row in reversed(rows):
        again.active.append([row[label] for label in reversed(NEEDED)])
    return again


def returned(day: str = "2026-11-05", **more: object) -> dict[str, object]:
    return {"回单日期": day, "是否签字": "是"} | more


def test_a_list_goes_out_every_week_and_is_counted_until_its_slips_are_back(office: Office) -> None:
    shipped(office, "CK1", "CK2", "CK3")
    office.run("2026-11-02")
    monday = date(2026, 11, 2)
    assert set(chased(office).values()) == {(1, monday, monday, None, None)}
    dated = office.root / "outbox" / "历史" / "2026-11-02"
    assert [path.name for path in (office.root / "outbox" / "历史").rglob("*.*")] == [LIST]
    before = office.outbox()
    assert "未变" in office.run("2026-11-02").output
    assert office.outbox() == before

    book = filled(dated / LIST, CK1={"承诺日期": "2026-11-09"}, CK2={"承诺日期": "2026-11-10"}, CK3=returned())
    saved(office, book, "上周.xlsx")
    office.run("2026-11-10")
    tuesday = date(2026, 11, 10)
    assert chased(office) == {
        "CK2": (2, monday, tuesday, date(2026, 11, 10), "否"),
        "CK1": (2, monday, tuesday, date(2026, 11, 9), "是"),
        "CK9": (2, monday, tuesday, None, None),
    }
    (row,) = office.table(LIST, "催收汇总", "责任人")[:1]
    assert (row["责任人"], row["合计 单数"], row["合计 风险金额"], row["已催 单数"], row["失约 单数"]) == (
        "老王",
        2,
        30,
        2,
        1,
    )

    (slip,) = office.table(LIST, "交接清单", "出库单号")
    assert [slip[name] for name in ("出库单号", "客户名称", "回单日期", "待交天数", "金额")] == [
        "CK3", "甲公司", date(2026, 11, 5), 5, 30,
    ]  # fmt: skip

    saved(office, openpyxl.load_workbook(office.root / "outbox" / LIST), "没填.xlsx")
    office.hongdan("withdraw", "上周.xlsx")
    office.run("2026-11-13")
    assert "交接清单" not in office.book(LIST).sheetnames
    taken = office.table("收件记录.xlsx", "收件记录", "文件")
    assert {row["结果"] for row in taken if row["文件"] == "没填.xlsx"} == {"忽略"}
    assert chased(office)["CK3"] == (1, monday, monday, None, None)
    assert not (office.root / "outbox" / "历史" / "2026-11-13").exists()


def libre_office_saves(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice writes it."""
    words = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*words, "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(path)], check=True, timeout=120
    )
    return folder / "out" / path.name


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office in which seven shipments are on the list."""
    office = Office(tmp_path_factory.mktemp("office"))
    shipped(office, *(f"CK{n}" for n in range(1, 7)))
    office.run("2026-11-05")
    return office


def test_the_list_is_read_back_sorted_otherwise_cut_and_as_one_persons_sheet_alone(
    listed: Office, tmp_path: Path
) -> None:
    office = listed.moved_to(tmp_path / "office")
    given = office.root / "outbox" / LIST
    book = filled(given, CK1=returned(), CK2={"承诺日期": "2026-11-20"})
    saved(office, cut_and_turned(book, "CK1", "CK2", "CK3"), "剪过.xlsx")
    alone = filled(given, "老王", CK4=returned(签收人="李四"))
    for sheet in [name for name in alone.sheetnames if name != "老王"]:
        del alone[sheet]
    saved(office, alone, "老王.xlsx")
    saved(office, filled(given, CK5=returned(), CK6={"回单日期": "11月5日", "是否签字": "签了"}), "填错.xlsx")
    office.run("2026-11-06")

    assert set(chased(office)) == {"CK2", "CK3", "CK6", "CK9"}
    assert chased(office)["CK2"][3:] == (date(2026, 11, 20), "否")
    wrong = office.table("退回修改/填错.xlsx", "问题清单", "工作表")
    assert [(row["字段"], row["原值"]) for row in wrong] == [("回单日期", "11月5日"), ("是否签字", "签了")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_the_list_is_read_back_as_another_program_saved_it(listed: Office, tmp_path: Path) -> None:
    office = listed.moved_to(tmp_path / "office")
    book = filled(office.root / "outbox" / LIST, CK1=returned(), CK2={"承诺日期": "2026-11-20"})
    book.save(tmp_path / "清单.xlsx")
    shutil.copy(libre_office_saves(tmp_path / "清单.xlsx", tmp_path), office.root / "inbox" / "清单.xlsx")
    office.run("2026-11-06")

    told = chased(office)
    assert "CK1" not in told
    assert [told[number][3:] for number in ("CK2", "CK3")] == [(date(2026, 11, 20), "否"), (None, None)]
