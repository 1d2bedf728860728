"""Approvals 审批1 to 审批4 of an order: who countersigned it and when, in columns that an office may have or not."""

from typing import Any

import pandas as pd
import pandera.pandas as pa

from schemas.cells import MOMENT, TEXT, cell, rule
from schemas.rulebook import APPROVALS
from schemas.words import Words

NUMERALS = "一二三四"
PERSONS = tuple(f"approver_{number}" for number in range(1, APPROVALS + 1))
TIMES = tuple(f"approved_{number}_at" for number in range(1, APPROVALS + 1))


def approver(number: int) -> Any:
    """The column with the person of an approval."""
    also = (f"审批人{number}", f"{NUMERALS[number - 1]}级审批人", f"approver {number}")
    return cell(f"审批{number}人", f"Approval {number} by", TEXT, *also, document=True)


def approved_at(number: int) -> Any:
    """The column with the time of an approval."""
    also = (f"审批时间{number}", f"{NUMERALS[number - 1]}级审批时间", f"approved {number} at")
    note = Words("不早于下单日期", "not before the order date")
    return cell(f"审批{number}时间", f"Approval {number} at", MOMENT, *also, document=True, note=note)


def not_before_order(rows: pd.DataFrame, moment: str) -> pd.Series:
    """Whether something did not happen before the order was placed; without a time of day it counts for that day."""
    happened = rows[moment]
    if happened.isna().all():  # as in most offices: days of nothing cost a small sheet as much as all its other rules
        return happened.isna()
    day_only = happened == happened.dt.normalize()
    placed = rows["order_date"].where(~day_only, rows["order_date"].dt.normalize())
    early: pd.Series = happened < placed
    return ~early


class Approvals(pa.DataFrameModel):
    """Orders that may have been countersigned; no approval is from before the order."""

    @rule("approved_before_order", "approved_1_at", "order_date")
    def first_after_order(cls, rows: pd.DataFrame) -> pd.Series:
        """The first approval."""
        return not_before_order(rows, "approved_1_at")

    @rule("approved_before_order", "approved_2_at", "order_date")
    def second_after_order(cls, rows: pd.DataFrame) -> pd.Series:
        """The second approval."""
        return not_before_order(rows, "approved_2_at")

    @rule("approved_before_order", "approved_3_at", "order_date")
    def third_after_order(cls, rows: pd.DataFrame) -> pd.Series:
        """The third approval."""
        return not_before_order(rows, "approved_3_at")

    @rule("approved_before_order", "approved_4_at", "order_date")
    def fourth_after_order(cls, rows: pd.DataFrame) -> pd.Series:
        """The fourth approval."""
        return not_before_order(rows, "approved_4_at")
