"""How different people of the company lay out their sheets: labels, titles, what is merged, added up or extra."""

from dataclasses import dataclass

from pipeline.demo import habits
from pipeline.demo.habits import Habit
from pipeline.demo.names import OUR_NAME


@dataclass(frozen=True)
class Kept:
    """One column of a layout: its label, the field it holds (or an extra of the demo's own), and how it is typed.

    Two columns or more side by side of one `group` have that over their labels, in a row of its own.
    """

    label: str
    field: str
    habit: Habit = habits.TEXT
    group: str = ""


@dataclass(frozen=True)
class Layout:
    """How one person keeps one kind of sheet.

    Attributes:
        kind: The name of the kind in the registry.
        document: The field that tells its documents apart.
        columns: From left to right.
        titles: Lines above the header; `{month}` is filled in.
        merged: Fields whose cells are merged over the rows of a document.
        totals: Fields that are added up in a last row, which begins with 合计.
        page: Rows after which a page ends with 本页合计 and the header is printed again; 0: never.
    """

    kind: str
    document: str
    columns: tuple[Kept, ...]
    titles: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    page: int = 0


SALES_ORDERS = Layout(
    "orders",
    "order_no",
    (
        Kept("订单号", "order_no"),
        Kept("下单日期", "order_date", habits.MOMENT),
        Kept("客户编码", "customer_code"),
        Kept("客户名称", "customer_name"),
        Kept("客户PO号", "customer_po"),
        Kept("业务员", "salesperson"),
        Kept("行号", "line_no", habits.COUNT),
        Kept("产品编码", "product_code"),
        Kept("品名", "product_name"),
        Kept("规格型号", "spec"),
        Kept("单位", "unit"),
        Kept("数量", "quantity_e3", habits.QUANTITY),
        Kept("单价(元)", "unit_price_e4", habits.PRICE),
        Kept("金额(元)", "amount_fen", habits.MONEY),
        Kept("赠品", "is_gift", habits.YES),
        Kept("交货日期", "due_date", habits.DAY),
        Kept("优先级", "priority"),
        Kept("付款方式", "payment_terms"),
        Kept("联系人", "contact"),
        Kept("联系电话", "phone"),
        Kept("收货地址", "address"),
        Kept("业务员确认", "confirmed_by"),
        Kept("审核状态", "review_status"),
        Kept("审核时间", "reviewed_at", habits.MOMENT),
        Kept("备注", "remark"),
    ),
    titles=(f"{OUR_NAME}  销售订单明细", "{month}   内勤：苏玉兰   单位：元"),
    merged=("order_no", "order_date", "customer_code", "customer_name"),
    totals=("quantity_e3", "amount_fen"),
)
SHOP_ORDERS = Layout(
    "orders",
    "order_no",
    (
        Kept("SO号", "order_no"),
        Kept("下单时间", "order_date", habits.CLOCKED),
        Kept("客户", "called"),
        Kept("店铺", "shop"),
        Kept("货号", "product_code"),
        Kept("商品名称", "product_name"),
        Kept("规格", "spec"),
        Kept("单位", "unit"),
        Kept("订货数量", "quantity_e3", habits.WHOLE),
        Kept("含税单价", "unit_price_e4", habits.PRICE),
        Kept("小计金额", "amount_fen", habits.MONEY_TEXT),
        Kept("赠送", "is_gift", habits.TICK),
        Kept("要求交期", "due_date", habits.DOTTED),
        Kept("手机", "phone"),
        Kept("地址", "address"),
        Kept("审批状态", "review_status"),
        Kept("审批时间", "reviewed_at", habits.CLOCKED),
        Kept("打单员", "clerk"),
    ),
)
OWN_SHIPMENTS = Layout(
    "shipments",
    "shipment_no",
    (
        Kept("出库单号", "shipment_no"),
        Kept("发货日期", "ship_date", habits.CHINESE_DAY),
        Kept("订单号", "order_no"),
        Kept("客户名称", "customer_name"),
        Kept("货号", "product_code"),
        Kept("产品名称", "product_name"),
        Kept("规格", "spec"),
        Kept("单位", "unit"),
        Kept("发货数量", "quantity_e3", habits.WHOLE),
        Kept("是否赠品", "is_gift", habits.YES),
        Kept("库位", "shelf"),
        Kept("送货方式", "delivery_method"),
        Kept("司机", "driver"),
        Kept("备注", "remark"),
    ),
    titles=("出库单登记（自送、自提）", "{month}   仓库：苏冬青"),
    totals=("quantity_e3",),
    page=40,
)
FREIGHT_SHIPMENTS = Layout(
    "shipments",
    "shipment_no",
    (
        Kept("送货单号", "shipment_no"),
        Kept("送货日期", "ship_date", habits.DAY_NUMBER),
        Kept("销售单号", "order_no"),
        Kept("代码", "customer_code", group="客户"),
        Kept("名称", "customer_name", group="客户"),
        Kept("产品编码", "product_code"),
        Kept("品名", "product_name"),
        Kept("型号", "spec"),
        Kept("单位", "unit"),
        Kept("送货数量", "quantity_e3", habits.QUANTITY),
        Kept("单价", "unit_price_e4", habits.PRICE),
        Kept("金额", "amount_fen", habits.YUAN),
        Kept("赠品", "is_gift", habits.TICK),
        Kept("发货方式", "delivery_method"),
        Kept("承运商", "carrier"),
        Kept("物流单号", "waybill_no"),
        Kept("金额", "freight_fen", habits.MONEY, group="运费"),
        Kept("承担", "freight_terms", group="运费"),
    ),
    titles=("物流快递发货明细",),
    merged=("shipment_no", "freight_fen"),
)
SLIP_REGISTER = Layout(
    "slips",
    "shipment_no",
    (
        Kept("出库单号", "shipment_no"),
        Kept("出库日", "ship_date", habits.DAY),
        Kept("回单类型", "slip_type"),
        Kept("收回日期", "returned_date", habits.SPELT),
        Kept("客户签字", "signed", habits.SIGNED),
        Kept("签收人", "signed_by"),
        Kept("签收日期", "signed_date", habits.SLASHED),
        Kept("产品编码", "product_code"),
        Kept("签收数量", "received_quantity_e3", habits.QUANTITY),
        Kept("上交日期", "handed_over_date", habits.DAY),
        Kept("签收方式", "evidence"),
        Kept("预计回单日期", "promised_date", habits.DAY),
        Kept("备注", "remark"),
    ),
    titles=("红单、运单收回登记表",),
)
CASH_BOOK = Layout(
    "payments",
    "receipt_no",
    (
        Kept("流水号", "receipt_no"),
        Kept("到账日期", "received_date", habits.DOTTED),
        Kept("付款单位", "called"),
        Kept("到账金额", "amount_fen", habits.MONEY),
        Kept("零头", "write_off_fen", habits.MONEY),
        Kept("收款类型", "kind"),
        Kept("支付方式", "method"),
        Kept("订单编号", "order_no"),
        Kept("送货单号", "shipment_no"),
        Kept("开户行", "bank"),
        Kept("说明", "remark"),
    ),
    titles=(f"{OUR_NAME}  收款流水", "{month}   出纳：姜文竹"),
    totals=("amount_fen", "write_off_fen"),
)
RETURNS_BOOK = Layout(
    "returns",
    "return_no",
    (
        Kept("退货单号", "return_no"),
        Kept("退货日期", "return_date", habits.DAY),
        Kept("出库单号", "shipment_no"),
        Kept("订单号", "order_no"),
        Kept("客户编码", "customer_code"),
        Kept("客户名称", "customer_name"),
        Kept("产品编码", "product_code"),
        Kept("品名", "product_name"),
        Kept("规格", "spec"),
        Kept("单位", "unit"),
        Kept("退货数量", "quantity_e3", habits.QUANTITY),
        Kept("退货单价", "unit_price_e4", habits.PRICE),
        Kept("退货金额", "amount_fen", habits.MONEY),
        Kept("原因", "reason"),
    ),
    totals=("amount_fen",),
)
CUSTOMER_MASTER = Layout(
    "customers",
    "customer_code",
    (
        Kept("客户编码", "customer_code"),
        Kept("客户名称", "customer_name"),
        Kept("别名", "aliases"),
        Kept("渠道", "channel"),
        Kept("业务员", "salesperson"),
        Kept("联系人", "contact"),
        Kept("联系电话", "phone"),
        Kept("收货地址", "address"),
        Kept("邮箱", "email"),
        Kept("付款方式", "payment_terms"),
        Kept("账期天数", "credit_days", habits.COUNT),
        Kept("信用额度", "credit_limit_fen", habits.MONEY),
        Kept("期初余额", "opening_balance_fen", habits.MONEY),
        Kept("期初日期", "opening_date", habits.DAY),
    ),
    titles=("客户资料",),
)
PRICE_LIST = Layout(
    "prices",
    "product_code",
    (
        Kept("产品编码", "product_code"),
        Kept("品名", "product_name"),
        Kept("渠道", "channel"),
        Kept("政策价", "unit_price_e4", habits.PRICE),
        Kept("生效日期", "valid_from", habits.DAY),
        Kept("失效日期", "valid_to", habits.DAY),
        Kept("买", "gift_buy", habits.COUNT),
        Kept("赠", "gift_free", habits.COUNT),
    ),
    titles=("价格政策（不得低于此价）", "买 N 赠 M 仅限本表所列渠道"),
)
