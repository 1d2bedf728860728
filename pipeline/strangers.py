"""One file's customers and products to those that the office does not know, with the nearest that it does."""

from collections.abc import Mapping

import pandas as pd
from rapidfuzz import fuzz, process

from pipeline.ledger.current import rows_that_count
from pipeline.ledger.ground import Ground
from pipeline.ledger.standing import standing
from pipeline.ledger.winners import judged
from pipeline.reconcile.compared import compared
from pipeline.reconcile.exceptions.customers import nearest_customers
from pipeline.reconcile.lookup import among
from pipeline.reconcile.resolve import customers_by_name
from schemas.sentences.console import CONSOLE
from schemas.words import Words

KNOWN = ("customers", "prices")
"""The sheets that say which customers and products there are."""

ALIKE = 75
"""From this likeness (0 to 100) on, a code is worth suggesting."""


def strangers(tables: Mapping[str, pd.DataFrame], ground: Ground) -> tuple[Words, ...]:
    """A sentence for each customer and product of a file that is not on file, by code or name.

    Those of the file's own master and policies are known too. Where no customer, or no policy, is known at all, nothing
    is said of them. The nearest known one is suggested; nothing is decided by it.

    Args:
        tables: The accepted rows of the file, by kind.
        ground: What is on record.

    Source:
        Issue 3, "which customer, which product".
    """
    known = on_record(ground)
    both = {kind: pd.concat([known[kind], tables.get(kind, known[kind].iloc[:0])], ignore_index=True) for kind in KNOWN}
    return (*unknown_customers(tables, both["customers"]), *unknown_products(tables, both["prices"]))


def on_record(ground: Ground, kinds: tuple[str, ...] = KNOWN) -> dict[str, pd.DataFrame]:
    """The rows of some kinds that count now; of others than slips."""
    stand = standing(ground.files, ground.shelf, kinds)
    documents = judged(stand.documents, ground)
    return {kind: rows_that_count(stand, documents, kind, ground) for kind in kinds}


def unknown_customers(tables: Mapping[str, pd.DataFrame], customers: pd.DataFrame) -> list[Words]:
    """Customers of documents that are neither a code nor, without one, a name or alias of the master; by code, name."""
    if customers.empty:
        return []
    named = distinct(tables, "customer_code", "customer_name")
    names = pd.Series(customers_by_name(customers).index, dtype="str")
    by_code = among(named["customer_code"], customers["customer_code"])
    by_name = named["customer_code"].isna() & among(compared(named["customer_name"]), names)
    unknown = named[~by_code & ~by_name]
    shown = customers["customer_code"] + " " + customers["customer_name"].fillna("")
    by_name_near = nearest_customers(unknown["customer_name"], customers)
    near = by_name_near.where(
        by_name_near != "", nearest_codes(unknown["customer_code"], customers["customer_code"], shown)
    )
    return sentences(
        ("unknown_customer", "unknown_customer_near"), unknown["customer_code"], unknown["customer_name"], near
    )


def unknown_products(tables: Mapping[str, pd.DataFrame], prices: pd.DataFrame) -> list[Words]:
    """Product codes of documents that no policy has, in order."""
    if prices.empty:
        return []
    documents = {kind: rows for kind, rows in tables.items() if kind != "prices"}
    named = distinct(documents, "product_code", "product_name").dropna(subset="product_code")
    unknown = named[~among(named["product_code"], prices["product_code"])].drop_duplicates("product_code")
    policies = prices.drop_duplicates("product_code")
    shown = (policies["product_code"] + " " + policies["product_name"].fillna("")).str.strip()
    near = nearest_codes(unknown["product_code"], policies["product_code"], shown)
    return sentences(
        ("unknown_product", "unknown_product_near"), unknown["product_code"], unknown["product_name"], near
    )


def distinct(tables: Mapping[str, pd.DataFrame], code: str, name: str) -> pd.DataFrame:
    """Every pair of code and name that documents give, in order; the master's own rows left out."""
    parts = [rows[[code, name]] for kind, rows in tables.items() if kind != "customers" and {code, name} <= set(rows)]
    empty = pd.DataFrame({code: pd.Series(dtype="str"), name: pd.Series(dtype="str")})
    pairs = pd.concat([empty, *parts], ignore_index=True).dropna(how="all").drop_duplicates()
    return pairs.sort_values([code, name], ignore_index=True)


def nearest_codes(codes: pd.Series, known: pd.Series, shown: pd.Series) -> pd.Series:
    """For each code what is shown of the known one most like it; "" where none is."""
    choices = list(known)
    near = []
    for code in codes.fillna(""):
        best = process.extractOne(code, choices, scorer=fuzz.ratio, score_cutoff=ALIKE) if code else None
        near.append("" if best is None else str(shown.iloc[best[2]]))
    return pd.Series(near, index=codes.index, dtype="str")


def sentences(said: tuple[str, str], codes: pd.Series, names: pd.Series, near: pd.Series) -> list[Words]:
    """One sentence a stranger: the first one said, or the second with the nearest known one where there is any."""
    told = []
    for code, name, nearest in zip(codes.fillna(""), names.fillna(""), near, strict=True):
        quoted = {"name": f"{code} {name}".strip(), "nearest": nearest}
        words = CONSOLE[said[bool(nearest)]]
        told.append(Words(words.zh.format(**quoted), words.en.format(**quoted)))
    return told
