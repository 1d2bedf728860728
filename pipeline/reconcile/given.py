"""What a run is asked, and the rows from which it is answered: the accepted documents of a day, rules and calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Self

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.calendar import OwnDays, own_days
from pipeline.reconcile.chases import NEVER
from pipeline.reconcile.closed_books import NOTHING_CLOSED, ClosedBooks
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.memory import NOTHING_REMEMBERED, Memory
from pipeline.reconcile.month import Month
from pipeline.reconcile.order_changes import NO_ORDER_VERSIONS
from pipeline.reconcile.rulebook import Rulebook, rulebook
from schemas.answers.first_drops import FirstDrops
from schemas.answers.kind import nothing
from schemas.sheets.approvals import PERSONS, TIMES
from schemas.words import Lang

NO_DROPS = nothing(FirstDrops)
"""Nothing is known of what was dropped when."""

ASKED_LAST = {
    "orders": (
        *("order_no", "order_date", "customer_code"),
        *(column for name in (*PERSONS, *TIMES) for column in (name, f"has_{name}")),
    ),
    "shipments": ("shipment_no", "ship_date"),
    "slips": (
        *("shipment_no", "slip_type", "returned_date", "signed", "product_code", "received_quantity_e3"),
        *("file", "sheet", "row"),
    ),
}
"""Of the kinds with most rows and columns, those that are asked for once the position is there."""


@dataclass(frozen=True)
class Given:
    """What every question of a run goes by.

    Attributes:
        documents: The rows that count up to `as_of`, of every kind of the registry, as `resolved` gives them.
        conflicts: One row a document that two files tell differently.
        conflict_rows: One row a row of those documents.
        as_of: The day the answers speak for.
        month: The first day of the month of the statements.
        limits: From when on a fact is an exception, before any dated rule says otherwise.
        lang: The language of the words in the answers.
        closed: What the closed months leave to the open ones.
        frozen: The statements of the month as they were closed; None: it is open.
        chase_weekday: The weekday, from 1 for Monday, whose report is a chase; 0: none is.
        memory: What the last report of a day before `as_of` left behind.
        order_versions: Every content of the orders that were told otherwise once, a row an order line and drop.
        drops: One row a document first dropped this month or the last.
    """

    documents: Mapping[str, pd.DataFrame]
    conflicts: pd.DataFrame
    conflict_rows: pd.DataFrame
    as_of: date
    month: date
    limits: Limits
    lang: Lang
    closed: ClosedBooks = NOTHING_CLOSED
    frozen: Month | None = None
    chase_weekday: int = NEVER
    memory: Memory = NOTHING_REMEMBERED
    order_versions: pd.DataFrame = field(default_factory=lambda: NO_ORDER_VERSIONS)
    drops: DataFrame[FirstDrops] = field(default_factory=lambda: NO_DROPS)

    @cached_property
    def rules(self) -> Rulebook:
        """From when on a fact is an exception, as it held on any day."""
        return rulebook(self.limits, self.documents["rules"])

    def after_position(self) -> Self:
        """The same with what is still asked for once the position is there, so that all other rows can be let go."""
        kept = {kind: rows[[*ASKED_LAST.get(kind, rows.columns)]] for kind, rows in self.documents.items()}
        return replace(self, documents=kept, drops=NO_DROPS)

    @cached_property
    def own_days(self) -> OwnDays:
        """The days that the office works or takes off by itself."""
        return own_days(self.documents["calendar"])
