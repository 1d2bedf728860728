"""The one seam for parallel work: functions on picklable values, handed to an executor; answers in order."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from types import TracebackType
from typing import Self, TypeVar

from pipeline.cluster import Cluster
from pipeline.guarded import Bounds, Guarded, Killed, guarded_here
from pipeline.processes import prepare, starting

__all__ = ["Bounds", "Killed", "Workers", "nobody"]

Item = TypeVar("Item")
Answer = TypeVar("Answer")

SMALL = 8
"""Fewer pieces than this are done here: they are sooner done than a process is started."""

TOGETHER = 4
"""So many guarded pieces at a time go to a worker of a cluster, which starts a process for them."""

PARCELS, LARGEST = 64, 16
"""Many pieces go to the processes some at a time, in no fewer parcels and no larger ones: each costs 0.3 ms here."""


def nobody(done: int, total: int) -> None:
    """Tells nobody."""


class Workers:
    """Runs functions on many values, in processes where that pays; they start with the first work that wants them.

    Attributes:
        cores: How many processes at most; 1: everything is done in this one.
        cluster: Whose workers do all of it instead; it is left in the end.
    """

    def __init__(self, cores: int | None = None, cluster: Cluster | None = None) -> None:
        self.cores = cores or os.cpu_count() or 1
        self.cluster = cluster
        self._pool: ProcessPoolExecutor | None = None
        self._guarded: dict[Bounds, Guarded] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the processes; after an error without waiting for the pieces not yet begun."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        for guarded in self._guarded.values():
            guarded.close()
        if self.cluster is not None:
            self.cluster.close()

    @property
    def shards(self) -> int:
        """Into how many shards questions are worth taking apart; here, where the tables lie already, none are."""
        return 1 if self.cluster is None else self.cluster.size

    def map(
        self,
        function: Callable[[Item], Answer],
        items: Sequence[Item],
        tick: Callable[[int, int], None] = nobody,
        small: int = SMALL,
    ) -> Iterator[Answer]:
        """The function's answers, in the order of the items, each as soon as it and those before it are there.

        Other processes begin at once, whether anybody waits for an answer yet or not; in this one each piece is done
        when its answer is asked for.

        Args:
            function: Found by its name in its module, so that other processes find it too.
            items: What it is called on, one by one; they travel to other processes, as its answers do.
            tick: Told how many pieces of how many are done, as they are handed over.
            small: Fewer pieces than this are done in this process.

        Raises:
            NoCluster: The cluster can't do it.
            Exception: What the function raised, for the first item that it did for.
        """
        return told(self._begun(function, items, small), len(items), tick)

    def _begun(self, function: Callable[[Item], Answer], items: Sequence[Item], small: int) -> Iterator[Answer]:
        if self.cluster is not None:
            return self.cluster.map(function, items)
        if self.cores == 1 or len(items) < small:
            return map(function, items)
        self._pool = self._pool or ProcessPoolExecutor(self.cores, mp_context=starting(), initializer=prepare)
        return self._pool.map(function, items, chunksize=min(max(len(items) // PARCELS, 1), LARGEST))

    def guarded(
        self,
        function: Callable[[Item], Answer],
        items: Sequence[Item],
        bounds: Bounds,
    ) -> Iterator[Answer | Killed]:
        """The function's answers, each found in a process with limits; never in this one, however few there are.

        On a cluster that process runs beside the worker, which no item can kill.

        Args:
            function: As for `map`.
            items: As for `map`; one that kills its process, or takes too much, is Killed, and the others go on.
            bounds: What each may take.

        Raises:
            Stopped: The function did, for the first item that it did for; or the cluster can't do it.
        """
        if self.cluster is not None:
            several = [items[at : at + TOGETHER] for at in range(0, len(items), TOGETHER)]
            return chain.from_iterable(self.cluster.map(partial(guarded_here, function, bounds), several))
        return self._guarded.setdefault(bounds, Guarded(self.cores, bounds)).map(function, items)


def told(answers: Iterator[Answer], total: int, tick: Callable[[int, int], None]) -> Iterator[Answer]:
    """The answers, and somebody told of each as it is handed over."""
    for done, answer in enumerate(answers, start=1):
        tick(done, total)
        yield answer
