"""Shipments to the goods that customers sent back."""

from datetime import date

import numpy as np
import pandas as pd

from pipeline.demo.days import numbered
from pipeline.demo.deliveries import Deliveries
from schemas.exact import fen, product_e7


def returned_goods(made: Deliveries, seed: int, until: date) -> pd.DataFrame:
    """Three shipment lines in a hundred come back in part, four to twenty days later.

    Half name their shipment, a third only the order, the rest nothing but customer and price.

    Returns:
        The columns of the sheet 退货, and `shipment`, in order of return_no; one line a document.
    """
    rng = np.random.default_rng([seed, 5])
    paid = made.lines[~made.lines["is_gift"] & (made.lines["quantity_e3"] >= 4000)]
    picked = paid[rng.random(len(paid)) < 0.03]
    heads = made.heads.iloc[picked["shipment"]].reset_index(drop=True)
    picked = picked.reset_index(drop=True)
    day = heads["ship_date"] + pd.to_timedelta(rng.integers(4, 21, len(picked)), unit="D")
    pieces = np.maximum(
        picked["quantity_e3"].to_numpy(dtype="int64") // 1000 * rng.integers(4, 25, len(picked)) // 100, 1
    )
    how = rng.choice([0, 1, 2], len(picked), p=[0.5, 0.3, 0.2])
    table = picked[["product_code", "product_name", "spec", "unit", "shipment", "unit_price_e4"]].assign(
        return_date=day,
        shipment_no=heads["shipment_no"].where(how == 0),
        order_no=heads["order_no"].where(how != 2),
        customer_code=heads["customer_code"],
        customer_name=heads["customer_name"],
        quantity_e3=pd.array(pieces * 1000, dtype="Int64"),
        line_no=pd.array([1] * len(picked), dtype="Int64"),
        reason=rng.choice(["包装破损", "型号发错", "表面划伤", "客户多订", "配件缺失"], len(picked)),
    )
    table["amount_fen"] = fen(product_e7(table["quantity_e3"], table["unit_price_e4"])).astype("Int64")
    table["unit_price_e4"] = table["unit_price_e4"].where((how == 2) | (rng.random(len(table)) < 0.3))
    table = table[table["return_date"] <= pd.Timestamp(until)].sort_values(
        "return_date", kind="stable", ignore_index=True
    )
    table.insert(0, "return_no", numbered("TH", table["return_date"]))
    return table
