"""A month of the customers' accounts to the lines of their statements, with a running balance."""

from datetime import date, timedelta

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import EFFECT, effect, month_ends, opening_balances
from pipeline.reconcile.lookup import looked_up
from schemas.answers.kind import checked
from schemas.answers.parties import Parties
from schemas.answers.slips import SlipStates
from schemas.answers.statements import Entries, StatementLines
from schemas.choices import LineKind, SlipType
from schemas.words import Lang, Words

IN_RECEIVED = (LineKind.REFUND.value, LineKind.RECEIPT.value, LineKind.DEPOSIT_APPLIED.value)
"""The kinds that stand in 已收; the others stand in 应收."""

GIFT = Words("（赠品）", " (gift)")


def statement_lines(
    entries: DataFrame[Entries],
    parties: DataFrame[Parties],
    slip_states: DataFrame[SlipStates],
    month: date,
    lang: Lang = "zh",
) -> DataFrame[StatementLines]:
    """The lines of every customer's statement for a month; the balance runs on from the opening balance.

    An amount stands in the column of its kind, the other is blank. A gift says so in its summary and has 0. The state
    of the 红单 stands on the lines of goods.

    Args:
        entries: One row an entry, in fen, in the order in which the lines of an account stand.
        parties: One row a customer; the opening balance belongs to the opening of the month it falls in.
        slip_states: One row a slip that a shipment needs.
        month: Any day of the month.
        lang: The language of the word for a gift.

    Returns:
        One row a line. Order: customer_code, date, kind, document_no, line_no.

    Source:
        CONTRACT 4, Statement; CONTRACT 5, 对账单.
    """
    first, last = month_ends(month)
    rows = entries[(entries["date"] >= pd.Timestamp(first)) & (entries["date"] <= pd.Timestamp(last))]
    opening = opening_of_month(entries, parties, month)
    before = looked_up(rows["customer_code"], opening).fillna(0)
    running = effect(rows).groupby(rows["customer_code"]).cumsum()
    red = slip_states[slip_states["slip_type"] == SlipType.RED.value].set_index("shipment_no")["state"]
    goods = rows["kind"] == LineKind.SHIPMENT.value
    received = rows["kind"].isin(IN_RECEIVED)
    marked = (rows["summary"].fillna("") + GIFT.in_(lang)).str.strip()
    return checked(
        StatementLines,
        rows.assign(
            summary=rows["summary"].mask(rows["is_gift"].fillna(False).astype(bool), marked),
            receivable_fen=rows["receivable_fen"].mask(received),
            received_fen=rows["received_fen"].where(received),
            balance_fen=before + running,
            slip_state=looked_up(rows["shipment_no"], red).where(goods),
            allocation=None,
        ),
    )


def opening_of_month(entries: DataFrame[Entries], parties: DataFrame[Parties], month: date) -> pd.Series:
    """What each customer owed when a month began: the closing of the month before, and what opens in this one.

    Args:
        entries: One row an entry, in fen.
        parties: One row a customer; an opening balance counts from the opening of the month that its date falls in.
        month: Any day of the month.

    Returns:
        Fen, indexed by customer_code; customers without any balance or entry are absent.
    """
    first, last = month_ends(month)
    carried = opening_balances(parties, last).set_index("customer_code")["opening_fen"]
    return balances(entries, first - timedelta(days=1)).add(carried, fill_value=0).astype("Int64")


def balances(entries: DataFrame[Entries], upto: date) -> pd.Series:
    """What the entries up to a day come to, in fen, indexed by customer_code; without opening balances."""
    rows = entries.loc[entries["date"] <= pd.Timestamp(upto), ["customer_code", *EFFECT]]
    summed: pd.Series = effect(rows).groupby(rows["customer_code"]).sum().astype("Int64")
    return summed
