"""Exceptions: what a manager must know of, with whom to ask and what it costs."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, COUNT, DAY, MONEY, TEXT, cell, inner
from schemas.choices import Category, Level, Standing
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
    """One row an exception. Order: level (高 first), code, amount falling, document_no. Source: CONTRACT 5 and 6.

    `facts_version` tells other facts apart. `standing`, `first_seen` and `times` (the reports that found it) come from
    the memory; the form holds the answer on file, whether it still covers these facts or not.
    """

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
    standing: str = cell("状态", "Standing", CHOICE, choices=Standing)
    first_seen: pd.Timestamp = cell("首次发现", "First found", DAY)
    handling: str = cell("处理意见", "Handling", TEXT)
    handled_by: str = cell("处理人", "Handled by", TEXT)
    snoozed_until: pd.Timestamp = cell("搁置至", "Put off until", DAY)
    times: pd.Int64Dtype = cell("出现次数", "Times reported", COUNT)
    facts_version: str = cell("版本", "Version", CODE)


class HandledExceptions(Exceptions):
    """One row an exception that its answer covers. `answered_on`: the first report to meet it. Order: as Exceptions."""

    answered_on: pd.Timestamp = cell("答复日期", "Answered on", DAY)


class ClearedExceptions(pa.DataFrameModel):
    """One row an exception that the last report found and this one no longer does. Order: as Exceptions.

    `open_days`: how long it stood, since it was found or came back.
    """

    exception_id: str = cell("编号", "No", CODE)
    code: str = cell("代码", "Code", CODE)
    category: str = cell("类别", "Category", CHOICE, choices=Category)
    level: str = cell("级别", "Level", CHOICE, choices=Level)
    document_no: str = cell("单据号", "Document", CODE)
    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    responsible: str = cell("责任人", "Responsible", TEXT)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)
    first_seen: pd.Timestamp = cell("首次发现", "First found", DAY)
    open_days: pd.Int64Dtype = cell("存续天数", "Days open", COUNT)


class ExceptionTotals(pa.DataFrameModel):
    """One row a category and level in use. Order: as Category and Level. Source: CONTRACT 5, 汇总; issue 5, point 8.

    `count` and `amount_fen` are of those that stand open; new, overdue and cleared as in ReportedTotals.
    """

    category: str = cell("类别", "Category", CHOICE, choices=Category)
    level: str = cell("级别", "Level", CHOICE, choices=Level)
    count: pd.Int64Dtype = cell("件数", "Count", COUNT)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)
    new_count: pd.Int64Dtype = cell("新增", "New", COUNT)
    new_fen: pd.Int64Dtype = cell("新增金额", "New amount", MONEY)
    overdue_count: pd.Int64Dtype = cell("超期", "Overdue", COUNT)
    overdue_fen: pd.Int64Dtype = cell("超期金额", "Overdue amount", MONEY)
    cleared_count: pd.Int64Dtype = cell("消除", "Cleared", COUNT)
    cleared_fen: pd.Int64Dtype = cell("消除金额", "Cleared amount", MONEY)


class ExceptionWeeks(pa.DataFrameModel):
    """One row a week with a report, the last one ending on the day of the answer. Order: week_end.

    Open ones as the week's last report had them; new and cleared ones of all its reports together.
    """

    week_end: pd.Timestamp = cell("截止日", "Week to", DAY)
    open_count: pd.Int64Dtype = cell("未处理", "Open", COUNT)
    high_count: pd.Int64Dtype = cell("其中高", "High", COUNT)
    open_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)
    new_count: pd.Int64Dtype = cell("新增", "New", COUNT)
    cleared_count: pd.Int64Dtype = cell("消除", "Cleared", COUNT)


FORM = ("handling", "handled_by", "snoozed_until")
KNOWN_BY = ("exception_id", "handling", "snoozed_until")

EXCEPTIONS = AnswerKind(
    "exceptions", Words("异常明细", "Exceptions"), Exceptions, form=FORM, dropped_back="handlings", known_by=KNOWN_BY
)
HANDLED_EXCEPTIONS = AnswerKind(
    "handled_exceptions",
    Words("已处理", "Handled"),
    HandledExceptions,
    form=FORM,
    dropped_back="handlings",
    known_by=KNOWN_BY,
)
CLEARED_EXCEPTIONS = AnswerKind("cleared_exceptions", Words("本期消除", "Cleared"), ClearedExceptions)
CATEGORY_EXCEPTIONS = AnswerKind(
    "category_exceptions",
    Words("异常分类", "Exceptions by category"),
    Exceptions,
    known_by=("exception_id", "document_no", "description", "advice"),
)
"""A category's exceptions, or the list without its form: nothing to read back."""
EXCEPTION_TOTALS = AnswerKind("exception_totals", Words("汇总", "Summary"), ExceptionTotals)
