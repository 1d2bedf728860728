"""Orders to shipments: what left the warehouse when, how, and what the freight came to."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from pipeline.demo import names
from pipeline.demo.days import calendar, later, numbered
from pipeline.demo.sales import Sales
from schemas.exact import fen, product_e7

METHODS = {
    "经销": (("送货", 0.52), ("物流", 0.4), ("自提", 0.08)),
    "工程": (("送货", 0.6), ("物流", 0.4)),
    "电商": (("快递", 0.85), ("物流", 0.15)),
    "零售": (("送货", 0.6), ("自提", 0.25), ("快递", 0.15)),
}
"""How goods reach the customers of each channel, with shares."""
FREIGHT_YUAN = {"送货": (0, 1), "物流": (60, 420), "快递": (8, 46), "自提": (0, 1)}


@dataclass(frozen=True)
class Deliveries:
    """What left the warehouse.

    Attributes:
        heads: One row a shipment, in the order of their numbers, with the document-level columns of the sheet 出库单,
            `order_no`, `head` (the order's place) and `goods_fen`, what its lines are worth.
        lines: One row a shipment line with `shipment` (its place in `heads`) and the line's own columns.
    """

    heads: pd.DataFrame
    lines: pd.DataFrame


def deliveries(sold: Sales, seed: int, first: date, until: date) -> Deliveries:
    """The shipments up to `until`: one order in five goes out in parts, one in twenty-five late, a few never.

    Now and then something is wrong, as in life: an order shipped before its review, a piece too many, a product that
    nobody ordered, an order number left out or mistyped, freight without who bears it.
    """
    rng = np.random.default_rng([seed, 3])
    trips = _trips(rng, sold, first, until)
    lines = _loaded(rng, sold, trips)
    trips = trips[trips["trip"].isin(lines["trip"])].sort_values(
        ["ship_date", "head"], kind="stable", ignore_index=True
    )
    place = pd.Series(trips.index, index=trips["trip"])
    lines = lines.assign(shipment=lines["trip"].map(place)).sort_values(["shipment", "line_no"], kind="stable")
    lines = lines.drop(columns="trip").reset_index(drop=True)
    lines["line_no"] = (lines.groupby("shipment").cumcount() + 1).astype("Int64")
    heads = _addressed(rng, trips, sold)
    return _with_oddities(rng, Deliveries(heads, lines))


def _trips(rng: np.random.Generator, sold: Sales, first: date, until: date) -> pd.DataFrame:
    """One row a time that goods of an order may leave, up to three, a few working days apart."""
    busy, orders = calendar(first, until), sold.heads
    drawn = rng.random(len(orders))
    ships = (orders["review_status"] == "已审批") & (drawn > 0.015)
    ships |= (orders["review_status"] != "已审批") & (drawn > 0.9)
    cancelled = orders["review_status"] == "已取消"
    # The warehouse did not hear in time of the first one that was cancelled.
    ships |= cancelled & (cancelled.cumsum() == 1)
    start = orders["reviewed_at"].fillna(orders["order_date"])
    early = rng.random(len(orders)) < 0.006
    begin = later(start.to_numpy(), np.where(early, -1, rng.integers(1, 5, len(orders))), busy)
    late = rng.random(len(orders)) < 0.04
    due = orders["due_date"].fillna(orders["order_date"].dt.normalize() + pd.Timedelta(days=12)).to_numpy()
    begin = np.where(late, later(due, rng.integers(1, 9, len(orders)), busy), begin)
    begin = np.maximum(begin, orders["order_date"].to_numpy().astype("datetime64[D]"))
    parts = rng.choice([1, 2, 3], len(orders), p=[0.8, 0.16, 0.04])
    heads = np.repeat(np.arange(len(orders)), parts)
    part = np.arange(len(heads)) - np.repeat(np.cumsum(parts) - parts, parts)
    days = later(begin[heads], part * rng.integers(1, 6, len(heads)), busy)
    table = pd.DataFrame(
        {"head": heads, "part": part, "parts": parts[heads], "ship_date": days.astype("datetime64[us]")}
    )
    table["trip"] = np.arange(len(table))
    return table[ships.to_numpy()[heads] & (table["ship_date"] <= pd.Timestamp(until))]


def _loaded(rng: np.random.Generator, sold: Sales, trips: pd.DataFrame) -> pd.DataFrame:
    """What is on each trip: of every line of the order, what the parts before it left; whole pieces, nothing blank."""
    columns = [
        "head",
        "line_no",
        "product_code",
        "product_name",
        "spec",
        "unit",
        "quantity_e3",
        "unit_price_e4",
        "is_gift",
    ]
    ordered = sold.lines[columns].assign(split=rng.choice([0, 40, 50, 60, 100], len(sold.lines)))
    lines = trips[["trip", "head", "part", "parts"]].merge(ordered, on="head", validate="many_to_many")
    pieces = lines["quantity_e3"] // 1000
    cut = {0: pd.Series(0, index=lines.index), 1: pieces * lines["split"] // 100 * 1000}
    cut[2] = (cut[1] + lines["quantity_e3"]) // 2000 * 1000
    ends = [
        cut[1].where(lines["parts"] > 1, lines["quantity_e3"]),
        cut[2].where(lines["parts"] > 2, lines["quantity_e3"]),
    ]
    begin = cut[0].where(lines["part"] == 0, ends[0].where(lines["part"] == 1, ends[1]))
    end = ends[0].where(lines["part"] == 0, ends[1].where(lines["part"] == 1, lines["quantity_e3"]))
    one_more = (rng.random(len(lines)) < 0.004) & ~lines["is_gift"]
    quantity = (end - begin).astype("Int64")
    lines["quantity_e3"] = quantity.mask((quantity > 0) & one_more, quantity + 1000)
    lines = lines[lines["quantity_e3"] > 0]
    amount = fen(product_e7(lines["quantity_e3"], lines["unit_price_e4"])).astype("Int64")
    return lines.assign(amount_fen=amount).drop(columns=["part", "parts", "split"])


def _addressed(rng: np.random.Generator, trips: pd.DataFrame, sold: Sales) -> pd.DataFrame:
    """The heads of the shipments: whose, how they travel, and what the freight came to."""
    count = len(trips)
    whose = sold.heads[["order_no", "customer_code", "customer_name", "channel", "customer"]].iloc[trips["head"]]
    heads = pd.concat([trips[["head", "ship_date"]], whose.reset_index(drop=True)], axis=1)
    heads.insert(0, "shipment_no", numbered("CK", heads["ship_date"]))
    method = pd.Series("送货", index=heads.index, dtype="str")
    for channel, shares in METHODS.items():
        words, chances = zip(*shares, strict=True)
        method = method.where(heads["channel"] != channel, pd.Series(rng.choice(words, count, p=chances), dtype="str"))
    own, express = method == "送货", method == "快递"
    driver = pd.Series(rng.choice(names.DRIVERS, count), dtype="str").where(own)
    carrier = pd.Series(rng.choice(names.CARRIERS, count), dtype="str").where(method == "物流")
    carrier = carrier.mask(express, pd.Series(rng.choice(names.COURIERS, count), dtype="str"))
    waybill = "YD" + pd.Series(rng.permutation(count) + 60_000_001).astype("str")
    nobody = rng.random(count) < 0.01
    return _with_freight(
        rng,
        heads.assign(
            delivery_method=method,
            driver=driver.mask(method == "自提", names.WAREHOUSE_KEEPER).mask(nobody),
            carrier=carrier.mask(nobody),
            waybill_no=waybill.where(carrier.notna()),
        ),
    )


def _with_freight(rng: np.random.Generator, heads: pd.DataFrame) -> pd.DataFrame:
    """Carriers cost freight: mostly ours, some collected on delivery, some advanced for the customer."""
    low, high = (
        heads["delivery_method"].map({m: span[end] for m, span in FREIGHT_YUAN.items()}).to_numpy() for end in (0, 1)
    )
    freight = pd.array(rng.integers(low, high) * 100, dtype="Int64")
    drawn = rng.random(len(heads))
    terms = pd.Series(np.select([drawn < 0.2, drawn < 0.42], ["垫付", "到付"], "我方承担"), dtype="str")
    heads = heads.assign(freight_fen=freight, freight_terms=terms.mask(drawn > 0.985))
    costs = heads["freight_fen"] > 0
    heads["freight_fen"] = heads["freight_fen"].where(costs)
    heads["freight_terms"] = heads["freight_terms"].where(costs)
    return heads


def _with_oddities(rng: np.random.Generator, made: Deliveries) -> Deliveries:
    """A few shipments per thousand go wrong on paper, at least one of each kind."""
    heads, lines = made.heads.copy(), made.lines.copy()
    each = max(1, len(heads) // 400)
    if len(heads) < 4 * each:
        return Deliveries(heads.assign(goods_fen=_worth(heads, lines)), lines)
    nameless, mistyped, foreign, swapped = np.split(rng.choice(len(heads), 4 * each, replace=False), 4)
    heads.loc[nameless, "order_no"] = None
    heads.loc[mistyped, "order_no"] = heads["order_no"].str.replace("-0", "-9", regex=False)
    for column in ("customer_code", "customer_name", "customer"):
        heads.loc[foreign, column] = heads[column].iloc[0]
    first_lines = lines.index[~lines["shipment"].duplicated() & lines["shipment"].isin(swapped)]
    goods = ["product_code", "product_name", "spec", "unit"]
    lines.loc[first_lines, goods] = lines.iloc[[0]][goods].to_numpy().repeat(len(first_lines), axis=0)
    return Deliveries(heads.assign(goods_fen=_worth(heads, lines)), lines)


def _worth(heads: pd.DataFrame, lines: pd.DataFrame) -> pd.Series:
    return lines.groupby("shipment")["amount_fen"].sum().reindex(heads.index, fill_value=0).astype("Int64")
