"""The company to its orders: who ordered what on which day, at which price and with which gifts."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from pipeline.demo import names
from pipeline.demo.company import Company
from pipeline.demo.days import calendar, in_table, later, numbered, working_days
from schemas.exact import fen, product_e7

LINES = (1, 2, 3, 4, 5)
LINE_SHARES = (0.34, 0.3, 0.2, 0.1, 0.06)
BOXES = {"经销": (1, 8), "工程": (2, 14), "电商": (1, 3), "零售": (1, 3)}
"""How many boxes of a product one line has, from and to, by channel."""
STRANGERS = ("沙棠五金店", "小满日杂")
"""Customers who ordered and are in no master."""


@dataclass(frozen=True)
class Sales:
    """What was ordered.

    Attributes:
        heads: One row an order, in the order of their numbers, with the document-level columns of the sheet 订单 and
            `channel`, `terms` (the customer's), `customer` (its place in the master; -1 for a stranger).
        lines: One row an order line, in the order of the sheet, with `head` (the order's place in `heads`) and the
            line's own columns.
    """

    heads: pd.DataFrame
    lines: pd.DataFrame


def sales(company: Company, orders: int, seed: int, first: date, until: date) -> Sales:
    """The orders between two days; about two per cent of the lines are below policy, about three of the gifts wrong."""
    rng = np.random.default_rng([seed, 2])
    heads = _heads(rng, company, orders, first, until)
    return Sales(heads, _lines(rng, company, heads))


def _heads(rng: np.random.Generator, company: Company, orders: int, first: date, until: date) -> pd.DataFrame:
    days = np.sort(rng.choice(working_days(first, until), orders))
    minutes = rng.integers(8 * 60 + 30, 17 * 60 + 30, orders)
    moments = np.sort(days + minutes.astype("timedelta64[m]")).astype("datetime64[us]")
    who = rng.choice(len(company.customers), orders, p=company.customers["weight"].to_numpy())
    columns = ["customer_code", "customer_name", "channel", "salesperson", "contact", "phone", "address"]
    known = company.customers[[*columns, "payment_terms"]].iloc[who].reset_index(drop=True)
    heads = known.assign(
        order_date=moments, customer=who, terms=known["payment_terms"], confirmed_by=known["salesperson"]
    )
    heads.insert(0, "order_no", numbered("SO", heads["order_date"].dt.normalize()))
    heads["priority"] = rng.choice(["普通", "特殊", "紧急"], orders, p=[0.86, 0.1, 0.04])
    due = heads["order_date"].dt.normalize() + pd.to_timedelta(rng.integers(7, 18, orders), unit="D")
    heads["due_date"] = due.mask(rng.random(orders) < 0.04)
    po = "PO-" + pd.Series(rng.integers(10_000, 99_999, orders)).astype("str")
    heads["customer_po"] = po.where((heads["channel"] == "工程") & (rng.random(orders) < 0.8))
    return _reviewed(rng, _with_strangers(rng, _with_news(rng, heads)), first, until)


def _with_news(rng: np.random.Generator, heads: pd.DataFrame) -> pd.DataFrame:
    """Half the orders repeat contact, phone and address; one in fifty gives one of them anew."""
    orders = len(heads)
    silent = rng.random(orders) < 0.5
    heads.loc[silent, ["contact", "phone", "address"]] = None
    news = rng.random(orders)
    phones = (13_900_000_001 + pd.Series(rng.integers(0, 999, orders))).astype("str")
    people = pd.Series(rng.choice(names.SURNAMES, orders) + rng.choice(names.GIVEN, orders))
    return heads.assign(
        phone=heads["phone"].mask(news < 0.012, phones), contact=heads["contact"].mask(news > 0.99, people)
    )


def _with_strangers(rng: np.random.Generator, heads: pd.DataFrame) -> pd.DataFrame:
    """One order in 150, and at least one, comes from somebody who is in no master."""
    places = rng.choice(len(heads), max(1, len(heads) // 150), replace=False)
    heads.loc[places, ["customer_code", "contact", "phone", "address"]] = None
    heads.loc[places, "customer_name"] = rng.choice(STRANGERS, len(places))
    heads.loc[places, "customer"] = -1
    heads.loc[places, ["terms", "payment_terms"]] = "现结"
    return heads


def _reviewed(rng: np.random.Generator, heads: pd.DataFrame, first: date, until: date) -> pd.DataFrame:
    """Most are approved within hours; three in a hundred a day or two too late, the newest not yet."""
    orders = len(heads)
    placed = heads["order_date"]
    quick = heads["priority"].map({"普通": 240, "特殊": 150, "紧急": 70}).to_numpy()
    same_day = placed + pd.to_timedelta((rng.random(orders) * quick).astype("int64") + 5, unit="m")
    next_day = in_table(later(placed.to_numpy(), rng.integers(2, 5, orders), calendar(first, until)))
    next_day += pd.to_timedelta(rng.integers(540, 1000, orders), unit="m")
    reviewed = same_day.mask(rng.random(orders) < 0.03, next_day).dt.floor("min")
    drawn = rng.random(orders)
    status = pd.Series(np.select([drawn < 0.02, drawn < 0.035], ["已取消", "已驳回"], "已审批"), dtype="str")
    last_day = pd.Timestamp(until)
    waiting = (reviewed > last_day + pd.Timedelta(hours=17)) | ((placed >= last_day) & (drawn > 0.4))
    return heads.assign(
        review_status=status.mask(waiting, "待审批"), reviewed_at=reviewed.astype("datetime64[us]").mask(waiting)
    )


def _lines(rng: np.random.Generator, company: Company, heads: pd.DataFrame) -> pd.DataFrame:
    count = rng.choice(LINES, len(heads), p=LINE_SHARES)
    head = np.repeat(np.arange(len(heads)), count)
    place = np.arange(len(head)) - np.repeat(np.cumsum(count) - count, count)
    goods = len(company.products)
    # A step that has no divisor in common with the number of goods never meets one twice in an order.
    steps = np.array([step for step in range(1, goods) if np.gcd(step, goods) == 1])
    start, step = rng.integers(0, goods, len(heads)), rng.choice(steps, len(heads))
    product = (start[head] + place * step[head]) % goods
    columns = ["product_code", "product_name", "spec", "unit", "list_price_e4", "box", "decimals"]
    lines = company.products[columns].iloc[product].reset_index(drop=True).assign(head=head)
    lines["channel"] = heads["channel"].to_numpy()[head]
    lines["day"] = heads["order_date"].dt.normalize().to_numpy()[head]
    paid = _priced(rng, company, _counted(rng, lines)).assign(is_gift=False)
    both = pd.concat([paid, _gifts(rng, paid)]).sort_values(["head", "is_gift"], kind="stable", ignore_index=True)
    both["line_no"] = (both.groupby("head").cumcount() + 1).astype("Int64")
    both["amount_fen"] = fen(product_e7(both["quantity_e3"], both["unit_price_e4"])).astype("Int64")
    return both.drop(columns=["list_price_e4", "box", "decimals", "channel", "day", "gift_buy", "gift_free"])


def _counted(rng: np.random.Generator, lines: pd.DataFrame) -> pd.DataFrame:
    """Whole boxes or halves of them; what is sold by the metre now and then by half a metre."""
    low, high = (lines["channel"].map({c: span[end] for c, span in BOXES.items()}).to_numpy() for end in (0, 1))
    halves = rng.integers(2 * low, 2 * high + 1)
    quantity = np.maximum(halves * lines["box"].to_numpy() // 2, 1) * 1000
    odd = lines["decimals"].to_numpy(dtype=bool) & (rng.random(len(lines)) < 0.3)
    return lines.assign(quantity_e3=pd.array(quantity + np.where(odd, 500, 0), dtype="Int64"))


def _priced(rng: np.random.Generator, company: Company, lines: pd.DataFrame) -> pd.DataFrame:
    """At the policy of the day or up to a tenth above, in whole fen; two in a hundred below."""
    policies = company.prices.rename(columns={"unit_price_e4": "policy_e4"}).drop(columns="product_name")
    options = lines.assign(line=np.arange(len(lines)))[["line", "product_code", "channel", "day"]].merge(
        policies, on=["product_code", "channel"], validate="many_to_many"
    )
    in_force = (options["valid_from"] <= options["day"]) & (
        options["valid_to"].isna() | (options["day"] <= options["valid_to"])
    )
    policy = options[in_force].set_index("line")[["policy_e4", "gift_buy", "gift_free"]].reindex(np.arange(len(lines)))
    floor = policy["policy_e4"].fillna(lines["list_price_e4"]).to_numpy(dtype="int64")
    percent = np.where(rng.random(len(lines)) < 0.45, 100, rng.integers(100, 111, len(lines)))
    percent = np.where(rng.random(len(lines)) < 0.015, rng.integers(88, 97, len(lines)), percent)
    price = np.where(percent >= 100, -(-floor * percent // 10_000), floor * percent // 10_000) * 100
    gifts = {name: policy[name].to_numpy() for name in ("gift_buy", "gift_free")}
    return lines.assign(unit_price_e4=pd.array(price, dtype="Int64"), **gifts)


def _gifts(rng: np.random.Generator, paid: pd.DataFrame) -> pd.DataFrame:
    """The gift lines that the policies ask for; three in a hundred miss one piece, or are forgotten."""
    rule = paid[paid["gift_buy"].notna()]
    pieces = (rule["quantity_e3"] // 1000 // rule["gift_buy"].astype("Int64")) * rule["gift_free"].astype("Int64")
    pieces = pieces.mask(rng.random(len(rule)) < 0.03, pieces - 1)
    gifts = rule.assign(quantity_e3=pieces * 1000, unit_price_e4=pd.array([0] * len(rule), dtype="Int64"), is_gift=True)
    return gifts[gifts["quantity_e3"] > 0]
