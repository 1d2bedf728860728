"""Intake: what became of every sheet that was dropped, and what to mend."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, COUNT, DAY, TEXT, cell
from schemas.choices import Outcome
from schemas.words import Words


class IntakeReport(pa.DataFrameModel):
    """One row a sheet of each file's last version, or a refused file. rows = accepted + held + repeated + ignored.

    Order: file, then as the sheets stand. Source: CONTRACT 5, 收件记录.
    """

    file: str = cell("文件", "File", TEXT)
    sheet: str = cell("工作表", "Sheet", TEXT)
    kind: str = cell("类型", "Kind", TEXT)
    outcome: str = cell("结果", "Outcome", CHOICE, choices=Outcome)
    rows: pd.Int64Dtype = cell("行数", "Rows", COUNT)
    accepted: pd.Int64Dtype = cell("接受", "Accepted", COUNT)
    held: pd.Int64Dtype = cell("退回", "Held back", COUNT)
    repeated: pd.Int64Dtype = cell("重复", "Repeated", COUNT)
    ignored: pd.Int64Dtype = cell("忽略", "Ignored", COUNT)
    notes: str = cell("说明", "Notes", TEXT)
    taken_in: pd.Timestamp = cell("收件时间", "Taken in", DAY)


class ProblemList(pa.DataFrameModel):
    """One row a problem of a file. Order: as the cells stand. Source: CONTRACT 5, 问题清单."""

    sheet: str = cell("工作表", "Sheet", TEXT)
    row: pd.Int64Dtype = cell("行", "Row", COUNT)
    column: str = cell("列", "Column", CODE)
    field: str = cell("字段", "Field", TEXT)
    typed: str = cell("原值", "Typed", TEXT)
    problem: str = cell("问题", "Problem", TEXT)
    remedy: str = cell("怎么改", "What to do", TEXT)
    suggestion: str = cell("建议值", "Suggested", TEXT)


class CustomerUpdates(pa.DataFrameModel):
    """One row a customer and field that an order gives differently from the master.

    Order: customer_code, then contact, phone, address. Source: CONTRACT 5, 客户资料更新.
    """

    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    field: str = cell("字段", "Field", TEXT)
    on_file: str = cell("现有资料", "On file", TEXT)
    on_order: str = cell("订单资料", "On the order", TEXT)
    order_no: str = cell("订单号", "Order no", CODE)
    order_date: pd.Timestamp = cell("下单日期", "Order date", DAY)
    source: str = cell("来源", "Source", TEXT)


INTAKE_REPORT = AnswerKind("intake_report", Words("收件记录", "Intake"), IntakeReport)
PROBLEM_LIST = AnswerKind(
    "problem_list",
    Words("问题清单", "Problems"),
    ProblemList,
    known_by=("sheet", "row", "column", "field", "typed", "problem", "remedy"),
)
CUSTOMER_UPDATES = AnswerKind("customer_updates", Words("客户资料更新", "Customer updates"), CustomerUpdates)
