"""Orders with a deposit and the day their goods lay ready to what of the deposit is forfeited."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from schemas.answers.deposit_forfeits import DepositForfeits
from schemas.answers.kind import checked
from schemas.answers.orders import OrderStatus
from schemas.answers.statements import Deposits
from schemas.choices import CALLED_OFF, PaymentTerms

LEGAL_PERCENT = 20
"""The share of an order above which a deposit is a mere prepayment by law."""


def deposit_forfeits(
    order_status: DataFrame[OrderStatus],
    deposits: DataFrame[Deposits],
    *,
    as_of: date,
    pick_up_days: int,
    last_days: int,
    points: int,
    late_points: int,
    of_deposit: bool,
) -> DataFrame[DepositForfeits]:
    """What is forfeited of the deposits of orders that were not picked up within `pick_up_days` of their 入库日期.

    The day itself is day 0; picked up is the day on which the order was completely shipped. Up to `pick_up_days`
    nothing is forfeited; then `points` if it is picked up by `last_days`, both days included, else `late_points`; what
    is not picked up is judged on `as_of`. A forfeit is rounded half up and never more than the order's own deposit
    that is still there; without any the order is listed with 0. It is for finance to decide and never booked.
    Cancelled and rejected orders are left out.

    Args:
        order_status: One row an order, in fen.
        deposits: One row a document by which a held deposit changes, in fen.
        as_of: The day the answer speaks for.
        pick_up_days: The last day on which nothing is forfeited.
        last_days: The last day of the smaller forfeit.
        points: The smaller forfeit, in hundredths.
        late_points: The larger one.
        of_deposit: Points are of the deposit, not of the order's amount.

    Returns:
        One row an order that is late. Order: forfeit falling, then order_no.

    Source:
        The issue on statements, deposit rules.
    """
    orders = overdue_for_pick_up(order_status, as_of, pick_up_days)
    held = deposits.dropna(subset="order_no").groupby(["order_no", "customer_code"])["held_fen"].sum()
    key = pd.MultiIndex.from_frame(orders[["order_no", "customer_code"]])
    deposit = held.reindex(key).fillna(0).clip(lower=0).astype("Int64").set_axis(orders.index)
    share = pd.Series(points, index=orders.index, dtype="Int64").mask(orders["waiting_days"] > last_days, late_points)
    base = deposit if of_deposit else orders["amount_fen"]
    due = (base * share + 50) // 100
    legal = orders["amount_fen"] * LEGAL_PERCENT // 100
    found = orders.assign(
        picked_up_on=orders["completed_on"],
        deposit_fen=deposit,
        points=share,
        forfeit_fen=due.mask(due > deposit, deposit),
        prepayment_fen=(deposit - legal).clip(lower=0),
    )
    return checked(DepositForfeits, found.sort_values(["forfeit_fen", "order_no"], ascending=[False, True]))


def overdue_for_pick_up(order_status: DataFrame[OrderStatus], as_of: date, pick_up_days: int) -> pd.DataFrame:
    """The 定金 orders in force that were not picked up in time, with `waiting_days`."""
    held = (order_status["payment_terms"] == PaymentTerms.DEPOSIT.value) & order_status["stored_date"].notna()
    orders = order_status[held & ~order_status["review_status"].isin(CALLED_OFF)]
    until = orders["completed_on"].fillna(pd.Timestamp(as_of))
    days = (until - orders["stored_date"]).dt.days.astype("Int64")
    orders = orders.assign(waiting_days=days)
    return orders[orders["waiting_days"] > pick_up_days]


def not_set_off(order_status: DataFrame[OrderStatus], pick_up_days: int) -> pd.Series:
    """The numbers of the 定金 orders that were picked up too late for their deposit to be applied."""
    terms = order_status["payment_terms"] == PaymentTerms.DEPOSIT.value
    days = (order_status["completed_on"] - order_status["stored_date"]).dt.days
    return order_status.loc[terms & (days > pick_up_days), "order_no"]
