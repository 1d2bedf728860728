"""Documents on file to documents with a customer: the code they stand under, and the name that is shown for it."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from pipeline.reconcile.compared import compared
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.on_file import DATED, on_file
from schemas.choices import PaymentTerms

NAMING = ("orders", "shipments", "payments", "returns")
"""The kinds of document that name a customer."""


def resolved(tables: Mapping[str, pd.DataFrame], as_of: date) -> dict[str, pd.DataFrame]:
    """Every document up to `as_of`, under its customer's code and display name.

    The code counts if given; else the name, as the master or its aliases have it; else the name is a customer of
    its own, spelled as its first document spells it. A shipment without either has its order's customer, a return
    its shipment's, else its order's; still none: blank. An order without payment terms has its customer's, else 月结.

    Args:
        tables: Rows by kind, as the ledger gives them; a kind that is not given has no rows.
        as_of: Documents dated after it are left out.

    Returns:
        Every kind of the registry, rows in their order, on a fresh index.

    Source:
        CONTRACT 3, "Who the customer is" and the defaults of each sheet; CONTRACT 4, `as_of`.
    """
    found = on_file(tables, as_of)
    customers = found["customers"]
    said = mentions(found)
    codes = customer_codes(found, said, customers_by_name(customers))
    names = display_names(customers, said, codes)
    for kind in NAMING:
        code = looked_up(found[kind]["document"], codes[kind])
        found[kind] = found[kind].assign(customer_code=code, customer_name=looked_up(code, names))
    found["orders"] = with_payment_terms(found["orders"], customers)
    return found


def customers_by_name(customers: pd.DataFrame) -> pd.Series:
    """The code of each name and alias in the master; a name that two customers have is left out.

    Returns:
        Codes, indexed by the name as it is compared.
    """
    master = customers.set_index("customer_code")
    aliases = master["aliases"].str.split("[;；]", regex=True).explode().astype("str")
    spelled = pd.concat([master["customer_name"], aliases])
    known = pd.DataFrame({"name": compared(spelled).to_numpy(), "customer_code": spelled.index})
    distinct = known[known["name"].notna() & (known["name"] != "")].drop_duplicates()
    return distinct.drop_duplicates("name", keep=False).set_index("name")["customer_code"]


def mentions(found: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What each document that may name a customer says: kind, document, date, customer_code, customer_name.

    Returns:
        One row a document. Order: date, kind (as NAMING), document.
    """
    columns = ["document", "date", "customer_code", "customer_name"]
    parts = [
        found[kind]
        .rename(columns={DATED[kind]: "date"})[columns]
        .drop_duplicates("document")
        .assign(rank=rank, kind=kind)
        for rank, kind in enumerate(NAMING)
    ]
    said = pd.concat(parts, ignore_index=True).astype({"kind": "str", "document": "str"})
    return said.sort_values(["date", "rank", "document"], ignore_index=True)


def customer_codes(found: Mapping[str, pd.DataFrame], said: pd.DataFrame, by_name: pd.Series) -> dict[str, pd.Series]:
    """The customer's code of every document, by kind; a document without any has none.

    Args:
        found: Rows by kind.
        said: As `mentions` gives them.
        by_name: As `customers_by_name` gives it.

    Returns:
        For each of NAMING the codes, indexed by document.
    """
    name = compared(said["customer_name"])
    first_spelling = said.assign(name=name).dropna(subset="name").drop_duplicates("name").set_index("name")
    code = (
        said["customer_code"].fillna(looked_up(name, by_name)).fillna(looked_up(name, first_spelling["customer_name"]))
    )
    named = said.assign(code=code).dropna(subset="code")
    codes = {kind: named[named["kind"] == kind].set_index("document")["code"] for kind in NAMING}
    of_order = inherited(found["shipments"], codes["shipments"], "order_no", codes["orders"])
    codes["shipments"] = pd.concat([codes["shipments"], of_order])
    for column, kind in (("shipment_no", "shipments"), ("order_no", "orders")):
        theirs = inherited(found["returns"], codes["returns"], column, codes[kind])
        codes["returns"] = pd.concat([codes["returns"], theirs])
    return codes


def inherited(rows: pd.DataFrame, codes: pd.Series, column: str, owner: pd.Series) -> pd.Series:
    """The customer that documents without one take from the document their first line names.

    Args:
        rows: One row a line of a document.
        codes: The customers that are known already, indexed by document.
        column: Names the other document.
        owner: The other documents' customers, indexed by their number.

    Returns:
        Codes, indexed by document: of the first line, by line_no, whose other document has a customer.
    """
    without = rows.loc[~among(rows["document"], codes.index.to_series()), ["document", "line_no", column]]
    if without.empty:
        return codes.iloc[:0]
    lines = without.assign(code=looked_up(without[column], owner)).dropna(subset="code")
    return lines.sort_values("line_no").drop_duplicates("document").set_index("document")["code"]


def display_names(customers: pd.DataFrame, said: pd.DataFrame, codes: Mapping[str, pd.Series]) -> pd.Series:
    """The name shown for each code: the master's, else the latest document's that gives one, else the code.

    Returns:
        Names, indexed by code.
    """
    owners = [looked_up(said.loc[said["kind"] == kind, "document"], codes[kind]) for kind in NAMING]
    spelled = said.assign(code=pd.concat(owners)).dropna(subset="code")
    latest = spelled.dropna(subset="customer_name").drop_duplicates("code", keep="last")
    every = pd.Series(spelled["code"].unique(), dtype="str")
    names = every.set_axis(every).astype("str")
    names.update(latest.set_index("code")["customer_name"])
    names.update(customers.set_index("customer_code")["customer_name"])
    return names


def with_payment_terms(orders: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """Orders whose blank payment terms are the customer's, else 月结."""
    of_customer = looked_up(orders["customer_code"], customers.set_index("customer_code")["payment_terms"])
    terms = orders["payment_terms"].fillna(of_customer).fillna(PaymentTerms.MONTHLY.value)
    return orders.assign(payment_terms=terms)
