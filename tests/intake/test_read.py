"""What comes of reading a workbook: one test a rule of CONTRACT 1 to 3."""

import io
import pickle
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.problems import Problem
from schemas.registry import SHEETS
from tests.intake.made import ORDER, SHIPMENT, SLIP, adds_up, book, read, states, told

DAY = "2026-10-03"


def order(no, quantity=1, price=2, day=DAY, customer="C001", product="P1"):
    return [no, day, customer, product, quantity, price]


def test_a_well_kept_sheet_is_accepted_with_typed_values():
    reading = read([ORDER, ["SO1", datetime(2026, 10, 3, 9, 30), "C001", "P1", 10, 12.5]])
    assert reading.problems == ()
    row = reading.tables["orders"].iloc[0]
    assert (row.order_no, row.order_date, row.quantity_e3, row.unit_price_e4) == (
        "SO1",
        pd.Timestamp("2026-10-03 09:30"),
        10_000,
        125_000,
    )
    assert row.amount_fen == 12_500
    assert (row.document, row.sheet, row.row) == ("SO1", "表", 2)
    assert dict(reading.tables["orders"].dtypes.astype(str)) == SHEETS["orders"].dtypes


def test_one_wrong_cell_holds_back_its_whole_document_and_no_other():
    reading = read([ORDER, order("SO1"), order("SO1", quantity=-3), order("SO2")])
    assert states(reading) == [("SO1", "held", 2), ("SO2", "accepted", 1)]
    assert told(reading) == [("E3", "not_above", "-3")]
    assert list(reading.tables["orders"]["document"]) == ["SO2"]


def test_a_document_says_whom_and_which_order_it_names_first_held_or_not():
    head = [*ORDER, "业务员"]
    rows = [[*order("SO1", quantity=-3), ""], [*order("SO1"), "张岚"], [*order("SO2"), "李四"], [*order(""), "王五"]]
    documents = read([head, *rows]).documents
    assert documents["salesperson"].tolist() == ["张岚", "李四", "王五"]
    assert documents["order_no"].tolist() == ["SO1", "SO2", ""]
    assert read([ORDER, order("SO1")]).documents["salesperson"].tolist() == [""]


def test_all_problems_of_a_file_come_out_at_once():
    reading = read([ORDER, ["SO1", "3/4/26", "", "", "1.2万", 1.23456], order("SO2", price=None)])
    assert told(reading) == [
        ("B2", "not_a_date", "3/4/26"),
        ("C2", "customer_missing", ""),
        ("D2", "product_missing", ""),
        ("E2", "unit_behind_number", "1.2万"),
        ("F2", "too_many_decimals", "1.23456"),
        ("F3", "price_missing", ""),
    ]


def test_titles_above_the_header_and_totals_below_are_skipped_and_rows_after_them_go_on():
    reading = read(
        [["十月订单"], [], ORDER, order("SO1"), ["", "", "合 计：", "", 1], order("SO2"), ["总计", "", "", "", 2]]
    )
    assert states(reading) == [("SO1", "accepted", 1), ("SO2", "accepted", 1)]
    sheet = reading.sheets[0]
    assert (sheet.header_row, sheet.rows, sheet.ignored) == (3, 4, 2)


def test_a_total_word_in_a_row_with_a_key_is_data():
    reading = read([[*ORDER, "备注"], [*order("SO1"), "合计"]])
    assert states(reading) == [("SO1", "accepted", 1)]


def test_a_repeated_header_and_an_example_row_are_ignored():
    reading = read([ORDER, order("示例"), order("SO1"), ORDER, order("SO2")])
    assert states(reading) == [("SO1", "accepted", 1), ("SO2", "accepted", 1)]
    assert (reading.sheets[0].rows, reading.sheets[0].ignored) == (4, 2)


def test_a_row_without_a_key_is_a_document_of_its_own():
    reading = read([ORDER, order("SO1"), order(""), order("")])
    assert states(reading) == [("SO1", "accepted", 1), ("", "held", 1), ("", "held", 1)]
    assert told(reading) == [("A3", "missing_order_no", ""), ("A4", "missing_order_no", "")]


def test_a_row_with_nothing_in_a_column_that_is_read_is_ignored():
    reading = read([[*ORDER, "随手记"], [*order("SO1"), ""], ["", "", "", "", "", "", "记得催"]])
    assert states(reading) == [("SO1", "accepted", 1)]
    assert (reading.sheets[0].rows, reading.sheets[0].ignored) == (2, 1)


def test_blank_line_numbers_take_the_lowest_free_ones_in_the_order_of_the_rows():
    reading = read(
        [[*ORDER, "行号"], [*order("SO1"), None], [*order("SO1"), 1], [*order("SO1"), None], [*order("SO2"), None]]
    )
    assert reading.tables["orders"]["line_no"].tolist() == [2, 1, 3, 1]


def test_two_rows_with_one_row_key_are_a_problem_on_both():
    reading = read([[*ORDER, "行号"], [*order("SO1"), 1], [*order("SO1"), 1], [*order("SO1"), 2]])
    assert told(reading) == [("G2", "row_twice", "1"), ("G3", "row_twice", "1")]
    assert [dict(p.params)["other"] for p in reading.problems] == ["3", "2"]
    assert states(reading) == [("SO1", "held", 3)]


def test_document_fields_are_filled_in_from_any_row_and_rows_may_stand_apart():
    reading = read([ORDER, order("SO1"), order("SO2"), order("SO1", day=None, customer=None)])
    assert reading.problems == ()
    assert reading.tables["orders"]["customer_code"].tolist() == ["C001"] * 3


def test_a_clash_of_document_fields_is_told_on_the_cell_that_differs_from_most():
    reading = read([ORDER, order("SO1", customer="C002"), order("SO1"), order("SO1", customer=""), order("SO1")])
    assert told(reading) == [("C2", "field_clash", "C002")]
    assert dict(reading.problems[0].params) == {"other": "C3", "value": "C001"}
    assert states(reading) == [("SO1", "held", 4)]


def test_of_two_clashing_cells_the_second_is_told():
    assert told(read([ORDER, order("SO1"), order("SO1", customer="C002")])) == [("C3", "field_clash", "C002")]


def test_names_that_differ_in_width_only_agree():
    head = [*ORDER, "客户名称"]
    assert read([head, [*order("SO1"), "甲(乙)公司"], [*order("SO1"), "甲（乙）公司"]]).problems == ()


def test_a_required_document_field_that_is_blank_in_all_rows_is_told_once():
    reading = read([ORDER, order("SO1", day=None), order("SO1", day=None)])
    assert told(reading) == [("B2", "required_blank", "")]


def test_a_customer_missing_from_a_document_is_told_once_and_a_product_on_each_row():
    reading = read([ORDER, order("SO1", customer="", product=""), order("SO1", customer="", product="")])
    assert told(reading) == [
        ("C2", "customer_missing", ""),
        ("D2", "product_missing", ""),
        ("D3", "product_missing", ""),
    ]


def test_a_column_that_is_absent_stands_for_something_else_than_a_blank_cell():
    assert read([ORDER, order("SO1")]).tables["orders"]["review_status"].tolist() == ["已审批"]
    assert read([[*ORDER, "审核状态"], [*order("SO1"), ""]]).tables["orders"]["review_status"].tolist() == ["待审批"]


@pytest.mark.parametrize(("amount", "fine"), [(20.01, True), (19.99, True), (20.02, False), (None, True)])
def test_an_amount_may_differ_from_quantity_times_price_by_one_fen(amount, fine):
    reading = read([[*ORDER, "金额"], [*order("SO1", quantity=10), amount]])
    assert told(reading) == ([] if fine else [("G2", "amount_differs", str(amount))])
    if fine:
        assert reading.tables["orders"]["amount_fen"].tolist() == [round(100 * amount) if amount else 2000]


def test_many_cheap_pieces_beside_one_dear_machine_hold_no_row_back_that_leaves_amount_or_price_blank():
    head = [*ORDER, "金额", "赠品"]
    rows = [[*order("SO1", quantity=1_000_000, price=1), "", ""], [*order("SO2", quantity=1, price=500_000), "", ""]]
    reading = read([head, *rows, [*order("SO3", quantity=1, price=None), "", "是"]])
    assert told(reading) == []
    assert reading.tables["orders"]["amount_fen"].tolist() == [100_000_000, 50_000_000, 0]


def test_a_rule_about_a_cell_that_is_wrong_already_is_not_told_too():
    reading = read([[*ORDER, "金额"], [*order("SO1", quantity="很多"), 5], [*order("SO2", quantity=-1), 5]])
    assert told(reading) == [("E2", "not_a_number", "很多"), ("E3", "not_above", "-1")]


def test_a_gift_without_price_is_accepted_and_one_with_a_price_is_not():
    reading = read([[*ORDER, "赠品"], [*order("SO1", price=None), "是"], [*order("SO2", price=3), "是"]])
    assert states(reading) == [("SO1", "accepted", 1), ("SO2", "held", 1)]
    assert reading.tables["orders"]["amount_fen"].tolist() == [0]


def test_excel_errors_and_formulas_without_a_value_are_told_in_their_cells():
    def dress(book, pages):
        pages["表"].write_formula("E2", "=1/0", None, "#DIV/0!")
        pages["表"].write_formula("F2", "=A9", None, "")
        pages["表"].write_formula("E3", "=1+1", None, 2)

    reading = read([ORDER, order("SO1", quantity=None, price=None), order("SO2", quantity=None)], dress)
    assert told(reading) == [("E2", "excel_error", "#DIV/0!"), ("F2", "no_stored_value", "")]
    assert states(reading) == [("SO1", "held", 1), ("SO2", "accepted", 1)]


def test_a_code_that_excel_cut_to_15_digits_is_told_and_the_same_digits_as_text_are_fine():
    head = [*SHIPMENT, "运单号"]
    row = ["CK1", DAY, "SO1", "P1", 1]
    reading = read([head, [*row, 123456789012345678], ["CK2", *row[1:], "123456789012345678"]])
    assert [(problem.cell, problem.code) for problem in reading.problems] == [("F2", "digits_lost")]
    good = read([head, [*row, 13800138000.0], ["CK2", *row[1:], "000123"], ["CK3", *row[1:], 123456789012345]])
    assert good.tables["shipments"]["waybill_no"].tolist() == ["13800138000", "000123", "123456789012345"]


def test_a_vertically_merged_cell_counts_for_every_row_it_covers_whatever_its_column():
    def dress(book, pages):
        pages["表"].merge_range("A2:A3", "SO1")
        pages["表"].merge_range("E2:E3", 7)

    reading = read([ORDER, order("SO1"), order("", quantity=None), order("SO2")], dress)
    assert states(reading) == [("SO1", "accepted", 2), ("SO2", "accepted", 1)]
    assert reading.tables["orders"]["quantity_e3"].tolist() == [7000, 7000, 1000]


def test_a_row_that_only_merged_cells_reach_into_is_blank():
    def dress(book, pages):
        for column, value in zip("ABCDEF", order("SO1"), strict=True):
            pages["表"].merge_range(f"{column}2:{column}3", value)

    reading = read([ORDER, [], [], order("SO2")], dress)
    assert (reading.sheets[0].rows, states(reading)) == (2, [("SO1", "accepted", 1), ("SO2", "accepted", 1)])


def test_row_and_column_are_told_as_excel_counts_wherever_the_table_begins():
    rows = [[], [], ["", "", *ORDER], [], ["", "", *order("SO1", quantity="x")]]
    reading = read(rows)
    assert told(reading) == [("G5", "not_a_number", "x")]
    assert reading.sheets[0].columns["order_no"] == 3


def test_hidden_rows_and_columns_are_read_and_said_and_hidden_sheets_are_not_read():
    def dress(book, pages):
        pages["表"].set_row(2, None, None, {"hidden": True})
        pages["表"].set_column("D:E", None, None, {"hidden": True})
        pages["暗"].hide()

    reading = read({"表": [ORDER, order("SO1"), order("SO2")], "暗": [ORDER, order("SO9")]}, dress)
    assert states(reading) == [("SO1", "accepted", 1), ("SO2", "accepted", 1)]
    assert reading.sheets[0].notes == (("hidden_rows", (("rows", "3"),)), ("hidden_columns", (("columns", "D-E"),)))
    assert reading.sheets[1].notes == (("hidden_sheet", ()),)
    assert (reading.sheets[1].rows, reading.sheets[1].ignored) == (2, 2)


def test_a_workbook_made_on_an_old_macintosh_reads_right():
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.active.append(ORDER)
    made.active.append(order("SO1", day=date(2026, 10, 3)))
    made.active.append(order("SO2", day=46298 - 1462))
    made.active["B3"].number_format = "0"
    out = io.BytesIO()
    made.save(out)
    reading = read_file(out.getvalue(), "a.xlsx", ReadingRules())
    assert reading.tables["orders"]["order_date"].tolist() == [pd.Timestamp("2026-10-03")] * 2


@pytest.mark.parametrize("epoch", ["CALENDAR_WINDOWS_1900", "CALENDAR_MAC_1904"])
def test_eight_digits_typed_into_a_cell_that_shows_days_are_the_day_they_spell(epoch):
    made = openpyxl.Workbook()
    made.epoch = getattr(openpyxl.utils.datetime, epoch)
    made.active.append(ORDER)
    for row, typed in enumerate((20000101, 20261003, 20991231, 20261399, 2958466, 20261003.5), 2):
        made.active.append(order(f"SO{row}", day=typed))
        made.active.cell(row, 2).number_format = "yyyy-mm-dd"
    out = io.BytesIO()
    made.save(out)
    reading = read_file(out.getvalue(), "a.xlsx", ReadingRules())
    assert reading.tables["orders"]["order_date"].dt.strftime("%Y%m%d").tolist() == ["20000101", "20261003", "20991231"]
    assert [p.cell for p in reading.problems] == ["B5", "B6", "B7"]


def test_the_same_document_in_two_sheets_is_a_repeat_when_equal_and_held_when_not():
    same = read({"一": [ORDER, order("SO1"), order("SO2")], "二": [ORDER, order("SO2")]})
    assert states(same) == [("SO1", "accepted", 1), ("SO2", "accepted", 1), ("SO2", "repeat", 1)]
    other = read({"一": [ORDER, order("SO1"), order("SO2")], "二": [ORDER, order("SO2", quantity=5)]})
    assert states(other) == [("SO1", "accepted", 1), ("SO2", "held", 1), ("SO2", "held", 1)]
    assert [(p.sheet, p.cell, p.code, dict(p.params)["other"]) for p in other.problems] == [
        ("一", "A3", "document_twice", "二!2"),
        ("二", "A2", "document_twice", "一!3"),
    ]
    assert other.tables["orders"]["document"].tolist() == ["SO1"]


def test_a_digest_is_the_content_not_the_place_the_order_or_the_columns_that_are_there():
    head = [*ORDER, "行号"]
    one = read([head, [*order("SO1"), 1], [*order("SO1", product="P2"), 2]])
    other = read([["标题"], [*head, "备注", "规格"], [*order("SO1", product="P2"), 2], [*order("SO1"), 1]])
    changed = read([head, [*order("SO1"), 1], [*order("SO1", product="P2", quantity=2), 2]])
    digests = [r.documents["digest"].tolist() for r in (one, other, changed)]
    assert digests[0] == digests[1] != digests[2]


def slip(no, returned="", signed="", promised="", remark="", kind=""):
    return [no, kind, returned, signed, "", "", promised, remark]


def test_an_unfilled_slip_form_is_ignored_and_a_promise_is_not():
    reading = read(
        [
            SLIP,
            slip("CK1"),
            slip("CK2", promised="2026-10-20"),
            slip("CK3", "2026-10-09", "是"),
            slip("CK4", remark="无"),
        ]
    )
    assert states(reading) == [("CK2\x1f红单", "accepted", 1), ("CK3\x1f红单", "accepted", 1)]
    assert (reading.sheets[0].rows, reading.sheets[0].ignored) == (4, 2)
    assert reading.tables["slips"]["has_handed_over_date"].tolist() == [False, False]


def test_a_slip_half_filled_in_lacks_the_rest():
    reading = read([SLIP, slip("CK1", signed="是"), slip("CK2", returned="2026-10-09")])
    assert told(reading) == [("C2", "returned_missing", ""), ("D3", "signed_missing", "")]


def test_the_first_sheet_with_a_slip_filled_in_counts_and_a_return_beats_a_promise():
    sheets = {
        "一": [SLIP, slip("CK1"), slip("CK2", promised="2026-10-20"), slip("CK3", "2026-10-09", "是")],
        "二": [SLIP, slip("CK1", "2026-10-08", "是"), slip("CK2", "2026-10-09", "否"), slip("CK3", "2026-10-10", "否")],
    }
    reading = read(sheets)
    assert list(
        zip(reading.documents["sheet"], reading.documents["document"].str[:3], reading.documents["state"], strict=True)
    ) == [
        ("一", "CK2", "repeat"),
        ("一", "CK3", "accepted"),
        ("二", "CK1", "accepted"),
        ("二", "CK2", "accepted"),
        ("二", "CK3", "repeat"),
    ]
    assert adds_up(reading)


def test_the_other_rows_of_a_slip_take_its_document_fields():
    head = ["出库单号", "回单日期", "是否签字", "产品编码", "实收数量"]
    reading = read([head, ["CK1", "2026-10-09", "是", "P1", 5], ["CK1", "", "", "P2", ""]])
    assert reading.problems == ()
    assert reading.tables["slips"]["signed"].tolist() == [True, True]


def test_two_columns_with_one_heading_hold_back_the_whole_sheet():
    reading = read({"表": [[*ORDER, "数 量"], [*order("SO1"), 3]], "另": [SHIPMENT, ["CK1", DAY, "SO1", "P1", 1]]})
    assert reading.problems == (
        Problem("", "表", 1, 7, "header_twice", "数 量", "数 量", (("first", "E1"), ("second", "G1")), "orders"),
    )
    assert states(reading) == [("", "held", 1), ("CK1", "accepted", 1)]


def test_a_label_is_read_before_an_alias_and_the_other_column_is_said():
    reading = read([["订单号", "单号", *ORDER[1:]], ["SO1", "X9", *order("SO1")[1:]]])
    assert reading.tables["orders"]["order_no"].tolist() == ["SO1"]
    assert [code for code, _ in reading.sheets[0].notes] == ["alias_not_read"]


def test_no_known_sheet_refuses_the_file_and_names_the_nearest_kind_and_what_it_lacks():
    reading = read([["订单号", "下单日期", "客户编码", "数量"], ["SO1", DAY, "C001", 1]])
    assert reading.refusal == Problem(
        "", "表", 0, 0, "no_known_header", params=(("fields", "unit_price_e4"), ("kind", "orders"), ("likes", ""))
    )
    assert reading.sheets == ()


def test_a_summary_by_customer_is_no_customer_master():
    reading = read([["客户编码", "客户名称", "欠款"], ["C001", "甲", 1]])
    assert reading.refusal.code == "too_few_columns"
    assert read([["客户编码", "客户名称", "渠道", "邮箱"], ["C001", "甲", "经销", ""]]).refusal is None


def test_a_sheet_of_no_kind_beside_a_known_one_is_ignored():
    reading = read({"说明": [["请填写"], [], ["谢谢"]], "空": [], "表": [ORDER, order("SO1")]})
    assert [(s.kind, s.rows, s.ignored) for s in reading.sheets] == [("", 2, 2), ("", 0, 0), ("orders", 1, 0)]
    assert reading.sheets[0].notes == (("not_a_table", ()),)


def test_our_own_report_dropped_back_is_ignored_and_no_refusal():
    head = ["日期", "类型", "单据号", "订单号", "摘要", "数量", "单位", "单价", "应收", "已收", "余额", "回单"]
    reading = read({"对账单": [["对账单"], head, ["2026-10-01", "期初"]]})
    assert reading.refusal is None
    assert reading.sheets[0].notes == (("own_report", (("answer", "statement_lines"),)),)
    problems = read([["工作表", "行", "列", "字段", "原值", "问题", "怎么改"], ["表", 1, "A", "", "", "", ""]])
    assert problems.sheets[0].notes == (("problem_list", ()),)


def test_most_labels_decide_the_kind_and_the_name_of_the_sheet_decides_nothing_else():
    reading = read(
        {"订单": [["出库单号", "发货日期", "订单号", "数量", "单价", "日期"], ["CK1", DAY, "SO1", 1, 2, DAY]]}
    )
    assert reading.sheets[0].kind == "shipments"


def test_aliases_from_the_settings_are_accepted():
    rows = [["合同号", *ORDER[1:]], order("SO1")]
    assert read(rows).refusal is not None
    assert states(read(rows, rules=ReadingRules(aliases=(("orders", "order_no", "合同号"),)))) == [
        ("SO1", "accepted", 1)
    ]


def test_a_price_policy_has_a_key_of_three_parts_and_a_blank_channel():
    reading = read(
        [["产品编码", "渠道", "政策价", "生效日期"], ["P1", "", 10, DAY], ["P1", "经销", 9, date(2026, 10, 3)]]
    )
    assert reading.documents["document"].tolist() == [f"P1\x1f\x1f{DAY}", f"P1\x1f经销\x1f{DAY}"]


def test_a_receipt_split_over_two_orders_is_one_document_and_twice_the_same_is_not():
    head = ["收款单号", "收款日期", "客户编码", "收款金额", "订单号", "抹零", "备注"]
    good = read([head, ["SK1", DAY, "C1", 5, "SO1", "", ""], ["SK1", "", "", 6, "SO2", "", ""]])
    assert states(good) == [("SK1", "accepted", 2)]
    bad = read(
        [head, ["SK1", DAY, "C1", 5, "", "", ""], ["SK1", "", "", 6, "", 0.5, ""], ["SK2", DAY, "C1", 0, "", "", ""]]
    )
    assert told(bad) == [
        ("A2", "row_twice", "SK1"),
        ("A3", "row_twice", "SK1"),
        ("F3", "write_off_needs_remark", "0.5"),
        ("D4", "is_zero", "0"),
    ]


def test_a_long_key_is_held_and_its_length_is_said():
    reading = read([ORDER, order("S" * 41), order("S" * 40)])
    assert [p.code for p in reading.problems] == ["too_long"]
    assert states(reading) == [("", "held", 1), ("S" * 40, "accepted", 1)]


def test_reading_is_the_same_every_time_and_knows_no_file_name():
    content = book({"表": [ORDER, order("SO1", quantity=-1), order("SO2")]})
    one, other = read_file(content, "甲.xlsx", ReadingRules()), read_file(content, "乙.XLSX", ReadingRules())
    assert pickle.dumps(one) == pickle.dumps(other)
    assert {problem.file for problem in one.problems} == {""}


def test_an_excel_error_in_the_key_is_no_blank_key():
    def dress(book, pages):
        pages["表"].write_formula("A2", "=NA()", None, "#N/A")

    reading = read([[*ORDER, "备注"], [*order(""), "合计"]], dress)
    assert told(reading) == [("A2", "excel_error", "#N/A")]
    assert states(reading) == [("", "held", 1)]


def test_a_part_of_the_key_that_is_unreadable_is_not_taken_for_its_default():
    reading = read([SLIP, slip("CK1", "2026-10-09", "是", kind="蓝单"), slip("CK1", "2026-10-09", "是")])
    assert told(reading) == [("B2", "not_a_choice", "蓝单")]
    assert states(reading) == [("", "held", 1), ("CK1\x1f红单", "accepted", 1)]


def test_a_document_field_that_is_unreadable_in_one_row_is_not_missing_in_the_others():
    reading = read([ORDER, order("SO1", day="3/4/26"), order("SO1", day="")])
    assert told(reading) == [("B2", "not_a_date", "3/4/26")]
    head = ["出库单号", "回单日期", "是否签字", "产品编码"]
    slips = read([head, ["CK1", "2026-10-09", "也许", "P1"], ["CK1", "", "", "P2"]])
    assert told(slips) == [("C2", "not_yes_or_no", "也许")]


def test_a_row_without_a_key_is_not_told_what_its_document_might_have_said():
    reading = read([ORDER, order("", day="", customer="")])
    assert told(reading) == [("A2", "missing_order_no", "")]


def test_a_slip_that_another_sheet_has_filled_in_before_is_a_repeat_whatever_it_says():
    reading = read({"一": [SLIP, slip("CK1", "2026-10-09", "是")], "二": [SLIP, slip("CK1", "9/10", "是")]})
    assert states(reading) == [("CK1\x1f红单", "accepted", 1), ("CK1\x1f红单", "repeat", 1)]
    assert reading.problems == ()


def test_a_name_in_another_width_is_the_same_content():
    head = [*ORDER, "客户名称"]
    one, other = (read([head, [*order("SO1"), name]]) for name in ("甲(乙)", "甲（乙）"))
    assert one.documents["digest"].tolist() == other.documents["digest"].tolist()
    assert one.tables["orders"]["customer_name"].tolist() != other.tables["orders"]["customer_name"].tolist()


@pytest.mark.parametrize("hide", ["hide", "very_hidden"])
def test_a_hidden_sheet_is_ignored_however_deep_it_is_hidden(hide):
    reading = read(
        {"订单": [ORDER, order("SO1")], "旧": [ORDER, order("SO2")]}, lambda book, pages: getattr(pages["旧"], hide)()
    )
    assert states(reading) == [("SO1", "accepted", 1)]
    assert reading.sheets[1].notes == (("hidden_sheet", ()),)


def test_what_lies_hidden_under_a_merged_cell_counts_for_nothing():
    def dress(book, pages):
        for column, value in zip("ABCDEF", order("SO1"), strict=True):
            pages["表"].merge_range(f"{column}2:{column}3", value)
        pages["表"].write_string("A3", "SO7")
        pages["表"].merge_range("H5:I5", "横")
        pages["表"].write_string("I5", "藏")

    reading = read([[*ORDER, "", "备注", "规格"], [], [], [], order("SO2")], dress)
    assert states(reading) == [("SO1", "accepted", 1), ("SO2", "accepted", 1)]
    assert reading.tables["orders"]["spec"].isna().all()
    assert reading.tables["orders"]["remark"].fillna("").tolist() == ["", "横"]


def test_a_merged_excel_error_is_told_in_every_row_it_covers():
    def dress(book, pages):
        pages["表"].merge_range("E2:E3", "")
        pages["表"].write_formula("E2", "=NA()", None, "#N/A")

    reading = read([ORDER, order("SO1", quantity=None), order("SO2", quantity=None)], dress)
    assert told(reading) == [("E2", "excel_error", "#N/A"), ("E3", "excel_error", "#N/A")]


@pytest.mark.parametrize(("name", "kind"), [("十月出库单", "shipments"), ("订单", "orders"), ("Sheet1", "orders")])
def test_of_two_kinds_with_equally_many_labels_the_name_of_the_sheet_decides(name, kind):
    head = ["出库单号", "发货日期", "订单号", "下单日期", "数量", "单价", "优先级"]
    assert read({name: [head, ["CK1", DAY, "SO1", DAY, 1, 2, ""]]}).sheets[0].kind == kind


def test_an_unread_formula_in_a_form_does_not_fill_it_in():
    def dress(book, pages):
        pages["表"].write_formula("C2", "=A9", None, "")

    reading = read([SLIP, slip("CK1")], dress)
    assert (reading.sheets[0].rows, reading.sheets[0].ignored, reading.problems) == (1, 1, ())


def test_an_excel_error_in_a_slip_form_fills_it_in():
    def dress(book, pages):
        pages["表"].write_formula("C2", "=NA()", None, "#N/A")

    assert told(read([SLIP, slip("CK1")], dress)) == [("C2", "excel_error", "#N/A"), ("D2", "signed_missing", "")]


def test_of_two_header_rows_with_equally_many_labels_the_first_counts():
    other = ["出库单号", "发货日期", "产品编码", "数量", "单价", "运费"]
    reading = read({"出库单": [ORDER, order("SO1"), other]})
    assert (reading.sheets[0].kind, reading.sheets[0].header_row) == ("orders", 1)
