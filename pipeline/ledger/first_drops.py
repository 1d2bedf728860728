"""The versions of files since a day to whether each document new in them was accepted at its first drop."""

from datetime import date

import pandas as pd
import pyarrow.compute as pc
from pandera.typing.pandas import DataFrame

from pipeline.ledger.among import among_all
from pipeline.ledger.ground import Ground
from pipeline.ledger.journal import Outcome, Version
from pipeline.ledger.standing import KEY
from schemas.answers.first_drops import FirstDrops
from schemas.answers.kind import checked

BUSINESS = ("orders", "shipments", "slips", "payments", "returns")
"""The kinds that people drop day by day; a list such as the master is not counted line by line."""

NAMED = ["salesperson", "order_no"]
"""What documents say of whose they are."""


def first_drops(ground: Ground, since: date) -> DataFrame[FirstDrops]:
    """Every document first dropped on a day or later, and whether it was accepted as it came.

    First is the earliest version of any file that has it; what already stood in the last version of a file before the
    day is not new. A document in two sheets of a file is held back when one of its copies is. Rows whose key can't be
    read are new as far as a file has more of them than it ever had. Whether it could be read decides, not what other
    files say of it; files refused as a whole have no documents, and withdrawn ones count as they were dropped.

    Args:
        ground: The journal, and what was read in each version.
        since: The first day.

    Source:
        Issue 5, "share of documents accepted at first drop".
    """
    read = sorted((v for v in ground.journaled if v.outcome is Outcome.READ), key=lambda version: version.order)
    before = {version.file: version for version in read if version.as_of < since}
    looked_at = [*before.values(), *(version for version in read if version.as_of >= since)]
    known = [version for version in looked_at if ground.shelf.head(version).refusal is None]
    of_business = pc.field("kind").isin(BUSINESS)
    documents = ground.shelf.documents(known, [*KEY, "state", "rows", *NAMED], of_business)
    nameless = documents["document"] == ""
    found = pd.concat([first_of(documents[~nameless]), risen(documents[nameless])], ignore_index=True)
    day = found["version"].map(days_of(known)).astype("datetime64[us]")
    new = found.assign(dropped_on=day)[day >= pd.Timestamp(since)]
    new = new.assign(**{name: new[name].astype("str").mask(new[name] == "") for name in NAMED})
    return checked(FirstDrops, new.sort_values("dropped_on", kind="stable"))


def days_of(versions: list[Version]) -> dict[int, pd.Timestamp]:
    """The day of each version's run, by its number."""
    return {version.id: pd.Timestamp(version.as_of) for version in versions}


def first_of(documents: pd.DataFrame) -> pd.DataFrame:
    """The first version of each document, which come in the order of the versions: accepted unless a copy was held."""
    firsts = documents.drop_duplicates(KEY)
    held = documents[documents["state"] == "held"]
    return firsts.assign(accepted=~among_all(firsts, held, ["version", *KEY]), documents=1)


def risen(rows: pd.DataFrame) -> pd.DataFrame:
    """How many more rows without a key each version has than any earlier one of its file, which are all held."""
    counts = rows.groupby(["file", "kind", "version"], sort=False, as_index=False)["rows"].sum()
    most = counts.groupby(["file", "kind"])["rows"].cummax()
    earlier = most.groupby([counts["file"], counts["kind"]]).shift(fill_value=0)
    more = most - earlier
    found: pd.DataFrame = counts.assign(document="", accepted=False, documents=more)[more > 0]
    return found
