"""Orders that were accepted more than once to every content that they had, drop by drop."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.ledger.ground import Ground
from pipeline.ledger.journal import Version
from schemas.sheets.orders import ORDERS

ORDER_VERSIONS = ORDERS.dtypes | {"file": "str", "drop": "int64"}


def order_versions(documents: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """Every content that an order had up to the one that counts, of the orders that were not always as they are now.

    Drops in a row that say the same are one. What a withdrawn file said, or a file in which the order came later
    than in the one that counts, is left out; so is an order that is gone. Where every file has one version, and no
    two tell an order differently, nothing is looked up.

    Args:
        documents: As `judged` gives them: one row a document that a file puts forward.
        ground: The files, and what was read in them.

    Returns:
        One row an order line and drop: the columns of the sheet, `file`, and `drop`, which is greater for a later
        one. Order: order_no, drop, then as the lines stand.

    Source:
        Issue "The chase and the exceptions", an order's change after approval; CONTRACT 2, "the later drop".
    """
    forward = documents[documents["kind"] == ORDERS.name]
    asked = told_otherwise(forward, ground)
    if not len(asked):
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in ORDER_VERSIONS.items()})
    versions = [v for history in ground.files for v in ground.shelf.readable(history)]
    parts = [named(accepted(version, ground), asked).assign(version=version.id) for version in versions]
    told = pd.concat(parts, ignore_index=True).assign(kind=ORDERS.name)
    told = told.assign(drop=told["version"].map(ground.order))
    wins = forward[forward["wins"]].set_index("document")["version"].map(ground.order)
    told = told[told["drop"] <= told["document"].map(wins)].sort_values(["document", "drop"], ignore_index=True)
    anew = told[["document", "digest"]].ne(told[["document", "digest"]].shift()).any(axis="columns")
    rows = ground.rows_of(told[anew], ORDERS.name)
    rows = rows.assign(drop=rows["version"].map(ground.order)).astype(ORDER_VERSIONS)
    return rows.sort_values(["order_no", "drop"], kind="stable", ignore_index=True)[list(ORDER_VERSIONS)]


def told_otherwise(forward: pd.DataFrame, ground: Ground) -> pa.Array:
    """The orders on file that two files tell differently, or an earlier version of a file told otherwise."""
    numbers = [forward.loc[forward["clashes"], "document"]]
    for history in ground.files:
        older = [version for version in ground.shelf.readable(history) if version.id not in ground.newest]
        now = pa.array(forward.loc[forward["file"] == history.file, "digest"] if older else [], pa.large_string())
        for version in older:
            orders = accepted(version, ground)
            other = orders.filter(pc.invert(pc.is_in(orders["digest"], now)))
            numbers.append(pd.Series(pd.array(other["document"], dtype="str")))
    asked = pa.array(pd.concat(numbers).unique(), pa.large_string())
    return asked.filter(pc.is_in(asked, pa.array(forward["document"], pa.large_string()))) if len(asked) else asked


def accepted(version: Version, ground: Ground) -> pa.Table:
    """The orders that were accepted in a version: document and digest."""
    documents = ground.shelf.drops.documents(version.sha256)
    counts = pc.and_(pc.equal(documents["kind"], ORDERS.name), pc.equal(documents["state"], "accepted"))
    return documents.filter(counts).select(["document", "digest"])


def named(orders: pa.Table, numbers: pa.Array) -> pd.DataFrame:
    """Those of the orders that have one of these numbers."""
    told = orders.filter(pc.is_in(orders["document"], numbers))
    return pd.DataFrame({name: pd.array(told[name], dtype="str") for name in ("document", "digest")})
