"""Customers 客户资料: who they are, how they pay, and what they owed when we began."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CHOICE, CODE, COUNT, DAY, MONEY, TEXT, cell, rule
from schemas.choices import PaymentTerms
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Customers(pa.DataFrameModel):
    """One row a customer. Document: customer_code. Source: CONTRACT 3, customers."""

    customer_code: str = cell(
        "客户编码", "Customer code", CODE, "客户代码", "客户编号", required=True, longest=40, example="C001"
    )
    customer_name: str = cell(
        "客户名称", "Customer", TEXT, "客户", "购货单位", "customer name", required=True, example="示例商贸有限公司"
    )
    aliases: str = cell(
        "别名",
        "Aliases",
        TEXT,
        example="示例商贸;示例公司",
        note=Words("多个别名用分号隔开", "separated by semicolons"),
    )
    channel: str = cell("渠道", "Channel", TEXT, example="经销")
    salesperson: str = cell("业务员", "Salesperson", TEXT, "销售员", "销售", example="张三")
    contact: str = cell("联系人", "Contact", TEXT, example="李四")
    phone: str = cell("联系电话", "Phone", CODE, "电话", "手机", example="13800138000")
    address: str = cell("地址", "Address", TEXT, "收货地址", example="示例市示例路 1 号")
    email: str = cell("邮箱", "E-mail", TEXT, "email", example="li@example.com")
    payment_terms: str = cell("付款方式", "Payment terms", CHOICE, "结算方式", choices=PaymentTerms, example="月结")
    credit_days: pd.Int64Dtype = cell(
        "账期天数", "Credit days", COUNT, default=0, rules={"ge": 0, "le": 3660}, example="30"
    )
    credit_limit_fen: pd.Int64Dtype = cell("信用额度", "Credit limit", MONEY, rules={"ge": 0}, example="50000")
    opening_balance_fen: pd.Int64Dtype = cell("期初余额", "Opening balance", MONEY, example="0")
    opening_date: pd.Timestamp = cell(
        "期初日期", "Opening date", DAY, example="2026-09-01",
        note=Words("有期初余额时必填：该日开始时的余额", "required with a balance: the start of that day"),
    )  # fmt: skip

    @rule("opening_date_missing", "opening_date", "opening_balance_fen")
    def opening_is_dated(cls, rows: pd.DataFrame) -> pd.Series:
        """An opening balance has its date."""
        return (rows["opening_balance_fen"].fillna(0) == 0) | rows["opening_date"].notna()


CUSTOMERS = SheetKind(
    name="customers",
    label=Words("客户资料", "Customers"),
    model=Customers,
    document=("customer_code",),
    row_key=("customer_code",),
    also_needed=2,
    books=True,
    opening=("opening_balance_fen", "opening_date"),
    replaces=True,
)
