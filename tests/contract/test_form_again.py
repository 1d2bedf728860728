"""The chase list dropped back week after week under its own name: what came back once stays back."""

import openpyxl

from tests.contract.office import Office

SHIPMENTS = [["出库单号", "发货日期", "客户名称", "品名", "数量", "单价", "司机"]]
SHIPMENTS += [[number, "2026-10-01", "甲公司", "锁", 1, 10, "老王"] for number in ("CK1", "CK2", "CK3")]


def fill(office: Office, **returned: str) -> None:
    """Fills in the list of the outbox for some shipments and drops it into the inbox under its own name."""
    book = openpyxl.load_workbook(office.root / "outbox" / "未收回单据.xlsx")
    page = book["未收回单据"]
    header = next(row for row in page.iter_rows() if row[0].value == "出库单号")
    column = {cell.value: cell.column for cell in header}
    for row in page.iter_rows(min_row=header[0].row + 1):
        if row[0].value in returned:
            page.cell(row[0].row, column["回单日期"], returned[row[0].value])
            page.cell(row[0].row, column["是否签字"], "是")
    path = office.root / "inbox" / "未收回单据.xlsx"
    book.save(path)
    office.touched(path)


def outstanding(office: Office) -> set[str]:
    return {row["出库单号"] for row in office.table("未收回单据.xlsx", "未收回单据", "出库单号")}


def test_next_weeks_list_under_the_same_name_does_not_undo_this_weeks(office: Office) -> None:
    office.drop("出库.xlsx", {"出库单": SHIPMENTS})
    office.run("2026-10-10")
    fill(office, CK1="2026-10-09")
    office.run("2026-10-10")
    assert outstanding(office) == {"CK2", "CK3"}

    fill(office, CK2="2026-10-16")
    office.run("2026-10-17")

    assert outstanding(office) == {"CK3"}
    (row,) = (r for r in office.table("收件记录.xlsx", "收件记录", "文件") if r["接受"] and r["类型"] == "回单")
    assert "CK1" not in row["说明"]


def test_a_register_of_their_own_that_no_longer_has_a_slip_takes_it_back(office: Office) -> None:
    header = ["出库单号", "回单日期", "是否签字"]
    office.drop("出库.xlsx", {"出库单": SHIPMENTS})
    office.drop("回单.xlsx", {"回单": [header, ["CK1", "2026-10-09", "是"], ["CK2", "2026-10-09", "是"]]})
    office.run("2026-10-10")
    office.drop("回单.xlsx", {"回单": [header, ["CK2", "2026-10-09", "是"]]})
    office.run("2026-10-10")

    assert outstanding(office) == {"CK1", "CK3"}


def test_a_waybill_that_came_back_needs_no_word_on_its_signature(office: Office) -> None:
    header = ["出库单号", "发货日期", "客户名称", "品名", "数量", "单价", "送货方式"]
    office.drop("出库.xlsx", {"出库单": [header, ["CK9", "2026-10-01", "甲公司", "锁", 1, 10, "物流"]]})
    slips = [["出库单号", "单据类型", "回单日期", "是否签字"], ["CK9", "运单", "2026-10-05", None]]
    office.drop("回单.xlsx", {"回单": slips})
    office.run("2026-10-10")

    assert [r["单据类型"] for r in office.table("未收回单据.xlsx", "未收回单据", "出库单号")] == ["红单"]
