"""A column of names, specs or codes, turned into how they are compared."""

import pandas as pd

from schemas.cells import plain


def compared(text: pd.Series) -> pd.Series:
    """The text after NFKC and without any white space; blank stays blank, nothing else is folded.

    Returns:
        `str`, on the index of `text`.

    Source:
        CONTRACT 1, text; CONTRACT 3, "Who the customer is".
    """
    codes, distinct = pd.factorize(text)
    plainly = pd.array([plain(value) for value in distinct], dtype="str")
    return pd.Series(plainly.take(codes, allow_fill=True), index=text.index)
