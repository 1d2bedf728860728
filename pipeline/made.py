"""Workbooks to their bytes: those that lie in the outbox made from the very same are not made again."""

import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import groupby

import pandas as pd
import pyarrow as pa

from pipeline.errors import Stopped
from pipeline.grounds import maker
from pipeline.home import Home
from pipeline.ledger.transcript import holds, line_of
from pipeline.report.folded import Folded
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
        self._lying: dict[str, Task] = {}
        self._later: dict[str, Task] = {}
        self._begun: dict[str, Iterator[bytes]] = {}
        self._rows = 0

    def begin(self, tasks: Iterable[Task]) -> list[str]:
        """Begins workbooks whose bytes are asked for later, so that other processes make them meanwhile.

        Args:
            tasks: One a workbook; asked for one by one, and let go. What is begun is kept until it is asked for, so
                more than AHEAD are not.

        Returns:
            Their paths, in their order.
        """
        paths, lacking = list[str](), list[Task]()
        for task in tasks:
            paths.append(task.path)
            said, self._recipes[task.path] = self._recipe(task)
            if self._lies(task.path):
                self._lying[task.path] = light(task, said)
            elif len(self._begun) + len(lacking) < AHEAD:
                lacking.append(light(task, said))
            else:
                self._later[task.path] = light(task, said)
        self._begin(lacking)
        return paths

    def contents(self, paths: Sequence[str], tick: Callable[[int, int], None]) -> Iterator[bytes]:
        """The bytes of each workbook, in the order of the paths.

        Args:
            paths: Of all that were begun; those that were begun together in their order.
            tick: Told how many of all of them are there.
        """
        self._begin([self._later.pop(path) for path in paths if path in self._later])
        for done, path in enumerate(paths, start=1):
            made = self._begun.pop(path, None)
            content = self._as_it_lies(path) if made is None else next(made)
            self._now[self._recipes[path]] = sha256(content).hexdigest()
            tick(done, len(paths))
            yield content

    def _begin(self, lacking: Sequence[Task]) -> None:
        """Begins workbooks that do not lie there already."""
        self._rows += sum(len(table) for task in lacking for table in tables_of(task))
        small = 1 if self._rows > MANY_ROWS else len(lacking) + 1
        for _, alike in groupby(lacking, lambda task: task.function):
            batch = list(alike)  # small ones travel some at a time, and what may be large is not to wait among them
            made = self._workers.map(built, batch, small=small)
            self._begun |= {task.path: made for task in batch}

    def keep(self) -> None:
        """Keeps what is known of the workbooks of this run; where that can't be, the next one makes them again."""
        with suppress(Stopped):
            write_whole(self._home.ledger / "made.txt", line_of(self._now).encode())

    def _recipe(self, task: Task) -> tuple[bytes, str]:
        """What a workbook is made from, its columns left aside; and a digest of all of it and of what makes it."""
        digest = sha256(self._maker.encode())

        def aside(buffer: pickle.PickleBuffer) -> None:
            with buffer.raw() as column:
                digest.update(f"{column.nbytes} ".encode())
                digest.update(column)

        said = pickle.dumps((task.function, task.args), protocol=5, buffer_callback=aside)
        digest.update(said)
        return said, digest.hexdigest()

    def _lies(self, path: str) -> bool:
        """Whether a file lies there that may well be the workbook; what is in it is looked at when it is asked for."""
        return self._recipes[path] in self._known and (self._home.outbox / path).is_file()

    def _as_it_lies(self, path: str) -> bytes:
        """What lies there; made again where that is not what it was made to be."""
        task, content = self._lying.pop(path), content_of(self._home.outbox / path)
        as_made = content is not None and sha256(content).hexdigest() == self._known[self._recipes[path]]
        return content if content is not None and as_made else built(task)

    def _kept(self) -> dict[str, str]:
        content = content_of(self._home.ledger / "made.txt") or b""
        line = content.decode("utf-8", errors="replace")
        return dict(json.loads(line[65:])) if holds(line) else {}


def light(task: Task, said: bytes) -> Task:
    """The same workbook in a tenth of the memory: cells as they were pickled; tables, which are small, as they are."""
    return task if any(True for _ in tables_of(task)) else Task(task.path, unpacked, (said,))


def tables_of(task: Task) -> Iterator[pd.DataFrame | Folded]:
    """The tables that a workbook is made from."""
    return (arg for arg in task.args if isinstance(arg, pd.DataFrame | Folded))


def built(task: Task) -> bytes:
    """The bytes of one workbook; what a large one took is given back to the system before they travel."""
    content = task.function(*task.args)
    if any(True for _ in tables_of(task)):
        pa.default_memory_pool().release_unused()
    return content


def unpacked(said: bytes) -> bytes:
    """The bytes of the workbook that is made from what was pickled."""
    function, args = pickle.loads(said)
    content: bytes = function(*args)
    return content
