"""The exceptions of a report to its figures by category and level, kept from report to report."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from schemas.answers.exceptions import ClearedExceptions
from schemas.answers.kind import checked
from schemas.answers.memory import ReportedTotals
from schemas.choices import Category, Level

CELLS = pd.MultiIndex.from_product(
    [[category.value for category in Category], [level.value for level in Level]], names=["category", "level"]
)
"""Every report has a figure for each of these, so that none is told from no report."""


def reported_totals(
    before: DataFrame[ReportedTotals], judged: pd.DataFrame, cleared: DataFrame[ClearedExceptions], as_of: date
) -> DataFrame[ReportedTotals]:
    """The figures of all reports up to this one.

    Args:
        before: Of the reports before it.
        judged: As `with_memory` gives it.
        cleared: What the last report found and this one no longer does.
        as_of: The day of this report.

    Returns:
        One row a report, category and level, amounts in fen. Order: report_date, category, level.
    """
    open_ = ~judged["covered"]
    parts = {
        "open": judged[open_],
        "new": judged[open_ & judged["fresh"]],
        "overdue": judged[open_ & judged["overdue"]],
        "cleared": cleared,
        "handled": judged[judged["covered"]],
    }
    columns: dict[str, pd.Series] = {}
    for name, part in parts.items():
        amounts = part.groupby(["category", "level"])["amount_fen"]
        columns[f"{name}_count"] = amounts.size().reindex(CELLS, fill_value=0)
        columns[f"{name}_fen"] = amounts.sum().reindex(CELLS, fill_value=0)
    now = pd.DataFrame(columns).reset_index().assign(report_date=pd.Timestamp(as_of))
    return checked(ReportedTotals, pd.concat([before, now]))
