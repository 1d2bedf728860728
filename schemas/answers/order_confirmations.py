"""Order confirmations: the orders that customers are to sign for and have not, and the lines that they sign."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, COUNT, DAY, FLAG, MONEY, PRICE, QUANTITY, TEXT, cell, inner
from schemas.words import Words


class OrderConfirmations(pa.DataFrameModel):
    """One row an order whose signed confirmation is awaited. Order: approved_on, order_no.

    `contact`, `phone`, `address`: the order's, else the customer's. `credit_days`: blank where the terms have none.
    `deposit_percent`, `deposit_fen`: of 定金 orders. `problem`: whether it is 未收回, or came back 未签字. `promise`:
    the day it is promised for.
    """

    order_no: str = inner(CODE)
    customer_code: str = inner(CODE)
    customer_name: str = inner(TEXT)
    salesperson: str = inner(TEXT)
    customer_po: str = inner(CODE)
    order_date: pd.Timestamp = inner(DAY)
    approved_on: pd.Timestamp = inner(DAY)
    payment_terms: str = inner(CHOICE)
    credit_days: pd.Int64Dtype = inner(COUNT)
    deposit_percent: pd.Int64Dtype = inner(COUNT)
    deposit_fen: pd.Int64Dtype = inner(MONEY)
    contact: str = inner(TEXT)
    phone: str = inner(CODE)
    address: str = inner(TEXT)
    amount_fen: pd.Int64Dtype = inner(MONEY)
    problem: str = inner(CHOICE)
    promise: pd.Timestamp = inner(DAY)
    source: str = inner(TEXT)


class ConfirmedLines(pa.DataFrameModel):
    """One row a line of an order to confirm; a gift has no price. Order: order_no, line_no.

    No label of its figures is one of a sheet of orders, so that a confirmation dropped back is never read as one.
    """

    order_no: str = inner(CODE)
    line_no: pd.Int64Dtype = cell("行号", "Line", COUNT)
    product_code: str = cell("产品编码", "Product code", CODE)
    product_name: str = cell("品名", "Product", TEXT)
    spec: str = cell("规格型号", "Spec", TEXT)
    unit: str = cell("单位", "Unit", TEXT)
    quantity_e3: pd.Int64Dtype = cell("确认数量", "Confirmed quantity", QUANTITY)
    unit_price_e4: pd.Int64Dtype = cell("确认单价", "Confirmed price", PRICE)
    amount_fen: pd.Int64Dtype = cell("确认金额", "Confirmed amount", MONEY)
    is_gift: pd.BooleanDtype = cell("赠品", "Gift", FLAG)
    due_date: pd.Timestamp = cell("确认交期", "Confirmed due date", DAY)
    remark: str = cell("备注", "Remark", TEXT)


CONFIRMED_LINES = AnswerKind(
    "confirmed_lines",
    Words("订单确认书", "Order confirmation"),
    ConfirmedLines,
    known_by=("quantity_e3", "unit_price_e4", "amount_fen", "due_date"),
)
