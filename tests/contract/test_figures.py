"""CONTRACT 4, and who the customer is in CONTRACT 3, sentence by sentence: sheets in, figures in the workbooks out.

The cases of one day share an inbox and its runs: each has a mark of its own before its numbers, codes and names.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import openpyxl
import pytest

from tests.contract.office import Office, Row, rows_under

AS_OF = "2026-11-05"
OCTOBER = "2026-10"
CUSTOMER = {"客户编码": "C1", "客户名称": "甲店", "联系电话": "0571-1", "地址": "杭州", "账期天数": 0, "别名": None}
CUSTOMER |= {"期初余额": None, "期初日期": None}
ORDER = {"订单号": "SO1", "行号": 1, "下单日期": "2026-10-01", "客户编码": "C1", "产品编码": "P1", "品名": "合页"}
ORDER |= {
    "规格型号": None,
    "数量": 10,
    "单价": 5,
    "赠品": "否",
    "交货日期": None,
    "审核状态": "已审批",
    "审核时间": None,
}
SHIPMENT = {"出库单号": "CK1", "行号": 1, "发货日期": "2026-10-05", "订单号": "SO1", "产品编码": "P1", "品名": "合页"}
SHIPMENT |= {"规格型号": None, "数量": 10, "单价": None, "金额": None, "赠品": "否", "客户编码": None, "客户名称": None}
SHIPMENT |= {"送货方式": "送货", "司机": None, "物流公司": None, "运费": None, "运费方式": None}
SLIP = {"出库单号": "CK1", "单据类型": "红单", "回单日期": "2026-10-08", "是否签字": "是"}
SLIP |= {"产品编码": None, "实收数量": None, "承诺日期": None}
RECEIPT = {
    "收款单号": "SK1",
    "收款日期": "2026-10-20",
    "客户编码": "C1",
    "客户名称": None,
    "收款金额": 10,
    "抹零": None,
}
RECEIPT |= {"款项类型": "货款", "订单号": None, "出库单号": None, "备注": "无"}
RETURN = {"退货单号": "TH1", "退货日期": "2026-10-15", "出库单号": None, "订单号": None, "客户编码": None}
RETURN |= {"产品编码": "P1", "品名": "合页", "退货数量": 2, "退货单价": None, "退货金额": None}
BASES: dict[str, Row] = {
    "订单": ORDER,
    "出库单": SHIPMENT,
    "回单": SLIP,
    "收款": RECEIPT,
    "退货": RETURN,
    "客户资料": CUSTOMER,
}
MARKED = ["订单号", "出库单号", "收款单号", "退货单号", "客户编码", "客户名称"]
AGES = ["未到期", "逾期1–30", "逾期31–60", "逾期61–90", "逾期90以上", "预收"]

Rows = list[Row]


@dataclass(frozen=True)
class Case:
    """What one test drops: rows of sheets, each said by what differs from the usual one, and its mark.

    Attributes:
        sheets: Rows by kind; without customers there is the usual one.
        mark: Stands before everything that names a document or a customer.
        alone: The office of this case only; None: the one that all share.
    """

    sheets: dict[str, Rows]
    mark: str
    alone: Office | None = None
    shared: ClassVar[Office]
    every: ClassVar[list["Case"]] = []

    @property
    def office(self) -> Office:
        """Where it was dropped."""
        return self.alone or Case.shared

    def rows(self, kind: str) -> Rows:
        """Its whole rows of a kind, under its mark."""
        found = [BASES[kind] | row for row in ({"客户资料": [{}]} | self.sheets).get(kind, [])]
        for row in found:
            row.update({label: self.mark + row[label] for label in MARKED if row.get(label)})
            if row.get("别名"):
                row["别名"] = ";".join(self.mark + alias for alias in row["别名"].split(";"))
        return found

    def mine(self, name: str, sheet: str, header: str, by: str) -> Rows:
        """Its rows of a table in the outbox, without the mark."""
        rows = [row for row in table(self.office.root, name, sheet, header) if str(row[by]).startswith(self.mark)]
        return [{k: v.replace(self.mark, "") if isinstance(v, str) else v for k, v in row.items()} for row in rows]


def case(**sheets: Rows) -> Case:
    """One more case in the shared inbox."""
    found = Case(sheets, f"{len(Case.every):03}#")
    Case.every.append(found)
    return found


def on(**sheets: Rows) -> pytest.MarkDecorator:
    """The test of one case in the shared inbox."""
    return pytest.mark.parametrize("seen", [case(**sheets)], ids=["shared"])


def alone(office: Office, as_of: str = AS_OF, **sheets: Rows) -> Case:
    """A case in an inbox of its own, after a run of October as of a day."""
    found = Case(sheets, "", office)
    drop(office, [found])
    office.run(as_of, "--month", OCTOBER)
    return found


def drop(office: Office, cases: list[Case]) -> None:
    for kind, base in BASES.items():
        rows = [list(row.values()) for one in cases for row in one.rows(kind)]
        office.drop(f"{kind}.xlsx", {kind: [list(base), *rows]})
    table.cache_clear()


@pytest.fixture(scope="module", autouse=True)
def shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every case that shares the inbox, dropped and run for September and October."""
    Case.shared = Office(tmp_path_factory.mktemp("shared"))
    drop(Case.shared, Case.every)
    for month in ("2026-09", OCTOBER):
        Case.shared.run(AS_OF, "--month", month)


@cache
def table(root: Path, name: str, sheet: str, header: str) -> Rows:
    return Office(root).table(name, sheet, header)


def order(seen: Case, number: str = "SO1") -> Row:
    return next(r for r in seen.mine("订单状态.xlsx", "订单", "订单号", "订单号") if r["订单号"] == number)


def picked(rows: Rows, labels: tuple[str, ...]) -> list[Any]:
    """These columns of the rows; plain values for one."""
    return [tuple(row[k] for k in labels) if len(labels) > 1 else row[labels[0]] for row in rows]


def lines(seen: Case, *labels: str) -> list[Any]:
    return picked(seen.mine("订单状态.xlsx", "明细", "订单号", "订单号"), labels)


def slips(seen: Case, *labels: str) -> list[Any]:
    return picked(seen.mine("未收回单据.xlsx", "未收回单据", "出库单号", "出库单号"), labels)


def summary(seen: Case, customer: str = "C1", month: str = OCTOBER) -> Row:
    rows = seen.mine(f"对账单/{month}/对账汇总.xlsx", "汇总", "客户编码", "客户编码")
    return next(row for row in rows if row["客户编码"] == customer)


def path(seen: Case, customer: str, month: str) -> str:
    """The statement that the summary names."""
    code, name = summary(seen, customer, month)["文件"].split("_", 1)
    return f"对账单/{month}/{seen.mark}{code}_{seen.mark}{name}"


def page(seen: Case, customer: str = "C1", month: str = OCTOBER) -> Rows:
    """The lines of a statement, opening and closing too."""
    rows = table(seen.office.root, path(seen, customer, month), "对账单", "日期")
    return [{k: v.replace(seen.mark, "") if isinstance(v, str) else v for k, v in row.items()} for row in rows]


def statement(seen: Case, customer: str = "C1", month: str = OCTOBER) -> list[tuple[Any, ...]]:
    """The lines between opening and closing: kind, number, 应收, 已收."""
    return [(r["类型"], r["单据号"], r["应收"], r["已收"]) for r in page(seen, customer, month)[1:-1]]


def aged(seen: Case, customer: str = "C1", month: str = OCTOBER) -> dict[str, Any]:
    """What is not 0 of the ageing."""
    row = summary(seen, customer, month)
    found = {age: row[age] for age in AGES if row[age]}
    assert round(sum(found.values()), 2) == row["期末余额"]
    return found


def codes(seen: Case) -> set[tuple[str, str]]:
    rows = seen.mine("异常报告.xlsx", "异常明细", "编号", "单据号")
    return {(row["代码"], row["单据号"]) for row in rows}


def capitals(seen: Case) -> str:
    sheet = seen.office.book(path(seen, "C1", OCTOBER))["对账单"]
    return next(str(row[1]) for row in sheet.iter_rows(values_only=True) if row[0] == "大写金额")


GIFT_LINE = {"行号": 2, "数量": 2, "单价": 0, "赠品": "是"}
TWO_PRICES = [{"数量": 4}, {"行号": 2, "数量": 6, "单价": 7}]

# Matching shipments to orders


@on(订单=[{}, GIFT_LINE], 出库单=[{"数量": 2, "赠品": "是"}])
def test_a_gift_falls_on_the_gift_line_first(seen: Case) -> None:
    assert lines(seen, "已发数量") == [0, 2]


@on(订单=[{}, GIFT_LINE], 出库单=[{"数量": 3, "赠品": "是"}])
def test_a_gift_beyond_the_gift_line_falls_on_the_products_other_lines(seen: Case) -> None:
    assert lines(seen, "已发数量") == [1, 2]


@on(订单=[{**GIFT_LINE, "行号": 1}, {"行号": 2}], 出库单=[{"数量": 10}])
def test_paid_goods_fall_on_the_paid_lines_first_wherever_the_gift_stands(seen: Case) -> None:
    assert lines(seen, "已发数量") == [0, 10]


@on(订单=[{}, GIFT_LINE], 出库单=[{"数量": 11}])
def test_paid_goods_beyond_the_paid_lines_fall_on_the_gift_line(seen: Case) -> None:
    assert lines(seen, "已发数量") == [10, 1]


@on(订单=[{}, {"行号": 2, "产品编码": "P2"}], 出库单=[{"产品编码": "P2", "数量": 3}])
def test_codes_tell_products_apart_where_both_have_one(seen: Case) -> None:
    assert lines(seen, "已发数量") == [0, 3]


@on(
    订单=[{"规格型号": "大"}, {"行号": 2, "产品编码": "P2", "规格型号": "小"}],
    出库单=[{"产品编码": None, "规格型号": "小", "数量": 3}],
)
def test_name_and_spec_tell_them_apart_where_one_has_no_code(seen: Case) -> None:
    assert lines(seen, "已发数量") == [0, 3]


@on(订单=[{"品名": "ABC 合页"}], 出库单=[{"产品编码": None, "品名": "ＡＢＣ合页", "数量": 3}])
def test_a_name_is_the_same_in_full_width_letters_and_with_white_space(seen: Case) -> None:
    assert lines(seen, "已发数量") == [3]


@on(订单=[{"规格型号": "大"}], 出库单=[{"产品编码": None, "规格型号": "小", "数量": 3}])
def test_the_same_name_with_another_spec_is_another_product(seen: Case) -> None:
    assert lines(seen, "已发数量") == [0]
    assert ("E406", "CK1") in codes(seen)


@on(订单=[{"行号": 2, "数量": 6}, {"行号": 1, "数量": 4}], 出库单=[{"数量": 5}])
def test_lines_of_a_product_are_filled_in_line_order(seen: Case) -> None:
    assert sorted(lines(seen, "行号", "已发数量")) == [(1, 4), (2, 1)]


@on(订单=TWO_PRICES, 出库单=[{"数量": 13}])
def test_what_is_left_over_counts_on_the_last_line_and_unshipped_is_never_below_zero(seen: Case) -> None:
    assert lines(seen, "已发数量", "未发数量") == [(4, 0), (9, 0)]
    assert (order(seen)["已发数量"], order(seen)["未发数量"]) == (13, 0)
    assert ("E401", "SO1") in codes(seen)


@on(订单=[{}, {"行号": 2, "产品编码": "P2", "品名": "锁"}], 出库单=[{"数量": 20}])
def test_an_over_shipment_of_one_product_leaves_the_others_open(seen: Case) -> None:
    assert (order(seen)["状态"], order(seen)["未发数量"]) == ("部分发货", 10)


@on(订单=[{}], 出库单=[{"产品编码": "P9", "品名": "锁", "单价": 3}])
def test_a_product_the_order_does_not_have_ships_nothing_of_it(seen: Case) -> None:
    assert (order(seen)["状态"], order(seen)["已发数量"]) == ("已审批", 0)
    assert ("E406", "CK1") in codes(seen)
    assert statement(seen) == [("出库", "CK1", 30, None)]


@on(订单=TWO_PRICES, 出库单=[{"数量": 7}])
def test_a_line_that_spans_two_prices_takes_each_parts_price_and_stays_one_statement_line(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 4 * 5 + 3 * 7, None)]


@on(订单=[{}], 出库单=[{"单价": 4.5}])
def test_the_shipments_own_price_counts_before_the_orders(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 45, None)]


@on(订单=[{}], 出库单=[{"金额": 44.44}])
def test_an_amount_without_a_price_counts_as_it_stands(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 44.44, None)]


@on(出库单=[{"客户编码": "C1"}])
def test_no_known_price_is_zero_and_e304(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 0, None)]
    assert ("E304", "CK1") in codes(seen)


@on(订单=[{}, GIFT_LINE], 出库单=[{}, {"行号": 2, "数量": 2, "赠品": "是"}])
def test_gifts_show_with_quantity_and_zero(seen: Case) -> None:
    assert [(r["数量"], r["应收"]) for r in page(seen)[1:-1]] == [(10, 50), (2, 0)]


@on(订单=[{"单价": 0.335}], 出库单=[{"数量": 1}])
def test_halves_of_a_fen_round_up(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 0.34, None)]


# Order stage

SIGNED = [{}]


TWO = [{"数量": 4}, {"出库单号": "CK2", "数量": 6}]
STAGES: list[tuple[Row, Rows, Rows, str]] = [
    ({"审核状态": "已取消", "审核时间": "2026-10-09"}, [{}], SIGNED, "已取消"),
    ({"审核状态": "已驳回"}, [{}], SIGNED, "已驳回"),
    ({"审核状态": "待审批"}, [], [], "待审批"),
    ({"审核状态": None}, [], [], "待审批"),
    ({}, [], [], "已审批"),
    ({"审核状态": "待审批"}, [{"数量": 9.999}], [], "部分发货"),
    ({"审核状态": "待审批"}, [{}], SIGNED, "已完成"),
    ({}, [{}], [], "已交付"),
    ({}, [{}], [{"是否签字": "否"}], "已交付"),
    ({}, [{}], [{"单据类型": "运单"}], "已交付"),
    ({}, [{}], [{"回单日期": "2026-11-06"}], "已交付"),
    ({}, [{}], SIGNED, "已完成"),
    ({}, TWO, SIGNED, "已交付"),
    ({}, TWO, [{}, {"出库单号": "CK2"}], "已完成"),
    ({}, [{}, {"出库单号": "CK2", "产品编码": "P9", "品名": "锁"}], SIGNED, "已交付"),
]


@pytest.mark.parametrize(
    ("seen", "stage"), [(case(订单=[ordered], 出库单=sent, 回单=back), stage) for ordered, sent, back, stage in STAGES]
)
def test_the_first_stage_that_applies(seen: Case, stage: str) -> None:
    assert order(seen)["状态"] == stage


def test_without_a_column_for_it_an_order_is_approved(office: Office) -> None:
    labels = [label for label in ORDER if label not in ("审核状态", "审核时间")]
    office.drop("订单.xlsx", {"订单": [labels, [ORDER[label] for label in labels]]})
    office.run(AS_OF)
    assert order(Case({}, "", office))["状态"] == "已审批"


@on(
    订单=[{"行号": n, "产品编码": f"P{n}", "品名": f"品{n}"} for n in (1, 2, 3)],
    出库单=[{"产品编码": "P1", "品名": "品1"}, {"行号": 2, "产品编码": "P2", "品名": "品2", "数量": 4}],
)
def test_a_line_has_the_stage_of_its_own_quantities(seen: Case) -> None:
    assert lines(seen, "状态") == ["已交付", "部分发货", "已审批"]
    assert order(seen)["状态"] == "部分发货"


@on(订单=[{}], 出库单=[{}], 回单=SIGNED, 退货=[{"出库单号": "CK1", "退货数量": 10}])
def test_returns_do_not_reopen_an_order(seen: Case) -> None:
    assert (order(seen)["状态"], order(seen)["未发数量"]) == ("已完成", 0)


@on(订单=[{}, GIFT_LINE], 出库单=[{}])
def test_gifts_count_in_the_quantities(seen: Case) -> None:
    assert [order(seen)[k] for k in ("订单数量", "已发数量", "未发数量", "状态")] == [12, 10, 2, "部分发货"]


def test_documents_after_the_day_are_left_out(office: Office) -> None:
    ordered = [{}, {"订单号": "SO2", "下单日期": "2026-10-05 08:00"}]
    seen = alone(office, "2026-10-04", 订单=ordered, 出库单=[{}])
    assert [r["订单号"] for r in office.table("订单状态.xlsx", "订单", "订单号")] == ["SO1"]
    assert order(seen)["状态"] == "已审批"
    assert summary(seen)["文件"] == "本月无往来"


# Due date and days overdue

TWO_DUE = [{"交货日期": "2026-10-10"}, {"行号": 2, "产品编码": "P2", "品名": "锁", "交货日期": "2026-10-20"}]


@on(订单=TWO_DUE)
def test_the_due_date_is_the_earliest_of_the_lines_still_open(seen: Case) -> None:
    assert (order(seen)["交货日期"], order(seen)["逾期天数"]) == (date(2026, 10, 10), 26)


@on(订单=TWO_DUE, 出库单=[{}])
def test_the_due_date_passes_over_lines_that_are_shipped(seen: Case) -> None:
    assert (order(seen)["交货日期"], order(seen)["逾期天数"]) == (date(2026, 10, 20), 16)


@on(订单=TWO_DUE, 出库单=[{}, {"行号": 2, "产品编码": "P2", "品名": "锁"}])
def test_the_due_date_is_the_latest_when_nothing_is_open(seen: Case) -> None:
    assert (order(seen)["交货日期"], order(seen)["逾期天数"]) == (date(2026, 10, 20), None)


@pytest.mark.parametrize(
    ("seen", "days"),
    [
        (case(订单=[{"交货日期": due, "审核状态": status}], 出库单=[{"数量": shipped}]), days)
        for due, status, shipped, days in [
            ("2026-11-05", "已审批", 4, None),
            ("2026-11-04", "已审批", 4, 1),
            ("2026-11-04", "已审批", 10, None),
            ("2026-11-04", "待审批", 4, None),
            ("2026-11-04", "已驳回", 4, None),
            ("2026-11-04", "已取消", 4, None),
        ]
    ],
)
def test_only_an_approved_order_not_fully_shipped_is_overdue(seen: Case, days: int | None) -> None:
    assert order(seen)["逾期天数"] == days


@on(订单=[{}])
def test_without_a_due_date_nothing_is_overdue(seen: Case) -> None:
    assert (order(seen)["交货日期"], order(seen)["逾期天数"]) == (None, None)


# Slips


@on(
    出库单=[
        {"出库单号": f"CK{n}", "送货方式": how, "司机": "司机", "物流公司": "公司"}
        for n, how in enumerate(["送货", "自提", "物流", "快递", None])
    ]
)
def test_which_slips_a_delivery_method_needs_and_who_is_chased(seen: Case) -> None:
    assert sorted(slips(seen, "出库单号", "单据类型", "责任人")) == [
        ("CK0", "红单", "司机"),
        ("CK1", "红单", "司机"),
        ("CK2", "红单", "公司"),
        ("CK2", "运单", "公司"),
        ("CK3", "红单", "公司"),
        ("CK3", "运单", "公司"),
        ("CK4", "红单", "司机"),
    ]


@on(出库单=[{"物流公司": "公司"}, {"出库单号": "CK2", "送货方式": "物流", "司机": "司机"}])
def test_nobody_recorded_is_said_so(seen: Case) -> None:
    assert set(slips(seen, "责任人")) == {"未登记"}


@on(出库单=[{"送货方式": "物流"}], 回单=[{"是否签字": "否"}, {"单据类型": "运单", "是否签字": "否"}])
def test_a_red_slip_stays_until_it_is_signed_and_a_waybill_needs_no_signature(seen: Case) -> None:
    assert slips(seen, "单据类型", "问题") == [("红单", "未签字")]


@on(出库单=[{"送货方式": "快递"}], 回单=[{}])
def test_a_signed_slip_is_off_the_list_and_the_other_stays(seen: Case) -> None:
    assert slips(seen, "单据类型", "问题") == [("运单", "未收回")]


@on(出库单=[{}], 回单=[{"回单日期": None, "是否签字": None, "承诺日期": "2026-11-20"}])
def test_a_promise_is_no_return(seen: Case) -> None:
    assert slips(seen, "单据类型", "问题") == [("红单", "未收回")]


@on(出库单=[{}], 回单=[{"回单日期": "2026-11-06"}])
def test_a_slip_that_comes_back_after_the_day_is_still_out(seen: Case) -> None:
    assert slips(seen, "问题") == ["未收回"]


@pytest.mark.parametrize(
    ("seen", "days", "bucket"),
    [
        (case(出库单=[{"发货日期": sent}]), days, bucket)
        for sent, days, bucket in [
            ("2026-11-05", 0, "0–7"),
            ("2026-10-29", 7, "0–7"),
            ("2026-10-28", 8, "8–14"),
            ("2026-10-22", 14, "8–14"),
            ("2026-10-21", 15, "15–30"),
            ("2026-10-06", 30, "15–30"),
            ("2026-10-05", 31, "30以上"),
        ]
    ],
)
def test_days_and_buckets(seen: Case, days: int, bucket: str) -> None:
    assert slips(seen, "天数", "账龄") == [(days, bucket)]


@on(出库单=[{"送货方式": "物流", "单价": 5, "运费": 8, "运费方式": "垫付"}])
def test_amounts_stand_on_the_red_slips_row(seen: Case) -> None:
    assert [(kind, a or 0, f or 0) for kind, a, f in slips(seen, "单据类型", "金额", "垫付运费")] == [
        ("红单", 50, 8),
        ("运单", 0, 0),
    ]


# Who the customer is

MASTER = [{"别名": "甲;老甲"}, {"客户编码": "C2", "客户名称": "乙店", "别名": "同名"}]
MASTER.append({"客户编码": "C3", "客户名称": "丙店", "别名": "同名"})


@pytest.mark.parametrize(
    ("seen", "stands_under"),
    [
        (case(客户资料=MASTER, 出库单=[{"客户编码": code, "客户名称": name, "单价": 5}]), stands_under)
        for code, name, stands_under in [
            ("C1", "乙店", "C1"),
            (None, "乙店", "C2"),
            (None, "老甲", "C1"),
            (None, "老 甲", "C1"),
            (None, "同名", "同名"),
            (None, "乙", "乙"),
            (None, "丁店", "丁店"),
            ("C9", "乙店", "C9"),
        ]
    ],
)
def test_the_code_if_given_else_the_exact_name(seen: Case, stands_under: str) -> None:
    assert statement(seen, stands_under) == [("出库", "CK1", 50, None)]
    known = stands_under in ("C1", "C2", "C3")
    assert (("E602", stands_under) in codes(seen)) is not known


@on(客户资料=[{"客户名称": "abc店"}], 出库单=[{"客户名称": "ABC店", "单价": 5}])
def test_letters_are_not_folded(seen: Case) -> None:
    assert statement(seen, "ABC店") == [("出库", "CK1", 50, None)]


@on(客户资料=[{"客户名称": "ABC店"}], 出库单=[{"客户名称": "ＡＢＣ 店", "单价": 5}])
def test_a_full_width_name_is_the_same_name(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 50, None)]


@on(订单=[{}], 出库单=[{}])
def test_a_shipment_without_a_customer_has_its_orders(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 50, None)]


@on(客户资料=MASTER, 订单=[{}], 出库单=[{"客户编码": "C2"}])
def test_the_statement_follows_the_shipment_not_its_order(seen: Case) -> None:
    assert statement(seen, "C2") == [("出库", "CK1", 50, None)]
    assert ("E407", "CK1") in codes(seen)


@on(出库单=[{"订单号": "SO9", "单价": 5}])
def test_a_shipment_with_neither_and_no_order_stands_in_no_statement(seen: Case) -> None:
    rows = seen.mine(f"对账单/{OCTOBER}/对账汇总.xlsx", "汇总", "客户编码", "客户编码")
    assert [row["文件"] for row in rows] == ["本月无往来"]
    assert ("E402", "CK1") in codes(seen)


@on(
    客户资料=MASTER,
    订单=[{}],
    出库单=[{"客户编码": "C2"}],
    退货=[{"出库单号": "CK1"}, {"退货单号": "TH2", "订单号": "SO1"}],
)
def test_a_return_has_its_shipments_customer_else_its_orders(seen: Case) -> None:
    assert statement(seen, "C2") == [("出库", "CK1", 50, None), ("退货", "TH1", -10, None)]
    assert statement(seen, "C1") == [("退货", "TH2", -10, None)]


# Statements


@on(
    订单=[{"数量": 1, "产品编码": "P5", "品名": "钉"}],
    出库单=[
        *[
            {"出库单号": "CKb", "发货日期": "2026-10-20", "单价": 1, "运费": 3, "运费方式": "垫付", "客户编码": "C1"},
            {
                "出库单号": "CK10",
                "行号": 2,
                "发货日期": "2026-10-20",
                "单价": 2,
                "客户编码": "C1",
                "产品编码": "P2",
                "品名": "锁",
            },
            {"出库单号": "CK10", "行号": 1, "发货日期": "2026-10-20", "单价": 3, "客户编码": "C1"},
            {"出库单号": "CKB", "发货日期": "2026-10-20", "单价": 4, "客户编码": "C1"},
            {"出库单号": "CK9", "发货日期": "2026-10-20", "单价": 5, "客户编码": "C1"},
        ],
        {"出库单号": "CKz", "发货日期": "2026-10-20", "数量": 1, "单价": 6, "产品编码": "P5", "品名": "钉"},
    ],
    回单=[{"出库单号": "CKB", "回单日期": "2026-10-20", "实收数量": 9}],
    收款=[
        {"抹零": 0.5},
        {"收款单号": "SK0", "收款金额": -4},
        {"收款单号": "SK2", "款项类型": "定金", "订单号": "SO1", "收款金额": 6},
    ],
    退货=[{"退货日期": "2026-10-20", "客户编码": "C1", "退货金额": 7}],
)
def test_lines_of_a_day_stand_by_kind_then_number_by_code_point_then_line(seen: Case) -> None:
    assert statement(seen) == [
        ("出库", "CK10", 30, None),
        ("出库", "CK10", 20, None),
        ("出库", "CK9", 50, None),
        ("出库", "CKB", 40, None),
        ("出库", "CKb", 10, None),
        ("出库", "CKz", 6, None),
        ("垫付运费", "CKb", 3, None),
        ("退款", "SK0", None, -4),
        ("退货", "TH1", -7, None),
        ("签收短少", "CKB", -4, None),
        ("收款", "SK1", None, 10),
        ("抹零", "SK1", -0.5, None),
        ("定金冲抵", "SO1", None, 6),
    ]
    balance = 30 + 20 + 50 + 40 + 10 + 6 + 3 + 4 - 7 - 4 - 10 - 0.5 - 6
    assert page(seen)[-1]["余额"] == balance == summary(seen)["期末余额"]
    row = summary(seen)
    labels = ["本期出库", "垫付运费", "退款", "本期退货", "签收短少", "本期收款", "抹零", "定金冲抵", "前期调整"]
    assert [row[k] for k in labels] == [156, 3, 4, -7, -4, -10, -0.5, -6, 0]


@on(
    出库单=[
        {"出库单号": f"CK{n}", "行号": line, "运费": 8, "运费方式": how, "客户编码": "C1", "单价": 1}
        for n, how in enumerate(["垫付", "我方承担", "到付", None])
        for line in (1, 2)
    ]
)
def test_freight_counts_once_and_only_where_it_is_advanced(seen: Case) -> None:
    assert [line for line in statement(seen) if line[0] == "垫付运费"] == [("垫付运费", "CK0", 8, None)]
    assert ("E202", "CK3") in codes(seen)


@on(
    订单=[{}],
    出库单=[{"单价": 4}],
    退货=[
        {"出库单号": "CK1", "订单号": "SO1"},
        {"退货单号": "TH2", "订单号": "SO1"},
        {"退货单号": "TH3", "出库单号": "CK1", "退货单价": 1},
        {"退货单号": "TH4", "出库单号": "CK1", "退货金额": 1.11},
    ],
)
def test_a_return_without_a_price_has_the_shipments_line_before_the_orders(seen: Case) -> None:
    assert [line[2] for line in statement(seen)[1:]] == [-8, -10, -2, -1.11]
    assert [line["单价"] for line in page(seen)[2:5]] == [4, 5, 1]


@on(
    订单=[{}, GIFT_LINE],
    出库单=[{"数量": 2, "赠品": "是"}, {"行号": 2, "数量": 6, "单价": 5}, {"行号": 3, "数量": 4, "单价": 5}],
    回单=[{"产品编码": "P1", "实收数量": 9}],
)
def test_a_shortage_is_the_products_total_and_falls_on_gifts_that_were_received_last(seen: Case) -> None:
    assert sum(line[2] for line in statement(seen) if line[0] == "签收短少") == -5
    assert ("E103", "CK1") in codes(seen)


@on(订单=[{}], 出库单=[{}], 回单=[{"实收数量": 7}])
def test_a_shortage_without_a_code_is_the_one_products_of_its_shipment(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 50, None), ("签收短少", "CK1", -15, None)]
    assert page(seen)[2]["日期"] == date(2026, 10, 8)


@pytest.mark.parametrize(
    "seen",
    [
        case(订单=[{}], 出库单=[{}], 回单=[back])
        for back in [{"实收数量": 10}, {"实收数量": None}, {"实收数量": 7, "是否签字": "否"}]
    ],
)
def test_nothing_is_short_when_all_is_received_or_nobody_signed(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 50, None)]


@on(
    出库单=[{"出库单号": f"CK{n}", "客户编码": "C1", "单价": 5} for n in (1, 2, 3)],
    回单=[{}, {"出库单号": "CK2", "是否签字": "否"}],
)
def test_the_state_of_the_red_slip_stands_on_the_goods(seen: Case) -> None:
    assert [r["回单"] for r in page(seen)[1:-1]] == ["已签", "未签", "未回"]


@on(
    客户资料=[{"期初余额": 100, "期初日期": "2026-10-14"}],
    出库单=[
        {"出库单号": "CK1", "发货日期": "2026-10-13", "客户编码": "C1", "单价": 5},
        {"出库单号": "CK2", "发货日期": "2026-10-14", "客户编码": "C1", "单价": 6},
    ],
)
def test_the_opening_balance_is_the_opening_of_its_month_and_older_documents_are_left_out(seen: Case) -> None:
    assert (summary(seen)["期初余额"], summary(seen)["期末余额"]) == (100, 160)
    assert statement(seen) == [("出库", "CK2", 60, None)]


@on(
    客户资料=[{"期初余额": 100, "期初日期": "2026-10-14"}],
    出库单=[{"发货日期": "2026-09-20", "客户编码": "C1", "单价": 5}],
)
def test_before_the_month_of_its_opening_a_customer_has_no_statement(seen: Case) -> None:
    row = summary(seen, month="2026-09")
    assert (row["期初余额"], row["期末余额"]) == (0, 0) and not row["文件"].endswith(".xlsx")


@on(
    客户资料=[{"期初余额": -7.5, "期初日期": "2026-08-01"}],
    出库单=[
        {"出库单号": f"CK{sent}", "发货日期": f"2026-{sent}", "客户编码": "C1", "单价": price}
        for sent, price in [("08-31", 8), ("09-01", 4), ("09-30", 5), ("10-01", 1), ("10-31", 9)]
    ],
)
def test_each_month_opens_as_the_last_closed(seen: Case) -> None:
    assert summary(seen, month="2026-09")["期末余额"] == 162.5 == summary(seen)["期初余额"]
    assert summary(seen, month="2026-09")["期初余额"] == 72.5
    assert statement(seen) == [("出库", "CK10-01", 10, None), ("出库", "CK10-31", 90, None)]


@on(订单=[{}], 出库单=[{}], 收款=[{"收款日期": "2026-11-01", "收款金额": 50, "出库单号": "CK1"}])
def test_lines_after_the_month_are_left_out_of_it_and_its_ageing(seen: Case) -> None:
    assert (statement(seen), aged(seen)) == ([("出库", "CK1", 50, None)], {"逾期1–30": 50})


@on(客户资料=[{}, {"客户编码": "C2", "客户名称": "乙店"}], 出库单=[{"客户编码": "C2", "单价": 5}])
def test_a_customer_with_nothing_is_listed_with_the_reason(seen: Case) -> None:
    row = summary(seen)
    assert row["文件"] and not row["文件"].endswith(".xlsx")
    assert summary(seen, "C2")["文件"] == "C2_乙店.xlsx"


KINDS = {"出库": "本期出库", "退货": "本期退货", "签收短少": "签收短少", "垫付运费": "垫付运费", "收款": "本期收款"}
KINDS |= {kind: kind for kind in ("退款", "抹零", "定金冲抵", "前期调整")}


def added_up(sheet: Any) -> Counter[str]:
    """What a statement adds to the summary, in fen, under the summary's labels."""
    found = Counter[str]()
    lines = rows_under(sheet, "日期")
    found["期初余额"], found["期末余额"] = (round(100 * lines[end]["余额"]) for end in (0, -1))
    for line in lines[1:-1]:
        found[KINDS[line["类型"]]] += round(100 * (line["应收"] or 0)) - round(100 * (line["已收"] or 0))
    foot = dict(sheet.iter_rows(max_col=2, values_only=True))
    for label in (*AGES, "定金余额"):
        found[label] += round(100 * foot[label])
    return found


@pytest.mark.parametrize("month", ["2026-09", OCTOBER])
def test_the_totals_of_the_summary_are_the_sums_of_the_statements_as_they_are_read_back(month: str) -> None:
    folder = Case.shared.root / "outbox" / "对账单" / month
    page = openpyxl.load_workbook(folder / "对账汇总.xlsx", data_only=True)["汇总"]
    rows = list(page.iter_rows(values_only=True))
    labels = next(row for row in rows if "客户编码" in row)
    totals = dict(zip(labels, next(row for row in rows if row[0] == "合计"), strict=True))
    files = [path for path in folder.glob("*.xlsx") if path.name != "对账汇总.xlsx"]
    assert len(files) == sum(str(row[labels.index("文件")]).endswith(".xlsx") for row in rows) > 1
    summed = Counter[str]()
    for path in files:
        summed.update(added_up(openpyxl.load_workbook(path)["对账单"]))
    assert {label: round(100 * totals[label]) for label in summed} == summed


@on(
    客户资料=[{"期初余额": 1, "期初日期": "2026-08-01"}, {"客户编码": "C2", "客户名称": "乙店"}],
    收款=[{"客户编码": "C2", "款项类型": "定金", "收款日期": "2026-09-01"}],
)
def test_an_opening_balance_or_a_held_deposit_is_enough_for_a_statement(seen: Case) -> None:
    assert [r["类型"] for r in page(seen)] == ["期初", "期末余额"]
    assert (page(seen, "C2")[-1]["余额"], summary(seen, "C2")["定金余额"]) == (0, 10)


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (
            case(客户资料=[{"期初余额": balance, "期初日期": "2026-10-01"}], 出库单=[{"客户编码": "C1", "单价": 0}]),
            words,
        )
        for balance, words in [
            (14305.6, "人民币壹万肆仟叁佰零伍元陆角整"),
            (-1200, "负人民币壹仟贰佰元整"),
            (0, "人民币零元整"),
            (0.05, "人民币伍分"),
            (1680.32, "人民币壹仟陆佰捌拾元叁角贰分"),
            (107000.53, "人民币壹拾万柒仟元伍角叁分"),
        ]
    ],
)
def test_the_amount_due_in_capitals(seen: Case, words: str) -> None:
    assert capitals(seen) == words


# Allocation and ageing

TWO_SHIPMENTS = [
    {"发货日期": "2026-08-05", "单价": 10, "客户编码": "C1"},
    {"出库单号": "CK2", "发货日期": "2026-10-05", "单价": 10, "客户编码": "C1"},
]


@on(出库单=TWO_SHIPMENTS, 收款=[{"收款金额": 100, "出库单号": "CK2"}])
def test_a_receipt_pays_the_shipment_it_names_before_older_ones(seen: Case) -> None:
    assert aged(seen) == {"逾期61–90": 100}


@on(出库单=TWO_SHIPMENTS, 收款=[{"收款金额": 120}])
def test_a_receipt_that_names_nothing_pays_what_is_due_first(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 80}


@on(
    出库单=TWO_SHIPMENTS,
    收款=[
        {"收款日期": "2026-08-06", "收款金额": 60},
        {"收款单号": "SK2", "收款金额": 100, "出库单号": "CK1"},
    ],
)
def test_what_is_named_comes_before_older_credits_that_name_nothing(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 40}


@on(
    订单=[{"下单日期": "2026-09-01"}],
    出库单=[
        {"出库单号": "CK0", "发货日期": "2026-08-01", "客户编码": "C1", "订单号": None, "单价": 1},
        {"出库单号": "CK2", "发货日期": "2026-10-05", "数量": 6},
        {"出库单号": "CK9", "发货日期": "2026-09-20", "数量": 4},
    ],
    收款=[{"收款金额": 25, "订单号": "SO1"}],
)
def test_a_receipt_pays_its_orders_shipments_in_date_order(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 25, "逾期90以上": 10}


@on(出库单=[{**TWO_SHIPMENTS[0], "订单号": "SO8"}, TWO_SHIPMENTS[1]], 收款=[{"收款金额": 100, "订单号": "SO1"}])
def test_shipments_of_an_order_that_is_not_on_file_are_paid_by_what_names_it(seen: Case) -> None:
    assert aged(seen) == {"逾期61–90": 100}


@on(订单=[{}], 出库单=[{"运费": 8, "运费方式": "垫付"}], 收款=[{"收款金额": 50, "出库单号": "CK1"}])
def test_goods_are_paid_before_freight(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 8}
    assert ("E201", "CK1") in codes(seen)


@on(
    订单=[{}],
    出库单=[{"运费": 8, "运费方式": "垫付"}],
    收款=[{"收款金额": 8, "出库单号": "CK1", "款项类型": "运费"}],
)
def test_by_a_freight_receipt_freight_is_paid_before_goods(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 50}
    assert ("E201", "CK1") not in codes(seen)


@on(
    出库单=[TWO_SHIPMENTS[0], {**TWO_SHIPMENTS[1], "运费": 8, "运费方式": "垫付"}],
    收款=[{"收款金额": 9, "款项类型": "运费"}],
)
def test_a_freight_receipt_that_names_nothing_pays_freight_first(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 100, "逾期61–90": 99}
    assert ("E201", "CK2") not in codes(seen)


def test_advanced_freight_is_unpaid_as_the_allocation_leaves_it_at_the_day(office: Office) -> None:
    sent = [{**TWO_SHIPMENTS[1], "运费": 8, "运费方式": "垫付"}]
    seen = alone(office, "2026-11-04", 出库单=sent, 收款=[{"收款日期": "2026-11-05", "收款金额": 108}])
    assert ("E201", "CK2") in codes(seen)
    office.run("2026-11-05")
    table.cache_clear()
    assert ("E201", "CK2") not in codes(seen)
    assert aged(seen) == {"逾期1–30": 108}


@on(出库单=TWO_SHIPMENTS, 收款=[{"收款金额": 97, "抹零": 3, "出库单号": "CK2"}])
def test_a_write_off_pays_what_its_receipt_names(seen: Case) -> None:
    assert aged(seen) == {"逾期61–90": 100}


@on(
    出库单=[TWO_SHIPMENTS[0], {**TWO_SHIPMENTS[1], "运费": 8, "运费方式": "垫付"}],
    退货=[{"出库单号": "CK2", "退货金额": 105, "客户编码": "C1"}],
)
def test_a_return_pays_the_goods_of_its_own_shipment_not_its_freight(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 8, "逾期61–90": 95}


@on(出库单=TWO_SHIPMENTS, 回单=[{"出库单号": "CK2", "实收数量": 4}])
def test_a_shortage_pays_the_goods_of_its_own_shipment(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 40, "逾期61–90": 100}


@on(
    出库单=TWO_SHIPMENTS,
    收款=[{"收款金额": 30, "出库单号": "CK1"}, {"收款金额": 60, "出库单号": "CK2"}, {"收款金额": 5}],
)
def test_a_receipt_split_over_several_pays_each_its_part(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 40, "逾期61–90": 65}
    assert sum(line[3] for line in statement(seen) if line[0] == "收款") == 95


@on(出库单=TWO_SHIPMENTS[1:], 收款=[{"收款日期": "2026-09-30", "收款金额": 130}])
def test_what_is_over_is_prepaid_and_pays_a_later_document(seen: Case) -> None:
    assert aged(seen, month="2026-09") == {"预收": -130}
    assert aged(seen) == {"预收": -30}


@on(客户资料=[{"账期天数": 60}], 收款=[{"收款日期": "2026-10-30", "收款金额": -20}])
def test_a_refund_is_a_debit_due_at_its_date(seen: Case) -> None:
    assert statement(seen) == [("退款", "SK1", None, -20)]
    assert aged(seen) == {"逾期1–30": 20}


@on(
    客户资料=[{}, {"客户编码": "C2", "客户名称": "乙店"}],
    出库单=[*TWO_SHIPMENTS, {"出库单号": "CK3", "客户编码": "C2", "单价": 10}],
    收款=[{"收款金额": 100, "出库单号": "CK3"}],
)
def test_another_customers_document_is_not_paid(seen: Case) -> None:
    assert (aged(seen), aged(seen, "C2")) == ({"逾期1–30": 100}, {"逾期1–30": 100})
    assert ("E705", "SK1") in codes(seen)


@on(
    客户资料=[{"期初余额": 100, "期初日期": "2026-08-16", "账期天数": 15}],
    出库单=[{"发货日期": "2026-08-16", "客户编码": "C1", "单价": 5}],
    收款=[{"收款金额": 30, "出库单号": "CK1"}],
)
def test_the_opening_balance_is_one_document_of_its_day_with_the_customers_credit_days(seen: Case) -> None:
    assert aged(seen) == {"逾期61–90": 120}


@on(客户资料=[{"期初余额": -120, "期初日期": "2026-08-01"}], 出库单=TWO_SHIPMENTS)
def test_a_negative_opening_balance_pays_like_any_credit(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 80}


@on(客户资料=[{"期初余额": -220, "期初日期": "2026-08-01"}], 出库单=TWO_SHIPMENTS)
def test_what_is_over_of_a_negative_opening_balance_is_prepaid(seen: Case) -> None:
    assert aged(seen) == {"预收": -20}


@pytest.mark.parametrize(
    ("seen", "bucket"),
    [
        (
            case(
                客户资料=[{"账期天数": credit_days}],
                出库单=[{"发货日期": "2026-08-01", "客户编码": "C1", "单价": 5}],
            ),
            bucket,
        )
        for credit_days, bucket in [
            (100, "未到期"),
            (91, "未到期"),
            (90, "逾期1–30"),
            (61, "逾期1–30"),
            (60, "逾期31–60"),
            (31, "逾期31–60"),
            (30, "逾期61–90"),
            (1, "逾期61–90"),
            (0, "逾期90以上"),
        ]
    ],
)
def test_ageing_counts_from_the_due_date(seen: Case, bucket: str) -> None:
    assert aged(seen) == {bucket: 50}


# Deposits

DEPOSIT = {"款项类型": "定金", "订单号": "SO1", "收款日期": "2026-10-02", "收款金额": 30}


@on(订单=[{}], 出库单=[{"数量": 9}], 收款=[DEPOSIT])
def test_a_deposit_is_held_until_its_order_is_completely_shipped(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 45, None)]
    assert (aged(seen), summary(seen)["定金余额"]) == ({"逾期1–30": 45}, 30)


@on(订单=[{}], 出库单=[{"数量": 9}, {"出库单号": "CK2", "发货日期": "2026-10-09", "数量": 1}], 收款=[DEPOSIT])
def test_a_deposit_is_applied_on_the_day_its_order_is_completely_shipped(seen: Case) -> None:
    assert [(r["日期"], r["类型"], r["单据号"], r["已收"]) for r in page(seen)[3:-1]] == [
        (date(2026, 10, 9), "定金冲抵", "SO1", 30)
    ]
    assert (aged(seen), summary(seen)["定金余额"]) == ({"逾期1–30": 20}, 0)


@on(订单=[{}], 出库单=[{}], 收款=[{**DEPOSIT, "收款日期": "2026-10-25"}])
def test_a_later_deposit_is_applied_on_its_own_day(seen: Case) -> None:
    assert [(r["日期"], r["类型"]) for r in page(seen)[1:-1]][-1] == (date(2026, 10, 25), "定金冲抵")


@on(订单=[{}], 出库单=[{"运费": 8, "运费方式": "垫付"}], 收款=[DEPOSIT, {**DEPOSIT, "收款单号": "SK2", "收款金额": 40}])
def test_deposits_are_applied_up_to_the_goods_shipped_as_one_line(seen: Case) -> None:
    assert statement(seen)[2:] == [("定金冲抵", "SO1", None, 50)]
    assert (aged(seen), summary(seen)["定金余额"]) == ({"逾期1–30": 8}, 20)


@on(订单=[{}], 收款=[DEPOSIT, {**DEPOSIT, "收款单号": "SK2", "收款金额": -10}])
def test_a_negative_deposit_lowers_what_is_held(seen: Case) -> None:
    assert (page(seen)[-1]["余额"], summary(seen)["定金余额"]) == (0, 20)


@pytest.mark.parametrize(
    "seen", [case(订单=[{}], 出库单=[{}], 收款=[{**DEPOSIT, "订单号": number}]) for number in (None, "SO9")]
)
def test_a_deposit_that_names_no_order_on_file_is_held(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 50, None)]
    assert summary(seen)["定金余额"] == 30


@on(客户资料=[{}, {"客户编码": "C2", "客户名称": "乙店"}], 订单=[{}], 出库单=[{}], 收款=[{**DEPOSIT, "客户编码": "C2"}])
def test_a_deposit_naming_another_customers_order_is_held(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 50, None)]
    assert (summary(seen)["定金余额"], summary(seen, "C2")["定金余额"]) == (0, 30)
    assert ("E705", "SK1") in codes(seen)


@on(
    订单=[{}],
    出库单=[{"出库单号": "CK0", "发货日期": "2026-08-01", "客户编码": "C1", "订单号": None, "单价": 1}, {}],
    收款=[DEPOSIT],
)
def test_an_applied_deposit_pays_its_own_order(seen: Case) -> None:
    assert aged(seen) == {"逾期1–30": 20, "逾期90以上": 10}


@on(
    订单=[{}],
    出库单=[{}],
    收款=[DEPOSIT, {**DEPOSIT, "收款单号": "SK2", "收款日期": "2026-10-25", "收款金额": -12}],
)
def test_a_deposit_paid_back_after_it_was_applied_is_taken_off_again(seen: Case) -> None:
    assert sum(line[3] for line in statement(seen) if line[0] == "定金冲抵") == 18
    assert summary(seen)["定金余额"] == 0


@on(
    客户资料=[{"期初余额": 100, "期初日期": "2026-10-03"}],
    订单=[{}],
    收款=[{**DEPOSIT, "订单号": None}],
)
def test_a_deposit_before_the_opening_date_is_left_out(seen: Case) -> None:
    assert summary(seen)["定金余额"] == 0


@on(
    订单=[{}],
    出库单=[{}],
    收款=[{**DEPOSIT, "收款金额": -12}],
)
def test_a_negative_deposit_alone_is_never_charged(seen: Case) -> None:
    assert statement(seen) == [("出库", "CK1", 50, None)]
    assert summary(seen)["定金余额"] == -12
