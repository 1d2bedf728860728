"""Parties: every customer that any document speaks of, from the master or on its own."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CODE, COUNT, DAY, FLAG, MONEY, TEXT, inner


class Parties(pa.DataFrameModel):
    """One row a customer. Order: customer_code. Source: CONTRACT 3, "Who the customer is"."""

    customer_code: str = inner(CODE)
    customer_name: str = inner(TEXT)
    channel: str = inner(TEXT)
    salesperson: str = inner(TEXT)
    contact: str = inner(TEXT)
    phone: str = inner(CODE)
    address: str = inner(TEXT)
    email: str = inner(TEXT)
    payment_terms: str = inner(TEXT)
    credit_days: pd.Int64Dtype = inner(COUNT)
    credit_limit_fen: pd.Int64Dtype = inner(MONEY)
    opening_balance_fen: pd.Int64Dtype = inner(MONEY)
    opening_date: pd.Timestamp = inner(DAY)
    in_master: pd.BooleanDtype = inner(FLAG)
    source: str = inner(TEXT)
