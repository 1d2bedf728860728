"""Size matrices: a row a style and colour, a column a size, as garment orders have them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake.rules import ReadingRules
from pipeline.problems import problem_words
from tests.intake.made import read, states, told

DAY = "2026-10-03"
HEAD = ["订单号", "下单日期", "客户名称", "款号", "颜色", "S", "M", "L", "XL", "总件数", "单价"]


def row(sizes, total=None, price=10, no="SO1", style="K01", colour="红色"):
    return [no, DAY, "甲", style, colour, *sizes, *[None] * (4 - len(sizes)), total, price]


def lines(reading, kind="orders"):
    table = reading.tables[kind]
    names = ["line_no", "product_code", "spec", "quantity_e3", "row"]
    return list(table[names].itertuples(index=False, name=None))


def test_each_size_with_a_quantity_is_a_line_of_its_row():
    reading = read([HEAD, row([1, None, 0, 2], 3), row([None, 5, None, None], 5, colour="蓝色")])
    assert reading.problems == ()
    assert lines(reading) == [
        (1, "K01", "红色 S", 1000, 2),
        (2, "K01", "红色 XL", 2000, 2),
        (3, "K01", "蓝色 M", 5000, 3),
    ]
    assert reading.tables["orders"]["amount_fen"].tolist() == [1000, 2000, 5000]


def test_rows_of_the_sheet_are_counted_not_lines():
    rows = [HEAD, row([1, 2, 3, 4], 10), row([1, 1, None, None], 2), row([5], 6, no="SO2"), ["合计", *[None] * 8, 18]]
    reading = read(rows)
    assert states(reading) == [("SO1", "accepted", 2), ("SO2", "held", 1)]
    assert (reading.sheets[0].rows, reading.sheets[0].ignored) == (4, 1)


def test_a_total_that_is_not_the_sum_of_the_sizes_is_told_on_the_total():
    reading = read([HEAD, row([1, 2], 4), row([1, 2], 3, no="SO2"), row([1, 2], None, no="SO3")])
    assert told(reading) == [("J2", "sizes_differ", "4")]
    assert problem_words(reading.problems[0], "zh")[0] == "总件数“4”与各尺码之和 3 不符。"
    assert [state for _, state, _ in states(reading)] == ["held", "accepted", "accepted"]


def test_a_wrong_size_is_told_in_its_own_cell_and_the_total_not_too():
    reading = read([HEAD, row([1, "两件", -3], 4), row([1, 2, "1.2万"], "三", no="SO2")])
    assert [(p.cell, p.code, p.field) for p in reading.problems] == [
        ("G2", "not_a_number", "M"),
        ("H2", "not_above", "L"),
        ("H3", "unit_behind_number", "L"),
        ("J3", "not_a_number", "总件数"),
    ]


def test_what_is_wrong_with_a_row_is_told_once():
    reading = read([HEAD, row([1, 2], 3, price=None), row([1, 2], 3, no=""), row([1, 2], 3, no="SO3", style="")])
    assert [(p.cell, p.code) for p in reading.problems if p.code != "unnumbered"][:1] == [("K2", "price_missing")]
    assert len(reading.problems) == 3
    assert [rows for _, _, rows in states(reading)] == [1, 1, 1]


def test_errors_and_formulas_without_a_value_are_told_in_the_cell_of_their_size():
    def dress(book, pages):
        pages["表"].write_formula("G2", "=NA()", None, "#N/A")
        pages["表"].write_formula("H2", "=A9", None, "")
        pages["表"].write_formula("E3", "=NA()", None, "#N/A")

    reading = read([HEAD, row([1]), row([1, 2], no="SO2")], dress)
    assert told(reading) == [
        ("G2", "excel_error", "#N/A"),
        ("H2", "no_stored_value", ""),
        ("E3", "excel_error", "#N/A"),
    ]


def test_a_row_without_any_size_lacks_its_quantity():
    assert [(p.cell, p.code) for p in read([HEAD, row([])]).problems] == [("F2", "required_blank")]


@pytest.mark.parametrize(
    ("amount", "fine"), [(99.99, True), (100, True), (99.98, True), (100.01, False), (99.97, False)]
)
def test_the_amount_of_a_row_is_that_of_all_its_sizes_and_its_lines_add_up_to_it(amount, fine):
    reading = read([[*HEAD, "金额"], [*row([1, 1, 1], 3, price=33.33), amount], [*row([3], price=1, no="SO2"), 3]])
    assert told(reading) == ([] if fine else [("L2", "amount_differs", f"{amount:g}")])
    if fine:
        mine = reading.tables["orders"].query("order_no == 'SO1'")["amount_fen"]
        assert mine.sum() == round(amount * 100)
        assert (abs(mine - 3333) <= 1).all()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 10**6), min_size=1, max_size=4),
    st.integers(0, 10**6),
    st.sampled_from([-1, 0, 1]),
)
def test_an_amount_within_a_fen_is_always_shared_out_to_the_fen(sizes, price_e4, off):
    amount = (sum(sizes) * price_e4 + 5000) // 10**4 * 100 // 100
    exact = sum(sizes) * price_e4 / 100
    fen = max(round(exact) + off, 0)
    if abs(fen - exact) > 1:
        return
    rows = [[*HEAD, "金额"], [*row(sizes, price=price_e4 / 10**4), fen / 100]]
    reading = read(rows)
    assert reading.problems == (), amount
    assert reading.tables["orders"]["amount_fen"].sum() == fen


def test_gifts_and_quantities_of_a_matrix_keep_their_rules():
    reading = read([[*HEAD, "赠品", "金额"], [*row([1, 2], 3, price=None), "是", 0], [*row([1], no="SO2"), "是", 5]])
    assert {p.code for p in reading.problems} == {"gift_has_price", "gift_has_amount"}
    assert [state for _, state, _ in states(reading)] == ["accepted", "held"]


def test_shipments_may_stand_as_a_matrix_and_an_amount_without_a_price_counts_as_it_stands():
    head = ["出库单号", "发货日期", "订单号", "款号", "颜色", "S", "M", "数量", "金额"]
    reading = read([head, ["CK1", DAY, "SO1", "K01", "红", 1, 2, 3, 100]])
    assert reading.problems == ()
    assert lines(reading, "shipments") == [(1, "K01", "红 S", 1000, 2), (2, "K01", "红 M", 2000, 2)]
    assert reading.tables["shipments"]["amount_fen"].tolist() == [3333, 6667], "the larger rest is rounded up"


@pytest.mark.parametrize(
    "sizes", [["36", "36.5", "37"], ["110", "120", "130"], ["XXL", "3XL", "均码"], ["S码", "M码", "f"]]
)
def test_the_usual_sizes_are_known(sizes):
    head = [*HEAD[:5], *sizes, "单价"]
    reading = read([head, ["SO1", DAY, "甲", "K01", "红", 1, 1, 1, 5]])
    assert [spec for _, _, spec, _, _ in lines(reading)] == [f"红 {size}" for size in sizes]


def test_sizes_may_be_numbers_and_stand_under_one_heading():
    head = [*HEAD[:5], "尺码", "", "", "单价"]
    reading = read([head, ["", "", "", "", "", 38, 39, 40, ""], ["SO1", DAY, "甲", "K01", "红", 1, None, 2, 5]])
    assert [spec for _, _, spec, _, _ in lines(reading)] == ["红 38", "红 40"]
    assert reading.sheets[0].header_row == 2


def test_the_settings_name_other_sizes():
    head = [*HEAD[:5], "甲码", "乙码", "单价"]
    rows = [head, ["SO1", DAY, "甲", "K01", "红", 1, 2, 5]]
    assert read(rows).refusal is not None
    assert [spec for _, _, spec, _, _ in lines(read(rows, rules=ReadingRules(sizes=("甲码", "乙码"))))] == [
        "红 甲码",
        "红 乙码",
    ]


def test_sizes_of_the_settings_may_be_numbers_beside_other_numbers():
    rows = [[*HEAD[:5], "601", "602", "2026", "单价"], ["SO1", DAY, "甲", "K01", "红", 1, 2, 9, 5]]
    reading = read(rows, rules=ReadingRules(sizes=("601", "602")))
    assert [spec for _, _, spec, _, _ in lines(reading)] == ["红 601", "红 602"]


@pytest.mark.parametrize("extra", [["M"], [str(day) for day in range(1, 32)], ["2025", "2026"]])
def test_other_columns_are_no_sizes(extra):
    head = ["订单号", "下单日期", "客户名称", "品名", "数量", "单价", *extra]
    reading = read([head, ["SO1", DAY, "甲", "合页", 7, 5, *[9] * len(extra)]])
    assert reading.tables["orders"]["quantity_e3"].tolist() == [7000]


@pytest.mark.parametrize("again", ["S", "S码", "s"])
def test_one_size_in_two_columns_holds_back_the_sheet(again):
    head = [*HEAD[:5], "S", "M", again, "单价"]
    reading = read([head, ["SO1", DAY, "甲", "K01", "红", 1, 2, 3, 5]])
    assert [(p.cell, p.code, dict(p.params)["first"]) for p in reading.problems] == [("H1", "header_twice", "F1")]


def test_the_spec_of_a_row_stands_before_its_colour_and_size():
    head = ["订单号", "下单日期", "客户名称", "品名", "规格", "S", "M", "单价", "行号"]
    reading = read([head, ["SO1", DAY, "甲", "T恤", "圆领", 1, 2, 5, 1]])
    assert [(no, spec) for no, _, spec, _, _ in lines(reading)] == [(1, "圆领 S"), (2, "圆领 M")]


def test_a_style_merged_over_its_colours_counts_for_each():
    def dress(book, pages):
        pages["表"].merge_range("D2:D3", "K01")

    reading = read([HEAD, row([1], 1), row([2], 2, style="", colour="蓝色")], dress)
    assert [code for _, code, _, _, _ in lines(reading)] == ["K01", "K01"]


def test_style_numbers_whose_digits_are_lost_are_told_in_their_cells():
    assert told(read([HEAD, row([1, 1], style=1234567890123456)])) == [("D2", "digits_lost", "1234567890123456")]
    styles = ["000123", "000124", 125]
    wrong = read([HEAD, *(row([1, 1], no=f"SO{n}", style=style) for n, style in enumerate(styles))]).problems
    assert {(p.cell, p.code, p.suggestion) for p in wrong} == {("D4", "zeros_lost", "000125")}
