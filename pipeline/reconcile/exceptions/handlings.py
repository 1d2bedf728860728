"""The answers on file and those that reports met to which facts each of them answers, and since when."""

from datetime import date

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import looked_up
from schemas.answers.exceptions import FORM, Exceptions
from schemas.answers.kind import checked
from schemas.answers.memory import RememberedHandlings


def known_handlings(
    before: DataFrame[RememberedHandlings], given: pd.DataFrame, found: DataFrame[Exceptions], as_of: date
) -> DataFrame[RememberedHandlings]:
    """The answers that count now, each with the facts that it is an answer to and the report that first met it.

    An answer is to the facts of its own 版本, else to those that the first report to meet it found. The same words
    once more are the same answer, whatever 版本 stands beside them: an exception that came back into the list carries
    its old answer, and who fills in the rows around it doesn't answer it anew. An answer that is on file no longer is
    forgotten.

    Args:
        before: What the last report before `as_of` knew.
        given: The rows of the kind handlings that count, one an exception.
        found: One row an exception of today.
        as_of: The day of this report.

    Returns:
        One row an answer. Order: exception_id.

    Source:
        CONTRACT 6; issue 5, point 4.
    """
    key = given["exception_id"]
    known = before.set_index("exception_id").reindex(pd.Index(key)).set_axis(given.index)
    same = known["answered_on"].notna()
    for name in FORM:
        same &= (given[name] == known[name]).fillna(False).astype(bool) | (given[name].isna() & known[name].isna())
    facts = given["facts_version"].fillna(looked_up(key, found.set_index("exception_id")["facts_version"]))
    answers = given.assign(
        facts_version=known["facts_version"].where(same, facts),
        answered_on=known["answered_on"].where(same, pd.Timestamp(as_of)),
    )
    return checked(RememberedHandlings, answers.sort_values("exception_id"))
