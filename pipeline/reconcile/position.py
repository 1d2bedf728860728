"""What is given to the position of a day: how goods, slips and accounts stand."""

from datetime import date
from functools import partial

from pandera.typing.pandas import DataFrame

from pipeline.calendar import OwnDays
from pipeline.reconcile.accounts import HERE, Accounts, Spread, accounts, united
from pipeline.reconcile.accuracy import dropped_by
from pipeline.reconcile.answers import Position
from pipeline.reconcile.chase_summary import chase_summary
from pipeline.reconcile.chases import chased_slips, is_chase, with_chases
from pipeline.reconcile.closed_books import with_vanished
from pipeline.reconcile.customer_updates import customer_updates
from pipeline.reconcile.deposit_forfeits import deposit_forfeits
from pipeline.reconcile.exceptions.timeliness import REVIEW_HOURS, late_reviews
from pipeline.reconcile.given import Given
from pipeline.reconcile.handover import handover
from pipeline.reconcile.key_figures import key_figures
from pipeline.reconcile.order_confirmations import confirmed_lines, order_confirmations, with_order_confirmations
from pipeline.reconcile.outstanding import chased_for, outstanding_slips
from pipeline.reconcile.papers import papers
from pipeline.reconcile.parties import parties
from pipeline.reconcile.rulebook import Rulebook
from pipeline.reconcile.shards import shards
from pipeline.reconcile.shipping_notices import shipping_notices
from pipeline.reconcile.slip_pace import slip_pace, slip_weeks
from pipeline.reconcile.stock_figures import facts_of
from pipeline.reconcile.working_time import review_seconds
from schemas.answers.exceptions import Findings
from schemas.answers.order_confirmations import OrderConfirmations
from schemas.answers.orders import KeyFigures, OrderStatus
from schemas.answers.parties import Parties
from schemas.answers.slips import OutstandingSlips
from schemas.choices import CALLED_OFF, Parameter


def position(given: Given, spread: Spread = HERE) -> Position:
    """How goods, slips and accounts stand on a day.

    Args:
        given: What the run is asked, and the rows from which it is answered.
        spread: Where what is closed under customer is asked, of how many shards of the customers.

    Source:
        CONTRACT 4.
    """
    documents, as_of, lang, limits = given.documents, given.as_of, given.lang, given.limits
    whose = with_vanished(parties(documents), given.closed)
    per_shard = partial(accounts, as_of=as_of, pick_up_days=limits.pick_up_days)
    every = united(spread.map(per_shard, shards(documents, whose, spread.shards)))
    parts, shipped, states, lines, orders, held, account, settled = every
    to_confirm = order_confirmations(documents, orders, whose, given.rules.of(Parameter.DEPOSIT), limits, as_of)
    listed_slips = slips_to_chase(given, every, to_confirm)
    chase = is_chase(as_of, given.memory.as_of, given.chase_weekday)
    chased = chased_slips(given.memory.slips, listed_slips, as_of) if chase else given.memory.slips
    outstanding = with_chases(listed_slips, chased)
    late = reviewed_late(orders, as_of, given.rules, given.own_days)
    return Position(
        as_of=as_of,
        parties=whose,
        shipped=shipped,
        fulfilment=parts,
        order_status=orders,
        order_lines=lines,
        papers=papers(documents, orders, states, settled, to_confirm, lang),
        order_confirmations=to_confirm,
        confirmed_lines=confirmed_lines(documents["orders"], to_confirm),
        shipping_notices=shipping_notices(documents, shipped, orders, whose, lang),
        slip_states=states,
        outstanding=outstanding,
        is_chase=chase,
        chased=chased,
        chase=chase_summary(outstanding, slip_pace(states, chased_for(shipped, lang), as_of)),
        slip_weeks=slip_weeks(states, as_of),
        handover=handover(documents, shipped, states, as_of, lang),
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
        open_today=settled.open_items,
        late_reviews=late,
        key_figures=figures(given, every, whose, late),
        customer_updates=customer_updates(documents, lang),
        standing_updates=customer_updates(documents, void=CALLED_OFF),
    )


def slips_to_chase(
    given: Given, every: Accounts, to_confirm: DataFrame[OrderConfirmations]
) -> DataFrame[OutstandingSlips]:
    """The slips that are out, and where the office chases them the orders that nobody confirmed."""
    listed = outstanding_slips(every.shipped, every.slip_states, every.settled.open_items, given.as_of, given.lang)
    if not given.limits.chase_confirmations:
        return listed
    return with_order_confirmations(listed, to_confirm, given.as_of, given.lang)


def reviewed_late(orders: DataFrame[OrderStatus], as_of: date, rules: Rulebook, own: OwnDays) -> DataFrame[Findings]:
    """The orders that were not reviewed in time, by the rules that held: what E502 finds, and figures rest on."""
    hours = {priority: rules.of(parameter) for priority, parameter in REVIEW_HOURS.items()}
    return late_reviews(orders, as_of=as_of, hours=hours, cut_off=rules.of(Parameter.CUT_OFF), own=own)


def figures(
    given: Given, every: Accounts, whose: DataFrame[Parties], late: DataFrame[Findings]
) -> DataFrame[KeyFigures]:
    """What a manager looks at first."""
    orders = every.order_status
    cut_off = given.rules.of(Parameter.CUT_OFF)
    seconds = review_seconds(orders["placed_at"], orders["reviewed_at"], cut_off, given.own_days)
    facts = facts_of(orders, every.order_lines, every.fulfilment, every.shipped, every.slip_states, seconds)
    dropped = dropped_by(given.drops, given.documents, orders, every.shipped, whose, given.lang)
    return key_figures(facts, late["document_no"], dropped, given.as_of)
