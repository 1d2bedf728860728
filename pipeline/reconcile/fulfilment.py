"""Shipment lines and order lines to the parts in which the one fills the other."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import among
from pipeline.reconcile.one_by_one import one_by_one
from pipeline.reconcile.products import Products, Whole, products
from pipeline.reconcile.waterfall import before, fill, totals
from schemas.answers.kind import checked
from schemas.answers.shipped import Fulfilment

LINE = ["order_no", "line_no", "product_code", "product_name", "spec", "quantity_e3", "is_gift"]
"""What a line of an order and one of a shipment are compared and filled by."""


def fulfilment(tables: Mapping[str, pd.DataFrame]) -> DataFrame[Fulfilment]:
    """Which part of which shipment line fills which order line.

    Shipments fill in order of ship_date, shipment_no and line_no, and a product's lines in line order; gifts fall on
    gift lines first, then on the product's other lines, and the reverse. What is left over counts on the product's
    last line, `over`. A line whose order is not on file or does not have the product has no part. A later shipment
    never changes the parts of an earlier one. The price of a gift line is 0.

    Args:
        tables: As `resolved` gives them; quantities in thousandths.

    Returns:
        One row a part. Order: ship_date, shipment_no, line_no, then order_line_no, what is over last.

    Source:
        CONTRACT 4, "Matching shipments to orders".
    """
    ordered = tables["orders"][[*LINE, "unit_price_e4"]].sort_values(["order_no", "line_no"], ignore_index=True)
    sent = tables["shipments"][[*LINE, "shipment_no", "ship_date"]]
    sent = sent[among(sent["order_no"], ordered["order_no"])].sort_values(
        ["ship_date", "shipment_no", "line_no"], ignore_index=True
    )
    same = products(ordered, sent)
    clear = ~np.isin(same.keys["order"].to_numpy(), same.unclear)
    parts = pd.concat(
        [
            poured(ordered, sent, same, clear[: len(ordered)], clear[len(ordered) :]),
            one_by_one(ordered, sent, same.keys, ~clear),
        ],
        ignore_index=True,
    ).sort_values(["sent", "over", "ordered"], ignore_index=True)
    return checked(Fulfilment, described(parts, ordered, sent))


def poured(
    ordered: pd.DataFrame, sent: pd.DataFrame, same: Products, order_clear: np.ndarray, sent_clear: np.ndarray
) -> pd.DataFrame:
    """The parts in the clear orders, all at once: sent, ordered (positions), amount, over.

    Until a product is shipped in full, what exceeds its gift lines fits its other lines and the reverse, so how much
    of each line goes to its own kind and how much to the other follows from sums.
    """
    wanted = np.flatnonzero(order_clear)
    asked, product = whole(ordered["quantity_e3"])[wanted], same.ordered[wanted]
    kind = product * 2 + gifts(ordered)[wanted]
    going = np.flatnonzero(sent_clear & np.isin(same.sent, product))
    quantity, going_to = whole(sent["quantity_e3"])[going], same.sent[going]
    own_kind = going_to * 2 + gifts(sent)[going]

    within = within_room(quantity, going_to, totals(asked, product, same.count))
    to_own = within_room(within, own_kind, totals(asked, kind, same.count * 2))
    # Two pieces a line: to its own kind, and (the kinds of a product differ in the last bit) to the other.
    demand = np.column_stack([to_own, within - to_own]).ravel()
    target = np.column_stack([own_kind, own_kind ^ 1]).ravel()
    filled = fill(demand, target, asked, kind)
    last = np.zeros(same.count, dtype=np.int64)
    last[product] = wanted
    left = np.flatnonzero(quantity > within)
    return pd.DataFrame(
        {
            "sent": np.concatenate([going[whole(filled["demand"]) // 2], going[left]]),
            "ordered": np.concatenate([wanted[whole(filled["capacity"])], last[going_to[left]]]),
            "amount": np.concatenate([whole(filled["amount"]), (quantity - within)[left]]),
            "over": np.repeat([False, True], [len(filled), len(left)]),
        }
    )


def within_room(quantity: Whole, group: Whole, room: Whole) -> Whole:
    """How much of each quantity its group still has room for, first come, first served."""
    held: Whole = np.clip(room[group] - before(quantity, group), 0, quantity)
    return held


def described(parts: pd.DataFrame, ordered: pd.DataFrame, sent: pd.DataFrame) -> pd.DataFrame:
    """The parts with the numbers of their documents and lines instead of positions."""
    shipment = (
        sent[["shipment_no", "line_no", "ship_date", "order_no"]].take(whole(parts["sent"])).reset_index(drop=True)
    )
    line = ordered[["line_no", "unit_price_e4", "is_gift"]].take(whole(parts["ordered"])).reset_index(drop=True)
    price = line["unit_price_e4"].mask(line["is_gift"].fillna(False).astype(bool), 0)
    return shipment.assign(
        order_line_no=line["line_no"], order_price_e4=price, quantity_e3=parts["amount"], over=parts["over"]
    )


def whole(column: pd.Series) -> Whole:
    """A column without blanks as plain integers."""
    return column.to_numpy(dtype=np.int64)


def gifts(rows: pd.DataFrame) -> Whole:
    """1 for a gift, 0 for any other line."""
    return rows["is_gift"].fillna(False).to_numpy(dtype=np.int64)
