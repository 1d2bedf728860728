"""Closed months: what had been booked in them, and what every customer owed at the end of a month."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CODE, DAY, FLAG, MONEY, TEXT, inner


class Booked(pa.DataFrameModel):
    """One row a customer, document, kind of line and day: what it came to when the last month was closed.

    `balance_fen` adds up to the customer's frozen closing balance; the master's opening balance is a document 期初.
    Order: customer_code, date, document_no, kind. Source: CONTRACT 4, Closing.
    """

    customer_code: str = inner(CODE)
    customer_name: str = inner(TEXT)
    kind: str = inner(TEXT)
    document_no: str = inner(CODE)
    date: pd.Timestamp = inner(DAY)
    balance_fen: pd.Int64Dtype = inner(MONEY)
    source: str = inner(TEXT)


class Closings(pa.DataFrameModel):
    """One row a customer and month: what it owed at the month's end, frozen where the month is closed.

    `month`: its first day. Order: month, customer_code. Source: CONTRACT 4, Statement.
    """

    month: pd.Timestamp = inner(DAY)
    customer_code: str = inner(CODE)
    closing_fen: pd.Int64Dtype = inner(MONEY)


class Changes(pa.DataFrameModel):
    """One row a customer, document, kind of line and day that differs from what was booked in closed months.

    `change_fen`: what it comes to now less what was booked. `cause`: late, changed, withdrawn or moved (to or from
    another customer). Order: customer_code, document_no, kind, date. Source: CONTRACT 4, Closing.
    """

    customer_code: str = inner(CODE)
    kind: str = inner(TEXT)
    document_no: str = inner(CODE)
    date: pd.Timestamp = inner(DAY)
    change_fen: pd.Int64Dtype = inner(MONEY)
    cause: str = inner(TEXT)
    source: str = inner(TEXT)


class Verified(pa.DataFrameModel):
    """One row a customer and closed month: whether frozen closing + later adjustments = recomputed closing.

    Order: month, customer_code. Source: issue 4, `verify`.
    """

    month: pd.Timestamp = inner(DAY)
    customer_code: str = inner(CODE)
    frozen_fen: pd.Int64Dtype = inner(MONEY)
    later_fen: pd.Int64Dtype = inner(MONEY)
    recomputed_fen: pd.Int64Dtype = inner(MONEY)
    agrees: pd.BooleanDtype = inner(FLAG)
