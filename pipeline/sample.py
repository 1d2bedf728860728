"""An empty folder to the inbox of an invented office."""

from datetime import date
from pathlib import Path

from pipeline.days import today, worded
from pipeline.demo.inbox import make_demo
from pipeline.errors import WrongUsage
from pipeline.home import Home
from pipeline.settings import load


def write_demo(home: Home, orders: int, seed: int, until: date | None) -> list[Path]:
    """Writes the inbox of an invented company; never over anybody's files.

    Args:
        home: The folder that gets an `inbox/`.
        orders: How many orders were placed.
        seed: Any whole number from 0; the same one gives the same company.
        until: The last day of trade; None: today.

    Returns:
        What was written.

    Raises:
        WrongUsage: There are files in the inbox already.
        SettingsInvalid: The settings can't be used.
    """
    day = until or today(load(home.settings).timezone)
    if home.inbox.is_dir() and any(home.inbox.iterdir()):
        raise WrongUsage(worded("inbox_in_use", path=str(home.inbox)))
    return make_demo(home.root, orders, seed, day)
