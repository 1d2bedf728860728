"""Shipments 出库单: what left the warehouse, how, and who paid the freight."""

import pandas as pd

from schemas.cells import CHOICE, CODE, COUNT, DAY, FLAG, MONEY, PRICE, QUANTITY, TEXT, cell
from schemas.choices import DeliveryMethod, FreightTerms
from schemas.sheets.goods import Gifts, Multiplies, NamesProduct, with_amount
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Shipments(NamesProduct, Multiplies, Gifts):
    """One row a shipment line. Document: shipment_no. Source: CONTRACT 3, shipments."""

    shipment_no: str = cell(
        "出库单号", "Shipment no", CODE, "送货单号", "发货单号", "销售出库单号",
        required=True, document=True, longest=40, example="CK20261008-001",
    )  # fmt: skip
    line_no: pd.Int64Dtype = cell("行号", "Line no", COUNT, "项次", "line", rules={"ge": 1}, example="1")
    ship_date: pd.Timestamp = cell(
        "发货日期", "Ship date", DAY, "出库日期", "送货日期", required=True, document=True, example="2026-10-08"
    )
    order_no: str = cell(
        "订单号", "Order no", CODE, "销售单号", "订单编号", "单号", "SO号", example="SO20261003-001",
        note=Words("不填会列入异常 E402", "blank is listed as exception E402"),
    )  # fmt: skip
    customer_code: str = cell(
        "客户编码", "Customer code", CODE, "客户代码", "客户编号", document=True, example="C001",
        note=Words("不填时取订单的客户", "blank: the order's customer"),
    )  # fmt: skip
    customer_name: str = cell(
        "客户名称", "Customer", TEXT, "客户", "购货单位", "customer name", document=True, example="示例商贸有限公司"
    )
    product_code: str = cell(
        "产品编码", "Product code", CODE, "货号", "产品编号", "物料编码", "商品编码", example="P1001",
        note=Words("产品编码和品名至少填一个", "the product's code or name is required"),
    )  # fmt: skip
    product_name: str = cell(
        "品名", "Product", TEXT, "产品名称", "货品名称", "商品名称", "product name", example="不锈钢合页"
    )
    spec: str = cell("规格型号", "Spec", TEXT, "规格", "型号", example="100×75×3")
    unit: str = cell("单位", "Unit", TEXT, example="件")
    quantity_e3: pd.Int64Dtype = cell(
        "数量",
        "Quantity",
        QUANTITY,
        "发货数量",
        "出库数量",
        "送货数量",
        "qty",
        required=True,
        rules={"gt": 0},
        example="60",
    )
    unit_price_e4: pd.Int64Dtype = cell(
        "单价", "Unit price", PRICE, "含税单价", rules={"ge": 0}, example="12.5",
        note=Words("不填时取订单的单价", "blank: the order line's"),
    )  # fmt: skip
    amount_fen: pd.Int64Dtype = cell(
        "金额", "Amount", MONEY, "小计金额", "含税金额", rules={"ge": 0}, example="750",
        note=Words("等于数量×单价，相差不超过 0.01", "quantity × unit price, within 0.01"),
    )  # fmt: skip
    is_gift: pd.BooleanDtype = cell(
        "赠品", "Gift", FLAG, "是否赠品", "赠送", default=False, example="否",
        note=Words("赠品的单价和金额填 0 或不填", "a gift's price and amount are 0 or blank"),
    )  # fmt: skip
    delivery_method: str = cell(
        "送货方式", "Delivery method", CHOICE, "运输方式", "发货方式",
        choices=DeliveryMethod, default=DeliveryMethod.OWN.value, document=True, example="物流",
    )  # fmt: skip
    carrier: str = cell("物流公司", "Carrier", TEXT, "承运商", "快递公司", document=True, example="示例物流")
    waybill_no: str = cell("运单号", "Waybill no", CODE, "物流单号", "快递单号", document=True, example="YD0008841")
    driver: str = cell("司机", "Driver", TEXT, "送货人", document=True)
    freight_fen: pd.Int64Dtype = cell(
        "运费", "Freight", MONEY, "运费金额", document=True, rules={"ge": 0}, example="120",
        note=Words("每张出库单只计一次", "counted once a document"),
    )  # fmt: skip
    freight_terms: str = cell(
        "运费方式", "Freight terms", CHOICE, "运费承担", choices=FreightTerms, document=True, example="垫付",
        note=Words("有运费时必须说明谁承担", "who bears the freight"),
    )  # fmt: skip
    remark: str = cell("备注", "Remark", TEXT, "说明")


SHIPMENTS = SheetKind(
    name="shipments",
    label=Words("出库单", "Shipments"),
    model=Shipments,
    document=("shipment_no",),
    row_key=("shipment_no", "line_no"),
    complete=with_amount,
    dated="ship_date",
    books=True,
)
