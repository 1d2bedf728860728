"""Orders, shipments and returns to what the customers paid: naming shipments, orders, or nothing at all."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipeline.demo.company import Company
from pipeline.demo.days import calendar, in_table, later, numbered
from pipeline.demo.deliveries import Deliveries
from pipeline.demo.sales import Sales

METHODS = ("银行转账", "银行转账", "银行转账", "微信", "支付宝", "现金", "承兑汇票")
COLUMNS = [
    "key",
    "day",
    "customer",
    "customer_code",
    "customer_name",
    "amount_fen",
    "write_off_fen",
    "kind",
    "order_no",
]
"""What every part of a receipt says; `key` tells receipts apart until they have their numbers."""


def receipts(
    company: Company, sold: Sales, made: Deliveries, returned: pd.DataFrame, seed: int, until: date
) -> pd.DataFrame:
    """What came in, and the little that was paid back, up to `until`.

    Who pays before delivery names the order, who pays cash the shipment, who has an account pays a month's goods when
    they are due, late, rounded down, or not at all.

    Returns:
        The columns of the sheet 收款, one row a part of a receipt, in order of receipt_no.
    """
    rng = np.random.default_rng([seed, 6])
    orders, shipments = _orders(sold, made), _shipments(sold, made, returned)
    parts = pd.concat(
        [
            _openings(rng, company),
            _prepaid(rng, orders),
            _deposits(rng, orders),
            _balances(rng, orders),
            _cash(rng, shipments),
            _monthly(rng, company, shipments),
            _freight(rng, shipments),
            _refunds(rng, shipments, returned),
        ],
        ignore_index=True,
    )
    return _registered(rng, parts, until)


def _orders(sold: Sales, made: Deliveries) -> pd.DataFrame:
    """One row an order that was shipped: what it comes to, what left, when first and last (amounts in fen)."""
    shipped = made.heads.groupby("head").agg(
        first_day=("ship_date", "min"), last_day=("ship_date", "max"), goods_fen=("goods_fen", "sum")
    )
    worth = sold.lines.groupby("head")["amount_fen"].sum().rename("worth_fen")
    table = sold.heads.join(worth).join(shipped, how="inner")
    return table.assign(advanced_fen=_advanced(made).groupby(made.heads["head"]).sum().reindex(table.index))


def _advanced(made: Deliveries) -> pd.Series:
    advanced: pd.Series = made.heads["freight_fen"].where(made.heads["freight_terms"] == "垫付").fillna(0)
    return advanced


def _shipments(sold: Sales, made: Deliveries, returned: pd.DataFrame) -> pd.DataFrame:
    """One row a shipment with the terms of its order and what its customer owes for it (fen)."""
    heads = made.heads
    back = returned.groupby("shipment")["amount_fen"].sum().reindex(heads.index, fill_value=0)
    advanced = _advanced(made)
    return heads.assign(
        terms=sold.heads["terms"].iloc[heads["head"]].to_numpy(),
        advanced_fen=advanced,
        back_fen=back,
        due_fen=heads["goods_fen"] + advanced - back,
    )


def _after(days: pd.Series, steps: np.ndarray) -> pd.Series:
    day: pd.Series = days.dt.normalize() + pd.to_timedelta(steps, unit="D")
    return day


def _parts(rows: pd.DataFrame, key: str, day: pd.Series, amount: pd.Series, **more: Any) -> pd.DataFrame:
    """Parts of receipts, each a receipt of its own unless `more` says so; parts of nothing are left out."""
    table = rows.assign(day=day, amount_fen=amount, key=key + pd.Series(rows.index.astype("str"), index=rows.index))
    table = table.assign(**{"write_off_fen": 0, "kind": "货款", **more})
    wanted = [*COLUMNS, "shipment_no"] if "shipment_no" in table.columns else COLUMNS
    return table.loc[table["amount_fen"].fillna(0) != 0, wanted]


def _openings(rng: np.random.Generator, company: Company) -> pd.DataFrame:
    """Most of what was owed when we began came in within six weeks."""
    owing = company.customers[company.customers["opening_balance_fen"] > 0]
    owing = owing[rng.random(len(owing)) < 0.85]
    day = _after(owing["opening_date"], rng.integers(16, 60, len(owing)))
    return _parts(owing.assign(customer=owing.index, order_no=None), "期初", day, owing["opening_balance_fen"])


def _prepaid(rng: np.random.Generator, orders: pd.DataFrame) -> pd.DataFrame:
    """Paid in full before delivery; three in a hundred a few days after."""
    rows = orders[orders["terms"] == "款到发货"]
    before = np.maximum(rows["order_date"].dt.normalize(), _after(rows["first_day"], -rng.integers(0, 2, len(rows))))
    after = _after(rows["first_day"], rng.integers(2, 7, len(rows)))
    return _parts(rows, "款到", before.mask(rng.random(len(rows)) < 0.03, after), rows["worth_fen"])


def _deposit_fen(orders: pd.DataFrame) -> pd.Series:
    """Thirty per cent, rounded up to a hundred yuan."""
    deposit: pd.Series = (orders["worth_fen"] * 30 // 1_000_000 + 1) * 10_000
    return deposit.where(deposit < orders["worth_fen"], orders["worth_fen"])


def _deposits(rng: np.random.Generator, orders: pd.DataFrame) -> pd.DataFrame:
    """A deposit before the first delivery; six in a hundred forget it."""
    rows = orders[orders["terms"] == "定金"]
    day = _after(rows["order_date"], rng.integers(0, 3, len(rows)))
    day = day.where(day <= rows["first_day"], rows["first_day"])
    amount = _deposit_fen(rows).where(rng.random(len(rows)) > 0.06, 0)
    return _parts(rows, "定金", day, amount, kind="定金")


def _balances(rng: np.random.Generator, orders: pd.DataFrame) -> pd.DataFrame:
    """The rest of a deposit order, some weeks after the last delivery."""
    rows = orders[orders["terms"] == "定金"]
    rest = rows["goods_fen"] + rows["advanced_fen"] - _deposit_fen(rows)
    day = _after(rows["last_day"], rng.integers(10, 32, len(rows)))
    return _parts(rows, "尾款", day, rest.where((rest > 0) & (rng.random(len(rows)) > 0.1), 0))


def _cash(rng: np.random.Generator, shipments: pd.DataFrame) -> pd.DataFrame:
    """Cash within days; the odd yuan are let off now and then, once in a while too much of them."""
    rows = shipments[shipments["terms"] == "现结"]
    steps = np.where(rng.random(len(rows)) < 0.06, rng.integers(12, 40, len(rows)), rng.integers(0, 5, len(rows)))
    drawn = rng.random(len(rows))
    due = rows["goods_fen"] + rows["advanced_fen"]
    odd = (due % 1000).where(drawn < 0.12, (due % 5000).where(drawn > 0.985, 0)).where(due > 20_000, 0)
    never = rng.random(len(rows)) < 0.03
    return _parts(
        rows.assign(order_no=None),
        "现结",
        _after(rows["ship_date"], steps),
        (due - odd).mask(never, 0),
        write_off_fen=odd,
    )


def _monthly(rng: np.random.Generator, company: Company, shipments: pd.DataFrame) -> pd.DataFrame:
    """A month's goods of one customer when due: by shipment, by order, or one round sum that names nothing."""
    rows = shipments[(shipments["terms"] == "月结") & (shipments["customer"] >= 0)]
    month_end = rows["ship_date"] + pd.offsets.MonthEnd(0)
    rows = rows.assign(month=rows.groupby([rows["customer"], month_end]).ngroup(), month_end=month_end)
    months = rows.groupby("month").agg(
        month_end=("month_end", "first"),
        customer=("customer", "first"),
        due_fen=("due_fen", "sum"),
        customer_code=("customer_code", "first"),
        customer_name=("customer_name", "first"),
    )
    count = len(months)
    late = np.where(rng.random(count) < 0.08, rng.integers(25, 60, count), rng.integers(-5, 12, count))
    credit = company.customers["credit_days"].to_numpy()[months["customer"]]
    months["day"] = _after(months["month_end"], credit + late).mask(rng.random(count) < 0.04)
    months["how"] = rng.choice(["nothing", "shipments", "orders"], count, p=[0.5, 0.3, 0.2])
    return pd.concat([_round_sums(rng, months), *_itemised(rows, months)], ignore_index=True)


def _round_sums(rng: np.random.Generator, months: pd.DataFrame) -> pd.DataFrame:
    rows = months[(months["how"] == "nothing") & (months["due_fen"] > 0)]
    drawn = rng.random(len(rows))
    odd, less = (rows["due_fen"] % 1000).where(drawn < 0.2, 0), (rows["due_fen"] % 100_000).where(drawn > 0.7, 0)
    return _parts(rows.assign(order_no=None), "月结", rows["day"], rows["due_fen"] - odd - less, write_off_fen=odd)


def _itemised(rows: pd.DataFrame, months: pd.DataFrame) -> list[pd.DataFrame]:
    """The parts of the receipts that name shipments, and of those that name orders."""
    said = months[["day", "how"]].reindex(rows["month"]).set_index(rows.index)
    rows = rows.assign(day=said["day"], how=said["how"], due_fen=rows["due_fen"].clip(lower=0))
    by_shipment = rows[rows["how"] == "shipments"].assign(order_no=None)
    by_order = (
        rows[rows["how"] == "orders"]
        .drop(columns="shipment_no")
        .groupby(["month", "order_no"], as_index=False)
        .agg(dict.fromkeys(("day", "customer", "customer_code", "customer_name"), "first") | {"due_fen": "sum"})
    )
    return [
        _parts(table, "月结", table["day"], table["due_fen"]).assign(key="月结" + table["month"].astype("str"))
        for table in (by_shipment, by_order)
    ]


def _freight(rng: np.random.Generator, shipments: pd.DataFrame) -> pd.DataFrame:
    """Most of what was advanced for customers who had paid beforehand comes in within days."""
    rows = shipments[(shipments["terms"] == "款到发货") & (shipments["advanced_fen"] > 0)]
    day = _after(rows["ship_date"], rng.integers(2, 12, len(rows)))
    amount = rows["advanced_fen"].where(rng.random(len(rows)) < 0.7, 0)
    return _parts(rows.assign(order_no=None), "运费", day, amount, kind="运费")


def _refunds(rng: np.random.Generator, shipments: pd.DataFrame, returned: pd.DataFrame) -> pd.DataFrame:
    """What came back of goods already paid for is mostly paid back."""
    days = returned.groupby("shipment")["return_date"].max().reindex(shipments.index)
    rows = shipments[shipments["terms"].isin(["现结", "款到发货"]) & (shipments["back_fen"] > 0)]
    rows = rows[rng.random(len(rows)) < 0.7]
    day = _after(days[rows.index], rng.integers(3, 9, len(rows)))
    return _parts(rows.assign(order_no=None), "退款", day, -rows["back_fen"])


def _registered(rng: np.random.Generator, parts: pd.DataFrame, until: date) -> pd.DataFrame:
    """The parts up to `until` on working days, numbered, with how they came and why less than due came."""
    parts = parts[parts["day"] <= pd.Timestamp(until)].reset_index(drop=True)
    banked = in_table(later(parts["day"].to_numpy(), np.zeros(len(parts), dtype=int), calendar(until, until)))
    parts["received_date"] = banked.where(banked <= pd.Timestamp(until), parts["day"])
    parts = parts.sort_values(["received_date", "key", "shipment_no", "order_no"], kind="stable", ignore_index=True)
    heads = parts.drop_duplicates("key")
    numbers = pd.Series(numbered("SK", heads["received_date"]).to_numpy(), index=heads["key"])
    methods = pd.Series(rng.choice(METHODS, len(heads)), index=heads["key"])
    reasons = [parts["amount_fen"] < 0, parts["write_off_fen"] > 0]
    remark = pd.Series(np.select(reasons, ["退货退款", "零头抹去"], ""), dtype="str")
    parts = parts.assign(
        receipt_no=parts["key"].map(numbers), method=parts["key"].map(methods), remark=remark.mask(remark == "")
    )
    named = rng.permutation(parts.index[parts["shipment_no"].notna() & (parts["amount_fen"] > 0)].to_numpy(copy=True))
    parts.loc[named[: max(1, len(parts) // 400)], "shipment_no"] = parts["shipment_no"].str.replace(
        "-0", "-8", regex=False
    )
    return parts.drop(columns=["key", "day"])
