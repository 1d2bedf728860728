"""A command to the most memory that it and all its processes held at once."""

import re
import subprocess
import sys
import time
from pathlib import Path

EVERY_SECONDS = 0.05


def peak_mb(command: list[str]) -> float:
    """The peak of one run in megabytes.

    On Linux the processes of the run are looked at twenty times a second, and pages that they share count once (PSS).
    Elsewhere it is the largest single process, as the system tells it.
    """
    if sys.platform != "linux":
        return largest_mb(command)
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            peak = max(peak, sum(kilobytes(pid) for pid in family(run.pid)))
            time.sleep(EVERY_SECONDS)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, command)
    return peak / 1024


def peak_of_this_process_mb() -> float:
    """The most memory that this process has held since it began; on Linux not what its parent held before."""
    if sys.platform == "linux":
        return int(re.search(r"VmHWM:\s+([0-9]+)", read(Path("/proc/self/status")))[1]) / 1024  # type: ignore[index]
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def largest_mb(command: list[str]) -> float:
    """The largest process among all that this one has waited for."""
    import resource

    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
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


def read(path: Path) -> str:
    """What the system says; nothing of a process that has just ended."""
    try:
        return path.read_text()
    except OSError:
        return ""
