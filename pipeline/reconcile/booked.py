"""The customers' accounts up to a day to what each document has come to by then: what a closing freezes."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import EFFECT, effect, opening_balances
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.open_items import OPENING
from schemas.answers.closing import Booked
from schemas.answers.kind import checked
from schemas.answers.parties import Parties
from schemas.answers.statements import Entries

KEY = ["customer_code", "kind", "document_no", "date"]


def booked(entries: DataFrame[Entries], parties: DataFrame[Parties], upto: date) -> DataFrame[Booked]:
    """What every document dated up to a day comes to, opening balances of the master counted as documents 期初.

    Args:
        entries: One row an entry, in fen.
        parties: One row a customer.
        upto: The last day of a month.

    Returns:
        One row a customer, document, kind of line and day; those worth nothing too. Order: customer_code, date,
        document_no, kind.

    Source:
        CONTRACT 4, Closing.
    """
    summed = (
        parts(entries, parties, upto)
        .groupby(KEY, sort=False, as_index=False)
        .agg(balance_fen=("balance_fen", "sum"), source=("source", "first"))
    )
    names = looked_up(summed["customer_code"], parties.set_index("customer_code")["customer_name"])
    ordered = summed.assign(customer_name=names).sort_values(["customer_code", "date", "document_no", "kind"])
    return checked(Booked, ordered)


def parts(entries: DataFrame[Entries], parties: DataFrame[Parties], upto: date) -> pd.DataFrame:
    """What the documents are made of, a row a line: KEY, source, balance_fen."""
    rows = entries.loc[entries["date"] <= pd.Timestamp(upto), [*KEY, "source", *EFFECT]]
    opening = opening_balances(parties, upto).assign(kind=OPENING, document_no=OPENING)
    columns = [*KEY, "source", "balance_fen"]
    every = [rows.assign(balance_fen=effect(rows)), opening.assign(balance_fen=opening["opening_fen"])]
    return pd.concat([piece[columns] for piece in every], ignore_index=True)
