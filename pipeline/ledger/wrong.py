"""The last version of each file to what is wrong with it, each problem under the file's own name."""

from dataclasses import replace

import pandas as pd

from pipeline.ledger.ground import Ground
from pipeline.ledger.journal import Version
from pipeline.ledger.shelf import History
from pipeline.ledger.standing import IN_FILE
from pipeline.problems import Problem


def refusals(ground: Ground) -> dict[str, Problem]:
    """Why the last version of a file could not be taken in, by file; withdrawn files are left out.

    `still_counts` says that the file goes on counting as it was last read.
    """
    found = {history.file: refusal(history, ground) for history in ground.files if not history.withdrawn}
    return {file: problem for file, problem in found.items() if problem is not None}


def refusal(history: History, ground: Ground) -> Problem | None:
    """Why the last version of a file could not be taken in; None where it was read."""
    last = history.last
    given = ground.shelf.head(last).refusal if last.sha256 else without_bytes(last)
    if given is None:
        return None
    still_counts = next(ground.shelf.readable(history), None) is not None
    return replace(given, file=last.name, still_counts=still_counts)


def without_bytes(version: Version) -> Problem:
    """Why the bytes of a version could not be had."""
    quoted = (("reason", version.detail),) if version.detail else ()
    return Problem(version.name, "", 0, 0, version.reason, params=quoted)


def wrong(
    documents: pd.DataFrame, refused: dict[str, Problem], held: dict[str, list[Problem]], ground: Ground
) -> dict[str, tuple[Problem, ...]]:
    """What is wrong with the last version of each file that has anything wrong, by the file's own name.

    Args:
        documents: The documents that count for each file, with the version they come from.
        refused: As `refusals` gives them.
        held: Problems of the last version beside those of its reading, by file.
        ground: The files and what was read in them.

    Returns:
        Sorted problems; `still_counts` where the document stays as an earlier version had it.

    Source:
        CONTRACT 2, "stays as last accepted, and the problem says so".
    """
    kept = kept_from_before(documents, ground)
    found: dict[str, tuple[Problem, ...]] = {}
    for history in ground.files:
        if history.file in refused:
            found[history.last.name] = (refused[history.file],)
        elif not history.withdrawn:
            given = (*ground.shelf.head(history.last).problems, *held.get(history.file, ()))
            found[history.last.name] = tuple(
                sorted(
                    replace(p, file=history.last.name, still_counts=(history.file, p.kind, p.document) in kept)
                    for p in given
                )
            )
    return {name: problems for name, problems in found.items() if problems}


def kept_from_before(documents: pd.DataFrame, ground: Ground) -> set[tuple[str, str, str]]:
    """The documents that stand in an earlier version than their file's last: file, kind, document."""
    last = [history.last.id for history in ground.files]
    return set(documents.loc[~documents["version"].isin(last), IN_FILE].itertuples(index=False, name=None))
