"""hongdan at several sizes beside the script, the plain floor and the workbook of formulas: whole processes, in turns.

make bench                          (20,000, 200,000 and 1,000,000 order lines)
python -m tests.bench.bench --lines 20000 --folder DIR      (the inboxes are kept in DIR for the next time)
python -m tests.bench.bench --lines 1000000 --beside-up-to 1000000      (script and floor too, which take minutes)
"""

import argparse
import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

from tests.bench.accepted import LINES_AN_ORDER
from tests.bench.inbox import make_inbox
from tests.bench.memory import Cost, cost
from tests.bench.recalculated import office
from tests.bench.sheets import order_rows, workbook
from tests.bench.told import BY_HAND, COLD, FLOOR, MORE, OURS, Measured, commands_told, growth_told, size_told

AS_OF, MONTH = date(2026, 11, 5), "2026-10"
SCRIPT = Path(__file__).parent / "by_hand.py"
RUN = "from pipeline.cli import main; main()"
STEP = re.compile(r"^\S+ \S+  (?P<name>\D+?)  (?P<seconds>[0-9.]+) s(?:  |$)")
SIZES = (20_000, 200_000, 1_000_000)
SMALL_FILE = 500
"""Rows of the file that is checked."""


def hongdan(home: Path) -> list[str]:
    """The command line of a run."""
    return [sys.executable, "-c", RUN, "run", "--home", str(home), "--as-of", AS_OF.isoformat(), "--month", MONTH]


def by_hand(home: Path) -> list[str]:
    """The command line of the script."""
    return [sys.executable, str(SCRIPT), str(home / "inbox"), str(home / "by_hand"), AS_OF.isoformat(), MONTH]


def inbox(home: Path, lines: int) -> dict[str, int]:
    """The inbox of a size, made unless it lies there already; how many rows of each kind, and files, it has."""
    noted = home / "rows.json"
    if not noted.exists():
        rows = make_inbox(home, round(lines / LINES_AN_ORDER), 1, AS_OF)
        noted.write_text(json.dumps(rows))
    return dict(json.loads(noted.read_text()))


def cold(home: Path) -> None:
    """Nothing of an earlier run is left."""
    for later in (home / "later").iterdir():
        (home / "inbox" / later.name).unlink(missing_ok=True)
    for name in (".hongdan", "outbox", "by_hand"):
        shutil.rmtree(home / name, ignore_errors=True)


def one_file_more(home: Path) -> None:
    """What lies in `later` is dropped."""
    shutil.copytree(home / "later", home / "inbox", dirs_exist_ok=True)


def log_of(home: Path) -> list[str]:
    """The lines of the log; none before the first run."""
    log = home / ".hongdan" / "logs" / "hongdan.log"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def steps(home: Path, before: int = 0) -> dict[str, float]:
    """Seconds of each step as the log tells them behind so many lines; a run that finds nothing changed takes none."""
    found = (STEP.match(line) for line in log_of(home)[before:])
    return {step["name"]: float(step["seconds"]) for step in found if step}


def measured(home: Path, lines: int, times: int, *, beside: bool, formulas: bool) -> Measured:
    """Every way of one size, in turns."""
    result, costs = Measured(inbox(home, lines)), dict[str, list[Cost]]()
    for _ in range(times):
        cold(home)
        for way in OURS:
            if way == MORE:
                one_file_more(home)
            before = len(log_of(home))
            costs.setdefault(way, []).append(cost(hongdan(home)))
            result.steps[way] = steps(home, before)
            if way == COLD and beside:
                costs.setdefault(BY_HAND, []).append(cost(by_hand(home)))
                result.floor = told_by("tests.bench.floor", home)
                costs.setdefault(FLOOR, []).append(Cost(result.floor["seconds"], result.floor["processor"], 0))
    if formulas and office():
        result.formulas = told_by("tests.bench.recalculated", home / "inbox")
    cold(home)
    result.costs = {way: middle(found) for way, found in costs.items()}
    return result


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def told_by(module: str, place: Path) -> dict[str, float]:
    """What a process of its own prints about a folder."""
    ran = subprocess.run([sys.executable, "-m", module, str(place)], check=True, stdout=subprocess.PIPE)
    return dict(json.loads(ran.stdout))


def commands(folder: Path, times: int) -> dict[str, Cost]:
    """What the short commands take beside what Python takes by itself."""
    small = folder / "small.xlsx"
    small.write_bytes(workbook(order_rows(SMALL_FILE)))
    lines = {
        "Python": ["pass"],
        "import pandas": ["import pandas"],
        "hongdan --help": [RUN, "--help"],
        "hongdan check": [RUN, "check", str(small), "--home", str(folder)],
    }
    found = {name: [cost([sys.executable, "-c", *line]) for _ in range(max(times, 5))] for name, line in lines.items()}
    return {name: middle(costs) for name, costs in found.items()}


def main() -> None:
    """Makes the sheets, measures, and says what came of it, as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="+", default=SIZES, help="order lines, about")
    parser.add_argument("--times", type=int, default=1, help="how often each is run; the median counts")
    parser.add_argument("--folder", type=Path, help="where the inboxes lie and stay; default: nowhere for long")
    parser.add_argument("--beside-up-to", type=int, default=200_000, help="beyond it neither script nor floor is run")
    parser.add_argument("--formulas-up-to", type=int, default=20_000, help="beyond it LibreOffice isn't")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder, sizes = asked.folder or Path(temporary), dict[int, Measured]()
        print(f"Python {platform.python_version()}, {platform.system()}, medians of {asked.times}")
        for lines in asked.lines:
            home = folder / str(lines)
            beside, formulas = lines <= asked.beside_up_to, lines <= asked.formulas_up_to
            sizes[lines] = measured(home, lines, asked.times, beside=beside, formulas=formulas)
            print(size_told(lines, sizes[lines]), flush=True)
        print(growth_told(sizes))
        print(commands_told(commands(Path(temporary), asked.times)))


if __name__ == "__main__":
    main()
