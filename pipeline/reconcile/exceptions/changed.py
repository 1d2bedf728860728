"""Two contents of orders to what differs between them, old and new."""

import pandas as pd

from pipeline.reconcile.exceptions import wording

PRODUCT = ["order_no", "product"]


def what_changed(was: pd.DataFrame, now: pd.DataFrame) -> dict[str, pd.Series]:
    """Old and new quantities, prices and customers, such as `P1 合页: 10 → 12`; "" where they are the same.

    A line that came or went is a quantity from or to 0. Several prices of a product stand with their quantities.

    Args:
        was: One row a line: order_no, `product` and `customer` as they are compared, and as they are shown.
        now: The same of the same orders.

    Returns:
        `quantities`, `prices` and `customers`: a text an order, indexed by it.
    """
    sides = _by_product(was), _by_product(now)
    goods = sides[0].merge(sides[1], on=PRODUCT, how="outer", suffixes=("_was", "_now"), validate="one_to_one")
    named = goods["named_now"].fillna(goods["named_was"]) + ": "
    before, after = (wording.quantity(goods[f"quantity_e3_{side}"].fillna(0)) for side in ("was", "now"))
    prices = _differing(goods["price_was"], goods["price_now"], named)
    return {
        "quantities": wording.items(goods, "order_no", _differing(before, after, named)),
        "prices": wording.items(goods, "order_no", prices),
        "customers": _owners(was, now),
    }


def _by_product(lines: pd.DataFrame) -> pd.DataFrame:
    """One row an order and product: `named`, `quantity_e3`, and `price`, with the quantity where there are several."""
    at = lines.groupby([*PRODUCT, "price_e4"])[["quantity_e3"]].sum().reset_index()
    several = at.duplicated(PRODUCT, keep=False)
    price = wording.price(at["price_e4"])
    at = at.assign(price=price.mask(several, price + "×" + wording.quantity(at["quantity_e3"])))
    told: pd.DataFrame = at.groupby(PRODUCT).agg(quantity_e3=("quantity_e3", "sum"), price=("price", "/".join))
    return told.assign(named=lines.assign(named=wording.product(lines)).groupby(PRODUCT)["named"].first()).reset_index()


def _owners(was: pd.DataFrame, now: pd.DataFrame) -> pd.Series:
    """Old and new customer, indexed by order."""
    before, after = (part.drop_duplicates("order_no").set_index("order_no") for part in (was, now))
    after = after.reindex(before.index)
    was_theirs, now_theirs = (
        (wording.text(head["customer_code"]) + " " + wording.text(head["customer_name"])).str.strip()
        for head in (before, after)
    )
    told: pd.Series = was_theirs + " → " + now_theirs
    return told.where(before["customer"] != after["customer"], "")


def _differing(before: pd.Series, after: pd.Series, named: pd.Series) -> pd.Series:
    """`named old → new` where both are there and differ, else blank."""
    told: pd.Series = named + before + " → " + after
    return told.where((before != after) & before.notna() & after.notna(), "")
