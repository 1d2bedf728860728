"""The words of the key figures: one a figure, and a title a group."""

from schemas.words import Words

FIGURES: dict[str, Words] = {
    "orders": Words("订单数", "Orders"),
    "order_amount": Words("订单金额（不含已取消、已驳回）", "Order amount (without cancelled and rejected)"),
    "shipments": Words("出库单数", "Shipments"),
    "shipped_amount": Words("已发货金额", "Shipped amount"),
    "unshipped_amount": Words("未发货金额（不含已取消、已驳回）", "Unshipped amount (without cancelled and rejected)"),
    "open_orders": Words("未完成订单数（不含已取消、已驳回）", "Orders not completed (without cancelled and rejected)"),
    "late_orders": Words("逾期未发完订单数", "Orders overdue"),
    "slips_outstanding": Words("未收回单据数", "Slips outstanding"),
    "outstanding_amount": Words("未收回红单金额", "Amount on outstanding red slips"),
    "return_rate": Words("红单签回率（%）", "Red slips signed and back (%)"),
    "advanced_freight": Words("垫付运费", "Advanced freight"),
    "own_freight": Words("我方承担运费", "Freight borne by us"),
}
"""The single figures of the group `key`, in the order in which they stand."""

FLOWS: dict[str, Words] = {
    "orders_placed": Words("下单数", "Orders placed"),
    "amount_placed": Words("下单金额（不含已取消、已驳回）", "Amount ordered (without cancelled and rejected)"),
    "shipments_made": Words("出库单数", "Shipments"),
    "amount_shipped": Words("发货金额", "Amount shipped"),
    "review_hours": Words("审核平均用时（工作小时）", "Average review (working hours)"),
    "reviewed_in_time": Words("审核按时率（%）", "Reviewed in time (%)"),
    "shipped_in_time": Words(
        "按期发货率（%，按交货日期在本月的订单行）", "Shipped in time (%, of lines due in the month)"
    ),
    "signed_share": Words("红单签回率（%，按本月出库）", "Red slips signed and back (%, of the month's shipments)"),
    "return_days": Words("红单平均签回天数（按本月签回）", "Average days to return (of slips back in the month)"),
    "accepted_share": Words("单据首次接受率（%，按本月首次投递）", "Accepted at first drop (%, of the month's)"),
}
"""The figures of the group `flow`, each of one month, in the order in which they stand."""

GROUPS: dict[str, Words] = {
    "key": Words("总览", "Overview"),
    "flow": Words("本月", "This month"),
    "stage": Words("订单数（按状态）", "Orders by stage"),
    "waiting": Words("未收回单据数（按天数）", "Slips outstanding by days"),
    "waiting_amount": Words("未收回红单金额（按天数）", "Amount on outstanding red slips by days"),
    "month": Words("发货金额（按月）", "Shipped amount by month"),
    "salesperson": Words("单据首次接受率（%，按业务员）", "Accepted at first drop (%, by salesperson)"),
}
"""What the figures of a group are; a figure of any group but `key` and `flow` is a word of a closed vocabulary, a
month, or a person."""
