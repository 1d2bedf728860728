"""Payment rows to the entries of the money that came in, went back, or was let off."""

from collections.abc import Mapping

import pandas as pd

from pipeline.reconcile.account import posted
from pipeline.reconcile.goods import joined
from pipeline.reconcile.source import row_source
from pipeline.reconcile.targets import with_targets
from schemas.choices import LineKind, ReceiptKind


def receipt_entries(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What came in, and what was paid back: receipts of kind 货款 and 运费; deposits are held apart.

    Money paid back stands in 已收 with a minus. A receipt for freight pays freight before goods.

    Args:
        tables: As `resolved` gives them; one row a part of a receipt, amounts in fen.

    Returns:
        One row a part of a receipt, in the columns of Entries.

    Source:
        CONTRACT 4, 收款 and 退款.
    """
    payments = tables["payments"]
    rows = parts(payments[payments["kind"] != ReceiptKind.DEPOSIT.value], tables)
    rows = rows.assign(received_fen=rows["amount_fen"], summary=joined(rows["method"], rows["remark"]))
    back = rows["amount_fen"] < 0
    return pd.concat([posted(LineKind.RECEIPT, rows[~back]), posted(LineKind.REFUND, rows[back])], ignore_index=True)


def write_off_entries(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What was let off, whatever the kind of the receipt; none where it is 0.

    Args:
        tables: As `resolved` gives them; one row a part of a receipt, amounts in fen.

    Returns:
        One row a part of a receipt with a write-off, in the columns of Entries.

    Source:
        CONTRACT 4, 抹零.
    """
    payments = tables["payments"]
    rows = parts(payments[payments["write_off_fen"].fillna(0) > 0], tables)
    return posted(LineKind.WRITE_OFF, rows.assign(receivable_fen=-rows["write_off_fen"], summary=rows["remark"]))


def parts(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of the payments with what they may pay: date, document_no, receipt_kind, targets, source."""
    return with_targets(rows, tables).assign(
        date=rows["received_date"],
        document_no=rows["receipt_no"],
        receipt_kind=rows["kind"],
        freight_first=rows["kind"] == ReceiptKind.FREIGHT.value,
        source=row_source(rows),
    )
