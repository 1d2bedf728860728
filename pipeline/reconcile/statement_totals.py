"""The month's lines, what is open and what is held to one row of totals a customer, and the proof that they agree."""

from datetime import date

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import month_ends
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.statement_lines import opening_of_month
from schemas.answers.kind import checked
from schemas.answers.parties import Parties
from schemas.answers.slips import OutstandingSlips
from schemas.answers.statements import Deposits, Entries, OpenItems, StatementLines, StatementTotals
from schemas.choices import Ageing, LineKind
from schemas.words import Lang, Words

KINDS = {
    "shipped_fen": LineKind.SHIPMENT,
    "returned_fen": LineKind.RETURN,
    "shortage_fen": LineKind.SHORTAGE,
    "freight_fen": LineKind.ADVANCED_FREIGHT,
    "received_fen": LineKind.RECEIPT,
    "refunded_fen": LineKind.REFUND,
    "write_off_fen": LineKind.WRITE_OFF,
    "deposit_applied_fen": LineKind.DEPOSIT_APPLIED,
    "adjustment_fen": LineKind.ADJUSTMENT,
}
AGES = {
    "not_due_fen": Ageing.NOT_DUE,
    "overdue_1_30_fen": Ageing.DAYS_1_30,
    "overdue_31_60_fen": Ageing.DAYS_31_60,
    "overdue_61_90_fen": Ageing.DAYS_61_90,
    "overdue_over_90_fen": Ageing.OVER_90,
    "prepaid_fen": Ageing.PREPAID,
}
NOTHING = Words("本月无往来", "nothing this month")
NOT_YET = Words("期初日期在本月之后", "its opening date is after this month")


class DoesNotAddUp(Exception):
    """A figure that must agree with another doesn't: a fault of the program's own, nothing may be written."""


def statement_totals(
    entries: DataFrame[Entries],
    lines: DataFrame[StatementLines],
    held: DataFrame[Deposits],
    open_items: DataFrame[OpenItems],
    outstanding: DataFrame[OutstandingSlips],
    parties: DataFrame[Parties],
    files: pd.Series,
    month: date,
    lang: Lang = "zh",
) -> DataFrame[StatementTotals]:
    """What a month came to for each customer: every customer of the master, and others that get a statement.

    A customer gets one when it has any line, or when its opening balance, closing balance or held deposit is not zero;
    for the others `file` says why there is none. Signs as they move the balance.

    Args:
        entries: One row an entry, in fen.
        lines: The month's lines, as `statement_lines` gives them.
        held: One row a change of the deposits held.
        open_items: What is open at the month's end.
        outstanding: One row a slip to chase.
        parties: One row a customer.
        files: The name of each customer's statement, indexed by customer_code.
        month: Any day of the month.
        lang: The language of the reason.

    Returns:
        One row a customer. Order: customer_code.

    Source:
        CONTRACT 4, Statement; CONTRACT 5, 对账汇总.
    """
    _, last = month_ends(month)
    code = parties["customer_code"]
    change = lines["receivable_fen"].fillna(0) - lines["received_fen"].fillna(0)
    opening = figure(code, opening_of_month(entries, parties, month))
    figures = {"opening_fen": opening}
    figures |= {name: by_customer(code, lines, change, kind.value, "kind") for name, kind in KINDS.items()}
    closing = sum(figures.values(), start=pd.Series(0, index=code.index, dtype="Int64"))
    figures |= {
        name: by_customer(code, open_items, open_items["open_fen"], age.value, "ageing") for name, age in AGES.items()
    }
    in_time = held[held["date"] <= pd.Timestamp(last)]
    deposit = figure(code, in_time.groupby("customer_code")["held_fen"].sum())
    has_statement = code.isin(lines["customer_code"]) | (opening != 0) | (closing != 0) | (deposit != 0)
    found = parties.assign(
        **figures,
        closing_fen=closing,
        deposit_held_fen=deposit,
        outstanding_count=figure(code, outstanding["customer_code"].value_counts()),
        has_statement=has_statement,
        file=looked_up(code, files).where(has_statement.astype(bool), no_file(parties, last, lang)),
    )
    listed = found[parties["in_master"].fillna(False).astype(bool) | has_statement.astype(bool)]
    return checked(StatementTotals, listed.sort_values("customer_code"))


def figure(code: pd.Series, summed: pd.Series) -> pd.Series:
    """One figure of each customer, 0 where there is none."""
    return looked_up(code, summed).fillna(0).astype("Int64")


def by_customer(code: pd.Series, rows: pd.DataFrame, amount: pd.Series, word: str, column: str) -> pd.Series:
    """What the rows with a word in a column come to for each customer."""
    chosen = rows[column] == word
    return figure(code, amount[chosen].groupby(rows["customer_code"][chosen]).sum())


def no_file(parties: DataFrame[Parties], last: date, lang: Lang) -> pd.Series:
    """Why a customer has no statement: it opens later, or nothing happened."""
    later = (parties["opening_date"] > pd.Timestamp(last)).to_numpy(dtype=bool)
    return pd.Series(np.where(later, NOT_YET.in_(lang), NOTHING.in_(lang)), index=parties.index, dtype="str")


def prove(
    lines: DataFrame[StatementLines], totals: DataFrame[StatementTotals], open_items: DataFrame[OpenItems]
) -> None:
    """Checks that every statement adds up; nothing may be written before.

    Opening balance and lines come to the closing balance, on which the last line ends; the open documents come to it
    as well, in all and in their ageing columns; nobody has lines or open documents without being listed.

    Args:
        lines: The month's lines.
        totals: The month's totals.
        open_items: What is open at the month's end.

    Raises:
        DoesNotAddUp: Names the figure and the customers.

    Source:
        CONTRACT 4, "Their sum is the closing balance, always".
    """
    code = totals["customer_code"]
    closing = totals["closing_fen"]
    change = lines["receivable_fen"].fillna(0) - lines["received_fen"].fillna(0)
    moved = figure(code, change.groupby(lines["customer_code"]).sum())
    last = lines.groupby("customer_code")["balance_fen"].last()
    agree(code, totals["opening_fen"] + moved, closing, "opening balance and lines")
    agree(code, looked_up(code, last).fillna(totals["opening_fen"]), closing, "the last line's balance")
    agree(code, totals[list(AGES)].sum(axis=1), closing, "the ageing columns")
    agree(code, figure(code, open_items.groupby("customer_code")["open_fen"].sum()), closing, "the open documents")
    for rows, name in ((lines, "lines"), (open_items, "open documents")):
        unlisted = rows.loc[~rows["customer_code"].isin(code), "customer_code"].unique().tolist()
        if unlisted:
            raise DoesNotAddUp(f"{name} of customers that the totals do not list: {unlisted[:5]}")


def agree(code: pd.Series, figures: pd.Series, closing: pd.Series, name: str) -> None:
    """Raises DoesNotAddUp for the customers whose figure is not the closing balance."""
    wrong = code[(figures != closing).fillna(True).astype(bool)].tolist()
    if wrong:
        raise DoesNotAddUp(f"{name} and the closing balance differ for {len(wrong)} customers: {wrong[:5]}")
