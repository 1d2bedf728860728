"""The master and the documents to every customer there is, with what is known of each."""

from collections.abc import Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.on_file import DATED
from pipeline.reconcile.resolve import NAMING
from pipeline.reconcile.source import row_source, sources
from schemas.answers.kind import checked
from schemas.answers.parties import Parties


def parties(tables: Mapping[str, pd.DataFrame]) -> DataFrame[Parties]:
    """Every customer of the master, and every other one that a document stands under.

    A customer that is not in the master has no credit days, no limit and no opening balance; its source is the
    latest document that stands under it.

    Args:
        tables: As `resolved` gives them.

    Returns:
        One row a customer. Order: customer_code.

    Source:
        CONTRACT 3, "Who the customer is".
    """
    master = tables["customers"]
    known = master.assign(in_master=True, source=row_source(master))
    every = pd.concat([known, strangers(tables)], ignore_index=True)
    every["credit_days"] = every["credit_days"].fillna(0)
    every["opening_balance_fen"] = every["opening_balance_fen"].fillna(0)
    return checked(Parties, every.sort_values("customer_code"))


def strangers(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The customers of documents that are not in the master: code, name, source, in_master false."""
    place = ["customer_code", "customer_name", "document", "file", "sheet", "row"]
    parts = [
        rows[~among(rows["customer_code"], tables["customers"]["customer_code"])]
        .dropna(subset="customer_code")
        .rename(columns={DATED[kind]: "date"})[[*place, "date"]]
        .assign(rank=rank)
        for rank, kind in enumerate(NAMING)
        for rows in [tables[kind]]
    ]
    rows = pd.concat(parts, ignore_index=True).sort_values(["date", "rank", "document"], ignore_index=True)
    latest = rows.drop_duplicates("customer_code", keep="last")[["customer_code", "rank", "document"]]
    standing = rows.merge(latest, on=["customer_code", "rank", "document"], validate="many_to_one")
    found = latest.merge(
        standing.drop_duplicates("customer_code")[["customer_code", "customer_name"]],
        on="customer_code",
        validate="one_to_one",
    )
    source = looked_up(found["customer_code"], sources(standing, ["customer_code"]))
    return found[["customer_code", "customer_name"]].assign(in_master=False, source=source)
