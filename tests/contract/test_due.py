"""`hongdan due` and `hongdan schedule` as people run them."""

import json
import re
import shlex
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.home import Home
from pipeline.schedule import as_typed, schedule
from tests.contract.office import Office

H = ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"]


def due(office: Office, as_of: str) -> dict[tuple[str, str | None], dict[str, Any]]:
    """What `due --json` says, by duty and month; of two without a month the later one."""
    told = office.hongdan("due", "--as-of", as_of, "--json")
    assert told.exit_code == 0, told.output
    return {(duty["duty"], duty["month"]): duty for duty in json.loads(told.output)["duties"]}


def test_a_month_is_due_done_and_blocked_as_it_goes(office: Office) -> None:
    held = [H, ["S1", "2026-10-12", "C1", "合页", 1, 3], ["S2", "2026-10-13", "C1", "合页", 0, 3]]
    office.drop("a.xlsx", {"订单": held})
    assert due(office, "2026-11-01")[("statements", "2026-10")]["done"] is None
    office.run("2026-11-02")
    told = due(office, "2026-11-06")
    assert told[("statements", "2026-10")]["done"] == "2026-11-02"
    assert told[("deadline", "2026-10")]["late"] is True
    (blocked,) = told[("deadline", "2026-10")]["blocked_by"]
    assert "S2" in blocked
    assert told[("deadline", "2026-11")]["blocked_by"] == []
    assert told[("warning", "2026-10")]["done"] is None

    text = office.hongdan("due", "--as-of", "2026-11-06").output
    assert "未办，已过 1 天" in text and "截至 2026-10 月底还有 1 张单据退回没改" in text
    text.encode("gbk")

    office.drop("日历.xlsx", {"日历": [["日期", "安排"], ["2026-11-05", "放假"]]})
    office.drop("a.xlsx", {"订单": held[:2]})
    assert office.hongdan("close", "2026-10", "--as-of", "2026-11-06").exit_code == 0
    told = due(office, "2026-11-06")
    assert told[("deadline", "2026-10")]["due"] == "2026-11-04"
    assert told[("deadline", "2026-10")]["done"] == "2026-11-06"
    assert told[("warning", "2026-10")]["done"] == "2026-11-06"
    assert due(office, "2026-11-05")[("deadline", "2026-10")]["done"] is None


def test_schedule_names_the_folder_and_the_hour_and_installs_nothing(office: Office) -> None:
    told = office.hongdan("schedule", "--at", "06:05")
    assert told.exit_code == 0
    for words in ("schtasks /Create", "/ST 06:05", "5 6 * * *", "OnCalendar=*-*-* 06:05:00", str(office.root)):
        assert words in told.output
    told.output.encode("gbk")
    assert set(json.loads(office.hongdan("schedule", "--json").output)) == {"schtasks", "cron", "systemd"}


def test_where_mail_goes_by_itself_it_goes_after_the_run() -> None:
    lines = schedule(Home(Path("office")), time(23, 45), ["hongdan"], mails=True)
    assert re.findall(r'/TN "([^"]+)" /ST (\S+)', lines["schtasks"]) == [
        ("hongdan", "23:45"),
        ("hongdan mail", "00:15"),
    ]
    assert re.search(r"hongdan run --home \S+ && hongdan mail --home ", lines["cron"])
    assert re.findall(r'ExecStart="hongdan" "(\w+)"', lines["systemd"]) == ["run", "mail"]


@pytest.mark.parametrize("wrong", ["25:00", "six"])
def test_an_hour_that_is_none_ends_with_2(office: Office, wrong: str) -> None:
    assert office.hongdan("schedule", "--at", wrong).exit_code == 2


def test_folders_with_blanks_percent_and_quotes_are_written_as_each_of_the_three_wants_them() -> None:
    lines = schedule(Home(Path("/办公 室/100% $a 'b'")), time(7, 30), ["/a b/hongdan"])
    root = str(Path("/办公 室/100% $a 'b'").absolute())
    assert f'/TR "\\"/a b/hongdan\\" run --home \\"{root}\\""' in lines["schtasks"]
    typed = [*map(as_typed, ("D:\\R&D", "D:\\R & D^", "D:\\", "\\\\server\\our share\\"))]
    assert typed == ["D:\\R&D", '\\"D:\\R ^& D^^\\"', "D:\\.", '\\"\\\\server\\our share\\.\\"']
    assert shlex.split(lines["cron"].replace("\\%", "%"))[5:] == ["/a b/hongdan", "run", "--home", root]
    assert "100\\%" in lines["cron"]
    assert 'ExecStart="/a b/hongdan" "run" "--home" "' + root.replace("%", "%%").replace("$", "$$") in lines["systemd"]
