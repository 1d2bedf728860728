"""Money to the fen: integer arithmetic on whole columns, halves rounded up and away from zero."""

import numpy as np
import pandas as pd

E7_PER_FEN = 100_000
"""quantity_e3 × unit_price_e4 counts ten-millionths of a yuan; a fen is 100,000 of them."""


def round_half_up(numerator: int, denominator: int) -> int:
    """The quotient to the nearest whole number; halves away from zero."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator)))


def in_tenths(numerator: int, denominator: int) -> int | None:
    """The quotient rounded to one decimal, in thousandths; None where there is nothing to divide by."""
    return round_half_up(numerator * 10, denominator) * 100 if denominator else None


def percent(part: int, whole: int) -> int | None:
    """The share in per cent, as `in_tenths` gives it."""
    return in_tenths(part * 100, whole)


def product_e7(quantity_e3: pd.Series, unit_price_e4: pd.Series) -> pd.Series:
    """Quantity times price in ten-millionths of a yuan, exact; missing where either is.

    Returns:
        Int64; object with Python integers where a product is too large for 64 bits.
    """
    quantity, price = quantity_e3.astype("Int64"), unit_price_e4.astype("Int64")
    bound = quantity.abs().max(), price.abs().max()
    if any(pd.isna(b) for b in bound) or int(bound[0]) * int(bound[1]) < 2**62:
        return quantity * price
    exact = [None if pd.isna(q) or pd.isna(p) else int(q) * int(p) for q, p in zip(quantity, price, strict=True)]
    return pd.Series(exact, index=quantity_e3.index, dtype=object)


def fen(amount_e7: pd.Series) -> pd.Series:
    """Ten-millionths of a yuan to fen, halves away from zero; Int64, missing where the input is."""
    if amount_e7.dtype == object:
        rounded = [None if pd.isna(v) else round_half_up(int(v), E7_PER_FEN) for v in amount_e7]
        return pd.Series(rounded, index=amount_e7.index, dtype=object)
    missing = amount_e7.isna().to_numpy()
    value = amount_e7.fillna(0).to_numpy(dtype=np.int64)
    rounded = np.sign(value) * ((np.abs(value) + E7_PER_FEN // 2) // E7_PER_FEN)
    return pd.Series(pd.arrays.IntegerArray(rounded, missing), index=amount_e7.index)


def yuan(amount_fen: int) -> str:
    """An amount as people write it: 124050 is `1,240.50`."""
    return digits(amount_fen, 2, 2)


def digits(scaled: int, decimals: int, at_least: int) -> str:
    """A scaled integer in digits, thousands apart, without the zeros behind the last digit that must stand.

    Args:
        scaled: The number × 10**decimals.
        decimals: As above.
        at_least: So many digits stand behind the point in any case.
    """
    whole, part = divmod(abs(scaled), 10**decimals)
    tail = f"{part:0{decimals}d}".rstrip("0").ljust(at_least, "0") if decimals else ""
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole:,}.{tail}" if tail else f"{sign}{whole:,}"
