"""Confirmations 对账确认: what a customer says of a statement, on the form that stands in its workbook."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CHOICE, CODE, DAY, MONEY, TEXT, cell, rule
from schemas.choices import Agreement
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Confirmations(pa.DataFrameModel):
    """One row an answer. Document: statement_no, which changes with the statement's figures.

    Source: issue "Statements that an accountant signs", the sheet 对账确认.
    """

    statement_no: str = cell(
        "对账单号", "Statement no", CODE, required=True, example="202610-C001-7F3A91",
        note=Words("照对账单上的写，不要改", "as it stands on the statement; leave it as it is"),
    )  # fmt: skip
    customer_code: str = cell("客户编码", "Customer code", CODE, document=True, example="C001")
    customer_name: str = cell("客户名称", "Customer", TEXT, document=True, example="示例商贸有限公司")
    month: str = cell("对账月份", "Statement month", CODE, document=True, example="2026-10")
    closing_fen: pd.Int64Dtype = cell("我方余额", "Our balance", MONEY, document=True, example="14305.6")
    result: str = cell(
        "对账结果", "Result", CHOICE, "核对结果", may_be_blank=True, document=True, choices=Agreement, example="相符"
    )
    their_balance_fen: pd.Int64Dtype = cell(
        "对方余额", "Your balance", MONEY, "贵方余额", document=True, example="14305.6",
        note=Words("不符时必填：贵方账上的余额", "required if it differs: the balance in your books"),
    )  # fmt: skip
    difference: str = cell("差异说明", "Difference", TEXT, document=True, example="")
    confirmed_by: str = cell("确认人", "Confirmed by", TEXT, document=True, example="王五")
    confirmed_date: pd.Timestamp = cell("确认日期", "Confirmed on", DAY, document=True, example="2026-11-03")

    @rule("result_missing", "result")
    def result_is_there(cls, rows: pd.DataFrame) -> pd.Series:
        """What is filled in at all says whether it agrees."""
        return rows["result"].notna()

    @rule("differs_without_figure", "their_balance_fen", "result")
    def difference_has_its_figure(cls, rows: pd.DataFrame) -> pd.Series:
        """A balance that differs is told."""
        return (rows["result"] != Agreement.DIFFERS.value) | rows["their_balance_fen"].notna()

    @rule("agrees_on_another_figure", "their_balance_fen", "result")
    def agreement_is_one(cls, rows: pd.DataFrame) -> pd.Series:
        """Who agrees has the same balance, if any is told."""
        other = (rows["their_balance_fen"] != rows["closing_fen"]).fillna(False).astype(bool)
        return (rows["result"] != Agreement.AGREES.value) | ~other


FORM = ("result", "their_balance_fen", "difference", "confirmed_by", "confirmed_date")
"""What the customer fills in; the rest is on the form when it is sent."""

CONFIRMATIONS = SheetKind(
    name="confirmations",
    label=Words("对账确认", "Confirmation"),
    model=Confirmations,
    document=("statement_no",),
    row_key=("statement_no",),
    blank_form=FORM,
    replaces=True,
    dated="confirmed_date",
)
