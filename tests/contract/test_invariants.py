"""What must hold of every month's statements, through the command line; and that `run` writes none that break it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pipeline.reconcile import month, open_items
from pipeline.reconcile.proof import DoesNotAddUp
from tests.contract.office import Office
from tests.contract.trading import HEADERS, MASTER, Trade

HEADER = ["出库单号", "发货日期", "客户编码", "品名", "数量", "单价"]
SOLD = [["CK1", "2026-10-05", "C001", "合页", 1, 100], ["CK2", "2026-10-06", "C002", "合页", 1, 50]]
PAID = [["收款单号", "收款日期", "客户编码", "收款金额"], ["SK1", "2026-10-08", "C002", 20]]


def a_fen_more(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows with a fen too much for C002."""
    return rows.assign(**{column: rows[column] + (rows["customer_code"] == "C002").astype("int64")})


@pytest.mark.parametrize(
    ("where", "name", "column"),
    [
        (open_items, "debit_documents", "amount_fen"),
        (open_items, "credit_documents", "amount_fen"),
        (month, "statement_lines", "balance_fen"),
        (month, "statement_lines", "receivable_fen"),
        (month, "statement_totals", "opening_fen"),
        (month, "statement_totals", "closing_fen"),
        (month, "statement_totals", "not_due_fen"),
    ],
)
def test_a_figure_that_does_not_agree_stops_the_run_and_names_the_customer(
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    where: object,
    name: str,
    column: str,
) -> None:
    office.drop("十月.xlsx", {"出库单": [HEADER, *SOLD], "收款": PAID})
    sound: Callable[..., pd.DataFrame] = getattr(where, name)
    monkeypatch.setattr(where, name, lambda *given, **more: a_fen_more(sound(*given, **more), column))
    with pytest.raises(DoesNotAddUp, match="C002"):
        office.hongdan("run", "--as-of", "2026-11-05")
    said = capsys.readouterr().err
    assert "C002" in said and "C001" not in said
    assert not (office.root / "outbox/对账单").exists()


@pytest.mark.parametrize("seed", [7])
def test_the_order_of_documents_files_and_customers_changes_no_statement_and_a_second_run_nothing(
    tmp_path: Path, seed: int
) -> None:
    """Lines without a number are numbered in the order of their rows, so each document keeps its own."""
    books = []
    for turn in (1, -1):
        office, sheets = Office(tmp_path / str(turn)), two_months(Trade(seed, 8, date(2026, 9, 1)), turn)
        for at, (name, rows) in enumerate(sheets):
            office.drop(f"{50 + turn * at}.xlsx", {name: rows})
        office.run("2026-11-05")
        written = office.outbox()
        assert "未变" in office.run("2026-11-05").output
        assert office.outbox() == written
        books.append({name: of for name, of in written.items() if name.startswith("对账单/")})
    assert books[0] == books[1]


def two_months(trade: Trade, turn: int) -> list[tuple[str, list[list[object]]]]:
    """The sheets of a company's first two months, everything in time; from the last document with a turn of -1."""
    trade.month()
    trade.month()
    rows: dict[str, list[list[object]]] = {sheet: [] for sheet in HEADERS}
    for _, paper in trade.waiting[::turn]:
        rows[paper.sheet] += paper.rows
    sheets = [
        ("客户资料", [MASTER, *trade.master[::turn]]),
        *((sheet, [HEADERS[sheet], *rows[sheet]]) for sheet in rows),
    ]
    return sheets[::turn]
