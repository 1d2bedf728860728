"""Companies whose papers come in over months, closed as they go, against a recomputation without pandas."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.home import Home
from tests.contract.closed_books import Books
from tests.contract.office import Office
from tests.contract.recomputed import KINDS, Recomputed, Row
from tests.contract.test_audit import accepted, fen
from tests.contract.trading import Trade
from tests.forms import FULL

COLUMNS = {kind: {"出库": "本期出库", "退货": "本期退货", "收款": "本期收款"}.get(kind, kind) for kind in KINDS}
NUMBERS = {"订单": "orders", "出库单": "shipments", "回单": "slips", "收款": "payments", "退货": "returns"}


class Audited:
    """A company beside the books that the test keeps of it."""

    def __init__(self, root: Path, seed: int, customers: int) -> None:
        self.office, self.trade, self.books = Office(root), Trade(seed, customers, date(2025, 10, 1)), Books()
        self.told: Recomputed
        self.looked_at = 0

    def month(self) -> tuple[str, date]:
        """A month goes by and what came in of it is dropped; returns it and the day on which it is worked on."""
        month = self.trade.month()
        self.trade.drop(self.office)
        first_of_next = (date.fromisoformat(f"{month}-01") + timedelta(days=31)).replace(day=1)
        return month, first_of_next + timedelta(days=4)

    def recompute(self, as_of: date) -> None:
        """From what counts now; nothing that was dropped is missing in it, nothing else is there."""
        rows = accepted(Home(self.office.root))
        for sheet, kind in NUMBERS.items():
            number = next(label for label in rows[kind][0] if label.endswith("_no"))
            assert {row[number] for row in rows[kind]} == {n for s, n in self.trade.papers if s == sheet}, sheet
        self.told = Recomputed(rows, as_of)

    def run(self, month: str, as_of: date) -> None:
        """Runs for a month, which stays open, and looks at it."""
        self.office.run(str(as_of), "--month", month)
        self.recompute(as_of)
        self.look_at(month)

    def close(self, months: list[str], as_of: date) -> None:
        """Closes the last of the months and with it the others, and looks at each."""
        result = self.office.hongdan("close", months[-1], "--as-of", str(as_of), "--json")
        assert result.exit_code == 0, result.output
        assert json.loads(result.output)["closed"] == months
        self.recompute(as_of)
        for month in months:
            self.books.close(self.told, month)
            self.look_at(month)

    def look_at(self, month: str) -> None:
        """Every statement of a month and its row of the summary, cell for cell."""
        folder = f"对账单/{month}"
        summary = {str(r["客户编码"]): r for r in self.office.table(f"{folder}/对账汇总.xlsx", "汇总", "客户编码")}
        assert set(summary) == self.books.customers(self.told), month
        for code, row in summary.items():
            mine = self.books.statement(self.told, code, month)
            self.look_at_row(row, mine, (month, code))
            told = self.told.has_statement(mine)
            assert str(row["文件"]).endswith(".xlsx") == told, (month, code)
            if told:
                self.look_at_statement(f"{folder}/{row['文件']}", mine, code)

    def look_at_row(self, row: Row, mine: Row, where: Any) -> None:
        """Every figure of a row of the summary."""
        figures = {"期初余额": mine["opening"], "期末余额": mine["closing"], "定金余额": mine["held"], **mine["ageing"]}
        for kind, label in COLUMNS.items():
            figures[label] = sum(e["debt"] for e in mine["lines"] if e["kind"] == kind)
        assert {label: fen(row[label]) for label in figures} == figures, where

    def look_at_statement(self, name: str, mine: Row, code: str) -> None:
        """Every line of a customer's statement."""
        self.looked_at += 1
        first, *lines, last = self.office.table(name, "对账单", "日期")
        balance, expected = mine["opening"], []
        for e, told in zip(mine["lines"], mine["told"], strict=True):
            balance += e["debt"]
            order = self.told.shown_order(e["order"], code)
            expected.append((e["date"], e["kind"], e["number"], order, e["debt"], balance, told))
        assert [
            (r["日期"], r["类型"], r["单据号"], r["订单号"], fen(r["应收"]) - fen(r["已收"]), fen(r["余额"]), r["核销"])
            for r in lines
        ] == expected, name
        assert (first["类型"], fen(first["余额"]), last["类型"], fen(last["余额"])) == (
            "期初", mine["opening"], "期末余额", mine["closing"],
        ), name  # fmt: skip
        adjusted = [r["摘要"] for r in lines if r["类型"] == "前期调整"]
        assert adjusted == [e["text"] for e in mine["lines"] if e["kind"] == "前期调整"], name

    def verify(self, as_of: date) -> None:
        """The program and the test's own books agree that every closed month still adds up."""
        assert all(self.books.agrees(self.told).values())
        result = self.office.hongdan("verify", "--as-of", str(as_of), "--json")
        said = json.loads(result.output)
        assert result.exit_code == 0 and said["sound"] and said["months"] == list(self.books.frozen), said

    def frozen(self) -> dict[str, bytes]:
        """The files of closed months."""
        files = self.office.outbox().items()
        return {name: content for name, content in files if any(f"/{month}/" in name for month in self.books.frozen)}


def test_months_closed_as_papers_come_late_corrected_and_withdrawn_stand_cell_for_cell(tmp_path: Path) -> None:
    company = Audited(tmp_path, seed=2, customers=20)
    company.close([company.month()[0]], date(2025, 11, 5))
    frozen = company.frozen()
    november, _ = company.month()
    december, as_of = company.month()
    company.close([november, december], as_of)
    january, as_of = company.month()
    company.run(january, as_of)
    assert {name: content for name, content in company.frozen().items() if name in frozen} == frozen
    company.verify(as_of)
    assert sum(len(changed) for changed in company.books.adjusted) > 5


@pytest.mark.slow
@pytest.mark.skipif(not FULL, reason="the full form, on request: a quarter of an hour")
def test_a_thousand_customers_over_twelve_months_each_closed_in_turn(tmp_path: Path) -> None:
    company = Audited(tmp_path, seed=12, customers=1000)
    for _ in range(12):
        month, as_of = company.month()
        company.close([month], as_of)
    company.verify(as_of)
    adjusted = sum(len(changed) for changed in company.books.adjusted)
    print(f"{company.looked_at} statements read back; {len(company.trade.papers)} papers; {adjusted} changes adjusted")
