"""Every answer of one run, together: the position of its day, its statements, and what is to be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pandera.typing.pandas import DataFrame

from pipeline.reconcile.memory import Memory
from pipeline.reconcile.slices import Slices
from schemas.answers.carrier_billing import CarrierBilling
from schemas.answers.closing import Closings
from schemas.answers.deposit_forfeits import DepositForfeits
from schemas.answers.exceptions import (
    ClearedExceptions,
    Exceptions,
    ExceptionTotals,
    ExceptionWeeks,
    Findings,
    HandledExceptions,
)
from schemas.answers.intake import CustomerUpdates
from schemas.answers.memory import ChasedSlips
from schemas.answers.order_confirmations import ConfirmedLines, OrderConfirmations
from schemas.answers.orders import KeyFigures, OrderLines, OrderStatus
from schemas.answers.papers import Papers
from schemas.answers.parties import Parties
from schemas.answers.progress import MonthProgress
from schemas.answers.rules import RulesInForce
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.answers.shipping_notices import ShippingNotices
from schemas.answers.slips import ChaseSummary, Handover, OutstandingSlips, SlipStates, SlipWeeks
from schemas.answers.statements import (
    Allocations,
    Deposits,
    Disputes,
    Entries,
    OpenItems,
    StatementGoods,
    StatementLines,
    StatementTotals,
)


@dataclass(frozen=True, kw_only=True)
class Position:
    """How goods, slips and accounts stand on a day.

    Attributes:
        as_of: The day.
        is_chase: Whether the slips on the list count as chased on the day.
        chased: How often every slip was ever chased, the day's chase counted.
        open_today: At `as_of`, on which exceptions rest.
        late_reviews: What the rule E502 finds, on which figures rest.
        customer_updates: What orders say of their customers otherwise than the master.
        standing_updates: The same of orders neither cancelled nor rejected, on which E601 rests.
    """

    as_of: date
    parties: DataFrame[Parties]
    shipped: DataFrame[ShippedLines]
    fulfilment: DataFrame[Fulfilment]
    order_status: DataFrame[OrderStatus]
    order_lines: DataFrame[OrderLines]
    papers: DataFrame[Papers]
    order_confirmations: DataFrame[OrderConfirmations]
    confirmed_lines: DataFrame[ConfirmedLines]
    shipping_notices: DataFrame[ShippingNotices]
    slip_states: DataFrame[SlipStates]
    outstanding: DataFrame[OutstandingSlips]
    is_chase: bool
    chased: DataFrame[ChasedSlips]
    chase: DataFrame[ChaseSummary]
    slip_weeks: DataFrame[SlipWeeks]
    handover: DataFrame[Handover]
    entries: DataFrame[Entries]
    deposits: DataFrame[Deposits]
    deposit_forfeits: DataFrame[DepositForfeits]
    open_today: DataFrame[OpenItems]
    late_reviews: DataFrame[Findings]
    key_figures: DataFrame[KeyFigures]
    customer_updates: DataFrame[CustomerUpdates]
    standing_updates: DataFrame[CustomerUpdates]


@dataclass(frozen=True, kw_only=True)
class Statements(Position):
    """The position of a day, and the statements of a month: what the accepted documents say before the rules are asked.

    Attributes:
        month: Its first day.
        open_items: At its end, on which statements and totals rest.
        allocations: What paid what by then.
        closings: What every customer owed at the end of it and of the five months before.
        disputes: Customers whose last word is that a statement differs.
        frozen: The month's workbooks by their names as they were closed; None: the month is open.
    """

    month: date
    open_items: DataFrame[OpenItems]
    allocations: DataFrame[Allocations]
    statement_lines: DataFrame[StatementLines]
    statement_totals: DataFrame[StatementTotals]
    closings: DataFrame[Closings]
    statement_goods: DataFrame[StatementGoods]
    disputes: DataFrame[Disputes]
    frozen: Mapping[str, bytes] | None = None


@dataclass(frozen=True, kw_only=True)
class Answers(Statements):
    """The position of a day, the statements of a month, and what is to be done about it.

    Attributes:
        statements_due: The day by which the statements of `month` go out.
        exceptions: Those that are open: nobody answered them, or their answer covers them no longer.
        every_exception: The open and the handled ones.
        handled_exceptions: Those whose answer covers them.
        cleared_exceptions: What the report before found and this one no longer does.
        compared_with: The day of the report before; None: this is the first.
        memory: What this report leaves behind for the next one.
        unpublished_years: Years whose holidays no calendar knows yet; counted Monday to Friday.
        own_years: Years of which the office's own calendar says anything.
    """

    carrier_billing: DataFrame[CarrierBilling]
    month_progress: DataFrame[MonthProgress]
    statements_due: date
    exceptions: DataFrame[Exceptions]
    every_exception: DataFrame[Exceptions]
    handled_exceptions: DataFrame[HandledExceptions]
    cleared_exceptions: DataFrame[ClearedExceptions]
    exception_totals: DataFrame[ExceptionTotals]
    exception_weeks: DataFrame[ExceptionWeeks]
    rules_in_force: DataFrame[RulesInForce]
    slices: Slices
    memory: Memory
    compared_with: date | None = None
    unpublished_years: tuple[int, ...] = ()
    own_years: tuple[int, ...] = ()
