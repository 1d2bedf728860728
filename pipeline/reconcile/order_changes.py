"""Every content that orders had to those that were changed after their approval: what was approved, and what stands."""

import pandas as pd

from pipeline.reconcile.alike import contents
from pipeline.reconcile.compared import compared
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.products import products
from pipeline.reconcile.resolve import customers_by_name
from schemas.choices import CALLED_OFF, ReviewStatus
from schemas.registry import SHEETS

NO_ORDER_VERSIONS = SHEETS["orders"].empty().assign(file=pd.Series(dtype="str"), drop=pd.Series(dtype="int64"))
"""No order was ever told otherwise than it is now."""


def order_changes(versions: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """The orders that now have other quantities, prices or another customer than were approved, without a new approval.

    What was approved is the content with the latest time of review, of several the one dropped first; one that was
    approved without a time is not judged, as E502 doesn't. The content now has a new approval if its time is later.
    Lines that came or went are changes of quantity; their order and numbers, and how a quantity is split over lines
    of the same price, don't matter. Orders that are cancelled or rejected now are left out.

    Args:
        versions: One row an order line and content of the orders that were told otherwise once, with `drop`, the
            greatest of which is the content that counts; quantities in thousandths, amounts in fen.
        customers: The master, by which a name and its code are one customer.

    Returns:
        One row a line of either content: the columns of `versions`, `customer` as it is compared, `product` as a
        number, `price_e4` (0 for a gift), and `approved`: whether it is of the content that was approved.

    Source:
        Issue "The chase and the exceptions", an order's change after approval.
    """
    lines = _compared(versions, customers)
    heads = lines.drop_duplicates("content").sort_values("drop")
    heads = heads.assign(goods=looked_up(heads["content"], contents(_quantities(lines), "content")))
    approved = heads[(heads["review_status"] == ReviewStatus.APPROVED.value) & heads["reviewed_at"].notna()]
    approved = approved.sort_values("reviewed_at", ascending=False, kind="stable").drop_duplicates("order_no")
    now = heads.drop_duplicates("order_no", keep="last")
    both = now.merge(approved, on="order_no", suffixes=("", "_approved"), validate="one_to_one")
    same = (both["goods"] == both["goods_approved"]) & (both["customer"] == both["customer_approved"])
    anew = both["reviewed_at"] > both["reviewed_at_approved"]
    off = both["review_status"].isin(CALLED_OFF)
    changed = both[~same & ~anew & ~off]
    was = lines["content"].isin(changed["content_approved"])
    return lines.assign(approved=was)[was | lines["content"].isin(changed["content"])]


def _compared(versions: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """The lines with what they are compared by, and `content`: a number for each content of an order."""
    by_name = compared(versions["customer_name"])
    known = looked_up(by_name, customers_by_name(customers))
    gift = versions["is_gift"].fillna(False).astype(bool)
    return versions.assign(
        content=versions.groupby(["order_no", "drop"], sort=False).ngroup(),
        customer=versions["customer_code"].fillna(known).fillna(by_name),
        product=products(versions, versions.iloc[:0]).ordered,
        price_e4=versions["unit_price_e4"].mask(gift, 0).fillna(0),
    )


def _quantities(lines: pd.DataFrame) -> pd.DataFrame:
    """What each content orders of each product at each price, in whole numbers."""
    key = ["content", "product", "price_e4"]
    return lines.groupby(key)[["quantity_e3"]].sum().reset_index().astype("int64")
