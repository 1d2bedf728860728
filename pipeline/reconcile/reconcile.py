"""Position and statements to every answer of a run: what the rules find, who is to do what, and what is remembered."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.calendar import unpublished_years
from pipeline.reconcile.answers import Answers, Statements
from pipeline.reconcile.carrier_billing import carrier_billing
from pipeline.reconcile.exceptions.answers import exceptions
from pipeline.reconcile.exceptions.evidence import Evidence
from pipeline.reconcile.exceptions.followed import followed
from pipeline.reconcile.exceptions.rules import findings
from pipeline.reconcile.exceptions.totals import exception_totals, exception_weeks
from pipeline.reconcile.given import Given
from pipeline.reconcile.memory import Memory
from pipeline.reconcile.month_progress import due_day, month_progress
from pipeline.reconcile.order_changes import order_changes
from pipeline.reconcile.rulebook import rules_in_force
from pipeline.reconcile.salespeople import with_sellers
from pipeline.reconcile.slices import slices
from schemas.answers.carrier_billing import CarrierBilling


def reconcile(given: Given, found: Statements) -> Answers:
    """Every answer of a run.

    Args:
        given: What the run is asked, and the rows from which it is answered.
        found: The position of its day, and the statements of its month.

    Source:
        CONTRACT 6.
    """
    documents, as_of, lang, memory = given.documents, given.as_of, given.lang, given.memory
    billing = carrier_billing(documents["carrier_bills"], found.shipped)
    every = exceptions(findings(evidence_of(given, found, billing)), lang)
    listed = followed(memory, every, documents["handlings"], as_of, given.limits)
    books = found.parties, found.open_today, found.deposits
    days = pd.concat([found.order_status["order_date"], pd.Series([pd.Timestamp(as_of)])])
    return Answers(
        **vars(found),
        carrier_billing=billing,
        exceptions=listed.open_,
        exception_totals=exception_totals(listed.totals, as_of),
        exception_weeks=exception_weeks(listed.totals, as_of),
        every_exception=listed.found,
        handled_exceptions=listed.handled,
        cleared_exceptions=listed.cleared,
        slices=slices(found.order_status, found.shipped, found.outstanding, listed.open_, *books, lang),
        unpublished_years=unpublished_years(days),
        own_years=given.own_days.years,
        rules_in_force=rules_in_force(given.limits, documents["rules"], as_of, lang),
        month_progress=month_progress(
            documents, listed.found, found.outstanding, found.statement_totals, found.month, as_of, lang
        ),
        statements_due=due_day(found.month, given.limits.statement_due_day, given.own_days),
        compared_with=memory.as_of,
        memory=Memory(as_of, listed.known, listed.answers, listed.totals, slips=found.chased),
    )


def evidence_of(given: Given, found: Statements, billing: DataFrame[CarrierBilling]) -> Evidence:
    """The accepted documents, their position and statements, as the rules look at them."""
    documents = given.documents
    return Evidence(
        as_of=given.as_of,
        rules=given.rules,
        own_days=given.own_days,
        orders=documents["orders"],
        shipments=documents["shipments"],
        slips=documents["slips"],
        payments=documents["payments"],
        returns=documents["returns"],
        customers=documents["customers"],
        prices=documents["prices"],
        parties=with_sellers(found.parties, found.order_status),
        shipped=found.shipped,
        fulfilment=found.fulfilment,
        order_status=found.order_status,
        order_lines=found.order_lines,
        slip_states=found.slip_states,
        outstanding=found.outstanding,
        carrier_billing=billing,
        entries=found.entries,
        open_today=found.open_today,
        late_reviews=found.late_reviews,
        customer_updates=found.standing_updates,
        disputes=found.disputes,
        conflicts=given.conflicts,
        conflict_rows=given.conflict_rows,
        order_changes=order_changes(given.order_versions, documents["customers"]),
    )
