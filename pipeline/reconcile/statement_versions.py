"""The figures of a month's statements to a number for each, by which an answer to older figures is told apart."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import month_ends
from pipeline.reconcile.closed_books import ClosedBooks, stated
from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.statement_lines import opening_of_month, statement_lines
from schemas.answers.kind import checked, nothing
from schemas.answers.parties import Parties
from schemas.answers.slips import SlipStates
from schemas.answers.statements import Deposits, Entries, StatementLines, StatementTotals, StatementVersions
from schemas.cells import read_code

FIGURES = ("quantity_e3", "unit_price_e4", "receivable_fen", "received_fen")
DIGITS = 6
"""So many digits that two versions of a statement share a number once in 16 million times."""


def statement_versions(
    lines: DataFrame[StatementLines], opening: pd.Series, held: pd.Series, month: date
) -> DataFrame[StatementVersions]:
    """Every statement of a month with its number, such as 202610-C001-7F3A91: month, customer, digest.

    The digest is of the opening balance, each line's day, kind, document and figures, and the deposit held; names, the
    state of slips and the language change nothing. The same figures always give the same number.

    Args:
        lines: The month's lines, as `statement_lines` gives them.
        opening: The opening balances in fen, by customer_code.
        held: The deposits held at the month's end in fen, by customer_code.
        month: Any day of the month.

    Returns:
        One row a customer with a line, an opening balance or a deposit. Order: customer_code.
    """
    first, _ = month_ends(month)
    codes = pd.concat([lines["customer_code"], *(pd.Series(by.index[by != 0]) for by in (opening, held))])
    code = pd.Series(codes.unique(), dtype="str").sort_values(ignore_index=True)
    opened, deposit = (looked_up(code, by).fillna(0).astype("Int64") for by in (opening, held))
    told = looked_up(code, figures_told(lines)).fillna("")
    content = opened.astype("str") + "|" + deposit.astype("str") + told
    moved = (lines["receivable_fen"].fillna(0) - lines["received_fen"].fillna(0)).groupby(lines["customer_code"]).sum()
    return checked(
        StatementVersions,
        pd.DataFrame(
            {
                "month": pd.Timestamp(first),
                "customer_code": code,
                "statement_no": [number(*both, first) for both in zip(code, content, strict=True)],
                "closing_fen": opened + looked_up(code, moved).fillna(0),
            }
        ),
    )


def numbered(
    totals: DataFrame[StatementTotals], lines: DataFrame[StatementLines], month: date
) -> DataFrame[StatementTotals]:
    """The totals with the number of each statement; blank for customers who get none."""
    by_code = totals.set_index("customer_code")
    versions = statement_versions(lines, by_code["opening_fen"], by_code["deposit_held_fen"], month)
    numbers = looked_up(totals["customer_code"], versions.set_index("customer_code")["statement_no"])
    given = totals["has_statement"].fillna(False).astype(bool)
    return checked(StatementTotals, totals.assign(statement_no=numbers.where(given)))


def versions_of(totals: DataFrame[StatementTotals], month: date) -> DataFrame[StatementVersions]:
    """The statements whose numbers stand in a month's totals. Order: customer_code."""
    first, _ = month_ends(month)
    given = totals[totals["has_statement"].fillna(False).astype(bool)]
    return checked(StatementVersions, given.assign(month=pd.Timestamp(first)))


def versions_in(
    months: Iterable[date],
    entries: DataFrame[Entries],
    parties: DataFrame[Parties],
    slip_states: DataFrame[SlipStates],
    held: DataFrame[Deposits],
    closed: ClosedBooks,
) -> DataFrame[StatementVersions]:
    """Every statement of some months with its number: as frozen in closed months, else as its figures stand now.

    Args:
        months: A day of each month.
        entries: One row an entry, in fen.
        parties: One row a customer.
        slip_states: One row a slip that a shipment needs.
        held: One row a change of the deposits held.
        closed: What was frozen.

    Returns:
        One row a statement. Order: closed months first, as the months come, then customer_code.
    """
    asked = list(months)
    frozen = closed.versions["month"].isin([pd.Timestamp(month_ends(month)[0]) for month in asked])
    found = [nothing(StatementVersions), closed.versions[frozen]]
    for month in (month for month in asked if not closed.has(month)):
        account = stated(entries, parties, closed)
        lines = statement_lines(*account, slip_states, month)
        in_time = held[held["date"] <= pd.Timestamp(month_ends(month)[1])]
        deposits = in_time.groupby("customer_code")["held_fen"].sum()
        found.append(statement_versions(lines, opening_of_month(*account, month), deposits, month))
    return checked(StatementVersions, pd.concat(found, ignore_index=True))


def figures_told(lines: DataFrame[StatementLines]) -> pd.Series:
    """All figures of each customer's lines as one text, indexed by customer_code."""
    told = "\n" + wording.day(lines["date"]) + "|" + lines["kind"] + "|" + wording.text(lines["document_no"])
    for name in FIGURES:
        told = told + "|" + wording.text(lines[name].astype("str"))
    return wording.joined(told, lines["customer_code"])


def number(customer_code: str, content: str, first: date) -> str:
    """The number of one statement, spelled as codes are read back from a sheet."""
    digest = sha256(content.encode()).hexdigest()[:DIGITS].upper()
    return read_code(f"{first:%Y%m}-{customer_code}-{digest}")
