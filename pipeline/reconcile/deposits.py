"""Deposits to what is held of them, and to what is applied once their order is completely shipped."""

from collections.abc import Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import posted, since_opening
from pipeline.reconcile.deposit_forfeits import not_set_off
from pipeline.reconcile.exceptions.wording import listed
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.lookup import among
from pipeline.reconcile.receipts import parts
from schemas.answers.kind import checked
from schemas.answers.orders import OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.shipped import ShippedLines
from schemas.answers.statements import Deposits
from schemas.choices import LineKind, ReceiptKind

ORDER = ["customer_code", "order_no"]


def deposits(
    tables: Mapping[str, pd.DataFrame],
    shipped: DataFrame[ShippedLines],
    order_status: DataFrame[OrderStatus],
    parties: DataFrame[Parties],
    pick_up_days: int = Limits.pick_up_days,
) -> DataFrame[Deposits]:
    """What was paid in as deposit, and what of it was applied, day by day.

    A deposit is held for the order it names; one that names none, or none of that customer's on file, is only held.
    What is paid after the order is completely shipped applies on its own day, what was paid before on that day; so
    a later document never changes an earlier month. What is applied never exceeds what is held, nor the goods
    shipped of the order to that customer by then; a deposit paid back later is taken off again. An order under 定金
    that was picked up more than `pick_up_days` after its 入库日期 has none applied: its deposits stay held.

    Args:
        tables: As `resolved` gives them; one row a part of a receipt, amounts in fen.
        shipped: One row a shipment line; goods that are not on the order are none of it.
        order_status: One row an order; `completed_on` is blank until it is completely shipped.
        parties: One row a customer; what is dated before its opening date is left out.
        pick_up_days: The last day after 入库日期 on which picking up is in time.

    Returns:
        One row a deposit's row, and one an order and day on which some is applied, under the order's number. Order:
        customer_code, date, order_no, paid in before applied, document_no.

    Source:
        CONTRACT 4, 定金冲抵 and "A deposit".
    """
    payments = tables["payments"]
    rows = since_opening(parts(payments[payments["kind"] == ReceiptKind.DEPOSIT.value], tables), parties)
    paid = rows.assign(
        order_no=rows["target_order"], held_fen=rows["amount_fen"], applied=False, summary=rows["method"]
    )
    in_time = order_status[~among(order_status["order_no"], not_set_off(order_status, pick_up_days))]
    every = pd.concat([paid, applications(paid, shipped, in_time)], ignore_index=True)
    return checked(Deposits, every.sort_values(["customer_code", "date", "order_no", "applied", "document_no"]))


def applications(paid: pd.DataFrame, shipped: DataFrame[ShippedLines], order_status: pd.DataFrame) -> pd.DataFrame:
    """The days on which deposits of an order are applied, and how much: the rows of Deposits with `applied` true."""
    completed = order_status[["order_no", "completed_on"]].dropna()
    mine = paid.merge(completed, on="order_no", how="inner", validate="many_to_one")
    pairs = mine[[*ORDER, "completed_on"]].drop_duplicates(ORDER)
    of_these = shipped["on_order"].astype(bool) & among(shipped["order_no"], pairs["order_no"])
    goods = shipped.loc[of_these, [*ORDER, "ship_date", "amount_fen"]]
    goods = goods.merge(pairs[ORDER], on=ORDER, how="inner", validate="many_to_one")
    events = pd.concat(
        [
            mine[[*ORDER, "date"]].assign(paid=mine["held_fen"], goods=0),
            goods[ORDER].assign(date=goods["ship_date"], paid=0, goods=goods["amount_fen"]),
            pairs[ORDER].assign(date=pairs["completed_on"], paid=0, goods=0),
        ],
        ignore_index=True,
    )
    days = events.groupby([*ORDER, "date"], as_index=False)[["paid", "goods"]].sum()
    days = days.merge(pairs, on=ORDER, how="left", validate="many_to_one")
    so_far = days.groupby(ORDER)[["paid", "goods"]].cumsum()
    covered = so_far.min(axis=1).clip(lower=0).where(days["date"] >= days["completed_on"], 0).astype("Int64")
    change = covered - covered.groupby([days[name] for name in ORDER]).shift().fillna(0)
    found = days.assign(held_fen=-change, applied=True, document_no=days["order_no"])[change != 0]
    return with_receipts(found, mine)


def with_receipts(applied: pd.DataFrame, paid: pd.DataFrame) -> pd.DataFrame:
    """The applications with the receipts paid for that order by then: their numbers as summary, and their sources."""
    pairs = applied.reset_index()[["index", *ORDER, "date"]].merge(
        paid[[*ORDER, "date", "document_no", "source"]], on=ORDER, suffixes=("", "_paid"), validate="many_to_many"
    )
    pairs = pairs[pairs["date_paid"] <= pairs["date"]].sort_values(["index", "date_paid", "document_no", "source"])
    once = pairs.drop_duplicates(["index", "document_no"])
    numbers = listed(once["document_no"], once["index"], "、")
    sources = listed(pairs["source"], pairs["index"], "; ")
    return applied.assign(
        summary=numbers.reindex(applied.index).astype("str"), source=sources.reindex(applied.index).astype("str")
    )


def deposit_entries(held: DataFrame[Deposits]) -> pd.DataFrame:
    """What of the deposits is applied to the account, one row an order and day, under the order's number.

    Args:
        held: As `deposits` gives them, in fen.

    Returns:
        Entries that pay the order's shipments.

    Source:
        CONTRACT 4, 定金冲抵.
    """
    applied = held[held["applied"].astype(bool)]
    return posted(
        LineKind.DEPOSIT_APPLIED, applied.assign(received_fen=-applied["held_fen"], target_order=applied["order_no"])
    )
