"""The entries up to a day to the documents that are open then, how long they have been due, and who paid the others."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import EFFECT, effect, opening_balances, ranks
from pipeline.reconcile.allocation import PAID_NUMBERS, Books, allocate
from pipeline.reconcile.lookup import looked_up
from schemas.answers.kind import checked
from schemas.answers.parties import Parties
from schemas.answers.statements import Allocations, Entries, OpenItems
from schemas.choices import Ageing, LineKind

OPENING = "期初"
"""Kind and number of the opening balance as a document."""

DUE_LATER = (OPENING, LineKind.SHIPMENT.value, LineKind.ADVANCED_FREIGHT.value)
"""Debits that a customer's credit days count for; the others are due on their own day."""

GOODS_ONLY = (LineKind.RETURN.value, LineKind.SHORTAGE.value)
"""Credits that pay no freight by name."""

DOCUMENT = ["customer_code", "kind", "document_no", "order_no", "shipment_no", "date"]
COLUMNS = [*DOCUMENT, "due_date", "rank", "amount_fen"]
NAMED = [*DOCUMENT, "line_no", "target_order", "target_shipment", "freight_first"]
PAID_IN = ["customer_code", "due_date", "date", "document_no", "rank", "order_no", "shipment_no"]
"""The order in which documents are paid."""

NUMBERS = ["customer_code", "document_no", "order_no", "shipment_no"]
TEXTS = [["customer_code"], ["kind"], ["document_no"], ["order_no", "target_order"], ["shipment_no", "target_shipment"]]
"""The columns of texts; those that are compared with each other together."""


class Settlement(NamedTuple):
    """What is open on a day, and what was paid with what."""

    open_items: DataFrame[OpenItems]
    allocations: DataFrame[Allocations]


def open_items(entries: DataFrame[Entries], parties: DataFrame[Parties], upto: date) -> DataFrame[OpenItems]:
    """The documents that are not settled on a day; `settlement` without the payments."""
    return settlement(entries, parties, upto).open_items


def settlement(entries: DataFrame[Entries], parties: DataFrame[Parties], upto: date) -> Settlement:
    """What is open on a day, and which credit paid which debit until then.

    First every credit pays what it names, then what is left of each pays what is due first; a credit may pay a debit
    dated after it. Goods are a document a shipment and order, so that a receipt naming one of two orders pays only its
    part. What is over of a credit is 预收, with a minus, and due on its own day.

    Args:
        entries: One row an entry, in fen; what is dated after `upto` is left out.
        parties: One row a customer; the opening balance is one open document 期初 of its opening date.
        upto: The day, usually a month's last.

    Returns:
        One row a document with something open. Order: customer_code, due_date, date, document_no, goods before
        freight. And one row a payment.

    Source:
        CONTRACT 4, Allocation and Ageing.
    """
    debits, credits = both_sides(postings(entries, parties, upto))
    books, by_name = allocate(debits, credits)
    open_debits = debits[COLUMNS].assign(open_fen=pd.array(np.array(books.open), dtype="Int64"))
    open_credits = credits[COLUMNS].assign(
        open_fen=pd.array(-np.array(books.left), dtype="Int64"),
        amount_fen=-credits["amount_fen"],
        due_date=credits["date"],
    )
    every = pd.concat([open_debits, open_credits], ignore_index=True)
    every = every[every["open_fen"] != 0].assign(ageing=lambda left: ageing(left["due_date"], left["open_fen"], upto))
    left = in_texts(every.sort_values(PAID_IN))
    return Settlement(checked(OpenItems, left), payments_made(books, by_name, debits, credits))


def postings(entries: DataFrame[Entries], parties: DataFrame[Parties], upto: date) -> pd.DataFrame:
    """The entries and opening balances up to a day: COLUMNS, amounts as they move the balance, and what credits name.

    Texts are categories in their order, which are sorted and matched as quickly as whole numbers.
    """
    mine = entries.loc[entries["date"] <= pd.Timestamp(upto), [*NAMED, *EFFECT]]
    carried = opening_balances(parties, upto).rename(columns={"opening_fen": "amount_fen"})
    carried = carried.assign(kind=OPENING, document_no=OPENING, freight_first=False)
    every = pd.concat([mine.assign(amount_fen=effect(mine)), carried], ignore_index=True)
    credit_days = looked_up(every["customer_code"], parties.set_index("customer_code")["credit_days"]).fillna(0)
    days = credit_days.where(every["kind"].isin(DUE_LATER), 0).astype("int64")
    known = every.assign(rank=ranks(every["kind"]), due_date=every["date"] + pd.to_timedelta(days, unit="D"))
    return in_categories(known[[*COLUMNS, *NAMED[len(DOCUMENT) :]]])


def in_categories(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their texts as categories; what is compared with each other has the same ones."""
    found: dict[str, pd.Categorical] = {}
    for names in TEXTS:
        codes, words = pd.factorize(pd.concat([rows[name] for name in names]), sort=True)
        dtype = pd.CategoricalDtype(words)
        for name, of_column in zip(names, np.split(codes, len(names)), strict=True):
            found[name] = pd.Categorical.from_codes(of_column, dtype=dtype)
    return rows.assign(**found)


def in_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their categories as texts again; `astype` would look at every category instead of at every row."""
    coded = {str(name): column.cat for name, column in rows.select_dtypes("category").items()}
    words = {name: of.categories.array.take(of.codes.to_numpy(), allow_fill=True) for name, of in coded.items()}
    return rows.assign(**words)


def both_sides(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The debits and the credits among postings, which are no longer needed then."""
    return debit_documents(rows), credit_documents(rows)


def debit_documents(rows: pd.DataFrame) -> pd.DataFrame:
    """What customers owe, a document a row, in the order in which it is paid: due date, date, number, goods first.

    Args:
        rows: As `postings` gives them.

    Returns:
        COLUMNS with amount_fen, is_goods, is_freight. Goods worth nothing stay, with 0: they tell which orders a
        shipment's freight belongs to.
    """
    is_goods = rows["kind"] == LineKind.SHIPMENT.value
    lines = rows.loc[is_goods, COLUMNS]
    document = lines.groupby([lines[name].cat.codes for name in NUMBERS] + [lines["date"]], sort=False).ngroup()
    goods = lines[~document.duplicated()].assign(amount_fen=lines["amount_fen"].groupby(document).sum().array)
    every = pd.concat([goods, rows.loc[~is_goods & (rows["amount_fen"] > 0), COLUMNS]], ignore_index=True)
    every = every.sort_values(PAID_IN, ignore_index=True)
    return every.assign(
        is_goods=every["kind"] == LineKind.SHIPMENT.value,
        is_freight=every["kind"] == LineKind.ADVANCED_FREIGHT.value,
    )


def credit_documents(rows: pd.DataFrame) -> pd.DataFrame:
    """What customers have paid or are let off, in the order in which it pays: date, number, kind, line.

    Returns:
        COLUMNS with amount_fen > 0, what they name, goods_only, freight_first.
    """
    mine = rows[rows["amount_fen"] < 0]
    mine = mine.assign(
        amount_fen=-mine["amount_fen"],
        goods_only=mine["kind"].isin(GOODS_ONLY),
        freight_first=mine["freight_first"].astype(bool),
    )
    place = ["customer_code", "date", "document_no", "rank", "line_no", "order_no", "shipment_no"]
    return mine.sort_values(place, ignore_index=True)


def ageing(due_date: pd.Series, open_fen: pd.Series, upto: date) -> pd.Series:
    """How long each amount has been due on a day; a credit is 预收 whatever its day."""
    days = (pd.Timestamp(upto) - due_date).dt.days.to_numpy()
    steps = [Ageing.NOT_DUE, Ageing.DAYS_1_30, Ageing.DAYS_31_60, Ageing.DAYS_61_90, Ageing.OVER_90]
    words = np.array([step.value for step in steps])[np.digitize(days, [1, 31, 61, 91])]
    found: pd.Series = pd.Series(words, index=due_date.index, dtype="str").mask(open_fen < 0, Ageing.PREPAID.value)
    return found


def payments_made(books: Books, by_name: int, debits: pd.DataFrame, credits: pd.DataFrame) -> DataFrame[Allocations]:
    """The payments in words; the first `by_name` of them were named."""
    payments = np.array(books.paid).reshape(-1, PAID_NUMBERS)
    credit = credits.take(payments[:, 0]).reset_index(drop=True)
    debit = debits.take(payments[:, 1]).reset_index(drop=True)
    found = pd.DataFrame(
        {
            "customer_code": credit["customer_code"],
            "credit_kind": credit["kind"],
            "credit_no": credit["document_no"],
            "credit_date": credit["date"],
            "debit_kind": debit["kind"],
            "debit_no": debit["document_no"],
            "debit_order_no": debit["order_no"],
            "debit_date": debit["date"],
            "by_name": np.arange(len(payments)) < by_name,
            "paid_fen": payments[:, 2],
            "credit": payments[:, 0],
        }
    )
    in_turn = found.assign(later=~found["by_name"]).sort_values(["credit", "later"], kind="stable")
    return checked(Allocations, in_texts(in_turn))
