"""Reading beside fastexcel alone: one large sheet in one process each, and the same rows in many small files.

The large file and the small ones are also taken in as a run does it: by the ledger, in guarded processes, a core each.

make bench-reading                  (200,000 rows; the same in 400 files)
python -m tests.bench.reading --rows 20000 --files 20 --times 1
"""

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.memory import peak_of_this_process_mb
from tests.bench.sheets import order_rows, workbook

Figures = dict[str, float]


def fastexcel_alone(files: list[Path], _ledger: Path) -> int:
    """Every cell as a string, and nothing done with it; returns the rows under the headers."""
    import fastexcel

    rows = 0
    for file in files:
        sheet = fastexcel.read_excel(file.read_bytes()).load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
        rows += sheet.to_arrow().num_rows - 1
    return rows


def ours(files: list[Path], ledger: Path) -> int:
    """Read, recognised, parsed, validated and stored, in batches as a run does it; returns the rows accepted."""
    from pipeline.intake.read import read_files
    from pipeline.intake.rules import ReadingRules
    from pipeline.ledger.batches import batches
    from pipeline.ledger.drops import Drops

    rules, drops, rows = ReadingRules(max_cells=100_000_000), Drops(ledger, "bench"), 0
    for batch in batches(files, [file.stat().st_size for file in files], at_once=1):
        readings = read_files([(file.read_bytes(), file.name) for file in batch], rules)
        drops.keep_all({file.stem: reading for file, reading in zip(batch, readings, strict=True)})
        rows += sum(len(table) for reading in readings for table in reading.tables.values())
    return rows


def as_a_run(files: list[Path], ledger: Path) -> int:
    """The files' folder taken in by the ledger, originals and journal too; returns the rows that were accepted."""
    from pipeline.intake.inbox import scan
    from pipeline.intake.read import read_files
    from pipeline.intake.rules import ReadingRules
    from pipeline.ledger.ledger import Ledger
    from pipeline.workers import Workers

    office = Ledger(ledger, ReadingRules(max_cells=100_000_000), read_files)
    with Workers() as workers:
        taken = office.take_in(scan(files[0].parent), date(2026, 10, 31), workers)
    return sum(sheet.rows - sheet.ignored for version in taken for sheet in office.drops.head(version.sha256).sheets)


READERS = {"fastexcel": fastexcel_alone, "hongdan": ours, "run": as_a_run}


def warmed(reader: str, small: Path) -> None:
    """Everything is imported and every schema built before the clock starts."""
    with tempfile.TemporaryDirectory() as folder:
        READERS[reader]([small], Path(folder, "ledger"))


def figures_of(reader: str, folder: Path) -> Figures:
    """In this process, and none of those that it starts: seconds, megabytes at the peak; and rows."""
    logging.disable()
    warmed(reader, folder / "warm" / "warm.xlsx")
    files = sorted((folder / "files").glob("*.xlsx"))
    with tempfile.TemporaryDirectory() as ledger:
        wall, cpu = time.perf_counter(), time.process_time()
        rows = READERS[reader](files, Path(ledger, "ledger"))
        figures = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    return figures | {"mb": peak_of_this_process_mb(), "rows": rows}


def measured(reader: str, folder: Path) -> Figures:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.reading", "--reader", reader, "--folder", str(folder)]
    told = subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())})
    figures: Figures = json.loads(told.stdout)
    return figures


def make(folder: Path, rows: int, files: int) -> None:
    """The rows in so many workbooks, and a small one to warm up with."""
    for name in ("files", "warm"):
        (folder / name).mkdir(parents=True)
    (folder / "warm" / "warm.xlsx").write_bytes(workbook(order_rows(20)))
    each = rows // files
    for number in range(files):
        (folder / "files" / f"{number:04d}.xlsx").write_bytes(workbook(order_rows(each, number * each)))


def compared(rows: int, files: int, times: int) -> dict[str, list[Figures]]:
    """All of them measured in turns, so that whatever else the machine does falls on each."""
    found: dict[str, list[Figures]] = {"fastexcel": [], "hongdan": [], "many": [], "run": [], "run of many": []}
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder, "one"), Path(folder, "many")
        make(one, rows, 1)
        make(many, rows, files)
        for _ in range(times):
            found["fastexcel"].append(measured("fastexcel", one))
            found["hongdan"].append(measured("hongdan", one))
            found["many"].append(measured("hongdan", many))
            found["run"].append(measured("run", one))
            found["run of many"].append(measured("run", many))
    assert all(figures["rows"] == rows for taken in found.values() for figures in taken)
    return found


def middle(taken: list[Figures], what: str) -> float:
    """The median of one figure."""
    return median(figures[what] for figures in taken)


def ratios(found: dict[str, list[Figures]]) -> Figures:
    """What issue 3 asks for: at most 2 each."""
    lone, large, many = (found[name] for name in ("fastexcel", "hongdan", "many"))
    return {
        "time beside fastexcel": middle(large, "cpu") / middle(lone, "cpu"),
        "clock beside fastexcel": middle(large, "wall") / middle(lone, "wall"),
        "memory beside fastexcel": middle(large, "mb") / middle(lone, "mb"),
        "a row of many files beside one": middle(many, "cpu") / middle(large, "cpu"),
        "the same in a run, on the clock": middle(found["run of many"], "wall") / middle(found["run"], "wall"),
    }


def main() -> None:
    """Measures and says what came of it; with --reader, measures that one here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--files", type=int, default=400, help="the same rows in so many files: 500 each")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--reader", choices=READERS)
    parser.add_argument("--folder", type=Path)
    asked: Any = parser.parse_args()
    if asked.reader:
        print(json.dumps(figures_of(asked.reader, asked.folder)))
        return
    found = compared(asked.rows, asked.files, asked.times)
    for name, taken in found.items():
        clock = f"{name:12} {middle(taken, 'wall'):7.2f} s on the clock"
        here = f"  {middle(taken, 'cpu'):7.2f} s of the processor  {middle(taken, 'mb'):7,.0f} MB"
        print(clock if name.startswith("run") else clock + here)
    for name, ratio in ratios(found).items():
        print(f"{name:32} {ratio:5.2f}")


if __name__ == "__main__":
    main()
