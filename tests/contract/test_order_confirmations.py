"""An approved order's page to sign, from its approval until it comes back, and the notices of what left."""

import io
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.contract.office import Office, Row, rows_under

HEADER = (
    "订单号",
    "下单日期",
    "客户名称",
    "业务员",
    "品名",
    "数量",
    "单价",
    "付款方式",
    "审核状态",
    "联系电话",
    "收货地址",
)
ORDERS = [
    ("SO1", "2026-10-20", "甲公司", "张三", "合页", 10, 1.25, "定金", "已审批", "13800138000", "甲路 1 号"),
    ("SO1", "2026-10-20", "甲公司", "张三", "螺丝", 4, 2.5, "定金", "已审批", "13800138000", "甲路 1 号"),
    ("SO2", "2026-10-20", "乙公司", "李四", "合页", 10, 2, "月结", "待审批", None, None),
    ("SO3", "2026-10-20", "乙公司", "李四", "合页", 10, 2, "月结", "已审批", None, None),
    ("SO4", "2026-10-20", "丙公司", "李四", "合页", 10, 2, "月结", "已取消", None, None),
]
SHIPMENTS = [
    ("出库单号", "发货日期", "订单号", "品名", "数量", "单价", "送货方式", "物流公司", "运单号"),
    ("CK1", "2026-11-04", "SO1", "合页", 3, 1.25, "物流", "顺达物流", "SD8841"),
    ("CK2", "2026-11-05", "SO3", "合页", 4, 2, "快递", "快达", "KD77"),
]
SLIPS = ("出库单号", "单据类型", "回单日期", "是否签字")


PAGES = "订单确认/SO1_甲公司.xlsx", "订单确认/SO3_乙公司.xlsx"


@dataclass
class Story:
    """An office of two days, as its outbox stood after each run, and what the lists said in between."""

    office: Office
    first: dict[str, bytes]
    again: dict[str, bytes]
    next_day: dict[str, bytes]
    chased: list[Row]
    exceptions: list[Row]
    returned: dict[str, bytes]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Two runs on a day; a day later with confirmations chased; then with the list, two papers and a day's goods in."""
    office = Office(tmp_path_factory.mktemp("office"))
    office.drop("订单.xlsx", {"订单": [HEADER, *ORDERS]})
    office.drop("出库.xlsx", {"出库单": SHIPMENTS})
    office.drop("回单.xlsx", {"回单": [SLIPS, ("SO9", "确认书", "2026-10-30", "是")]})
    office.run("2026-11-05")
    first = office.outbox()
    office.run("2026-11-05")
    again = office.outbox()
    (office.root / "hongdan.toml").write_text("[limits]\nchase_confirmations = true\n", encoding="utf-8")
    office.run("2026-11-06")
    chased = office.table("未收回单据.xlsx", "未收回单据", "出库单号")
    exceptions = office.table("异常报告.xlsx", "异常明细", "编号")
    next_day = office.outbox()
    drop_list_back(office, "SO1")
    office.drop(
        "出库6日.xlsx", {"出库单": [SHIPMENTS[0], ("CK3", "2026-11-06", "SO3", "合页", 2, 2, "快递", "快达", "KD78")]}
    )
    for name in ("订单确认/SO3_乙公司.xlsx", "发货通知/2026-11-05/李四.xlsx"):
        office.touched(Path(shutil.copy(office.root / "outbox" / name, office.root / "inbox")))
    office.run("2026-11-06")
    return Story(office, first, again, next_day, chased, exceptions, office.outbox())


def drop_list_back(office: Office, number: str) -> None:
    """The chase list with the confirmation of an order filled in as signed."""
    book = office.book("未收回单据.xlsx")
    page = book["未收回单据"]
    header = next(row for row in page.iter_rows() if row[0].value == "出库单号")
    column = {cell.value: cell.column for cell in header}
    row = next(row[0].row for row in page.iter_rows() if (row[0].value, row[1].value) == (number, "确认书"))
    page.cell(row, column["回单日期"], "2026-11-06")
    page.cell(row, column["是否签字"], "是")
    path = office.root / "inbox" / "未收回单据1106.xlsx"
    book.save(path)
    office.touched(path)


def texts(content: bytes) -> list[str]:
    """Everything that stands in a workbook, as text."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [str(v) for page in book for row in page.iter_rows(values_only=True) for v in row if v is not None]


def lying_in(outbox: dict[str, bytes], folder: str) -> list[str]:
    """The workbooks of a folder."""
    return sorted(name for name in outbox if name.startswith(f"{folder}/"))


def test_every_approved_order_that_is_not_shipped_in_full_has_a_page_and_no_other(story: Story) -> None:
    assert lying_in(story.first, "订单确认") == sorted(PAGES)


def test_the_page_says_who_orders_what_at_what_price_and_on_what_terms(story: Story) -> None:
    said = texts(story.first[PAGES[0]])
    head = {"订单确认书", "甲公司", "13800138000", "甲路 1 号", "SO1", "2026-10-20", "张三"}
    assert {*head, "合页", "螺丝", "1.25", "12.5"} <= set(said)
    assert "人民币贰拾贰元伍角整" in said
    assert "订单金额的 30%，6.75 元，发货前付清" in said
    assert {"供方（盖章）：", "需方（盖章）：甲公司", "经办人：", "日期："} <= set(said)


def test_the_page_names_nobody_else(story: Story) -> None:
    assert not [text for text in texts(story.first[PAGES[0]]) if "乙公司" in text or "SO3" in text]


def test_a_second_run_writes_nothing_and_the_next_day_leaves_the_papers_as_they_are(story: Story) -> None:
    assert story.again == story.first
    papers = [*lying_in(story.first, "订单确认"), *lying_in(story.first, "发货通知")]
    assert {name: story.next_day[name] for name in papers} == {name: story.first[name] for name in papers}


def test_no_confirmation_is_chased_unless_the_settings_ask_for_it(story: Story) -> None:
    assert not [text for text in texts(story.first["未收回单据.xlsx"]) if text == "确认书"]
    assert [(row["出库单号"], row["责任人"], row["天数"]) for row in story.chased if row["单据类型"] == "确认书"] == [
        ("SO1", "张三", 17),
        ("SO3", "李四", 17),
    ]


def test_a_chased_confirmation_is_no_slip_on_a_customer_s_account(story: Story) -> None:
    before, after = (
        rows_under(openpyxl.load_workbook(io.BytesIO(outbox["按业务员/张三.xlsx"]))["客户余额"], "客户编码")
        for outbox in (story.first, story.next_day)
    )
    assert [(row["客户编码"], row["未回单数"]) for row in before] == [("甲公司", 2)]
    assert [(row["客户编码"], row["未回单数"]) for row in after] == [("甲公司", 2)]


def test_a_late_confirmation_is_an_exception_of_its_order_s_salesperson(story: Story) -> None:
    late = {row["编号"]: (row["责任人"], row["说明"]) for row in story.exceptions if row["代码"] == "E102"}
    assert late["E102-SO1"] == ("张三", "订单 SO1 于 2026-10-20 审批，已 17 天，客户签字的确认书仍未收回。")
    assert "E102-SO3" in late
    own = texts(story.next_day["按业务员/张三.xlsx"])
    assert "E102-SO1" in own
    assert "E102-SO3" not in own


def test_a_confirmation_of_an_unknown_order_is_astray_and_one_of_a_known_order_is_not(story: Story) -> None:
    assert [row["编号"] for row in story.exceptions if row["代码"] == "E403"] == ["E403-SO9"]


def test_a_confirmation_that_came_back_on_the_list_is_complete_and_its_page_goes(story: Story) -> None:
    assert lying_in(story.returned, "订单确认") == [PAGES[1]]
    papers = story.office.table("订单状态.xlsx", "单据齐全", "订单号")
    assert {row["订单号"]: row["订单确认书"] for row in papers} == {
        "SO1": date(2026, 11, 6), "SO2": "不需要", "SO3": "未收回", "SO4": "不需要",
    }  # fmt: skip
    assert "E102-SO1" not in texts(story.returned["异常报告.xlsx"])


def test_the_papers_dropped_back_are_our_own_reports_and_read_as_nothing(story: Story) -> None:
    received = story.office.table("收件记录.xlsx", "收件记录", "文件")
    ours = {row["文件"]: (row["结果"], row["接受"]) for row in received if row["工作表"] in ("订单确认书", "发货通知")}
    assert ours == {"SO3_乙公司.xlsx": ("忽略", 0), "李四.xlsx": ("忽略", 0)}


def test_a_day_s_notices_tell_each_salesperson_of_their_own_customers_alone_and_no_price(story: Story) -> None:
    assert lying_in(story.first, "发货通知") == ["发货通知/2026-11-04/张三.xlsx", "发货通知/2026-11-05/李四.xlsx"]
    said = texts(story.first["发货通知/2026-11-04/张三.xlsx"])
    for wanted in ("CK1", "SO1", "合页", "3", "物流", "顺达物流", "SD8841", "13800138000", "甲路 1 号"):
        assert wanted in said
    assert not {"KD77", "乙公司", "1.25", "3.75"} & set(said)


def test_notices_of_more_than_two_days_of_shipping_ago_go(story: Story) -> None:
    assert lying_in(story.returned, "发货通知") == ["发货通知/2026-11-05/李四.xlsx", "发货通知/2026-11-06/李四.xlsx"]


@pytest.mark.parametrize("number", ["SO1", "甲公司"])
def test_a_trace_of_an_order_or_its_customer_finds_its_confirmation(story: Story, number: str) -> None:
    assert "回单  SO1  未收回单据1106.xlsx" in story.office.hongdan("trace", number).output
