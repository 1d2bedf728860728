"""Keys to what stands under them in another table, and whether anything does."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The value under each key; blank for a key that is blank or not there.

    Args:
        keys: Any keys, repeated or blank.
        values: One value a key, indexed by it.

    Returns:
        On the index of `keys`, in the dtype of `values` as far as it can be blank.

    Raises:
        ValueError: Two values under one key.
    """
    return values.reindex(pd.Index(keys)).set_axis(keys.index)


def among(keys: pd.Series, values: pd.Series) -> pd.Series:
    """Whether each key, a text, is one of the values; a blank one is not."""
    text = pa.large_string()
    found = pc.is_in(pa.array(keys, text), value_set=pa.array(values.dropna(), text))
    return pd.Series(found.to_numpy(zero_copy_only=False), index=keys.index)
