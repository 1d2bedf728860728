"""Deposits forfeited: orders whose goods lay ready and were not picked up in time."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CODE, COUNT, DAY, MONEY, TEXT, cell
from schemas.words import Words


class DepositForfeits(pa.DataFrameModel):
    """One row an order picked up too late, or not yet. Order: forfeit falling, then order_no.

    `picked_up_on` is blank until the order is completely shipped; `waiting_days` runs up to that day, else to `as_of`.
    """

    order_no: str = cell("订单号", "Order no", CODE)
    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    salesperson: str = cell("业务员", "Salesperson", TEXT)
    stored_date: pd.Timestamp = cell("入库日期", "Stored date", DAY)
    picked_up_on: pd.Timestamp = cell("提货日期", "Picked up on", DAY)
    waiting_days: pd.Int64Dtype = cell("存放天数", "Days in store", COUNT)
    amount_fen: pd.Int64Dtype = cell("订单金额", "Order amount", MONEY)
    deposit_fen: pd.Int64Dtype = cell("定金", "Deposit", MONEY)
    points: pd.Int64Dtype = cell("罚没点数", "Points", COUNT)
    forfeit_fen: pd.Int64Dtype = cell("罚没金额", "Forfeit", MONEY)
    prepayment_fen: pd.Int64Dtype = cell("超过 20% 的部分", "Above 20 %", MONEY)
    source: str = cell("来源", "Source", TEXT)


DEPOSIT_FORFEITS = AnswerKind("deposit_forfeits", Words("定金罚没", "Deposit forfeits"), DepositForfeits)
