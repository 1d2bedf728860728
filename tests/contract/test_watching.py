"""`hongdan watch` as people start it: a process that takes in what is dropped, and ends when it is asked to."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.office import Office

H = "订单号,下单日期,客户编码,品名,数量,单价"
ROWS = [f"S{number},2026-10-01,C1,合页,1,3" for number in range(1, 4)]
SECONDS = 60.0


class Watched:
    """A watch at work in an office."""

    def __init__(self, office: Office) -> None:
        words = [sys.executable, "-m", "pipeline.cli", "watch", "--every", "0.2", "--json", "--home", str(office.root)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def next_run(self) -> Any:
        """What the next run came to; waits for it."""
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def ended(self) -> int:
        """Its exit status, once it was asked to stop."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SECONDS)


@pytest.fixture
def watched(office: Office) -> Iterator[Watched]:
    watched = Watched(office)
    try:
        yield watched
    finally:
        watched.process.kill()
        watched.process.wait()
        assert watched.process.stdout is not None
        watched.process.stdout.close()


def grow(path: Path, lines: list[str], pause: float) -> None:
    """Writes a file line by line as a slow copy does."""
    with path.open("a", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
            time.sleep(pause)


@pytest.mark.slow
def test_what_is_dropped_is_taken_in_whole_within_seconds_and_sigterm_ends_it_with_0(office: Office, watched: Watched):
    (office.root / "inbox").mkdir(exist_ok=True)
    assert watched.next_run()["taken_in"] == []
    before = time.monotonic()
    grow(office.root / "inbox" / "订单.csv", [H, *ROWS], pause=0.1)
    ran = watched.next_run()
    assert time.monotonic() - before < SECONDS / 2
    assert (ran["status"], ran["taken_in"], ran["held_back"]) == (0, ["订单.csv"], 0)
    assert "outbox/订单状态.xlsx" in ran["written"]
    assert [row["订单号"] for row in office.table("订单状态.xlsx", "订单", "订单号")] == ["S1", "S2", "S3"]
    assert watched.ended() == 0
