"""`hongdan watch` as people start it: a process that takes in what is dropped, and ends when it is asked to."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.ledger.journal import Journal, Outcome
from tests.contract.office import Office
from tests.forms import FULL

H = "订单号,下单日期,客户编码,品名,数量,单价"
ROWS = [f"S{number},2026-10-01,C1,合页,1,3" for number in range(1, 4)]
SECONDS = 60.0
LONG = float(os.environ.get("HONGDAN_WATCH_SECONDS") or ("3600" if FULL else "0"))
"""How long the long form watches an office at work; 0: not at all."""


class Watched:
    """A watch at work in an office."""

    def __init__(self, office: Office) -> None:
        words = [sys.executable, "-m", "pipeline.cli", "watch", "--every", "0.5", "--json", "--home", str(office.root)]
        self.said = office.root / "said.jsonl"
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(words, stdout=said)
        self.seen = 0

    def runs(self) -> list[Any]:
        """What every run so far came to."""
        return [
            json.loads(line)
            for line in self.said.read_text(encoding="utf-8").splitlines(keepends=True)
            if line.endswith("\n")
        ]

    def next_run(self) -> Any:
        """What the next run came to; waits for it."""
        until = time.monotonic() + SECONDS
        while len(self.runs()) == self.seen:
            assert time.monotonic() < until and self.process.poll() is None
            time.sleep(0.1)
        self.seen += 1
        return self.runs()[self.seen - 1]

    def ended(self, seconds: float = SECONDS) -> int:
        """Its exit status, once it was asked to stop and the run that it is at has ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)


@pytest.fixture
def watched(office: Office) -> Iterator[Watched]:
    watched = Watched(office)
    try:
        yield watched
    finally:
        watched.process.kill()
        watched.process.wait()


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


# --- the long form -----------------------------------------------------------------------------


class Busy:
    """People at work in an inbox: what they save, and what of it is a whole file.

    Attributes:
        whole: The digests of every content that was ever a whole file.
        did: How often each thing was done.
    """

    def __init__(self, office: Office, seed: int) -> None:
        self.inbox, self.outbox = office.root / "inbox", office.root / "outbox"
        self.random = random.Random(seed)
        self.whole: set[str] = set()
        self.did: Counter[str] = Counter()
        self.number = 0
        self.ways: list[Callable[[], None]] = [self.create, self.copy_slowly, self.rename, self.replace, self.delete]
        self.ways += [self.lock]

    def sheet(self) -> str:
        """A sheet that nobody has saved before."""
        self.number += 1
        lines = [H, *(f"S{self.number}-{n},2026-10-01,C1,合页,1,3" for n in range(self.random.randint(1, 60)))]
        text = "\n".join(lines) + "\n"
        self.whole.add(sha256(text.encode()).hexdigest())
        return text

    def any_file(self) -> Path:
        """One of the files that lie there."""
        files = sorted(self.inbox.glob("*.csv"))
        return self.random.choice(files) if files else self.create()

    def create(self) -> Path:
        """A file saved at once."""
        path = self.inbox / f"{self.number}.csv"
        path.write_text(self.sheet(), encoding="utf-8")
        return path

    def copy_slowly(self) -> None:
        """A file that arrives piece by piece, some of them in the middle of a line."""
        text, path = self.sheet().encode(), self.inbox / f"慢{self.number}.csv"
        with path.open("wb") as file:
            for start in range(0, len(text), 300):
                file.write(text[start : start + 300])
                file.flush()
                time.sleep(0.1)

    def rename(self) -> None:
        """A file under another name."""
        path = self.any_file()
        path.rename(path.with_name(f"{path.stem}改.csv"[-40:]))

    def replace(self) -> None:
        """Another content under the same name, put there in one go as office programs do."""
        path = self.any_file()
        beside = path.with_suffix(".tmp")
        beside.write_text(self.sheet(), encoding="utf-8")
        beside.replace(path)

    def delete(self) -> None:
        """A file thrown away."""
        self.any_file().unlink()

    def lock(self) -> None:
        """A workbook that can't be replaced for a while: a folder lies in its place."""
        place = self.outbox / "订单状态.xlsx"
        if place.is_file():
            place.unlink()
            (place / "open").mkdir(parents=True)
            time.sleep(1)
            (place / "open").rmdir()
            place.rmdir()

    def work(self, seconds: float) -> None:
        """Does something every now and then."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            way = self.random.choice(self.ways)
            way()
            self.did[way.__name__] += 1
            time.sleep(self.random.uniform(0, 3))


def resident_mb(pid: int) -> float:
    """The memory of a process."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


@pytest.mark.skipif(not LONG or not Path("/proc").is_dir(), reason="the long form, on request, where /proc is")
def test_over_an_hour_of_work_nothing_is_missed_nothing_is_taken_in_half_and_memory_is_flat(
    office: Office, watched: Watched
) -> None:
    busy, memory = Busy(office, seed=7), []
    for _ in range(8):
        busy.work(LONG / 8)
        memory.append(resident_mb(watched.process.pid))
    time.sleep(75)  # longer than the longest pause after a failure
    assert watched.ended(10 * SECONDS) == 0  # a run over an hour's orders takes its time
    runs = watched.runs()
    versions = Journal(office.root / ".hongdan" / "journal.db").versions()
    last = {version.name: version.sha256 for version in versions}
    lying = {path.name: sha256(path.read_bytes()).hexdigest() for path in busy.inbox.glob("*.csv")}
    print(
        f"\n{LONG:.0f} s: {dict(busy.did)}, {len(runs)} runs {dict(Counter(ran['status'] for ran in runs))}, ", end=""
    )
    print(f"{len(versions)} versions, {len(lying)} files left, memory in MB {[round(mb, 1) for mb in memory]}")
    assert {version.sha256 for version in versions} <= busy.whole
    assert {version.outcome for version in versions} == {Outcome.READ}
    assert {name: last.get(name) for name in lying} == lying
    assert memory[-1] < memory[1] + 20
