"""The log: a line a step with counts and times, refused files with their reason, and nobody's data."""

import re
from pathlib import Path

import pytest

from pipeline.errors import NotWritten
from pipeline.home import Home
from pipeline.log import KEPT, LARGEST, LOG, LogFile, fault, logged, step
from schemas.words import Words
from tests.contract.office import Office

DAY = "2026-11-05"
LINE = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\+08:00  ")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def lines(home: Home) -> list[str]:
    return home.log.read_text(encoding="utf-8").splitlines()


def test_a_run_logs_each_step_with_counts_and_time_and_each_refused_file_but_no_customer(tmp_path: Path) -> None:
    office = Office(tmp_path)
    order = ["SO1", "2026-10-01", "C0077", "恒通五金", "合页", 10, 2.5, "13800138000"]
    header = ["订单号", "下单日期", "客户编码", "客户名称", "品名", "数量", "单价", "联系电话"]
    office.drop("订单.xlsx", {"订单": [header, order]})
    (tmp_path / "inbox" / "坏的.xlsx").write_bytes(b"PK\x03\x04nothing")
    office.run(DAY)
    said = lines(Home(tmp_path))
    assert all(LINE.match(line) for line in said)
    told = [LINE.sub("", line) for line in said]
    steps = [re.sub(r"[0-9.]+ s", "… s", line) for line in told]
    assert steps[0] == "take in  … s  files=2  taken_in=2"
    assert "orders=1" in steps[1] and re.match(r"refused  坏的\.xlsx  .*损坏", told[2])
    assert [line.split("  ")[0] for line in steps[3:]] == ["reconcile", "write", f"run {DAY} 2026-10"]
    assert re.search(r"  new=[0-9]+", steps[4])
    text = "\n".join(said)
    assert not any(secret in text for secret in ("C0077", "恒通五金", "13800138000", "合页"))
    office.run(DAY)
    assert len(lines(Home(tmp_path))) > len(said) and "refused" not in "".join(lines(Home(tmp_path))[len(said) :])


def test_what_stops_a_command_is_logged_in_a_line_and_a_fault_with_where_it_came_from(home: Home) -> None:
    with pytest.raises(NotWritten), logged(home, "Asia/Shanghai", "run"):
        raise NotWritten(Words("满", "the disk is full\nand more"))
    assert LINE.sub("", lines(home)[-1]) == "run stopped: the disk is full"
    assert fault(home, ZeroDivisionError("by nothing")) == home.log
    assert "ZeroDivisionError: by nothing" in "\n".join(lines(home))
    assert not any(isinstance(handler, LogFile) for handler in LOG.handlers)


def test_a_full_log_makes_room_and_few_are_kept(home: Home) -> None:
    with logged(home, "Asia/Shanghai", "run"):
        for _ in range((KEPT + 2) * 2):
            LOG.info("x" * (LARGEST // 2))
    assert len(list(home.log.parent.iterdir())) == KEPT + 1
    assert all(file.stat().st_size <= LARGEST for file in home.log.parent.iterdir())


def test_a_log_that_can_not_be_written_stops_nothing_and_says_nothing(
    home: Home, capfd: pytest.CaptureFixture[str]
) -> None:
    home.log.mkdir(parents=True)
    with logged(home, "Asia/Shanghai", "run"), step("write") as told:
        told(new=1)
    assert capfd.readouterr() == ("", "")
