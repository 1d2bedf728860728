"""Orders 订单: what a customer asked for, at what price and by when."""

import pandas as pd

from schemas.cells import CHOICE, CODE, COUNT, DAY, FLAG, MOMENT, MONEY, PRICE, QUANTITY, TEXT, cell, rule
from schemas.choices import PaymentTerms, Priority, ReviewStatus
from schemas.sheets.approvals import PERSONS, TIMES, Approvals, approved_at, approver, not_before_order
from schemas.sheets.goods import Gifts, Multiplies, NamesCustomer, NamesProduct, is_gift, with_amount
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Orders(NamesCustomer, NamesProduct, Multiplies, Gifts, Approvals):
    """One row an order line. Document: order_no. Source: CONTRACT 3, orders."""

    order_no: str = cell(
        "订单号", "Order no", CODE, "销售单号", "订单编号", "单号", "SO号",
        required=True, document=True, longest=40, example="SO20261003-001",
    )  # fmt: skip
    line_no: pd.Int64Dtype = cell("行号", "Line no", COUNT, "项次", "line", rules={"ge": 1}, example="1")
    order_date: pd.Timestamp = cell(
        "下单日期", "Order date", MOMENT, "订单日期", "下单时间", "日期",
        required=True, document=True, example="2026-10-03 09:30",
    )  # fmt: skip
    customer_code: str = cell(
        "客户编码", "Customer code", CODE, "客户代码", "客户编号", document=True, example="C001",
        note=Words("客户编码和客户名称至少填一个", "the customer's code or name is required"),
    )  # fmt: skip
    customer_name: str = cell(
        "客户名称", "Customer", TEXT, "客户", "购货单位", "customer name", document=True, example="示例商贸有限公司"
    )
    customer_po: str = cell("客户PO号", "Customer PO", CODE, "PO号", "客户订单号", document=True, example="PO-8841")
    salesperson: str = cell("业务员", "Salesperson", TEXT, "销售员", "销售", document=True, example="张三")
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
        "数量", "Quantity", QUANTITY, "订购数量", "订货数量", "qty", required=True, rules={"gt": 0}, example="100"
    )
    unit_price_e4: pd.Int64Dtype = cell(
        "单价", "Unit price", PRICE, "含税单价", may_be_blank=True, rules={"ge": 0}, example="12.5",
        note=Words("赠品可以不填", "may be blank for a gift"),
    )  # fmt: skip
    amount_fen: pd.Int64Dtype = cell(
        "金额", "Amount", MONEY, "小计金额", "含税金额", rules={"ge": 0}, example="1250",
        note=Words("等于数量×单价，相差不超过 0.01", "quantity × unit price, within 0.01"),
    )  # fmt: skip
    is_gift: pd.BooleanDtype = cell(
        "赠品", "Gift", FLAG, "是否赠品", "赠送", default=False, example="否",
        note=Words("赠品的单价和金额填 0 或不填", "a gift's price and amount are 0 or blank"),
    )  # fmt: skip
    due_date: pd.Timestamp = cell(
        "交货日期", "Due date", DAY, "交期", "要求交期", example="2026-10-20",
        note=Words("不早于下单日期", "not before the order date"),
    )  # fmt: skip
    stored_date: pd.Timestamp = cell(
        "入库日期", "Stored date", DAY, "到货日期", "入库时间", "stored on", document=True,
        note=Words("付定金的货到齐可以提货的日期", "the day the goods of a deposit order lay ready to be picked up"),
    )  # fmt: skip
    priority: str = cell(
        "优先级",
        "Priority",
        CHOICE,
        "订单类型",
        choices=Priority,
        default=Priority.NORMAL.value,
        document=True,
        example="普通",
    )
    payment_terms: str = cell(
        "付款方式", "Payment terms", CHOICE, "结算方式", choices=PaymentTerms, document=True, example="月结"
    )
    contact: str = cell("联系人", "Contact", TEXT, document=True, example="李四")
    phone: str = cell("联系电话", "Phone", CODE, "电话", "手机", document=True, example="13800138000")
    address: str = cell("收货地址", "Address", TEXT, "地址", document=True, example="示例市示例路 1 号")
    confirmed_by: str = cell("业务员确认", "Confirmed by", TEXT, "确认人", document=True, example="张三")
    review_status: str = cell(
        "审核状态", "Review status", CHOICE, "审批状态", choices=ReviewStatus, default=ReviewStatus.PENDING.value,
        absent=ReviewStatus.APPROVED.value, document=True, example="已审批",
    )  # fmt: skip
    reviewed_at: pd.Timestamp = cell(
        "审核时间", "Reviewed at", MOMENT, "审批时间", document=True, example="2026-10-03 15:00",
        note=Words("不早于下单日期", "not before the order date"),
    )  # fmt: skip
    approver_1: str = approver(1)
    approved_1_at: pd.Timestamp = approved_at(1)
    approver_2: str = approver(2)
    approved_2_at: pd.Timestamp = approved_at(2)
    approver_3: str = approver(3)
    approved_3_at: pd.Timestamp = approved_at(3)
    approver_4: str = approver(4)
    approved_4_at: pd.Timestamp = approved_at(4)
    remark: str = cell("备注", "Remark", TEXT, "说明")

    @rule("price_missing", "unit_price_e4")
    def price_is_there(cls, rows: pd.DataFrame) -> pd.Series:
        """A unit price, unless the line is a gift."""
        return rows["unit_price_e4"].notna() | is_gift(rows)

    @rule("due_before_order", "due_date", "order_date")
    def due_after_order(cls, rows: pd.DataFrame) -> pd.Series:
        """Not due before the day of the order."""
        placed_on: pd.Series = rows["order_date"].dt.normalize()
        return ~(rows["due_date"] < placed_on)

    @rule("reviewed_before_order", "reviewed_at", "order_date")
    def reviewed_after_order(cls, rows: pd.DataFrame) -> pd.Series:
        """Not reviewed before the order was placed."""
        return not_before_order(rows, "reviewed_at")


ORDERS = SheetKind(
    name="orders",
    label=Words("订单", "Orders"),
    model=Orders,
    document=("order_no",),
    row_key=("order_no", "line_no"),
    complete=with_amount,
    noted=(*PERSONS, *TIMES),
    numbered="order_no",
    dated="order_date",
    books=True,
)
