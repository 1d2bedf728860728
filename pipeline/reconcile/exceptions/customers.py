"""客户: customers that the master does not know, knows too little of, or knows otherwise."""

import re

import pandas as pd
from pandera.typing.pandas import DataFrame
from rapidfuzz import fuzz, process

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import findings, per_document
from pipeline.reconcile.lookup import among, looked_up
from schemas.answers.exceptions import Findings
from schemas.answers.intake import CustomerUpdates
from schemas.answers.orders import OrderStatus
from schemas.answers.parties import Parties
from schemas.cells import plain
from schemas.choices import CALLED_OFF, Level
from schemas.sheets.customers import CUSTOMERS

FORM_OF_COMPANY = re.compile(r"有限|责任|股份|公司|集团|[省市区()]")
"""What half of all company names share, and so says nothing of how near two of them are."""

BLANK = "—"
"""What the master has where it has nothing."""

NEAR = 75
"""From this likeness (0 to 100) on, a name is worth suggesting."""


def changed_customer_data(
    customer_updates: DataFrame[CustomerUpdates], order_status: DataFrame[OrderStatus], parties: DataFrame[Parties]
) -> DataFrame[Findings]:
    """E601: customers whose contact, phone or address an order gives differently from the master.

    What only a cancelled or rejected order says is left out.

    Args:
        customer_updates: One row a customer and field.
        order_status: One row an order.
        parties: One row a customer.

    Returns:
        One row a customer, by code.

    Source:
        CONTRACT 5, 客户资料更新; CONTRACT 6, E601.
    """
    void = order_status.loc[order_status["review_status"].isin(CALLED_OFF), "order_no"]
    told = customer_updates[~among(customer_updates["order_no"], void)]
    change = told["on_file"].fillna(BLANK) + " → " + wording.text(told["on_order"])
    rows = per_document(told, "customer_code")
    asked = parties.set_index("customer_code")["salesperson"]
    rows = rows.assign(customer_code=rows["document_no"], responsible=looked_up(rows["document_no"], asked))
    facts = {
        "fields": looked_up(rows["document_no"], wording.items(told, "customer_code", told["field"])),
        "changes": looked_up(rows["document_no"], wording.items(told, "customer_code", change)),
        "orders": looked_up(rows["document_no"], wording.items(told, "customer_code", told["order_no"])),
    }
    return findings("E601", rows, Level.LOW.value, facts)


def unknown_customers(parties: DataFrame[Parties], customers: pd.DataFrame, balances: pd.Series) -> DataFrame[Findings]:
    """E602: customers that documents speak of and the master doesn't have, once each.

    The nearest name or alias of the master is suggested where it is near enough; nothing is ever decided by it.

    Args:
        parties: One row a customer.
        customers: One row a customer of the master, with aliases.
        balances: What each customer owes at `as_of`, in fen by code; a customer with nothing open may be absent.

    Returns:
        One row a customer, in the order of `parties`.

    Source:
        CONTRACT 3, "Who the customer is"; CONTRACT 6, E602.
    """
    rows = _as_documents(parties[~parties["in_master"].fillna(False)])
    rows["amount_fen"] = looked_up(rows["document_no"], balances).fillna(0).astype("Int64")
    return findings("E602", rows, Level.MEDIUM.value, {"nearest": nearest_customers(rows["customer_name"], customers)})


def incomplete_customers(parties: DataFrame[Parties]) -> DataFrame[Findings]:
    """E603: customers of the master without a phone or an address.

    Args:
        parties: One row a customer.

    Returns:
        One row a customer, in the order of `parties`.

    Source:
        CONTRACT 6, E603.
    """
    lacks = parties["phone"].isna() | parties["address"].isna()
    rows = _as_documents(parties[parties["in_master"].fillna(False) & lacks])
    cells = CUSTOMERS.cells
    phone = pd.Series("", index=rows.index, dtype="str").mask(rows["phone"].isna(), cells["phone"].label.zh)
    address = pd.Series("", index=rows.index, dtype="str").mask(rows["address"].isna(), cells["address"].label.zh)
    fields = (phone + wording.SEPARATOR + address).str.strip(wording.SEPARATOR)
    return findings("E603", rows, Level.LOW.value, {"fields": fields})


def nearest_customers(names: pd.Series, customers: pd.DataFrame) -> pd.Series:
    """For each name the customer of the master with the nearest name or alias, such as `C001 示例商贸有限公司`.

    Args:
        names: Names of customers, blank ones among them.
        customers: One row a customer of the master, with aliases.

    Returns:
        One text a name; "" where none is near.
    """
    known = _known_names(customers)
    likeness = list(known.index)
    nearest = []
    for name in names:
        wanted = "" if pd.isna(name) else _bare(name)
        best = process.extractOne(wanted, likeness, scorer=fuzz.ratio, score_cutoff=NEAR) if wanted else None
        nearest.append("" if best is None else str(known.iloc[best[2]]))
    return pd.Series(nearest, index=names.index, dtype="str")


def _known_names(customers: pd.DataFrame) -> pd.Series:
    """`code name` of each customer, indexed by each of its names without the form of company."""
    shown = wording.text(customers["customer_code"]) + " " + wording.text(customers["customer_name"])
    aliases = customers["aliases"].str.split("[;；]", regex=True).explode().dropna()
    names = pd.concat([customers["customer_name"].dropna(), aliases])
    bare = pd.Series([_bare(name) for name in names], index=names.index, dtype="str")
    told = pd.DataFrame({"bare": bare, "shown": shown.reindex(bare.index)})
    return told[told["bare"] != ""].set_index("bare")["shown"]


def _bare(name: str) -> str:
    return FORM_OF_COMPANY.sub("", plain(name))


def _as_documents(parties: pd.DataFrame) -> pd.DataFrame:
    """Customers as documents under their code; the salesperson is asked."""
    return parties.assign(document_no=parties["customer_code"], responsible=parties["salesperson"])
