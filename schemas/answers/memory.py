"""What a report leaves behind for the next one: exceptions it knew, answers it met, its figures, slips it chased."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CHOICE, CODE, COUNT, DAY, MONEY, TEXT, inner


class RememberedExceptions(pa.DataFrameModel):
    """One row an exception that any report so far found. Order: exception_id. Source: issue 5, point 4.

    `facts_version`: of its last facts. `first_seen`, `last_seen`: days of the reports that found it; `times`: how many
    did. `opened_on`: the report since which it stands without a break; `cleared_on`: the first report that no longer
    found it, blank while it stands. `reopened`: how often it came back. The others are as the last report that found it
    had them.
    """

    exception_id: str = inner(CODE)
    code: str = inner(CODE)
    category: str = inner(CHOICE)
    level: str = inner(CHOICE)
    document_no: str = inner(CODE)
    customer_code: str = inner(CODE)
    customer_name: str = inner(TEXT)
    responsible: str = inner(TEXT)
    amount_fen: pd.Int64Dtype = inner(MONEY)
    facts_version: str = inner(CODE)
    first_seen: pd.Timestamp = inner(DAY)
    last_seen: pd.Timestamp = inner(DAY)
    times: pd.Int64Dtype = inner(COUNT)
    opened_on: pd.Timestamp = inner(DAY)
    cleared_on: pd.Timestamp = inner(DAY)
    reopened: pd.Int64Dtype = inner(COUNT)


class RememberedHandlings(pa.DataFrameModel):
    """One row an answer that counts. Order: exception_id. Source: issue 5, point 4.

    `facts_version`: the facts that it answers; blank where it was met when nothing was found under its number.
    `answered_on`: the first report that met these words.
    """

    exception_id: str = inner(CODE)
    handling: str = inner(TEXT)
    handled_by: str = inner(TEXT)
    snoozed_until: pd.Timestamp = inner(DAY)
    facts_version: str = inner(CODE)
    answered_on: pd.Timestamp = inner(DAY)


class ReportedTotals(pa.DataFrameModel):
    """One row a report, category and level, those without an exception too. Order: report_date, category, level.

    Counts and amounts of the exceptions that stood open; of these the new ones (came back ones among them) and the
    overdue ones (put off until a day that has passed, or not answered in time); of those cleared since the report
    before; of those answered.
    """

    report_date: pd.Timestamp = inner(DAY)
    category: str = inner(CHOICE)
    level: str = inner(CHOICE)
    open_count: pd.Int64Dtype = inner(COUNT)
    open_fen: pd.Int64Dtype = inner(MONEY)
    new_count: pd.Int64Dtype = inner(COUNT)
    new_fen: pd.Int64Dtype = inner(MONEY)
    overdue_count: pd.Int64Dtype = inner(COUNT)
    overdue_fen: pd.Int64Dtype = inner(MONEY)
    cleared_count: pd.Int64Dtype = inner(COUNT)
    cleared_fen: pd.Int64Dtype = inner(MONEY)
    handled_count: pd.Int64Dtype = inner(COUNT)
    handled_fen: pd.Int64Dtype = inner(MONEY)


class ChasedSlips(pa.DataFrameModel):
    """One row a slip that was ever chased: how often, and first and last when. Order: shipment_no, slip_type.

    Source: issue 5, point 5.
    """

    shipment_no: str = inner(CODE)
    slip_type: str = inner(CHOICE)
    times: pd.Int64Dtype = inner(COUNT)
    first: pd.Timestamp = inner(DAY)
    last: pd.Timestamp = inner(DAY)
