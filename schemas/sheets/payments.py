"""Payments 收款: what customers paid, and what they paid it for."""

import pandas as pd

from schemas.cells import CHOICE, CODE, DAY, MONEY, TEXT, cell, rule
from schemas.choices import ReceiptKind
from schemas.sheets.goods import NamesCustomer
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Payments(NamesCustomer):
    """One row a part of a receipt. Document: receipt_no. Source: CONTRACT 3, payments."""

    receipt_no: str = cell(
        "收款单号", "Receipt no", CODE, "流水号", "收据号", required=True, longest=40, example="SK20261020-001"
    )
    received_date: pd.Timestamp = cell(
        "收款日期", "Received date", DAY, "到账日期", "received on", required=True, document=True, example="2026-10-20"
    )
    customer_code: str = cell(
        "客户编码", "Customer code", CODE, "客户代码", "客户编号", document=True, example="C001",
        note=Words("客户编码和客户名称至少填一个", "the customer's code or name is required"),
    )  # fmt: skip
    customer_name: str = cell(
        "客户名称",
        "Customer",
        TEXT,
        "客户",
        "购货单位",
        "付款单位",
        "customer name",
        document=True,
        example="示例商贸有限公司",
    )
    amount_fen: pd.Int64Dtype = cell(
        "收款金额", "Amount", MONEY, "金额", "到账金额", required=True, rules={"ne": 0}, example="5000",
        note=Words("退款填负数", "negative: a refund"),
    )  # fmt: skip
    write_off_fen: pd.Int64Dtype = cell(
        "抹零", "Write-off", MONEY, "零头", "write off", default=0, rules={"ge": 0}, example="3.7",
        note=Words("有抹零必须写备注", "needs a remark"),
    )  # fmt: skip
    kind: str = cell(
        "款项类型", "Receipt kind", CHOICE, "收款类型",
        choices=ReceiptKind, default=ReceiptKind.GOODS.value, document=True, example="货款",
    )  # fmt: skip
    method: str = cell("收款方式", "Method", TEXT, "支付方式", example="银行转账")
    order_no: str = cell("订单号", "Order no", CODE, "销售单号", "订单编号", "单号", "SO号", example="")
    shipment_no: str = cell(
        "出库单号", "Shipment no", CODE, "送货单号", "发货单号", "销售出库单号", example="CK20261008-001"
    )
    remark: str = cell("备注", "Remark", TEXT, "说明", example="零头抹去")

    @rule("write_off_needs_remark", "write_off_fen", "remark")
    def write_off_is_explained(cls, rows: pd.DataFrame) -> pd.Series:
        """A write-off has a remark."""
        return (rows["write_off_fen"].fillna(0) == 0) | rows["remark"].notna()


PAYMENTS = SheetKind(
    name="payments",
    label=Words("收款", "Payments"),
    model=Payments,
    document=("receipt_no",),
    row_key=("receipt_no", "order_no", "shipment_no"),
    dated="received_date",
    books=True,
)
