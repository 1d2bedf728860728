"""What customers answered to their statements: where each one stands, and who does not agree."""

from collections.abc import Iterator
from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.compared import compared
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.source import row_source
from schemas.answers.kind import checked
from schemas.answers.statements import Disputes, StatementTotals, StatementVersions
from schemas.choices import Agreement, Confirmed


def months_confirmed(confirmations: pd.DataFrame) -> Iterator[date]:
    """The months that any answer is about, the earliest first; one that can't be told is left out.

    Args:
        confirmations: One row an answer.
    """
    given = pd.to_datetime(confirmations["statement_no"].str[:6], format="%Y%m", errors="coerce")
    for month in sorted(given.dropna().unique()):
        yield month.date()


def confirmed(
    confirmations: pd.DataFrame, versions: DataFrame[StatementVersions], customer_codes: pd.Series, month: date
) -> pd.Series:
    """Where each customer's statement of a month stands: 相符 or 不符 if they answered to the figures as they are now.

    Who answered to other figures of that month only is 旧版, who did not answer is 未回.

    Args:
        confirmations: One row an answer.
        versions: One row a statement, of this month and perhaps of others.
        customer_codes: Whose statements.
        month: Any day of the month.

    Returns:
        Words of Confirmed, on the index of `customer_codes`.
    """
    now = answered(confirmations, versions)
    now = now[now["month"].dt.strftime("%Y-%m") == f"{month:%Y-%m}"]
    older = confirmations[confirmations["month"].str[:7] == f"{month:%Y-%m}"]
    outdated = among(compared(customer_codes), compared(older["customer_code"]))
    otherwise = pd.Series(Confirmed.NOT_BACK.value, index=customer_codes.index, dtype="str")
    otherwise = otherwise.mask(outdated, Confirmed.OUTDATED.value)
    return looked_up(customer_codes, now.set_index("customer_code")["result"]).fillna(otherwise).astype("str")


def with_confirmations(
    totals: DataFrame[StatementTotals],
    confirmations: pd.DataFrame,
    versions: DataFrame[StatementVersions],
    month: date,
) -> DataFrame[StatementTotals]:
    """The totals with where each statement stands; blank where there is none.

    Args:
        totals: One row a customer.
        confirmations: One row an answer.
        versions: One row a statement, of this month and perhaps of others.
        month: Any day of the month.
    """
    states = confirmed(confirmations, versions, totals["customer_code"], month)
    given = totals["has_statement"].fillna(False).astype(bool)
    return checked(StatementTotals, totals.assign(confirmed=states.where(given)))


def disputes(confirmations: pd.DataFrame, versions: DataFrame[StatementVersions]) -> DataFrame[Disputes]:
    """Customers whose last word is that a statement differs: of each the answer to the latest month counts.

    An answer to figures that have changed since says nothing any more.

    Args:
        confirmations: One row an answer, with file, sheet and row.
        versions: One row a statement, of every month that any answer is about.

    Returns:
        One row a customer. Order: customer_code.
    """
    last = (
        answered(confirmations, versions)
        .sort_values(["customer_code", "month"])
        .drop_duplicates("customer_code", keep="last")
    )
    differing = last[last["result"] == Agreement.DIFFERS.value]
    return checked(
        Disputes,
        differing.assign(
            ours_fen=differing["closing_fen"], theirs_fen=differing["their_balance_fen"], source=row_source(differing)
        ),
    )


def answered(confirmations: pd.DataFrame, versions: DataFrame[StatementVersions]) -> pd.DataFrame:
    """The statements that were answered in the figures as they are now, each beside its answer: one row a statement."""
    told = confirmations.drop(columns=["customer_code", "month", "closing_fen"])
    once = versions.drop_duplicates("statement_no")
    return once.merge(told.dropna(subset="statement_no"), on="statement_no", how="inner", validate="one_to_one")
