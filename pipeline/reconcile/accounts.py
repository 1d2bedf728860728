"""Some customers' documents to their goods and accounts, shard by shard, and the union of all shards' answers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.deposits import deposits
from pipeline.reconcile.entries import entries
from pipeline.reconcile.fulfilment import fulfilment
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.open_items import Settlement, settlement
from pipeline.reconcile.order_lines import order_lines
from pipeline.reconcile.order_status import order_status
from pipeline.reconcile.shards import Shard
from pipeline.reconcile.shipped import shipped_lines
from pipeline.reconcile.slip_states import slip_states
from schemas.answers.kind import checked
from schemas.answers.orders import OrderLines, OrderStatus
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.answers.slips import SlipStates
from schemas.answers.statements import Deposits, Entries

Rows = TypeVar("Rows", bound=pd.DataFrame)
Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Spread(Protocol):
    """Where shards are asked.

    Attributes:
        shards: How many there should be at most.
    """

    @property
    def shards(self) -> int:
        """See the attributes."""

    def map(self, function: Callable[[Item], Answer], items: Sequence[Item]) -> Iterable[Answer]:
        """The function's answers in the order of the items."""


class Here:
    """In this process, of all customers at once."""

    shards = 1

    def map(self, function: Callable[[Item], Answer], items: Sequence[Item]) -> Iterable[Answer]:
        """The function's answers in the order of the items."""
        return map(function, items)


HERE = Here()


class Accounts(NamedTuple):
    """What is closed under customer: how far orders and shipments have come, and what is owed for them.

    Attributes:
        settled: What is open on the day that the answers speak for, and what was paid with what.
    """

    fulfilment: DataFrame[Fulfilment]
    shipped: DataFrame[ShippedLines]
    slip_states: DataFrame[SlipStates]
    order_lines: DataFrame[OrderLines]
    order_status: DataFrame[OrderStatus]
    deposits: DataFrame[Deposits]
    entries: DataFrame[Entries]
    settled: Settlement


def accounts(shard: Shard, as_of: date, pick_up_days: int) -> Accounts:
    """The goods and accounts of some customers; what they are does not depend on the others.

    Args:
        shard: Their documents.
        as_of: The day the answers speak for.
        pick_up_days: The last day after 入库日期 on which picking up is in time.
    """
    tables, parties = shard
    parts = fulfilment(tables)
    shipped = shipped_lines(tables, parts)
    states = slip_states(tables)
    lines = order_lines(tables, parts, states)
    orders = order_status(tables, lines, parts, states, as_of)
    held = deposits(tables, shipped, orders, parties, pick_up_days)
    account = entries(tables, shipped, parts, held, parties)
    return Accounts(parts, shipped, states, lines, orders, held, account, settlement(account, parties, as_of))


def united(found: Iterable[Accounts]) -> Accounts:
    """The answers of all shards as one, each table in the order that it has anyway.

    Rows that its order leaves alike are of one document or customer, so of one shard, and stay as they stand.
    """
    first, *others = found
    if not others:
        return first
    parts, shipped, states, lines, orders, held, account, settled = zip(first, *others, strict=True)
    status = merged(orders, "order_date", "order_no")
    return Accounts(
        merged(parts, "ship_date", "shipment_no", "line_no"),
        merged(shipped, "ship_date", "shipment_no", "line_no"),
        merged(states, "ship_date", "shipment_no"),
        in_order_of(status, pd.concat(lines, ignore_index=True)),
        status,
        merged(held, "customer_code"),
        merged(account, "customer_code"),
        Settlement(*(merged(tables, "customer_code") for tables in zip(*settled, strict=True))),
    )


def merged(tables: Iterable[Rows], *place: str) -> Rows:
    """The rows of several tables in the order of some columns."""
    rows = pd.concat(tables, ignore_index=True)
    return rows.sort_values(list(place), kind="stable", ignore_index=True)


def in_order_of(orders: DataFrame[OrderStatus], lines: pd.DataFrame) -> DataFrame[OrderLines]:
    """The lines as their orders stand."""
    place = looked_up(lines["order_no"], pd.Series(orders.index, index=pd.Index(orders["order_no"])))
    return checked(OrderLines, lines.take(place.to_numpy().argsort(kind="stable")))
