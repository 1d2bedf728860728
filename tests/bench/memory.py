"""A command to what it takes: seconds, time of the processors, and the most memory of all its processes at once."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

LEAST_PAUSE, LOOKING = 0.05, 0.05
"""Seconds between two looks at the memory, and the share of the time that looking may take."""


class Cost(NamedTuple):
    """What one run took: seconds on the clock, seconds of all processors together, megabytes at the peak."""

    seconds: float
    processor: float
    peak_mb: float


def cost(command: list[str]) -> Cost:
    """What a command takes; it has to succeed.

    On Linux the processes of the run are looked at up to twenty times a second; pages that they share count once (PSS).
    Elsewhere the peak is that of the largest single process, as the system tells it, and the processors' time 0.
    """
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as run:
        processor, peak = watched(run) if sys.platform == "linux" else (0.0, 0.0)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, command)
    return Cost(time.perf_counter() - begun, processor, peak or largest_mb())


def watched(run: subprocess.Popen[bytes]) -> tuple[float, float]:
    """A run and what it started, until it ends: seconds of all processors, and the most megabytes at one look."""
    peak, used = 0, dict[int, float]()
    while True:
        begun = time.perf_counter()
        alive = family(run.pid)
        peak = max(peak, sum(kilobytes(pid) for pid in alive))
        used |= {pid: max(processor_seconds(pid), used.get(pid, 0.0)) for pid in alive}
        try:
            run.wait(max(LEAST_PAUSE, (time.perf_counter() - begun) / LOOKING))
        except subprocess.TimeoutExpired:
            continue
        return sum(used.values()), peak / 1024


def peak_of_this_process_mb() -> float:
    """The most memory that this process has held since it began; on Linux not what its parent held before."""
    if sys.platform == "linux":
        return int(re.search(r"VmHWM:\s+([0-9]+)", read(Path("/proc/self/status")))[1]) / 1024  # type: ignore[index]
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def largest_mb() -> float:
    """The largest process among all that this one has waited for."""
    if sys.platform == "win32":
        return 0.0
    import resource

    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return largest / (1024 * 1024 if sys.platform == "darwin" else 1024)


def family(pid: int) -> list[int]:
    """A process and all that it started, as far as they still live."""
    found = [pid]
    for parent in found:
        for thread in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in read(thread).split()]
    return found


def kilobytes(pid: int) -> int:
    """The memory of one process, shared pages divided among those that share them; 0 when it is gone."""
    for line in read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def processor_seconds(pid: int) -> float:
    """What one process has used of the processors so far; 0 when it is gone."""
    told = read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return sum(map(int, told[11:13])) / os.sysconf("SC_CLK_TCK")


def read(path: Path) -> str:
    """What the system says; nothing of a process that has just ended."""
    try:
        return path.read_text()
    except OSError:
        return ""
