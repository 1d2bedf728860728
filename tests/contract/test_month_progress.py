"""月结进度: what the month still lacks, seen from its first days after."""

from tests.contract.office import Office

SUMMARY = "对账单/2026-10/对账汇总.xlsx"


def test_what_the_month_lacks_is_told_topic_by_topic(office: Office):
    shipments = [
        ["出库单号", "发货日期", "客户编码", "品名", "数量", "单价"],
        ["CK1", "2026-10-09", "C001", "合页", 1, 50],
        ["CK2", "2026-10-10", "C001", "合页", 1, 50],
        ["CK3", "2026-10-30", "C001", "合页", -1, 50],
    ]
    payments = [
        ["收款单号", "收款日期", "客户编码", "收款金额", "出库单号"],
        ["SK1", "2026-10-12", "C001", 10, "CK99"],
    ]
    office.drop("十月.xlsx", {"出库单": shipments, "收款": payments})
    office.run("2026-11-03")
    rows = office.table(SUMMARY, "月结进度", "事项")
    found = {(row["事项"], row["对象"]): row for row in rows}
    shipped = found["数据到齐", "出库单"]
    # 1 to 8 October are holidays in 2026 as far as they are published; 10 October is a Saturday that is worked.
    assert (shipped["件数"], shipped["有数据的日子"]) == (2, "9-10")
    assert shipped["没有数据的工作日"].endswith("12-16, 19-23, 26-30")
    assert found["退回未改", "十月.xlsx 出库单"]["件数"] == 1
    assert found["未匹配单据", "SK1"]["金额"] == 10
    assert "本月出库未回单 2 件" in found["客户待办", "C001"]["说明"]
    assert {topic for topic, _ in found} == {"数据到齐", "退回未改", "未匹配单据", "客户待办"}


def test_the_days_left_are_counted_and_then_those_gone_by(office: Office):
    office.drop("客户.xlsx", {"客户": [["客户编码", "客户名称", "联系电话", "地址"], ["C001", "甲", "1", "x"]]})
    for day, said in (("2026-11-03", "还有 2 天"), ("2026-11-05", "还有 0 天"), ("2026-11-06", "已过 1 天")):
        office.run(day)
        page = office.book(SUMMARY)["月结进度"]
        assert said in str(page["A3"].value)
