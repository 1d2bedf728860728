"""Carrier bills 运费账单: what a carrier charged us for each waybill of a month."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CODE, COUNT, MONEY, MONTH, TEXT, cell
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class CarrierBills(pa.DataFrameModel):
    """One row a charge. Document: waybill_no + carrier + bill_month, so that a waybill billed in two months is two.

    A waybill that stands twice in one bill is one document of two lines. Source: the issue, carrier bills.
    """

    waybill_no: str = cell(
        "运单号", "Waybill no", CODE, "物流单号", "快递单号", required=True, longest=40, example="YD0008841",
        note=Words("和出库单的运单号对应", "the one on the shipment"),
    )  # fmt: skip
    line_no: pd.Int64Dtype = cell("行号", "Line no", COUNT, "项次", "line", rules={"ge": 1}, example="1")
    carrier: str = cell("物流公司", "Carrier", TEXT, "承运商", "快递公司", example="示例物流")
    amount_fen: pd.Int64Dtype = cell(
        "金额", "Amount", MONEY, "运费", "运费金额", "账单金额", "应付运费", "freight",
        required=True, rules={"ne": 0}, example="120",
        note=Words("冲减的填负数", "negative: a credit"),
    )  # fmt: skip
    bill_month: str = cell(
        "账单月份", "Bill month", MONTH, "结算月份", "账期", "billing month", required=True, example="2026-10"
    )
    remark: str = cell("备注", "Remark", TEXT, "说明")


CARRIER_BILLS = SheetKind(
    name="carrier_bills",
    label=Words("运费账单", "Carrier bills"),
    model=CarrierBills,
    document=("waybill_no", "carrier", "bill_month"),
    row_key=("waybill_no", "carrier", "bill_month", "line_no"),
    replaces=True,
)
