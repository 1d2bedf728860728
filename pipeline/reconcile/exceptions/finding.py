"""The rows that a rule singled out to its findings: one a document, with the figures of its sentence."""

import json
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.lookup import looked_up
from schemas.answers.exceptions import Findings
from schemas.answers.kind import checked, dtypes_of, nothing
from schemas.answers.orders import OrderStatus
from schemas.choices import Level

DTYPES = dtypes_of(Findings)
NOTHING_FOUND = nothing(Findings)
"""What most rules find in most offices."""

PLACE = r"(?s)\A(?P<sheet>.*!)?(?P<rows>[^!]*)\z"
"""A source: the file and sheet up to the last exclamation mark, and the rows behind it; as Arrow reads patterns."""

ABOUT = ("document_no", "customer_code", "customer_name", "responsible", "amount_fen", "days", "source")
"""What a rule's rows may say beside their facts; what they don't have stays blank."""

OF_ORDER = "of_order"
"""The fact that a document is an order, in a rule whose documents are shipments otherwise: another sentence says it."""


def findings(
    code: str, rows: pd.DataFrame, level: pd.Series | str, facts: Mapping[str, pd.Series]
) -> DataFrame[Findings]:
    """One finding a row.

    Args:
        code: The rule's code.
        rows: One row a document, with those of the columns of ABOUT that are known; amounts in fen.
        level: One for all, or one a row.
        facts: Texts by placeholder, on the index of `rows`; without anything that changes as days pass, so that
            the same facts tomorrow are the same exception.

    Returns:
        In the order of `rows`.
    """
    if rows.empty:
        return NOTHING_FOUND
    about = {name: rows[name] if name in rows.columns else _blank(name, rows.index) for name in ABOUT}
    told = {"code": code, "level": level, "facts": _as_json(facts, rows.index)}
    return checked(Findings, pd.DataFrame(about | told, index=rows.index))


def graded(days: pd.Series, *, high_days: int) -> pd.Series:
    """The level by days: 中, 高 from `high_days` on."""
    medium = pd.Series(Level.MEDIUM.value, index=days.index, dtype="str")
    return medium.mask((days >= high_days).fillna(False).astype(bool), Level.HIGH.value)


def per_document(lines: pd.DataFrame, key: str) -> pd.DataFrame:
    """Lines to documents: the sum of the amounts, every place, and of the other columns what the first line has.

    Args:
        lines: Rows of documents, with `source`; `amount_fen` in fen.
        key: The column with the document's number; rows where it is blank are left out.

    Returns:
        One row a document, by number: `document_no`, then the other columns.
    """
    told = lines[lines[key].notna()]
    if told.empty:
        return told.rename(columns={key: "document_no"})
    first = told.drop_duplicates(key).sort_values(key, ignore_index=True)
    together = first.assign(source=looked_up(first[key], places(told, key)))
    if "amount_fen" in lines.columns:
        amount = told.groupby(key)["amount_fen"].sum(min_count=1)
        together["amount_fen"] = looked_up(first[key], amount)
    return together.rename(columns={key: "document_no"})


def of_orders(rows: pd.DataFrame, order_status: DataFrame[OrderStatus]) -> pd.DataFrame:
    """One row an order, told by `document_no`, to the same with the order's customer; the salesperson is asked."""
    heads = order_status[["order_no", "customer_code", "customer_name", "salesperson"]].rename(
        columns={"order_no": "document_no", "salesperson": "responsible"}
    )
    return rows.merge(heads, on="document_no", how="left", validate="one_to_one")


def places(lines: pd.DataFrame, key: str) -> pd.Series:
    """Where the lines of each document stand, sheet by sheet: `十月订单.xlsx 订单!5,7; 补单.xlsx 订单!2`.

    Returns:
        One text a document, indexed by its number.
    """
    document, documents = pd.factorize(lines[key], sort=True)
    source, sources = pd.factorize(lines["source"].where(document >= 0))
    at = wording.distinct_pairs(document, source)
    cut = _cut(sources)
    sheet = pd.factorize(cut["sheet"])[0][source[at]]
    order = np.lexsort((sheet, document[at]))
    document, sheet, source = document[at][order], sheet[order], source[at][order]
    new_document = np.diff(document, prepend=-1) != 0
    new_sheet = new_document | (np.diff(sheet, prepend=-1) != 0)
    name = cut["sheet"].take(source).reset_index(drop=True)
    place = ("; " + name).where(~new_document, name).where(new_sheet, ",")
    rows = cut["rows"].take(source).reset_index(drop=True)
    return wording.joined(place + rows, pd.Series(documents.take(document)))


def _cut(sources: pd.Index) -> pd.DataFrame:
    """Sources in two: `sheet` with its exclamation mark, and `rows`."""
    found = pc.extract_regex(pa.table({"source": pd.Series(sources, dtype="str")})["source"].combine_chunks(), PLACE)
    parts = {name: pd.array(found.field(name), dtype="str") for name in ("sheet", "rows")}
    return pd.DataFrame(parts)


def _blank(name: str, index: pd.Index) -> pd.Series:
    """A column of findings with nothing in it."""
    return pd.Series(index=index, dtype=DTYPES[name])


def _as_json(facts: Mapping[str, pd.Series], index: pd.Index) -> pd.Series:
    """One JSON text a row: {"placeholder": "text"}."""
    columns = [series.reindex(index).fillna("").to_numpy(dtype=object) for series in facts.values()]
    told = [json.dumps(dict(zip(facts, row, strict=True)), ensure_ascii=False) for row in zip(*columns, strict=True)]
    return pd.Series(told or ["{}"] * len(index), index=index, dtype="str")
