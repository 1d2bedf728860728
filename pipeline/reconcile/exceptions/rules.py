"""The only list of rules, and the evidence to everything that they find."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import (
    approvals,
    customers,
    delivery,
    documents,
    freight,
    money,
    prices,
    slips,
    timeliness,
)
from pipeline.reconcile.exceptions.evidence import Evidence
from pipeline.reconcile.exceptions.finding import NOTHING_FOUND
from schemas.answers.exceptions import Findings
from schemas.answers.kind import checked
from schemas.choices import Parameter

ROLES = (Parameter.ROLE_1, Parameter.ROLE_2, Parameter.ROLE_3, Parameter.ROLE_4)
AMOUNTS = (Parameter.AMOUNT_1, Parameter.AMOUNT_2, Parameter.AMOUNT_3, Parameter.AMOUNT_4)


@dataclass(frozen=True)
class Rule:
    """A code of CONTRACT 6, and how its function is asked.

    Attributes:
        code: The code.
        judges: The tables of the evidence without any row of which there is nothing to find.
        find: What it finds.
    """

    code: str
    judges: tuple[str, ...]
    find: Callable[[Evidence], DataFrame[Findings]]


RULES: tuple[Rule, ...] = (
    Rule("E101", ("outstanding",), lambda e: slips.unsigned_slips(e.outstanding, e.slip_states)),
    Rule(
        "E102",
        ("outstanding",),
        lambda e: slips.slips_not_back(
            e.outstanding,
            as_of=e.as_of,
            chase_days=e.limit(Parameter.CHASE_DAYS),
            high_days=e.limit(Parameter.CHASE_HIGH_DAYS),
        ),
    ),
    Rule("E103", ("slips",), lambda e: slips.short_receipts(e.slips, e.slip_states, e.shipped, e.entries)),
    Rule(
        "E104",
        ("slip_states",),
        lambda e: slips.slips_not_handed_over(
            e.slip_states, e.shipped, as_of=e.as_of, handover_days=e.rules.of(Parameter.HANDOVER_DAYS)
        ),
    ),
    Rule(
        "E201",
        ("open_today",),
        lambda e: freight.unrecovered_freight(
            e.open_today, e.shipped, as_of=e.as_of, high_days=e.limit(Parameter.FREIGHT_HIGH_DAYS)
        ),
    ),
    Rule("E202", ("shipped",), lambda e: freight.freight_without_terms(e.shipped)),
    Rule("E203", ("carrier_billing",), lambda e: freight.wrong_carrier_bills(e.carrier_billing)),
    Rule("E301", ("prices",), lambda e: prices.prices_below_policy(e.priced, e.order_status)),
    Rule("E302", ("prices",), lambda e: prices.products_without_policy(e.priced, e.order_status, e.prices)),
    Rule("E303", ("prices",), lambda e: prices.gifts_off_policy(e.priced, e.order_status)),
    Rule("E304", ("shipped",), lambda e: prices.shipped_without_price(e.shipped)),
    Rule(
        "E401",
        ("fulfilment",),
        lambda e: delivery.shipped_beyond_order(
            e.fulfilment, e.shipped, e.order_lines, e.order_status, tolerance=e.rules.of(Parameter.OVER_SHIPMENT)
        ),
    ),
    Rule("E402", ("shipped",), lambda e: delivery.shipments_without_order(e.shipped)),
    Rule("E403", ("slips",), lambda e: slips.slips_without_shipment(e.slips, e.shipments, e.orders)),
    Rule("E404", ("shipped",), lambda e: delivery.shipped_before_approval(e.against_order)),
    Rule("E405", ("shipped",), lambda e: delivery.shipped_after_cancellation(e.against_order)),
    Rule("E406", ("shipped",), lambda e: delivery.products_not_on_order(e.shipped)),
    Rule("E407", ("shipped",), lambda e: delivery.shipped_to_another_customer(e.against_order)),
    Rule(
        "E501",
        ("order_status",),
        lambda e: timeliness.overdue_orders(e.order_status, e.order_lines, high_days=e.limit(Parameter.LATE_HIGH_DAYS)),
    ),
    Rule("E502", ("late_reviews",), lambda e: e.late_reviews),
    Rule(
        "E503",
        ("order_status",),
        lambda e: timeliness.idle_orders(
            e.order_status,
            as_of=e.as_of,
            working_days=e.rules.of(Parameter.SHIP_DAYS),
            cut_off=e.rules.of(Parameter.CUT_OFF),
            own=e.own_days,
        ),
    ),
    Rule(
        "E505",
        ("shipped",),
        lambda e: approvals.missing_approvals(
            e.orders,
            e.order_status,
            e.shipped,
            roles=[e.rules.of(role) for role in ROLES],
            amounts=[e.rules.of(amount) for amount in AMOUNTS],
        ),
    ),
    Rule(
        "E601",
        ("customer_updates",),
        lambda e: customers.changed_customer_data(e.customer_updates, e.order_status, e.parties),
    ),
    Rule("E602", ("parties",), lambda e: customers.unknown_customers(e.parties, e.customers, e.balances)),
    Rule("E603", ("parties",), lambda e: customers.incomplete_customers(e.parties)),
    Rule("E701", ("parties",), lambda e: money.balances_over_limit(e.parties, e.balances)),
    Rule("E702", ("shipped",), lambda e: money.shipped_before_payment(e.order_status, e.shipped, e.payments)),
    Rule(
        "E703",
        ("shipped",),
        lambda e: money.missing_deposits(
            e.order_status, e.shipped, e.payments, deposit_percent=e.rules.of(Parameter.DEPOSIT)
        ),
    ),
    Rule(
        "E704",
        ("payments",),
        lambda e: money.large_write_offs(e.payments, e.parties, limit_fen=e.rules.of(Parameter.WRITE_OFF)),
    ),
    Rule(
        "E705",
        ("payments", "returns"),
        lambda e: money.astray_receipts_and_returns(
            e.payments, e.returns, e.order_status, e.shipped, e.parties, e.entries
        ),
    ),
    Rule("E706", ("disputes",), lambda e: money.statements_not_agreed(e.disputes, e.parties)),
    Rule("E901", ("conflicts",), lambda e: documents.conflicting_documents(e.conflicts, e.conflict_rows, e.owners)),
    Rule(
        "E902", ("order_changes",), lambda e: documents.orders_changed_after_approval(e.order_changes, e.order_status)
    ),
    Rule("E903", ("order_status",), lambda e: documents.repeated_orders(e.order_status, e.order_lines)),
    Rule("E904", ("payments",), lambda e: documents.repeated_receipts(e.payments, e.parties)),
)
"""Every rule, by code."""


def findings(evidence: Evidence) -> DataFrame[Findings]:
    """Everything that any rule finds, rule by rule.

    Args:
        evidence: The accepted documents of a day and what was concluded from them.

    Returns:
        One row a document that a rule found; as RULES stand, then as each rule orders them.

    Source:
        CONTRACT 6.
    """
    asked = [rule for rule in RULES if any(len(getattr(evidence, table)) for table in rule.judges)]
    found = [rule.find(evidence) for rule in asked]
    return checked(Findings, pd.concat([NOTHING_FOUND, *found], ignore_index=True))
