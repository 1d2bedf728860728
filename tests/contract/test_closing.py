"""Closing months through the command line: the worked case of CONTRACT 4 with its closing, and its promises."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline import close as closing_module
from pipeline.cli import told
from pipeline.close import close
from pipeline.home import Home
from pipeline.intake.inbox import scan
from pipeline.ledger import sealed
from pipeline.ledger.closed import ClosedMonths
from pipeline.ledger.journal import Journal
from pipeline.ledger.ledger import Ledger
from pipeline.lock import lock
from pipeline.outbox import Outbox
from pipeline.reconcile.proof import DoesNotAddUp
from pipeline.record import ledger_of
from pipeline.run import run
from pipeline.settings import Settings
from tests.contract.office import Office
from tests.contract.test_worked_case import CUSTOMERS, PAYMENTS, RETURNS, SHIPMENTS

HEADER, *ROWS = SHIPMENTS
SEPTEMBER = "对账单/2026-09/"
STATEMENT = "对账单/2026-10/C001_恒通五金.xlsx"


def of_month(office: Office, month: str) -> dict[str, bytes]:
    return {name: content for name, content in office.outbox().items() if name.startswith(f"对账单/{month}/")}


def ledger(office: Office) -> Ledger:
    return ledger_of(Home(office.root), Settings())


def lines(office: Office, name: str = STATEMENT) -> list[tuple[object, ...]]:
    rows = office.table(name, "对账单", "日期")
    return [(r["日期"], r["类型"], r["单据号"], r["应收"], r["已收"], r["余额"]) for r in rows]


@pytest.fixture(scope="module")
def september(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """September closed on the day after its last with CK0901 and CK0918; nothing of October dropped yet."""
    office = Office(tmp_path_factory.mktemp("september"))
    (office.root / "inbox").mkdir()
    office.drop("九月.xlsx", {"出库单": [HEADER, ROWS[0], ROWS[1]], "客户资料": CUSTOMERS})
    result = office.hongdan("close", "2026-09", "--as-of", "2026-10-01")
    assert result.exit_code == 0, result.output
    assert "已结账：2026-09" in result.output
    return office


@pytest.fixture
def closed(september: Office, tmp_path: Path) -> Office:
    """An office of its own for every test, in which September is closed."""
    return september.moved_to(tmp_path / "office")


def test_the_worked_case_stands_line_for_line_and_september_is_byte_for_byte_what_it_was(closed: Office) -> None:
    september = of_month(closed, "2026-09")
    assert lines(closed, f"{SEPTEMBER}C001_恒通五金.xlsx")[-1][-1] == 12345.6
    closed.drop("迟到.xlsx", {"出库单": [HEADER, ROWS[2]]})
    closed.drop("十月.xlsx", {"出库单": [HEADER, *ROWS[3:]], "收款": PAYMENTS, "退货": RETURNS})
    said = closed.run("2026-11-05").output
    assert "已结账至 2026-09" in said and "前期调整：1 条，合计 900.00" in said
    assert lines(closed) == [
        (date(2026, 10, 1), "期初", None, None, None, 12345.6),
        (date(2026, 10, 1), "前期调整", "CK0925", 900, None, 13245.6),
        (date(2026, 10, 5), "出库", "CK1001", 10000, None, 23245.6),
        (date(2026, 10, 5), "垫付运费", "CK1001", 260, None, 23505.6),
        (date(2026, 10, 8), "收款", "SK1", None, 8000, 15505.6),
        (date(2026, 10, 12), "退货", "TH1", -1200, None, 14305.6),
        (date(2026, 10, 15), "出库", "CK1002", 5003.7, None, 19309.3),
        (date(2026, 10, 20), "收款", "SK2", None, 5000, 14309.3),
        (date(2026, 10, 20), "抹零", "SK2", -3.7, None, 14305.6),
        (date(2026, 10, 31), "期末余额", None, None, None, 14305.6),
    ]
    (row,) = closed.table("对账单/2026-10/对账汇总.xlsx", "汇总", "客户编码")
    assert [row[label] for label in ("期初余额", "前期调整", "期末余额", "未到期", "逾期1–30")] == [
        12345.6, 900, 14305.6, 9060, 5245.6,
    ]  # fmt: skip
    assert of_month(closed, "2026-09") == september


def test_a_closed_month_stays_whatever_changes_and_is_restored_where_somebody_touched_it(closed: Office) -> None:
    september = of_month(closed, "2026-09")
    named = [[*CUSTOMERS[0], "别名"], ["C001", "新名字商行", 60, "0571-2", "宁波", "恒通"]]
    closed.drop("九月.xlsx", {"出库单": [HEADER, [*ROWS[0][:5], 1, 1, None, None]], "客户资料": named})
    (closed.root / "hongdan.toml").write_text('lang = "en"\n[company]\nname = "X"\n')
    files = [closed.root / "outbox" / name for name in september]
    files[0].unlink()
    files[1].write_bytes(b"mine")
    (files[0].parent / "自己的.txt").write_text("mine")
    said = closed.run("2026-12-24", "--month", "2026-09").output
    assert "2026-09 is closed" in said and "new  outbox/对账单/2026-09/" in said and "changed  outbox" in said
    now = of_month(closed, "2026-09")
    assert now.pop(f"{SEPTEMBER}自己的.txt") == b"mine"
    assert now == september


def test_only_months_that_have_ended_close_and_only_once(closed: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert closed.hongdan("close", "2026-10", "--as-of", "2026-10-31").exit_code == 2
    assert "还没有过完" in capsys.readouterr().err
    for month in ("2026-09", "2026-08"):
        again = closed.hongdan("close", month, "--as-of", "2026-10-01")
        assert again.exit_code == 2 and "早已结账" in capsys.readouterr().err
    with lock(Home(closed.root), datetime(2026, 11, 5)):
        assert closed.hongdan("close", "2026-10", "--as-of", "2026-11-05").exit_code == 4
    assert [closing.month.month for closing in ledger(closed).closings()] == [9]


def shipment(number: str, day: str, price: int, customer: str = "C1") -> list[object]:
    return [number, day, "", customer, "合页", 1, price, None, None]


def test_closing_a_month_closes_all_before_it_and_each_has_its_own_statements(office: Office) -> None:
    later = shipment("CK1120", "2026-11-20", 3)
    office.drop("单.xlsx", {"出库单": [HEADER, shipment("CK0701", "2026-07-02", 7), *ROWS, later]})
    result = office.hongdan("close", "2026-10", "--as-of", "2026-11-05", "--json")
    assert json.loads(result.output)["closed"] == ["2026-07", "2026-08", "2026-09", "2026-10"]
    months = ("2026-07", "2026-08", "2026-09", "2026-10")
    frozen = {month: of_month(office, month) for month in months}
    rows = [office.table(f"对账单/{month}/对账汇总.xlsx", "汇总", "客户编码") for month in months]
    assert [[row["期末余额"] for row in month] for month in rows] == [[7], [7], [13245.6, 7], [28509.3, 7]]
    assert [len(office.table(f"对账单/{month}/C1_C1.xlsx", "明细", "单据号")) for month in months] == [1, 0, 0, 0]
    office.drop("晚.xlsx", {"出库单": [HEADER, shipment("CK0702", "2026-07-30", 5)]})
    office.run("2026-12-05")
    assert lines(office, "对账单/2026-11/C1_C1.xlsx")[1:-1] == [
        (date(2026, 11, 1), "前期调整", "CK0702", 5, None, 12),
        (date(2026, 11, 20), "出库", "CK1120", 3, None, 15),
    ]
    (office.root / "outbox/对账单/2026-07/C1_C1.xlsx").unlink()
    office.run("2026-12-05", "--month", "2026-07")
    assert {month: of_month(office, month) for month in months} == frozen


PEOPLE = ["客户编码", "客户名称", "账期天数", "联系电话", "期初余额", "期初日期"]
BROKEN = ["CK0930", "2026-09-30", "", "C001", "合页", -3, 1, None, None]
BLOCKING = {
    "出库单": [HEADER, ROWS[0], BROKEN, ["CK0929", "九月三十", "", "C001", "合页", 3, 1, None, None]],
    "客户资料": [
        PEOPLE,
        ["C701", "甲", -1, "1", 5, "2026-09-30"],
        ["C702", "乙", 30, "1", 5, "月底"],
        ["C703", "丙", 30, "1", "五元", "2026-09-01"],
    ],
}
HARMLESS = {
    "出库单": [HEADER, ROWS[0], ["CK1005", "2026-10-05", "", "C001", "合页", -3, 1, None, None]],
    "客户资料": [
        PEOPLE,
        ["C704", "丁", -1, "1", 5, "2026-10-01"],
        ["C705", "戊", -1, "1", None, None],
        ["C706", "己", -1, "1", 0, "月底"],
    ],
    "价格政策": [["产品编码", "政策价", "生效日期"], ["P1", -1, "2026-09-01"]],
}


def test_documents_held_back_stand_in_the_way_with_their_number_and_file_unless_told_otherwise(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.drop("九月.xlsx", BLOCKING)
    office.drop("其他.xlsx", HARMLESS)
    assert office.hongdan("close", "2026-09", "--as-of", "2026-10-06").exit_code == 2
    said = capsys.readouterr().err
    assert "5 张" in said and "九月.xlsx" in said and "其他.xlsx" not in said
    assert all(number in said for number in ("CK0930", "CK0929", "C701", "C702", "C703"))
    assert (office.root / "outbox/退回修改/九月.xlsx").exists()
    result = office.hongdan("close", "2026-09", "--as-of", "2026-10-06", "--anyway")
    assert result.exit_code == 0 and "CK0930" in result.output
    (closing,) = ledger(office).closings()
    assert "CK0930" in closing.held_back and "CK1005" not in closing.held_back


def test_what_is_held_back_of_other_months_or_moves_no_account_is_not_in_the_way(office: Office) -> None:
    office.drop("其他.xlsx", HARMLESS)
    assert office.hongdan("close", "2026-09", "--as-of", "2026-10-06").exit_code == 0


def test_an_office_with_nothing_in_it_closes_its_month_and_its_page_says_so_at_once(office: Office) -> None:
    assert office.hongdan("close", "2026-09", "--as-of", "2026-10-06").exit_code == 0
    assert list(of_month(office, "2026-09")) == [f"{SEPTEMBER}对账汇总.xlsx"]
    assert office.hongdan("verify", "--as-of", "2026-10-06").exit_code == 0
    closed = office.outbox()
    (row,) = [row for row in closed["总览.html"].decode().split("<tr") if "hongdan close 2026-09" in row]
    assert "已办 2026-10-06" in row
    assert "未变" in office.run("2026-10-06").output and office.outbox() == closed


def test_only_the_last_closed_month_opens_again_and_what_was_frozen_stays_on_record(closed: Office) -> None:
    september = of_month(closed, "2026-09")
    closed.drop("迟到.xlsx", {"出库单": [HEADER, ROWS[2]]})
    assert closed.hongdan("reopen", "2026-08").exit_code == 2
    assert closed.hongdan("reopen", "2026-09").exit_code == 0
    assert closed.hongdan("reopen", "2026-09").exit_code == 2
    closed.run("2026-10-02")
    assert lines(closed, f"{SEPTEMBER}C001_恒通五金.xlsx")[-1][-1] == 13245.6
    assert closed.hongdan("close", "2026-09", "--as-of", "2026-10-02").exit_code == 0
    sealed = list((closed.root / ".hongdan/closed/2026-09").iterdir())
    assert len(sealed) == 2
    old = ledger(closed).closed.opened(date(2026, 9, 1), ledger(closed).journal.closings()[0].sha256)
    assert {f"{SEPTEMBER}{name}": content for name, content in old.workbooks().items()} == september


def test_verify_agrees_after_late_changed_and_moved_documents_and_sees_every_touched_file(closed: Office) -> None:
    changed = [*ROWS[1][:5], 1, 4000, None, None]
    closed.drop("九月.xlsx", {"出库单": [HEADER, changed], "客户资料": CUSTOMERS})
    closed.drop("迟到.xlsx", {"出库单": [HEADER, ROWS[2], [*ROWS[0][:3], "C009", *ROWS[0][4:]]]})
    assert closed.hongdan("close", "2026-10", "--as-of", "2026-11-05").exit_code == 0
    closed.drop("更晚.xlsx", {"出库单": [HEADER, ["CK0926", "2026-09-26", "", "C001", "合页", 1, 7, None, None]]})
    assert ledger(closed).take_in(scan(closed.root / "inbox"), date(2026, 11, 5))
    sound = closed.hongdan("verify", "--json")
    told = json.loads(sound.output)
    assert sound.exit_code == 0 and told["sound"] and told["months"] == ["2026-09", "2026-10"]
    assert told["balances"] >= 3
    statement = next((closed.root / "outbox/对账单/2026-09").glob("C001*"))
    original = next((closed.root / ".hongdan/originals").iterdir())
    seal = next((closed.root / ".hongdan/closed/2026-09").iterdir())
    for touched, names in (
        ([seal], ["closed/2026-09/"]),
        ([statement, original], ["C001_恒通五金", "originals/"]),
    ):
        content = {path: path.read_bytes() for path in touched}
        for path in touched:
            path.write_bytes(content[path] + b" ")
        found = closed.hongdan("verify")
        assert found.exit_code == 1 and all(name in found.output for name in names)
        for path in touched:
            path.write_bytes(content[path])


def test_a_closing_that_was_killed_or_could_not_write_leaves_the_month_open_and_the_next_closes_it(
    closed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """As if the process ended here."""

    def killed(*_: object, **__: object) -> None:
        raise Killed

    def still_open() -> bool:
        return [closing.month for closing in ledger(closed).closings()] == [date(2026, 9, 1)]

    closed.drop("十月.xlsx", {"出库单": [HEADER, *ROWS[3:]]})
    in_the_way = closed.root / "outbox" / STATEMENT
    in_the_way.mkdir(parents=True)
    assert closed.hongdan("close", "2026-10", "--as-of", "2026-11-05").exit_code == 5
    assert still_open()
    in_the_way.rmdir()
    outcome = run(Home(closed.root), date(2026, 11, 5), date(2026, 10, 1))
    monkeypatch.setattr(closing_module, "worked", lambda *_: outcome)
    steps = [(ClosedMonths, "seal"), (sealed, "put"), (Outbox, "finish"), (Journal, "add"), (Outbox, "write_all")]
    for where, name in steps:
        with monkeypatch.context() as power:
            power.setattr(where, name, killed)
            with pytest.raises(Killed):
                close(Home(closed.root), date(2026, 10, 1), date(2026, 11, 5))
        assert still_open()
    assert closed.hongdan("close", "2026-10", "--as-of", "2026-11-05").exit_code == 0
    assert [closing.month.month for closing in ledger(closed).closings()] == [9, 10]
    assert not list((closed.root / ".hongdan/closed").glob("~*"))
    assert closed.hongdan("verify", "--as-of", "2026-11-05").exit_code == 0


def test_statements_that_do_not_add_up_are_not_written_and_the_customer_is_named(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    error = DoesNotAddUp("the documents and the closing balance differ for 1 customers: ['C001']")
    assert told(error, Home(office.root)) == 70
    said = capsys.readouterr().err
    assert "C001" in said and "hongdan.log" in said
