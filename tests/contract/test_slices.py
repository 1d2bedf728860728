"""What each salesperson is sent, as the command line leaves it in the outbox."""

from tests.contract.office import Office

ORDERS = ["订单号", "下单日期", "客户编码", "业务员", "品名", "数量", "单价"]
SHIPMENTS = ["出库单号", "发货日期", "订单号", "品名", "数量", "司机"]


def test_everybody_gets_their_own_workbook_and_what_is_no_longer_wanted_goes(office: Office) -> None:
    orders = [["SO1", "2026-10-01", "C1", "张岚", "锁", 2, 10], ["SO2", "2026-10-01", "C2", " 李　四", "锁", 2, 10]]
    office.drop("订单.xlsx", {"订单": [ORDERS, *orders]})
    office.drop("出库.xlsx", {"出库单": [SHIPMENTS, ["CK1", "2026-10-02", "SO1", "锁", 2, "老王"]]})
    office.run("2026-10-05")
    folder = office.root / "outbox" / "按业务员"
    assert {path.name for path in folder.iterdir()} == {"张岚.xlsx", "李 四.xlsx"}
    assert [row["订单号"] for row in office.table("按业务员/李 四.xlsx", "未完成订单", "订单号")] == ["SO2"]
    assert [row["出库单号"] for row in office.table("按业务员/张岚.xlsx", "未收回单据", "出库单号")] == ["CK1"]
    assert [row["余额"] for row in office.table("按业务员/张岚.xlsx", "客户余额", "余额")] == [20]

    (folder / "李四的备忘.xlsx").write_bytes(b"mine")
    office.drop("订单.xlsx", {"订单": [ORDERS, [*orders[0][:3], "王五", *orders[0][4:]]]})
    office.run("2026-10-05")

    assert {path.name for path in folder.iterdir()} == {"王五.xlsx", "李四的备忘.xlsx"}
