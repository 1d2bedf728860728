"""What the rules look at: the accepted documents of a day and what was concluded from them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.calendar import OwnDays
from pipeline.reconcile.exceptions.delivery import lines_against_order
from pipeline.reconcile.exceptions.prices import priced_lines
from pipeline.reconcile.lookup import among
from pipeline.reconcile.rulebook import Rulebook
from schemas.answers.carrier_billing import CarrierBilling
from schemas.answers.exceptions import Findings
from schemas.answers.intake import CustomerUpdates
from schemas.answers.orders import OrderLines, OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.answers.slips import OutstandingSlips, SlipStates
from schemas.answers.statements import Disputes, Entries, OpenItems
from schemas.choices import Parameter


@dataclass(frozen=True)
class Evidence:
    """Everything that a rule may ask for.

    The tables named for a sheet have its columns, file, sheet and row, and the customer's code and name as resolved;
    documents dated after `as_of` are left out.

    Attributes:
        as_of: The day the rules speak for.
        rules: From when on a fact is an exception, as it held on any day.
        own_days: The days that the office works or takes off by itself.
        parties: Every customer; who sells to one of whom the master doesn't say it is said by its latest order.
        open_today: What is not settled on `as_of`.
        late_reviews: What E502 finds, which figures rest on too.
        customer_updates: What orders say of their customers; of orders neither cancelled nor rejected.
        conflicts: One row a document that two files tell differently: kind, document, files, winner.
        conflict_rows: One row a row of those documents in each of the files: kind, document, file, sheet, row.
        order_changes: One row a line of what was approved and of what stands now, of orders changed in between.
    """

    as_of: date
    rules: Rulebook
    own_days: OwnDays
    orders: pd.DataFrame
    shipments: pd.DataFrame
    slips: pd.DataFrame
    payments: pd.DataFrame
    returns: pd.DataFrame
    customers: pd.DataFrame
    prices: pd.DataFrame
    parties: DataFrame[Parties]
    shipped: DataFrame[ShippedLines]
    fulfilment: DataFrame[Fulfilment]
    order_status: DataFrame[OrderStatus]
    order_lines: DataFrame[OrderLines]
    slip_states: DataFrame[SlipStates]
    outstanding: DataFrame[OutstandingSlips]
    carrier_billing: DataFrame[CarrierBilling]
    entries: DataFrame[Entries]
    open_today: DataFrame[OpenItems]
    late_reviews: DataFrame[Findings]
    customer_updates: DataFrame[CustomerUpdates]
    disputes: DataFrame[Disputes]
    conflicts: pd.DataFrame
    conflict_rows: pd.DataFrame
    order_changes: pd.DataFrame

    def limit(self, parameter: Parameter) -> int:
        """The number that holds on `as_of`."""
        return self.rules.of(parameter).number_at(self.as_of)

    @cached_property
    def balances(self) -> pd.Series:
        """What each customer owes on `as_of`, in fen by code; one with nothing open is absent."""
        return self.open_today.groupby("customer_code")["open_fen"].sum()

    @cached_property
    def priced(self) -> pd.DataFrame:
        """The order lines that a price policy judges, each beside the policy in force."""
        return priced_lines(self.order_lines, self.order_status, self.parties, self.prices)

    @cached_property
    def against_order(self) -> pd.DataFrame:
        """The shipment lines that left before their order was approved, or against it, each beside the order."""
        return lines_against_order(self.shipped, self.order_status)

    @cached_property
    def owners(self) -> pd.DataFrame:
        """Whose the documents in conflict are that are on file: kind, document, customer_code, customer_name."""
        sheets = (
            ("orders", "order_no", self.order_status),
            ("shipments", "shipment_no", self.shipped),
            ("payments", "receipt_no", self.payments),
            ("returns", "return_no", self.returns),
        )
        told = [
            rows.loc[among(rows[key], self.conflicts["document"]), [key, "customer_code", "customer_name"]]
            .rename(columns={key: "document"})
            .assign(kind=kind)
            for kind, key, rows in sheets
        ]
        return pd.concat(told, ignore_index=True).drop_duplicates(["kind", "document"], ignore_index=True)
