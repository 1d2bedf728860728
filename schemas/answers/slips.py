"""Slips: where each one is, which are outstanding, and whom to chase for them."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, CODE, COUNT, DAY, FLAG, MONEY, QUANTITY, TEXT, cell, inner
from schemas.choices import SlipProblem, SlipState, SlipType, WaitingBucket
from schemas.words import Words


class SlipStates(pa.DataFrameModel):
    """One row a slip that a shipment needs. Order: ship_date, shipment_no, slip_type (红单 first).

    `state` is 未回, 未签 or 已签; a waybill that came back counts as 已签. `settled` is true when it is no longer
    outstanding. `returned_date`, `signed_date`, `handed_over_date`, `promised_date`: of the slip that counts.
    """

    shipment_no: str = inner(CODE)
    slip_type: str = inner(CHOICE)
    ship_date: pd.Timestamp = inner(DAY)
    state: str = cell("回单", "Slip", CHOICE, choices=SlipState)
    settled: pd.BooleanDtype = inner(FLAG)
    returned_date: pd.Timestamp = inner(DAY)
    signed_by: str = inner(TEXT)
    handed_over_date: pd.Timestamp = inner(DAY)
    has_handed_over_date: pd.BooleanDtype = inner(FLAG)
    promised_date: pd.Timestamp = inner(DAY)
    source: str = inner(TEXT)


class OutstandingSlips(pa.DataFrameModel):
    """One row a slip to chase, and the form for its return. Source: CONTRACT 4 "outstanding", 5 未收回单据.

    Order: most money at risk first, then longest wait, shipment_no and slip_type (红单 first). Amounts stand on the
    红单 row. `at_risk_fen`: what the customer still owes on the shipment. `promise`: the day that the slip is promised
    for, and `promise_broken` whether that day has passed; both blank without a promise. `chase_count`, `first_chased`,
    `last_chased`: the weekly chases that had it on the list, this one included.
    """

    shipment_no: str = cell("出库单号", "Shipment no", CODE)
    slip_type: str = cell("单据类型", "Slip type", CHOICE, choices=SlipType)
    problem: str = cell("问题", "Problem", CHOICE, choices=SlipProblem)
    ship_date: pd.Timestamp = cell("发货日期", "Ship date", DAY)
    waiting_days: pd.Int64Dtype = cell("天数", "Days", COUNT)
    bucket: str = cell("账龄", "Age", CHOICE, choices=WaitingBucket)
    responsible: str = cell("责任人", "Responsible", TEXT)
    carrier: str = cell("物流公司", "Carrier", TEXT)
    driver: str = cell("司机", "Driver", TEXT)
    waybill_no: str = cell("运单号", "Waybill no", CODE)
    order_no: str = cell("订单号", "Order no", CODE)
    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    salesperson: str = cell("业务员", "Salesperson", TEXT)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)
    advanced_freight_fen: pd.Int64Dtype = cell("垫付运费", "Advanced freight", MONEY)
    at_risk_fen: pd.Int64Dtype = cell("风险金额", "Money at risk", MONEY)
    promise: pd.Timestamp = cell("已承诺至", "Promised for", DAY)
    promise_broken: pd.BooleanDtype = cell("是否失约", "Promise broken", FLAG)
    chase_count: pd.Int64Dtype = cell("催收次数", "Times chased", COUNT)
    first_chased: pd.Timestamp = cell("首次催收", "First chased", DAY)
    last_chased: pd.Timestamp = cell("最近催收", "Last chased", DAY)
    returned_date: pd.Timestamp = cell("回单日期", "Returned date", DAY)
    signed: pd.BooleanDtype = cell("是否签字", "Signed", FLAG)
    signed_by: str = cell("签收人", "Signed by", TEXT)
    signed_date: pd.Timestamp = cell("签收日期", "Signed date", DAY)
    promised_date: pd.Timestamp = cell("承诺日期", "Promised date", DAY)
    remark: str = cell("备注", "Remark", TEXT)
    source: str = cell("来源", "Source", TEXT)


class ChaseSummary(pa.DataFrameModel):
    """One row a person or carrier to chase. Source: CONTRACT 5, 催收汇总.

    Order: most money at risk first, then most slips, then name. `average_days_e3` and `in_time_percent_e3` are rounded
    to one decimal, and blank where nothing came back or was due.
    """

    responsible: str = cell("责任人", "Responsible", TEXT)
    count_0_7: pd.Int64Dtype = cell("0–7 单数", "0–7 slips", COUNT)
    amount_0_7_fen: pd.Int64Dtype = cell("0–7 金额", "0–7 amount", MONEY)
    count_8_14: pd.Int64Dtype = cell("8–14 单数", "8–14 slips", COUNT)
    amount_8_14_fen: pd.Int64Dtype = cell("8–14 金额", "8–14 amount", MONEY)
    count_15_30: pd.Int64Dtype = cell("15–30 单数", "15–30 slips", COUNT)
    amount_15_30_fen: pd.Int64Dtype = cell("15–30 金额", "15–30 amount", MONEY)
    count_over_30: pd.Int64Dtype = cell("30以上 单数", "over 30 slips", COUNT)
    amount_over_30_fen: pd.Int64Dtype = cell("30以上 金额", "over 30 amount", MONEY)
    count: pd.Int64Dtype = cell("合计 单数", "Total slips", COUNT)
    amount_fen: pd.Int64Dtype = cell("合计 金额", "Total amount", MONEY)
    at_risk_0_7_fen: pd.Int64Dtype = cell("0–7 风险金额", "0–7 at risk", MONEY)
    at_risk_8_14_fen: pd.Int64Dtype = cell("8–14 风险金额", "8–14 at risk", MONEY)
    at_risk_15_30_fen: pd.Int64Dtype = cell("15–30 风险金额", "15–30 at risk", MONEY)
    at_risk_over_30_fen: pd.Int64Dtype = cell("30以上 风险金额", "over 30 at risk", MONEY)
    at_risk_fen: pd.Int64Dtype = cell("合计 风险金额", "Total at risk", MONEY)
    chased_count: pd.Int64Dtype = cell("已催 单数", "Slips chased", COUNT)
    broken_count: pd.Int64Dtype = cell("失约 单数", "Broken promises", COUNT)
    average_days_e3: pd.Int64Dtype = cell("平均回单天数", "Average days", QUANTITY)
    in_time_percent_e3: pd.Int64Dtype = cell("7天内交回率%", "Back in 7 days %", QUANTITY)


class SlipPace(pa.DataFrameModel):
    """One row a person or carrier with slips that came back or were due lately. Order: name.

    `returned_count`, `returned_days`: slips that came back, and the days that they took together. `due_count`,
    `in_time_count`: slips whose time to come back has run out, and how many of them had come back by then.
    """

    responsible: str = inner(TEXT)
    returned_count: pd.Int64Dtype = inner(COUNT)
    returned_days: pd.Int64Dtype = inner(COUNT)
    due_count: pd.Int64Dtype = inner(COUNT)
    in_time_count: pd.Int64Dtype = inner(COUNT)


class SlipWeeks(pa.DataFrameModel):
    """One row a week, the last one ending on the day of the answer. Order: week_end.

    `outstanding_count` is at the week's end; the others are of the slips whose time to come back ran out in the week.
    """

    week_end: pd.Timestamp = cell("截止日", "Week to", DAY)
    outstanding_count: pd.Int64Dtype = cell("未收回单数", "Slips outstanding", COUNT)
    due_count: pd.Int64Dtype = cell("应回单数", "Slips due", COUNT)
    in_time_count: pd.Int64Dtype = cell("7天内交回", "Back in 7 days", COUNT)
    in_time_percent_e3: pd.Int64Dtype = cell("7天内交回率%", "Back in 7 days %", QUANTITY)


class Handover(pa.DataFrameModel):
    """One row a signed red slip that is still to be handed to the purchasing office, with room to sign for it.

    Order, as the papers are filed: customer_po (the contract's number; blank last), customer_code, order_no,
    shipment_no. No sheet that comes in is known by these labels, so that a list dropped back is never read as one.
    """

    customer_po: str = cell("客户PO号", "Customer PO", CODE)
    customer_code: str = cell("客户编码", "Customer code", CODE)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    order_no: str = cell("订单号", "Order no", CODE)
    shipment_no: str = cell("出库单号", "Shipment no", CODE)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)
    signed_by: str = cell("签收人", "Signed by", TEXT)
    returned_date: pd.Timestamp = cell("回单日期", "Returned date", DAY)
    handover_days: pd.Int64Dtype = cell("待交天数", "Days to hand over", COUNT)
    received_by: str = cell("接收人签名", "Received by", TEXT)
    remark: str = cell("备注", "Remark", TEXT)


OUTSTANDING_SLIPS = AnswerKind(
    "outstanding_slips",
    Words("未收回单据", "Outstanding slips"),
    OutstandingSlips,
    form=("returned_date", "signed", "signed_by", "signed_date", "promised_date", "remark"),
    dropped_back="slips",
    known_by=("problem", "waiting_days"),
)
HANDOVER = AnswerKind(
    "handover",
    Words("交接清单", "Handover list"),
    Handover,
    form=("received_by", "remark"),
    known_by=("shipment_no", "returned_date", "handover_days"),
)
CHASE_SUMMARY = AnswerKind(
    "chase_summary",
    Words("催收汇总", "Chase summary"),
    ChaseSummary,
    known_by=("responsible", "count_0_7", "amount_0_7_fen", "count", "amount_fen"),
)
