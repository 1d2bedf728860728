"""Returns 退货: goods that came back from a customer."""

import pandas as pd

from schemas.cells import CODE, COUNT, DAY, MONEY, PRICE, QUANTITY, TEXT, cell, rule
from schemas.sheets.goods import Multiplies, with_amount
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Returns(Multiplies):
    """One row a returned line. Document: return_no. Source: CONTRACT 3, returns."""

    return_no: str = cell(
        "退货单号", "Return no", CODE, required=True, document=True, longest=40, example="TH20261012-001"
    )
    line_no: pd.Int64Dtype = cell("行号", "Line no", COUNT, "项次", "line", rules={"ge": 1}, example="1")
    return_date: pd.Timestamp = cell("退货日期", "Return date", DAY, required=True, document=True, example="2026-10-12")
    shipment_no: str = cell(
        "出库单号", "Shipment no", CODE, "送货单号", "发货单号", "销售出库单号", example="CK20261008-001"
    )
    order_no: str = cell("订单号", "Order no", CODE, "销售单号", "订单编号", "单号", "SO号", example="SO20261003-001")
    customer_code: str = cell(
        "客户编码", "Customer code", CODE, "客户代码", "客户编号", document=True, example="C001",
        note=Words("不填时取出库单的客户，再取订单的客户", "blank: the shipment's, else the order's"),
    )  # fmt: skip
    customer_name: str = cell(
        "客户名称", "Customer", TEXT, "客户", "购货单位", "customer name", document=True, example="示例商贸有限公司"
    )
    product_code: str = cell(
        "产品编码", "Product code", CODE, "货号", "产品编号", "物料编码", "商品编码", example="P1001"
    )
    product_name: str = cell(
        "品名", "Product", TEXT, "产品名称", "货品名称", "商品名称", "product name", example="不锈钢合页"
    )
    spec: str = cell("规格型号", "Spec", TEXT, "规格", "型号", example="100×75×3")
    unit: str = cell("单位", "Unit", TEXT, example="件")
    quantity_e3: pd.Int64Dtype = cell(
        "退货数量",
        "Returned quantity",
        QUANTITY,
        "数量",
        "quantity",
        "qty",
        required=True,
        rules={"gt": 0},
        example="6",
    )
    unit_price_e4: pd.Int64Dtype = cell(
        "单价", "Unit price", PRICE, "退货单价", rules={"ge": 0}, example="12.5",
        note=Words("不填时取出库单的单价，再取订单的单价", "blank: the shipment line's, else the order line's"),
    )  # fmt: skip
    amount_fen: pd.Int64Dtype = cell(
        "退货金额", "Returned amount", MONEY, "金额", "amount", rules={"ge": 0}, example="75"
    )
    reason: str = cell("退货原因", "Reason", TEXT, "原因", example="孔位偏差")
    remark: str = cell("备注", "Remark", TEXT, "说明")

    @rule("return_without_value", "product_code", "product_name", "unit_price_e4", "amount_fen")
    def value_can_be_known(cls, rows: pd.DataFrame) -> pd.Series:
        """A product, a unit price or an amount: without any, nobody knows what came back or what it was worth."""
        return rows[["product_code", "product_name", "unit_price_e4", "amount_fen"]].notna().any(axis=1)

    @rule("return_without_customer", "customer_code", "customer_name", "shipment_no", "order_no")
    def customer_can_be_known(cls, rows: pd.DataFrame) -> pd.Series:
        """A customer, or a shipment or order that has one."""
        return rows[["customer_code", "customer_name", "shipment_no", "order_no"]].notna().any(axis=1)


RETURNS = SheetKind(
    name="returns",
    label=Words("退货", "Returns"),
    model=Returns,
    document=("return_no",),
    row_key=("return_no", "line_no"),
    complete=with_amount,
    dated="return_date",
    books=True,
)
