"""The statement goes out, the customer's answer comes back in its own workbook: what is then known of it."""

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.contract.office import Office, Row

SHIPMENTS = [
    ["出库单号", "发货日期", "客户编码", "品名", "数量", "单价"],
    ["CK1", "2026-10-05", "C001", "合页", 100, 100],
    ["CK2", "2026-10-06", "C002", "合页", 1, 50],
]
CUSTOMERS = [
    ["客户编码", "客户名称", "账期天数", "联系电话", "业务员"],
    ["C001", "恒通五金", 30, "0571-1", "张三"],
    ["C002", "晨光", 30, "0571-2", "张三"],
]
MINE = "对账单/2026-10/C001_恒通五金.xlsx"
OTHER = "对账单/2026-10/C002_晨光.xlsx"


@pytest.fixture(scope="module")
def october(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose October statements are written."""
    office = Office(tmp_path_factory.mktemp("october"))
    (office.root / "inbox").mkdir()
    office.drop("十月.xlsx", {"出库单": SHIPMENTS, "客户资料": CUSTOMERS})
    office.run("2026-11-05")
    return office


@pytest.fixture
def sent(october: Office, tmp_path: Path) -> Office:
    """An office of its own for every test, with these statements."""
    return october.moved_to(tmp_path / "office")


def answer(office: Office, name: str, statement: str = MINE, **filled: Any) -> None:
    """The customer's workbook comes back with the form filled in, under its label each."""
    book = office.book(statement)
    page = book["对账确认"]
    header = next(row for row in page.iter_rows() if "对账单号" in [cell.value for cell in row])
    for cell in header:
        if cell.value in filled:
            page.cell(cell.row + 1, cell.column).value = filled[cell.value]
    path = office.root / "inbox" / name
    book.save(path)
    office.touched(path)


def summary(office: Office) -> dict[str, Row]:
    """The rows of the summary by customer."""
    return {row["客户编码"]: row for row in office.table("对账单/2026-10/对账汇总.xlsx", "汇总", "客户编码")}


def states(office: Office) -> dict[str, Any]:
    """Where each customer's statement stands."""
    return {code: row["对账状态"] for code, row in summary(office).items()}


def folder(office: Office) -> dict[str, bytes]:
    """The workbooks of October's statements."""
    return {name: data for name, data in office.outbox().items() if name.startswith("对账单/2026-10/")}


def progress(content: bytes) -> list[list[Any]]:
    """The sheet 月结进度 of a summary, as it stands."""
    page: Any = openpyxl.load_workbook(BytesIO(content))["月结进度"]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def disputes(office: Office) -> list[Row]:
    """The exceptions E706."""
    return [row for row in office.table("异常报告.xlsx", "异常明细", "编号") if row["代码"] == "E706"]


def english_disputes(office: Office) -> list[Row]:
    """The exceptions E706 of an office that works in English."""
    return [row for row in office.table("异常报告.xlsx", "异常明细", "No") if row["Code"] == "E706"]


def test_who_has_not_answered_is_not_back(sent: Office):
    assert states(sent) == {"C001": "未回", "C002": "未回"}


def test_an_answer_shows_in_the_summary_and_nothing_else_of_the_workbook_is_read(sent: Office):
    answer(sent, "恒通回函.xlsx", 对账结果="相符", 确认人="王五", 确认日期="2026-11-04")
    sent.run("2026-11-05")
    assert states(sent) == {"C001": "相符", "C002": "未回"}
    assert disputes(sent) == []
    read = [row for row in sent.table("收件记录.xlsx", "收件记录", "文件") if row["文件"] == "恒通回函.xlsx"]
    assert [(row["工作表"], row["结果"], row["接受"]) for row in read][-1] == ("对账确认", "已接受", 1)
    assert {row["结果"] for row in read[:-1]} == {"忽略"}


def test_a_statement_that_comes_back_without_an_answer_changes_nothing(sent: Office):
    answer(sent, "恒通.xlsx")
    result = sent.run("2026-11-05")
    assert states(sent)["C001"] == "未回"
    assert "退回：" not in result.output


def test_a_difference_is_an_exception_with_both_figures(sent: Office):
    answer(sent, "恒通.xlsx", 对账结果="不符", 对方余额=9000, 差异说明="少收一箱")
    sent.run("2026-11-05")
    assert states(sent)["C001"] == "不符"
    (row,) = disputes(sent)
    assert (row["编号"], row["类别"], row["级别"], row["金额"]) == ("E706-C001", "资金", "高", 1000)
    assert (row["客户编码"], row["客户名称"], row["责任人"]) == ("C001", "恒通五金", "张三")
    assert all(text in row["说明"] for text in ("10,000.00", "9,000.00", "1,000.00", "少收一箱"))
    assert row["来源"].startswith("恒通.xlsx 对账确认!")


def test_a_later_answer_takes_the_place_of_an_earlier_one(sent: Office):
    answer(sent, "一.xlsx", 对账结果="不符", 对方余额=9000)
    answer(sent, "二.xlsx", 对账结果="相符")
    sent.run("2026-11-05")
    assert states(sent)["C001"] == "相符"
    assert disputes(sent) == []
    assert not [row for row in sent.table("异常报告.xlsx", "异常明细", "编号") if row["代码"] == "E901"]


def test_an_answer_to_figures_that_have_changed_since_is_told_apart_until_they_are_back(sent: Office):
    before = summary(sent)
    answer(sent, "恒通.xlsx", 对账结果="相符")
    answer(sent, "晨光.xlsx", OTHER, 对账结果="不符", 对方余额=90)
    header = ["收款单号", "收款日期", "客户编码", "收款金额"]
    sent.drop("补.xlsx", {"收款": [header, ["S1", "2026-10-30", "C001", 1], ["S2", "2026-10-30", "C002", 1]]})
    sent.run("2026-11-05")
    after = summary(sent)
    assert all(after[code]["对账单号"] != before[code]["对账单号"] for code in before)
    assert states(sent) == {"C001": "旧版", "C002": "旧版"}
    assert disputes(sent) == []
    sent.hongdan("withdraw", "补.xlsx")
    sent.run("2026-11-05")
    assert states(sent) == {"C001": "相符", "C002": "不符"}
    assert len(disputes(sent)) == 1


def test_the_number_changes_with_the_figures_only(sent: Office):
    before = summary(sent)
    sent.drop(
        "更名.xlsx",
        {
            "客户资料": [*CUSTOMERS[:1], ["C001", "恒通五金机电", 45, "0571-9", "李四"]],
            "回单": [["出库单号", "回单日期", "是否签字"], ["CK1", "2026-10-09", "是"]],
        },
    )
    sent.run("2026-11-06")
    after = summary(sent)
    assert {code: row["对账单号"] for code, row in after.items()} == {
        code: row["对账单号"] for code, row in before.items()
    }
    assert after["C001"]["客户名称"] == "恒通五金机电"
    assert after["C001"]["对账单号"].startswith("202610-C001-")


def test_a_difference_of_an_earlier_month_stays_until_a_later_one_is_agreed(sent: Office):
    answer(sent, "十月.函.xlsx", 对账结果="不符", 对方余额=9000)
    sent.run("2026-12-05")
    rows = sent.table("对账单/2026-11/对账汇总.xlsx", "汇总", "客户编码")
    assert {row["客户编码"]: row["对账状态"] for row in rows} == {"C001": "未回", "C002": "未回"}
    assert len(disputes(sent)) == 1
    november = sent.book("对账单/2026-11/C001_恒通五金.xlsx")
    page = november["对账确认"]
    (place,) = [cell for row in page.iter_rows() for cell in row if cell.value == "对账结果"]
    page.cell(place.row + 1, place.column).value = "相符"
    november.save(sent.root / "inbox" / "十一月.函.xlsx")
    sent.run("2026-12-05")
    assert disputes(sent) == []


def test_an_answer_that_says_two_things_or_half_of_one_is_held_back_and_one_to_nothing_changes_nothing(
    sent: Office,
):
    wrong: dict[str, dict[str, Any]] = {
        "对账结果没有填": {"对方余额": 9000},
        "对方余额没有填": {"对账结果": "不符"},
        "和我方余额不同": {"对账结果": "相符", "对方余额": 9000},
        "“差不多”": {"对账结果": "差不多"},
    }
    for number, filled in enumerate(wrong.values()):
        answer(sent, f"恒通{number}.xlsx", **filled)
    rows = [["对账单号", "客户编码", "对账月份", "对账结果"], ["随便写的", "C001", "去年", "相符"]]
    sent.drop("乱.xlsx", {"对账确认": rows})
    result = sent.run("2026-11-05")
    assert [said for said in wrong if said not in result.output] == []
    assert states(sent)["C001"] == "未回"


def test_the_form_offers_the_two_answers(sent: Office):
    page: Any = openpyxl.load_workbook(sent.root / "outbox" / MINE)["对账确认"]
    lists = [found.formula1 for found in page.data_validations.dataValidation if found.type == "list"]
    assert lists == ['"相符,不符"']


def test_a_statement_that_comes_back_is_never_read_as_orders_or_shipments(sent: Office):
    for gone in (None, "回单", "摘要", "核销"):
        book = sent.book(MINE)
        for cell in (cell for page in book.worksheets for row in page.iter_rows() for cell in row):
            if gone and cell.value == gone:
                cell.value = None
        path = sent.root / "inbox" / f"回来{gone}.xlsx"
        book.save(path)
        sent.touched(path)
    result = sent.run("2026-11-05")
    assert "退回：" not in result.output
    rows = [row for row in sent.table("收件记录.xlsx", "收件记录", "文件") if row["文件"].startswith("回来")]
    assert [(row["工作表"], row["接受"]) for row in rows] == [("对账单", 0), ("明细", 0), ("对账确认", 0)] * 4


def test_the_goods_stand_behind_the_statement(sent: Office):
    (row,) = sent.table(MINE, "明细", "单据号")
    assert (row["单据号"], row["品名"], row["数量"], row["单价"], row["金额"]) == ("CK1", "合页", 100, 100, 10000)


def test_the_statement_says_what_is_open(sent: Office):
    rows = sent.table(MINE, "对账单", "日期")
    assert [(row["单据号"], row["核销"]) for row in rows if row["单据号"]] == [("CK1", "未结 10,000.00")]


SUMMARY = "对账单/2026-10/对账汇总.xlsx"
LATE = [["收款单号", "收款日期", "客户编码", "收款金额"], ["S1", "2026-10-30", "C001", 1]]


def test_answers_that_come_back_after_closing_count_by_the_number_that_was_sent_and_change_no_figure(office: Office):
    office.drop("十月.xlsx", {"出库单": SHIPMENTS, "客户资料": CUSTOMERS})
    assert office.hongdan("close", "2026-11", "--as-of", "2026-12-02").exit_code == 0
    sealed, told = folder(office), summary(office)
    office.drop("迟到.xlsx", {"收款": LATE, "客户资料": [*CUSTOMERS[:1], [*CUSTOMERS[1][:4], "李四"]]})
    (office.root / "hongdan.toml").write_text('lang = "en"\n[company]\nname = "X"\n', encoding="utf-8")
    answer(office, "恒通.xlsx", 对账结果="不符", 对方余额=9000)
    office.run("2026-12-06", "--month", "2026-10")
    assert summary(office) == {**told, "C001": {**told["C001"], "对账状态": "不符"}}
    assert progress(folder(office)[SUMMARY]) == progress(sealed[SUMMARY])
    assert {name: data for name, data in folder(office).items() if name != SUMMARY} == {
        name: data for name, data in sealed.items() if name != SUMMARY
    }
    assert [row["Amount"] for row in english_disputes(office)] == [1000]
    assert office.hongdan("verify", "--as-of", "2026-12-06").exit_code == 0
    book = office.book(SUMMARY)
    book.save(office.root / "outbox" / SUMMARY)
    assert office.hongdan("verify", "--as-of", "2026-12-06").exit_code == 1
    office.run("2027-01-05")
    assert len(english_disputes(office)) == 1
    office.hongdan("withdraw", "恒通.xlsx")
    office.run("2027-01-05", "--month", "2026-10")
    assert folder(office) == sealed
