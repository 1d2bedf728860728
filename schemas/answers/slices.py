"""Slices: what is open of each salesperson's orders, slips, exceptions and customers, and of nobody else's."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.exceptions import Exceptions
from schemas.answers.kind import AnswerKind
from schemas.answers.orders import OrderStatus
from schemas.answers.slips import OutstandingSlips
from schemas.cells import CODE, COUNT, MONEY, TEXT, cell, inner
from schemas.words import Words


class OpenOrders(OrderStatus):
    """One row an order that is not completed, cancelled or rejected; `owner` is whose it is. Order: as OrderStatus."""

    owner: str = inner(TEXT)


class OwnSlips(OutstandingSlips):
    """One row a slip to chase; `order_no` names the owner's orders alone. Order: as OutstandingSlips."""

    owner: str = inner(TEXT)


class OwnExceptions(Exceptions):
    """One row an open exception; where its sentence may name others' documents it only says what rule it is.

    Order: as Exceptions.
    """

    owner: str = inner(TEXT)


class CustomerBalances(pa.DataFrameModel):
    """One row a customer with anything open on the day. balance = the sum of the six ageing columns.

    Order: balance falling, then customer_code.
    """

    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    balance_fen: pd.Int64Dtype = cell("余额", "Balance", MONEY)
    not_due_fen: pd.Int64Dtype = cell("未到期", "Not due", MONEY)
    overdue_1_30_fen: pd.Int64Dtype = cell("逾期1–30", "Overdue 1–30", MONEY)
    overdue_31_60_fen: pd.Int64Dtype = cell("逾期31–60", "Overdue 31–60", MONEY)
    overdue_61_90_fen: pd.Int64Dtype = cell("逾期61–90", "Overdue 61–90", MONEY)
    overdue_over_90_fen: pd.Int64Dtype = cell("逾期90以上", "Overdue over 90", MONEY)
    prepaid_fen: pd.Int64Dtype = cell("预收", "Prepaid", MONEY)
    deposit_held_fen: pd.Int64Dtype = cell("定金余额", "Deposit held", MONEY)
    outstanding_count: pd.Int64Dtype = cell("未回单数", "Slips outstanding", COUNT)
    owner: str = inner(TEXT)


class SliceSummary(pa.DataFrameModel):
    """One row a thing to do, in the order in which it matters."""

    topic: str = cell("待办", "To do", TEXT)
    count: pd.Int64Dtype = cell("件数", "Count", COUNT)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)


CUSTOMER_BALANCES = AnswerKind("customer_balances", Words("客户余额", "Customer balances"), CustomerBalances)
SLICE_SUMMARY = AnswerKind("slice_summary", Words("我的待办", "To do"), SliceSummary)
