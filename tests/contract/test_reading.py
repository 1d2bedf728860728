"""Chapters 1 and 3 of the contract, a sentence a test: which sheets, rows and cells are read, and what they mean."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.contract.office import Office, Row, rows_under

AS_OF = "2026-11-05"
LINE = {"下单日期": "2026-10-01", "客户编码": "C1", "品名": "合页", "数量": 2, "单价": 3}
SHIPPED = {"发货日期": "2026-10-02", "订单号": "S1", "客户编码": "C1", "品名": "合页", "数量": 2, "单价": 3}
SLIP = {"单据类型": "红单", "回单日期": "2026-10-05", "是否签字": "是"}
RECEIPT = {"收款日期": "2026-10-05", "客户编码": "C1", "收款金额": 5}
RETURN = {"退货日期": "2026-10-05", "客户编码": "C1", "品名": "合页", "退货数量": 1, "退货金额": 3}
MASTER = {"客户名称": "甲", "联系电话": "1", "地址": "杭州"}
PRICE = {"政策价": 1, "生效日期": "2026-01-01", "渠道": "批发"}
USUAL = {
    "订单号": LINE,
    "出库单号": SHIPPED,
    "收款单号": RECEIPT,
    "退货单号": RETURN,
    "客户编码": MASTER,
    "产品编码": PRICE,
}


def sheet(key: str, rows: Sequence[tuple[str, Row]], usual: Row | None = None) -> list[list[Any]]:
    """A sheet of documents by number; what a row does not say is as usual."""
    usual = USUAL[key] if usual is None else usual
    labels = list(dict.fromkeys([*usual, *(label for _, row in rows for label in row)]))
    return [[key, *labels], *([number, *({**usual, **row}.get(label) for label in labels)] for number, row in rows)]


def checked(office: Office, sheets: dict[str, Sequence[Sequence[Any]]]) -> dict[str, list[tuple[str, str]]]:
    """What `check` holds back: the problems of every document by number, as cell and code."""
    path = office.drop("试.xlsx", sheets)
    told = json.loads(office.hongdan("check", "--json", str(path)).stdout)
    found: dict[str, list[tuple[str, str]]] = {}
    for problem in told["files"][0]["problems"]:
        found.setdefault(problem["document"], []).append((problem["cell"], problem["code"]))
    return found


# --- cells, in one run -----------------------------------------------------------------------------------------

DAYS: list[tuple[Any, date | None]] = [
    *(
        (form, date(2026, 10, 3))
        for form in (
            date(2026, 10, 3),
            datetime(2026, 10, 3, 15, 20),
            "2026-10-03",
            "2026/10/3",
            "2026.10.3",
            "20261003",
            20261003,
            "2026年10月3日",
            "2026年10月03日",
            "2026-10-3",
            "2026-10-03 08:30",
            "2026/10/3 8:30:15",
            "2026-10-03T08:30",
            "2026-10-03T08:30:59",
            "2026年10月3日 08:30",
            "20261003 08:30",
            46298,
            "46298",
            46298.75,
            "２０２６／１０／３",
            " 2026-10-03 ",
        )
    ),
    (36526, date(2000, 1, 1)),
    (73050, date(2099, 12, 31)),
    ("2028-02-29", date(2028, 2, 29)),
    *(
        (form, None)
        for form in (
            36525,
            73051,
            "26-10-03",
            "26/10/3",
            "3/10/2026",
            "03-10-2026",
            "2026-10",
            "2026年10月",
            "10月3日",
            "10-03",
            "2026-02-30",
            "2026-13-01",
            "20261301",
            "2027-02-29",
            "2026-10-03 25:00",
            "2026-10-03 08:60",
            "下周",
            123,
            "2026-10-03 左右",
            True,
        )
    ),
]
PRICES: list[tuple[Any, float | None]] = [
    ("1,234.50", 1234.5),
    ("1,234,567", 1234567),
    ("¥1,234.5", 1234.5),
    ("￥1,234.5", 1234.5),
    ("1234.5元", 1234.5),
    ("１２３", 123),
    ("１，２３４．５", 1234.5),
    (0.1 + 0.2, 0.3),
    (1.1 * 3, 3.3),
    (1.2345, 1.2345),
    ("1.2345", 1.2345),
    (" 12 ", 12),
    (0, 0),
    ("0.00", 0),
    (4.35 * 100, 435),
    ("007", 7),
    ("12,34", None),
    ("1,2345", None),
    ("1,234,5", None),
    (",123", None),
    ("1.2万", None),
    ("1.23456", None),
    (1.23456, None),
    (-1, None),
    ("-1", None),
    ("(100.00)", None),
    ("（1）", None),
    ("abc", None),
    ("10件", None),
    (True, None),
    ("1 2", None),
    ("1.2.3", None),
    (None, None),
    ("--1", None),
    ("(-1)", None),
    ("nan", None),
    ("inf", None),
]
QUANTITIES: list[tuple[Any, float | None]] = [
    ("10件", 10),
    ("10 件", 10),
    ("2.5千克", 2.5),
    ("1,000个", 1000),
    ("１０箱", 10),
    (1.125, 1.125),
    ("1.125", 1.125),
    (0.1 + 0.2, 0.3),
    ("0.001", 0.001),
    (1e3, 1000),
    (0, None),
    (-1, None),
    ("-1", None),
    ("(3)", None),
    ("1.1234", None),
    (0.0001, None),
    ("1.2万", None),
    ("1.2万件", None),
    ("10-12", None),
    ("件", None),
    (None, None),
    ("10件5个", None),
]
YES = ["是", "有", "已签", "已签字", "√", "✓", "Y", "y", "yes", "Yes", "YES", "true", "True", "1", "１"]
NO = ["否", "无", "未签", "未签字", "×", "✗", "N", "n", "no", "NO", "false", "0", "０"]
ANSWERS: list[tuple[Any, bool | None]] = [
    *((w, True) for w in YES),
    (1, True),
    (True, True),
    *((w, False) for w in NO),
    (0, False),
    (False, False),
    (None, False),
    *((w, None) for w in ("对", "好", "2", 2, "是的", "未", -1, "?", 0.5)),
]
TEXTS: list[tuple[str, Any, str]] = [
    ("客户PO号", "000123", "000123"),
    ("联系电话", 13800138000, "13800138000"),
    ("联系电话", 13800138000.0, "13800138000"),
    ("联系电话", "13800138000.0", "13800138000"),
    ("收货地址", "  杭州　西湖\n1  号 ", "杭州 西湖 1 号"),
    ("收货地址", "（甲）１号", "（甲）１号"),
    ("联系人", "=1+1", "=1+1"),
]


def numbered(letter: str, cases: Sequence[Any]) -> list[str]:
    return [f"{letter}{i:03}" for i in range(len(cases))]


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Row], dict[str, Row], set[str], dict[str, Any]]:
    """All the forms of this page in one run: the orders and lines that came out, and the documents held back."""
    office = Office(tmp_path_factory.mktemp("cells"))
    rows: list[tuple[str, Row]] = []
    rows += [
        (n, {"下单日期": "2000-01-01", "交货日期": v}) for n, (v, _) in zip(numbered("T", DAYS), DAYS, strict=True)
    ]
    rows += [(n, {"下单日期": v}) for n, (v, _) in zip(numbered("O", DAYS), DAYS, strict=True)]
    rows += [(n, {"单价": v}) for n, (v, _) in zip(numbered("P", PRICES), PRICES, strict=True)]
    rows += [(n, {"数量": v}) for n, (v, _) in zip(numbered("Q", QUANTITIES), QUANTITIES, strict=True)]
    rows += [
        (n, {"赠品": v, "单价": None if gift else 3})
        for n, (v, gift) in zip(numbered("G", ANSWERS), ANSWERS, strict=True)
    ]
    rows += [(n, {"客户编码": f"K{n}", label: v}) for n, (label, v, _) in zip(numbered("X", TEXTS), TEXTS, strict=True)]
    known = [(f"K{n}", {"联系电话": "-", "地址": "-", "联系人": "-"}) for n in numbered("X", TEXTS)]
    path = office.drop("a.xlsx", {"订单": sheet("订单号", rows), "客户": sheet("客户编码", known)})
    book = openpyxl.load_workbook(path)
    for row in book["订单"].iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"
    book.save(office.touched(path))
    office.run("2099-12-31")
    orders = {r["订单号"]: r for r in office.table("订单状态.xlsx", "订单", "订单号")}
    lines = {r["订单号"]: r for r in office.table("订单状态.xlsx", "明细", "订单号")}
    listed = office.table("退回修改/a.xlsx", "问题清单", "工作表")
    numbers = [n for n, _ in rows]
    held = {numbers[int(r["行"]) - 2] for r in listed}
    updates = {r["客户编码"]: r["订单资料"] for r in office.table("客户资料更新.xlsx", "客户资料更新", "客户编码")}
    return orders, lines, held, updates


@pytest.mark.parametrize(("number", "case"), list(zip(numbered("T", DAYS), DAYS, strict=True)), ids=str)
def test_a_day_in_every_form_and_never_guessed(cells: Any, number: str, case: tuple[Any, date | None]) -> None:
    _, lines, held, _ = cells
    assert (number in held) == (case[1] is None)
    assert lines[number]["交货日期"] == case[1] if case[1] else number not in lines


@pytest.mark.parametrize(("number", "case"), list(zip(numbered("O", DAYS), DAYS, strict=True)), ids=str)
def test_a_moment_in_every_form(cells: Any, number: str, case: tuple[Any, date | None]) -> None:
    orders, _, held, _ = cells
    assert (number in held) == (case[1] is None)
    if case[1]:
        stood = orders[number]["下单日期"]
        assert (stood.date() if isinstance(stood, datetime) else stood) == case[1]


@pytest.mark.parametrize(("number", "case"), list(zip(numbered("P", PRICES), PRICES, strict=True)), ids=str)
def test_a_price_in_every_form(cells: Any, number: str, case: tuple[Any, float | None]) -> None:
    _, lines, held, _ = cells
    assert (number in held) == (case[1] is None)
    assert lines[number]["单价"] == case[1] if case[1] is not None else number not in lines


@pytest.mark.parametrize(("number", "case"), list(zip(numbered("Q", QUANTITIES), QUANTITIES, strict=True)), ids=str)
def test_a_quantity_in_every_form(cells: Any, number: str, case: tuple[Any, float | None]) -> None:
    _, lines, held, _ = cells
    assert (number in held) == (case[1] is None)
    assert lines[number]["数量"] == case[1] if case[1] is not None else number not in lines


@pytest.mark.parametrize(("number", "case"), list(zip(numbered("G", ANSWERS), ANSWERS, strict=True)), ids=str)
def test_yes_and_no_in_every_form(cells: Any, number: str, case: tuple[Any, bool | None]) -> None:
    _, lines, held, _ = cells
    assert (number in held) == (case[1] is None)
    if case[1] is not None:
        assert (lines[number]["赠品"] == "是") == case[1]


@pytest.mark.parametrize(("number", "case"), list(zip(numbered("X", TEXTS), TEXTS, strict=True)), ids=str)
def test_a_text_keeps_its_digits_and_its_own_characters(cells: Any, number: str, case: tuple[str, Any, str]) -> None:
    _, _, held, updates = cells
    assert number not in held
    if case[0] != "客户PO号":
        assert updates[f"K{number}"] == case[2]


# --- which sheet is what ---------------------------------------------------------------------------------------

O = ["S1", "2026-10-01", "C1", "合页", 2, 3]  # noqa: E741
HEADERS: dict[str, tuple[list[list[Any]], str | None]] = {
    "标准": ([["订单号", "下单日期", "客户编码", "品名", "数量", "单价"], O], "订单"),
    "别名": ([["销售单号", "订单日期", "客户代码", "产品名称", "订购数量", "含税单价"], O], "订单"),
    "单位与记号": ([["*订单号", "下单日期：", "客户编码*", "品名", "数量(件)", "单价（元）"], O], "订单"),
    "冒号": ([["订单号:", "下单日期", "客户编码", "品名", "数量:", "单价/元"], O], "订单"),
    "空白": ([["订 单 号", "下单\n日期", "客户　编码", " 品名 ", "数量", "单价"], O], "订单"),
    "全角": ([["ＳＯ号", "下单日期", "客户编码", "品名", "数量", "单价"], O], "订单"),
    "English": ([["Order No", "ORDER DATE", "Customer Code", "product", "QTY", "unit price"], O], "订单"),
    "标题": (
        [["某某公司订单"], [], ["2026年10月"], ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"], O],
        "订单",
    ),
    "第30行": ([*([["x"]] * 29), ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"], O], "订单"),
    "第31行": ([*([["x"]] * 30), ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"], O], None),
    "缺列": ([["订单号", "下单日期", "客户编码", "品名", "数量"], O[:5]], None),
    "笔记": ([["记得打电话"], ["给司机"]], None),
    "出库": ([["出库单号", "订单号", "发货日期", "品名", "数量"], ["CK1", "S1", "2026-10-02", "合页", 2]], "出库单"),
    "汇总": ([["客户编码", "客户名称", "合计"], ["C1", "甲", 5]], None),
    "一个标签": ([["客户编码", "客户名称", "地址"], ["C1", "甲", "杭州"]], None),
    "客户": ([["客户编码", "客户名称", "地址", "邮箱"], ["C1", "甲", "杭州", "a@b"]], "客户资料"),
    "价格": ([["产品编码", "政策价", "生效日期"], ["A", 1, "2026-01-01"]], "价格政策"),
    "退货": (
        [["退货单号", "退货日期", "品名", "数量", "金额", "出库单号"], ["TH1", "2026-10-09", "合页", 1, 3, "CK1"]],
        "退货",
    ),
    "收款": ([["流水号", "到账日期", "付款单位", "到账金额"], ["SK1", "2026-10-09", "甲", 3]], "收款"),
    "回单": ([["送货单号", "返单日期", "签字"], ["CK1", "2026-10-09", "是"]], "回单"),
    "多余列": (
        [["序", "订单号", "下单日期", "客户编码", "品名", "数量", "单价", "毛利"], [1, "S2", *O[1:], "#N/A"]],
        "订单",
    ),
}


@pytest.fixture(scope="module")
def recognised(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """收件记录 by sheet for one workbook of many sheets, and one file that holds no table."""
    office = Office(tmp_path_factory.mktemp("headers"))
    office.drop("各种.xlsx", {name: rows for name, (rows, _) in HEADERS.items()})
    office.drop("无表.xlsx", {"订单": HEADERS["缺列"][0], "笔记": HEADERS["笔记"][0]})
    office.run(AS_OF)
    rows = office.table("收件记录.xlsx", "收件记录", "文件")
    for row in rows:
        assert row["行数"] == row["接受"] + row["退回"] + row["重复"] + row["忽略"], row
    return {r["工作表"] if r["文件"] == "各种.xlsx" else r["文件"]: r for r in rows}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_row_is_recognised_by_its_labels(recognised: dict[str, Row], name: str) -> None:
    kind = HEADERS[name][1]
    assert recognised[name]["类型"] == kind
    if kind is None:
        assert recognised[name]["结果"] == "忽略"
    else:
        assert recognised[name]["结果"] != "忽略" and recognised[name]["退回"] == 0


def test_a_workbook_in_which_no_sheet_matches_is_refused_with_the_nearest_kind_and_what_it_lacks(
    recognised: dict[str, Row],
) -> None:
    row = recognised["无表.xlsx"]
    assert row["结果"] == "拒收" and "订单" in row["说明"] and "单价" in row["说明"]


def test_of_kinds_with_as_many_labels_the_sheet_name_decides(office: Office) -> None:
    both = [
        ["收款单号", "收款日期", "付款单位", "金额", "退货单号", "退货日期", "数量"],
        ["A", "2026-10-09", "甲", 3, "B", "2026-10-09", 1],
    ]
    office.drop("a.xlsx", {"退货": both, "收款": both})
    office.run(AS_OF)
    kinds = {r["工作表"]: r["类型"] for r in office.table("收件记录.xlsx", "收件记录", "文件")}
    assert kinds == {"退货": "退货", "收款": "收款"}


# --- rows ------------------------------------------------------------------------------------------------------

H = HEADERS["标准"][0][0]


@pytest.fixture(scope="module")
def rows_read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, dict[str, Row]]:
    office = Office(tmp_path_factory.mktemp("rows"))
    office.drop(
        "行.xlsx",
        {
            "合计": [
                H,
                ["R1", *O[1:]],
                [],
                [None, "小计", None, None, 2, 6],
                ["合计", None, None, None, 2, 6],
                ["R2", *O[1:]],
                [None, None, None, "本页合计：", 2, 6],
                ["Total", None, None, None, 2, 6],
                [" 总 计 ", None, None, None, 2],
                H,
                ["R3", *O[1:]],
                ["R4", "2026-10-01", "C1", "合计", 2, 3],
            ],
            "没有单号": [H, [None, "2026-10-01", "C1", "合页", 2, 3], ["R5", *O[1:]]],
            "拆开": [H, ["R6", *O[1:]], ["R7", *O[1:]], ["R6", "2026-10-01", None, "把手", 1, 3]],
            "合并": [
                H,
                ["R8", "2026-10-01", "C1", "合页", 1, 3],
                [None, None, None, "把手", 1, 3],
                [None, None, None, "门锁", 1, 3],
            ],
            "合并行": [H, ["R9", "2026-10-01", "C1", "合页", 4, 3], ["R9", "2026-10-01", "C1", "把手", None, 3]],
            "隐藏": [H, ["R10", *O[1:]], ["R11", *O[1:]]],
            "隐藏表": [H, ["R12", *O[1:]]],
        },
    )
    path = office.root / "inbox" / "行.xlsx"
    book = openpyxl.load_workbook(path)
    book["合并"].merge_cells("A2:A4")
    book["合并"].merge_cells("B2:B4")
    book["合并"].merge_cells("C2:C3")
    book["合并行"].merge_cells("E2:E3")
    book["隐藏"].row_dimensions[2].hidden = True
    book["隐藏"].column_dimensions["C"].hidden = True
    book["隐藏表"].sheet_state = "hidden"
    book.save(path)
    office.touched(path)
    office.run(AS_OF)
    rows = {r["工作表"]: r for r in office.table("收件记录.xlsx", "收件记录", "文件")}
    return office, rows


def of_line(office: Office) -> dict[tuple[str, str], Row]:
    return {(r["订单号"], r["品名"]): r for r in office.table("订单状态.xlsx", "明细", "订单号")}


def test_total_rows_and_repeated_headers_are_skipped_and_rows_after_them_go_on(rows_read: Any) -> None:
    office, rows = rows_read
    counted = {k: rows["合计"][k] for k in ("行数", "接受", "退回", "重复", "忽略")}
    assert counted == {"行数": 10, "接受": 4, "退回": 0, "重复": 0, "忽略": 6}
    assert {n for n, _ in of_line(office)} >= {"R1", "R2", "R3", "R4"}


def test_a_row_without_its_number_is_a_document_of_its_own_and_the_others_go_on(rows_read: Any) -> None:
    _, rows = rows_read
    assert (rows["没有单号"]["接受"], rows["没有单号"]["退回"], rows["没有单号"]["结果"]) == (1, 1, "部分退回")


def test_rows_of_a_document_may_stand_apart(rows_read: Any) -> None:
    office, rows = rows_read
    lines = of_line(office)
    assert rows["拆开"]["接受"] == 3
    assert [lines["R6", p]["行号"] for p in ("合页", "把手")] == [1, 2]


def test_a_merged_cell_counts_for_every_row_it_covers_and_nothing_else_is_filled_down(rows_read: Any) -> None:
    office, rows = rows_read
    lines = of_line(office)
    assert rows["合并"]["接受"] == 3, rows["合并"]
    assert [lines["R8", p]["行号"] for p in ("合页", "把手", "门锁")] == [1, 2, 3]
    assert lines["R9", "把手"]["数量"] == lines["R9", "合页"]["数量"] == 4


def test_hidden_rows_and_columns_are_read_and_said_and_a_hidden_sheet_is_ignored_and_said(rows_read: Any) -> None:
    _, rows = rows_read
    assert rows["隐藏"]["接受"] == 2 and "隐藏" in rows["隐藏"]["说明"]
    assert rows["隐藏表"]["结果"] == "忽略" and "隐藏" in rows["隐藏表"]["说明"]
    assert rows["隐藏表"]["行数"] == rows["隐藏表"]["忽略"]


# --- the rules of the fields, through check --------------------------------------------------------------------


def test_orders_rules_on_both_sides(office: Office) -> None:
    rows: list[tuple[str, Row]] = [
        ("金额整", {"金额": 6}),
        ("金额多一分", {"金额": 6.01}),
        ("金额少一分", {"金额": 5.99}),
        ("-金额多两分", {"金额": 6.02}),
        ("-金额少两分", {"金额": 5.98}),
        ("-金额三位", {"金额": 6.001}),
        ("-金额零", {"金额": 0}),
        ("金额空", {"金额": None}),
        ("赠品零价", {"赠品": "是", "单价": 0, "金额": 0}),
        ("赠品空价", {"赠品": "是", "单价": None}),
        ("-赠品有价", {"赠品": "是", "单价": 3}),
        ("-赠品有金额", {"赠品": "是", "单价": 0, "金额": 6}),
        ("-无价", {"单价": None}),
        ("交期当天", {"下单日期": "2026-10-01 15:00", "交货日期": "2026-10-01"}),
        ("-交期前一天", {"交货日期": "2026-09-30"}),
        ("审核同时", {"下单日期": "2026-10-01 15:00", "审核时间": "2026-10-01 15:00"}),
        ("-审核早一分", {"下单日期": "2026-10-01 15:00", "审核时间": "2026-10-01 14:59"}),
        ("只有名", {"客户编码": None, "客户名称": "甲"}),
        ("-无客户", {"客户编码": None}),
        ("只有产品编码", {"产品编码": "A", "品名": None}),
        ("-无产品", {"品名": None}),
        ("-行号零", {"行号": 0}),
        ("-行号半", {"行号": 1.5}),
        ("-行号字", {"行号": "甲"}),
        ("行号文本", {"行号": "3"}),
        ("字" * 40, {}),
        ("字" * 41, {}),
        ("紧急", {"优先级": " 紧 急 "}),
        ("-优先级", {"优先级": "加急"}),
        ("-付款", {"付款方式": "欠账"}),
        ("-审核", {"审核状态": "好"}),
        ("-错误值", {"备注": "#REF!"}),
        ("-错误数", {"数量": "#N/A"}),
        ("-未算公式", {"数量": "=1+1"}),
        ("-重行号", {"行号": 1}),
        ("-重行号", {"行号": 1, "品名": "把手"}),
        ("-打架", {"客户PO号": "P1"}),
        ("-打架", {"客户PO号": "P2", "品名": "把手"}),
        ("空白不打架", {"客户PO号": "P1"}),
        ("空白不打架", {"客户PO号": None, "品名": "把手"}),
        ("-时分打架", {}),
        ("-时分打架", {"下单日期": "2026-10-01 08:30", "品名": "把手"}),
        ("-无日期", {"下单日期": None}),
    ]
    problems = checked(office, {"订单": sheet("订单号", rows)})
    assert set(problems) == {number for number, _ in rows if number.startswith("-")} | {""}
    assert [cell[1:] for cell, _ in problems[""]] == ["28"]
    assert sorted(cell[1:] for cell, _ in problems["-重行号"]) == ["36", "37"]


def test_shipments_rules_on_both_sides(office: Office) -> None:
    rows: list[tuple[str, Row]] = [
        ("如常", {}),
        ("无订单", {"订单号": None}),
        ("无客户", {"客户编码": None}),
        ("无价", {"单价": None}),
        ("无价有金额", {"单价": None, "金额": 5}),
        ("-数量零", {"数量": 0}),
        ("-数量负", {"数量": -2}),
        ("-无产品", {"品名": None}),
        ("-金额", {"金额": 7}),
        ("赠品", {"赠品": "是", "单价": None}),
        ("-赠品有价", {"赠品": "是"}),
        ("运费零", {"运费": 0}),
        ("-运费负", {"运费": -1}),
        ("运费无方式", {"运费": 5}),
        ("-方式", {"运费": 5, "运费方式": "谁付"}),
        ("垫付", {"运费": 5, "运费方式": "垫付"}),
        ("-送货", {"送货方式": "空运"}),
        ("物流", {"送货方式": "物流"}),
        ("-运费打架", {"运费": 5}),
        ("-运费打架", {"运费": 6, "品名": "把手"}),
        ("两订单", {}),
        ("两订单", {"订单号": "S2", "品名": "把手"}),
        ("-无日期", {"发货日期": None}),
        ("-价五位", {"单价": "1.00001"}),
    ]
    problems = checked(office, {"出库单": sheet("出库单号", rows)})
    assert set(problems) == {number for number, _ in rows if number.startswith("-")}


def test_payments_rules_on_both_sides(office: Office) -> None:
    rows: list[tuple[str, Row]] = [
        ("如常", {}),
        ("负", {"收款金额": "(100.00)"}),
        ("全角括号", {"收款金额": "（100.00）"}),
        ("-零", {"收款金额": 0}),
        ("-三位", {"收款金额": 0.001}),
        ("-空", {"收款金额": None}),
        ("-抹零无备注", {"抹零": 1}),
        ("抹零", {"抹零": 1, "备注": "零头"}),
        ("抹零零", {"抹零": 0}),
        ("-抹零负", {"抹零": -1, "备注": "x"}),
        ("只有名", {"客户编码": None, "客户名称": "甲"}),
        ("-无客户", {"客户编码": None}),
        ("定金", {"款项类型": "定金", "订单号": "S1"}),
        ("-类型", {"款项类型": "借款"}),
        ("分摊", {"订单号": "S1"}),
        ("分摊", {"订单号": "S2"}),
        ("-重", {"订单号": "S1"}),
        ("-重", {"订单号": "S1"}),
    ]
    problems = checked(office, {"收款": sheet("收款单号", rows)})
    assert set(problems) == {number for number, _ in rows if number.startswith("-")}


def test_returns_customers_and_prices_rules_on_both_sides(office: Office) -> None:
    returns: list[tuple[str, Row]] = [
        ("退", {}),
        ("-退零", {"退货数量": 0}),
        ("退无产品", {"品名": None}),
        ("-退金额", {"单价": 3, "退货金额": 4}),
        ("-退无从", {"客户编码": None}),
        ("退货随出库", {"客户编码": None, "出库单号": "CK1"}),
    ]
    masters: list[tuple[str, Row]] = [
        ("户", {}),
        ("-户无名", {"客户名称": None}),
        ("-账期负", {"账期天数": -1}),
        ("-账期半", {"账期天数": 1.5}),
        ("账期零", {"账期天数": 0}),
        ("-额度负", {"信用额度": -1}),
        ("额度零", {"信用额度": 0}),
        ("期初负", {"期初余额": -5, "期初日期": "2026-01-01"}),
        ("-期初无日期", {"期初余额": 5}),
        ("-付款方式", {"付款方式": "赊"}),
    ]
    prices: list[tuple[str, Row]] = [
        ("价", {}),
        ("价", {"生效日期": "2026-02-01"}),
        ("价", {"渠道": "零售"}),
        ("价", {"渠道": None}),
        ("-同日失效前", {"失效日期": "2025-12-31"}),
        ("当天失效", {"失效日期": "2026-01-01"}),
        ("买赠", {"买": 10, "赠": 1}),
        ("-只买", {"买": 10}),
        ("-只赠", {"赠": 1}),
        ("-价负", {"政策价": -1}),
    ]
    problems = checked(
        office,
        {"退货": sheet("退货单号", returns), "客户资料": sheet("客户编码", masters), "价格": sheet("产品编码", prices)},
    )
    held = {key.split(" ")[0] for key in problems}
    assert held == {number for number, _ in [*returns, *masters, *prices] if number.startswith("-")}


def test_slips_rules_on_both_sides(office: Office) -> None:
    usual = SLIP
    rows: list[tuple[str, Row]] = [
        ("如常", {}),
        ("-无日期", {"回单日期": None}),
        ("-无签字", {"是否签字": None}),
        ("签收当天", {"签收日期": "2026-10-05"}),
        ("-签收晚", {"签收日期": "2026-10-06"}),
        ("交单当天", {"交单日期": "2026-10-05"}),
        ("-交单早", {"交单日期": "2026-10-04"}),
        ("-实收负", {"实收数量": -1, "产品编码": "A"}),
        ("-凭证", {"签收凭证": "口头"}),
        ("凭证", {"签收凭证": "代签"}),
        ("无此类型", {"单据类型": "白单"}),
        ("未填", {"回单日期": None, "是否签字": None}),
        ("承诺", {"回单日期": None, "是否签字": None, "承诺日期": "2026-12-01"}),
        ("-重", {"产品编码": "A"}),
        ("-重", {"产品编码": "A"}),
        ("半填", {"产品编码": "A"}),
        ("半填", {"产品编码": "B", "回单日期": None, "是否签字": None}),
        ("-只有签收人", {"回单日期": None, "是否签字": None, "签收人": "王"}),
        ("两种", {}),
        ("两种", {"单据类型": "运单"}),
    ]
    problems = checked(office, {"回单": sheet("出库单号", rows, usual)})
    held = {key.split(" ")[0] for key in problems}
    assert held == {""} | {number for number, _ in rows if number.startswith("-")}


# --- formats ---------------------------------------------------------------------------------------------------

CSV = '订单号,下单日期,客户编码,品名,数量,单价,备注\nV1,2026-10-01,C1,合页,2,3,"a,b"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_in_every_encoding_and_with_every_mark(office: Office, encoding: str, mark: str) -> None:
    text = CSV.replace(",", mark).replace(f"a{mark}b", f"a{mark}b")
    path = office.root / "inbox" / "a.csv"
    path.write_bytes(text.encode(encoding))
    told = json.loads(office.hongdan("check", "--json", str(path)).stdout)["files"][0]
    assert (told["accepted"], told["held"], told["problems"]) == (1, 0, [])


def test_a_1904_workbook_and_formulas_with_their_stored_values_read_right(office: Office) -> None:
    path = office.drop("mac.xlsx", {"订单": [H, ["M1", datetime(2026, 10, 1), "C1", "合页", 2, 3]]})
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book["订单"]["B2"] = datetime(2026, 10, 1)
    book.save(path)
    formulas(office.root / "inbox" / "公式.xlsx")
    office.run(AS_OF)
    orders = {r["订单号"]: r for r in office.table("订单状态.xlsx", "订单", "订单号")}
    assert orders["M1"]["下单日期"] == date(2026, 10, 1)
    assert orders["F1"]["订单数量"] == 7


def formulas(path: Path) -> None:
    """A workbook whose quantity is a formula with a value."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("订单")
    page.write_row(0, 0, H)
    page.write_row(1, 0, ["F1", "2026-10-01", "C1", "合页", None, 3])
    page.write_formula(1, 4, "=3+4", None, 7)
    book.close()


# --- our own reports -------------------------------------------------------------------------------------------


def test_our_own_reports_dropped_back_are_ignored_and_change_nothing(office: Office) -> None:
    office.drop(
        "a.xlsx",
        {
            "订单": sheet("订单号", [("S1", {}), ("S2", {"数量": 0}), ("S3", {"联系电话": "9"})]),
            "出库单": sheet("出库单号", [("CK1", {"司机": "王"}), ("CK2", {"司机": None})]),
            "客户资料": sheet("客户编码", [("C1", {"渠道": "批发"})]),
        },
    )
    office.run(AS_OF)
    before = office.outbox()
    for name, data in before.items():
        if name.endswith(".xlsx") and not name.startswith("退回修改/"):
            path = office.root / "inbox" / "退" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            office.touched(path)
    office.run(AS_OF)
    after = office.outbox()
    assert {k for k in after if after[k] != before.get(k)} == {"收件记录.xlsx", "总览.html"}, "what tells of arrivals"
    rows = [r for r in office.table("收件记录.xlsx", "收件记录", "文件") if r["文件"] != "a.xlsx"]
    for row in rows:
        assert row["接受"] == row["退回"] == row["重复"] == 0 and row["行数"] == row["忽略"], row
    assert {r["结果"] for r in rows} == {"忽略"}


@pytest.mark.parametrize("page", ["未收回单据", "王"])
def test_the_outstanding_sheet_filled_in_is_read_as_slips(office: Office, page: str) -> None:
    office.drop(
        "a.xlsx",
        {"出库单": sheet("出库单号", [("CK1", {"司机": "王"}), ("CK2", {"司机": "王"}), ("CK3", {"司机": "王"})])},
    )
    office.run(AS_OF)
    book = office.book("未收回单据.xlsx")
    sheet_in = book[page]
    assert {r["出库单号"] for r in rows_under(sheet_in, "出库单号")} == {"CK1", "CK2", "CK3"}
    where = next(r for r in sheet_in.iter_rows() if "回单日期" in [c.value for c in r])
    column = {c.value: c.column for c in where}
    for row in sheet_in.iter_rows(min_row=where[0].row + 1):
        number = row[column["出库单号"] - 1].value
        if number == "CK1":
            sheet_in.cell(row[0].row, column["回单日期"], "2026-11-04")
            sheet_in.cell(row[0].row, column["是否签字"], "是")
        if number == "CK2":
            sheet_in.cell(row[0].row, column["承诺日期"], "2026-12-01")
    book.save(office.root / "inbox" / "回.xlsx")
    office.run(AS_OF)
    left = office.table("未收回单据.xlsx", "未收回单据", "出库单号")
    assert [r["出库单号"] for r in left] == ["CK2", "CK3"]
    rows = {r["工作表"]: r for r in office.table("收件记录.xlsx", "收件记录", "文件") if r["文件"] == "回.xlsx"}
    assert (rows[page]["类型"], rows[page]["接受"], rows[page]["忽略"]) == ("回单", 2, rows[page]["行数"] - 2)
    chased = {r["编号"] for r in office.table("异常报告.xlsx", "异常明细", "编号")}
    assert "E102-CK3" in chased and "E102-CK2" not in chased and "E102-CK1" not in chased


# --- a row a style, a column a size ----------------------------------------------------------------------------


def test_a_size_matrix_becomes_order_lines_that_are_traced_to_their_row(office: Office) -> None:
    head = ["订单号", "下单日期", "客户名称", "款号", "颜色", "S", "M", "L", "XL", "总件数", "单价"]
    red = ["S1", "2026-10-01", "甲", "K1", "红色", 1, None, 2, 0, 3, 10]
    office.drop(
        "a.xlsx", {"订单": [head, red, [*red[:4], "蓝色", None, 5, None, None, 5, 10], ["S2", *red[1:9], 4, 10]]}
    )
    office.run(AS_OF)
    lines = office.table("订单状态.xlsx", "明细", "订单号")
    assert [(r["行号"], r["产品编码"], r["规格型号"], r["数量"], r["金额"]) for r in lines] == [
        (1, "K1", "红色 S", 1, 10),
        (2, "K1", "红色 L", 2, 20),
        (3, "K1", "蓝色 M", 5, 50),
    ]
    assert [r["来源"] for r in lines] == ["a.xlsx 订单!2", "a.xlsx 订单!2", "a.xlsx 订单!3"]
    row = office.table("收件记录.xlsx", "收件记录", "文件")[0]
    assert [row[k] for k in ("行数", "接受", "退回", "重复", "忽略")] == [3, 2, 1, 0, 0]
    listed = office.table("退回修改/a.xlsx", "问题清单", "工作表")
    assert [(r["行"], r["列"], r["字段"]) for r in listed] == [(4, "J", "总件数")]
    traced = json.loads(office.hongdan("trace", "S1", "--json").stdout)["documents"]
    assert traced == [{"kind": "orders", "number": "S1", "file": "a.xlsx", "sheet": "订单", "rows": [2, 3]}]


def test_check_names_a_sheet_that_is_nearly_one_and_so_does_the_intake_report(office: Office) -> None:
    near = [["出库单好", "发货日期", "品名", "数量"], ["CK1", "2026-10-02", "合页", 2]]
    path = office.drop("a.xlsx", {"订单": [H, ["S1", *O[1:]]], "出库": near})
    told = json.loads(office.hongdan("check", "--json", str(path)).stdout)["files"][0]
    assert told["problems"] == [] and "工作表“出库”很像“出库单”" in told["notes"][0]
    assert "A1“出库单好”像是“出库单号”" in office.hongdan("check", str(path)).stdout
    office.run(AS_OF)
    row = next(r for r in office.table("收件记录.xlsx", "收件记录", "文件") if r["工作表"] == "出库")
    assert row["结果"] == "忽略" and row["忽略"] == row["行数"] == 2
    assert "缺少 出库单号（A1“出库单好”像是“出库单号”）" in row["说明"]
