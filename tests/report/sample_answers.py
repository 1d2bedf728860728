"""Invented answers, true to life: long names, many rows, none, texts that begin like formulas."""

import calendar
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.answers import Answers
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.memory import NOTHING_REMEMBERED
from pipeline.reconcile.rulebook import rules_in_force
from pipeline.reconcile.slices import NO_SLICES, Slices
from pipeline.report.look import Company, Look
from pipeline.report.registry import Task, workbooks
from schemas.answers.carrier_billing import CarrierBilling
from schemas.answers.closing import Closings
from schemas.answers.deposit_forfeits import DepositForfeits
from schemas.answers.exceptions import (
    ClearedExceptions,
    Exceptions,
    ExceptionTotals,
    ExceptionWeeks,
    Findings,
    HandledExceptions,
)
from schemas.answers.intake import CustomerUpdates, IntakeReport
from schemas.answers.kind import checked, nothing
from schemas.answers.memory import ChasedSlips
from schemas.answers.order_confirmations import ConfirmedLines, OrderConfirmations
from schemas.answers.orders import KeyFigures, OrderLines, OrderStatus
from schemas.answers.papers import Papers
from schemas.answers.parties import Parties
from schemas.answers.progress import MonthProgress
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.answers.shipping_notices import ShippingNotices
from schemas.answers.slices import CustomerBalances, OpenOrders, OwnExceptions, OwnSlips
from schemas.answers.slips import ChaseSummary, Handover, OutstandingSlips, SlipStates, SlipWeeks
from schemas.answers.statements import (
    Allocations,
    Deposits,
    Disputes,
    Entries,
    OpenItems,
    StatementGoods,
    StatementLines,
    StatementTotals,
)
from schemas.cells import types_of
from schemas.choices import Stage, WaitingBucket
from schemas.sentences.figures import FIGURES, FLOWS
from schemas.sheets.rules import RULES

AS_OF = date(2026, 11, 5)
MONTH = date(2026, 10, 1)

COMPANY = Company(
    name="江海源贸易有限公司",
    address="江海市滨江区示例路 88 号 3 栋 5 楼",
    phone="0500-5550188",
    bank=("户名：江海源贸易有限公司", "开户行：示例银行江海滨江支行", "账号：6200 0000 0000 0000 000"),
)
LOOK = Look(AS_OF, company=COMPANY)

LONG_NAME = "江海市经济技术开发区新世纪大型仓储式连锁超市管理有限责任公司第十七分公司"
CUSTOMERS = [
    ("C001", LONG_NAME),
    ("C002", "晨光便利店"),
    ("C003", "宏达食品商行"),
    ("C004", "=1+1 商贸"),
    ("C005", "万家福超市（城东店）"),
]
PRODUCTS = [
    ("P-1001", "高山绿茶礼盒", "250g×2", "盒", 128_0000),
    ("P-1002", "有机糙米", "5kg", "袋", 49_9000),
    ("P-2001", "冷榨山茶油（特级初榨，玻璃瓶装，附赠防滴油嘴）", "500ml", "瓶", 86_5000),
    ("P-3007", "散装核桃仁", "kg", "kg", 62_3350),
]
PEOPLE = [
    ("王师傅", "", ""),
    ("", "顺达物流", "SD20261"),
    ("李师傅", "", ""),
    ("", "远通快运有限公司江海分拨中心", "YT88"),
]


def frame(model: Any, rows: list[dict[str, Any]]) -> Any:
    """The rows as a checked answer; columns that none of them names are blank."""
    table = pd.DataFrame(rows, columns=list(types_of(model)), dtype=object)
    return checked(model, table)


def blank(text: str) -> str | None:
    return text or None


def orders(count: int) -> list[dict[str, Any]]:
    stages = list(Stage)
    rows = []
    for number in range(count):
        code, name = CUSTOMERS[number % len(CUSTOMERS)]
        stage = stages[number % len(stages)]
        placed = pd.Timestamp(2026, 10, 1) + pd.Timedelta(days=number % 31)
        partly = stage == Stage.PARTLY_SHIPPED
        rows.append(
            {
                "order_no": f"SO202610{number + 1:03d}",
                "customer_code": code,
                "customer_name": name,
                "salesperson": ("张岚", "陈启明", "欧阳志远")[number % 3],
                "order_date": placed,
                "due_date": placed + pd.Timedelta(days=7) if number % 6 else None,
                "priority": ("普通", "特殊", "紧急")[number % 3],
                "payment_terms": ("月结", "现结", "款到发货", "定金")[number % 4],
                "stage": stage.value,
                "amount_fen": 1_234_560 + number * 98_765,
                "quantity_e3": 120_000 + number * 1_500,
                "shipped_e3": 60_000,
                "unshipped_e3": 60_000 + number * 1_500,
                "shipment_count": number % 4,
                "outstanding_count": number % 3,
                "overdue_days": number if partly else None,
                "last_ship_date": placed + pd.Timedelta(days=3) if number % 4 else None,
                "source": f"十月订单（城东仓）.xlsx 订单!{number + 3}-{number + 5}",
            }
        )
    return rows


def papers(count: int) -> list[dict[str, Any]]:
    """The papers of the orders: every third file complete, the others with what they lack."""
    rows = []
    for number, order in enumerate(orders(count)):
        day, whole = order["order_date"], number % 3 == 0
        shipped = day + pd.Timedelta(days=3) if order["shipment_count"] else None
        rows.append(
            order
            | {
                "customer_po": f"HT-2026-{number // 2 + 1:04d}",
                "ordered_on": day,
                "reviewed_on": day,
                "shipped_on": shipped,
                "shipped_said": None if shipped else "未发货",
                "waybill_said": "不需要" if shipped else "未发货",
                "signed_on": shipped if whole else None,
                "signed_said": None if whole and shipped else "缺 1" if shipped else "未发货",
                "handed_said": "不登记" if whole else "待红单" if shipped else "未发货",
                "paid_on": shipped if whole else None,
                "paid_said": None if whole and shipped else "欠 1,234.50" if shipped else "未发货",
                "complete": whole,
                "lacking": None if whole else "红单签字 1 张、收款 1,234.50" if shipped else "出库",
                "confirmed_on": day if whole else None,
                "confirmed_said": None if whole else "未收回",
            }
        )
    return rows


def order_lines(count: int) -> list[dict[str, Any]]:
    rows = []
    for number in range(count):
        code, name, spec, unit, price = PRODUCTS[number % len(PRODUCTS)]
        quantity = 12_500 if unit == "kg" else 24_000
        gift = number % 9 == 8
        rows.append(
            {
                "order_no": f"SO202610{number // 3 + 1:03d}",
                "line_no": number % 3 + 1,
                "product_code": code,
                "product_name": name,
                "spec": spec,
                "unit": unit,
                "quantity_e3": quantity,
                "unit_price_e4": 0 if gift else price,
                "amount_fen": 0 if gift else quantity * price // 100_000,
                "is_gift": gift,
                "shipped_e3": 12_000,
                "unshipped_e3": quantity - 12_000,
                "due_date": pd.Timestamp(2026, 10, 15),
                "stage": "部分发货",
                "source": f"十月订单（城东仓）.xlsx 订单!{number + 3}",
            }
        )
    return rows


def slips(count: int) -> list[dict[str, Any]]:
    rows = []
    for number in range(count):
        days = count + 10 - number
        driver, carrier, waybill = PEOPLE[number % len(PEOPLE)]
        code, name = CUSTOMERS[number % len(CUSTOMERS)]
        red = number % 5 != 4
        bucket = "0–7" if days <= 7 else "8–14" if days <= 14 else "15–30" if days <= 30 else "30以上"
        rows.append(
            {
                "shipment_no": f"CK202610{number // 2 + 1:03d}-{number % 2 + 1:02d}",
                "slip_type": "红单" if red else "运单",
                "problem": "未收回" if number % 3 else "未签字",
                "ship_date": pd.Timestamp(AS_OF) - pd.Timedelta(days=days),
                "waiting_days": days,
                "bucket": bucket,
                "responsible": driver or carrier,
                "carrier": blank(carrier),
                "driver": blank(driver),
                "waybill_no": f"{waybill}{number:06d}" if waybill else None,
                "order_no": f"SO202610{number + 1:03d}",
                "customer_code": code,
                "customer_name": name,
                "salesperson": "张岚",
                "amount_fen": 530_000 + number * 12_345 if red else None,
                "advanced_freight_fen": 26_000 if red and number % 4 == 1 else None,
                "at_risk_fen": 530_000 - number * 45_678 if red else None,
                "promise": pd.Timestamp(AS_OF) + pd.Timedelta(days=2 - number) if number % 3 == 1 else None,
                "promise_broken": number > 2 if number % 3 == 1 else None,
                "chase_count": number % 3,
                "first_chased": pd.Timestamp(2026, 10, 26) if number % 3 else None,
                "last_chased": pd.Timestamp(2026, 11, 2) if number % 3 else None,
                "source": f"十月出库.xlsx 出库单!{number + 2}",
            }
        )
    return rows


CHASED = {"count_": "", "amount_": "_fen", "at_risk_": "_fen"}
CHASE_SUMS = ("count", "amount_fen", "at_risk_fen", "chased_count", "broken_count")


def chase(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The summary of the slips, by a way of its own."""
    summary: dict[str, dict[str, Any]] = {}
    suffix = {"0–7": "0_7", "8–14": "8_14", "15–30": "15_30", "30以上": "over_30"}
    for row in rows:
        zero = {f"{what}{s}{fen}": 0 for s in suffix.values() for what, fen in CHASED.items()}
        person = summary.setdefault(row["responsible"], zero | dict.fromkeys(CHASE_SUMS, 0))
        person["responsible"] = row["responsible"]
        for what, fen in CHASED.items():
            value = 1 if what == "count_" else row[f"{what}fen"] or 0
            person[f"{what}{suffix[row['bucket']]}{fen}"] += value
            person[f"{what}fen" if fen else "count"] += value
        person["chased_count"] += row["chase_count"] > 0
        person["broken_count"] += bool(row["promise_broken"])
        person |= {"average_days_e3": 4300, "in_time_percent_e3": 87_500}
        summary[row["responsible"]] = person
    return sorted(summary.values(), key=lambda person: (-person["at_risk_fen"], person["responsible"]))


HANDED_BACK = [
    {"customer_po": "PO-88", "customer_code": "C001", "customer_name": LONG_NAME, "order_no": "SO202610001",
     "shipment_no": "CK202610001-01", "amount_fen": 530_000, "signed_by": "王五",
     "returned_date": pd.Timestamp(2026, 11, 1), "handover_days": 4},
    {"customer_code": "C004", "customer_name": "=1+1 商贸", "order_no": "SO202610004", "shipment_no": "CK202610004-01",
     "amount_fen": 12_345, "returned_date": pd.Timestamp(2026, 11, 5), "handover_days": 0},
]  # fmt: skip


def slip_weeks() -> list[dict[str, Any]]:
    """Eight weeks, nothing due in the first of them."""
    return [
        {
            "week_end": pd.Timestamp(AS_OF) - pd.Timedelta(weeks=7 - week),
            "outstanding_count": 12 + 5 * (week % 3),
            "due_count": 4 * week,
            "in_time_count": 3 * week,
            "in_time_percent_e3": 75_000 if week else None,
        }
        for week in range(8)
    ]


STANDINGS = ("新增", "持续", "重新出现", "到期", "事实已变")

SAMPLE_EXCEPTIONS = [
    ("E101", "签收", "高", "CK{n}", "红单已交回但客户没有签字", "请{who}带红单回去补签，签好后在未收回单据表上登记"),
    ("E102", "签收", "中", "CK{n}", "发货 12 天，红单还没有收回", "请{who}尽快交回红单，或填上承诺日期"),
    ("E202", "运费", "低", "CK{n}", "有运费 260.00，没有写运费方式，按我方承担计", "请仓库补上运费方式"),
    ("E304", "价格", "高", "CK{n}", "产品 P-2001 没有单价，对账单上按 0 计", "请业务员补单价后把出库单存回收件箱"),
    ("E401", "发货", "高", "SO{n}", "产品 P-1001 订 24 盒，已发 30 盒，多发 6 盒", "请与业务员核对是否补单或退回"),
    (
        "E501",
        "时效",
        "高",
        "SO{n}",
        "应于 2026-10-15 交货，已逾期 21 天，还有 12 盒没有发",
        "请仓库安排发货或与客户改期",
    ),
    (
        "E602",
        "客户",
        "中",
        "C9{n}",
        "单据上的客户“兴隆百货（二店）”不在客户资料里",
        "请在客户资料表里补上，或改正单据上的名称",
    ),
    (
        "E901",
        "单据",
        "中",
        "SO{n}",
        "同一单号在两个文件里内容不同，以后收到的为准",
        "请确认哪一份是对的，把另一份改好或撤回",
    ),
]


def exceptions(count: int) -> list[dict[str, Any]]:
    rows = []
    for number in range(count):
        code, category, level, document, description, advice = SAMPLE_EXCEPTIONS[number % len(SAMPLE_EXCEPTIONS)]
        customer, name = CUSTOMERS[number % len(CUSTOMERS)]
        document_no = document.format(n=f"20261{number:03d}")
        rows.append(
            {
                "exception_id": f"{code}-{document_no}",
                "code": code,
                "category": category,
                "level": level,
                "document_no": document_no,
                "customer_code": customer,
                "customer_name": name,
                "responsible": "王师傅",
                "amount_fen": 88_000 + 1_001 * number if number % 4 else None,
                "days": 12 if code in ("E102", "E501") else None,
                "description": description,
                "advice": advice.format(who="王师傅"),
                "source": f"十月出库.xlsx 出库单!{number + 2}; 十月订单（城东仓）.xlsx 订单!{number + 3}",
                "standing": STANDINGS[number % len(STANDINGS)],
                "first_seen": pd.Timestamp(2026, 10, 1 + number % 5),
                "times": number + 1,
                "facts_version": f"V7F3A9{number % 10}",
                "handled_by": "张岚" if number % 3 == 0 else None,
                "handling": "已联系王师傅" if number % 5 == 3 else None,
                "snoozed_until": pd.Timestamp(2026, 10, 20) if number % 5 == 3 else None,
            }
        )
    order = {"高": 0, "中": 1, "低": 2}
    return sorted(rows, key=lambda row: (order[row["level"]], row["code"], row["document_no"]))


def handled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first exceptions, of other documents, as answered."""
    answer = {"handling": "=等客户补签，月底前带回", "handled_by": "张岚", "snoozed_until": pd.Timestamp(2026, 11, 30)}
    answer |= {"standing": "持续", "answered_on": pd.Timestamp(2026, 11, 2)}
    return [
        row | answer | {"exception_id": f"{row['code']}-A{n}", "document_no": f"A{n}"} for n, row in enumerate(rows)
    ]


def cleared(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same, of other documents, as cleared."""
    return [
        row | {"exception_id": f"{row['code']}-B{n}", "document_no": f"B{n}", "open_days": 3 * n}
        for n, row in enumerate(rows)
    ]


def exception_totals(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    categories = ["签收", "运费", "价格", "发货", "时效", "客户", "资金", "单据"]
    counted = []
    for category, level in product(categories, ["高", "中", "低"]):
        theirs = [row for row in rows if (row["category"], row["level"]) == (category, level)]
        if theirs:
            amount = sum(row["amount_fen"] or 0 for row in theirs)
            counted.append(
                {"category": category, "level": level, "count": len(theirs), "amount_fen": amount}
                | {"new_count": 1, "new_fen": amount // 2, "overdue_count": 0, "overdue_fen": 0}
                | {"cleared_count": len(theirs) // 2, "cleared_fen": 100}
            )
    return counted


def exception_weeks() -> list[dict[str, Any]]:
    """Twelve weeks, fewer open in each."""
    return [
        {"week_end": pd.Timestamp(2026, 11, 5) - pd.Timedelta(weeks=ago), "open_count": 20 + 3 * ago, "high_count": ago}
        | {"open_fen": 1_000_000 * ago, "new_count": 4, "cleared_count": 7}
        for ago in reversed(range(12))
    ]


def statement_lines(count: int) -> list[dict[str, Any]]:
    """The lines of C001, three of every four a shipment; C003 has none and C004 one."""
    rows, balance = [], 1_234_560
    for number in range(count):
        _, name, spec, unit, price = PRODUCTS[number % len(PRODUCTS)]
        goods = number % 4 != 3
        quantity = 12_500 if unit == "kg" else 24_000
        receivable = quantity * price // 100_000 if goods else None
        received = None if goods else 500_000
        balance += (receivable or 0) - (received or 0)
        rows.append(
            {
                "customer_code": "C001",
                "date": pd.Timestamp(2026, 10, 1 + number * 30 // max(count, 1)),
                "kind": "出库" if goods else "收款",
                "document_no": f"CK202610{number + 1:03d}" if goods else f"SK202610{number + 1:03d}",
                "order_no": f"SO202610{number + 1:03d}" if goods else None,
                "summary": f"{name} {spec}" if goods else "电汇",
                "quantity_e3": quantity if goods else None,
                "unit": unit if goods else None,
                "unit_price_e4": price if goods else None,
                "receivable_fen": receivable,
                "received_fen": received,
                "balance_fen": balance,
                "slip_state": ("已签", "未签", "未回")[number % 3] if goods else None,
            }
        )
    rows.append(
        {
            "customer_code": "C004",
            "date": pd.Timestamp(2026, 10, 31),
            "kind": "前期调整",
            "document_no": "CK0925",
            "summary": "=2026-09 补录",
            "receivable_fen": 10,
            "balance_fen": 10,
        }
    )
    return rows


def statement_totals(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for code, name in CUSTOMERS:
        theirs = [line for line in lines if line["customer_code"] == code]
        debit = sum(line.get("receivable_fen") or 0 for line in theirs)
        credit = sum(line.get("received_fen") or 0 for line in theirs)
        opening = {"C001": 1_234_560, "C003": -98_765}.get(code, 0)
        closing = opening + debit - credit
        given = bool(theirs) or closing != 0
        adjusted = 10 if code == "C004" else 0
        rows.append(
            dict.fromkeys(types_of(StatementTotals), 0)
            | {
                "customer_code": code,
                "customer_name": name,
                "salesperson": "张岚",
                "opening_fen": opening,
                "shipped_fen": debit - adjusted,
                "received_fen": -credit,
                "adjustment_fen": adjusted,
                "closing_fen": closing,
                "not_due_fen": max(closing, 0),
                "prepaid_fen": min(closing, 0),
                "deposit_held_fen": 50_000 if code == "C003" else 0,
                "outstanding_count": 3 if theirs else 0,
                "confirmed": "未回" if given else None,
                "statement_no": f"202610-{code}-7F3A91" if given else None,
                "file": None,
                "has_statement": given,
            }
        )
    return rows


def goods(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The shipment lines among the lines, with their products."""
    shipped = [line for line in lines if line["kind"] == "出库"]
    rows = []
    for number, line in enumerate(shipped):
        code, name, spec, _, _ = PRODUCTS[number % len(PRODUCTS)]
        product = {"product_code": code, "product_name": name, "spec": spec, "line_no": 1, "is_gift": False}
        rows.append({**line, **product, "amount_fen": line["receivable_fen"]})
    return rows


def closings() -> list[dict[str, Any]]:
    """Six closing balances of two customers, one of them below zero at times."""
    return [
        {"month": pd.Timestamp(2026, month, 1), "customer_code": code, "closing_fen": step * (month - 7) * 123_456}
        for month in range(5, 11)
        for code, step in (("C001", 1), ("C003", -1))
    ]


PROGRESS = [
    {"topic": "数据到齐", "subject": "出库单", "count": 3, "with_data": "8-10", "without_data": "1-7, 11-30"},
    {"topic": "未匹配单据", "subject": "SK1", "count": 1, "amount_fen": 100, "notes": "指向未知的订单 SO9。"},
    {"topic": "客户待办", "subject": "C001", "customer_name": LONG_NAME, "count": 3, "notes": "本月出库未回单 3 件"},
]

PARTIES = [
    {
        "customer_code": code,
        "customer_name": name,
        "channel": "商超",
        "salesperson": "张岚",
        "contact": "周女士",
        "phone": "13800138000",
        "address": "江海市开发区示例大道 1888 号物流园 7 号门收货部",
        "payment_terms": "月结",
        "credit_days": 30 if number == 0 else 0,
        "in_master": True,
    }
    for number, (code, name) in enumerate(CUSTOMERS[:4])
]

INTAKE = [
    ("十月订单（城东仓）.xlsx", "订单", "订单", "已接受", 312, 312, 0, 0, 0, "新增 104 张单据"),
    (
        "十月出库.xlsx",
        "出库单",
        "出库单",
        "部分退回",
        220,
        209,
        9,
        0,
        2,
        "有隐藏行；新版本：新增 3 张，改动 1 张，撤下 0 张",
    ),
    ("十月出库.xlsx", "说明", "", "忽略", 12, 0, 0, 0, 12, "表头认不出"),
    (
        "回单/王师傅十月回单登记（手工补录，含物流）.xlsx",
        "回单",
        "回单",
        "全部退回",
        5,
        0,
        5,
        0,
        0,
        "5 处问题，见退回修改",
    ),
    ("网银流水.xls", "", "", "拒收", 0, 0, 0, 0, 0, "这不是表格文件，而是网页。请用 Excel 打开后另存为 .xlsx 再放进来"),
]
INTAKE_COLUMNS = ("file", "sheet", "kind", "outcome", "rows", "accepted", "held", "repeated", "ignored", "notes")


def intake() -> Any:
    """What became of the sample files."""
    rows = [dict(zip(INTAKE_COLUMNS, row, strict=True)) | {"taken_in": pd.Timestamp(AS_OF)} for row in INTAKE]
    return frame(IntakeReport, [{name: value if value != "" else None for name, value in row.items()} for row in rows])


UPDATES = [
    ("C001", LONG_NAME, "联系电话", "13800138000", "13900139000", "SO202610006"),
    (
        "C002",
        "晨光便利店",
        "地址",
        "江海市老街 1 号",
        "江海市新港路 66 号保税仓 B 区 12 号月台（送货前请预约）",
        "SO202610007",
    ),
    ("C004", "=1+1 商贸", "联系人", "@周", "-李", "SO202610009"),
]


def key_figures() -> list[dict[str, Any]]:
    money = {
        "order_amount",
        "shipped_amount",
        "unshipped_amount",
        "outstanding_amount",
        "advanced_freight",
        "own_freight",
    }
    tenths = {"review_hours", "reviewed_in_time", "shipped_in_time", "signed_share", "return_days", "accepted_share"}
    rows = [
        {
            "figure": figure,
            "value": 92_300 if figure == "return_rate" else 123_456_789 if figure in money else 45,
            "before": 90_000 if figure == "return_rate" else 98_765_432 if figure in money else 40,
            "change": 2_300 if figure == "return_rate" else 24_691_357 if figure in money else 5,
            "group": "key",
            "type": "quantity" if figure == "return_rate" else "money" if figure in money else "count",
        }
        for figure in FIGURES
    ]
    rows += [
        {
            "figure": figure,
            "value": None if figure == "shipped_in_time" else 92_300 if figure in tenths else 1_234,
            "before": 97_000,
            "change": None if figure == "shipped_in_time" else -4_700,
            "group": "flow",
            "type": "quantity" if figure in tenths else "money" if figure.startswith("amount") else "count",
        }
        for figure in FLOWS
    ]
    rows += [{"figure": s.value, "value": 3 * n, "group": "stage", "type": "count"} for n, s in enumerate(Stage)]
    for group, type_, step in (("waiting", "count", 4), ("waiting_amount", "money", 1_234_567)):
        buckets = enumerate(WaitingBucket, start=1)
        rows += [{"figure": b.value, "value": step * n, "group": group, "type": type_} for n, b in buckets]
    months = [f"2026-{month:02d}" for month in range(6, 12)]
    rows += [
        {"figure": month, "value": 9_876_543 * (n % 4 + 1), "group": "month", "type": "money"}
        for n, month in enumerate(months)
    ]
    rows += [
        {
            "figure": name,
            "value": 88_800,
            "before": 100_000,
            "change": -11_200,
            "group": "salesperson",
            "type": "quantity",
        }
        for name in ("张岚", "欧阳志远")
    ]
    return rows


NOTHING = Answers(
    as_of=AS_OF,
    month=MONTH,
    parties=nothing(Parties),
    shipped=nothing(ShippedLines),
    fulfilment=nothing(Fulfilment),
    order_status=nothing(OrderStatus),
    order_lines=nothing(OrderLines),
    papers=nothing(Papers),
    order_confirmations=nothing(OrderConfirmations),
    confirmed_lines=nothing(ConfirmedLines),
    shipping_notices=nothing(ShippingNotices),
    slip_states=nothing(SlipStates),
    outstanding=nothing(OutstandingSlips),
    chased=nothing(ChasedSlips),
    chase=nothing(ChaseSummary),
    slip_weeks=nothing(SlipWeeks),
    handover=nothing(Handover),
    carrier_billing=nothing(CarrierBilling),
    entries=nothing(Entries),
    deposits=nothing(Deposits),
    deposit_forfeits=nothing(DepositForfeits),
    open_items=nothing(OpenItems),
    open_today=nothing(OpenItems),
    statement_lines=nothing(StatementLines),
    statement_totals=nothing(StatementTotals),
    closings=nothing(Closings),
    statement_goods=nothing(StatementGoods),
    month_progress=nothing(MonthProgress),
    statements_due=date(2026, 11, 5),
    allocations=nothing(Allocations),
    exceptions=nothing(Exceptions),
    every_exception=nothing(Exceptions),
    handled_exceptions=nothing(HandledExceptions),
    cleared_exceptions=nothing(ClearedExceptions),
    exception_totals=nothing(ExceptionTotals),
    exception_weeks=nothing(ExceptionWeeks),
    rules_in_force=rules_in_force(Limits(), RULES.empty().assign(file=""), AS_OF, "zh"),
    customer_updates=nothing(CustomerUpdates),
    standing_updates=nothing(CustomerUpdates),
    disputes=nothing(Disputes),
    late_reviews=nothing(Findings),
    key_figures=nothing(KeyFigures),
    is_chase=False,
    slices=NO_SLICES,
    memory=NOTHING_REMEMBERED,
)
"""The answers of an office that has dropped nothing yet."""


def order_confirmations() -> list[dict[str, Any]]:
    """A deposit order with all that may be said of it, and one that says nothing but its number."""
    day = pd.Timestamp(2026, 10, 20)
    asked = {"approved_on": day + pd.Timedelta(days=1), "order_date": day, "problem": "未收回"}
    reached = {"contact": "周女士", "phone": "13800138000", "address": "江海市开发区示例大道 1888 号"}
    terms = {"payment_terms": "定金", "deposit_percent": 30, "deposit_fen": 92_160}
    return [
        asked | reached | terms | {"order_no": "SO202610001", "customer_code": "C001", "customer_name": LONG_NAME,
        "customer_po": "HT-2026-0001", "salesperson": "张岚", "amount_fen": 307_200},
        asked | {"order_no": "=SO/2", "customer_code": "C004", "customer_name": "=1+1 商贸", "amount_fen": 0,
        "payment_terms": "月结", "credit_days": 30},
    ]  # fmt: skip


def confirmed_lines() -> list[dict[str, Any]]:
    """A line with its price, a part of a unit, and a gift; of the other order a gift alone."""
    due = {"due_date": pd.Timestamp(2026, 11, 10)}
    first, second = (
        {"product_code": code, "product_name": name, "spec": spec, "unit": unit, "unit_price_e4": price}
        for code, name, spec, unit, price in (PRODUCTS[0], PRODUCTS[3])
    )
    return [
        due | first | {"order_no": "SO202610001", "line_no": 1, "quantity_e3": 24_000, "amount_fen": 307_200,
        "is_gift": False, "remark": "=要快"},
        second | {"order_no": "SO202610001", "line_no": 2, "quantity_e3": 1_500, "unit_price_e4": None,
        "amount_fen": 0, "is_gift": True},
        second | {"order_no": "=SO/2", "line_no": 1, "quantity_e3": 1_000, "unit_price_e4": None, "amount_fen": 0,
        "is_gift": True},
    ]  # fmt: skip


def shipping_notices() -> list[dict[str, Any]]:
    """One day of 张岚's: two customers, one of them by a carrier; and what is nobody's and of no customer."""
    sent = {"ship_date": pd.Timestamp(2026, 11, 5), "is_gift": False, "unit": "盒", "product_name": "高山绿茶礼盒"}
    theirs = [
        {"customer_code": "C001", "customer_name": LONG_NAME, "shipment_no": "CK1", "order_no": "SO202610001",
        "delivery_method": "物流", "carrier": "顺达物流", "waybill_no": "SD20261", "contact": "周女士",
        "phone": "13800138000", "address": "江海市开发区示例大道 1888 号", "quantity_e3": 24_000},
        {"customer_code": "C004", "customer_name": "=1+1 商贸", "shipment_no": "CK2", "delivery_method": "送货",
        "driver": "王师傅", "quantity_e3": 1_500},
    ]  # fmt: skip
    return [sent | {"owner": "张岚"} | line for line in theirs] + [
        sent | {"owner": "未登记", "shipment_no": "CK3", "delivery_method": "自提", "quantity_e3": 1_000}
    ]


def carrier_billing() -> list[dict[str, Any]]:
    """A waybill billed twice, and one whose bill agrees."""
    bill = {"carrier": "顺达物流", "bill_month": "2026-09、2026-10", "source": "九月运费.xlsx 运费账单!2"}
    sent = {"freight_terms": "垫付", "customer_code": "C001", "customer_name": LONG_NAME}
    return [
        bill | sent | {"waybill_no": "SD20261", "result": "重复计费", "billed_fen": 24000, "freight_fen": 12000,
        "difference_fen": 12000, "shipment_no": "CK1001", "ship_date": pd.Timestamp(2026, 10, 8)},
        bill | sent | {"waybill_no": "SD20262", "result": "相符", "billed_fen": 8000, "freight_fen": 8000,
        "difference_fen": 0, "shipment_no": "CK1002", "ship_date": pd.Timestamp(2026, 10, 9)},
    ]  # fmt: skip


def slices(rows: int, owner: str = "张岚") -> Slices:
    """Everything is one person's."""
    ages = {name: 0 for name in types_of(CustomerBalances) if name.endswith(("_fen", "_count"))}
    owed = [
        ages | {"customer_code": code, "customer_name": name, "balance_fen": 1_234_560, "overdue_1_30_fen": 1_234_560}
        for code, name in CUSTOMERS
    ]
    lists = (
        (OpenOrders, orders(rows)),
        (OwnSlips, slips(rows)),
        (OwnExceptions, exceptions(rows)),
        (CustomerBalances, owed),
    )
    return Slices(*(frame(model, [row | {"owner": owner} for row in table]) for model, table in lists))


def answers(rows: int = 6, lines: int = 8) -> Answers:
    """Answers of about so many rows each, and so many lines on the longest statement."""
    assert calendar.monthrange(2026, 10)[1] == 31
    the_slips, the_exceptions, the_lines = slips(rows), exceptions(rows), statement_lines(lines)
    updates = ("customer_code", "customer_name", "field", "on_file", "on_order", "order_no")
    return replace(
        NOTHING,
        parties=frame(Parties, PARTIES),
        order_status=frame(OrderStatus, orders(rows)),
        order_lines=frame(OrderLines, order_lines(3 * rows)),
        papers=frame(Papers, papers(rows)),
        order_confirmations=frame(OrderConfirmations, order_confirmations()),
        confirmed_lines=frame(ConfirmedLines, confirmed_lines()),
        shipping_notices=frame(ShippingNotices, shipping_notices()),
        outstanding=frame(OutstandingSlips, the_slips),
        chase=frame(ChaseSummary, chase(the_slips)),
        slip_weeks=frame(SlipWeeks, slip_weeks()),
        handover=frame(Handover, HANDED_BACK),
        carrier_billing=frame(CarrierBilling, carrier_billing()),
        statement_lines=frame(StatementLines, the_lines),
        statement_totals=frame(StatementTotals, statement_totals(the_lines)),
        statement_goods=frame(StatementGoods, goods(the_lines)),
        month_progress=frame(MonthProgress, PROGRESS),
        closings=frame(Closings, closings()),
        exceptions=frame(Exceptions, the_exceptions),
        exception_totals=frame(ExceptionTotals, exception_totals(the_exceptions)),
        exception_weeks=frame(ExceptionWeeks, exception_weeks()),
        handled_exceptions=frame(HandledExceptions, handled(the_exceptions[:2])),
        cleared_exceptions=frame(ClearedExceptions, cleared(the_exceptions[:1])),
        compared_with=date(2026, 11, 4),
        customer_updates=frame(
            CustomerUpdates,
            [
                dict(zip(updates, row, strict=True))
                | {"order_date": pd.Timestamp(2026, 10, 20), "source": "十月订单（城东仓）.xlsx 订单!18"}
                for row in UPDATES
            ],
        ),
        key_figures=frame(KeyFigures, key_figures()),
        slices=slices(rows),
        unpublished_years=(2027,),
    )


def every_task(of: Answers, intake: DataFrame[IntakeReport], look: Look) -> list[Task]:
    """The workbooks of all reports."""
    return [task for _, tasks in workbooks(of, intake, look) for task in tasks]
