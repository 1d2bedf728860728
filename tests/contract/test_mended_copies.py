"""What an office drops as it is, held back in part, mended in its copy and dropped back, in every format."""

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.contract.office import Office
from tests.contract.test_acceptance import counts, orders, problems, records, returned
from tests.forms import FULL
from tests.intake.made import opendocument
from tests.intake.records import cells, data, row, xls, xlsb

ORDER = ["订单号", "下单日期", "客户编码", "产品编码", "数量", "单价"]
SHEETS: dict[str, list[list[object]]] = {
    "订单": [ORDER, ["S1", "2026-10-01", "C1", "P1", 5.0, 2.0], ["S2", "2026-10-01", "C1", "P1", "x", 2.0]],
    "出库": [["出库单号", "发货日期", "订单号", "产品编码", "数量"], ["CK1", "2026-13-02", "S1", "P1", 5.0]],
    "收款": [
        ["收款单号", "收款日期", "客户编码", "收款金额"],
        ["R1", "2026-10-05", "C1", 10.0],
        ["R2", "2026-10-05", "C1"],
    ],
}


def as_ods(sheets: dict[str, list[list[object]]]) -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, float):
            return f"<table:table-cell office:value-type='float' office:value='{value}'/>"
        return f"<table:table-cell office:value-type='string'><text:p>{value}</text:p></table:table-cell>"

    rows = {
        name: "".join(f"<table:table-row>{''.join(map(cell, r))}</table:table-row>" for r in s)
        for name, s in sheets.items()
    }
    return opendocument(
        "".join(f"<table:table table:name='{name}'>{text}</table:table>" for name, text in rows.items())
    )


BOOKS = {
    "混.xls": xls({name: cells(rows) for name, rows in SHEETS.items()}),
    "混.xlsb": xlsb({name: data(*(row(n, *r) for n, r in enumerate(rows))) for name, rows in SHEETS.items()}),
    "混.ods": as_ods(SHEETS),
}


@pytest.mark.parametrize("name", BOOKS if FULL else ["混.xlsb"])
def test_three_kinds_in_one_file_of_any_format_are_mended_in_one_copy(office: Office, name: str) -> None:
    path = office.root / "inbox" / name
    path.write_bytes(BOOKS[name])
    office.touched(path)
    office.run("2026-11-05")
    copy = f"{name}.xlsx"
    assert orders(office) == {"S1": 5} and returned(office) == {copy}
    assert {(r["工作表"], r["行"], r["列"], r["原值"]) for r in problems(office, copy)} == {
        ("订单", 3, "E", "x"),
        ("出库", 2, "B", "2026-13-02"),
        ("收款", 3, "D", None),
    }
    book = office.book(f"退回修改/{copy}")
    assert book.sheetnames == ["问题清单", *SHEETS] and book["订单"]["E2"].value == 5
    book["订单"]["E3"], book["出库"]["B2"], book["收款"]["D3"] = 7, "2026-10-02", 20
    book.save(office.root / "inbox" / copy)
    office.touched(office.root / "inbox" / copy)
    office.run("2026-11-06")
    assert orders(office) == {"S1": 5, "S2": 7} and returned(office) == set()
    found = records(office)
    assert set(found) == {f"{copy}/{sheet}" for sheet in ("问题清单", *SHEETS)}
    assert [counts(found[f"{copy}/{sheet}"])[1] for sheet in SHEETS] == [2, 1, 2]


def test_orders_without_numbers_in_two_files_of_a_run_get_numbers_of_their_own(office: Office) -> None:
    def blank(customer: str) -> list[object]:
        return [None, "2026-10-03", customer, "P1", 1, 2]

    office.drop("a.xlsx", {"订单": [ORDER, blank("C1"), blank("C2")]})
    office.drop("b.xlsx", {"订单": [ORDER, blank("C3"), ["S9", *blank("C3")[1:]], blank("C4")]})
    office.run("2026-11-05")
    assert [r["建议值"] for name in ("a.xlsx", "b.xlsx") for r in problems(office, name)] == [
        f"SO20261003-00{n}" for n in (1, 2, 3, 4)
    ]
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(office.root / "outbox" / "退回修改" / name, office.root / "inbox" / name)
        office.touched(office.root / "inbox" / name)
    office.run("2026-11-06")
    rows = office.table("订单状态.xlsx", "订单", "订单号")
    assert {r["订单号"]: r["客户编码"] for r in rows} == {"S9": "C3"} | {
        f"SO20261003-00{n}": f"C{n}" for n in (1, 2, 3, 4)
    }
    assert returned(office) == set()


def merged(path: Path, *ranges: str) -> None:
    book = openpyxl.load_workbook(path)
    for where in ranges:
        book.active.merge_cells(where)
    book.save(path)


def test_a_printed_order_book_is_read_as_it_stands_and_its_merged_bad_cell_is_mended_once(office: Office) -> None:
    upper, lower = (
        ["订单", None, "客户", "产品", None, "数量", "单价", "金额"],
        ["编号", "日期", "编码", "编码", "名称", *[None] * 3],
    )
    title = [["某某公司销售订单"], ["2026年10月", "第1页"]]
    rows = [
        *title, upper, lower,
        ["S1", "3/4/26", "C1", "P1", "合页", 1, 2, 2], [None, None, None, "P2", "把手", 2, 2, 4],
        ["本页合计", None, None, None, None, 3, None, 6], ["制表人：张三", None, "审核："],
        *title, upper, lower,
        ["S2", "2026-10-02", "C1", "P1", "合页", 1, 2, 2], [None, None, None, "P2", "把手", 2, 2, 4],
        [None, None, None, None, "合计", 6, None, 12], ["大写金额：壹拾贰元整"],
    ]  # fmt: skip
    path = office.drop("订单.xlsx", {"订单": rows})
    merged(path, *(f"{c}{r}:{c}{r + 1}" for r in (5, 13) for c in "ABC"), "A3:B3", "D3:E3", "F3:F4", "G3:G4", "H3:H4")
    office.touched(path)
    office.run("2026-11-05")
    assert orders(office) == {"S2": 3}
    assert counts(records(office)["订单.xlsx/订单"]) == (12, 2, 2, 0, 8)
    book = office.book("退回修改/订单.xlsx")
    page = book["订单"]
    assert "A5:A6" in {str(one) for one in page.merged_cells.ranges}
    assert page["B5"].comment.text.count("3/4/26") == 1
    page["B5"] = "2026-10-01"
    book.save(path)
    office.touched(path)
    office.run("2026-11-06")
    assert orders(office) == {"S1": 3, "S2": 3} and returned(office) == set()


def test_a_semicolon_text_in_gb18030_with_a_title_and_a_total_is_read(office: Office) -> None:
    path = office.root / "inbox" / "出库.csv"
    lines = [
        "十月出库;;;;;;",
        "出库单号;发货日期;订单号;客户编码;产品编码;数量;备注",
        "CK1;2026.10.3;S1;C1;P1;1,000;易碎；轻放",
        'CK2;2026年10月4日;S1;C1;P1;3件;"a;b"',
        ";;;;合计;1,003;",
    ]
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    office.touched(path)
    office.run("2026-11-05")
    assert counts(records(office)["出库.csv/CSV"]) == (3, 2, 0, 0, 1)
    book = office.root / "outbox" / "对账单" / "2026-10" / "C1_C1.xlsx"
    assert [cell.value for cell in openpyxl.load_workbook(book)["对账单"]["F"] if cell.value in (1000, 3)] == [1000, 3]


def test_columns_of_notes_are_kept_out_and_come_back_in_the_copy(office: Office) -> None:
    notes = [f"说明{n}" for n in range(50)]
    office.drop("a.xlsx", {"订单": [[*ORDER, *notes], ["S1", "2026-10-01", "C1", "P1", 0, 2, *["x"] * 50]]})
    office.run("2026-11-05")
    assert [(r["列"], r["字段"]) for r in problems(office, "a.xlsx")] == [("E", "数量")]
    assert [cell.value for cell in office.book("退回修改/a.xlsx")["订单"][2]][6:] == ["x"] * 50


def test_our_own_reports_in_english_dropped_back_are_ignored_too(office: Office) -> None:
    (office.root / "hongdan.toml").write_text('lang = "en"\n')
    office.drop(
        "a.xlsx",
        {
            "订单": [
                [*ORDER, "联系电话"],
                ["S1", "2026-10-01", "C1", "P1", 5, 2, 9],
                ["S2", "2026-10-01", "C1", "P1", 0, 2, 9],
            ],
            "出库单": [
                ["出库单号", "发货日期", "订单号", "产品编码", "数量", "司机"],
                ["CK1", "2026-10-02", "S1", "P1", 5, "王"],
            ],
            "客户": [["客户编码", "客户名称", "渠道", "联系电话"], ["C1", "甲", "批发", "8"]],
            "收款": SHEETS["收款"][:2],
        },
    )
    office.run("2026-11-05")
    before = office.outbox()
    for name, content in before.items():
        if name.endswith(".xlsx") and not name.startswith("退回修改/"):
            path = office.root / "inbox" / "back" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            office.touched(path)
    office.run("2026-11-05")
    after = office.outbox()
    assert {name for name in after if after[name] != before.get(name)} == {"收件记录.xlsx", "总览.html"}
    rows = [r for r in office.table("收件记录.xlsx", "收件记录", "File") if r["File"] != "a.xlsx"]
    assert len(rows) > 10 and {r["Outcome"] for r in rows} == {"ignored"}
    assert {r["Rows"] - r["Ignored"] for r in rows} == {0}


def test_a_locked_export_of_a_bank_opens_is_mended_in_an_open_copy_and_replaces_itself(office: Office) -> None:
    said = '[bank]\nlayouts = ["alipay"]\n[passwords]\n"流水*" = "密码 8"\n'
    (office.root / "hongdan.toml").write_text(said, encoding="utf-8")
    head = ["账务流水号", "发生时间", "对方名称", "收入金额（+元）", "支出金额（-元）", "业务类型", "备注"]
    lines = [
        ["2026100800000000000001", "2026-10-08 12:30:11", "甲商行", "1,200.50", None, "在线支付", None],
        ["2026100800000000000002", "2026-10-08 12:30:12", None, "60.00", None, "转账", None],
        ["2026100800000000000003", "2026-10-08 12:30:13", "供货商", None, "-300.00", "转账", None],
        ["合计", None, None, "1,260.50", "-300.00", None, None],
    ]
    path = office.drop("流水十月.xlsx", {"账务": [["账号：[2088]"], head, *lines]})
    opened, locked = io.BytesIO(path.read_bytes()), io.BytesIO()
    OOXMLFile(opened).encrypt("密码 8", locked)
    path.write_bytes(locked.getvalue())
    office.touched(path)
    office.run("2026-11-05")
    assert counts(records(office)["流水十月.xlsx/账务"]) == (4, 1, 1, 0, 2)
    book = office.book("退回修改/流水十月.xlsx")
    assert [(r["行"], r["列"]) for r in problems(office, "流水十月.xlsx")] == [(4, "C")]
    book["账务"]["C4"] = "乙商行"
    book.save(path)
    office.touched(path)
    office.run("2026-11-06")
    assert counts(records(office)["流水十月.xlsx/账务"]) == (4, 2, 0, 0, 2) and returned(office) == set()
    summary = office.table("对账单/2026-10/对账汇总.xlsx", "汇总", "客户编码")
    assert {row["客户编码"]: row["本期收款"] for row in summary} == {"甲商行": -1200.5, "乙商行": -60}
