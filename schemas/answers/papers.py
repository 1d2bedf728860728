"""Papers: which of an order's papers are on file, so that its file can be pulled and completed."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, COUNT, DAY, FLAG, MONEY, TEXT, cell, inner
from schemas.choices import Stage
from schemas.words import Words


class Papers(pa.DataFrameModel):
    """One row an order. Order: customer_po (the contract's number; blank last), customer_code, order_no.

    Of each paper the day of the last one, blank while one is lacking; `…_said` is then why. Source: issue 5, 单据齐全.
    """

    customer_po: str = cell("客户PO号", "Customer PO", CODE)
    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    order_no: str = cell("订单号", "Order no", CODE)
    salesperson: str = cell("业务员", "Salesperson", TEXT)
    stage: str = cell("状态", "Stage", CHOICE, choices=Stage)
    amount_fen: pd.Int64Dtype = cell("订单金额", "Order amount", MONEY)
    ordered_on: pd.Timestamp = cell("订单", "Order", DAY)
    reviewed_on: pd.Timestamp = cell("审核", "Review", DAY)
    shipped_on: pd.Timestamp = cell("出库", "Shipment", DAY)
    shipment_count: pd.Int64Dtype = cell("出库单数", "Shipments", COUNT)
    waybill_on: pd.Timestamp = cell("运单", "Waybill", DAY)
    signed_on: pd.Timestamp = cell("红单签字", "Signed slip", DAY)
    handed_on: pd.Timestamp = cell("交单", "Handed over", DAY)
    paid_on: pd.Timestamp = cell("收款", "Paid", DAY)
    complete: pd.BooleanDtype = cell("齐全", "Complete", FLAG)
    lacking: str = cell("缺什么", "What is lacking", TEXT)
    confirmed_on: pd.Timestamp = cell("订单确认书", "Confirmation", DAY)
    source: str = cell("来源", "Source", TEXT)
    reviewed_said: str = inner(TEXT)
    shipped_said: str = inner(TEXT)
    waybill_said: str = inner(TEXT)
    signed_said: str = inner(TEXT)
    handed_said: str = inner(TEXT)
    paid_said: str = inner(TEXT)
    confirmed_said: str = inner(TEXT)


PAPERS = AnswerKind("papers", Words("单据齐全", "Papers"), Papers)
