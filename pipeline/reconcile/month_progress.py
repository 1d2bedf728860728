"""Documents, exceptions and slips to what a month still lacks before its statements can go out."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.calendar import NO_OWN_DAYS, OwnDays, is_working_day, working_day_up_to
from pipeline.reconcile.account import month_ends
from pipeline.reconcile.on_file import DATED
from schemas.answers.exceptions import Exceptions
from schemas.answers.kind import checked, nothing
from schemas.answers.progress import MonthProgress
from schemas.answers.slips import OutstandingSlips
from schemas.answers.statements import StatementTotals
from schemas.choices import Topic
from schemas.registry import SHEETS
from schemas.sentences.exceptions import EXCEPTIONS
from schemas.words import Lang, Words

DAILY = ("orders", "shipments", "slips", "payments", "returns")
UNMATCHED = ("E402", "E403", "E705")
BLOCKING = ("E103", "E304", "E402", "E407", "E705", "E706", "E901")
"""The exceptions that may change what a statement says."""

NAMED = 20
"""So many documents of a code are named."""

BETWEEN = Words("；", "; ")
COUNTED = Words("{title} {count} 件", "{title}: {count}")
OTHERS = Words("{title} 另 {count} 张", "{title}: {count} more")
OTHERS_LISTED = Words("都在异常报告里", "all are in the exceptions report")
SLIPS = Words("本月出库未回单", "slips of the month not back")


def due_day(month: date, day: int, own: OwnDays = NO_OWN_DAYS) -> date:
    """The day of the next month on which something of a month is due, such as its statements.

    If that is no working day, the working day before it in the same month; where there is none, it stays.
    """
    _, last = month_ends(month)
    return working_day_up_to(last + timedelta(days=day), last + timedelta(days=1), own)


def month_progress(
    tables: Mapping[str, pd.DataFrame],
    exceptions: DataFrame[Exceptions],
    outstanding: DataFrame[OutstandingSlips],
    totals: DataFrame[StatementTotals],
    month: date,
    as_of: date,
    lang: Lang = "zh",
) -> DataFrame[MonthProgress]:
    """What a month has and lacks: days with data, documents that match nothing, and customers with something open.

    Days count up to the day the answer speaks for. What is held back stands in the intake report.

    Args:
        tables: As `resolved` gives them.
        exceptions: One row an exception.
        outstanding: One row a slip to chase.
        totals: One row a customer of the month.
        month: Its first day.
        as_of: The day the answer speaks for.
        lang: The language of the words.

    Source:
        Issue "Statements that an accountant signs", the sheet 月结进度.
    """
    first, last = month_ends(month)
    days = pd.Series(pd.date_range(first, min(last, as_of), unit="us"))
    in_month = (outstanding["ship_date"] >= pd.Timestamp(first)) & (outstanding["ship_date"] <= pd.Timestamp(last))
    parts = [
        nothing(MonthProgress),
        pd.DataFrame([kind_row(name, tables[name], days, lang) for name in DAILY]),
        unmatched(exceptions, lang),
        to_settle(exceptions, outstanding[in_month], totals, lang),
    ]
    columns = list(parts[0].columns)
    every = [part.reindex(columns=columns).astype(object) for part in parts]
    return checked(MonthProgress, pd.concat(every, ignore_index=True))


def kind_row(name: str, rows: pd.DataFrame, days: pd.Series, lang: Lang) -> dict[str, object]:
    """On which days of the month a kind of sheet has documents, and on which working days it has none."""
    there = days.isin(rows[DATED[name]].dropna().dt.normalize())
    lacking = ~there & is_working_day(days).astype(bool)
    return {
        "topic": Topic.DATA.value,
        "subject": SHEETS[name].label.in_(lang),
        "count": int(there.sum()),
        "with_data": runs(days[there].dt.day.tolist()),
        "without_data": runs(days[lacking].dt.day.tolist()),
    }


def runs(numbers: list[int]) -> str:
    """Rising numbers as runs, such as `1-3, 8`."""
    grouped = [list(group) for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    ends = [(group[0][1], group[-1][1]) for group in grouped]
    return ", ".join(str(start) if start == end else f"{start}-{end}" for start, end in ends)


def unmatched(exceptions: DataFrame[Exceptions], lang: Lang) -> pd.DataFrame:
    """The documents that name nothing known, as the exceptions tell of them; the many of one code are counted."""
    found = exceptions[exceptions["code"].isin(UNMATCHED)]
    beyond = found.groupby("code").cumcount() >= NAMED
    told = found[~beyond].rename(columns={"document_no": "subject", "description": "notes"}).assign(count=1)
    counted = found[beyond].groupby("code").agg(count=("code", "size"), amount_fen=("amount_fen", "sum")).reset_index()
    said = [
        OTHERS.in_(lang).format(title=EXCEPTIONS[code].title.in_(lang), count=count)
        for code, count in zip(counted["code"], counted["count"], strict=True)
    ]
    others = counted.assign(subject=said, notes=OTHERS_LISTED.in_(lang))
    together = pd.concat([told, others]).sort_values("code", kind="stable")
    return together.assign(topic=Topic.UNMATCHED.value)


def to_settle(
    exceptions: DataFrame[Exceptions],
    outstanding: pd.DataFrame,
    totals: DataFrame[StatementTotals],
    lang: Lang,
) -> pd.DataFrame:
    """The customers with a statement that something may still change, or whose slips of the month are not back."""
    blocking = exceptions[exceptions["code"].isin(BLOCKING)]
    titles = {code: said.title.in_(lang) for code, said in EXCEPTIONS.items()}
    told = pd.concat(
        [
            pd.DataFrame({"customer_code": blocking["customer_code"], "what": blocking["code"].map(titles)}),
            pd.DataFrame({"customer_code": outstanding["customer_code"], "what": SLIPS.in_(lang)}),
        ]
    )
    counted = told.groupby(["customer_code", "what"], sort=False).size().rename("count").reset_index()
    pieces = [
        COUNTED.in_(lang).format(title=title, count=count)
        for title, count in zip(counted["what"], counted["count"], strict=True)
    ]
    together = counted.assign(notes=pieces).groupby("customer_code")
    open_ = pd.DataFrame({"count": together["count"].sum(), "notes": together["notes"].agg(BETWEEN.in_(lang).join)})
    given = totals[totals["has_statement"].fillna(False).astype(bool)]
    found = given.merge(open_, left_on="customer_code", right_index=True, how="inner", validate="one_to_one")
    return found.assign(topic=Topic.TO_SETTLE.value, subject=found["customer_code"], amount_fen=found["closing_fen"])
