"""The words of the key figures: one a figure, and a title a group."""

from schemas.words import Words

FIGURES: dict[str, Words] = {
    "orders": Words("订单数", "Orders"),
    "order_amount": Words("订单金额（不含已取消、已驳回）", "Order amount (without cancelled and rejected)"),
    "shipments": Words("出库单数", "Shipments"),
    "shipped_amount": Words("已发货金额", "Shipped amount"),
    "unshipped_amount": Words("未发货金额（不含已取消、已驳回）", "Unshipped amount (without cancelled and rejected)"),
    "late_orders": Words("逾期未发完订单数", "Orders overdue"),
    "slips_outstanding": Words("未收回单据数", "Slips outstanding"),
    "outstanding_amount": Words("未收回红单金额", "Amount on outstanding red slips"),
    "return_rate": Words("红单签回率（%）", "Red slips signed and back (%)"),
    "advanced_freight": Words("垫付运费", "Advanced freight"),
    "own_freight": Words("我方承担运费", "Freight borne by us"),
}
"""The single figures of the group `key`, in the order in which they stand."""

GROUPS: dict[str, Words] = {
    "key": Words("总览", "Overview"),
    "stage": Words("订单数（按状态）", "Orders by stage"),
    "waiting": Words("未收回单据数（按天数）", "Slips outstanding by days"),
    "waiting_amount": Words("未收回红单金额（按天数）", "Amount on outstanding red slips by days"),
    "month": Words("发货金额（按月）", "Shipped amount by month"),
}
"""What the figures of a group are; a figure of any group but `key` is a word of a closed vocabulary or a month."""
