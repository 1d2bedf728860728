"""What is remembered from report to report: the memory of the last one and what a day found to the memory after it."""

from datetime import date
from typing import NamedTuple

from pandera.typing.pandas import DataFrame

from schemas.answers.kind import nothing
from schemas.answers.memory import ChasedSlips, RememberedExceptions, RememberedHandlings, ReportedTotals


class Memory(NamedTuple):
    """What the reports up to a day know, that day's included.

    It goes by days and not by runs: a report is compared with the last one of a day before it, so that the same inbox
    on the same day gives the same report however often it is run.

    Attributes:
        as_of: The day of the last report; None: there was none yet.
        exceptions: One row an exception that any of them found.
        handlings: One row an answer that counted on the last of them.
        totals: One row a report, category and level.
        slips: One row a slip that was ever chased.
    """

    as_of: date | None
    exceptions: DataFrame[RememberedExceptions]
    handlings: DataFrame[RememberedHandlings]
    totals: DataFrame[ReportedTotals]
    slips: DataFrame[ChasedSlips]


NOTHING_REMEMBERED = Memory(
    None, nothing(RememberedExceptions), nothing(RememberedHandlings), nothing(ReportedTotals), nothing(ChasedSlips)
)
"""Before the first report."""
