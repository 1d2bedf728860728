"""A command killed at any moment: what comes after it is as if it had never been begun."""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.office import Office
from tests.forms import FULL

DAY, LATER = "2026-11-04", "2026-11-05"
ORDER = ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"]
SHIPMENT = ["出库单号", "发货日期", "订单号", "品名", "数量"]
RUN = ["run", "--as-of", LATER]
COMMANDS = {"run": [RUN], "close": [["close", "2026-10", "--as-of", LATER, "--anyway"], RUN]}
"""What is killed, and what comes after it: of a month that is closed already, closing says only that it is, and what it
had still to write is the next run's."""
SHORT = {"run": (2, 1)}
"""How many kills at steps and at random times in the short form, one after the other before `run` is let be; in the
full form every file that is touched is a moment to be killed before, and there are many between."""
OF_ITS_OWN = {"lock", "journal.db", "journal.db-journal", "journal.sha256", "hongdan.log"}
"""Files whose bytes depend on more than what was done; what they hold is in the transcript, which is compared."""


class Killer:
    """Runs commands in children of one process, and kills them."""

    def __init__(self) -> None:
        nursery = [sys.executable, "-m", "tests.faults.nursery"]
        self.nursery = subprocess.Popen(nursery, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, office: Office, words: list[str], **when: Any) -> tuple[int, int]:
        """A command's exit status, negative for a signal, and how many files it touched if it lived."""
        assert self.nursery.stdin is not None and self.nursery.stdout is not None
        print(json.dumps({"words": [*words, "--home", str(office.root)], **when}), file=self.nursery.stdin, flush=True)
        status, touched = json.loads(self.nursery.stdout.readline())
        return status, touched


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    made = Killer()
    yield made
    made.nursery.communicate()


@pytest.fixture(scope="module")
def office(killer: Killer, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that ran yesterday; since then a file was mended, one saved again, and one with a mistake came."""
    made = Office(tmp_path_factory.mktemp("office"))
    made.drop("a.xlsx", {"订单": [ORDER, ["SO1", "2026-10-01", "C1", "合页", 10, 2.5]]})
    made.drop("b.xlsx", {"出库单": [SHIPMENT, ["CK1", "2026-10-02", "SO1", "合页", "?"]]})
    assert killer(made, ["run", "--as-of", DAY])[0] == 0
    made.drop("a.xlsx", {"订单": [ORDER, ["SO1", "2026-10-01", "C1", "合页", 12, 2.5]]})
    made.drop("b.xlsx", {"出库单": [SHIPMENT, ["CK1", "2026-10-02", "SO1", "合页", 8]]})
    made.drop("c.xlsx", {"订单": [ORDER, ["SO2", "2026-10-01", "C2", "合页", -1, 2.5]]})
    return made


def everything(office: Office) -> dict[str, bytes]:
    """Every file of the office by its place."""
    paths = [path for path in office.root.rglob("*") if path.is_file() and path.name not in OF_ITS_OWN]
    return {path.relative_to(office.root).as_posix(): path.read_bytes() for path in paths}


def moments(command: str, touched: int, seconds: float) -> list[list[dict[str, float]]]:
    """When to kill, and to kill again: before it touches the n-th file, or after some seconds."""
    steps, times = (touched, 40) if FULL else SHORT[command]
    chance = random.Random(6)
    at = [{"at": 1 + n * touched // steps} for n in range(steps)]
    every = [*at, *({"after": chance.uniform(0.05, seconds)} for _ in range(times))]
    return [[moment] for moment in every] if FULL else [every]


@pytest.mark.parametrize("command", COMMANDS if FULL else SHORT)
def test_a_command_killed_at_any_moment_leaves_nothing_that_the_next_one_does_not_put_right(
    killer: Killer, office: Office, tmp_path: Path, command: str
) -> None:
    words, *after = COMMANDS[command]
    undisturbed = office.moved_to(tmp_path / "undisturbed")
    begun = time.monotonic()
    status, touched = killer(undisturbed, words)
    seconds = time.monotonic() - begun
    assert status == 0 and touched > 30
    assert [killer(undisturbed, later)[0] for later in after] == [0] * len(after)
    expected = everything(undisturbed)
    killed = 0
    for moment in moments(command, touched, seconds):
        disturbed = office.moved_to(tmp_path / "disturbed")
        killed += [killer(disturbed, words, **when)[0] for when in moment].count(-9)
        status, _ = killer(disturbed, words)
        assert status == 0 or (command == "close" and status == 2), moment
        assert [killer(disturbed, later)[0] for later in after] == [0] * len(after), moment
        found = everything(disturbed)
        assert sorted(found) == sorted(expected), moment
        assert [name for name in expected if found[name] != expected[name]] == [], moment
        shutil.rmtree(disturbed.root)
    print(f"{command}: {killed} kills over {touched} touched files")
    assert killed >= (touched if FULL else SHORT[command][0])
