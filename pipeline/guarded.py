"""Functions on values in processes with a limit on memory and time: what kills one is told of its value alone.

On Linux a process that asks for more memory than it may have is refused it; on macOS it is looked at twenty times
a second and ended; on Windows only the time is limited.
"""

import os
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

import pyarrow as pa

from pipeline.errors import Stopped
from pipeline.processes import let_it_have_processes, prepare, starting

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Reason = Literal["reader_memory", "reader_slow", "reader_died", "reader_fault"]

LOOKED_AT_EVERY = 0.05
STARTING = 300.0
"""Seconds that a process may take until it can begin."""
OUT_OF_MEMORY = 97
"""The exit status of a process that had more memory than it may."""
OUT_OF_MEMORY_SAID = (b"memory allocation of", b"bad_alloc", b"MemoryError", b"Cannot allocate memory")
"""What libraries say on standard error before they end the whole process for want of memory."""
MEGABYTE = 1 << 20


class Bounds(Protocol):
    """What one piece of work may take."""

    @property
    def max_memory_mb(self) -> int:
        """Megabytes beside what the process has when it starts."""

    @property
    def max_seconds(self) -> int:
        """From the moment it is handed out."""


class Killed(NamedTuple):
    """That a piece of work has no answer: why, as a code of the problems, and what the program says of it."""

    reason: Reason
    detail: str = ""


class Said(Enum):
    """What a process says first of all."""

    UNDER_WAY = "under way"


class NotStarted(RuntimeError):
    """A process ended before it could begin; a script that calls us must do so below `if __name__ == "__main__"`."""


class Desk:
    """A process and the piece that it works on.

    Attributes:
        piece: Its place among the items; None: it waits for one.
        used: It has had a piece before this one.
    """

    def __init__(self, bounds: Bounds) -> None:
        context = starting()
        self.connection, theirs = context.Pipe()
        self.errors, their_errors = context.Pipe(duplex=False)
        self._process = context.Process(target=serve, args=(theirs, their_errors, bounds.max_memory_mb), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()
        their_errors.close()
        self.sentinel: int = self._process.sentinel
        self.piece: int | None = None
        self.used = False
        self._seconds = bounds.max_seconds
        self._until = time.monotonic() + STARTING
        self._ready = False

    def hand(self, piece: int, work: tuple[Callable[[Any], Any], Any]) -> None:
        """Gives it a piece of work; one that is dead already is found out when it is asked for the answer."""
        self.piece = piece
        if self._ready:
            self._until = time.monotonic() + self._seconds
        try:
            self.connection.send(work)
        except (BrokenPipeError, ConnectionResetError):
            return

    @property
    def left(self) -> float:
        """The seconds that are left for its piece."""
        return max(self._until - time.monotonic(), 0.0)

    def answer(self) -> Any:
        """What came of its piece: Killed where nothing did, Said.UNDER_WAY where nothing has yet.

        Raises:
            NotStarted: It ended before it could begin, which is no piece's fault.
        """
        try:
            said = self.connection.recv() if self.connection.poll() else self._ended()
        except (EOFError, OSError):
            said = self._ended()
        if said is not Said.UNDER_WAY:
            return said
        self._ready, self._until = True, time.monotonic() + self._seconds
        return said

    def _ended(self) -> Killed:
        if self._process.is_alive() and not self.left:
            return Killed("reader_slow", str(self._seconds))
        self._process.join()
        said = os.read(self.errors.fileno(), 1 << 16) if sys.platform != "win32" else b""
        if not self._ready:
            raise NotStarted(self._process.exitcode)
        if self._process.exitcode == OUT_OF_MEMORY or any(words in said for words in OUT_OF_MEMORY_SAID):
            return Killed("reader_memory")
        return Killed("reader_died")

    def close(self) -> None:
        """Ends it, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.connection.close()
        self.errors.close()


class Guarded:
    """A few processes, each replaced when its piece kills it."""

    def __init__(self, cores: int, bounds: Bounds) -> None:
        self._cores = cores
        self._bounds = bounds
        self._desks: list[Desk] = []

    def map(self, function: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer | Killed]:
        """The function's answers in the order of the items, Killed for each that has none.

        A piece that kills a process which had others before it is tried once more in a new one, alone to blame. After
        the last answer the processes are ended, with all the memory that they hold.

        Raises:
            Stopped: The function did, for the first item that it did for.
        """
        try:
            yield from self._answers(function, items)
        finally:
            self.close()

    def _answers(self, function: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer | Killed]:
        waiting, again, found = deque(range(len(items))), set[int](), dict[int, Any]()
        for told in range(len(items)):
            while told not in found:
                self._hand_out(waiting, again, function, items)
                for desk in self._heard():
                    piece, answer = desk.piece, desk.answer()
                    assert piece is not None
                    if answer is Said.UNDER_WAY:
                        continue
                    if isinstance(answer, Killed) and answer.reason != "reader_fault":
                        self._desks.remove(desk)
                        desk.close()
                        if desk.used and answer.reason != "reader_slow" and piece not in again:
                            again.add(piece)
                            waiting.appendleft(piece)
                            continue
                    desk.piece, desk.used = None, True
                    found[piece] = answer
            answer = found.pop(told)
            if isinstance(answer, Stopped):
                raise answer
            yield answer

    def close(self) -> None:
        """Ends the processes."""
        for desk in self._desks:
            desk.close()
        self._desks = []

    def _hand_out(
        self, waiting: deque[int], again: set[int], function: Callable[[Item], Answer], items: Sequence[Item]
    ) -> None:
        while waiting:
            desk = self._free(fresh=waiting[0] in again)
            if desk is None:
                return
            piece = waiting.popleft()
            desk.hand(piece, (function, items[piece]))

    def _free(self, *, fresh: bool) -> Desk | None:
        """A process that waits, a new one where there may be one more, or none."""
        idle = [desk for desk in self._desks if desk.piece is None]
        if idle and not (fresh and idle[0].used):
            return idle[0]
        if idle:
            self._desks.remove(idle[0])
            idle[0].close()
        if len(self._desks) == self._cores:
            return None
        self._desks.append(Desk(self._bounds))
        return self._desks[-1]

    def _heard(self) -> list[Desk]:
        """The processes at work that have an answer, are dead, or have had their time."""
        busy = [desk for desk in self._desks if desk.piece is not None]
        ends = {end: desk for desk in busy for end in (desk.connection, desk.sentinel)}
        wait(list(ends), timeout=min(desk.left for desk in busy))
        ready = wait(list(ends), timeout=0)
        heard = {id(desk) for end, desk in ends.items() if end in ready}
        return [desk for desk in busy if id(desk) in heard or not desk.left]


def guarded_here(
    function: Callable[[Item], Answer], bounds: Bounds, items: Sequence[Item]
) -> tuple[Answer | Killed, ...]:
    """The function's answers, each found in a process with limits on the machine that this is called on.

    Raises:
        Stopped: The function did, for the first item that it did for.
    """
    let_it_have_processes()
    return tuple(Guarded(1, bounds).map(function, items))


# --- in the process --------------------------------------------------------------------------


def serve(pieces: Connection, errors: Connection, memory_mb: int) -> None:
    """Answers one piece after the other until the process is ended."""
    prepare()
    keep_quiet(errors)
    pa.set_memory_pool(pa.system_memory_pool())  # the others reserve a gigabyte at once, which would count as used
    limit(memory_mb)
    pieces.send(Said.UNDER_WAY)
    while True:
        function, item = pieces.recv()
        pieces.send(answered(function, item))


def answered(function: Callable[[Any], Any], item: Any) -> Any:
    """The function's answer, what stops the command, or why there is none."""
    try:
        return function(item)
    except Stopped as stopped:
        return stopped
    except MemoryError:
        return Killed("reader_memory")
    except Exception as fault:  # whatever goes wrong with one value is told of that value alone
        where = traceback.extract_tb(fault.__traceback__)[-1]
        return Killed("reader_fault", f"{type(fault).__name__}: {fault} ({Path(where.filename).name}:{where.lineno})")


def keep_quiet(errors: Connection) -> None:
    """What libraries print as they die goes to the parent, not to people; what nobody reads is dropped."""
    if sys.platform != "win32":
        os.set_blocking(errors.fileno(), False)
        os.dup2(errors.fileno(), 2)


def limit(memory_mb: int) -> None:
    """Limits the memory of this process to so much more than it has."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[5])
        most = pages * resource.getpagesize() + memory_mb * MEGABYTE
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    else:
        threading.Thread(target=end_above, args=(memory_mb,), daemon=True).start()


def end_above(memory_mb: int) -> None:
    """Ends this process as soon as it has had so much more memory than now; the system tells the peak in bytes."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + memory_mb * MEGABYTE
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < most:
        time.sleep(LOOKED_AT_EVERY)
    os._exit(OUT_OF_MEMORY)
