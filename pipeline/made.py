"""Workbooks to their bytes: those that lie in the outbox made from the very same are not made again."""

import json
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import groupby

import pandas as pd

from pipeline.errors import Stopped
from pipeline.grounds import maker
from pipeline.home import Home
from pipeline.ledger.transcript import holds, line_of
from pipeline.report.registry import Task
from pipeline.whole import content_of, write_whole
from pipeline.workers import Workers

MANY_ROWS = 20_000
"""Fewer rows than this, with whatever small workbooks come beside, are sooner written here than by other processes."""
AHEAD = 10_000
"""So many workbooks are begun before they are asked for: of small ones, 80 MB."""


class Made:
    """What came of everything that workbooks of the outbox were made from, as a digest of each.

    The same program makes the same bytes of the same, so what is known here stays true; a file is read and its digest
    taken before it is believed to be what would be made.
    """

    def __init__(self, home: Home, workers: Workers) -> None:
        """Reads what is known.

        Args:
            home: The office's folder.
            workers: Who makes what is not there.
        """
        self._home = home
        self._workers = workers
        self._maker = maker()
        self._known = self._kept()
        self._now: dict[str, str] = {}
        self._recipes: dict[str, str] = {}
        self._begun: dict[str, Iterator[bytes]] = {}
        self._rows = 0

    def begin(self, tasks: Sequence[Task]) -> None:
        """Begins workbooks whose bytes are asked for later, so that other processes make them meanwhile.

        Args:
            tasks: One a workbook; what is begun is kept until it is asked for, so more than AHEAD are not.
        """
        self._begin(tasks[: max(AHEAD - len(self._begun), 0)])

    def contents(self, tasks: Sequence[Task], tick: Callable[[int, int], None]) -> Iterator[bytes]:
        """The bytes of each workbook, in the order of the tasks.

        Args:
            tasks: One a workbook, among them those that were begun, in the order in which they were.
            tick: Told how many of all of them are there.
        """
        self._begin([task for task in tasks if task.path not in self._recipes])
        for done, task in enumerate(tasks, start=1):
            made = self._begun.get(task.path)
            content = self._lying(task) if made is None else next(made)
            self._now[self._recipes[task.path]] = sha256(content).hexdigest()
            tick(done, len(tasks))
            yield content

    def _begin(self, tasks: Sequence[Task]) -> None:
        """Begins those of the workbooks that do not lie there already."""
        lacking = []
        for task in tasks:
            self._recipes[task.path] = self._recipe(task)
            if not self._lies(task):
                lacking.append(task)
        self._rows += sum(len(arg) for task in lacking for arg in task.args if isinstance(arg, pd.DataFrame))
        small = 1 if self._rows > MANY_ROWS else len(lacking) + 1
        for _, alike in groupby(lacking, lambda task: task.function):
            batch = list(alike)  # small ones travel some at a time, and what may be large is not to wait among them
            made = self._workers.map(built, batch, small=small)
            self._begun |= {task.path: made for task in batch}

    def keep(self) -> None:
        """Keeps what is known of the workbooks of this run; where that can't be, the next one makes them again."""
        with suppress(Stopped):
            write_whole(self._home.ledger / "made.txt", line_of(self._now).encode())

    def _recipe(self, task: Task) -> str:
        """A digest of everything that a workbook is made from, and of what makes it."""
        digest = sha256(self._maker.encode())

        def aside(buffer: pickle.PickleBuffer) -> None:
            with buffer.raw() as column:
                digest.update(f"{column.nbytes} ".encode())
                digest.update(column)

        said = pickle.dumps((task.function, task.args), protocol=5, buffer_callback=aside)
        digest.update(said)
        return digest.hexdigest()

    def _lies(self, task: Task) -> bool:
        """Whether a file lies there that may well be the workbook; what is in it is looked at when it is asked for."""
        return self._recipes[task.path] in self._known and (self._home.outbox / task.path).is_file()

    def _lying(self, task: Task) -> bytes:
        """What lies there; made again where that is not what it was made to be."""
        content = content_of(self._home.outbox / task.path)
        as_made = content is not None and sha256(content).hexdigest() == self._known[self._recipes[task.path]]
        return content if content is not None and as_made else built(task)

    def _kept(self) -> dict[str, str]:
        content = content_of(self._home.ledger / "made.txt") or b""
        line = content.decode("utf-8", errors="replace")
        return dict(json.loads(line[65:])) if holds(line) else {}


def built(task: Task) -> bytes:
    """The bytes of one workbook."""
    return task.function(*task.args)
