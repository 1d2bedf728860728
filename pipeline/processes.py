"""How the processes that work beside this one start, and what each does before its first piece of work."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from pipeline.cycles import search_what_is_new

Answer = TypeVar("Answer")

READING, WHOLE_RUN = ["pipeline.intake.read"], ["pipeline.run", "cn2an", "pipeline.as_loaded"]
"""What processes that read need, and those of a run; where they fork off a server, imported once, by that."""


def warm_up(needed: Sequence[str] = WHOLE_RUN) -> None:
    """Begins to import what processes need, beside what this one is doing; a machine with one core has no beside."""
    if (os.cpu_count() or 1) > 1 and starting(needed).get_start_method() == "forkserver":
        forkserver.ensure_running()


def starting(needed: Sequence[str] = WHOLE_RUN) -> BaseContext:
    """How processes start: never as a copy of this one, whose threads and locks they would inherit half-way.

    Args:
        needed: What is imported for all of them, unless something was before; they find the rest by themselves.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.unsearched", "pipeline.options", *needed])
    return context


def alone(function: Callable[..., Answer], *args: Any) -> Answer:
    """The function's answer, found in a process of its own that is gone afterwards with all that it took.

    Args:
        function: Found by its name in its module.
        args: What it is called on; they travel there, as its answer travels back.

    Raises:
        BrokenProcessPool: The process ended before it had the answer.
    """
    with ProcessPoolExecutor(1, mp_context=starting(), initializer=prepare) as process:
        return process.submit(function, *args).result()


def let_it_have_processes() -> None:
    """Lets this process start others even where it was started as one that may not, as Dask starts its workers."""
    multiprocessing.current_process().daemon = False


def prepare() -> None:
    """Prepares a worker process: it ends when its parent is killed, and leaves Ctrl-C to the parent."""
    search_what_is_new()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=end_after, args=(parent,), daemon=True).start()


def end_after(parent: BaseProcess) -> None:
    """Waits for another process to end, and ends this one then and there."""
    parent.join()
    os._exit(1)
