"""Where it is clear what was meant it is suggested, and nowhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake.suggest import PROPOSALS, suggested
from schemas.cells import Cell, Fault
from schemas.registry import SHEETS


def suggestion(kind: str, field: str, typed: str) -> str:
    cell = SHEETS[kind].cells[field]
    fault = cell.read(typed)
    assert isinstance(fault, Fault), f"{typed} can be read"
    return suggested(cell, fault.code, typed, fault.params)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.2万", "12000"), ("１.２万", "12000"), ("0.5万", "5000"), ("3千", "3000"), ("2百", "200"),
        ("1.25w", "12500"), ("5k", "5000"), ("1.2万元", "12000"), ("-1.2万", "-12000"), ("1.23456789万", ""),
        ("1,200万", "12000000"), ("1.5亿", "150000000"), ("1万2", ""), ("万", ""), ("10件", ""),
        ("1O0", "100"), ("1o.5", "10.5"), ("l00", "100"), ("12。5", "12.5"), ("Ol", ""), ("约100", ""), ("12,34", ""),
        ("1.234", ""), ("1 2", ""), ("abc", ""),
    ],
)  # fmt: skip
def test_an_amount(typed, meant):
    assert suggestion("payments", "amount_fen", typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026年10月3号", "2026-10-03"), ("2026年10月3", "2026-10-03"), ("2026/10-3", "2026-10-03"),
        ("2026-10.3", "2026-10-03"),
        ("2026 10 3", "2026-10-03"), ("2026、10、3", "2026-10-03"), ("2026.10.3.", "2026-10-03"),
        ("2026年 10月 3号", "2026-10-03"),
        ("26/10/3", ""), ("3/10/2026", ""), ("10月3日", ""), ("2026年10月", ""), ("2026-02-30", ""),
        ("2026年13月1号", ""),
        ("2026-10-3 左右", ""), ("1999年10月3号", ""), ("下周", ""), ("123", ""),
    ],
)  # fmt: skip
def test_a_day(typed, meant):
    assert suggestion("orders", "due_date", typed) == meant


@pytest.mark.parametrize(
    ("kind", "field", "typed", "meant"),
    [
        ("orders", "review_status", "己审批", "已审批"),
        ("orders", "review_status", "巳驳回", "已驳回"),
        ("orders", "review_status", "已审", "已审批"),
        ("orders", "review_status", "审批", ""),
        ("orders", "review_status", "未审批", ""),
        ("orders", "priority", "加急", "紧急"),
        ("orders", "payment_terms", "月结30天", "月结"),
        ("orders", "payment_terms", "不是月结", ""),
        ("orders", "payment_terms", "结", ""),
        ("shipments", "delivery_method", "物琉", "物流"),
        ("shipments", "delivery_method", "物流公司", "物流"),
        ("shipments", "delivery_method", "空运", ""),
        ("shipments", "delivery_method", "流", ""),
        ("slips", "signed", "己签", "已签"),
        ("slips", "signed", "是的", "是"),
        ("slips", "signed", "也许", ""),
        ("shipments", "waybill_no", "1.59E+17", ""),
        ("orders", "quantity_e3", "1.1234", ""),
    ],
)
def test_a_word_or_something_else(kind, field, typed, meant):
    assert suggestion(kind, field, typed) == meant


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([cell for kind in SHEETS.values() for cell in kind.cells.values()]),
    st.sampled_from(sorted(PROPOSALS)),
    st.one_of(st.text(max_size=8), st.from_regex(r"[0-9OlI。万千/年月.-]{1,10}", fullmatch=True)),
)
def test_what_is_suggested_can_always_be_read(cell: Cell, code: str, typed: str):
    meant = suggested(cell, code, typed, (("width", "8"),))
    assert meant == "" or not isinstance(cell.read(meant), Fault)
