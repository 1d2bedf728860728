"""Figures to the text that stands in a sentence: the same in every language, blank where the figure is missing."""

import pandas as pd

SEPARATOR = "\u001f"
"""Between the items of a list; a sentence joins them as its language does."""

MORE = "…"
"""The last item of a list that goes on."""


def yuan(amount_fen: pd.Series) -> pd.Series:
    """Amounts in fen as `1,240.50`."""
    return _decimal(amount_fen, decimals=2, at_least=2)


def price(unit_price_e4: pd.Series) -> pd.Series:
    """Unit prices as `12.50` or `12.3456`."""
    return _decimal(unit_price_e4, decimals=4, at_least=2)


def quantity(quantity_e3: pd.Series) -> pd.Series:
    """Quantities as `60` or `1,200.5`."""
    return _decimal(quantity_e3, decimals=3, at_least=0)


def count(numbers: pd.Series) -> pd.Series:
    """Whole numbers as they are."""
    return _decimal(numbers, decimals=0, at_least=0)


def day(moments: pd.Series) -> pd.Series:
    """Days as `2026-10-03`."""
    days: pd.Series = moments.dt.strftime("%Y-%m-%d").astype("str").fillna("")
    return days


def moment(moments: pd.Series) -> pd.Series:
    """Moments as `2026-10-03 14:30`."""
    told: pd.Series = moments.dt.strftime("%Y-%m-%d %H:%M").astype("str").fillna("")
    return told


def text(texts: pd.Series) -> pd.Series:
    """Texts as they stand."""
    return texts.astype("str").fillna("")


def product(lines: pd.DataFrame) -> pd.Series:
    """What a line is of: code and name, or the one that is there."""
    return (text(lines["product_code"]) + " " + text(lines["product_name"])).str.strip()


def same(number: int, index: pd.Index) -> pd.Series:
    """One whole number for every row."""
    return pd.Series(str(number), index=index, dtype="str")


def items(lines: pd.DataFrame, key: str, texts: pd.Series, *, most: int = 3) -> pd.Series:
    """The distinct texts of each document's lines, joined; after `most` of them `…`.

    Args:
        lines: Rows of documents.
        key: The column with the document's number.
        texts: One text a row of `lines`.
        most: How many items are named.

    Returns:
        One text a document, indexed by its number; "" where all its texts are blank.
    """
    told = pd.DataFrame({"key": lines[key], "text": text(texts)}).dropna(subset="key").drop_duplicates()
    place = told.loc[told["text"] != ""].groupby("key").cumcount().reindex(told.index, fill_value=0)
    named = told[place <= most].assign(text=told["text"].mask(place == most, MORE))
    joined = named.groupby("key")["text"].agg(lambda found: SEPARATOR.join(filter(None, found)))
    return joined.astype("str")


def _decimal(scaled: pd.Series, *, decimals: int, at_least: int) -> pd.Series:
    """Scaled integers in digits, thousands apart, without the zeros behind the last digit that must stand."""
    told = [None if pd.isna(value) else int(value) for value in scaled]
    return pd.Series(
        ["" if value is None else _digits(value, decimals, at_least) for value in told],
        index=scaled.index,
        dtype="str",
    )


def _digits(value: int, decimals: int, at_least: int) -> str:
    whole, part = divmod(abs(value), 10**decimals)
    tail = f"{part:0{decimals}d}".rstrip("0").ljust(at_least, "0") if decimals else ""
    sign = "-" if value < 0 else ""
    return f"{sign}{whole:,}.{tail}" if tail else f"{sign}{whole:,}"
