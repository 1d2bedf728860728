"""One number to every document behind it: an order, a shipment, a receipt, a return or a customer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypedDict

import pandas as pd

from pipeline.errors import WrongUsage
from pipeline.ledger.current import Current
from pipeline.ledger.names import near, or_near
from pipeline.reconcile.compared import compared
from pipeline.reconcile.resolve import customers_by_name, resolved
from schemas.cells import read_code
from schemas.registry import SHEETS
from schemas.sentences.ledger import LEDGER

Tables = Mapping[str, pd.DataFrame]

NUMBER = {kind: sheet.document[0] for kind, sheet in SHEETS.items()}
"""The column that holds a document's own number; a slip goes by its shipment's."""

NAMES_ORDERS = ("shipments", "payments", "returns")
NAMES_SHIPMENTS = ("slips", "payments", "returns")
LEADS_NOWHERE = ("prices", "confirmations", "handlings")
"""Kinds whose own numbers no trace begins with."""

END_OF_TIME = date(2999, 12, 31)


class Traced(TypedDict):
    """One document where it stands: kind in code, its number, file, sheet, and rows as Excel counts them."""

    kind: str
    number: str
    file: str
    sheet: str
    rows: list[int]


def trace(current: Current, number: str) -> list[Traced]:
    """Every document behind a number, with file, sheet and rows.

    An order: itself, its confirmation, its shipments, their slips, and the receipts and returns that name it or one of
    them. A shipment: itself, its orders and slips, and the receipts and returns that name it. A receipt or return:
    itself and what it names. A waybill: its shipments and what was charged for it. A customer, by code, name or alias:
    its master data and all its documents, with the slips of its shipments and orders. A number that only other
    documents name finds those. What is two of these at once finds both.

    Args:
        current: What counts now.
        number: As typed; compared like a code.

    Returns:
        One entry a document, file and sheet. Order: kind as in the registry, number, file, sheet.

    Raises:
        WrongUsage: Nothing on file has or names the number; says which are like it.

    Source:
        CONTRACT 7, `trace`.
    """
    wanted = read_code(number)
    tables = current.tables
    behind = [
        *behind_order(tables, wanted),
        *behind_shipment(tables, wanted),
        *behind_voucher(tables, "payments", wanted),
        *behind_voucher(tables, "returns", wanted),
        *behind_waybill(tables, wanted),
        *behind_customer(tables, wanted),
    ]
    found = [entry for kind, keys in together(behind).items() for entry in entries(tables[kind], kind, keys)]
    if not found:
        raise WrongUsage(or_near(LEDGER["unknown_number"], near(wanted, known(tables)), number=number))
    return found


Behind = Iterable[tuple[str, pd.Series]]
"""Kinds, and keys of documents of each."""


def behind_order(tables: Tables, number: str) -> Behind:
    """An order, what names it, and what names its shipments."""
    shipped = documents(tables, "shipments", "order_no", [number])
    yield "orders", documents(tables, "orders", "order_no", [number])
    for kind in NAMES_ORDERS:
        yield kind, documents(tables, kind, "order_no", [number])
    for kind in NAMES_SHIPMENTS:
        yield kind, documents(tables, kind, "shipment_no", shipped)


def behind_shipment(tables: Tables, number: str) -> Behind:
    """A shipment, its orders, and what names it."""
    yield "orders", named(tables, "shipments", number, "order_no", "orders")
    for kind in ("shipments", *NAMES_SHIPMENTS):
        yield kind, documents(tables, kind, "shipment_no", [number])


def behind_voucher(tables: Tables, kind: str, number: str) -> Behind:
    """A receipt or return, and the orders and shipments that it names."""
    yield kind, documents(tables, kind, NUMBER[kind], [number])
    yield "orders", named(tables, kind, number, "order_no", "orders")
    yield "shipments", named(tables, kind, number, "shipment_no", "shipments")


def behind_waybill(tables: Tables, number: str) -> Behind:
    """A waybill's shipments, and what carriers charged for it."""
    for kind in ("shipments", "carrier_bills"):
        yield kind, documents(tables, kind, "waybill_no", [number])


def behind_customer(tables: Tables, number: str) -> Behind:
    """A customer's master data and documents, the slips of its shipments, and its orders' confirmations."""
    owned = resolved(tables, END_OF_TIME)
    codes = customer_codes(owned, number)
    for kind in ("customers", "orders", "shipments", "payments", "returns"):
        yield kind, documents(owned, kind, "customer_code", codes)
    for kind in ("shipments", "orders"):
        yield "slips", documents(tables, "slips", "shipment_no", documents(owned, kind, "customer_code", codes))


def customer_codes(owned: Tables, number: str) -> list[str]:
    """The codes under which a customer of this code or name stands: the code itself, else the name's."""
    every = pd.concat([owned[kind]["customer_code"] for kind in ("customers", *NAMES_ORDERS, "orders")])
    if (every == number).any():
        return [number]
    name = compared(pd.Series([number], dtype="str"))
    by_name = customers_by_name(owned["customers"])
    unlisted = every[compared(every).isin(name)]
    return [*by_name[by_name.index.isin(name)], *unlisted.unique()]


def documents(tables: Tables, kind: str, column: str, values: Iterable[str]) -> pd.Series:
    """The keys of the documents of a kind that hold one of the values in a column of any row."""
    rows = tables[kind]
    return rows.loc[rows[column].isin(list(values)), "document"].drop_duplicates()


def named(tables: Tables, kind: str, number: str, column: str, other: str) -> pd.Series:
    """The keys of the other documents that a document of a kind names in a column of any row."""
    rows = tables[kind]
    return documents(tables, other, column, rows.loc[rows[NUMBER[kind]] == number, column].dropna())


def together(behind: Behind) -> dict[str, set[str]]:
    """All keys of each kind, kinds as in the registry."""
    found: dict[str, set[str]] = {kind: set() for kind in SHEETS}
    for kind, keys in behind:
        found[kind] |= set(keys)
    return found


def entries(rows: pd.DataFrame, kind: str, keys: set[str]) -> list[Traced]:
    """Where documents of a kind stand. Order: number, file, sheet."""
    place = [NUMBER[kind], "document", "file", "sheet"]
    mine = rows.loc[rows["document"].isin(keys), [*place, "row"]].drop_duplicates().sort_values([*place, "row"])
    found: dict[tuple[str, str, str, str], Traced] = {}
    for number, document, file, sheet, row in mine.itertuples(index=False, name=None):
        entry = Traced(kind=kind, number=number, file=file, sheet=sheet, rows=[])
        found.setdefault((number, document, file, sheet), entry)["rows"].append(row)
    return list(found.values())


def known(tables: Tables) -> set[str]:
    """Every number and customer that a trace can begin with."""
    columns = [(kind, NUMBER[kind]) for kind in SHEETS if kind not in LEADS_NOWHERE]
    return {
        text for kind, column in (*columns, ("customers", "customer_name")) for text in tables[kind][column].dropna()
    }
