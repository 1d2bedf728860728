"""The only lists: every sheet that comes in, and every table that goes out."""

from schemas.answers.carrier_billing import CARRIER_BILLING
from schemas.answers.deposit_forfeits import DEPOSIT_FORFEITS
from schemas.answers.exceptions import (
    CATEGORY_EXCEPTIONS,
    CLEARED_EXCEPTIONS,
    EXCEPTION_TOTALS,
    EXCEPTIONS,
    HANDLED_EXCEPTIONS,
)
from schemas.answers.intake import CUSTOMER_UPDATES, INTAKE_REPORT, PROBLEM_LIST
from schemas.answers.kind import AnswerKind
from schemas.answers.order_confirmations import CONFIRMED_LINES
from schemas.answers.orders import KEY_FIGURES, ORDER_LINES, ORDER_STATUS
from schemas.answers.papers import PAPERS
from schemas.answers.progress import MONTH_PROGRESS
from schemas.answers.rules import RULES_IN_FORCE
from schemas.answers.shipping_notices import SHIPPING_NOTICES
from schemas.answers.slices import CUSTOMER_BALANCES, SLICE_SUMMARY
from schemas.answers.slips import CHASE_SUMMARY, HANDOVER, OUTSTANDING_SLIPS
from schemas.answers.statements import STATEMENT_GOODS, STATEMENT_LINES, STATEMENT_TOTALS
from schemas.sheets.calendar import CALENDAR
from schemas.sheets.carrier_bills import CARRIER_BILLS
from schemas.sheets.confirmations import CONFIRMATIONS
from schemas.sheets.customers import CUSTOMERS
from schemas.sheets.handlings import HANDLINGS
from schemas.sheets.kind import SheetKind
from schemas.sheets.orders import ORDERS
from schemas.sheets.payments import PAYMENTS
from schemas.sheets.prices import PRICES
from schemas.sheets.returns import RETURNS
from schemas.sheets.rules import RULES
from schemas.sheets.shipments import SHIPMENTS
from schemas.sheets.slips import SLIPS

SHEETS: dict[str, SheetKind] = {
    kind.name: kind
    for kind in (
        ORDERS,
        SHIPMENTS,
        SLIPS,
        PAYMENTS,
        RETURNS,
        CUSTOMERS,
        PRICES,
        CONFIRMATIONS,
        CARRIER_BILLS,
        HANDLINGS,
        RULES,
        CALENDAR,
    )
}
"""Input sheets by name, in the order in which a business meets them."""

ANSWERS: dict[str, AnswerKind] = {
    kind.name: kind
    for kind in (
        ORDER_STATUS,
        ORDER_LINES,
        KEY_FIGURES,
        PAPERS,
        DEPOSIT_FORFEITS,
        CONFIRMED_LINES,
        SHIPPING_NOTICES,
        OUTSTANDING_SLIPS,
        CHASE_SUMMARY,
        HANDOVER,
        EXCEPTIONS,
        EXCEPTION_TOTALS,
        CATEGORY_EXCEPTIONS,
        HANDLED_EXCEPTIONS,
        CLEARED_EXCEPTIONS,
        CARRIER_BILLING,
        RULES_IN_FORCE,
        STATEMENT_LINES,
        STATEMENT_GOODS,
        STATEMENT_TOTALS,
        MONTH_PROGRESS,
        INTAKE_REPORT,
        PROBLEM_LIST,
        CUSTOMER_UPDATES,
        SLICE_SUMMARY,
        CUSTOMER_BALANCES,
    )
}
"""Tables that people are shown, by name; the ones without a form are recognised when dropped back."""
