"""价格: prices below the policy, products without one, gifts that don't fit it, goods without a price."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.beside import beside
from pipeline.reconcile.compared import compared
from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import findings, of_orders, per_document
from pipeline.reconcile.lookup import looked_up
from schemas.answers.exceptions import Findings
from schemas.answers.orders import OrderLines, OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.shipped import ShippedLines
from schemas.choices import CALLED_OFF, Level
from schemas.exact import fen, product_e7

THOUSAND = 1000
"""A quantity is held in thousandths."""

SAID = ("order_no", "product_code", "product_name", "quantity_e3", "unit_price_e4", "amount_fen", "is_gift", "source")
"""What the rules look at in an order line."""


def prices_below_policy(priced: pd.DataFrame, order_status: DataFrame[OrderStatus]) -> DataFrame[Findings]:
    """E301: orders with a unit price below the policy in force on the order's day for the customer's channel.

    Gifts, products without a code and cancelled or rejected orders are left out; at the policy price is allowed.

    Args:
        priced: As `priced_lines` gives them: one row an order line beside the policy in force.
        order_status: One row an order.

    Returns:
        One row an order, by number; the amount is what the goods would fetch more at policy prices.

    Source:
        CONTRACT 3, prices; CONTRACT 6, E301.
    """
    below = priced[_paid(priced) & (priced["unit_price_e4"] < priced["policy_price_e4"]).fillna(False)]
    lost = fen(product_e7(below["quantity_e3"], below["policy_price_e4"] - below["unit_price_e4"]))
    below = below.assign(amount_fen=lost.astype("Int64"))
    rows = of_orders(per_document(below, "order_no"), order_status)
    facts = {
        "order_date": wording.day(rows["order_date"]),
        "products": looked_up(rows["document_no"], wording.items(below, "order_no", wording.product(below))),
        "unit_price": wording.price(rows["unit_price_e4"]),
        "policy_price": wording.price(rows["policy_price_e4"]),
    }
    return findings("E301", rows, Level.HIGH.value, facts)


def products_without_policy(
    priced: pd.DataFrame, order_status: DataFrame[OrderStatus], prices: pd.DataFrame
) -> DataFrame[Findings]:
    """E302: orders for a product with a code that no policy has a price for, on that day and in that channel.

    Gifts and cancelled or rejected orders are left out. Where no policy at all is on file, nothing is found.

    Args:
        priced: As `priced_lines` gives them: one row an order line beside the policy in force.
        order_status: One row an order.
        prices: One row a policy.

    Returns:
        One row an order, by number; the amount is that of the lines without a policy.

    Source:
        CONTRACT 6, E302.
    """
    without = priced[_paid(priced) & priced["policy_price_e4"].isna()] if len(prices) else priced.iloc[:0]
    rows = of_orders(per_document(without, "order_no"), order_status)
    facts = {
        "order_date": wording.day(rows["order_date"]),
        "products": looked_up(rows["document_no"], wording.items(without, "order_no", wording.product(without))),
    }
    return findings("E302", rows, Level.LOW.value, facts)


def gifts_off_policy(priced: pd.DataFrame, order_status: DataFrame[OrderStatus]) -> DataFrame[Findings]:
    """E303: orders whose gifts of a product differ from ⌊paid quantity / N⌋ × M of the policy in force.

    Too few as well as too many. A policy without a gift rule judges nothing; cancelled or rejected orders are left out.

    Args:
        priced: As `priced_lines` gives them: one row an order line beside the policy in force.
        order_status: One row an order.

    Returns:
        One row an order, by number; the amount is the difference at policy prices, whichever way it goes.

    Source:
        CONTRACT 6, E303.
    """
    lines = priced.dropna(subset="gift_buy")
    gift = lines["is_gift"].fillna(False)
    lines = lines.assign(paid_e3=lines["quantity_e3"].mask(gift, 0), gift_e3=lines["quantity_e3"].where(gift, 0))
    lines = lines.assign(product=wording.product(lines))
    key = ["order_no", "code"]
    kept = ["order_date", "product"]
    grouped = lines.groupby(key)
    sums = grouped[["paid_e3", "gift_e3"]].sum()
    policy = grouped[[*kept, "gift_buy", "gift_free", "policy_price_e4"]].first()
    by_pair = lines.assign(pair=grouped.ngroup()).dropna(subset="pair").sort_values("pair", kind="stable")
    source = wording.listed(by_pair["source"], by_pair["pair"], "; ").to_numpy()
    told = policy.join(sums, validate="one_to_one").assign(source=source).reset_index()
    told["due_e3"] = told["paid_e3"] // (told["gift_buy"] * THOUSAND) * told["gift_free"] * THOUSAND
    off = told[told["gift_e3"] != told["due_e3"]]
    apart = fen(product_e7((off["gift_e3"] - off["due_e3"]).abs(), off["policy_price_e4"]))
    off = off.assign(amount_fen=apart.astype("Int64"))
    rows = of_orders(per_document(off, "order_no"), order_status)
    facts = {
        "products": looked_up(rows["document_no"], wording.items(off, "order_no", off["product"])),
        "paid": wording.quantity(rows["paid_e3"]),
        "buy": wording.count(rows["gift_buy"]),
        "free": wording.count(rows["gift_free"]),
        "due": wording.quantity(rows["due_e3"]),
        "gift": wording.quantity(rows["gift_e3"]),
    }
    return findings("E303", rows, Level.MEDIUM.value, facts)


def shipped_without_price(shipped: DataFrame[ShippedLines]) -> DataFrame[Findings]:
    """E304: shipments with a line whose unit price neither the shipment nor the order knows; it stands at 0.

    Args:
        shipped: One row a shipment line.

    Returns:
        One row a shipment, by number; what is at stake nobody knows, so the amount is blank.

    Source:
        CONTRACT 4, the table of kinds; CONTRACT 6, E304.
    """
    unknown = shipped[~shipped["price_known"].fillna(False) & ~shipped["is_gift"].fillna(False)]
    rows = per_document(unknown, "shipment_no")
    rows = rows.drop(columns="amount_fen").assign(responsible=rows["salesperson"])
    facts = {
        "ship_date": wording.day(rows["ship_date"]),
        "products": looked_up(rows["document_no"], wording.items(unknown, "shipment_no", wording.product(unknown))),
    }
    return findings("E304", rows, Level.HIGH.value, facts)


def priced_lines(
    order_lines: DataFrame[OrderLines],
    order_status: DataFrame[OrderStatus],
    parties: DataFrame[Parties],
    prices: pd.DataFrame,
) -> pd.DataFrame:
    """The lines that a price policy judges, each beside the policy in force.

    In force is the policy of the customer's channel before one for every channel, then the latest that is valid on
    the order's day, the last day included. Channels are compared after NFKC.

    Args:
        order_lines: One row an order line.
        order_status: One row an order.
        parties: One row a customer, with the channel.
        prices: One row a policy.

    Returns:
        One row a line of a product with a code in an order neither cancelled nor rejected, as the lines stand:
        `policy_price_e4`, `gift_buy`, `gift_free`, missing where no policy is in force; `order_date`.

    Source:
        CONTRACT 3, "In force"; CONTRACT 6, "Cancelled and rejected orders".
    """
    head = ["order_no", "customer_code", "order_date"]
    orders = order_status.loc[~order_status["review_status"].isin(CALLED_OFF), head].merge(
        parties[["customer_code", "channel"]], on="customer_code", how="left", validate="many_to_one"
    )
    orders = orders.drop(columns="customer_code").assign(channel=compared(orders["channel"]))
    coded = order_lines[list(SAID)].assign(code=compared(order_lines["product_code"])).dropna(subset="code")
    lines = beside(coded, orders, "order_no")
    return lines.join(_policies(lines, prices))


def _policies(lines: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """At most one policy a line, on the index of the lines: `policy_price_e4`, `gift_buy`, `gift_free`."""
    terms = ["unit_price_e4", "valid_from", "valid_to", "gift_buy", "gift_free"]
    told = prices[terms].rename(columns={"unit_price_e4": "policy_price_e4"})
    code, channel = compared(prices["product_code"]), compared(prices["channel"])
    told = told.assign(code=_numbers(code, code), for_channel=_numbers(channel, channel), for_all=channel.isna())
    asked = pd.DataFrame(
        {
            "code": _numbers(lines["code"], code),
            "channel": _numbers(lines["channel"], channel),
            "day": lines["order_date"].dt.normalize(),
        }
    )
    # Many lines ask the same; many policies may answer, and the best one of each question is picked below.
    question = asked.groupby(list(asked), dropna=False, sort=False).ngroup()
    questions = asked.assign(question=question).drop_duplicates("question").dropna(subset="code")
    met = questions.merge(told, on="code", how="inner", validate="many_to_many")
    valid = (met["valid_from"] <= met["day"]) & ((met["day"] <= met["valid_to"]) | met["valid_to"].isna())
    own = met["for_channel"] == met["channel"]
    open_to = met.assign(own=own)[valid & (own | met["for_all"])]
    ranked = open_to.sort_values(["question", "own", "valid_from"], kind="stable")
    best = ranked.drop_duplicates("question", keep="last").set_index("question")
    return best[["policy_price_e4", "gift_buy", "gift_free"]].reindex(question).set_axis(lines.index)


def _numbers(texts: pd.Series, known: pd.Series) -> pd.Series:
    """Each text as the number of that one among the known; blank where it is blank or none of them."""
    distinct = known.dropna().unique()
    return looked_up(texts, pd.Series(range(len(distinct)), index=pd.Index(distinct, dtype="str")))


def _paid(lines: pd.DataFrame) -> pd.Series:
    """Which of the lines are no gifts."""
    paid: pd.Series = ~lines["is_gift"].fillna(False)
    return paid
