"""A seed to an invented trading company: its customers, goods, price policies, drivers and carriers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from pipeline.demo import names

CHANNELS = tuple(names.TRADES)
CHANNEL_SHARES = (0.42, 0.2, 0.16, 0.22)
TERMS = {
    "经销": (("月结", 0.85), ("现结", 0.15)),
    "工程": (("定金", 0.5), ("月结", 0.5)),
    "电商": (("款到发货", 0.7), ("月结", 0.3)),
    "零售": (("现结", 0.75), ("款到发货", 0.25)),
}
"""How customers of each channel pay, with shares."""
POLICY_PERCENT = {"经销": 80, "工程": 85, "电商": 92, "零售": 96}
"""The lowest price of each channel, in per cent of the list price."""
GIFT_RULES = ((10, 1), (20, 1), (50, 3))


@dataclass(frozen=True)
class Company:
    """One invented company.

    Attributes:
        customers: One row a customer, with the columns of the sheet 客户资料 and `weight`, its share of the orders.
        products: One row a product: product_code, product_name, spec, unit, list_price_e4, box, decimals.
        prices: One row a policy, with the columns of the sheet 价格政策.
    """

    customers: pd.DataFrame
    products: pd.DataFrame
    prices: pd.DataFrame


def company(orders: int, seed: int, first: date, until: date) -> Company:
    """The company that `orders` orders between two days come from; the same arguments, the same company.

    Args:
        orders: How many orders it will have; decides how many customers there are.
        seed: Any whole number.
        first: The first day of trade; opening balances stand at the first of its month.
        until: The last day of trade; some policies change at the start of the month before it.
    """
    rng = np.random.default_rng([seed, 1])
    products = _products()
    prices = _prices(rng, products, first, until)
    return Company(_customers(rng, 8 + round(orders**0.58), orders, first), products, prices)


def _products() -> pd.DataFrame:
    rows = [
        (goods.name, spec, goods.unit, price * 100, goods.box, goods.decimals)
        for goods in names.GOODS
        for spec, price in goods.specs
    ]
    table = pd.DataFrame(rows, columns=["product_name", "spec", "unit", "list_price_e4", "box", "decimals"])
    table.insert(0, "product_code", [f"P{1001 + place}" for place in range(len(table))])
    return table


def _prices(rng: np.random.Generator, products: pd.DataFrame, first: date, until: date) -> pd.DataFrame:
    """Every product but the last has a policy for each channel; a fifth have gifts, six became dearer on the way."""
    with_policy = products.iloc[:-1]
    table = with_policy.merge(pd.DataFrame({"channel": CHANNELS}), how="cross", validate="many_to_many")
    percent = table["channel"].map(POLICY_PERCENT).to_numpy()
    table["unit_price_e4"] = table["list_price_e4"] * percent // 10_000 * 100
    table["valid_from"] = pd.Timestamp(first.year, 1, 1)
    table["valid_to"] = pd.NaT
    given = rng.choice(len(with_policy), len(with_policy) // 5, replace=False)
    rule = dict(zip(with_policy["product_code"].iloc[given], rng.integers(0, len(GIFT_RULES), len(given)), strict=True))
    with_gifts = table["product_code"].isin(rule) & table["channel"].isin(["经销", "电商"])
    chosen = table["product_code"].map(rule).where(with_gifts)
    for column, part in (("gift_buy", 0), ("gift_free", 1)):
        table[column] = chosen.map(dict(enumerate(r[part] for r in GIFT_RULES))).astype("Int64")
    return _with_dearer(table, rng.choice(with_policy["product_code"], 6, replace=False), until)


def _with_dearer(table: pd.DataFrame, codes: np.ndarray, until: date) -> pd.DataFrame:
    """The policies with some products 4 % dearer from the first of the month before `until`."""
    change = pd.Timestamp((until.replace(day=1) - timedelta(days=1)).replace(day=1))
    changes = table["product_code"].isin(codes)
    dearer = table[changes].assign(valid_from=change, unit_price_e4=lambda t: t["unit_price_e4"] * 104 // 10_000 * 100)
    table.loc[changes, "valid_to"] = change - pd.Timedelta(days=1)
    columns = ["product_code", "product_name", "channel", "unit_price_e4", "valid_from", "valid_to"]
    both = pd.concat([table, dearer]).sort_values(["product_code", "channel", "valid_from"], ignore_index=True)
    return both[[*columns, "gift_buy", "gift_free"]]


def _customers(rng: np.random.Generator, count: int, orders: int, first: date) -> pd.DataFrame:
    channel = rng.choice(CHANNELS, count, p=CHANNEL_SHARES)
    channel[:4] = CHANNELS
    named = _named(rng, channel)
    weight = 1 / (rng.permutation(count) + 4)
    width = max(3, len(str(count)))
    table = pd.DataFrame(
        {
            "customer_code": [f"C{place:0{width}d}" for place in range(1, count + 1)],
            **named,
            "channel": channel,
            "salesperson": [rng.choice(names.SALESPEOPLE[c]) for c in channel],
            "contact": rng.choice(names.SURNAMES, count).astype(object) + rng.choice(names.GIVEN, count).astype(object),
            "phone": [str(13_800_000_001 + place) for place in range(count)],
            "email": [f"c{place:0{width}d}@example.com" for place in range(1, count + 1)],
            "payment_terms": [_terms(rng, c) for c in channel],
            "weight": weight / weight.sum(),
        }
    )
    table.loc[rng.choice(np.arange(4, count), 2, replace=False), ["phone", "address"]] = None
    return _with_credit(rng, table, orders, first)


def _terms(rng: np.random.Generator, channel: str) -> str:
    words, shares = [word for word, _ in TERMS[channel]], [share for _, share in TERMS[channel]]
    return str(rng.choice(words, p=shares))


def _named(rng: np.random.Generator, channel: np.ndarray) -> dict[str, Sequence[str | None]]:
    """Names, aliases (where nobody else could be meant) and addresses, all different."""
    trades = max(map(len, names.TRADES.values()))
    pick = rng.choice(len(names.PLACES) * len(names.BRANDS) * trades, len(channel), replace=False)
    places = [names.PLACES[p // trades % len(names.PLACES)] for p in pick]
    short = [place + names.BRANDS[p // trades // len(names.PLACES)] for place, p in zip(places, pick, strict=True)]
    full = [s + names.TRADES[c][p % trades] for s, c, p in zip(short, channel, pick, strict=True)]
    alone = ~pd.Series(short).duplicated(keep=False)
    aliases = [s if only and p % 3 else None for s, p, only in zip(short, pick, alone, strict=True)]
    where = places, rng.choice(names.STREETS, len(channel)), rng.integers(1, 299, len(channel))
    addresses = [f"{place}市{street} {number} 号" for place, street, number in zip(*where, strict=True)]
    return {"customer_name": full, "aliases": aliases, "address": addresses}


def _with_credit(rng: np.random.Generator, table: pd.DataFrame, orders: int, first: date) -> pd.DataFrame:
    """Credit days, limits and opening balances, as large as a customer's trade suggests (in fen)."""
    count = len(table)
    monthly = table["payment_terms"] == "月结"
    days = np.where(monthly, rng.choice([30, 30, 45, 60], count), np.where(table["payment_terms"] == "定金", 15, 0))
    expected = (
        table["weight"] * orders / 4 * table["channel"].map({"经销": 9e5, "工程": 12e5, "电商": 3e5, "零售": 2e5})
    )
    limit = (expected * 1.3 // 1_000_000 + 3) * 1_000_000
    owed = (expected * rng.uniform(0.3, 1.1, count)).round().astype("int64")
    owes = monthly & (rng.random(count) < 0.6)
    opening = np.where(owes, owed, 0)
    opening[monthly.to_numpy().argmax()] = -126_000
    return table.assign(
        credit_days=days,
        credit_limit_fen=limit.astype("Int64").where(monthly),
        opening_balance_fen=pd.array(opening, dtype="Int64"),
        opening_date=pd.Timestamp(first.year, first.month, 1),
    )
