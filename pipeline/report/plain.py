"""Typed columns to plain lists, None where a cell is blank: a few rows are sooner gone through than asked of pandas."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

Column = pd.Series | Sequence[Any]
"""One column: typed, or already plain."""

Columns = Mapping[str, Sequence[Any]]
"""A table by column, plain; it pickles small."""

Row = Mapping[str, Any]
"""One row of a table by column, plain."""

TOGETHER = 50
"""The rows of so many values are plain at a time, in which they take many times their room."""


def plain(column: Column) -> Sequence[Any]:
    """The values as Python's own; numbers stay scaled as they are, days are datetimes."""
    if not isinstance(column, pd.Series):
        return column
    if isinstance(column.dtype, pd.StringDtype):
        texts: list[Any] = pa.array(column, from_pandas=True).to_pylist()
        return texts
    if isinstance(column.dtype, np.dtype) and column.dtype.kind == "M":
        moments: list[Any] = column.to_numpy().astype("datetime64[us]").tolist()
        return moments
    values = column.to_numpy(dtype=object).tolist()
    if not column.hasnans and isinstance(column.dtype, np.dtype) and column.dtype != object:
        return values
    return [None if gone else value for value, gone in zip(values, column.isna().tolist(), strict=True)]


def columns_of(table: pd.DataFrame) -> dict[str, Sequence[Any]]:
    """Every column of a table."""
    return {str(name): plain(column) for name, column in table.items()}


def rows_of(columns: Columns) -> list[dict[str, Any]]:
    """Every row of a table, in its order."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def rows_by(columns: Columns, name: str) -> dict[Any, dict[str, list[Any]]]:
    """The table taken apart by the values of a column, in the order in which they come; the rows keep theirs."""
    places: dict[Any, list[int]] = {}
    for place, value in enumerate(columns[name]):
        places.setdefault(value, []).append(place)
    return {
        value: {other: [values[place] for place in theirs] for other, values in columns.items()}
        for value, theirs in places.items()
    }


def apart(tables: Sequence[pd.DataFrame], name: str, values: Sequence[Any]) -> Iterator[tuple[Columns, ...]]:
    """Some tables taken apart by the values of a column that they all have, whose rows keep their order.

    Args:
        tables: As many as belong together.
        name: The column.
        values: Which of its values, each once.

    Returns:
        For each value in turn, its rows of each table; of a table that has none nothing at all.
    """
    known = pd.Index(values, dtype="str")
    batches = [known.get_indexer(pd.Index(table[name])) // TOGETHER for table in tables]
    for number, start in enumerate(range(0, len(values), TOGETHER)):
        some = [table[batch == number] for table, batch in zip(tables, batches, strict=True)]
        found = [rows_by(columns_of(table), name) for table in some]
        yield from (tuple(rows.get(value, {}) for rows in found) for value in values[start : start + TOGETHER])
