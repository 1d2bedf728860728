"""Tiny tables as a test writes them: only the cells it is about, the rest blank or usual."""

import json
from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd

from pipeline.calendar import own_days
from pipeline.reconcile.exceptions.evidence import Evidence
from pipeline.reconcile.exceptions.rules import RULES
from pipeline.reconcile.given import ASKED_LAST
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.order_changes import order_changes
from pipeline.reconcile.position import reviewed_late
from pipeline.reconcile.rulebook import rulebook
from schemas.answers.carrier_billing import CarrierBilling
from schemas.answers.exceptions import Findings
from schemas.answers.intake import CustomerUpdates
from schemas.answers.orders import OrderLines, OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.answers.slips import OutstandingSlips, SlipStates
from schemas.answers.statements import Disputes, Entries, OpenItems
from schemas.cells import types_of
from schemas.registry import SHEETS

AS_OF = date(2026, 11, 20)
CUSTOMER = {"customer_code": "C001", "customer_name": "甲公司"}

USUAL = {
    ShippedLines: CUSTOMER
    | {
        "line_no": 1,
        "ship_date": "2026-11-02",
        "order_no": "SO1",
        "order_on_file": True,
        "on_order": True,
        "salesperson": "业务一",
        "product_code": "P1",
        "quantity_e3": 1000,
        "amount_fen": 0,
        "price_known": True,
        "is_gift": False,
        "delivery_method": "送货",
        "freight_fen": 0,
        "freight_terms_given": False,
        "source": "发货.xlsx 出库单!2",
    },
    Fulfilment: {"line_no": 1, "ship_date": "2026-11-02", "order_no": "SO1", "order_line_no": 1, "over": False},
    OrderStatus: CUSTOMER
    | {
        "order_date": "2026-11-02",
        "placed_at": "2026-11-02",
        "salesperson": "业务一",
        "priority": "普通",
        "payment_terms": "月结",
        "review_status": "已审批",
        "amount_fen": 0,
        "shipped_e3": 0,
        "unshipped_e3": 0,
        "source": "订单.xlsx 订单!2",
    },
    OrderLines: {
        "order_no": "SO1",
        "line_no": 1,
        "product_code": "P1",
        "product_name": "合页",
        "quantity_e3": 1000,
        "unshipped_e3": 0,
        "amount_fen": 0,
        "is_gift": False,
        "source": "订单.xlsx 订单!2",
    },
    OutstandingSlips: CUSTOMER
    | {"slip_type": "红单", "problem": "未收回", "responsible": "司机甲", "source": "发货.xlsx 出库单!2"},
    SlipStates: {"slip_type": "红单", "has_handed_over_date": False, "source": "发货.xlsx 出库单!2; 回单.xlsx 回单!2"},
    CarrierBilling: CUSTOMER | {"source": "账单.xlsx 运费账单!2"},
    Entries: {},
    Disputes: {"customer_code": "C001", "statement_no": "202610-C001-7F3A91", "source": "十月对账.xlsx 对账确认!5"},
    OpenItems: {"customer_code": "C001"},
    Parties: CUSTOMER
    | {
        "in_master": True,
        "phone": "13800138000",
        "address": "示例市",
        "salesperson": "业务一",
        "source": "客户.xlsx 客户!2",
    },
    CustomerUpdates: CUSTOMER | {"order_no": "SO1", "source": "订单.xlsx 订单!2"},
}

USUAL_SHEETS = {
    "orders": CUSTOMER | {f"has_{name}": False for name in SHEETS["orders"].noted},
    "shipments": {},
    "slips": {"slip_type": "红单"},
    "payments": CUSTOMER | {"received_date": "2026-11-02", "kind": "货款", "amount_fen": 0, "write_off_fen": 0},
    "returns": CUSTOMER,
    "customers": {},
    "prices": {"valid_from": "2026-01-01"},
}


def framed(rows, dtypes):
    """Rows as a table of these columns and dtypes."""
    frame = pd.DataFrame(list(rows), columns=list(dtypes), dtype=object)
    for name, dtype in dtypes.items():
        column = pd.to_datetime(frame[name]) if dtype.startswith("datetime") else frame[name]
        frame[name] = column.astype(dtype)
    return frame


def answer(model, *rows):
    """A derived table."""
    return framed([USUAL[model] | row for row in rows], dtypes_of(model)) if rows else without_rows(model)


def sheet(kind, *rows):
    """The rows of a sheet, one below the other from row 2 on."""
    usual = USUAL_SHEETS.get(kind, {}) | {"file": f"{kind}.xlsx", "sheet": "Sheet1"}
    numbered = [usual | {"row": number} | row for number, row in enumerate(rows, start=2)]
    return framed(numbered, dtypes_of(kind)) if rows else without_rows(kind)


@cache
def dtypes_of(table):
    """The dtypes of a model's columns or of a sheet's."""
    if isinstance(table, str):
        return SHEETS[table].dtypes | {"file": "str"}
    return {name: type_.dtype for name, type_ in types_of(table).items()}


@cache
def without_rows(table):
    """The empty table, made once: the tables are many and the tests too."""
    return framed([], dtypes_of(table))


CONFLICTS = {"kind": "str", "document": "str", "files": "str", "winner": "str"}
CONFLICT_ROWS = {"kind": "str", "document": "str", "file": "str", "sheet": "str", "row": "int64"}

ORDER_VERSIONS = dtypes_of("orders") | {"drop": "int64"}

SHOWN = {
    "shipped": ShippedLines,
    "fulfilment": Fulfilment,
    "order_status": OrderStatus,
    "order_lines": OrderLines,
    "outstanding": OutstandingSlips,
    "slip_states": SlipStates,
    "carrier_billing": CarrierBilling,
    "entries": Entries,
    "open_today": OpenItems,
    "disputes": Disputes,
    "parties": Parties,
    "customer_updates": CustomerUpdates,
}


def rules_of(limits=None, dated=()):
    """The rules of an office: the settings' limits, and rows of a 规则 sheet as (parameter, value, day)."""
    rows = [{"parameter": word, "value": value, "valid_from": day} for word, value, day in dated]
    return rulebook(replace(Limits(), **(limits or {})), sheet("rules", *rows))


def evidence(as_of=AS_OF, limits=None, dated=(), calendar=(), **given):
    """Everything a rule may ask for: the tables given as lists of rows, all others empty.

    Dated rules are (parameter, value, day), days of the office's own calendar (day, 放假 or 上班).
    """
    own = own_days(sheet("calendar", *({"date": day, "day_kind": kind} for day, kind in calendar)))
    tables = {name: answer(model, *given.get(name, ())) for name, model in SHOWN.items()}
    sheets = {kind: sheet(kind, *given.get(kind, ())) for kind in USUAL_SHEETS}
    tables |= {kind: rows[[*ASKED_LAST.get(kind, rows.columns)]] for kind, rows in sheets.items()}
    tables["order_changes"] = order_changes(order_versions(*given.get("changes", ())), tables["customers"])
    tables["conflicts"] = framed(given.get("conflicts", ()), CONFLICTS)
    tables["conflict_rows"] = framed(given.get("conflict_rows", ()), CONFLICT_ROWS)
    rules = rules_of(limits, dated)
    tables["late_reviews"] = reviewed_late(tables["order_status"], as_of, rules, own)
    return Evidence(as_of=as_of, rules=rules, own_days=own, **tables)


def order_versions(*contents):
    """Contents of orders as they were dropped, each the lines of one order, `drop` by `drop`."""
    usual = CUSTOMER | {"order_no": "SO1", "product_code": "P1", "product_name": "合页", "quantity_e3": 10_000}
    usual |= {
        "unit_price_e4": 50_000,
        "is_gift": False,
        "review_status": "已审批",
        "file": "订单.xlsx",
        "sheet": "订单",
    }
    rows = [
        usual | {"line_no": at, "row": at + 1, "drop": drop, "amount_fen": 0} | line
        for drop, lines in enumerate(contents)
        for at, line in enumerate(lines, 1)
    ]
    return framed(rows, ORDER_VERSIONS)


def found(code, **given):
    """What one rule finds: a table whose facts are dictionaries."""
    rule = next(rule for rule in RULES if rule.code == code)
    rows = rule.find(evidence(**given))
    Findings.validate(rows)
    assert (rows["code"] == code).all()
    assert rows["document_no"].is_unique
    return rows.assign(facts=[json.loads(facts) for facts in rows["facts"]])


def documents(code, **given):
    """The documents that one rule finds."""
    return found(code, **given)["document_no"].tolist()
