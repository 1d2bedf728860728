"""Statements: the lines of a customer's account, what they leave open, and the month's totals."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, COUNT, DAY, FLAG, MONEY, PRICE, QUANTITY, TEXT, cell, inner
from schemas.choices import Ageing, Confirmed, LineKind, SlipState
from schemas.words import Words


class Entries(pa.DataFrameModel):
    """One row an entry in a customer's account, of all time up to `as_of`; every statement is cut from these.

    balance effect = receivable_fen − received_fen. Document-level entries (freight, receipts) have no line_no.
    `target_order`, `target_shipment`: what a credit names, blank where it names nothing it may pay.
    Order: customer_code, date, kind (as LineKind), document_no, line_no. Source: CONTRACT 4, the table of kinds.
    """

    customer_code: str = inner(CODE)
    date: pd.Timestamp = inner(DAY)
    kind: str = inner(CHOICE)
    document_no: str = inner(CODE)
    line_no: pd.Int64Dtype = inner(COUNT)
    order_no: str = inner(CODE)
    shipment_no: str = inner(CODE)
    target_order: str = inner(CODE)
    target_shipment: str = inner(CODE)
    freight_first: pd.BooleanDtype = inner(FLAG)
    summary: str = inner(TEXT)
    quantity_e3: pd.Int64Dtype = inner(QUANTITY)
    unit: str = inner(TEXT)
    unit_price_e4: pd.Int64Dtype = inner(PRICE)
    receivable_fen: pd.Int64Dtype = inner(MONEY)
    received_fen: pd.Int64Dtype = inner(MONEY)
    is_gift: pd.BooleanDtype = inner(FLAG)
    source: str = inner(TEXT)


class Deposits(pa.DataFrameModel):
    """One row a document by which a held deposit changes.

    `held_fen`: plus when paid in, minus when applied or paid back; its sum up to a day is what is held then.
    Order: customer_code, date, order_no. Source: CONTRACT 4, deposits.
    """

    customer_code: str = inner(CODE)
    date: pd.Timestamp = inner(DAY)
    order_no: str = inner(CODE)
    document_no: str = inner(CODE)
    held_fen: pd.Int64Dtype = inner(MONEY)
    applied: pd.BooleanDtype = inner(FLAG)
    summary: str = inner(TEXT)
    source: str = inner(TEXT)


class OpenItems(pa.DataFrameModel):
    """One row a document not settled on the day: a debit still open, or a credit with something left (negative).

    Goods, freight, refunds and the opening balance are documents of their own. The sum over a customer is the
    balance of that day. Order: customer_code, due_date, date, document_no. Source: CONTRACT 4, allocation and ageing.
    """

    customer_code: str = inner(CODE)
    kind: str = inner(TEXT)
    document_no: str = inner(CODE)
    order_no: str = inner(CODE)
    date: pd.Timestamp = inner(DAY)
    due_date: pd.Timestamp = inner(DAY)
    amount_fen: pd.Int64Dtype = inner(MONEY)
    open_fen: pd.Int64Dtype = inner(MONEY)
    ageing: str = cell("账龄", "Ageing", CHOICE, choices=Ageing)


class Allocations(pa.DataFrameModel):
    """One row a payment: a credit, a debit, and how much. Source: CONTRACT 4, allocation.

    `by_name`: made because the credit names the debit. Order: customer_code, then as the credits come, what they name
    first.
    """

    customer_code: str = inner(CODE)
    credit_kind: str = inner(TEXT)
    credit_no: str = inner(CODE)
    credit_date: pd.Timestamp = inner(DAY)
    debit_kind: str = inner(TEXT)
    debit_no: str = inner(CODE)
    debit_order_no: str = inner(CODE)
    debit_date: pd.Timestamp = inner(DAY)
    by_name: pd.BooleanDtype = inner(FLAG)
    paid_fen: pd.Int64Dtype = inner(MONEY)


class StatementLines(pa.DataFrameModel):
    """One row a line of a customer's month, between 期初 and 期末余额. Source: CONTRACT 5, 对账单.

    Order: customer_code, then as the lines stand. `balance_fen` runs from the opening balance. `allocation`: what
    became of the line's document until the month's end.
    """

    customer_code: str = inner(CODE)
    date: pd.Timestamp = cell("日期", "Date", DAY)
    kind: str = cell("类型", "Kind", CHOICE, choices=LineKind)
    document_no: str = cell("单据号", "Document", CODE)
    order_no: str = cell("订单号", "Order no", CODE)
    summary: str = cell("摘要", "Summary", TEXT)
    quantity_e3: pd.Int64Dtype = cell("数量", "Quantity", QUANTITY)
    unit: str = cell("单位", "Unit", TEXT)
    unit_price_e4: pd.Int64Dtype = cell("单价", "Unit price", PRICE)
    receivable_fen: pd.Int64Dtype = cell("应收", "Receivable", MONEY)
    received_fen: pd.Int64Dtype = cell("已收", "Received", MONEY)
    balance_fen: pd.Int64Dtype = cell("余额", "Balance", MONEY)
    slip_state: str = cell("回单", "Slip", CHOICE, choices=SlipState)
    allocation: str = cell("核销", "Allocation", TEXT)
    source: str = inner(TEXT)


class StatementGoods(pa.DataFrameModel):
    """One row a shipment line of the month. Order: customer_code, date, document_no, line_no.

    No label of it is one that a sheet of shipments or orders must have, so that it is never read as one.
    """

    customer_code: str = inner(CODE)
    date: pd.Timestamp = cell("出库日期", "Shipped on", DAY)
    document_no: str = cell("单据号", "Document", CODE)
    line_no: pd.Int64Dtype = cell("行号", "Line", COUNT)
    order_no: str = cell("订单号", "Order no", CODE)
    product_code: str = cell("产品编码", "Product code", CODE)
    product_name: str = cell("品名", "Product", TEXT)
    spec: str = cell("规格型号", "Spec", TEXT)
    unit: str = cell("单位", "Unit", TEXT)
    quantity_e3: pd.Int64Dtype = cell("数量", "Quantity", QUANTITY)
    unit_price_e4: pd.Int64Dtype = cell("单价", "Unit price", PRICE)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)
    is_gift: pd.BooleanDtype = cell("赠品", "Gift", FLAG)


class StatementTotals(pa.DataFrameModel):
    """One row a customer and month, signs as they move the balance. Order: customer_code. Source: CONTRACT 5, 对账汇总.

    opening + shipped + returned + shortage + freight + received + refunded + written off + deposits applied +
    adjusted = closing = the sum of the six ageing columns. `file`: the statement's name, or why there is none.
    `confirmed`, `statement_no`: of those that get a statement.
    """

    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    salesperson: str = cell("业务员", "Salesperson", TEXT)
    opening_fen: pd.Int64Dtype = cell("期初余额", "Opening balance", MONEY)
    shipped_fen: pd.Int64Dtype = cell("本期出库", "Shipped", MONEY)
    returned_fen: pd.Int64Dtype = cell("本期退货", "Returned", MONEY)
    shortage_fen: pd.Int64Dtype = cell("签收短少", "Short receipt", MONEY)
    freight_fen: pd.Int64Dtype = cell("垫付运费", "Advanced freight", MONEY)
    received_fen: pd.Int64Dtype = cell("本期收款", "Received", MONEY)
    refunded_fen: pd.Int64Dtype = cell("退款", "Refunded", MONEY)
    write_off_fen: pd.Int64Dtype = cell("抹零", "Write-off", MONEY)
    deposit_applied_fen: pd.Int64Dtype = cell("定金冲抵", "Deposit applied", MONEY)
    adjustment_fen: pd.Int64Dtype = cell("前期调整", "Prior-period adjustment", MONEY)
    closing_fen: pd.Int64Dtype = cell("期末余额", "Closing balance", MONEY)
    not_due_fen: pd.Int64Dtype = cell("未到期", "Not due", MONEY)
    overdue_1_30_fen: pd.Int64Dtype = cell("逾期1–30", "Overdue 1–30", MONEY)
    overdue_31_60_fen: pd.Int64Dtype = cell("逾期31–60", "Overdue 31–60", MONEY)
    overdue_61_90_fen: pd.Int64Dtype = cell("逾期61–90", "Overdue 61–90", MONEY)
    overdue_over_90_fen: pd.Int64Dtype = cell("逾期90以上", "Overdue over 90", MONEY)
    prepaid_fen: pd.Int64Dtype = cell("预收", "Prepaid", MONEY)
    deposit_held_fen: pd.Int64Dtype = cell("定金余额", "Deposit held", MONEY)
    outstanding_count: pd.Int64Dtype = cell("未回单数", "Slips outstanding", COUNT)
    confirmed: str = cell("对账状态", "Confirmed", CHOICE, choices=Confirmed)
    statement_no: str = cell("对账单号", "Statement no", CODE)
    file: str = cell("文件", "File", TEXT)
    has_statement: pd.BooleanDtype = inner(FLAG)


class StatementVersions(pa.DataFrameModel):
    """One row a statement as its figures stand now, of any month. `statement_no` changes with the figures.

    Order: month, customer_code.
    """

    month: pd.Timestamp = inner(DAY)
    customer_code: str = inner(CODE)
    statement_no: str = inner(CODE)
    closing_fen: pd.Int64Dtype = inner(MONEY)


class Disputes(pa.DataFrameModel):
    """One row a customer whose last word on figures that still stand is that they differ. Order: customer_code."""

    customer_code: str = inner(CODE)
    statement_no: str = inner(CODE)
    ours_fen: pd.Int64Dtype = inner(MONEY)
    theirs_fen: pd.Int64Dtype = inner(MONEY)
    difference: str = inner(TEXT)
    source: str = inner(TEXT)


STATEMENT_LINES = AnswerKind(
    "statement_lines",
    Words("对账单", "Statement"),
    StatementLines,
    known_by=("kind", "document_no", "receivable_fen", "received_fen", "balance_fen"),
)
STATEMENT_GOODS = AnswerKind("statement_goods", Words("明细", "Details"), StatementGoods)
STATEMENT_TOTALS = AnswerKind(
    "statement_totals",
    Words("汇总", "Summary"),
    StatementTotals,
    known_by=("shipped_fen", "received_fen", "closing_fen", "not_due_fen", "prepaid_fen"),
)
