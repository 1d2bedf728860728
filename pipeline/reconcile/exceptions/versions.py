"""The facts of an exception to a short version, by which an answer to other facts is told apart."""

from hashlib import sha256

import pandas as pd

DIGITS = 6
"""So many digits that other facts of the same exception share a version once in 16 million times."""


def versions(facts: pd.Series, amount_fen: pd.Series) -> pd.Series:
    """The version of each row's facts, such as `V7F3A91`; the same facts and amount always give the same.

    It begins with a letter, so that no spreadsheet takes it for a number.

    Args:
        facts: The figures of the sentence as JSON, without anything that moves as days pass.
        amount_fen: What is at stake, in fen; may be blank.

    Source:
        Issue 5, point 4: "until its facts change".
    """
    told = facts.astype("str").fillna("") + "\x1f" + amount_fen.astype("str").fillna("")
    digests = ["V" + sha256(text.encode()).hexdigest()[:DIGITS].upper() for text in told]
    return pd.Series(digests, index=facts.index, dtype="str")
