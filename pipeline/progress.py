"""Long work to a bar on the terminal, and to nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from schemas.sentences.console import CONSOLE
from schemas.words import Lang

Tick = Callable[[int, int], None]
"""Told how many pieces of how many are done."""


def silent(done: int, total: int) -> None:
    """Tells nobody."""


@contextmanager
def bar(step: str, lang: Lang = "zh") -> Iterator[Tick]:
    """A bar on standard error for one step; a Tick that does nothing where that is no terminal.

    Args:
        step: A key of CONSOLE.
        lang: The language of its label.
    """
    if not sys.stderr.isatty():
        yield silent
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(CONSOLE[step].in_(lang), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
