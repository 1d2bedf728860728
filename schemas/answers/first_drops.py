"""First drops: how the documents of business fared when they were dropped for the first time."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CODE, COUNT, DAY, FLAG, TEXT, inner


class FirstDrops(pa.DataFrameModel):
    """One row a document that was first dropped in the time asked for.

    `documents`: 1; of rows whose key can't be read, which are documents of their own, how many came up on that day.
    `salesperson`, `order_no`: whom and which order it named then.
    Order: dropped_on, then as they were dropped.
    """

    kind: str = inner(TEXT)
    document: str = inner(CODE)
    dropped_on: pd.Timestamp = inner(DAY)
    accepted: pd.BooleanDtype = inner(FLAG)
    documents: pd.Int64Dtype = inner(COUNT)
    salesperson: str = inner(TEXT)
    order_no: str = inner(CODE)
