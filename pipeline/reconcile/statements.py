"""The position of a day to the statements of a month, with what their customers say of them."""

import pandas as pd

from pipeline.reconcile.answers import Position, Statements
from pipeline.reconcile.confirmations import disputes, months_confirmed, with_confirmations
from pipeline.reconcile.given import Given
from pipeline.reconcile.month import month_of
from pipeline.reconcile.own_orders import own_orders
from pipeline.reconcile.statement_goods import statement_goods
from pipeline.reconcile.statement_versions import versions_in, versions_of


def statements(given: Given, found: Position) -> Statements:
    """The statements of a month; those of a closed one as they were closed.

    Args:
        given: What the run is asked, and the rows from which it is answered.
        found: The position of its day.

    Raises:
        DoesNotAddUp: A statement breaks one of its own rules; nothing may be written then.

    Source:
        CONTRACT 4.
    """
    month, orders, confirmations = given.month, given.documents["orders"], given.documents["confirmations"]
    books = found.entries, found.parties, found.slip_states, found.deposits
    made = given.frozen or month_of(*books, found.outstanding, given.closed, month, given.lang)
    answered = [other for other in months_confirmed(confirmations) if other != month]
    older = versions_in(answered, *books, given.closed)
    versions = pd.concat([versions_of(made.statement_totals, month), older], ignore_index=True)
    totals = with_confirmations(made.statement_totals, confirmations, versions, month)
    lines = own_orders(made.statement_lines, orders)
    return Statements(
        **vars(found),
        month=month,
        statement_goods=own_orders(statement_goods(found.shipped, found.parties, month), orders),
        disputes=disputes(confirmations, versions),
        **made._replace(statement_totals=totals, statement_lines=lines)._asdict(),
    )
