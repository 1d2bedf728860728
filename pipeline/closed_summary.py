"""对账汇总 of a sealed month: as it was closed, but for 对账状态, which follows the answers that come back later."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd

from pipeline.intake.grid import raw_sheets
from pipeline.intake.refused import Refused
from pipeline.intake.rules import ReadingRules
from pipeline.ledger.closed import Sealed
from pipeline.reconcile.lookup import looked_up
from pipeline.report.look import Company, Look
from pipeline.report.names import SUMMARY_FILE
from pipeline.report.registry import with_files
from pipeline.report.statement_summary import statement_summary
from schemas.answers.intake import IntakeReport
from schemas.answers.kind import checked, nothing
from schemas.answers.progress import MonthProgress
from schemas.answers.statements import STATEMENT_TOTALS, StatementTotals
from schemas.choices import Confirmed
from schemas.words import Lang


def terms(month: date, due: date, look: Look) -> dict[str, Any]:
    """What the summary rests on beside its tables, as JSON has it."""
    days = {"month": month.isoformat(), "due": due.isoformat(), "as_of": look.as_of.isoformat()}
    return {**days, "lang": look.lang, "company": asdict(look.company)}


def look_of(found: Mapping[str, Any]) -> Look:
    """How the workbooks of a month looked when it was closed, from its terms."""
    company = Company(**(found["company"] | {"bank": tuple(found["company"]["bank"])}))
    return Look(date.fromisoformat(found["as_of"]), found["lang"], company)


def workbooks_now(sealed: Sealed, confirmed: pd.Series) -> dict[str, bytes]:
    """The month's workbooks by name: as they were closed, but for the summary once an answer changed a 对账状态.

    Args:
        sealed: The month.
        confirmed: Where each statement stands, for each row of the sealed totals.
    """
    if confirmed.equals(sealed.table(StatementTotals)["confirmed"]):
        return sealed.workbooks()
    return sealed.workbooks() | {SUMMARY_FILE: summary_again(sealed, confirmed)}


def summary_again(sealed: Sealed, confirmed: pd.Series) -> bytes:
    """The summary built from what was sealed, with the 对账状态 given for each row of the totals."""
    found = sealed.terms()
    look = look_of(found)
    month, due = (date.fromisoformat(found[day]) for day in ("month", "due"))
    answered = checked(StatementTotals, sealed.table(StatementTotals).assign(confirmed=confirmed))
    totals = with_files(answered, look)
    return statement_summary(totals, sealed.table(MonthProgress), nothing(IntakeReport), month, due, look)


def follows(content: bytes, sealed: Sealed) -> bool:
    """Whether a summary is the sealed one with answers that came back later: nothing but 对账状态 is another."""
    shown = states_shown(content, look_of(sealed.terms()).lang)
    totals = sealed.table(StatementTotals)
    return content == summary_again(sealed, looked_up(totals["customer_code"], shown))


def states_shown(content: bytes, lang: Lang) -> pd.Series:
    """The 对账状态 that a summary shows for each customer, by code; none where it can't be read."""
    labels = [STATEMENT_TOTALS.cells[name].label.in_(lang) for name in ("customer_code", "confirmed")]
    words = {state.in_(lang): state.value for state in Confirmed}
    found: dict[str, str] = {}
    for rows in pages_of(content):
        header = next((row for row in rows if set(labels) <= set(row)), None)
        if header is not None:
            code, state = map(header.index, labels)
            found |= {row[code]: words[row[state]] for row in rows if row[state] in words}
    return pd.Series(found, dtype="str")


def pages_of(content: bytes) -> list[list[list[str]]]:
    """The cells of a workbook as text: by sheet, row and column; none where it can't be read."""
    try:
        sheets = raw_sheets(content, SUMMARY_FILE, ReadingRules())
    except Refused:
        return []
    return [[sheet.texts(row) for row in range(sheet.rows)] for sheet in sheets]
