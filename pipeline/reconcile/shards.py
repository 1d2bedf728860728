"""The documents of all customers to shards that none of them reaches across."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import looked_up
from schemas.answers.kind import checked
from schemas.answers.parties import Parties

NOBODY = ""
"""Stands for the customer of what has none."""

OWNED = ("orders", "shipments", "payments", "returns", "customers")
"""What accounts are made of and says whose it is; slips go with their shipments."""

NUMBERS = {"orders": "order_no", "shipments": "shipment_no"}
"""What other documents name, and by which column."""

NAMING = (
    ("shipments", "orders"),
    ("payments", "orders"),
    ("payments", "shipments"),
    ("returns", "orders"),
    ("returns", "shipments"),
)
"""Which documents name which."""


class Shard(NamedTuple):
    """Some customers, with every document of theirs and every one on file that it names.

    Attributes:
        tables: Rows by kind, as `resolved` gives them.
        parties: One row a customer.
    """

    tables: Mapping[str, pd.DataFrame]
    parties: DataFrame[Parties]


def shards(tables: Mapping[str, pd.DataFrame], parties: DataFrame[Parties], count: int) -> list[Shard]:
    """The customers dealt out to shards of about as many rows each; those whose documents name each other's together.

    Args:
        tables: As `resolved` gives them.
        parties: One row a customer.
        count: How many shards at most; 1: everything is one, as it is.

    Returns:
        At least one; rows in their order, on a fresh index. What has no customer counts as one customer's.
    """
    if count == 1:
        return [Shard(tables, parties)]
    owners = {kind: tables[kind]["customer_code"].fillna(NOBODY) for kind in OWNED}
    known = {kind: owners_by_number(tables[kind][number], owners[kind]) for kind, number in NUMBERS.items()}
    owners["slips"] = looked_up(tables["slips"]["shipment_no"], known["shipments"]).fillna(NOBODY)
    weights = pd.concat([*owners.values(), parties["customer_code"]]).value_counts().sort_index()
    group = pd.Series(grouped(weights.index, crossings(tables, owners, known)), dtype="str")
    shard = group.map(dealt(weights.groupby(group).sum(), count))
    return [
        Shard(
            {kind: part(tables[kind], looked_up(owner, shard), number) for kind, owner in owners.items()},
            checked(Parties, part(parties, looked_up(parties["customer_code"], shard), number)),
        )
        for number in sorted(set(shard))
    ] or [Shard(tables, parties)]


def owners_by_number(numbers: pd.Series, owners: pd.Series) -> pd.Series:
    """Whose each document is, by its number."""
    return owners.set_axis(pd.Index(numbers))[~numbers.duplicated().to_numpy()]


def crossings(
    tables: Mapping[str, pd.DataFrame], owners: Mapping[str, pd.Series], known: Mapping[str, pd.Series]
) -> Iterator[tuple[str, str]]:
    """Each two customers of whom a document of the one names a document of the other."""
    for kind, named in NAMING:
        theirs = looked_up(tables[kind][NUMBERS[named]], known[named])
        across = theirs.notna() & (theirs != owners[kind])
        yield from (
            pd.DataFrame({"one": owners[kind], "other": theirs})[across].drop_duplicates().itertuples(index=False)
        )


def grouped(codes: Iterable[str], together: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The group of each customer, named for the first of its customers, where some belong together."""
    above = {code: code for code in codes}

    def first(code: str) -> str:
        while above[code] != code:
            above[code] = above[above[code]]
            code = above[code]
        return code

    for one, other in together:
        least, most = sorted((first(one), first(other)))
        above[most] = least
    return {code: first(code) for code in above}


def dealt(weights: pd.Series, count: int) -> dict[str, int]:
    """The shard of each group: the heaviest first, each to the shard that has least so far."""
    loads = [(0, number) for number in range(count)]
    dealt_to = {}
    for group, weight in weights.sort_values(ascending=False, kind="stable").items():
        load, number = loads[0]
        heapq.heapreplace(loads, (load + int(weight), number))
        dealt_to[str(group)] = number
    return dealt_to


def part(rows: pd.DataFrame, shard: pd.Series, number: int) -> pd.DataFrame:
    """The rows of one shard."""
    mine: pd.DataFrame = rows[shard == number].reset_index(drop=True)
    return mine
