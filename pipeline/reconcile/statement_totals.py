"""The month's lines, what is open and what is held to one row of totals a customer."""

from datetime import date

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import month_ends
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.outstanding import of_shipments
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
    for the others `file` says why there is none. Numbers and answers are filled in later. Signs move the balance.

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
    has_statement = among(code, lines["customer_code"]) | (opening != 0) | (closing != 0) | (deposit != 0)
    found = parties.assign(
        **figures,
        closing_fen=closing,
        deposit_held_fen=deposit,
        outstanding_count=figure(code, of_shipments(outstanding)["customer_code"].value_counts()),
        has_statement=has_statement,
        confirmed=None,
        statement_no=None,
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
