"""Carrier bills from the inbox to 异常报告: what survives acceptance, and what the report says."""

from pathlib import Path

import openpyxl
import pytest

from tests.contract.office import Office

SHIPMENT = [
    "出库单号",
    "发货日期",
    "客户编码",
    "品名",
    "数量",
    "单价",
    "送货方式",
    "物流公司",
    "运单号",
    "运费",
    "运费方式",
]
BILL = ["运单号", "物流公司", "金额", "账单月份"]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    here = Office(tmp_path)
    sent = [[f"CK{n}", "2026-09-28", "C1", "合页", 1, 100, "物流", "顺达", f"YD{n}", 120, "垫付"] for n in range(1, 5)]
    here.drop("出库.xlsx", {"出库单": [SHIPMENT, *sent]})
    here.drop(
        "九月.xlsx",
        {"账单": [["顺达物流 月结账单"], BILL, ["YD1", "顺达", 120, "2026-09"], ["YD2", "顺达", 130, "2026-09"]]},
    )
    here.drop(
        "十月.xlsx",
        {
            "账单": [
                BILL,
                ["YD1", "顺达", 120, "2026年10月"],
                ["YD3", "顺达", 120, "2026/10"],
                ["YD9", "顺达", 55, 202610],
            ]
        },
    )
    return here


def wrong(office):
    rows = office.table("异常报告.xlsx", "异常明细", "代码")
    return [(row["单据号"], row["级别"], row["金额"]) for row in rows if row["代码"] == "E203"]


def test_what_was_billed_twice_for_nobody_or_differs_is_told_and_the_rest_is_not(office):
    office.run("2026-11-05")
    assert wrong(office) == [("YD1", "高", 120), ("YD9", "高", 55), ("YD2", "中", 10)]
    rows = office.table("异常报告.xlsx", "运费账单", "核对结果")
    assert [(row["运单号"], row["核对结果"], row["账单月份"]) for row in rows] == [
        ("YD1", "重复计费", "2026-09、2026-10"),
        ("YD9", "无对应出库单", "2026-10"),
        ("YD2", "金额不符", "2026-09"),
        ("YD4", "待出账单", None),
        ("YD3", "相符", "2026-10"),
    ]
    (sentence,) = [r["说明"] for r in office.table("异常报告.xlsx", "异常明细", "代码") if r["编号"] == "E203-YD1"]
    assert "重复计费" in sentence and "240.00" in sentence and "120.00" in sentence


@pytest.mark.parametrize(("as_of", "told"), [("2026-09-30", [("YD2", "中", 10)]), ("2026-10-01", 3)])
def test_a_bill_of_a_later_month_is_left_out(office, as_of, told):
    office.run(as_of)
    assert wrong(office) == told if isinstance(told, list) else len(wrong(office)) == told


def test_a_bill_sent_again_replaces_itself_and_the_report_dropped_back_is_no_bill(office):
    office.drop("九月更正.xlsx", {"账单": [BILL, ["YD2", "顺达", 120, "2026-09"]]})
    office.run("2026-11-05")
    assert ("YD2", "中", 10) not in wrong(office)
    assert not [r for r in office.table("异常报告.xlsx", "异常明细", "代码") if r["代码"] == "E901"]
    report = openpyxl.load_workbook(office.root / "outbox" / "异常报告.xlsx")
    path = office.root / "inbox" / "旧报告.xlsx"
    report.save(path)
    office.touched(path)
    office.run("2026-11-05")
    rows = [r for r in office.table("收件记录.xlsx", "收件记录", "文件") if r["文件"] == "旧报告.xlsx"]
    assert [r["结果"] for r in rows if r["工作表"] == "运费账单"] == ["忽略"]


def test_a_month_that_is_none_is_reported_in_its_cell(office):
    office.drop("坏.xlsx", {"账单": [BILL, ["YD4", "顺达", 120, "10月"], ["YD5", "顺达", 120, "2026-13"]]})
    office.run("2026-11-05")
    rows = office.table("退回修改/坏.xlsx", "问题清单", "原值")
    assert [(r["行"], r["原值"]) for r in rows] == [(2, "10月"), (3, "2026-13")]


def test_trace_finds_the_shipment_and_the_charges_of_a_waybill(office):
    office.run("2026-11-05")
    said = office.hongdan("trace", "YD1").output
    assert all(file in said for file in ("出库.xlsx", "九月.xlsx", "十月.xlsx"))
