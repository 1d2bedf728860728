"""The answers of a run to what is open of each salesperson's, taken apart so that nobody sees another's."""

from typing import NamedTuple

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.order_lines import DEAD
from pipeline.reconcile.outstanding import of_shipments
from pipeline.reconcile.salespeople import one_spelling, sellers_of_customers, sellers_of_shipments
from pipeline.reconcile.statement_totals import AGES, by_customer, figure
from schemas.answers.exceptions import Exceptions
from schemas.answers.kind import checked, nothing
from schemas.answers.orders import OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.shipped import ShippedLines
from schemas.answers.slices import CustomerBalances, OpenOrders, OwnExceptions, OwnSlips
from schemas.answers.slips import OutstandingSlips
from schemas.answers.statements import Deposits, OpenItems
from schemas.choices import Category, Stage
from schemas.sentences.exceptions import EXCEPTIONS, NOT_RECORDED
from schemas.words import Lang

DONE = (Stage.COMPLETED.value, *DEAD)
NAMES_OTHERS = ("E203", "E403", "E407", "E602", "E705", "E901", "E902", "E903", "E904")
"""Exceptions whose sentence quotes a document, customer or file beside their own, which may be somebody else's."""

SOLD = ["document", "name"]
NAMES_ORDERS = ("E404", "E405", "E406", "E601", "E702")
"""Those that name all orders of a shipment or customer."""


class Slices(NamedTuple):
    """What is open, each row with its `owner`; a row is one person's and no other's."""

    orders: DataFrame[OpenOrders]
    slips: DataFrame[OwnSlips]
    exceptions: DataFrame[OwnExceptions]
    balances: DataFrame[CustomerBalances]


NO_SLICES = Slices(nothing(OpenOrders), nothing(OwnSlips), nothing(OwnExceptions), nothing(CustomerBalances))


def slices(
    orders: DataFrame[OrderStatus],
    shipped: DataFrame[ShippedLines],
    outstanding: DataFrame[OutstandingSlips],
    exceptions: DataFrame[Exceptions],
    parties: DataFrame[Parties],
    open_items: DataFrame[OpenItems],
    held: DataFrame[Deposits],
    lang: Lang = "zh",
) -> Slices:
    """Open orders, outstanding slips, open exceptions and customers' balances, each row with the one whose it is.

    An order is its salesperson's, a slip its shipment's, an exception that of its document; what names nobody is the
    one's who sells to the customer: as the master says, else as its latest order does. The rest is 未登记. Names that
    differ by spaces or width are one person's.

    Args:
        orders: One row an order.
        shipped: One row a shipment line.
        outstanding: One row a slip to chase.
        exceptions: One row an open exception.
        parties: One row a customer.
        open_items: What is not settled on the day.
        held: One row a change of the deposits held.
        lang: The language of 未登记 and of what is left of a sentence.

    Returns:
        The rows of the lists, in their order; all of them, and none twice.

    Source:
        Issue 5, "Slices to send".
    """
    sellers = sellers_of_customers(parties, orders)
    unfinished = orders[~orders["stage"].isin(DONE)]
    balances = balances_of(parties, open_items, held, outstanding)
    sold = sellers_of_shipments(shipped)
    of_shipment = looked_up(exceptions["document_no"], sold)
    # A confirmation of an order is chased with the one who sold it; the slips of a shipment with its driver or carrier.
    of_slips = (exceptions["category"] == Category.SLIP.value) & among(
        exceptions["document_no"], shipped["shipment_no"]
    )
    named: tuple[tuple[pd.DataFrame, pd.Series], ...] = (
        (unfinished, unfinished["salesperson"]),
        (outstanding, outstanding["salesperson"]),
        (exceptions, exceptions["responsible"].mask(of_slips, of_shipment)),
        (balances, pd.Series(None, index=balances.index, dtype="str")),
    )
    whose = [names.fillna(looked_up(rows["customer_code"], sellers)) for rows, names in named]
    mine, slips, found, owed = (
        rows.assign(owner=owner.fillna(NOT_RECORDED.in_(lang)))
        for (rows, _), owner in zip(named, one_spelling(*whose), strict=True)
    )
    return Slices(
        checked(OpenOrders, signed_by_owner(mine, lang)),
        checked(OwnSlips, with_own_orders(signed_by_owner(slips, lang), shipped)),
        checked(OwnExceptions, without_others(found, shared(found, orders, shipped, sellers), lang)),
        checked(CustomerBalances, owed),
    )


def balances_of(
    parties: DataFrame[Parties],
    open_items: DataFrame[OpenItems],
    held: DataFrame[Deposits],
    outstanding: DataFrame[OutstandingSlips],
) -> pd.DataFrame:
    """What each customer owes by age, what is held of its deposits, and how many of its slips are not back."""
    code, left = parties["customer_code"], open_items["open_fen"]
    found = parties.assign(
        **{name: by_customer(code, open_items, left, age.value, "ageing") for name, age in AGES.items()},
        balance_fen=figure(code, left.groupby(open_items["customer_code"]).sum()),
        deposit_held_fen=figure(code, held.groupby("customer_code")["held_fen"].sum()),
        outstanding_count=figure(code, of_shipments(outstanding)["customer_code"].value_counts()),
    )
    anything = (found[[*AGES, "deposit_held_fen", "outstanding_count"]] != 0).any(axis=1)
    return found[anything].sort_values(["balance_fen", "customer_code"], ascending=[False, True], ignore_index=True)


def signed_by_owner(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The rows with their owner's one spelling as 业务员; blank where it is nobody's."""
    return rows.assign(salesperson=rows["owner"].mask(rows["owner"] == NOT_RECORDED.in_(lang)))


def with_own_orders(slips: pd.DataFrame, shipped: DataFrame[ShippedLines]) -> pd.DataFrame:
    """The slips naming only the orders of their owner; a shipment may be of several people's."""
    (seller,) = one_spelling(shipped["salesperson"].where(shipped["order_no"].notna()))
    lines = shipped[["shipment_no", "order_no"]].assign(owner=seller)
    pairs = lines[among(lines["shipment_no"], slips["shipment_no"])].dropna().drop_duplicates()
    several = pairs[pairs["shipment_no"].duplicated(keep=False)]
    own = several.groupby(["shipment_no", "owner"], sort=False)["order_no"].agg("、".join).rename("own").reset_index()
    rows = slips.merge(own, on=["shipment_no", "owner"], how="left", validate="many_to_one")
    return rows.assign(order_no=rows["own"].astype("str").fillna(rows["order_no"]))


def shared(
    found: pd.DataFrame, orders: DataFrame[OrderStatus], shipped: DataFrame[ShippedLines], sellers: pd.Series
) -> pd.Series:
    """The shipments and customers with an exception that more than one salesperson has orders of."""
    sold = (
        shipped[["shipment_no", "salesperson"]].set_axis(SOLD, axis="columns"),
        orders[["customer_code", "salesperson"]].set_axis(SOLD, axis="columns"),
        sellers.rename_axis("document").rename("name").reset_index(),
    )
    theirs = pd.concat([rows[among(rows["document"], found["document_no"])] for rows in sold], ignore_index=True)
    (name,) = one_spelling(theirs["name"])
    pairs = theirs.assign(name=name).dropna().drop_duplicates()
    return pairs.loc[pairs["document"].duplicated(), "document"]


def without_others(found: pd.DataFrame, several: pd.Series, lang: Lang) -> pd.DataFrame:
    """The exceptions, of those that may name others' documents only the rule's title.

    Args:
        found: One row an exception, with its owner.
        several: The shipments and customers of more than one salesperson.
        lang: The language of the title.
    """
    title = found["code"].map({code: said.title.in_(lang) for code, said in EXCEPTIONS.items()}).astype("str")
    orders_too = found["code"].isin(NAMES_ORDERS) & among(found["document_no"], several)
    title = title.where(found["code"].isin(NAMES_OTHERS) | orders_too)
    return found.assign(
        description=title.fillna(found["description"]),
        advice=found["advice"].mask(title.notna()),
        responsible=found["responsible"].mask(title.notna(), found["owner"]),
    )
