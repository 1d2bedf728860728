"""Prices 价格政策: the lowest price a channel may be given, and the gifts that go with it."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CODE, COUNT, DAY, PRICE, TEXT, cell, rule
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Prices(pa.DataFrameModel):
    """One row a policy. Document: product_code + channel + valid_from. Source: CONTRACT 3, prices."""

    product_code: str = cell(
        "产品编码", "Product code", CODE, "货号", "产品编号", "物料编码", "商品编码", required=True, example="P1001"
    )
    product_name: str = cell(
        "品名", "Product", TEXT, "产品名称", "货品名称", "商品名称", "product name", example="不锈钢合页"
    )
    channel: str = cell("渠道", "Channel", TEXT, example="经销", note=Words("不填即所有渠道", "blank: every channel"))
    unit_price_e4: pd.Int64Dtype = cell(
        "政策价", "Policy price", PRICE, "最低价", "单价", "unit price", required=True, rules={"ge": 0}, example="12"
    )
    valid_from: pd.Timestamp = cell("生效日期", "Valid from", DAY, required=True, example="2026-01-01")
    valid_to: pd.Timestamp = cell(
        "失效日期",
        "Valid to",
        DAY,
        note=Words("不早于生效日期，当天仍有效；不填即一直有效", "not before it begins, inclusive; blank: open"),
    )
    gift_buy: pd.Int64Dtype = cell(
        "买", "Buy", COUNT, "gift buy", rules={"ge": 1}, example="10",
        note=Words("每买这么多；和“赠”一起填", "for every so many; together with Free"),
    )  # fmt: skip
    gift_free: pd.Int64Dtype = cell(
        "赠", "Free", COUNT, "gift free", rules={"ge": 1}, example="1",
        note=Words("赠这么多；和“买”一起填", "so many are free; together with Buy"),
    )  # fmt: skip

    @rule("ends_before_start", "valid_to", "valid_from")
    def ends_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        """Not over before it begins."""
        return ~(rows["valid_to"] < rows["valid_from"])

    @rule("half_a_gift_rule", "gift_buy", "gift_free")
    def gift_rule_is_whole(cls, rows: pd.DataFrame) -> pd.Series:
        """Buy and free go together."""
        return rows["gift_buy"].isna() == rows["gift_free"].isna()


PRICES = SheetKind(
    name="prices",
    label=Words("价格政策", "Prices"),
    model=Prices,
    document=("product_code", "channel", "valid_from"),
    row_key=("product_code", "channel", "valid_from"),
    replaces=True,
)
