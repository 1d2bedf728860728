"""What is on record, for the commands that ask it or take something back: `trace` and `withdraw`."""

from datetime import date
from pathlib import Path
from typing import Any

from pipeline.days import now, today
from pipeline.errors import StoreAway
from pipeline.home import Home
from pipeline.intake.read import read_files
from pipeline.ledger.ledger import Ledger
from pipeline.lock import lock
from pipeline.log import logged
from pipeline.settings import Settings, load
from pipeline.trace import trace
from pipeline.workers import Workers
from schemas.sentences.stops import stop_words


def ledger_of(home: Home, settings: Settings) -> Ledger:
    """The ledger of an office; it comes into being with the first file taken in.

    Raises:
        Damaged: Its journal is not as it was written.
    """
    ledger = as_it_lies(home, settings)
    ledger.journal.check()
    return ledger


def as_it_lies(home: Home, settings: Settings) -> Ledger:
    """The ledger of an office, not looked at.

    Raises:
        StoreAway: The store that the settings name for its bulk is not there; we never make the folder, as a share
            would lie hidden below it. An object store has a folder as soon as anything lies in it, so before that
            happens there is none to be missed.
        SettingsInvalid: What reaches that store is not installed.
    """
    store = settings.store
    ledger = Ledger(home.ledger.absolute(), settings.reading, read_files, store=store)
    if store is not None and not store.is_dir() and (isinstance(store, Path) or ledger.journal.versions()):
        raise StoreAway(stop_words("store_away", folder=store))
    return ledger


def traced(home: Home, number: str) -> dict[str, Any]:
    """Every document behind a number: `{number, documents: [{kind, number, file, sheet, rows}]}`.

    Raises:
        WrongUsage: No document on record has it.
        SettingsInvalid: The settings can't be used.
    """
    settings = load(home.settings)
    with Workers() as workers:
        current = ledger_of(home, settings).current(settings.lang, workers)
    return {"number": number, "documents": trace(current, number)}


def withdraw(home: Home, file: str, as_of: date | None) -> bool:
    """Takes a file's rows back out, until it changes; the next run shows it.

    Args:
        home: The office's folder.
        file: The file's name below the inbox.
        as_of: The day it is put on record for; None: today.

    Returns:
        Whether anything of it counted.

    Raises:
        WrongUsage: No such file was taken in.
        Stopped: The settings are invalid, another run is at work, or the ledger can't be written.
    """
    settings = load(home.settings)
    with lock(home, now(settings.timezone)), logged(home, settings.timezone, f"withdraw {file}"):
        return ledger_of(home, settings).withdraw(file, as_of or today(settings.timezone))
