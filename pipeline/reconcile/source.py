"""Where a figure comes from, in words: file, sheet and the rows as Excel counts them."""

import pandas as pd


def sources(rows: pd.DataFrame, by: list[str]) -> pd.Series:
    """Where the rows of each group stand, such as `十月订单.xlsx 订单!5-7,9`; places joined by "; ".

    Args:
        rows: Any rows with file, sheet and row.
        by: The columns of a group; rows with a blank one belong to none.

    Returns:
        One text a group, indexed by `by`.
    """
    if rows.empty:
        return pd.Series(
            dtype="str", index=pd.MultiIndex.from_frame(rows[by]) if len(by) > 1 else pd.Index(rows[by[0]])
        )
    place = [*by, "file", "sheet"]
    ordered = rows[[*place, "row"]].dropna(subset=by).drop_duplicates().sort_values([*place, "row"], kind="stable")
    same_place = (ordered[place] == ordered[place].shift()).all(axis=1)
    starts = ~(same_place & (ordered["row"] == ordered["row"].shift() + 1))
    runs = ordered.assign(run=starts.cumsum()).groupby([*place, "run"], sort=False)["row"].agg(["min", "max"])
    text = (
        runs["min"]
        .astype(str)
        .where(runs["min"] == runs["max"], runs["min"].astype(str) + "-" + runs["max"].astype(str))
    )
    joined = text.groupby(level=place, sort=False).agg(",".join).reset_index(name="rows")
    where = joined["file"] + " " + joined["sheet"] + "!" + joined["rows"]
    return joined.assign(where=where).groupby(by, sort=False)["where"].agg("; ".join).astype("str")


def row_source(rows: pd.DataFrame) -> pd.Series:
    """Where each row stands, such as `十月订单.xlsx 订单!5`."""
    return (rows["file"] + " " + rows["sheet"] + "!" + rows["row"].astype(str)).astype("str")
