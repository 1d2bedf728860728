"""Long work to a bar or a live line on the terminal, and to nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

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


@contextmanager
def live_line() -> Iterator[tuple[Callable[[str], None], Callable[[str], None]]]:
    """Two ways to say something on standard output: for good, and in a live line below it, in place of the last one.

    In a pipe the first writes its line at once, and the second nothing.
    """
    if not sys.stdout.isatty():
        yield partial(print, flush=True), lambda text: None
        return
    console = Console(markup=False, highlight=False, emoji=False)
    with Live(console=console, auto_refresh=False, transient=True) as line:
        yield console.print, lambda text: line.update(Text(text, no_wrap=True, overflow="crop"), refresh=True)
