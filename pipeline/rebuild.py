"""A damaged ledger to a sound one, as far as what is sound of it, and the inbox, still tell what was there."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.damage import damaged_drops, damaged_memories, damaged_originals, damaged_seals
from pipeline.days import now
from pipeline.errors import Damaged
from pipeline.home import Home
from pipeline.intake.inbox import scan
from pipeline.ledger.ledger import Ledger
from pipeline.ledger.originals import NotKept, digest_of
from pipeline.ledger.whole import sweep
from pipeline.lock import lock
from pipeline.log import logged
from pipeline.progress import bar
from pipeline.record import as_it_lies
from pipeline.settings import Settings, load
from pipeline.workers import Workers


@dataclass(frozen=True)
class Rebuilt:
    """What `rebuild` did.

    Attributes:
        mended: The files that were damaged and are sound again, below the office's folder.
        lost: Those that nothing is left to rebuild from.
        settings: How the office works.
    """

    mended: tuple[str, ...]
    lost: tuple[str, ...]
    settings: Settings


def rebuild(home: Home) -> Rebuilt:
    """Rebuilds what is damaged of the ledger from what is sound; what is sound already stays as it is.

    The journal comes from its transcript, an original from the inbox if its bytes still lie there, what was read from
    the originals. A sealed month and what a report left behind nobody can make again for certain: they are named.

    Args:
        home: The office's folder.

    Raises:
        Damaged: The journal can't be rebuilt; nothing was done then.
        Stopped: The settings are invalid, another run is at work, or the ledger can't be written.

    Source:
        Issue 6, "Ledger damage".
    """
    settings = load(home.settings)
    with lock(home, now(settings.timezone)), logged(home, settings.timezone, "rebuild"), Workers() as workers:
        ledger = as_it_lies(home, settings)
        sweep(ledger.folder)
        journal = tuple(journal_mended(ledger))
        originals = damaged_originals(ledger)
        brought = set(brought_back(home, ledger, set(originals)))
        drops = damaged_drops(ledger)
        gone = originals.keys() - brought
        read_anew(ledger, gone, set(drops), workers, settings)
    mended = [path for sha256, path in originals.items() if sha256 in brought]
    mended += [path for sha256, path in drops.items() if sha256 not in gone]
    lost = [path for sha256, path in originals.items() if sha256 in gone]
    lost += [path for sha256, path in drops.items() if sha256 in gone]
    lost += [*damaged_seals(ledger), *damaged_memories(ledger)]
    return Rebuilt((*journal, *mended), tuple(lost), settings)


def journal_mended(ledger: Ledger) -> Iterator[str]:
    """Rebuilds the journal where it, or its transcript, is damaged; gives back which one was."""
    try:
        ledger.journal.check()
    except Damaged as error:
        ledger.journal.rebuild()
        yield error.path


def brought_back(home: Home, ledger: Ledger, lacking: set[str]) -> Iterator[str]:
    """Keeps contents again that the archive lacks and a file of the inbox still has; gives back their SHA-256."""
    sizes = {version.size for version in ledger.journal.versions() if version.sha256 in lacking}
    for seen in scan(home.inbox):
        if seen.size in sizes and not seen.barred:
            try:
                if digest_of(seen.path) in lacking:
                    yield ledger.originals.keep(seen.path).sha256
            except NotKept:
                continue


def read_anew(ledger: Ledger, gone: set[str], drops: set[str], workers: Workers, settings: Settings) -> None:
    """Reads what was damaged or is not there from the originals; what has none any more stays as it is."""
    for sha256 in drops - gone:
        ledger.drops.forget(sha256)
    versions = ledger.journal.versions()
    names = {version.sha256: version.name for version in versions if version.sha256 and version.sha256 not in gone}
    with bar("reading", settings.lang) as tick:
        ledger.read_again(names, workers, tick)
