"""All rules and their sentences beside matching and statements together, in one run over the same rows.

make bench-rules                    (200,000 order lines)
python -m tests.bench.rules --lines 1000000 --times 1
"""

import argparse
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import wraps
from statistics import median
from typing import Any
from unittest import mock

import pandas as pd

from pipeline.reconcile import accounts, given, position, resolve, statements
from pipeline.reconcile import reconcile as whole
from pipeline.reconcile.answers import Answers
from pipeline.reconcile.limits import Limits
from tests.bench.accepted import accepted
from tests.bench.memory import peak_of_this_process_mb

AS_OF, MONTH = date(2026, 11, 5), date(2026, 10, 1)

MATCHING = ("resolved", "parties", "fulfilment", "shipped_lines", "slip_states", "order_lines", "order_status")
STATEMENTS = ("deposits", "entries", "settlement", "month_of")
RULES = ("findings", "exceptions")
"""The steps of `reconcile` by the names of their functions; the others belong to neither side."""
STEPS = (accounts, resolve, position, statements, whole)
"""The modules that call them."""

Seconds = Counter[str]


@contextmanager
def clocked(seconds: Seconds) -> Iterator[None]:
    """Every step's time of the processor, by its name, while inside."""

    def timed(step: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(step)
        def run(*args: Any, **kwargs: Any) -> Any:
            begun = time.process_time()
            try:
                return step(*args, **kwargs)
            finally:
                seconds[step.__name__] += time.process_time() - begun

        return run

    with ExitStack() as patches:
        for name in (*MATCHING, *STATEMENTS, *RULES):
            module = next(module for module in STEPS if hasattr(module, name))
            patches.enter_context(mock.patch.object(module, name, timed(getattr(module, name))))
        yield


def measured(tables: Mapping[str, pd.DataFrame]) -> tuple[Seconds, Answers]:
    """How long each step took over these rows, and what came of it."""
    seconds: Seconds = Counter()
    conflicts = pd.DataFrame({name: pd.Series(dtype="str") for name in ("kind", "document", "files", "winner")})
    rows = pd.DataFrame({name: pd.Series(dtype="str") for name in ("kind", "document", "file", "sheet")})
    rows = rows.assign(row=pd.Series(dtype="int64"))
    with clocked(seconds):
        asked = given.Given(resolve.resolved(tables, AS_OF), conflicts, rows, AS_OF, MONTH, Limits(), "zh")
        answers = whole.reconcile(asked, statements.statements(asked, position.position(asked)))
    return seconds, answers


def ratio(seconds: Seconds) -> float:
    """The rules beside matching and statements."""
    return sum(seconds[name] for name in RULES) / sum(seconds[name] for name in (*MATCHING, *STATEMENTS))


def main() -> None:
    """Makes the rows, measures, and says what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=200_000, help="order lines, about")
    parser.add_argument("--times", type=int, default=3, help="how often it is run; the median counts")
    asked = parser.parse_args()
    measured(accepted(1_000, 1, AS_OF))
    tables = accepted(asked.lines, 1, AS_OF)
    print(", ".join(f"{len(rows):,} {kind}" for kind, rows in tables.items()))
    made = peak_of_this_process_mb()
    taken: list[Seconds] = []
    for _ in range(asked.times):
        seconds, answers = measured(tables)
        taken.append(seconds)
        found = answers.exceptions["code"].value_counts().sort_index()
        del answers
    tell(taken)
    print(f"{found.sum():,} exceptions: {', '.join(f'{code} {count:,}' for code, count in found.items())}")
    print(f"peak memory {peak_of_this_process_mb():,.0f} MB, {made:,.0f} MB of it when the rows were made")
    print(f"Python {platform.python_version()}, {platform.system()}, medians of {asked.times}, time of the processor")


def tell(taken: list[Seconds]) -> None:
    """Each step's seconds, both sides, and their ratio."""
    for side, names in (("matching", MATCHING), ("statements", STATEMENTS), ("rules", RULES)):
        steps = ", ".join(f"{name} {median(seconds[name] for seconds in taken):.2f}" for name in names)
        total = median(sum(seconds[name] for name in names) for seconds in taken)
        print(f"{side:11}{total:7.2f} s   {steps}")
    print(f"rules beside matching and statements together {median(map(ratio, taken)):.2f}")


if __name__ == "__main__":
    main()
