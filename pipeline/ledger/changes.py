"""Two versions of a file to what changed between them: documents added, changed, gone."""

from collections.abc import Iterable

import pandas as pd

from pipeline.ledger.differences import Told
from pipeline.ledger.journal import Version
from pipeline.ledger.shelf import History, Shelf
from pipeline.ledger.standing import IN_FILE
from schemas.registry import ANSWERS
from schemas.sentences.ledger import CHANGES, said
from schemas.words import Lang

FORMS = frozenset(answer.dropped_back for answer in ANSWERS.values() if answer.dropped_back)
"""The kinds of sheet that our own lists are read as once they are filled in."""

SHOWN = 3
"""So many numbers are named for each change; the rest is counted."""


def changes(files: list[History], shelf: Shelf) -> pd.DataFrame:
    """The documents that the last version of each file adds, changes or no longer has, against the readable one before.

    Held back in the older version and accepted in the newer is a change; held back in the newer is none, its problem
    says what is wrong with it. A slip or answer that a filled-in list of ours told and the next one no longer asks for
    still counts and is not gone.

    Args:
        files: The histories of files whose last version could be read.
        shelf: What was read in each version.

    Returns:
        One row a file, kind and document that differs: with `change` (added, changed, gone) and the `sheet` it stands
        in, or stood. Files that have no older version have none. Order: file, kind, document.

    Source:
        CONTRACT 5, 收件记录: "说明 says what changed".
    """
    pairs = [(newer, older) for history in files for newer, older in [first_two(history, shelf)] if older]
    now = stated(shelf.documents(newer for newer, _ in pairs))
    before = stated(shelf.documents(older for _, older in pairs if older))
    both = now.merge(before, on=IN_FILE, how="outer", suffixes=("", "_before"), validate="one_to_one")
    new, old = both["state"], both["state_before"]
    change = pd.Series("", index=both.index, dtype="str")
    change = change.mask((new == "accepted") & old.isna(), "added")
    change = change.mask((new == "accepted") & old.notna() & (both["digest"] != both["digest_before"]), "changed")
    told_before = both["kind"].isin(FORMS) & both["file"].isin(filled_in(files, shelf))
    change = change.mask((old == "accepted") & new.isna() & ~told_before, "gone")
    both = both.assign(change=change, sheet=both["sheet"].fillna(both["sheet_before"]))
    return both.loc[change != "", [*IN_FILE, "change", "sheet"]].sort_values(IN_FILE, ignore_index=True)


def filled_in(files: Iterable[History], shelf: Shelf) -> set[str]:
    """The files whose last readable version is a list of ours that was filled in."""
    last = ((history.file, next(shelf.readable(history), None)) for history in files)
    return {file for file, version in last if version and any(sheet.form for sheet in shelf.head(version).sheets)}


def first_two(history: History, shelf: Shelf) -> tuple[Version, Version | None]:
    """The last version of a file and the readable one before it, where there is one."""
    readable = shelf.readable(history)
    return next(readable), next(readable, None)


def stated(documents: pd.DataFrame) -> pd.DataFrame:
    """One row a document of a file, as it was accepted, else held back; rows without a readable key left out."""
    known = documents[(documents["document"] != "") & (documents["state"] != "repeat")]
    accepted_first = known.sort_values("state", kind="stable")
    return accepted_first.drop_duplicates(IN_FILE)[[*IN_FILE, "sheet", "state", "digest"]]


def in_words(changed: pd.DataFrame, told: Told, lang: Lang) -> str:
    """What changed in one sheet, such as `新增 2 张（SO1、SO2），改动 1 张（SO4：第 1 行数量 10→12）`; "" for nothing.

    Args:
        changed: Rows of `changes`.
        told: What differs in documents, as `differences` says it.
        lang: The language.
    """
    parts = []
    for change in ("added", "changed", "gone"):
        documents = changed[changed["change"] == change]
        if len(documents):
            numbers = named(documents.head(SHOWN), told if change == "changed" else {}, lang)
            more = CHANGES["more"].in_(lang) if len(documents) > SHOWN else ""
            parts.append(said(CHANGES[change], count=str(len(documents)), numbers=numbers + more).in_(lang))
    said_so = CHANGES["and"].in_(lang).join(parts)
    return said(CHANGES["changes"], changes=said_so).in_(lang) if parts else ""


def named(documents: pd.DataFrame, told: Told, lang: Lang) -> str:
    """Documents by their numbers, with what differs in each that anything is told of."""
    names = []
    for file, kind, document in documents[IN_FILE].itertuples(index=False):
        number, differences = readable(document), told.get((file, kind, document))
        whole = said(CHANGES["document"], number=number, differences=differences or "").in_(lang)
        names.append(whole if differences else number)
    return CHANGES["semicolon" if told else "comma"].in_(lang).join(names)


def readable(document: str) -> str:
    """A document's key as people write it; blank parts left out."""
    return " ".join(part for part in document.split("\x1f") if part)
