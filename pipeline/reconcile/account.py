"""What every entry in a customer's account has in common: its columns, its effect on the balance, its place."""

from datetime import date

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import looked_up
from schemas.answers.parties import Parties
from schemas.answers.statements import Entries
from schemas.cells import types_of
from schemas.choices import LineKind

COLUMNS = {name: type_.dtype for name, type_ in types_of(Entries).items()}
RANKS = pd.Series({kind.value: rank for rank, kind in enumerate(LineKind)})
EFFECT = ["receivable_fen", "received_fen"]
"""The columns that `effect` looks at."""


def posted(kind: LineKind, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows as entries of one kind: every column of Entries in its dtype, blank where the rows lack it, amounts 0."""
    given = rows.assign(kind=kind.value)
    zero = {name: 0 for name in EFFECT if name not in given}
    plain = {name: False for name in ("freight_first", "is_gift") if name not in given}
    return given.assign(**zero, **plain).reindex(columns=list(COLUMNS)).astype(COLUMNS)


def effect(rows: pd.DataFrame) -> pd.Series:
    """What each entry adds to the balance, in fen: receivable less received."""
    change: pd.Series = rows["receivable_fen"] - rows["received_fen"]
    return change


def ranks(kinds: pd.Series) -> pd.Series:
    """The place of each kind among the lines of a day; -1 for the opening balance, which comes before them all."""
    return looked_up(kinds, RANKS).fillna(-1).astype("int64")


def since_opening(rows: pd.DataFrame, parties: DataFrame[Parties]) -> pd.DataFrame:
    """The rows that count in an account: of a customer, and not dated before its opening date.

    Args:
        rows: Any rows with customer_code and date.
        parties: One row a customer; without an opening date everything counts.
    """
    opening = looked_up(rows["customer_code"], parties.set_index("customer_code")["opening_date"])
    return rows[rows["customer_code"].notna() & ~(rows["date"] < opening)]


def opening_balances(parties: DataFrame[Parties], upto: date) -> pd.DataFrame:
    """The master's opening balances of the customers whose opening date is on or before a day.

    Returns:
        One row a customer with a balance that is not zero: customer_code, date, opening_fen, credit_days, source.
    """
    given = parties["opening_balance_fen"].fillna(0) != 0
    begun = parties["opening_date"] <= pd.Timestamp(upto)
    columns = {"opening_date": "date", "opening_balance_fen": "opening_fen"}
    found = parties[given & begun].rename(columns=columns)
    return found[["customer_code", "date", "opening_fen", "credit_days", "source"]].reset_index(drop=True)


def month_ends(month: date) -> tuple[date, date]:
    """The first and the last day of the month that a day lies in."""
    first = np.datetime64(month, "M")
    last = (first + 1).astype("datetime64[D]") - 1
    return first.astype("datetime64[D]").astype(date), last.astype(date)
