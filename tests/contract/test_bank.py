"""A bank's file dropped unchanged, from the inbox to the statement and the way back."""

from pathlib import Path

import openpyxl
import pytest

from tests.contract.office import Office

EXPORT = """\
#支付宝账务明细查询
#账号：[2088000000000000]
账务流水号,发生时间,对方名称,收入金额（+元）,支出金额（-元）,业务类型,备注
2026100822001\t,2026-10-08 12:30:11,甲商行,1200.50,0.00,在线支付,九月货款
2026100822002\t,2026-10-08 12:30:12,支付宝,0.00,-7.20,收费,
2026100922003\t,2026-10-09 08:00:00,路人,50.00,,转账,
2026100922004\t,2026-10-09 08:00:00,,60.00,,转账,
2026100922005\t,2026-10-09 08:00:00,供货商,,-300.00,转账,
#支出合计：2笔，共-307.20元
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "hongdan.toml").write_text('[bank]\nlayouts = ["alipay"]\n', encoding="utf-8")
    here = Office(tmp_path)
    here.drop(
        "客户.xlsx",
        {"客户资料": [["客户编码", "客户名称", "别名", "电话", "地址"], ["C1", "甲公司", "甲商行", "1", "路 1 号"]]},
    )
    path = tmp_path / "inbox" / "账务明细.csv"
    path.write_bytes(EXPORT.encode("gb18030"))
    here.touched(path)
    here.run("2026-11-05")
    return here


def test_the_payer_is_found_by_an_alias_and_an_unknown_one_is_told(office: Office):
    summary = office.table("对账单/2026-10/对账汇总.xlsx", "汇总", "客户编码")
    assert [(row["客户编码"], row["本期收款"]) for row in summary] == [("C1", -1200.5), ("路人", -50)]
    exceptions = office.table("异常报告.xlsx", "异常明细", "代码")
    assert [row["单据号"] for row in exceptions if row["代码"] == "E602"] == ["路人"]


def test_every_row_of_the_file_is_accounted_for(office: Office):
    (row,) = [r for r in office.table("收件记录.xlsx", "收件记录", "文件") if r["文件"] == "账务明细.csv"]
    assert [row[name] for name in ("类型", "行数", "接受", "退回", "重复", "忽略")] == ["收款", 6, 2, 1, 0, 3]
    assert "alipay" in row["说明"] and "支出 1 行" in row["说明"]


def test_the_copy_to_mend_is_their_sheet_and_dropped_back_it_is_read(office: Office):
    copy = office.root / "outbox" / "退回修改" / "账务明细.csv.xlsx"
    book = openpyxl.load_workbook(copy)
    page = book["CSV"]
    assert (page["A1"].value, page["A3"].value, page["C7"].value) == ("#支付宝账务明细查询", "账务流水号", None)
    assert page["C7"].comment is not None
    page["C7"] = "甲公司"
    mended = office.root / "inbox" / copy.name
    book.save(mended)
    office.touched(mended)
    office.run("2026-11-05")
    summary = office.table("对账单/2026-10/对账汇总.xlsx", "汇总", "客户编码")
    assert [(row["客户编码"], row["本期收款"]) for row in summary] == [("C1", -1260.5), ("路人", -50)]
    assert not copy.exists()
