"""Orders and the master to what the master has differently from the latest order."""

from collections.abc import Collection, Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.compared import compared
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.source import sources
from schemas.answers.intake import CustomerUpdates
from schemas.answers.kind import checked
from schemas.choices import ReviewStatus
from schemas.sheets.customers import CUSTOMERS
from schemas.words import Lang

FIELDS = ("contact", "phone", "address")
VOID = (ReviewStatus.CANCELLED.value,)
"""The orders that say nothing of their customers."""


def customer_updates(
    tables: Mapping[str, pd.DataFrame], lang: Lang = "zh", void: Collection[str] = VOID
) -> DataFrame[CustomerUpdates]:
    """Contact, phone or address that the latest order gives differently from the master.

    The latest order, by order_date and then order_no, that fills the field in speaks for it; void ones don't.
    What the master leaves blank is an update. Names are compared after NFKC and without white space, phones without
    hyphens and +86 as well. A customer that is not in the master has nothing to update.

    Args:
        tables: As `resolved` gives them.
        lang: The language of the field's name.
        void: The 审核状态 of the orders that don't count.

    Returns:
        One row a customer and field. Order: customer_code, then contact, phone, address.

    Source:
        CONTRACT 5, 客户资料更新.
    """
    orders = tables["orders"]
    heads = orders[["order_no", "order_date", "review_status", "customer_code", "customer_name", *FIELDS]]
    standing = heads.drop_duplicates("order_no")
    standing = standing[~standing["review_status"].isin(list(void))]
    latest = standing.sort_values(["order_date", "order_no"])
    master = tables["customers"].set_index("customer_code")
    found = pd.concat([differing(latest, master, field).assign(rank=rank) for rank, field in enumerate(FIELDS)])
    labels = {rank: CUSTOMERS.cells[field].label.in_(lang) for rank, field in enumerate(FIELDS)}
    of_these = orders[among(orders["order_no"], found["order_no"])]
    order_date: pd.Series = found["order_date"].dt.normalize()
    found = found.assign(
        field=found["rank"].map(labels).astype("str"),
        order_date=order_date,
        source=looked_up(found["order_no"], sources(of_these[["order_no", "file", "sheet", "row"]], ["order_no"])),
    )
    return checked(CustomerUpdates, found.sort_values(["customer_code", "rank"]))


def differing(latest: pd.DataFrame, master: pd.DataFrame, field: str) -> pd.DataFrame:
    """The customers whose latest order that fills a field in has it differently from the master."""
    given = latest.dropna(subset=field).drop_duplicates("customer_code", keep="last")
    known = given[among(given["customer_code"], master.index.to_series())]
    on_file = looked_up(known["customer_code"], master[field])
    differs = comparable(known[field], field) != comparable(on_file, field).fillna("")
    columns = ["customer_code", "customer_name", "order_no", "order_date"]
    return known[columns].assign(on_file=on_file, on_order=known[field])[differs]


def comparable(values: pd.Series, field: str) -> pd.Series:
    """The values as they are compared: a phone without hyphens and +86."""
    plainly = compared(values)
    if field != "phone":
        return plainly
    return plainly.str.replace("[-‐‑–—]", "", regex=True).str.replace(r"\A\+86", "", regex=True)
