"""The worked case of CONTRACT 4 through the command line; September stands as documents, its closing comes later."""

from datetime import date

import pytest

from tests.contract.office import Office

SHIPMENTS = [
    ["出库单号", "发货日期", "订单号", "客户编码", "品名", "数量", "单价", "运费", "运费方式"],
    ["CK0901", "2026-09-02", "", "C001", "合页", 80, 100, None, None],
    ["CK0918", "2026-09-18", "", "C001", "合页", 1, 4345.6, None, None],
    ["CK0925", "2026-09-25", "", "C001", "合页", 9, 100, None, None],
    ["CK1001", "2026-10-05", "", "C001", "合页", 100, 100, 260, "垫付"],
    ["CK1002", "2026-10-15", "", "C001", "合页", 1, 5003.7, None, None],
]
PAYMENTS = [
    ["收款单号", "收款日期", "客户编码", "收款金额", "抹零", "出库单号", "备注"],
    ["SK1", "2026-10-08", "C001", 8000, None, None, None],
    ["SK2", "2026-10-20", "C001", 5000, 3.7, "CK1002", "零头"],
]
RETURNS = [
    ["退货单号", "退货日期", "出库单号", "品名", "退货数量", "退货金额"],
    ["TH1", "2026-10-12", "CK1001", "合页", 12, 1200],
]
CUSTOMERS = [
    ["客户编码", "客户名称", "账期天数", "联系电话", "地址"],
    ["C001", "恒通五金", 30, "0571-1", "杭州"],
]


@pytest.fixture
def worked(office: Office) -> Office:
    office.drop("十月.xlsx", {"出库单": SHIPMENTS, "收款": PAYMENTS, "退货": RETURNS, "客户资料": CUSTOMERS})
    office.run("2026-11-05")
    return office


def test_the_statement_stands_line_for_line(worked: Office) -> None:
    lines = worked.table("对账单/2026-10/C001_恒通五金.xlsx", "对账单", "日期")
    assert [(r["日期"], r["类型"], r["单据号"], r["应收"], r["已收"], r["余额"]) for r in lines[1:8]] == [
        (date(2026, 10, 5), "出库", "CK1001", 10000, None, 23245.6),
        (date(2026, 10, 5), "垫付运费", "CK1001", 260, None, 23505.6),
        (date(2026, 10, 8), "收款", "SK1", None, 8000, 15505.6),
        (date(2026, 10, 12), "退货", "TH1", -1200, None, 14305.6),
        (date(2026, 10, 15), "出库", "CK1002", 5003.7, None, 19309.3),
        (date(2026, 10, 20), "收款", "SK2", None, 5000, 14309.3),
        (date(2026, 10, 20), "抹零", "SK2", -3.7, None, 14305.6),
    ]
    assert lines[0]["类型"] == "期初" and lines[0]["余额"] == 13245.6
    assert lines[8]["类型"] == "期末余额" and lines[8]["余额"] == 14305.6


def test_the_summary_ages_what_is_open_and_it_adds_up_to_the_closing_balance(worked: Office) -> None:
    (row,) = worked.table("对账单/2026-10/对账汇总.xlsx", "汇总", "客户编码")
    assert row["期初余额"] == 13245.6 and row["期末余额"] == 14305.6
    assert row["逾期1–30"] == 5245.6 and row["未到期"] == 9060
    assert row["本期出库"] == 15003.7 and row["垫付运费"] == 260 and row["本期退货"] == -1200
    assert row["本期收款"] == -13000 and row["抹零"] == -3.7


def test_the_closing_balance_is_written_out(worked: Office) -> None:
    page = worked.book("对账单/2026-10/C001_恒通五金.xlsx")["对账单"]
    texts = [str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell]
    assert any("人民币壹万肆仟叁佰零伍元陆角整" in text for text in texts)
