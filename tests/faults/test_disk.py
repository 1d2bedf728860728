"""A full disk, a folder that may not be written, an inbox that is away: status 5, and all as before or complete."""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.ledger import journal, originals, sealed
from tests.contract.office import Office
from tests.forms import FULL

DAY = "2026-11-05"
ORDER = ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"]
Broken = Callable[..., Any]


def full(*_: object, **__: object) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full_database(*_: object, **__: object) -> Any:
    raise sqlite3.OperationalError("database or disk is full")


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that ran yesterday, with a file saved again since."""
    office = Office(tmp_path_factory.mktemp("office"))
    office.drop("a.xlsx", {"订单": [ORDER, ["SO1", "2026-10-01", "C1", "合页", 10, 2.5]]})
    office.run("2026-11-04")
    office.drop("a.xlsx", {"订单": [ORDER, ["SO1", "2026-10-01", "C1", "合页", 12, 2.5]]})
    return office


IN_TURN: list[tuple[object, str, Broken]] = [
    (Path, "mkdir", full),
    (Path, "write_text", full),
    (tempfile, "mkdtemp", full),
    (originals, "copied", full),
    (originals, "put", full),
    (journal, "_row", full_database),
    (journal, "write_listed", full),
    (Path, "replace", full),
    (sealed, "put", full),
]
"""Where a run writes, in the order in which it comes there; the short form has a third of them."""


def test_a_disk_that_is_full_wherever_it_is_written_ends_with_5_and_when_there_is_room_all_is_made_good(
    yesterday: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    undisturbed, office = (yesterday.moved_to(tmp_path / name) for name in ("undisturbed", "office"))
    undisturbed.run(DAY)
    before, done = office.outbox(), undisturbed.outbox()
    for where, name, broken in IN_TURN if FULL else IN_TURN[1::3]:
        with monkeypatch.context() as disk:
            disk.setattr(where, name, broken)
            assert office.hongdan("run", "--as-of", DAY).exit_code == 5, name
        assert capsys.readouterr().err, name
        found = office.outbox()
        assert all(found.get(path) in (before.get(path), done.get(path)) for path in found.keys() | done.keys()), name
    office.run(DAY)
    assert office.outbox() == done
    assert not [path for path in office.root.rglob("*") if path.name.startswith(("~", ".hongdan-"))]
    assert "SO1" in office.hongdan("trace", "SO1").output
    texts = [made.root / ".hongdan/journal.txt" for made in (office, undisturbed)]
    assert texts[0].read_bytes() == texts[1].read_bytes()


def test_a_folder_that_may_not_be_written_is_named(
    yesterday: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = yesterday.moved_to(tmp_path / "office")

    def forbidden(*_: object, **__: object) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    for where, name, said in ((Path, "write_text", ".hongdan/working"), (originals, "copied", ".hongdan/originals")):
        with monkeypatch.context() as rights:
            rights.setattr(where, name, forbidden)
            assert office.hongdan("run", "--as-of", DAY).exit_code == 5
        assert said in capsys.readouterr().err
    assert office.outbox() == yesterday.outbox()


def test_an_inbox_that_is_away_or_can_not_be_looked_into_stops_the_run_and_changes_nothing(
    yesterday: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = yesterday.moved_to(tmp_path / "office")
    inbox, away = office.root / "inbox", office.root / "away"
    inbox.rename(away)
    assert office.hongdan("run", "--as-of", DAY).exit_code == 5
    assert str(inbox) in capsys.readouterr().err
    away.rename(inbox)

    def hidden(folder: Any) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    with monkeypatch.context() as rights:
        rights.setattr(os, "scandir", hidden)
        assert office.hongdan("run", "--as-of", DAY).exit_code == 5
    assert "inbox" in capsys.readouterr().err
    assert office.outbox() == yesterday.outbox()


def test_an_office_without_an_inbox_has_nothing_in_it_yet(tmp_path: Path) -> None:
    assert "没有新文件" in Office(tmp_path).run(DAY).output
