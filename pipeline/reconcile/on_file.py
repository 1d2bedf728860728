"""Accepted documents to those that count on a day."""

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from schemas.registry import SHEETS

DATED = {name: kind.dated for name, kind in SHEETS.items() if kind.dated is not None}
"""The day by which a document of each kind is left out; customers and prices have none."""
MONTHLY = {"carrier_bills": "bill_month"}
"""The month, such as `2026-10`, by which a document is left out; one of the month of `as_of` counts."""


def on_file(tables: Mapping[str, pd.DataFrame], as_of: date) -> dict[str, pd.DataFrame]:
    """The documents dated up to `as_of`; a kind that is not given has no rows.

    An order counts from its day, whatever the hour. A promise of a slip has no day and stays. A slip that is handed
    over later is not handed over yet.

    Args:
        tables: Rows by kind, in the columns of `SheetKind.dtypes` and `file`.
        as_of: The last day that counts.

    Returns:
        Every kind of the registry, rows as they stood, on a fresh index.

    Source:
        CONTRACT 4, `as_of`.
    """
    next_day = pd.Timestamp(as_of + timedelta(days=1))
    found = {}
    for name, kind in SHEETS.items():
        rows = tables[name] if name in tables else kind.empty().assign(file=pd.Series(dtype="str"))
        later = rows[DATED[name]] >= next_day if name in DATED else pd.Series(False, index=rows.index)
        if name in MONTHLY:
            later = rows[MONTHLY[name]] > f"{as_of:%Y-%m}"
        found[name] = (rows[~later] if later.any() else rows).reset_index(drop=True)  # as a rule nothing is copied
    handed = found["slips"]["handed_over_date"]
    found["slips"] = found["slips"].assign(handed_over_date=handed.mask(handed >= next_day))
    return found
