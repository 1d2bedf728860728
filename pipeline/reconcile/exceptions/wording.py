"""Figures to the text that stands in a sentence: the same in every language, blank where the figure is missing."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas.exact import digits

SEPARATOR = "\u001f"
"""Between the items of a list; a sentence joins them as its language does."""

MORE = "…"
"""The last item of a list that goes on."""

NO_TEXTS = pd.Series(dtype="str", index=pd.Index([], dtype="str"))
"""Of no document at all."""


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
    return _each_distinct(moments, "%Y-%m-%d")


def moment(moments: pd.Series) -> pd.Series:
    """Moments as `2026-10-03 14:30`, with seconds where there are any: one of them may be what is too late."""
    return _each_distinct(moments, "%Y-%m-%d %H:%M:%S").str.removesuffix(":00")


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
    if lines.empty:
        return NO_TEXTS
    document, documents = pd.factorize(lines[key], sort=True)
    word, words = pd.factorize(text(texts))
    at = distinct_pairs(document, word)
    document, word = document[at], word[at]
    first = np.diff(document, prepend=-1) != 0
    filled = np.asarray(words != "", dtype=bool)[word]
    filled_before = np.cumsum(filled) - filled
    number = filled_before - filled_before[first][np.cumsum(first) - 1] + filled
    # The first text stands even if it is blank, so that each document keeps one.
    kept = first | (filled & (number <= most + 1))
    item = pd.Series(words.take(word[kept]), dtype="str").mask(number[kept] > most, MORE)
    told = item.where(number[kept] <= 1, SEPARATOR + item)
    return joined(told, pd.Series(documents.take(document[kept])))


def distinct_pairs(documents: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Where each pair of codes stands first, document by document; a pair with a blank (-1) is none.

    Returns:
        Positions. Order: document, then as they stand.
    """
    whole = np.flatnonzero((documents >= 0) & (others >= 0))
    pairs = pd.Series(documents[whole] * (others.max(initial=0) + 1) + others[whole])
    fresh = whole[~pairs.duplicated().to_numpy()]
    return fresh[np.argsort(documents[fresh], kind="stable")]


def joined(texts: pd.Series, keys: pd.Series) -> pd.Series:
    """The texts of each key put together.

    Args:
        texts: One piece a row, blank ones among them.
        keys: The key of each piece; equal ones stand next to each other.

    Returns:
        One text a key, indexed by it, in their order.
    """
    first = ~keys.duplicated().to_numpy(dtype=bool)
    pieces = pa.table({"text": text(texts)})["text"].combine_chunks()
    bounds = pa.array(np.append(np.flatnonzero(first), len(keys)), pa.int64())
    told = pc.binary_join(pa.LargeListArray.from_arrays(bounds, pieces), pa.scalar("", pieces.type))
    return pd.Series(pd.array(told, dtype="str"), index=pd.Index(keys[first]))


def listed(texts: pd.Series, keys: pd.Series, between: str) -> pd.Series:
    """The same with a sign between the texts of a key, none of which is blank."""
    return joined((between + texts).where(keys.duplicated(), texts), keys)


def _each_distinct(moments: pd.Series, form: str) -> pd.Series:
    """Moments in this form, each distinct one written once."""
    if moments.empty:
        return moments.astype("str")
    codes, distinct = pd.factorize(moments)
    told = pd.array(["", *pd.DatetimeIndex(distinct).strftime(form)], dtype="str")
    return pd.Series(told.take(codes + 1), index=moments.index)


def _decimal(scaled: pd.Series, *, decimals: int, at_least: int) -> pd.Series:
    """Scaled integers in digits, thousands apart, without the zeros behind the last digit that must stand."""
    if scaled.empty:
        return scaled.astype("str")
    codes, distinct = pd.factorize(scaled.astype("Int64"))
    told = pd.array(["", *(digits(int(value), decimals, at_least) for value in distinct)], dtype="str")
    return pd.Series(told.take(codes + 1), index=scaled.index)
