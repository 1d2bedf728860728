"""The lines of orders whose products are unclear, compared pair by pair: which part fills which."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd


class Line(NamedTuple):
    """One order line or shipment line; `code` -1: none."""

    at: int
    order: int
    code: int
    name: int
    gift: bool
    quantity: int


def one_by_one(ordered: pd.DataFrame, sent: pd.DataFrame, keys: pd.DataFrame, chosen: np.ndarray) -> pd.DataFrame:
    """The parts in which shipment lines fill the order lines they match, one shipment line after the other.

    Exact for any lines, and slow; meant for the few orders that `products` calls unclear.

    Args:
        ordered: One row an order line, by order and line.
        sent: One row a shipment line, in the order in which they fill.
        keys: As `Products.keys`: for both tables, order lines first.
        chosen: Which of these rows to look at.

    Returns:
        One row a part: `sent` and `ordered` (positions), `amount`, `over`.
    """
    cut = len(ordered)
    lines = defaultdict(list)
    for line in read(ordered, keys.iloc[:cut], chosen[:cut]):
        lines[line.order].append(line)
    left = {line.at: line.quantity for order in lines.values() for line in order}
    parts: list[tuple[int, int, int, bool]] = []
    for shipment in read(sent, keys.iloc[cut:], chosen[cut:]):
        matching = [line for line in lines[shipment.order] if is_same(line, shipment)]
        rest = shipment.quantity
        for line in sorted(matching, key=lambda line: line.gift != shipment.gift):
            part = min(rest, left[line.at])
            if part:
                parts.append((shipment.at, line.at, part, False))
                left[line.at] -= part
                rest -= part
        if rest and matching:
            parts.append((shipment.at, matching[-1].at, rest, True))
    dtypes = {"sent": "int64", "ordered": "int64", "amount": "int64", "over": "bool"}
    return pd.DataFrame(parts, columns=list(dtypes)).astype(dtypes)


def is_same(ordered: Line, sent: Line) -> bool:
    """Whether two lines are of one product: by code where both have one, else by name and spec."""
    if ordered.code >= 0 and sent.code >= 0:
        return ordered.code == sent.code
    return ordered.name == sent.name


def read(rows: pd.DataFrame, keys: pd.DataFrame, chosen: np.ndarray) -> list[Line]:
    """The chosen rows as lines, in their order."""
    at = np.flatnonzero(chosen)
    columns = [
        at.tolist(),
        *(keys[name].to_numpy()[at].tolist() for name in ("order", "code", "name")),
        rows["is_gift"].fillna(False).astype(bool).to_numpy()[at].tolist(),
        rows["quantity_e3"].to_numpy(dtype=np.int64)[at].tolist(),
    ]
    return [Line(*values) for values in zip(*columns, strict=True)]
