"""Shipping notices: what left for each customer on a day and with whom, for the salesperson to pass on."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, DAY, FLAG, QUANTITY, TEXT, cell, inner
from schemas.choices import DeliveryMethod
from schemas.words import Words


class ShippingNotices(pa.DataFrameModel):
    """One row a shipment line of the last days of shipping; `owner` is the salesperson who tells the customer.

    It has no price, for drivers and customers see it, and no day among its labels, so that it is never read as a sheet
    of shipments. Order: ship_date, owner, customer_code, shipment_no, line_no.
    """

    ship_date: pd.Timestamp = inner(DAY)
    owner: str = inner(TEXT)
    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    shipment_no: str = cell("出库单号", "Shipment no", CODE)
    order_no: str = cell("订单号", "Order no", CODE)
    customer_po: str = cell("客户PO号", "Customer PO", CODE)
    product_name: str = cell("品名", "Product", TEXT)
    spec: str = cell("规格型号", "Spec", TEXT)
    unit: str = cell("单位", "Unit", TEXT)
    quantity_e3: pd.Int64Dtype = cell("本次发货数量", "Sent now", QUANTITY)
    is_gift: pd.BooleanDtype = cell("赠品", "Gift", FLAG)
    delivery_method: str = cell("送货方式", "Delivery method", CHOICE, choices=DeliveryMethod)
    carrier: str = cell("物流公司", "Carrier", TEXT)
    waybill_no: str = cell("运单号", "Waybill no", CODE)
    driver: str = cell("司机", "Driver", TEXT)
    contact: str = cell("联系人", "Contact", TEXT)
    phone: str = cell("联系电话", "Phone", CODE)
    address: str = cell("收货地址", "Address", TEXT)


SHIPPING_NOTICES = AnswerKind(
    "shipping_notices",
    Words("发货通知", "Shipping notices"),
    ShippingNotices,
    known_by=("shipment_no", "quantity_e3", "waybill_no", "address"),
)
