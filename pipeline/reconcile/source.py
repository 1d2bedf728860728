"""Where a figure comes from, in words: file, sheet and the rows as Excel counts them."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def sources(rows: pd.DataFrame, by: list[str]) -> pd.Series:
    """Where the rows of each group stand, such as `十月订单.xlsx 订单!5-7,9`; places joined by "; ".

    Args:
        rows: Any rows with file, sheet and row.
        by: The columns of a group; rows with a blank one belong to none.

    Returns:
        One text a group, indexed by `by`.
    """
    known = rows[[*by, "file", "sheet", "row"]].dropna(subset=by)
    groups = known.groupby(by, sort=False)
    group, row = groups.ngroup().to_numpy(), known["row"].to_numpy()
    place, names = places(known)
    order = np.lexsort((row, place, group))
    group, row, place = group[order], row[order], place[order]

    new_group = np.diff(group, prepend=-1) != 0
    new_place = new_group | (np.diff(place, prepend=-1) != 0)
    first = np.flatnonzero(new_place | (np.diff(row, prepend=0) > 1))
    last = np.append(first[1:], len(row))[: len(first)] - 1
    start, end = pd.Series(row[first]).astype("str"), pd.Series(row[last]).astype("str")
    runs = start.where(row[first] == row[last], start + "-" + end)
    lead = np.select([new_group[first], new_place[first]], [place[first], place[first] + len(names)], 2 * len(names))
    leads = pd.concat([names, "; " + names, pd.Series([","], dtype="str")])
    text = leads.take(lead).reset_index(drop=True) + runs
    return _joined(text, np.flatnonzero(new_group[first]), known[by].take(order[new_group]))


def _joined(text: pd.Series, starts: np.ndarray, groups: pd.DataFrame) -> pd.Series:
    """The texts of each group put together, indexed by the group; `starts` are the positions of the first ones."""
    by = list(groups.columns)
    index = pd.MultiIndex.from_frame(groups) if len(by) > 1 else pd.Index(groups[by[0]])
    texts = pa.table({"text": text})["text"].combine_chunks()
    lists = pa.LargeListArray.from_arrays(pa.array(np.append(starts, len(text)), pa.int64()), texts)
    joined = pc.binary_join(lists, pa.scalar("", texts.type))
    return pd.Series(pd.array(joined, dtype="str"), index=index, name="where")


def row_source(rows: pd.DataFrame) -> pd.Series:
    """Where each row stands, such as `十月订单.xlsx 订单!5`."""
    return (rows["file"] + " " + rows["sheet"] + "!" + rows["row"].astype(str)).astype("str")


def places(rows: pd.DataFrame) -> tuple[np.ndarray, pd.Series]:
    """The file and sheet of each row as a number, in their order, and the words for each number."""
    place = rows.groupby(["file", "sheet"], dropna=False).ngroup().to_numpy()
    each = rows[["file", "sheet"]].set_axis(place)
    once = each[~each.index.duplicated()].sort_index()
    return place, (once["file"] + " " + once["sheet"] + "!").astype("str")
