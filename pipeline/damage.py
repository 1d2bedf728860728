"""The ledger to the files of it that are gone, or not what the record says they were; each by its place."""

from collections.abc import Iterator

from pipeline.errors import Damaged
from pipeline.ledger.ledger import Ledger
from pipeline.ledger.whole import shown


def damaged_originals(ledger: Ledger) -> dict[str, str]:
    """The kept bytes of files taken in: the place by SHA-256."""
    known = sorted({version.sha256 for version in ledger.journal.versions() if version.sha256})
    broken = (sha256 for sha256 in known if not ledger.originals.sound(sha256))
    return {sha256: shown(ledger.originals.place(sha256), ledger.bulk) for sha256 in broken}


def damaged_drops(ledger: Ledger) -> dict[str, str]:
    """What was read in them: the first place of each by SHA-256. What was not read yet is none of them."""
    found: dict[str, str] = {}
    for sha256 in sorted({version.sha256 for version in ledger.journal.versions() if version.sha256}):
        if ledger.drops.has(sha256):
            try:
                ledger.drops.check(sha256)
            except Damaged as error:
                found[sha256] = error.path
    return found


def damaged_seals(ledger: Ledger) -> Iterator[str]:
    """The sealed months, those opened again too."""
    for month, sha256 in dict.fromkeys((closing.month, closing.sha256) for closing in ledger.journal.closings()):
        try:
            ledger.closed.opened(month, sha256)
        except Damaged:
            yield shown(ledger.closed.place(month, sha256), ledger.folder)


def damaged_memories(ledger: Ledger) -> Iterator[str]:
    """What the reports that count left behind."""
    for day, sha256 in ledger.journal.reports().items():
        try:
            ledger.memories.opened(day, sha256)
        except Damaged:
            yield shown(ledger.memories.place(sha256), ledger.folder)
