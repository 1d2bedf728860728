"""What a command does, step by step, to lines of `.hongdan/logs/hongdan.log`: for whoever looks after it."""

import logging
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.errors import Stopped
from pipeline.home import Home

LARGEST = 1_000_000
"""So many bytes a log may have before the next one begins."""
KEPT = 5
"""So many earlier logs stay beside it."""

LOG = logging.getLogger("hongdan")
LOG.propagate = False
LOG.setLevel(logging.INFO)

Counts = Callable[..., None]
"""Told by name how many there are of what a step dealt with."""


class LogFile(RotatingFileHandler):
    """The log as one file, UTF-8; a disk that takes no more of it stops nothing."""

    def __init__(self, home: Home) -> None:
        super().__init__(home.log, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="replace", delay=True)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the name that logging calls
        """Nothing: what the command does is worth more than its log."""


class Stamped(logging.Formatter):
    """Each line behind its time in the office."""

    def __init__(self, timezone: str | None) -> None:
        super().__init__("%(asctime)s  %(message)s")
        self._timezone = None if timezone is None else ZoneInfo(timezone)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        """The time at which a line was written."""
        return datetime.fromtimestamp(record.created, self._timezone).isoformat(" ", "seconds")


@contextmanager
def opened(home: Home, timezone: str | None = None) -> Iterator[None]:
    """Lets what is logged meanwhile come into the office's log, with times of a zone; None: that of the machine."""
    home.log.parent.mkdir(parents=True, exist_ok=True)
    file = LogFile(home)
    file.setFormatter(Stamped(timezone))
    LOG.addHandler(file)
    try:
        yield
    finally:
        LOG.removeHandler(file)
        file.close()


@contextmanager
def logged(home: Home, timezone: str, command: str) -> Iterator[None]:
    """Writes the steps of a command into the log, and at the end how long all of it took, or what stopped it.

    Args:
        home: The office's folder; who calls this holds its lock.
        timezone: Of the office.
        command: What the line at the end is called.
    """
    with opened(home, timezone):
        try:
            with step(command):
                yield
        except Stopped as error:
            LOG.error("%s stopped: %s", command, error.sentence.en.partition("\n")[0])
            raise


@contextmanager
def step(name: str) -> Iterator[Counts]:
    """One line in the log when a step is done: its name, how long it took, and the counts that it was told."""
    counts: dict[str, object] = {}
    begun = time.perf_counter()
    yield counts.update
    took = time.perf_counter() - begun
    LOG.info("  ".join([name, f"{took:.2f} s", *(f"{what}={count}" for what, count in counts.items())]))


def fault(home: Home, error: Exception) -> Path:
    """Writes down where a fault of the program's own came from; returns where that lies."""
    with opened(home):
        LOG.error("".join(traceback.format_exception(error)))
    return home.log
