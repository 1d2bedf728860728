"""Slips 回单: the delivery papers that came back, or are promised for a day."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CHOICE, CODE, DAY, FLAG, QUANTITY, TEXT, cell, rule
from schemas.choices import Evidence, SlipType
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Slips(pa.DataFrameModel):
    """One row a slip and product of it. Document: shipment_no + slip_type. Source: CONTRACT 3, slips.

    A row with neither returned_date nor signed is a promise and has promised_date. Of a 确认书, which no shipment has,
    shipment_no holds the number of its order.
    """

    shipment_no: str = cell(
        "出库单号",
        "Shipment no",
        CODE,
        "送货单号",
        "发货单号",
        "销售出库单号",
        required=True,
        longest=40,
        example="CK20261008-001",
        note=Words("确认书填订单号", "of an order confirmation: the order's number"),
    )
    slip_type: str = cell(
        "单据类型", "Slip type", CHOICE, "回单类型", choices=SlipType, default=SlipType.RED.value, example="红单"
    )
    returned_date: pd.Timestamp = cell(
        "回单日期",
        "Returned date",
        DAY,
        "收回日期",
        "返单日期",
        "returned on",
        may_be_blank=True,
        document=True,
        example="2026-10-11",
    )
    signed: pd.BooleanDtype = cell(
        "是否签字", "Signed", FLAG, "签字", "客户签字", may_be_blank=True, document=True, example="是"
    )
    signed_by: str = cell("签收人", "Signed by", TEXT, document=True, example="王五")
    signed_date: pd.Timestamp = cell("签收日期", "Signed date", DAY, document=True, example="2026-10-10")
    product_code: str = cell(
        "产品编码", "Product code", CODE, "货号", "产品编号", "物料编码", "商品编码",
        note=Words("只在实收数量按产品填时需要", "only where the received quantity is given by product"),
    )  # fmt: skip
    received_quantity_e3: pd.Int64Dtype = cell(
        "实收数量", "Received quantity", QUANTITY, "签收数量", rules={"ge": 0},
        note=Words("不填即全部收到", "blank: received in full"),
    )  # fmt: skip
    handed_over_date: pd.Timestamp = cell(
        "交单日期", "Handed over date", DAY, "上交日期", document=True, example="2026-10-12"
    )
    evidence: str = cell(
        "签收凭证",
        "Evidence",
        CHOICE,
        "签收方式",
        choices=Evidence,
        default=Evidence.SIGNED.value,
        document=True,
        example="签字",
    )
    promised_date: pd.Timestamp = cell(
        "承诺日期", "Promised date", DAY, "预计回单日期", document=True,
        note=Words("司机或物流答应交回的日期", "the day the carrier or driver promised it for"),
    )  # fmt: skip
    remark: str = cell("备注", "Remark", TEXT, "说明")

    @rule("returned_missing", "returned_date")
    def returned_is_there(cls, rows: pd.DataFrame) -> pd.Series:
        """A day of return, unless nothing of the form is filled in but the promise."""
        return rows["returned_date"].notna() | is_promise(rows)

    @rule("signed_missing", "signed")
    def signed_is_there(cls, rows: pd.DataFrame) -> pd.Series:
        """Signed or not; a waybill needs no signature, and a promise has none yet."""
        return rows["signed"].notna() | is_promise(rows) | (rows["slip_type"] == SlipType.WAYBILL.value)

    @rule("signed_after_return", "signed_date", "returned_date")
    def signed_before_return(cls, rows: pd.DataFrame) -> pd.Series:
        """Signed on or before the day the slip came back."""
        return ~(rows["signed_date"] > rows["returned_date"])

    @rule("handed_over_before_return", "handed_over_date", "returned_date")
    def handed_over_after_return(cls, rows: pd.DataFrame) -> pd.Series:
        """Handed over on or after the day the slip came back."""
        return ~(rows["handed_over_date"] < rows["returned_date"])


FORM = ("returned_date", "signed", "signed_by", "signed_date", "received_quantity_e3")


def is_promise(rows: pd.DataFrame) -> pd.Series:
    """Which rows only promise a slip: nothing of the form filled in but the promised date."""
    return rows[list(FORM)].isna().all(axis=1) & rows["promised_date"].notna()


SLIPS = SheetKind(
    name="slips",
    label=Words("回单", "Slips"),
    model=Slips,
    document=("shipment_no", "slip_type"),
    row_key=("shipment_no", "slip_type", "product_code"),
    blank_form=FORM,
    promise="promised_date",
    noted=("handed_over_date",),
    replaces=True,
    dated="returned_date",
    books=True,
)
