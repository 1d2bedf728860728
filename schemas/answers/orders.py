"""Order status: how far every order, and every line of it, has come."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, COUNT, DAY, FLAG, MOMENT, MONEY, PRICE, QUANTITY, TEXT, cell, inner
from schemas.choices import PaymentTerms, Priority, Stage
from schemas.words import Words


class OrderStatus(pa.DataFrameModel):
    """One row an order. Order: order_date, order_no. Source: CONTRACT 4 and 5, 订单."""

    order_no: str = cell("订单号", "Order no", CODE)
    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    salesperson: str = cell("业务员", "Salesperson", TEXT)
    order_date: pd.Timestamp = cell("下单日期", "Order date", DAY)
    due_date: pd.Timestamp = cell("交货日期", "Due date", DAY)
    priority: str = cell("优先级", "Priority", CHOICE, choices=Priority)
    payment_terms: str = cell("付款方式", "Payment terms", CHOICE, choices=PaymentTerms)
    stage: str = cell("状态", "Stage", CHOICE, choices=Stage)
    amount_fen: pd.Int64Dtype = cell("订单金额", "Order amount", MONEY)
    quantity_e3: pd.Int64Dtype = cell("订单数量", "Ordered", QUANTITY)
    shipped_e3: pd.Int64Dtype = cell("已发数量", "Shipped", QUANTITY)
    unshipped_e3: pd.Int64Dtype = cell("未发数量", "Unshipped", QUANTITY)
    shipment_count: pd.Int64Dtype = cell("出库单数", "Shipments", COUNT)
    outstanding_count: pd.Int64Dtype = cell("未回单数", "Slips outstanding", COUNT)
    overdue_days: pd.Int64Dtype = cell("逾期天数", "Days overdue", COUNT)
    last_ship_date: pd.Timestamp = cell("最近发货日期", "Last shipped", DAY)
    source: str = cell("来源", "Source", TEXT)
    placed_at: pd.Timestamp = inner(MOMENT)
    review_status: str = inner(CHOICE)
    reviewed_at: pd.Timestamp = inner(MOMENT)
    customer_po: str = inner(CODE)
    contact: str = inner(TEXT)
    phone: str = inner(CODE)
    address: str = inner(TEXT)
    completed_on: pd.Timestamp = inner(DAY)
    stored_date: pd.Timestamp = inner(DAY)


class OrderLines(pa.DataFrameModel):
    """One row an order line. Order: as the orders, then line_no. Source: CONTRACT 5, 明细."""

    order_no: str = cell("订单号", "Order no", CODE)
    line_no: pd.Int64Dtype = cell("行号", "Line no", COUNT)
    product_code: str = cell("产品编码", "Product code", CODE)
    product_name: str = cell("品名", "Product", TEXT)
    spec: str = cell("规格型号", "Spec", TEXT)
    unit: str = cell("单位", "Unit", TEXT)
    quantity_e3: pd.Int64Dtype = cell("数量", "Quantity", QUANTITY)
    unit_price_e4: pd.Int64Dtype = cell("单价", "Unit price", PRICE)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)
    is_gift: pd.BooleanDtype = cell("赠品", "Gift", FLAG)
    shipped_e3: pd.Int64Dtype = cell("已发数量", "Shipped", QUANTITY)
    unshipped_e3: pd.Int64Dtype = cell("未发数量", "Unshipped", QUANTITY)
    due_date: pd.Timestamp = cell("交货日期", "Due date", DAY)
    stage: str = cell("状态", "Stage", CHOICE, choices=Stage)
    source: str = cell("来源", "Source", TEXT)


class KeyFigures(pa.DataFrameModel):
    """One row a key figure. `value` in the unit that `type` names (count, money in fen, quantity in thousandths).

    `before` is the same of the month before, `change` what was added since; blank where nobody can tell. `figure` is a
    code of `schemas.sentences.figures`, a word of a closed vocabulary within its group, a month, or a salesperson.
    """

    figure: str = cell("指标", "Figure", TEXT)
    value: pd.Int64Dtype = cell("数值", "Value", COUNT)
    before: pd.Int64Dtype = cell("上月", "Month before", COUNT)
    change: pd.Int64Dtype = cell("增减", "Change", COUNT)
    group: str = inner(TEXT)
    type: str = inner(TEXT)


ORDER_STATUS = AnswerKind("order_status", Words("订单", "Orders"), OrderStatus)
ORDER_LINES = AnswerKind("order_lines", Words("明细", "Lines"), OrderLines)
KEY_FIGURES = AnswerKind("key_figures", Words("指标", "Key figures"), KeyFigures)
