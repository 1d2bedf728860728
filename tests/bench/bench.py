"""hongdan beside the script that a user would write today: both from cold, as whole processes, in turns.

make bench                          (about 20,000 order lines)
python -m tests.bench.bench --orders 1000 --times 1
"""

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from tests.bench.inbox import make_inbox
from tests.bench.memory import peak_mb

AS_OF, MONTH = date(2026, 11, 5), "2026-10"
BY_HAND = Path(__file__).parent / "by_hand.py"
RUN = "from pipeline.cli import main; main()"


def hongdan(home: Path) -> list[str]:
    """The command line of a run."""
    return [sys.executable, "-c", RUN, "run", "--home", str(home), "--as-of", AS_OF.isoformat(), "--month", MONTH]


def by_hand(home: Path) -> list[str]:
    """The command line of the script."""
    return [sys.executable, str(BY_HAND), str(home / "inbox"), str(home / "by_hand"), AS_OF.isoformat(), MONTH]


def cold(home: Path) -> None:
    """Nothing of an earlier run is left."""
    for name in (".hongdan", "outbox", "by_hand"):
        shutil.rmtree(home / name, ignore_errors=True)


def seconds(command: list[str]) -> float:
    """How long a command takes; it has to succeed."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def measured(home: Path, command: Callable[[Path], list[str]], times: list[float]) -> None:
    """One more time from cold."""
    cold(home)
    times.append(seconds(command(home)))


def main() -> None:
    """Makes the sheets, measures both, and says what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=8_400, help="orders of the invented company")
    parser.add_argument("--times", type=int, default=3, help="how often each is run; the median counts")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        rows = make_inbox(home, asked.orders, 1, AS_OF)
        print(", ".join(f"{count:,} {kind}" for kind, count in rows.items()))
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(asked.times):
            measured(home, hongdan, ours)
            measured(home, by_hand, theirs)
        cold(home)
        memory = peak_mb(hongdan(home)), peak_mb(by_hand(home))
        again = median(seconds(hongdan(home)) for _ in range(asked.times))
    tell(ours, theirs, memory, again)


def tell(ours: list[float], theirs: list[float], memory: tuple[float, float], again: float) -> None:
    """The figures, and on what they were measured."""
    mine, other = median(ours), median(theirs)
    print(f"hongdan run   {mine:7.2f} s   {memory[0]:7,.0f} MB   of {', '.join(f'{took:.2f}' for took in ours)}")
    print(f"by hand       {other:7.2f} s   {memory[1]:7,.0f} MB   of {', '.join(f'{took:.2f}' for took in theirs)}")
    print(f"{other / mine:.1f} times quicker; run again with nothing changed {again:.2f} s")
    print(
        f"Python {platform.python_version()}, {platform.system()}, medians of {len(ours)}; peak memory of all processes"
    )


if __name__ == "__main__":
    main()
