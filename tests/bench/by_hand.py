"""The script that a user writes today for the same tables: read_excel, merge, to_excel; no formatting, no checks.

It is given well-kept sheets, under the labels it expects, and leaves out what such scripts leave out: problems in
cells, documents that stand twice, exceptions, allocation and ageing, deposits, customers' details, and everything about
how the workbooks look. What it computes, it computes by whole columns.

    python by_hand.py INBOX OUTBOX 2026-11-05 2026-10
"""

import sys
from pathlib import Path

import pandas as pd

CODES = {
    "订单号": str,
    "出库单号": str,
    "收款单号": str,
    "退货单号": str,
    "客户编码": str,
    "产品编码": str,
    "运单号": str,
}
PRODUCT = ["订单号", "产品编码"]


def read(inbox: Path, name: str) -> pd.DataFrame:
    """All workbooks whose name begins so, under one another."""
    return pd.concat(
        [pd.read_excel(path, dtype=CODES, engine="openpyxl") for path in sorted(inbox.glob(f"{name}*.xlsx"))],
        ignore_index=True,
    )


def order_lines(orders: pd.DataFrame, shipments: pd.DataFrame) -> pd.DataFrame:
    """Every order line with what was shipped of it, filled in the order of the lines; too much counts on the last."""
    shipped = shipments.groupby(PRODUCT, as_index=False)["数量"].sum().rename(columns={"数量": "产品已发"})
    lines = orders.sort_values(["订单号", "行号"]).merge(shipped, on=PRODUCT, how="left")
    before = lines.groupby(PRODUCT)["数量"].cumsum() - lines["数量"]
    left = (lines["产品已发"].fillna(0) - before).clip(lower=0)
    lines["已发数量"] = left.clip(upper=lines["数量"]).where(lines.duplicated(PRODUCT, keep="last"), left)
    lines["未发数量"] = (lines["数量"] - lines["已发数量"]).clip(lower=0)
    return lines.drop(columns="产品已发")


def outstanding(shipments: pd.DataFrame, slips: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Every slip that has not come back signed."""
    heads = shipments.groupby("出库单号", as_index=False).agg(
        {
            "发货日期": "first", "送货方式": "first", "物流公司": "first", "司机": "first", "运单号": "first",
            "订单号": "first", "客户编码": "first", "客户名称": "first", "金额": "sum",
            "运费": "first", "运费方式": "first",
        }
    )  # fmt: skip
    carried = heads["送货方式"].isin(["物流", "快递"])
    wanted = pd.concat([heads.assign(单据类型="红单"), heads[carried].assign(单据类型="运单")])
    back = slips[slips["回单日期"].notna()].drop_duplicates(["出库单号", "单据类型"], keep="last")
    both = wanted.merge(back[["出库单号", "单据类型", "回单日期", "是否签字"]], on=["出库单号", "单据类型"], how="left")
    missing = both["回单日期"].isna()
    unsigned = ~missing & (both["单据类型"] == "红单") & (both["是否签字"] != "是")
    chase = both[missing | unsigned].copy()
    chase["问题"] = missing[missing | unsigned].map({True: "未收回", False: "未签字"})
    chase["天数"] = (as_of - chase["发货日期"]).dt.days
    chase["账龄"] = pd.cut(chase["天数"], [-1, 7, 14, 30, 10**6], labels=["0–7", "8–14", "15–30", "30以上"])
    own = chase["送货方式"].isin(["送货", "自提"])
    chase["责任人"] = chase["司机"].where(own, chase["物流公司"]).fillna("未登记")
    return chase.sort_values(["天数", "出库单号"], ascending=[False, True])


def order_status(
    lines: pd.DataFrame, shipments: pd.DataFrame, chase: pd.DataFrame, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Every order with its amounts, its state and how late it is."""
    heads = lines.groupby("订单号", as_index=False).agg(
        {
            "客户编码": "first", "客户名称": "first", "业务员": "first", "下单日期": "first", "交货日期": "max",
            "优先级": "first", "付款方式": "first", "审核状态": "first", "金额": "sum", "数量": "sum",
            "已发数量": "sum", "未发数量": "sum",
        }
    )  # fmt: skip
    per_order = shipments.groupby("订单号").agg(出库单数=("出库单号", "nunique"), 最近发货日期=("发货日期", "max"))
    status = heads.merge(per_order, on="订单号", how="left")
    status["未回单数"] = status["订单号"].map(chase.groupby("订单号").size()).fillna(0)
    status["状态"] = "已交付"
    status.loc[status["未回单数"] == 0, "状态"] = "已完成"
    status.loc[status["未发数量"] > 0, "状态"] = "部分发货"
    status.loc[status["已发数量"] == 0, "状态"] = status["审核状态"]
    dead = status["审核状态"].isin(["已取消", "已驳回"])
    status.loc[dead, "状态"] = status["审核状态"]
    late = (status["未发数量"] > 0) & (status["交货日期"] < as_of) & (status["审核状态"] == "已审批")
    status["逾期天数"] = (as_of - status["交货日期"]).dt.days.where(late)
    return status.drop(columns="审核状态")


def entries(shipments: pd.DataFrame, payments: pd.DataFrame, returned: pd.DataFrame) -> pd.DataFrame:
    """Every line of every customer's account."""
    advanced = shipments[shipments["运费方式"] == "垫付"].drop_duplicates("出库单号")
    parts = [
        shipments.assign(日期=shipments["发货日期"], 类型="出库", 单据号=shipments["出库单号"], 应收=shipments["金额"]),
        advanced.assign(日期=advanced["发货日期"], 类型="垫付运费", 单据号=advanced["出库单号"], 应收=advanced["运费"]),
        returned.assign(
            日期=returned["退货日期"], 类型="退货", 单据号=returned["退货单号"], 应收=-returned["退货金额"]
        ),
        payments.assign(日期=payments["收款日期"], 类型="收款", 单据号=payments["收款单号"], 已收=payments["收款金额"]),
        payments[payments["抹零"] > 0].assign(
            日期=payments["收款日期"], 类型="抹零", 单据号=payments["收款单号"], 应收=-payments["抹零"]
        ),
    ]
    columns = ["客户编码", "日期", "类型", "单据号", "订单号", "品名", "数量", "单位", "单价", "应收", "已收"]
    together = pd.concat([part.reindex(columns=columns) for part in parts], ignore_index=True)
    return together.sort_values(["客户编码", "日期", "类型", "单据号"], kind="stable")


def statements(account: pd.DataFrame, customers: pd.DataFrame, month: pd.Period, folder: Path) -> pd.DataFrame:
    """A workbook for every customer with lines in the month or something open, and the summary of all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    names = customers.set_index("客户编码")["客户名称"]
    openings = customers.set_index("客户编码")["期初余额"].fillna(0)
    account["变动"] = account["应收"].fillna(0) - account["已收"].fillna(0)
    summary = []
    for code, lines in account.groupby("客户编码"):
        before = lines["日期"] < month.start_time
        within = lines[~before & (lines["日期"] <= month.end_time)].copy()
        opening = openings.get(code, 0) + lines.loc[before, "变动"].sum()
        within["余额"] = (opening + within["变动"].cumsum()).round(2)
        closing = round(opening + within["变动"].sum(), 2)
        if within.empty and not opening and not closing:
            continue
        name = names.get(code, code)
        first = pd.DataFrame({"日期": [month.start_time], "类型": ["期初"], "余额": [opening]})
        last = pd.DataFrame({"日期": [month.end_time.normalize()], "类型": ["期末余额"], "余额": [closing]})
        pd.concat([first, within.drop(columns=["客户编码", "变动"]), last]).to_excel(
            folder / f"{code}_{name}.xlsx", sheet_name="对账单", index=False
        )
        sums = within.groupby("类型")["变动"].sum()
        summary.append({"客户编码": code, "客户名称": name, "期初余额": opening, **sums, "期末余额": closing})
    return pd.DataFrame(summary)


def main(inbox: Path, outbox: Path, as_of: pd.Timestamp, month: pd.Period) -> None:
    """All of it."""
    orders, shipments, slips = read(inbox, "订单"), read(inbox, "出库单"), read(inbox, "回单")
    payments, returned = read(inbox, "收款"), read(inbox, "退货")
    customers = read(inbox, "客户资料")
    outbox.mkdir(parents=True, exist_ok=True)

    lines = order_lines(orders, shipments)
    chase = outstanding(shipments, slips, as_of)
    status = order_status(lines, shipments, chase, as_of)
    with pd.ExcelWriter(outbox / "订单状态.xlsx") as book:
        status.to_excel(book, sheet_name="订单", index=False)
        lines.to_excel(book, sheet_name="明细", index=False)
    with pd.ExcelWriter(outbox / "未收回单据.xlsx") as book:
        chase.to_excel(book, sheet_name="未收回单据", index=False)
        chase.pivot_table(
            index="责任人", columns="账龄", values="金额", aggfunc=["count", "sum"], observed=False
        ).to_excel(book, sheet_name="催收汇总")
    folder = outbox / "对账单" / str(month)
    summary = statements(entries(shipments, payments, returned), customers, month, folder)
    summary.to_excel(folder / "对账汇总.xlsx", sheet_name="汇总", index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), pd.Timestamp(sys.argv[3]), pd.Period(sys.argv[4], "M"))
