"""The command line with a store behind a URL: damage told and mended, an outage survived; see test_cluster.py too."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.checkup import ledger_folder
from pipeline.errors import StoreAway
from pipeline.home import Home
from pipeline.ledger.journal import Drop, Journal, Outcome
from pipeline.record import ledger_of
from pipeline.remote import Remote
from pipeline.settings import load
from tests.buckets import outage_after, stores
from tests.contract.office import Office
from tests.forms import FULL

__all__ = ["stores"]

DAY = "2026-11-05"


def office(root: Path, store: str = "") -> Office:
    """An office with an order, a shipment of it and a document that is held back."""
    made = Office(root)
    made.drop("订单.xlsx", {"订单": [
        ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"],
        *(["SO1", "2026-10-01", "C1", "合页", 10, 2.5], ["SO2", "2026-10-02", "C2", "合页", "x", 2.5]),
    ]})  # fmt: skip
    made.drop("出库.xlsx", {"出库单": [
        ["出库单号", "发货日期", "订单号", "客户编码", "品名", "数量"], ["CK1", "2026-10-03", "SO1", "C1", "合页", 4],
    ]})  # fmt: skip
    (root / "hongdan.toml").write_text(f"[ledger]\nstore = '{store}'", encoding="utf-8")
    return made


@pytest.mark.skipif(not FULL, reason="the full form; in the short one test_cluster.py has an office with such a store")
def test_an_office_with_a_store_behind_a_url(
    stores: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    url = stores["bucket"]
    made = office(tmp_path / "office", url)
    made.run(DAY)
    outbox = made.outbox()
    assert outbox and not {path.name for path in (made.root / ".hongdan").iterdir()} & {"originals", "drops"}

    outage_after(url, 0)
    assert made.hongdan("run", "--as-of", DAY).exit_code == 5
    assert f"存档库 {url}" in capsys.readouterr().err and made.outbox() == outbox
    outage_after(url, None)

    for rows in Path(url.partition("://")[2]).rglob("orders.parquet"):
        rows.write_bytes(b"")
    mended = made.hongdan("rebuild")
    assert mended.exit_code == 0 and f"{url}/drops/" in mended.output
    assert "SO1" in made.hongdan("trace", "CK1").output and made.outbox() == outbox


def test_a_store_in_which_nothing_lies_is_missed_only_by_who_put_something_there(
    stores: dict[str, str], tmp_path: Path
):
    made = office(tmp_path / "office", stores["bucket"])
    home, settings = Home(made.root), load(made.root / "hongdan.toml")
    assert ledger_of(home, settings).bulk == Remote(stores["bucket"])
    [*ledger_folder(home, settings)]
    assert not Remote(stores["bucket"]).exists(), "what was tried out is gone again"
    Journal.of(home.ledger).add(date(2026, 11, 5), [Drop("a", "a", "0" * 64, 1, 1, Outcome.READ)])
    with pytest.raises(StoreAway, match=stores["bucket"]):
        ledger_of(home, settings)


def test_a_file_server_is_to_have_the_folder(
    stores: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    made = office(tmp_path / "office", stores["server"] + "/none")
    assert made.hongdan("run", "--as-of", DAY).exit_code == 5
    assert "先建好这个文件夹" in capsys.readouterr().err and not made.outbox()
