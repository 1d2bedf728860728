"""A row without an order number says which order it probably begins or goes on, and of what day."""

from datetime import date, datetime

from tests.intake.made import read, told

HEAD = ["订单号", "行号", "下单日期", "客户编码", "客户名称", "联系电话", "产品编码", "数量", "单价"]
DAY = date(2026, 10, 3)


def row(number=None, line=None, on=DAY, code="C1", name=None, phone=None, product="P1"):
    return [number, line, on, code, name, phone, product, 1, 2]


def begins(*rows: list) -> list[tuple[str, str]]:
    """For every row without a number the row in which its order begins, and its day."""
    problems = [p for p in read([HEAD, *rows]).problems if p.code == "missing_order_no"]
    return [(dict(p.params)["begins"], dict(p.params).get("day", "")) for p in problems]


def orders(*rows: list) -> list[str]:
    return [first for first, _ in begins(*rows)]


def test_a_blank_number_is_a_problem_in_its_cell_and_the_other_orders_go_on():
    reading = read([HEAD, row(), row("SO1")])
    assert told(reading) == [("A2", "missing_order_no", "")]
    assert begins(row(), row("SO1")) == [("2", "2026-10-03")]
    assert reading.tables["orders"]["order_no"].tolist() == ["SO1"]


def test_a_number_that_can_not_be_read_is_told_as_that_and_gets_no_other():
    assert [code for _, code, _ in told(read([HEAD, row("1.59E+17")]))] == ["shown_short"]


def test_rows_below_each_other_that_agree_are_one_order():
    assert orders(row(), row(product="P2"), row(product="P3")) == ["2", "2", "2"]


def test_a_row_that_leaves_customer_and_day_out_goes_on_with_the_order_above():
    assert begins(row(), row(on=None, code=None)) == [("2", "2026-10-03"), ("2", "2026-10-03")]


def test_another_customer_day_time_or_phone_begins_another_order():
    assert orders(row(), row(code="C2"), row(code="C2", on=date(2026, 10, 4))) == ["2", "3", "4"]
    assert orders(row(on=datetime(2026, 10, 3, 9)), row(on=datetime(2026, 10, 3, 10))) == ["2", "3"]
    assert orders(row(phone="138"), row(phone="139"), row(phone=None)) == ["2", "3", "3"]


def test_a_row_that_says_more_of_the_order_than_its_first_one_begins_another():
    assert orders(row(), row(phone="138"), row(phone="138")) == ["2", "3", "3"]
    assert orders(row(), row(code=None, name="乙")) == ["2", "3"], "a code and a name may be two customers"


def test_line_numbers_that_start_again_begin_another_order():
    assert orders(row(line=1), row(line=2), row(line=1), row(line=1), row(line=None)) == ["2", "2", "4", "5", "5"]


def test_a_numbered_or_a_blank_row_between_parts_two_orders():
    assert orders(row(), row("SO1"), row()) == ["2", "4"]
    assert orders(row(), [], row()) == ["2", "4"]


def test_what_is_left_out_of_a_line_does_not_come_from_its_defaults():
    head, rest = [*HEAD, "审核状态"], [*row(on=None, code=None), None]
    problems = read([head, [*row(), "已审批"], rest]).problems
    assert [dict(p.params)["begins"] for p in problems] == ["2", "2"]


def test_an_order_without_a_day_has_none():
    assert begins(row(on=None)) == [("2", "")]
    assert begins(row(on="下周")) == [("2", "")]


def test_order_numbers_that_only_rows_held_back_name_are_kept():
    slips = ["出库单号", "发货日期", "订单号", "产品编码", "数量"]
    reading = read({
        "订单": [HEAD, row("SO1"), row("SO2"), row("SO3", product=None)],
        "出库": [slips, ["CK1", DAY, "SO2", "P1", -1], ["CK2", DAY, "SO4", "P1", -1], ["CK3", DAY, "SO5", "P1", 1]],
    })  # fmt: skip
    assert reading.order_numbers == ("SO3", "SO4")
    twice = [[*slips, "数量"], ["CK4", DAY, "SO6", "P1", 1, 1]]
    assert read({"订单": [HEAD, row("SO1")], "出库": twice}).order_numbers == ("SO6",)
