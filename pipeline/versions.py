"""This machine's program and libraries to what must be the same on every machine that makes bytes for it."""

import platform
import re
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from typing import NamedTuple

from pipeline.program import program

DISTRIBUTION = "hongdan"
NAME = re.compile(r"[A-Za-z0-9._-]+")
DASK = ("dask", "distributed")
EXTRA = "extra =="
MISSING = "-"


class Difference(NamedTuple):
    """A part whose version there is not the one here."""

    part: str
    here: str
    there: str

    def __str__(self) -> str:
        """The part with both versions, the other machine's first."""
        return f"{self.part} {self.there} ≠ {self.here}"


@cache
def installed() -> dict[str, str]:
    """The version of each part that has a say in the bytes; of the program itself a digest of its source."""
    needed = [NAME.match(said) for said in requires(DISTRIBUTION) or () if EXTRA not in said]
    libraries = [*(found[0] for found in needed if found is not None), *DASK]
    return {
        DISTRIBUTION: program(),
        "system": sys.platform,
        "Python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{library: version_of(library) for library in libraries},
    }


def differences(here: Mapping[str, str]) -> tuple[Difference, ...]:
    """Where the parts installed in this process differ from those of another one."""
    there = installed()
    return tuple(
        Difference(part, here.get(part, MISSING), there.get(part, MISSING))
        for part in sorted(here.keys() | there.keys())
        if here.get(part) != there.get(part)
    )


def version_of(library: str) -> str:
    """A library's version; MISSING where it isn't installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        return MISSING
