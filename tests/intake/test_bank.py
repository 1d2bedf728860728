"""A bank's own export: the lines that are receipts, those that are not, and the cells of the file that are reported."""

import re
from pathlib import Path

import pandas as pd
import pytest

from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.settings import load
from schemas.layouts import LAYOUTS, Layout
from schemas.sheets.payments import PAYMENTS
from tests.intake.made import adds_up, book, read, states, told

RULES = ReadingRules(layouts=tuple(LAYOUTS.values()))
DOC = Path(__file__).parents[2] / "docs" / "银行流水.md"

BANK_HEADER = ["交易日期", "交易时间", "交易流水号", "借方发生额", "贷方发生额", "余额", "对方户名", "摘要"]


def bank(*lines):
    """A bank's export: titles, header, lines as (number, out, in, payer, summary), a footer."""
    rows = [
        ["2026-10-08", "09:30:00", number, out, in_, "8,888.00", payer, said] for number, out, in_, payer, said in lines
    ]
    return [["禾岸银行 账户交易明细"], ["户名：", "示例公司"], BANK_HEADER, *rows, ["本页共打印若干笔"]]


def receipts(reading):
    """What was read, as (number, day, payer, amount in fen, method, remark)."""
    table = reading.tables.get("payments", PAYMENTS.empty())
    names = ["receipt_no", "received_date", "customer_name", "amount_fen", "method", "remark"]
    rows = table[names].astype(object).itertuples(index=False)
    return [
        tuple(None if pd.isna(v) else str(v.date()) if isinstance(v, pd.Timestamp) else v for v in row) for row in rows
    ]


def noted(reading):
    (note,) = [note for note in reading.sheets[0].notes if note[0] == "bank_export"]
    return dict(note[1])


ALIPAY = """\
#支付宝账务明细查询
#账号：[2088000000000000]
#起始日期：[2026年10月01日 00:00:00]   终止日期：[2026年11月01日 00:00:00]
#-----------------------------------------账务明细列表----------------------------------------
账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,对方名称,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注
2026100822001\t,T1\t,\t,合页\t,2026-10-08 12:30:11,a***@b.c,甲公司,1200.50,0.00,1200.50,支付宝,在线支付,九月货款\t
2026100822002\t,T1\t,\t,\t,2026-10-08 12:30:12,,支付宝（中国）,0.00,-7.20,1193.30,支付宝,收费,
2026100922003\t,T2\t,\t,\t,2026-10-09 08:00:00,,供货商,,-300.00,893.30,支付宝,转账,
#-----------------------------------------账务明细列表结束------------------------------------
#支出合计：2笔，共-307.20元
"""

WECHAT = [
    ["微信支付账单明细"],
    ["微信昵称：[示例]"],
    ["----------------------微信支付账单明细列表--------------------"],
    ["交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号", "备注"],
    ["2026-10-08 10:00:00", "转账", "甲公司", "/", "收入", "¥1,200.00", "/", "已存入零钱", "5000120261080001", "/"],
    ["2026-10-09 10:00:00", "商户消费", "饭店", "餐", "支出", "¥88.00", "零钱", "支付成功", "5000120261090002", "/"],
    ["2026-10-10 10:00", "零钱提现", "银行", "/", "/", "¥500.00", "银行", "提现已到账", "100005000120261100003", "/"],
]  # fmt: skip


def test_a_bank_with_two_columns_of_amounts_gives_its_credits():
    lines = bank(
        ("L1", "", "1,200.50", "甲公司", "货款"),
        ("L2", "300.00", "", "供货商", "付款"),
        ("L3", "0.00", "8.00", "乙", ""),
    )
    reading = read(lines, rules=RULES)
    assert receipts(reading) == [
        ("L1", "2026-10-08", "甲公司", 120_050, "银行转账", "货款"),
        ("L3", "2026-10-08", "乙", 800, "银行转账", None),
    ]
    assert (reading.sheets[0].rows, reading.sheets[0].ignored, adds_up(reading)) == (4, 2, True)
    assert noted(reading) == {"layout": "bank", "outgoing": "1", "ignored": "0"}


def test_alipay_in_gb18030_with_lines_of_its_own_above_and_below_is_read_unchanged():
    reading = read_file(ALIPAY.encode("gb18030"), "账务明细.csv", RULES)
    assert receipts(reading) == [("2026100822001", "2026-10-08", "甲公司", 120_050, "支付宝", "九月货款")]
    assert noted(reading) == {"layout": "alipay", "outgoing": "1", "ignored": "1"}
    assert adds_up(reading)


def test_wechat_says_in_or_out_and_a_slash_for_nothing():
    reading = read(WECHAT, rules=RULES)
    assert receipts(reading) == [("5000120261080001", "2026-10-08", "甲公司", 120_000, "微信", None)]
    assert noted(reading) == {"layout": "wechat", "outgoing": "1", "ignored": "1"}
    assert adds_up(reading)


def test_without_the_setting_an_export_is_no_table_that_we_know():
    assert read(WECHAT).refusal is not None


def test_a_line_that_can_not_be_read_is_reported_in_its_own_cell_and_the_others_go_on():
    lines = bank(("L1", "", "12元5", "甲公司", ""), ("L2", "", "5.00", "", ""), ("L3", "", "6.00", "乙", ""))
    reading = read(lines, rules=RULES)
    assert told(reading) == [("E4", "not_a_number", "12元5"), ("G5", "customer_missing", "")]
    assert states(reading) == [("L1", "held", 1), ("L2", "held", 1), ("L3", "accepted", 1)]


def test_an_amount_of_nothing_on_both_sides_is_reported_and_not_passed_over():
    assert told(read(bank(("L1", "0.00", "0.00", "甲", "")), rules=RULES)) == [("E4", "is_zero", "0.00")]
    assert told(read(bank(("L1", "", "", "甲", "")), rules=RULES)) == [("E4", "required_blank", "")]


def test_an_income_that_the_bank_took_back_is_a_refund():
    assert receipts(read(bank(("L1", "", "-5.00", "甲", "冲正")), rules=RULES))[0][3] == -500


@pytest.mark.parametrize(("said", "counted"), [("结息", 0), ("利息", 0), ("结息款", 1), ("货款扣手续费", 1)])
def test_what_is_ignored_says_so_with_the_whole_cell(said: str, counted: int):
    assert len(receipts(read(bank(("L1", "", "5.00", "甲", said)), rules=RULES))) == counted


def test_a_star_stands_for_anything():
    layout = Layout(
        "own",
        (("receipt_no", "号"), ("received_date", "日"), ("customer_name", "谁"), ("amount_fen", "额")),
        ignore=(("谁", ("*银行*",)),),
    )
    sheet = [
        ["号", "日", "谁", "额"],
        ["1", "2026-10-08", "禾岸银行支行", 5],
        ["2", "2026-10-08", "甲", 5],
        ["3", "2026-10-08", "乙", -5],
    ]
    reading = read(sheet, rules=ReadingRules(layouts=(layout,)))
    assert [row[0] for row in receipts(reading)] == ["2"]
    assert noted(reading) == {"layout": "own", "outgoing": "1", "ignored": "1"}


def test_a_layout_of_the_settings_goes_before_what_a_header_looks_like():
    own = Layout(
        "own",
        (
            ("receipt_no", "收款单号"),
            ("received_date", "收款日期"),
            ("customer_name", "备注"),
            ("amount_fen", "收款金额"),
        ),
    )
    sheet = [["收款单号", "收款日期", "客户名称", "收款金额", "备注"], ["S1", "2026-10-08", "甲", 5, "乙"]]
    assert receipts(read(sheet))[0][2] == "甲"
    assert receipts(read(sheet, rules=ReadingRules(layouts=(own,))))[0][2] == "乙"


def test_a_column_that_stands_twice_is_refused_with_both_cells():
    header = [*BANK_HEADER, "对方户名"]
    (problem,) = read([header, ["2026-10-08", "", "L1", "", "5.00", "", "甲", "", "乙"]], rules=RULES).problems
    assert (problem.code, problem.cell, dict(problem.params)["first"]) == ("header_twice", "I1", "G1")


def test_the_settings_of_the_documentation_read_what_they_are_for(tmp_path: Path):
    examples = re.findall(r"```toml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "hongdan.toml"
    path.write_text("\n".join(examples), encoding="utf-8")
    rules = load(path).reading
    assert [layout.name for layout in rules.layouts] == ["hean", "tonghe", "wallet", "bank", "alipay", "wechat"]
    hean = [
        ["流水号码", "记账日期", "对方账户名称", "收入", "支出", "用途"],
        ["1", "20261008", "甲", "5.00", "", "账户管理费"],
        ["2", "20261008", "甲", "6.00", "", ""],
    ]
    tonghe = [
        ["交易序号", "交易时间", "对方单位", "发生额", "借贷标志"],
        ["3", "20261008", "乙", "7.00", "贷"],
        ["4", "20261008", "乙", "7.00", "借"],
    ]
    wallet = [
        ["订单编号", "完成时间", "付款方", "金额", "备注"],
        ["5", "2026-10-08", "丙", "-1.00", "-"],
        ["6", "2026-10-08", "丙", "9.00", "-"],
    ]
    reading = read_file(book({"a": hean, "b": tonghe, "c": wallet}), "流水.xlsx", rules)
    assert [(row[0], row[3], row[4]) for row in receipts(reading)] == [
        ("2", 600, "禾岸银行"), ("3", 700, None), ("6", 900, "钱包"),
    ]  # fmt: skip
