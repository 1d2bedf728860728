"""Workbooks of invented companies, the sample among them, against a recomputation from their accepted rows."""

import shutil
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.home import Home
from pipeline.record import ledger_of
from pipeline.settings import load
from tests.contract.office import Office
from tests.contract.recomputed import KINDS, Recomputed
from tests.forms import FULL

AS_OF = date(2026, 11, 5)
COMPANIES: dict[str, tuple[int, ...]] = {"sample": ()}
if FULL:
    COMPANIES |= {"seed11": (11, 120), "seed7": (7, 300), "seed2026": (2026, 120)}
SAMPLE = Path(__file__).parents[2] / "inbox"
MONTHS = ["2026-09", "2026-10"]
AGES = ["未到期", "逾期1–30", "逾期31–60", "逾期61–90", "逾期90以上", "预收"]


def accepted(home: Home) -> dict[str, list[dict[str, Any]]]:
    """What counts, as plain rows: None for blank."""
    tables = ledger_of(home, load(home.settings)).current().tables
    return {kind: [plainly(row) for row in table.to_dict("records")] for kind, table in tables.items()}


def plainly(row: dict[Any, Any]) -> dict[str, Any]:
    blank = {key: None for key, value in row.items() if str(value) in ("nan", "NaT", "<NA>")}
    days = {
        key: value.to_pydatetime() for key, value in row.items() if isinstance(value, datetime) and key not in blank
    }
    return {**row, **days, **blank}


def scaled(value: Any, digits: int) -> int:
    """A number cell as whole units."""
    return int((Decimal(str(value or 0)) * 10**digits).to_integral_exact())


def fen(value: Any) -> int:
    return scaled(value, 2)


class Company:
    """An invented company whose inbox was run: the sample's, or one of a seed and a number of orders."""

    def __init__(self, root: Path, *invented: int) -> None:
        self.office = Office(root)
        if invented:
            seed, orders = map(str, invented)
            assert self.office.hongdan("demo", "--orders", orders, "--seed", seed).exit_code == 0
        else:
            shutil.copytree(SAMPLE, root / "inbox")
        self.office.run(str(AS_OF), "--month", MONTHS[0])
        self.months = {MONTHS[0]: self.statements(MONTHS[0])}
        self.office.run(str(AS_OF), "--month", MONTHS[1])
        self.months[MONTHS[1]] = self.statements(MONTHS[1])
        self.told = Recomputed(accepted(Home(root)), AS_OF)

    def statements(self, month: str) -> dict[str, dict[str, Any]]:
        """Every customer's row of the summary and the lines and foot of the statement it names."""
        folder = f"对账单/{month}"
        rows = self.office.table(f"{folder}/对账汇总.xlsx", "汇总", "客户编码")
        return {str(row["客户编码"]): {"summary": row, **self.statement(folder, row)} for row in rows}

    def statement(self, folder: str, row: dict[str, Any]) -> dict[str, Any]:
        """Lines and foot of the statement that a row of the summary names; lines None where it names none."""
        if not str(row["文件"]).endswith(".xlsx"):
            return {"lines": None}
        page = self.office.book(f"{folder}/{row['文件']}")["对账单"]
        cells = page.iter_rows(values_only=True)
        foot = {row[0]: row[1] for row in cells if isinstance(row[0], str) and row[1] is not None}
        return {"lines": self.office.table(f"{folder}/{row['文件']}", "对账单", "日期"), "foot": foot}


@pytest.fixture(scope="module", params=COMPANIES)
def company(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Company:
    root = tmp_path_factory.mktemp("company")
    return Company(root, *COMPANIES[request.param])


def test_orders_stand_at_their_stage_with_their_quantities(company: Company) -> None:
    told = company.told
    shown = {str(row["订单号"]): row for row in company.office.table("订单状态.xlsx", "订单", "订单号")}
    assert set(shown) == set(told.lines_of)
    for number, row in shown.items():
        mine = told.order(number)
        row = (
            row
            | {k: scaled(row[k], 3) for k in ("订单数量", "已发数量", "未发数量")}
            | {"订单金额": fen(row["订单金额"])}
        )
        assert {key: row[key] for key in mine} == mine, number


def test_order_lines_stand_at_the_stage_of_their_own_quantities(company: Company) -> None:
    told = company.told
    shown = {(r["订单号"], r["行号"]): r for r in company.office.table("订单状态.xlsx", "明细", "订单号")}
    mine = {(line["order_no"], line["line_no"]): line for lines in told.lines_of.values() for line in lines}
    assert set(shown) == set(mine)
    for key, line in mine.items():
        state = told.stage([line], {s["shipment_no"] for s in line["by"]})
        figures = [scaled(shown[key][label], 3) for label in ("数量", "已发数量", "未发数量")]
        short = max(line["quantity_e3"] - line["shipped"], 0)
        assert (figures, shown[key]["状态"]) == ([line["quantity_e3"], line["shipped"], short], state), key


def test_slips_not_back_are_listed_with_days_and_who_is_chased(company: Company) -> None:
    shown = company.office.table("未收回单据.xlsx", "未收回单据", "出库单号")
    labels = ["出库单号", "单据类型", "问题", "天数", "账龄", "责任人", "客户编码"]
    mine = list(company.told.outstanding())
    assert sorted(([str(r[k]) for k in labels], fen(r["金额"])) for r in shown) == sorted(
        ([str(r[k]) for k in labels], r["金额"]) for r in mine
    )


@pytest.mark.parametrize("month", MONTHS)
def test_every_statement_stands_line_for_line(company: Company, month: str) -> None:
    told, shown = company.told, company.months[month]
    for code, statement in shown.items():
        mine = told.statement(code, month)
        assert (statement["lines"] is not None) == told.has_statement(mine), code
        if statement["lines"] is None:
            continue
        first, *lines, last = statement["lines"]
        assert (first["类型"], last["类型"]) == ("期初", "期末余额")
        balance, expected = mine["opening"], []
        for e in mine["lines"]:
            balance += e["debt"]
            order = told.shown_order(e["order"], code)
            expected.append((e["date"], e["kind"], e["number"], order, e["debt"], balance))
        assert [r["核销"] for r in lines] == mine["told"], code
        assert fen(first["余额"]) == mine["opening"], code
        assert [
            (r["日期"], r["类型"], r["单据号"], r["订单号"], fen(r["应收"]) - fen(r["已收"]), fen(r["余额"]))
            for r in lines
        ] == expected, code
        assert fen(last["余额"]) == mine["closing"], code


@pytest.mark.parametrize("month", MONTHS)
def test_ageing_and_held_deposits_stand_on_statement_and_summary(company: Company, month: str) -> None:
    for code, statement in company.months[month].items():
        mine, row = company.told.statement(code, month), statement["summary"]
        assert {age: fen(row[age]) for age in AGES} == mine["ageing"], code
        assert sum(mine["ageing"].values()) == mine["closing"]
        assert (fen(row["期初余额"]), fen(row["期末余额"]), fen(row["定金余额"])) == (
            mine["opening"],
            mine["closing"],
            mine["held"],
        )
        if statement["lines"] is not None:
            assert {age: fen(statement["foot"][age]) for age in AGES} == mine["ageing"], code
            assert fen(statement["foot"]["定金余额"]) == mine["held"], code


@pytest.mark.parametrize("month", MONTHS)
def test_the_summary_adds_up_each_kind_of_line(company: Company, month: str) -> None:
    columns = {"出库": "本期出库", "退货": "本期退货", "收款": "本期收款"}
    labels = {kind: columns.get(kind, kind) for kind in KINDS}
    for code, statement in company.months[month].items():
        lines = company.told.statement(code, month)["lines"]
        for kind, label in labels.items():
            assert fen(statement["summary"][label]) == sum(e["debt"] for e in lines if e["kind"] == kind), (code, label)


def test_closings_are_openings_and_all_documents_and_each_month_opens_as_the_last_closed(company: Company) -> None:
    before, after = (company.months[month] for month in MONTHS)
    for code, statement in after.items():
        closed = fen(before[code]["summary"]["期末余额"]) if code in before else 0
        assert fen(statement["summary"]["期初余额"]) == closed, code
    told = company.told
    documents = sum(e["debt"] for e in told.all_entries() if e["date"] <= date(2026, 10, 31))
    opened = sum(told.opened(code)[0] for code in told.master)
    assert sum(fen(s["summary"]["期末余额"]) for s in after.values()) == opened + documents


def test_what_is_forfeited_of_deposits_is_listed(company: Company) -> None:
    given = "定金罚没" in company.office.book("订单状态.xlsx").sheetnames
    shown = company.office.table("订单状态.xlsx", "定金罚没", "订单号") if given else []
    assert {
        str(r["订单号"]): (r["存放天数"], r["罚没点数"], fen(r["罚没金额"]), fen(r["定金"])) for r in shown
    } == company.told.forfeits()
