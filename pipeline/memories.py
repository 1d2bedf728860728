"""The memory that the last report left behind to the one that a run begins with, and its own put on record."""

from datetime import date

from pipeline.ledger.ledger import Ledger
from pipeline.reconcile.memory import NOTHING_REMEMBERED, Memory
from schemas.answers.memory import ChasedSlips, RememberedExceptions, RememberedHandlings, ReportedTotals


def memory_before(ledger: Ledger, as_of: date) -> Memory:
    """What the last report of a day before `as_of` left behind; reports of `as_of` itself and later don't count.

    Raises:
        Damaged: Its file is gone or was changed.
        WrongUsage: A newer version of the program wrote the journal.
    """
    earlier = [(day, sha256) for day, sha256 in ledger.journal.reports().items() if day < as_of]
    if not earlier:
        return NOTHING_REMEMBERED
    found = ledger.memories.opened(*earlier[-1])
    return Memory(
        as_of=earlier[-1][0],
        exceptions=found.table(RememberedExceptions),
        handlings=found.table(RememberedHandlings),
        totals=found.table(ReportedTotals),
        slips=found.table(ChasedSlips),
    )


def remember(ledger: Ledger, memory: Memory) -> None:
    """Puts on record what a report leaves behind; the same as on record already adds nothing.

    Killed at any moment it leaves on record what was, or all of it.

    Raises:
        NotWritten: The ledger can't be written.
    """
    tables = memory._asdict()
    day = tables.pop("as_of")
    known = ledger.journal.reports()
    sha256 = ledger.memories.keep(tables)
    if known.get(day) != sha256:
        ledger.journal.add(day, reports=[sha256])
    ledger.memories.sweep({*(known | {day: sha256}).values()})
