"""Exceptions: what a manager must know of, with whom to ask and what it costs."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, COUNT, DAY, MONEY, TEXT, cell, inner
from schemas.choices import Category, Level
from schemas.words import Words


class Findings(pa.DataFrameModel):
    """One row a thing that one rule found; the same columns for every rule.

    `facts` names the figures of the sentence, as JSON: {"placeholder": "text"}.
    """

    code: str = inner(CODE)
    document_no: str = inner(CODE)
    customer_code: str = inner(CODE)
    customer_name: str = inner(TEXT)
    responsible: str = inner(TEXT)
    amount_fen: pd.Int64Dtype = inner(MONEY)
    days: pd.Int64Dtype = inner(COUNT)
    level: str = inner(CHOICE)
    facts: str = inner(TEXT)
    source: str = inner(TEXT)


class Exceptions(pa.DataFrameModel):
    """One row an exception. Order: level (高 first), code, amount falling, document_no. Source: CONTRACT 5 and 6."""

    exception_id: str = cell("编号", "No", CODE)
    code: str = cell("代码", "Code", CODE)
    category: str = cell("类别", "Category", CHOICE, choices=Category)
    level: str = cell("级别", "Level", CHOICE, choices=Level)
    document_no: str = cell("单据号", "Document", CODE)
    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    responsible: str = cell("责任人", "Responsible", TEXT)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)
    days: pd.Int64Dtype = cell("天数", "Days", COUNT)
    description: str = cell("说明", "Description", TEXT)
    advice: str = cell("建议", "Advice", TEXT)
    source: str = cell("来源", "Source", TEXT)
    handling: str = cell("处理意见", "Handling", TEXT)
    handled_by: str = cell("处理人", "Handled by", TEXT)
    snoozed_until: pd.Timestamp = cell("搁置至", "Put off until", DAY)


class ExceptionTotals(pa.DataFrameModel):
    """One row a category and level in use. Order: as Category and Level. Source: CONTRACT 5, 汇总."""

    category: str = cell("类别", "Category", CHOICE, choices=Category)
    level: str = cell("级别", "Level", CHOICE, choices=Level)
    count: pd.Int64Dtype = cell("件数", "Count", COUNT)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)


EXCEPTIONS = AnswerKind(
    "exceptions", Words("异常明细", "Exceptions"), Exceptions, form=("handling", "handled_by", "snoozed_until")
)
EXCEPTION_TOTALS = AnswerKind("exception_totals", Words("汇总", "Summary"), ExceptionTotals)
