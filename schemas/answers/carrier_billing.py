"""Carrier bills against our shipments: what was charged for each waybill, and what the freight should be."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, DAY, MONEY, TEXT, cell, inner
from schemas.choices import BillResult, FreightTerms
from schemas.words import Words


class CarrierBilling(pa.DataFrameModel):
    """One row a consignment: the waybills and shipments that belong together, mostly one of each.

    `difference_fen` = billed − freight. Order: result (as BillResult), then waybill_no.
    """

    waybill_no: str = cell("运单号", "Waybill no", CODE)
    carrier: str = cell("物流公司", "Carrier", TEXT)
    bill_month: str = cell("账单月份", "Bill month", TEXT)
    result: str = cell("核对结果", "Result", CHOICE, choices=BillResult)
    billed_fen: pd.Int64Dtype = cell("账单金额", "Billed", MONEY)
    freight_fen: pd.Int64Dtype = cell("我方运费", "Our freight", MONEY)
    difference_fen: pd.Int64Dtype = cell("相差", "Difference", MONEY)
    freight_terms: str = cell("运费方式", "Freight terms", CHOICE, choices=FreightTerms)
    shipment_no: str = cell("出库单号", "Shipment no", CODE)
    ship_date: pd.Timestamp = cell("发货日期", "Ship date", DAY)
    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    source: str = cell("来源", "Source", TEXT)
    salesperson: str = inner(TEXT)


CARRIER_BILLING = AnswerKind("carrier_billing", Words("运费账单", "Carrier bills"), CarrierBilling)
