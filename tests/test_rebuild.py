"""A damaged ledger through the command line: noticed by `run` and `verify`, named, and rebuilt by `rebuild`."""

import json
import shutil
from pathlib import Path

import pytest

from tests.contract.office import Office
from tests.ledger.test_damage import turned

DAY = "2026-11-05"
ORDERS = [["订单号", "下单日期", "客户编码", "品名", "数量", "单价"], ["SO1", "2026-10-01", "C1", "合页", 10, 2.5]]
SHIPPED = [["出库单号", "发货日期", "订单号", "品名", "数量"], ["CK1", "2026-10-02", "SO1", "合页", 10]]
PAID = [["收款单号", "收款日期", "客户编码", "收款金额"], ["SK1", "2026-10-08", "C1", 20], ["SK2", "x", "C1", 5]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with an order, a shipment, a receipt, one that is held back, and a closed month."""
    office = Office(tmp_path_factory.mktemp("office"))
    office.drop("十月.xlsx", {"订单": ORDERS, "出库单": SHIPPED, "收款": PAID})
    assert office.hongdan("close", "2026-09", "--as-of", DAY, "--anyway").exit_code == 0
    return office


@pytest.fixture
def office(sound: Office, tmp_path: Path) -> Office:
    return sound.moved_to(tmp_path / "office")


def one(office: Office, pattern: str) -> tuple[Path, str]:
    """A file of the ledger, and how it is named to people."""
    (path, *_) = sorted((office.root / ".hongdan").glob(pattern))
    return path, path.relative_to(office.root).as_posix()


def verified(office: Office) -> list[str]:
    """The files that `verify` names."""
    told: list[str] = json.loads(office.hongdan("verify", "--as-of", DAY, "--json").stdout)["changed_files"]
    return told


def test_a_damaged_drop_or_journal_stops_the_run_and_rebuilt_from_the_originals_all_is_as_it_was(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    written, traced = office.outbox(), office.hongdan("trace", "CK1", "--json").stdout
    drop, shown = one(office, "drops/*/*/shipments.parquet")
    turned(drop)
    assert office.hongdan("run", "--as-of", DAY, "--month", "2026-09").exit_code == 5
    told = capsys.readouterr().err
    assert shown in told and "hongdan rebuild" in told and office.outbox() == written
    assert verified(office) == [shown]
    assert office.hongdan("rebuild").output == f"已补好  {shown}\n"
    journal, shown = one(office, "journal.db")
    journal.unlink()
    for words in (("run", "--as-of", DAY), ("trace", "CK1"), ("withdraw", "十月.xlsx")):
        assert office.hongdan(*words).exit_code == 5
        assert shown in capsys.readouterr().err
    assert verified(office) == [shown]
    shutil.rmtree(office.root / ".hongdan/drops")
    assert json.loads(office.hongdan("rebuild", "--json").stdout) == {"mended": [shown], "lost": []}
    shutil.rmtree(office.root / "outbox")
    office.run(DAY, "--month", "2026-09")
    assert office.outbox() == written
    assert office.hongdan("trace", "CK1", "--json").stdout == traced


@pytest.mark.parametrize("pattern", ["closed/*/*.zip", "memory/*.zip"])
def test_what_nothing_can_make_again_is_named_by_verify_and_by_rebuild(office: Office, pattern: str) -> None:
    file, shown = one(office, pattern)
    turned(file)
    assert verified(office) == [shown]
    rebuilt = office.hongdan("rebuild", "--json")
    assert rebuilt.exit_code == 1 and json.loads(rebuilt.stdout) == {"mended": [], "lost": [shown]}


def test_a_damaged_original_comes_back_from_the_inbox_or_is_named_as_lost(office: Office) -> None:
    file, shown = one(office, "originals/*")
    turned(file)
    inbox, aside = office.root / "inbox", office.root / "aside"
    inbox.rename(aside)
    inbox.mkdir()
    assert verified(office) == [shown]
    rebuilt = office.hongdan("rebuild")
    assert rebuilt.exit_code == 1 and shown in rebuilt.output
    inbox.rmdir()
    aside.rename(inbox)
    assert office.hongdan("rebuild").exit_code == 0
    assert "完好" in office.hongdan("rebuild").output


def test_an_original_that_must_be_read_again_and_is_damaged_stops_the_run(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    file, shown = one(office, "originals/*")
    turned(file)
    shutil.rmtree(office.root / ".hongdan/drops")
    assert office.hongdan("run", "--as-of", DAY).exit_code == 5
    assert shown in capsys.readouterr().err
