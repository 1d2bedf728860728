"""Workbooks to their bytes: those that lie in the outbox made from the very same are not made again."""

import json
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256

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


class Made:
    """What came of everything that workbooks of the outbox were made from, as a digest of each.

    The same program makes the same bytes of the same, so what is known here stays true; a file is read and its digest
    taken before it is believed to be what would be made.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._maker = maker()
        self._known = self._kept()
        self._now: dict[str, str] = {}

    def contents(self, tasks: Sequence[Task], workers: Workers, tick: Callable[[int, int], None]) -> Iterator[bytes]:
        """The bytes of each workbook, in the order of the tasks.

        Args:
            tasks: One a workbook.
            workers: Who makes those that are not there.
            tick: Told how many of these are made.
        """
        recipes = [self._recipe(task) for task in tasks]
        there = {task.path for task, recipe in zip(tasks, recipes, strict=True) if self._lies(task, recipe)}
        lacking = [task for task in tasks if task.path not in there]
        made = workers.map(built, lacking, tick, few(lacking))
        for task, recipe in zip(tasks, recipes, strict=True):
            content = content_of(self._home.outbox / task.path) if task.path in there else next(made)
            content = built(task) if content is None else content
            self._now[recipe] = sha256(content).hexdigest()
            yield content

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

    def _lies(self, task: Task, recipe: str) -> bool:
        known = self._known.get(recipe)
        content = None if known is None else content_of(self._home.outbox / task.path)
        return content is not None and sha256(content).hexdigest() == known

    def _kept(self) -> dict[str, str]:
        content = content_of(self._home.ledger / "made.txt") or b""
        line = content.decode("utf-8", errors="replace")
        return dict(json.loads(line[65:])) if holds(line) else {}


def built(task: Task) -> bytes:
    """The bytes of one workbook."""
    return task.function(*task.args)


def few(tasks: Sequence[Task]) -> int:
    """Fewer workbooks than this are made in this process: all of them where they have few rows, else a single one."""
    rows = sum(len(arg) for task in tasks for arg in task.args if isinstance(arg, pd.DataFrame))
    return 2 if rows > MANY_ROWS else len(tasks) + 1
