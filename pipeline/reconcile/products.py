"""Order lines and shipment lines to the product of its order that each of them is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.reconcile.compared import compared

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Products:
    """Two tables of lines, by product.

    Attributes:
        ordered: The product of each order line; numbers from 0.
        sent: The product of each shipment line, in the same numbers.
        unclear: The numbers of the orders in which being the same product can't be told by a number.
        count: How many products there are.
        keys: For both tables, order lines first: `order`, `code` and `name` as numbers; -1: no code.
    """

    ordered: Whole
    sent: Whole
    unclear: Whole
    count: int
    keys: pd.DataFrame


def products(ordered: pd.DataFrame, sent: pd.DataFrame) -> Products:
    """Which lines of an order are of the same product: by code where both have one, else by name and spec.

    A line without a code is the product that its order has under that name and spec. Where that is not one
    product (two codes share the name, or the code has another name as well), the order is unclear, and its lines
    have to be compared pair by pair.

    Args:
        ordered: One row an order line: order_no, product_code, product_name, spec.
        sent: One row a shipment line with an order_no, the same columns.

    Returns:
        The products, in the order of the rows.

    Source:
        CONTRACT 4, "Matching shipments to orders".
    """
    keys = line_keys(ordered, sent)
    in_order = keys["order"] * (keys["name"].max() + 2 if len(keys) else 1)
    named = in_order + keys["name"] + 1
    coded = keys["order"] * (keys["code"].max() + 2 if len(keys) else 1) + keys["code"] + 1
    lines = pd.DataFrame({"order": keys["order"], "named": named, "coded": coded})
    has_code = keys["code"] >= 0
    links = lines[has_code & named.isin(named[~has_code].unique())].drop_duplicates()
    linked = lines[has_code & coded.isin(links["coded"])].drop_duplicates()
    unclear = pd.concat(
        [links["order"][links.duplicated("named", keep=False)], linked["order"][linked.duplicated("coded", keep=False)]]
    ).unique()
    code_of_name = links.drop_duplicates("named").set_index("named")["coded"]
    own_code = coded.where(has_code, named.map(code_of_name) if len(links) else np.nan)
    # Codes and names are numbered apart: even numbers for a code, odd ones for a name without a code.
    number = (own_code * 2).where(own_code.notna(), named * 2 + 1).astype("int64")
    numbers, distinct = pd.factorize(number)
    cut = len(ordered)
    return Products(numbers[:cut], numbers[cut:], unclear, len(distinct), keys)


def line_keys(ordered: pd.DataFrame, sent: pd.DataFrame) -> pd.DataFrame:
    """Order, product code, and name with spec of all lines as numbers, order lines first; -1: no code."""
    columns = ["order_no", "product_code", "product_name", "spec"]
    lines = pd.concat([ordered[columns], sent[columns]], ignore_index=True)
    name = pd.factorize(compared(lines["product_name"]))[0].astype("int64")
    spec = pd.factorize(compared(lines["spec"]))[0].astype("int64")
    both = (name + 1) * (spec.max(initial=-1) + 2) + spec + 1
    return pd.DataFrame(
        {
            "order": pd.factorize(lines["order_no"])[0].astype("int64"),
            "code": pd.factorize(compared(lines["product_code"]))[0].astype("int64"),
            "name": pd.factorize(both)[0].astype("int64"),
        }
    )
