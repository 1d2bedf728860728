"""The program, the settings and what the environment adds to them, to a digest that changes with any of these."""

import os
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from hashlib import scrypt, sha256
from pathlib import Path
from typing import Any

from pipeline.home import Home
from pipeline.program import program
from pipeline.toml import Unreadable, read_toml
from pipeline.whole import content_of

FROM_ENVIRONMENT = "env:"
PASSWORD = "HONGDAN_PASSWORD"
"""The environment's variable with a password for every file."""
SLOWLY = {"n": 1 << 14, "r": 8, "p": 1}
"""How long it takes to try one password: nobody guesses it from the digest."""


def grounds(home: Home) -> str:
    """A digest of what has a say in a run beside its day, the inbox and what is on record.

    Args:
        home: The office's folder.
    """
    settings, tables = sha256(content_of(home.settings) or b"").hexdigest(), tables_of(home)
    digest = sha256(f"{maker()}\n{settings}\n{store_of(home, tables)}".encode())
    given = "\0".join(environment(tables))
    return scrypt(given.encode(), salt=digest.digest(), **SLOWLY).hex() if given else digest.hexdigest()


def tables_of(home: Home) -> dict[str, Any]:
    """What the settings say, right or wrong; nothing where they can't be read."""
    try:
        tables, _ = read_toml(home.settings)
    except Unreadable:
        return {}
    return tables


def store_of(home: Home, tables: dict[str, Any]) -> str:
    """Where the store of the settings lies, seen from the office as it stands now; "" for none."""
    ledger = tables.get("ledger")
    named = ledger.get("store") if isinstance(ledger, dict) else None
    return str((home.root / named).absolute()) if isinstance(named, str) and named else ""


def environment(tables: dict[str, Any]) -> Iterator[str]:
    """Name and value of every variable of the environment that the settings ask for, and that is set."""
    for name in sorted({PASSWORD, *asked_for(tables)} & os.environ.keys()):
        yield from (name, os.environ[name])


def asked_for(value: Any) -> Iterator[str]:
    """The names of the variables that a value of the settings asks for, however deep."""
    if isinstance(value, str) and value.startswith(FROM_ENVIRONMENT):
        yield value.removeprefix(FROM_ENVIRONMENT)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from asked_for(inner)


@cache
def maker() -> str:
    """A digest of the program with all that is installed beside it: the same one makes the same bytes of the same.

    Once for a process, and for those that it forks: they stay what they loaded.
    """
    libraries = f"{sys.version} {zlib.ZLIB_RUNTIME_VERSION} {sorted(installed())}"
    return sha256(f"{program()}\n{libraries}".encode()).hexdigest()


def installed() -> set[str]:
    """All that is installed, as the folders that say so are called: by name and version."""
    folders = [Path(place) for place in sys.path if place and Path(place).is_dir()]
    return {entry.name for folder in folders for entry in folder.iterdir() if entry.suffix == ".dist-info"}
