"""pandera's checks, without hypothesis, with which pandera makes up tables for tests.

Before its first check pandera looks for hypothesis and imports it wherever it is installed, which takes every process
that reads a third as long as pandas does. It looks once, and here: others may import hypothesis before or after.
"""

import sys

from pandera.pandas import Check

__all__ = ["Check"]

if "hypothesis" not in sys.modules:
    sys.modules["hypothesis"] = None  # type: ignore[assignment]
    try:
        import pandera.strategies.base_strategies  # noqa: F401  # this is where it looks
    finally:
        del sys.modules["hypothesis"]
