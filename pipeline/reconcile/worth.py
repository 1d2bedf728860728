"""Part of a line's goods to what that part is worth."""

import pandas as pd

from schemas.exact import fen, product_e7, round_half_up


def part_worth(
    part_e3: pd.Series, unit_price_e4: pd.Series, amount_fen: pd.Series, quantity_e3: pd.Series
) -> pd.Series:
    """What a part of a line is worth: at its unit price, else its share of the line's amount.

    Args:
        part_e3: How much of the line, in thousandths.
        unit_price_e4: The line's unit price, missing where it has none.
        amount_fen: The line's amount, missing where nobody knows.
        quantity_e3: The line's quantity, in thousandths, above 0 where the amount is known.

    Returns:
        Int64, fen, halves away from zero; missing where neither price nor amount is known.
    """
    worth = fen(product_e7(part_e3, unit_price_e4)).astype("Int64")
    shared = worth.isna() & amount_fen.notna() & quantity_e3.notna() & part_e3.notna()
    if not shared.any():
        return worth
    share = [
        round_half_up(int(amount) * int(part), int(quantity))
        for amount, part, quantity in zip(amount_fen[shared], part_e3[shared], quantity_e3[shared], strict=True)
    ]
    return worth.fillna(pd.Series(share, index=worth.index[shared], dtype="Int64").reindex(worth.index))
