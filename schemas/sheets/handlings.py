"""Handlings 处理意见: what people answered to exceptions, in the form columns of 异常明细."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CODE, DAY, TEXT, cell
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Handlings(pa.DataFrameModel):
    """One row an answer. Document: exception_id, which is code and document. Source: CONTRACT 6; issue 5, point 4."""

    exception_id: str = cell(
        "编号", "No", TEXT, required=True, example="E102-CK20261008-001",
        note=Words("照异常明细上的写，不要改", "as it stands in 异常明细; leave it as it is"),
    )  # fmt: skip
    handling: str = cell(
        "处理意见", "Handling", TEXT, may_be_blank=True, document=True, example="已联系司机，下周带回",
        note=Words("填了就移到已处理，直到搁置至那天过了或事实变化", "moves it to 已处理 until its day or other facts"),
    )  # fmt: skip
    handled_by: str = cell("处理人", "Handled by", TEXT, document=True, example="张岚")
    snoozed_until: pd.Timestamp = cell(
        "搁置至", "Put off until", DAY, may_be_blank=True, document=True, example="2026-10-20",
        note=Words("这一天过了再提出来；不填就到事实变化为止", "comes back after this day; blank: with other facts"),
    )  # fmt: skip
    facts_version: str = cell(
        "版本", "Version", CODE, document=True, example="V7F3A9",
        note=Words("答的是哪些事实，照异常明细上的；可以没有", "which facts it answers, as in 异常明细; may be blank"),
    )  # fmt: skip


HANDLINGS = SheetKind(
    name="handlings",
    label=Words("处理意见", "Handlings"),
    model=Handlings,
    document=("exception_id",),
    row_key=("exception_id",),
    blank_form=("handling", "handled_by", "snoozed_until"),
    replaces=True,
)
