"""What the closed months leave to the open ones, and the accounts as they stand on statements because of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import posted, ranks
from pipeline.reconcile.adjustments import adjustments, changes
from pipeline.reconcile.booked import booked
from pipeline.reconcile.entries import PLACE
from schemas.answers.closing import Booked, Changes
from schemas.answers.kind import checked, nothing
from schemas.answers.parties import Parties
from schemas.answers.statements import Entries, StatementVersions
from schemas.choices import LineKind
from schemas.words import Lang


@dataclass(frozen=True)
class ClosedBooks:
    """What was frozen, as far as the open months rest on it.

    Attributes:
        upto: The last day of the last closed month; None while no month is closed.
        booked: What had been booked by then.
        closings: What every customer owed at the end of closed months, by their first day; indexed by customer_code.
        versions: One row a statement of any closed month, with the number that it was closed under.
    """

    upto: date | None = None
    booked: DataFrame[Booked] = field(default_factory=lambda: nothing(Booked))
    closings: Mapping[date, pd.Series] = field(default_factory=dict)
    versions: DataFrame[StatementVersions] = field(default_factory=lambda: nothing(StatementVersions))

    def has(self, month: date) -> bool:
        """Whether the month that a day lies in is closed."""
        return self.upto is not None and month <= self.upto


NOTHING_CLOSED = ClosedBooks()
"""While no month is closed."""


class Stated(NamedTuple):
    """The accounts as statements of open months are cut from them."""

    entries: DataFrame[Entries]
    parties: DataFrame[Parties]


def with_vanished(parties: DataFrame[Parties], closed: ClosedBooks) -> DataFrame[Parties]:
    """The customers, and those that only the closed months know any more, under the name they had then."""
    gone = closed.booked[~closed.booked["customer_code"].isin(parties["customer_code"])]
    if gone.empty:
        return parties
    names = pd.DataFrame(gone.drop_duplicates("customer_code", keep="last")[["customer_code", "customer_name"]])
    rows = names.assign(credit_days=0, opening_balance_fen=0, in_master=False)
    return checked(Parties, pd.concat([pd.DataFrame(parties), rows], ignore_index=True).sort_values("customer_code"))


def since_closing(entries: DataFrame[Entries], parties: DataFrame[Parties], closed: ClosedBooks) -> DataFrame[Changes]:
    """What the documents dated in closed months say differently now; nothing while no month is closed."""
    if closed.upto is None:
        return nothing(Changes)
    now, on_file = booked(entries, parties, closed.upto), booked(entries, parties, date.max)
    return changes(closed.booked, now, on_file)


def stated(entries: DataFrame[Entries], parties: DataFrame[Parties], closed: ClosedBooks, lang: Lang = "zh") -> Stated:
    """The accounts with the closed months as they were frozen, and what changed in them since as 前期调整.

    Each customer carries its frozen closing balance into the first open month, where the adjustments stand first; the
    entries of the open months follow as they are. While no month is closed everything stays as it is.

    Args:
        entries: One row an entry, in fen.
        parties: One row a customer, vanished ones too.
        closed: What was frozen.
        lang: The language of the adjustments' words.

    Returns:
        Entries in their order; and the customers, whose opening balances in closed months are carried already.

    Source:
        CONTRACT 4, Closing.
    """
    if closed.upto is None:
        return Stated(entries, parties)
    balance = closed.booked.groupby("customer_code")["balance_fen"].sum().rename("receivable_fen").reset_index()
    carried = posted(LineKind.ADJUSTMENT, balance.assign(date=pd.Timestamp(closed.upto)))
    adjusted = adjustments(since_closing(entries, parties, closed), closed.upto + timedelta(days=1), lang)
    later = entries[entries["date"] > pd.Timestamp(closed.upto)]
    every = pd.concat([carried, adjusted, later], ignore_index=True)
    every = every.assign(rank=ranks(every["kind"])).sort_values(PLACE, kind="stable")
    counted = (parties["opening_date"] <= pd.Timestamp(closed.upto)).fillna(False)
    opening = parties["opening_balance_fen"].mask(counted, 0)
    return Stated(checked(Entries, every), checked(Parties, parties.assign(opening_balance_fen=opening)))
