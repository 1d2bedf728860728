"""Two versions of changed documents to the fields that differ, as people would tell it."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.ledger.journal import Version
from pipeline.ledger.shelf import Shelf
from schemas.registry import SHEETS
from schemas.sentences.ledger import CHANGES, said
from schemas.sheets.kind import SheetKind
from schemas.words import Lang
from schemas.written import as_written

DOCUMENTS, FIELDS = 3, 3
"""So many documents of a sheet, and differences of a document, are told; the rest is counted."""

LONGEST = 20
"""Longer values are cut."""

DOCUMENT = ["file", "document"]
BEFORE = "_before"
Versions = Mapping[str, tuple[Version, Version]]
Told = dict[tuple[str, str, str], str]


def differences(changed: pd.DataFrame, versions: Versions, shelf: Shelf, lang: Lang) -> Told:
    """What differs in the first few changed documents of each sheet, such as `第 1 行数量 10→12`.

    Rows of a document are matched by their row key. A document that was held back in the older version is told as
    mended, for nothing of it was kept.

    Args:
        changed: Rows of `changes`, one a file, kind and document.
        versions: The last version of each file and the readable one before it.
        shelf: What was read in them.
        lang: The language.

    Returns:
        A text by file, kind and document; none for documents that differ in nothing people see.
    """
    shown = changed[changed["change"] == "changed"].groupby(["file", "sheet"], sort=False).head(DOCUMENTS)
    told: Told = {}
    for name, documents in shown.groupby("kind", sort=False):
        kind = SHEETS[str(name)]
        newer, older = (rows_of(kind, documents, versions, shelf, nth) for nth in (0, 1))
        kept = older[DOCUMENT].drop_duplicates()
        known = documents.merge(kept, on=DOCUMENT, how="left", validate="one_to_one", indicator=True)
        for file, document in known.loc[known["_merge"] == "left_only", DOCUMENT].itertuples(index=False):
            told[file, kind.name, document] = CHANGES["mended"].in_(lang)
        newer = newer.merge(kept, on=DOCUMENT, validate="many_to_one")
        for (file, document), found in what_differs(kind, older, newer).groupby(DOCUMENT, sort=False):
            told[str(file), kind.name, str(document)] = in_a_line(found, kind, lang)
    return told


def rows_of(kind: SheetKind, documents: pd.DataFrame, versions: Versions, shelf: Shelf, nth: int) -> pd.DataFrame:
    """The rows of documents in the newer (0) or older (1) version of their files."""
    asked = {str(file): theirs.tolist() for file, theirs in documents.groupby("file")["document"]}
    parts = [(versions[file][nth], pa.array(theirs, pa.large_string())) for file, theirs in asked.items()]
    rows = shelf.rows(kind.name, parts)
    return rows.assign(file=rows["version"].map({version.id: version.file for version, _ in parts}).astype("str"))


def what_differs(kind: SheetKind, older: pd.DataFrame, newer: pd.DataFrame) -> pd.DataFrame:
    """One row a difference: the document's fields first, then row by row.

    Returns:
        `file`, `document`, `name` of the column ("" for a row that came or went), `stood` (in which version the row
        stands: left_only, right_only, both), `before` and `after`, and the columns of the row key.
    """
    both = older.merge(
        newer,
        on=[*DOCUMENT, *line_key(kind)],
        how="outer",
        suffixes=(BEFORE, ""),
        indicator="stood",
        validate="one_to_one",
    )
    both = both.assign(at=both["row"].fillna(both["row" + BEFORE]))
    moved = both[both["stood"] != "both"].assign(name="", before=None, after=None, nth=-1)
    fields = [name for name in kind.cells if name not in kind.row_key]
    parts = [moved, *(field_differs(both, kind, name, nth) for nth, name in enumerate(fields))]
    found = pd.concat([part.astype({"before": object, "after": object}) for part in parts], ignore_index=True)
    columns = [*DOCUMENT, "name", "stood", "before", "after", *line_key(kind)]
    return found.sort_values([*DOCUMENT, "at", "nth"], kind="stable")[columns]


def field_differs(both: pd.DataFrame, kind: SheetKind, name: str, nth: int) -> pd.DataFrame:
    """The rows in which one column differs; of a field of the whole document the first, in front of all rows."""
    before, after = both[name + BEFORE], both[name]
    same = (before == after).fillna(value=False).astype(bool) | (before.isna() & after.isna())
    rows = both[(both["stood"] == "both") & ~same]
    rows = rows.assign(name=name, before=before.astype(object), after=after.astype(object), nth=nth)
    return rows.drop_duplicates(DOCUMENT).assign(at=0) if kind.cells[name].document else rows


def line_key(kind: SheetKind) -> list[str]:
    """The columns that tell a document's rows apart, beside the document's own key."""
    return [name for name in kind.row_key if name not in kind.document]


# --- in words --------------------------------------------------------------------------------


def in_a_line(found: pd.DataFrame, kind: SheetKind, lang: Lang) -> str:
    """The first few differences of one document; all of them are counted."""
    texts = [one(row, kind, lang) for row in found.head(FIELDS).to_dict("records")]
    more = said(CHANGES["in_all"], count=str(len(found))).in_(lang) if len(found) > FIELDS else ""
    return CHANGES["and"].in_(lang).join(texts) + more


def one(row: Mapping[Hashable, Any], kind: SheetKind, lang: Lang) -> str:
    """One difference."""
    name, stood = str(row["name"]), str(row["stood"])
    line = "" if name and kind.cells[name].document else line_words(row, kind, lang)
    if not name:
        return said(CHANGES["line_gone" if stood == "left_only" else "line_added"], line=line.strip()).in_(lang)
    field = kind.cells[name].label.in_(lang)
    before, after = (value_words(row[side], kind, name, lang) for side in ("before", "after"))
    return said(CHANGES["field"], line=line, field=field, before=before, after=after).in_(lang)


def line_words(row: Mapping[Hashable, Any], kind: SheetKind, lang: Lang) -> str:
    """Which row of its document it is: by its line number, else by what tells the rows apart."""
    if kind.numbers_lines:
        return said(CHANGES["line"], line=str(row["line_no"])).in_(lang)
    texts = [as_written(row[name], kind.cells[name], lang) for name in line_key(kind) if pd.notna(row[name])]
    return "".join(f"{text} " for text in texts)


def value_words(value: Any, kind: SheetKind, name: str, lang: Lang) -> str:
    """A value as people write it, cut where it is long."""
    if pd.isna(value):
        return CHANGES["blank"].in_(lang)
    text = as_written(value, kind.cells[name], lang)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
