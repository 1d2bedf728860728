"""The inbox to the files in it that a run looks at."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import InboxAway
from pipeline.home import Home
from pipeline.intake.inbox import Seen, Stamp, scan
from pipeline.ledger.journal import Journal
from schemas.sentences.stops import stop_words


def seen_in(home: Home, journal: Journal, at_rest: Mapping[Path, Stamp] | None = None) -> list[Seen]:
    """The files that lie in the inbox; none where there has never been one.

    Args:
        home: The office's folder.
        journal: What was taken in.
        at_rest: As for `run`.

    Raises:
        InboxAway: It is not there though files came from it before, or can't be looked into.
    """
    if not home.inbox.is_dir() and journal.versions():
        reason = stop_words("not_there")
        raise InboxAway(stop_words("inbox_away", folder=home.inbox.absolute(), reason=reason))
    return [seen for seen in scan(home.inbox) if at_rest is None or at_rest.get(seen.path) == seen.stamp]
