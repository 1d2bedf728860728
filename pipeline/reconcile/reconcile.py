"""The tables that count to every answer of a run: the questions in the order in which they rest on each other."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.calendar import own_days, unpublished_years
from pipeline.reconcile.accounts import HERE, Spread, accounts, united
from pipeline.reconcile.accuracy import dropped_by
from pipeline.reconcile.answers import Answers
from pipeline.reconcile.carrier_billing import carrier_billing
from pipeline.reconcile.chase_summary import chase_summary
from pipeline.reconcile.chases import NEVER, chased_slips, is_chase, with_chases
from pipeline.reconcile.closed_books import NOTHING_CLOSED, ClosedBooks, with_vanished
from pipeline.reconcile.confirmations import disputes, months_confirmed, with_confirmations
from pipeline.reconcile.customer_updates import customer_updates
from pipeline.reconcile.deposit_forfeits import deposit_forfeits
from pipeline.reconcile.exceptions.answers import exceptions
from pipeline.reconcile.exceptions.evidence import Evidence
from pipeline.reconcile.exceptions.followed import followed
from pipeline.reconcile.exceptions.rules import findings
from pipeline.reconcile.exceptions.totals import exception_totals, exception_weeks
from pipeline.reconcile.handover import handover
from pipeline.reconcile.key_figures import key_figures
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.memory import NOTHING_REMEMBERED, Memory
from pipeline.reconcile.month import Month, month_of
from pipeline.reconcile.month_progress import due_day, month_progress
from pipeline.reconcile.order_changes import NO_ORDER_VERSIONS, order_changes
from pipeline.reconcile.order_confirmations import confirmed_lines, order_confirmations, with_order_confirmations
from pipeline.reconcile.outstanding import chased_for, outstanding_slips
from pipeline.reconcile.own_orders import own_orders
from pipeline.reconcile.papers import papers
from pipeline.reconcile.parties import parties
from pipeline.reconcile.resolve import resolved
from pipeline.reconcile.rulebook import rulebook, rules_in_force
from pipeline.reconcile.salespeople import with_sellers
from pipeline.reconcile.shards import shards
from pipeline.reconcile.shipping_notices import shipping_notices
from pipeline.reconcile.slices import slices
from pipeline.reconcile.slip_pace import slip_pace, slip_weeks
from pipeline.reconcile.statement_goods import statement_goods
from pipeline.reconcile.statement_versions import versions_in, versions_of
from pipeline.reconcile.stock_figures import facts_of
from pipeline.reconcile.working_time import review_seconds
from schemas.answers.first_drops import FirstDrops
from schemas.answers.kind import nothing
from schemas.choices import Parameter, ReviewStatus
from schemas.words import Lang

NO_DROPS = nothing(FirstDrops)
"""Nothing is known of what was dropped when."""


def reconcile(
    tables: Mapping[str, pd.DataFrame],
    conflicts: pd.DataFrame,
    conflict_rows: pd.DataFrame,
    as_of: date,
    month: date,
    limits: Limits,
    lang: Lang,
    closed: ClosedBooks = NOTHING_CLOSED,
    frozen: Month | None = None,
    chase_weekday: int = NEVER,
    memory: Memory = NOTHING_REMEMBERED,
    order_versions: pd.DataFrame = NO_ORDER_VERSIONS,
    drops: DataFrame[FirstDrops] = NO_DROPS,
    spread: Spread = HERE,
) -> Answers:
    """Every answer of a run.

    Args:
        tables: The rows that count, of every kind of the registry, with `file`, `sheet` and `row`.
        conflicts: One row a document that two files tell differently.
        conflict_rows: One row a row of those documents.
        as_of: The day the answers speak for; documents dated after it are left out.
        month: The first day of the month of the statements.
        limits: From when on a fact is an exception, before any dated rule says otherwise.
        lang: The language of the words in the answers.
        closed: What the closed months leave to the open ones.
        frozen: The statements of the month as they were closed; None: it is open.
        chase_weekday: The weekday, from 1 for Monday, whose report is a chase; 0: none is.
        memory: What the last report of a day before `as_of` left behind.
        order_versions: Every content of the orders that were told otherwise once, a row an order line and drop.
        drops: One row a document first dropped this month or the last.
        spread: Where what is closed under customer is asked, of how many shards of the customers.

    Raises:
        DoesNotAddUp: A statement breaks one of its own rules; nothing may be written then.

    Source:
        CONTRACT 4 and 6.
    """
    found = resolved(tables, as_of)
    rules, own = rulebook(limits, found["rules"]), own_days(found["calendar"])
    whose = with_vanished(parties(found), closed)

    per_shard = partial(accounts, as_of=as_of, pick_up_days=limits.pick_up_days)
    every = united(spread.map(per_shard, shards(found, whose, spread.shards)))
    parts, shipped, states, lines, orders, held, account, settled = every
    freight = carrier_billing(found["carrier_bills"], shipped)
    updates = customer_updates(found, lang)
    open_today = settled.open_items
    listed_slips = outstanding_slips(shipped, states, open_today, as_of, lang)
    to_confirm = order_confirmations(found, orders, whose, rules.of(Parameter.DEPOSIT), limits, as_of)
    if limits.chase_confirmations:
        listed_slips = with_order_confirmations(listed_slips, to_confirm, as_of, lang)
    chase = is_chase(as_of, memory.as_of, chase_weekday)
    chased = chased_slips(memory.slips, listed_slips, as_of) if chase else memory.slips
    outstanding = with_chases(listed_slips, chased)
    statements = frozen or month_of(account, whose, states, held, outstanding, closed, month, lang)
    answered = [other for other in months_confirmed(found["confirmations"]) if other != month]
    older = versions_in(answered, account, whose, states, held, closed)
    versions = pd.concat([versions_of(statements.statement_totals, month), older], ignore_index=True)
    totals = with_confirmations(statements.statement_totals, found["confirmations"], versions, month)
    lines_shown = own_orders(statements.statement_lines, found["orders"])
    statements = statements._replace(statement_totals=totals, statement_lines=lines_shown)

    evidence = Evidence(
        as_of=as_of,
        rules=rules,
        own_days=own,
        orders=found["orders"],
        shipments=found["shipments"],
        slips=found["slips"],
        payments=found["payments"],
        returns=found["returns"],
        customers=found["customers"],
        prices=found["prices"],
        parties=with_sellers(whose, orders),
        shipped=shipped,
        fulfilment=parts,
        order_status=orders,
        order_lines=lines,
        slip_states=states,
        outstanding=outstanding,
        carrier_billing=freight,
        entries=account,
        open_today=open_today,
        customer_updates=customer_updates(without_rejected(found)),
        disputes=disputes(found["confirmations"], versions),
        conflicts=conflicts,
        conflict_rows=conflict_rows,
        order_changes=order_changes(order_versions, found["customers"]),
    )
    listed = followed(memory, exceptions(findings(evidence), lang), found["handlings"], as_of, limits)
    seconds = review_seconds(orders["placed_at"], orders["reviewed_at"], rules.of(Parameter.CUT_OFF), own)
    facts = facts_of(orders, lines, parts, shipped, states, seconds)
    dropped = dropped_by(drops, found, orders, shipped, whose, lang)
    late_reviews = listed.found.loc[listed.found["code"] == "E502", "document_no"]
    return Answers(
        as_of=as_of,
        month=month,
        parties=whose,
        shipped=shipped,
        fulfilment=parts,
        order_status=orders,
        order_lines=lines,
        papers=papers(found, orders, states, settled, to_confirm, lang),
        order_confirmations=to_confirm,
        confirmed_lines=confirmed_lines(found["orders"], to_confirm),
        shipping_notices=shipping_notices(found, shipped, orders, whose, lang),
        slip_states=states,
        outstanding=outstanding,
        is_chase=chase,
        chase=chase_summary(outstanding, slip_pace(states, chased_for(shipped, lang), as_of)),
        slip_weeks=slip_weeks(states, as_of),
        handover=handover(found, shipped, states, as_of, lang),
        carrier_billing=freight,
        entries=account,
        deposits=held,
        deposit_forfeits=deposit_forfeits(
            orders,
            held,
            as_of=as_of,
            pick_up_days=limits.pick_up_days,
            last_days=limits.pick_up_last_days,
            points=limits.forfeit_points,
            late_points=limits.forfeit_late_points,
            of_deposit=limits.forfeit_of_deposit,
        ),
        open_today=open_today,
        exceptions=listed.open_,
        exception_totals=exception_totals(listed.totals, as_of),
        exception_weeks=exception_weeks(listed.totals, as_of),
        every_exception=listed.found,
        handled_exceptions=listed.handled,
        cleared_exceptions=listed.cleared,
        customer_updates=updates,
        slices=slices(orders, shipped, outstanding, listed.open_, whose, open_today, held, lang),
        key_figures=key_figures(facts, late_reviews, dropped, as_of),
        unpublished_years=unpublished_years(pd.concat([orders["order_date"], pd.Series([pd.Timestamp(as_of)])])),
        own_years=own.years,
        rules_in_force=rules_in_force(limits, found["rules"], as_of, lang),
        statement_goods=own_orders(statement_goods(shipped, whose, month), found["orders"]),
        month_progress=month_progress(found, listed.found, outstanding, totals, month, as_of, lang),
        statements_due=due_day(month, limits.statement_due_day, own),
        compared_with=memory.as_of,
        memory=Memory(as_of, listed.known, listed.answers, listed.totals, slips=chased),
        **statements._asdict(),
    )


def without_rejected(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables without rejected orders, of which no exception speaks though the list of updates does."""
    orders = tables["orders"]
    return {**tables, "orders": orders[orders["review_status"] != ReviewStatus.REJECTED.value]}
