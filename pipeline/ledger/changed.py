"""The files of the inbox beside the journal to those that must be taken in."""

from collections.abc import Iterable

from pipeline.intake.inbox import Seen
from pipeline.ledger.journal import Journal, Outcome, Version
from pipeline.ledger.names import identity
from pipeline.ledger.originals import NotKept, Originals, digest_of

SURE_NS = 2_000_000_000
"""A file system may keep times of modification no finer than two seconds."""


def changed(inbox: Iterable[Seen], journal: Journal, originals: Originals) -> tuple[Seen, ...]:
    """The files that must be taken in, the earlier modified first.

    Those whose bytes differ from the last ones under their name, and those that could not be had the last time. Of
    a file and its corrected copy the one modified later speaks, on a tie the copy: if that one stays as it was, the
    other isn't taken in. A file whose size and time are as they were is not looked into, unless it was modified so
    shortly before it was taken in that a later change might not show.

    Args:
        inbox: The files that lie there now.
        journal: What was taken in before.
        originals: The bytes that were.

    Source:
        CONTRACT 2, "a file saved again"; CONTRACT 5, 退回修改.
    """
    last = {version.name: version for version in journal.versions()}
    ordered = sorted(inbox, key=lambda seen: (seen.mtime_ns, seen.name))
    speaks = {identity(seen.name): seen for seen in ordered}
    differs = {seen.name: is_another(seen, last.get(seen.name), originals) for seen in ordered}
    return tuple(seen for seen in ordered if differs[seen.name] and differs[speaks[identity(seen.name)].name])


def is_another(seen: Seen, last: Version | None, originals: Originals) -> bool:
    """Whether a file is not the version that was last taken in under its name."""
    if last is None:
        return True
    if seen.barred:
        return last.outcome is not Outcome.WITHDRAWN and last.reason != seen.barred
    as_it_was = (seen.size, seen.mtime_ns) == (last.size, last.mtime_ns)
    if not last.sha256:
        return last.outcome is not Outcome.WITHDRAWN or not as_it_was
    if as_it_was and seen.mtime_ns + SURE_NS < originals.kept_at_ns(last.sha256):
        return False
    try:
        return digest_of(seen.path) != last.sha256
    except NotKept:
        return True
