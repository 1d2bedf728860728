"""Rows to a table: as wide as the terminal, or one line a row in a pipe."""

import io
import sys

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

UNBOUNDED = 100_000
"""The width of a pipe."""


def screen_width() -> int | None:
    """How many columns the terminal has; None in a pipe."""
    return Console().width if sys.stdout.isatty() else None


def as_table(labels: tuple[str, ...], rows: list[tuple[str, ...]], width: int | None) -> str:
    """The rows under their labels; long texts go on below within a terminal's width, the first column stays whole.

    Args:
        labels: Of the columns.
        rows: Each as long as the labels.
        width: How many columns the terminal has, a Chinese character taking two; None: each row is one line.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    widest = max(cell_len(text) for text in (labels[0], *(row[0] for row in rows)))
    for place, label in enumerate(labels):
        whole = width is None or (place == 0 and widest <= width // 3)
        table.add_column(label, no_wrap=whole, overflow="fold")
    for row in rows:
        table.add_row(*row)
    drawn = io.StringIO()
    screen = Console(
        file=drawn, width=width or UNBOUNDED, color_system=None, markup=False, emoji=False, highlight=False
    )
    screen.print(table)
    return "\n".join(line.rstrip() for line in drawn.getvalue().splitlines())
