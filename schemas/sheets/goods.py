"""What holds for every line of goods, whichever sheet it stands in."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import LARGEST, rule
from schemas.exact import E7_PER_FEN, fen, product_e7


class NamesCustomer(pa.DataFrameModel):
    """A document that must say whose it is."""

    @rule("customer_missing", "customer_code", "customer_name")
    def customer_is_named(cls, rows: pd.DataFrame) -> pd.Series:
        """The code or the name of the customer is there."""
        return rows["customer_code"].notna() | rows["customer_name"].notna()


class NamesProduct(pa.DataFrameModel):
    """A line that must say what it is of."""

    @rule("product_missing", "product_code", "product_name")
    def product_is_named(cls, rows: pd.DataFrame) -> pd.Series:
        """The code or the name of the product is there."""
        return rows["product_code"].notna() | rows["product_name"].notna()


class Multiplies(pa.DataFrameModel):
    """A line whose amount is quantity × unit price."""

    @rule("amount_differs", "amount_fen", "quantity_e3", "unit_price_e4")
    def amount_is_the_product(cls, rows: pd.DataFrame) -> pd.Series:
        """Amount and quantity × unit price differ by at most 0.01; blank agrees. A gift has its own rule."""
        product = product_e7(rows["quantity_e3"], rows["unit_price_e4"])
        gap = (rows["amount_fen"].astype(product.dtype) * E7_PER_FEN - product).abs()
        return gap.isna() | (gap <= E7_PER_FEN) | is_gift(rows)

    @rule("amount_too_large", "quantity_e3", "unit_price_e4")
    def product_is_plausible(cls, rows: pd.DataFrame) -> pd.Series:
        """Quantity × unit price stays below a million million."""
        product = product_e7(rows["quantity_e3"], rows["unit_price_e4"])
        return product.isna() | (product < LARGEST * E7_PER_FEN * 100)


class Gifts(pa.DataFrameModel):
    """A line that may be a gift."""

    @rule("gift_has_price", "unit_price_e4", "is_gift")
    def gift_has_no_price(cls, rows: pd.DataFrame) -> pd.Series:
        """A gift's unit price is 0 or blank."""
        return ~is_gift(rows) | (rows["unit_price_e4"].fillna(0) == 0)

    @rule("gift_has_amount", "amount_fen", "is_gift")
    def gift_has_no_amount(cls, rows: pd.DataFrame) -> pd.Series:
        """A gift's amount is 0 or blank."""
        return ~is_gift(rows) | (rows["amount_fen"].fillna(0) == 0)


def is_gift(rows: pd.DataFrame) -> pd.Series:
    """Which lines are gifts; a table without that column has none."""
    if "is_gift" not in rows.columns:
        return pd.Series(False, index=rows.index)
    return rows["is_gift"].fillna(False).astype(bool)


def with_amount(rows: pd.DataFrame) -> pd.DataFrame:
    """The amount filled in from quantity × unit price where the sheet leaves it blank; a gift's is 0."""
    computed = fen(product_e7(rows["quantity_e3"], rows["unit_price_e4"])).astype("Int64")
    amount = rows["amount_fen"].fillna(computed).mask(is_gift(rows), 0)
    return rows.assign(amount_fen=amount)
