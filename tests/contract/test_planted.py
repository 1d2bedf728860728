"""A company in which nothing is wrong has no exception; facts planted in it come out, no more and no fewer."""

import random
from pathlib import Path

import pytest

from tests.contract.office import Office
from tests.contract.planted import AS_OF, Books, company, table
from tests.contract.plants import HIGH, right, wrong
from tests.forms import FULL

SEEDS = range(4) if FULL else [1]
ORDERS = 1_000 if FULL else 40


def dropped(office: Office, books: Books, name: str, dice: random.Random) -> None:
    """The books in a file or three a sheet, saved in no order; an order, shipment or bill stays in one file."""
    files = []
    for sheet, rows in books.sheets.items():
        numbers = list(dict.fromkeys(next(iter(row.values())) for row in rows))
        dice.shuffle(numbers)
        parts = 3 if len(numbers) > 30 else 1
        for part in range(parts):
            wanted = set(numbers[part::parts])
            mine = [row for row in rows if next(iter(row.values())) in wanted]
            if mine:
                files.append((f"{name}/{sheet}{part}.xlsx", sheet, mine))
    dice.shuffle(files)
    for file, sheet, mine in files:
        office.drop(file, {sheet: table(sheet, mine)})


def exceptions(office: Office) -> dict[str, tuple[str, float | None, int | None]]:
    """The open exceptions: level, amount and days by number."""
    rows = office.table("异常报告.xlsx", "异常明细", "编号")
    told = {row["编号"]: (row["级别"], row["金额"], row["天数"]) for row in rows}
    assert len(told) == len(rows)
    return told


def answers(office: Office) -> list[list[object]]:
    """Three customers' answers to their statements of October: one agrees, one misses a fen, one has one more."""
    summary = office.table("对账单/2026-10/对账汇总.xlsx", "汇总", "客户编码")
    found = {row["客户编码"]: (row["对账单号"], row["期末余额"]) for row in summary}
    header = ["对账单号", "客户编码", "对账月份", "我方余额", "对账结果", "贵方余额", "差异说明"]
    said = {"T7060": ("相符", None, None), "T7061": ("不符", -0.01, "少一分"), "T7062": ("不符", 0.01, "多一分")}
    rows: list[list[object]] = [header]
    for code, (result, apart, why) in said.items():
        number, ours = found[code]
        rows.append([number, code, "2026-10", ours, result, None if apart is None else ours + apart, why])
    return rows


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_what_was_planted_in_a_clean_company_is_found(seed: int, tmp_path: Path):
    (tmp_path / "inbox").mkdir()
    office, dice = Office(tmp_path), random.Random(seed)
    books = company(seed, ORDERS)
    right(books)
    dropped(office, books, "公司", dice)
    office.run(AS_OF.isoformat())
    assert not list((tmp_path / "outbox" / "退回修改").glob("*"))
    assert exceptions(office) == {}

    planted = Books()
    wrong(planted)
    planted.tell("E706-T7061", HIGH, 0.01)
    planted.tell("E706-T7062", HIGH, 0.01)
    dropped(office, planted, "补录", dice)
    office.drop("补录/对账确认.xlsx", {"对账确认": answers(office)})
    office.run(AS_OF.isoformat(), "--month", "2026-09")
    assert not list((tmp_path / "outbox" / "退回修改").glob("*"))
    assert exceptions(office) == planted.expected


def test_an_order_changed_in_its_own_file_after_its_approval_is_told_with_old_and_new(tmp_path: Path):
    (tmp_path / "inbox").mkdir()
    office = Office(tmp_path)
    for changes in ({}, {"数量": 12, "单价": 99}):
        books = Books()
        books.ordered("T1", **changes)
        books.ordered("T2", **(changes | {"审核时间": "2026-11-05 10:01"} if changes else {}))
        for sheet in ("订单", "客户资料"):
            office.drop(f"{sheet}.xlsx", {sheet: table(sheet, books.sheets[sheet])})
        office.run(AS_OF.isoformat(), "--month", "2026-09")
    (row,) = (row for row in office.table("异常报告.xlsx", "异常明细", "编号") if row["类别"] == "单据")
    assert (row["编号"], row["级别"], row["金额"], row["责任人"]) == ("E902-SO-T1", HIGH, 188, "业务1")
    for told in ("P1 合页: 10 → 12", "P1 合页: 100.00 → 99.00", "原审核时间：2026-11-05 10:00", "客户：未变"):
        assert told in row["说明"]
