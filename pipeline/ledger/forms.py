"""Lists of ours that were filled in and dropped back under one name to the documents that an earlier one told."""

from collections.abc import Iterable

import pandas as pd

from pipeline.ledger.shelf import History, Shelf
from pipeline.ledger.standing import IN_FILE, KEY, PUT_FORWARD
from schemas.sheets.kind import SheetKind


def told_before(files: Iterable[History], shelf: Shelf, kind: SheetKind) -> pd.DataFrame:
    """The documents that an earlier filling of a form told and the last one no longer lists.

    A chase list names only what is outstanding, so that a slip which came back is missing from the next one; saved
    under the same name it must not make that slip outstanding again. So it is with exceptions that were answered. What
    the later list does name, it decides.

    Args:
        files: Each file's history.
        shelf: What was read in each version.
        kind: What the form is read as.

    Returns:
        One row a file and document, accepted: PUT_FORWARD. None of a file whose last readable
        version is no form.

    Source:
        CONTRACT 5, "The sheet is its own form"; the README says how it goes with CONTRACT 2, "rows that vanished".
    """
    found = [shelf.documents([], [*KEY, "digest"])[PUT_FORWARD]]
    for history in files:
        versions = list(shelf.readable(history))
        forms = [{sheet.name for sheet in shelf.head(version).sheets if sheet.form} for version in versions]
        if len(versions) < 2 or not forms[0]:
            continue
        read = zip(versions, forms, strict=True)
        told = [documents_of(shelf.documents([version]), kind, names) for version, names in read]
        last_told = pd.concat(told, ignore_index=True).drop_duplicates(IN_FILE)
        stands = (last_told["version"] != versions[0].id) & last_told["form"] & (last_told["state"] == "accepted")
        found.append(last_told.loc[stands, PUT_FORWARD])
    return pd.concat(found, ignore_index=True)


def documents_of(documents: pd.DataFrame, kind: SheetKind, forms: set[str]) -> pd.DataFrame:
    """A version's documents of a kind, the accepted first, with `form`: whether a sheet that is a form tells of it."""
    found = documents[(documents["kind"] == kind.name) & (documents["document"] != "")]
    return found.assign(form=found["sheet"].isin(forms)).sort_values("state", kind="stable")
