"""The names of files and sheets, and the labels of columns, as the contract has them, written out here once more."""

import io
from string import ascii_uppercase

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.report.sample_answers import (
    LOOK,
    NOTHING,
    answers,
    every_task,
    intake,
)

CONTRACT = {
    (
        "订单状态.xlsx",
        "订单",
    ): "订单号 客户编码 客户名称 业务员 下单日期 交货日期 优先级 付款方式 状态 订单金额 订单数量 已发数量 "
    "未发数量 出库单数 未回单数 逾期天数 最近发货日期 来源",
    (
        "订单状态.xlsx",
        "明细",
    ): "订单号 行号 产品编码 品名 规格型号 单位 数量 单价 金额 赠品 已发数量 未发数量 交货日期 状态 来源",
    ("订单状态.xlsx", "指标"): "指标 数值 上月 增减",
    (
        "订单状态.xlsx",
        "单据齐全",
    ): "客户PO号 客户编码 客户名称 订单号 订单 审核 出库 运单 红单签字 交单 收款 齐全 缺什么",
    (
        "未收回单据.xlsx",
        "未收回单据",
    ): "出库单号 单据类型 问题 发货日期 天数 账龄 责任人 物流公司 司机 运单号 订单号 客户编码 "
    "客户名称 业务员 金额 垫付运费 回单日期 是否签字 签收人 签收日期 承诺日期 备注",
    (
        "异常报告.xlsx",
        "异常明细",
    ): "编号 代码 类别 级别 单据号 客户编码 客户名称 责任人 金额 天数 说明 建议 来源 处理意见 处理人 搁置至",
    ("异常报告.xlsx", "汇总"): "类别 级别",
    (
        "对账单/2026-10/C003_宏达食品商行.xlsx",
        "对账单",
    ): "日期 类型 单据号 订单号 摘要 数量 单位 单价 应收 已收 余额 回单",
    (
        "对账单/2026-10/对账汇总.xlsx",
        "汇总",
    ): "客户编码 客户名称 业务员 期初余额 本期出库 本期退货 签收短少 垫付运费 本期收款 退款 "
    "抹零 定金冲抵 前期调整 期末余额 未到期 逾期1–30 逾期31–60 逾期61–90 逾期90以上 预收 定金余额 未回单数 文件",
    ("收件记录.xlsx", "收件记录"): "文件 工作表 类型 结果 行数 接受 退回 重复 忽略 说明 收件时间",
    ("客户资料更新.xlsx", "客户资料更新"): "客户编码 客户名称 字段 现有资料 订单资料 订单号 下单日期 来源",
}
CHASE = ["责任人"]
CHASE += [f"{bucket} {what}" for bucket in ("0–7", "8–14", "15–30", "30以上", "合计") for what in ("单数", "金额")]
AT_RISK = [f"{bucket} 风险金额" for bucket in ("0–7", "8–14", "15–30", "30以上", "合计")]

BYTES = {task.path: task.function(*task.args) for task in every_task(answers(), intake(), LOOK)}
EMPTY = {task.path: task.function(*task.args) for task in every_task(NOTHING, intake(), LOOK)}


def header(sheet: Worksheet) -> list[object]:
    """The row that the filter starts at, which is also the one that every page repeats."""
    row = int(sheet.auto_filter.ref.split(":")[0].lstrip("A"))
    assert sheet.print_title_rows == f"${row}:${row}"
    return [cell.value for cell in sheet[row] if cell.value is not None]


@pytest.mark.parametrize("place", CONTRACT)
def test_the_labels_of_the_contract_stand_in_the_header_in_its_order(place: tuple[str, str]):
    path, sheet = place
    wanted = CONTRACT[place].split(" ")
    found = header(openpyxl.load_workbook(io.BytesIO(BYTES[path]))[sheet])
    assert [label for label in found if label in wanted] == wanted


def test_the_chase_summary_has_a_count_and_an_amount_a_bucket():
    found = header(openpyxl.load_workbook(io.BytesIO(BYTES["未收回单据.xlsx"]))["催收汇总"])
    assert found[: len(CHASE)] == CHASE
    assert found[len(CHASE) :] == [*AT_RISK, "已催 单数", "失约 单数", "平均回单天数", "7天内交回率%"]


def test_the_totals_of_exceptions_have_counts_and_amounts():
    assert header(openpyxl.load_workbook(io.BytesIO(BYTES["异常报告.xlsx"]))["汇总"])[:4] == [
        "类别",
        "级别",
        "件数",
        "金额",
    ]


def test_sheets_stand_in_the_order_of_the_contract():
    names = {path: openpyxl.load_workbook(io.BytesIO(data)).sheetnames for path, data in BYTES.items()}
    assert names["订单状态.xlsx"] == ["订单", "明细", "指标", "单据齐全"]
    assert names["未收回单据.xlsx"][:2] == ["未收回单据", "催收汇总"]
    assert set(names["未收回单据.xlsx"][2:-1]) == {"王师傅", "李师傅", "顺达物流", "远通快运有限公司江海分拨中心"}
    assert names["未收回单据.xlsx"][-1] == "交接清单"
    assert names["异常报告.xlsx"] == [
        "异常明细",
        "汇总",
        "签收",
        "运费",
        "价格",
        "发货",
        "时效",
        "已处理",
        "本期消除",
        "运费账单",
        "生效规则",
    ]
    assert names["对账单/2026-10/对账汇总.xlsx"] == ["汇总", "月结进度"]


@pytest.mark.parametrize("path", EMPTY)
def test_a_workbook_without_rows_has_its_headers_all_the_same(path: str):
    book = openpyxl.load_workbook(io.BytesIO(EMPTY[path]))
    for sheet in book.worksheets:
        assert header(sheet)


@pytest.mark.parametrize("path", BYTES)
def test_every_sheet_lies_on_a4_as_wide_as_one_page_with_numbered_pages(path: str):
    for sheet in openpyxl.load_workbook(io.BytesIO(BYTES[path])).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        one_page = sheet.title in ("对账单", "订单确认书") or (path, sheet.title) == ("异常报告.xlsx", "汇总")
        assert sheet.page_setup.fitToHeight == (None if one_page else 0)
        assert sheet.oddFooter.right.text == "第 &P 页 / 共 &N 页"
        row = int(sheet.auto_filter.ref.split(":")[0].lstrip("A"))
        assert sheet.freeze_panes.lstrip("ABC") == str(row + 1)


@pytest.mark.parametrize("sheet", ["未收回单据", "王师傅", "李师傅", "顺达物流", "远通快运有限公司江海分拨中心"])
def test_below_the_rows_of_a_form_stands_nothing_but_its_total(sheet: str):
    found = openpyxl.load_workbook(io.BytesIO(BYTES["未收回单据.xlsx"]))[sheet]
    last = int(found.auto_filter.ref.split(":")[1].lstrip(ascii_uppercase))
    below = [row for row in found.iter_rows(min_row=last + 1, values_only=True) if any(row)]
    assert [row[0] for row in below] == ["合计"]


@pytest.mark.parametrize(
    ("path", "sheet", "last"), [("异常报告.xlsx", "异常明细", "建议"), ("未收回单据.xlsx", "未收回单据", "风险金额")]
)
def test_a_wide_form_is_printed_without_the_columns_to_fill_in_so_that_it_can_be_read(path: str, sheet: str, last: str):
    found = openpyxl.load_workbook(io.BytesIO(BYTES[path]))[sheet]
    printed = found.print_area.split("$")[-2]
    assert found[f"{printed}{found.auto_filter.ref.split(':')[0].lstrip('A')}"].value == last
