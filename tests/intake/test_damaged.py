"""Codes that a spreadsheet has spoilt are reported in their cells, and codes that are honestly short are not."""

from datetime import date

import pytest

from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from tests.intake.made import book, read, told

HEAD = ["出库单号", "发货日期", "订单号", "产品编码", "数量", "运单号", "联系电话"]
DAY = date(2026, 10, 5)


def rows(*waybills: object) -> list[list]:
    """A shipment for each waybill."""
    return [HEAD[:6], *([f"CK{n}", DAY, "SO1", "P1", 1, waybill] for n, waybill in enumerate(waybills, 1))]


def wrong(*waybills: object) -> list[tuple[str, str, str]]:
    """What is wrong with them: place, code, suggestion."""
    return [(p.cell, p.code, p.suggestion) for p in read(rows(*waybills)).problems]


def wrong_in_text(*waybills: str) -> list[tuple[str, str, str]]:
    lines = [HEAD[:6], *([f"CK{n}", "2026-10-05", "SO1", "P1", "1", text] for n, text in enumerate(waybills, 1))]
    content = "\n".join(",".join(line) for line in lines).encode()
    return [(p.cell, p.code, p.suggestion) for p in read_file(content, "出库.csv", ReadingRules()).problems]


# --- digits lost


@pytest.mark.parametrize(
    "text", ["1.59E+17", "6.22E+18", "1E+17", "1.5912345e+17", "１.59E+17", "159000000000000000.0", " 1.59E+17 "]
)
def test_a_number_cut_short_is_a_problem_as_text_and_in_csv(text):
    assert wrong(text) == [("F2", "shown_short", "")]
    assert wrong_in_text(text) == [("F2", "shown_short", "")]


@pytest.mark.parametrize(
    "text", ["1.59E17", "E+17", "1.59E+1", "SF1.59E+17", "15.9E+17", "1234567890123456789", "123.0"]
)
def test_what_no_spreadsheet_writes_so_is_a_code_like_any_other(text):
    assert wrong(text) == []
    assert wrong_in_text(text) == []


def test_a_number_of_sixteen_digits_is_a_problem_and_one_of_fifteen_or_a_text_is_not():
    assert wrong(1234567890123456) == [("F2", "digits_lost", "")]
    assert wrong(1.59e17) == [("F2", "digits_lost", "")]
    assert wrong(123456789012345, "1234567890123456") == []


@pytest.mark.parametrize("label", ["出库单号", "订单号", "产品编码", "运单号"])
def test_every_code_is_looked_at(label):
    sheet = rows("Y1")
    sheet[1][HEAD.index(label)] = "1.59E+17"
    assert [(p.field, p.code) for p in read(sheet).problems] == [(label, "shown_short")]


def test_a_phone_too_and_a_remark_may_say_anything():
    head = ["订单号", "下单日期", "客户编码", "产品编码", "数量", "单价", "联系电话", "备注"]
    reading = read([head, ["SO1", DAY, "C1", "P1", 1, 2, "1.38E+10", "1.59E+17"]])
    assert told(reading) == [("G2", "shown_short", "1.38E+10")]


# --- zeros lost

FULL = ["000123456789", "000123456790", "012345678901"]


def test_a_number_shorter_than_the_others_by_as_many_zeros_as_they_have_is_reported_with_its_zeros():
    assert wrong(*FULL, 123456791) == [("F5", "zeros_lost", "000123456791")]
    assert wrong(*FULL, 12345678902) == [("F5", "zeros_lost", "012345678902")]
    assert wrong(*FULL[:2], 123456791) == [("F4", "zeros_lost", "000123456791")]


@pytest.mark.parametrize(
    ("label", "head"),
    [
        ("订单号", ["下单日期", "客户编码", "产品编码", "数量", "单价"]),
        ("客户编码", ["订单号", "下单日期", "产品编码", "数量", "单价"]),
        ("产品编码", ["订单号", "下单日期", "客户编码", "数量", "单价"]),
        ("出库单号", ["发货日期", "订单号", "产品编码", "数量"]),
        ("收款单号", ["收款日期", "客户编码", "收款金额"]),
        ("退货单号", ["退货日期", "客户编码", "产品编码", "退货数量"]),
    ],
)
def test_zeros_are_missed_in_the_numbers_of_documents_customers_and_products(label, head):
    fixed = {"订单号": "SO", "下单日期": DAY, "发货日期": DAY, "收款日期": DAY, "退货日期": DAY}
    codes = ["000123", "000124", 125]
    lines = [
        [code, *(f"SO{n}" if name == "订单号" else fixed.get(name, 1) for name in head)] for n, code in enumerate(codes)
    ]
    assert [(p.cell, p.code, p.suggestion) for p in read([[label, *head], *lines]).problems] == [
        ("A4", "zeros_lost", "000125")
    ]


def test_one_that_lacks_more_digits_than_any_has_zeros_is_another_code():
    assert wrong(*FULL, 12345678) == []


def test_a_short_code_that_is_text_is_as_it_was_typed():
    assert wrong(*FULL, "123456791") == []
    assert wrong(*FULL, "00012345679") == [], "a slip of the pen, not lost zeros"


def test_without_two_codes_that_begin_with_0_nothing_shows_that_zeros_were_lost():
    assert wrong("012345678901", "112345678901", "212345678901", 12345678902) == []
    assert wrong("112345678901", "112345678902", "112345678903", 12345678902) == []


def test_a_column_of_mixed_widths_is_left_alone():
    assert wrong(*FULL, 123456791, 987654321, 123123123) == [], "full: 3, short: 3"
    assert len(wrong(*FULL, "112345678901", 123456791, 987654321)) == 2, "full: 4, short: 2"


def test_the_same_code_in_many_rows_counts_once():
    assert len(wrong(*FULL[:2], *[123456791] * 5)) == 5


def test_codes_with_letters_have_no_say():
    assert len(wrong(*FULL[:2], 123456791, "SF1", "SF2", "SF3", "SF4")) == 1


def test_codes_that_begin_with_0_and_have_letters_or_marks_are_read_where_none_is_of_digits_alone():
    assert wrong("0A12", "SF1") == wrong("0-5") == wrong(0.5) == []


def test_a_text_file_has_no_types_so_that_it_takes_nine_codes_to_tell():
    nine = [f"00012345679{n}" for n in range(9)]
    assert wrong_in_text(*nine, "123456799") == [("F11", "zeros_lost", "000123456799")]
    assert wrong_in_text(*nine[:8], "123456799") == []


def test_a_phone_may_begin_with_0_or_not():
    head = ["订单号", "下单日期", "客户编码", "产品编码", "数量", "单价", "联系电话"]
    phones = ["01012345678", "01012345679", 1380013800]
    assert told(read([head, *([f"SO{n}", DAY, "C1", "P1", 1, 2, p] for n, p in enumerate(phones))])) == []


def test_stored_as_text_the_same_digits_are_taken_in():
    reading = read_file(book({"表": rows(*FULL, "123456791")}), "a.xlsx", ReadingRules())
    assert reading.tables["shipments"]["waybill_no"].tolist() == [*FULL, "123456791"]
