"""Rows of input sheets as a test writes them: only the cells it is about, the rest as intake would leave it."""

import pandas as pd

from schemas.registry import SHEETS

USUAL = {
    "orders": {"order_date": "2026-10-01", "is_gift": False, "priority": "普通", "review_status": "已审批"},
    "shipments": {"ship_date": "2026-10-08", "is_gift": False, "delivery_method": "送货"},
    "slips": {"slip_type": "红单", "evidence": "签字", "has_handed_over_date": False},
    "payments": {"received_date": "2026-10-20", "write_off_fen": 0, "kind": "货款"},
    "returns": {"return_date": "2026-10-12"},
    "customers": {"credit_days": 0},
    "prices": {},
    "carrier_bills": {"bill_month": "2026-10"},
    "handlings": {},
}


def sheet(kind, *rows):
    """One kind's rows; cells that are not given hold their default, key figures of a goods line included."""
    known = SHEETS[kind]
    table = []
    for number, row in enumerate(rows, start=2):
        cells = USUAL[kind] | {"file": f"{kind}.xlsx", "sheet": "Sheet1", "row": number} | row
        if "line_no" in known.row_key:
            cells.setdefault("line_no", number - 1)
        cells.setdefault("document", "\x1f".join(str(cells.get(name, "")) for name in known.document))
        table.append(cells)
    dtypes = known.dtypes | {"file": "str"}
    frame = pd.DataFrame(table, columns=list(dtypes))
    for name, dtype in dtypes.items():
        column = frame[name]
        if dtype.startswith("datetime"):
            column = pd.to_datetime(column).astype(dtype)
        frame[name] = column.astype(dtype)
    return known.complete(frame)


def tables(**kinds):
    """All kinds, the ones not given without rows."""
    return {name: sheet(name, *kinds.get(name, ())) for name in SHEETS}
