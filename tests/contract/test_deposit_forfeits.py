"""Goods of a deposit order that lay ready: from the inbox to 定金罚没, and nothing of it on the statement."""

from pathlib import Path

from tests.contract.office import Office

ORDER = ["订单号", "下单日期", "客户编码", "品名", "数量", "单价", "付款方式", "到货日期"]


def test_a_late_pick_up_is_listed_for_finance_and_the_deposit_stays_held(tmp_path: Path):
    office = Office(tmp_path)
    orders = [[f"SO{n}", "2026-09-01", "C1", "合页", 10, 100, "定金", "2026-10-01"] for n in (1, 2)]
    office.drop("订单.xlsx", {"订单": [ORDER, *orders]})
    sent = [["CK1", "2026-10-08", "SO1", "合页", 10], ["CK2", "2026-10-09", "SO2", "合页", 10]]
    office.drop("出库.xlsx", {"出库单": [["出库单号", "发货日期", "订单号", "品名", "数量"], *sent]})
    paid = [[f"SK{n}", "2026-09-02", "C1", 300, "定金", f"SO{n}"] for n in (1, 2)]
    office.drop("收款.xlsx", {"收款": [["收款单号", "收款日期", "客户编码", "收款金额", "款项类型", "订单号"], *paid]})
    office.run("2026-11-05")
    (row,) = office.table("订单状态.xlsx", "定金罚没", "订单号")
    assert [row[name] for name in ("订单号", "存放天数", "罚没点数", "罚没金额", "定金", "超过 20% 的部分")] == [
        "SO2", 8, 10, 100, 300, 100,
    ]  # fmt: skip
    (summary,) = office.table("对账单/2026-10/对账汇总.xlsx", "汇总", "客户编码")
    assert [summary[name] for name in ("定金冲抵", "期末余额", "定金余额")] == [-300, 1700, 300]
