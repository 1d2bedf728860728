"""The last version of each file to what became of every sheet of it: rows accepted, held back, repeated, ignored."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.intake.reading import SheetReading
from pipeline.ledger.changes import changes, first_two, in_words
from pipeline.ledger.differences import Told, differences
from pipeline.ledger.journal import Version
from pipeline.ledger.shelf import History, Shelf
from pipeline.ledger.standing import IN_FILE, KEY
from pipeline.problems import Problem, problem_words
from schemas.answers.intake import IntakeReport
from schemas.answers.kind import checked, nothing
from schemas.choices import Outcome
from schemas.registry import ANSWERS, SHEETS
from schemas.sentences.ledger import CHANGES
from schemas.sentences.notes import note_words
from schemas.words import Lang

Row = dict[str, object]

KINDS = {name: answer.label for name, answer in ANSWERS.items()} | {name: kind.label for name, kind in SHEETS.items()}
"""What a sheet of each kind is called; one of our own reports may have been dropped back."""


def intake_report(
    files: Iterable[History], shelf: Shelf, fates: pd.DataFrame, refusals: dict[str, Problem], lang: Lang
) -> DataFrame[IntakeReport]:
    """What became of every sheet of the last version of each file.

    A refused file has one row, a withdrawn one a row a sheet, its rows all ignored.

    Args:
        files: Each file's history.
        shelf: What was read in each version.
        fates: One row a file and document of its last version that is not as the reading says: with `fate`, "repeated"
            or "held".
        refusals: Why the last version of a file could not be read, by file.
        lang: The language of kinds and notes.

    Returns:
        As IntakeReport says; rows = accepted + held + repeated + ignored on every one.

    Source:
        CONTRACT 5, 收件记录.
    """
    known = list(files)
    counted = [h for h in known if not h.withdrawn and h.file not in refusals]
    tallies = tally(shelf.documents((h.last for h in counted), [*KEY, "sheet", "state", "rows"]), fates)
    changed = changes(counted, shelf)
    told = differences(changed, renewed(counted, changed, shelf), shelf, lang)
    rows: list[Row] = []
    for history in known:
        if history.file in refusals:
            rows.append(refused(history, shelf, refusals[history.file], lang))
        elif history.withdrawn:
            rows.extend(withdrawn(history.last, shelf, lang))
        else:
            rows.extend(taken_in(history, shelf, tallies, changed[changed["file"] == history.file], told, lang))
    if not rows:
        return nothing(IntakeReport)
    report = checked(IntakeReport, pd.DataFrame(rows).sort_values("file", kind="stable"))
    parts = report[["accepted", "held", "repeated", "ignored"]].sum(axis=1)
    if (parts != report["rows"]).any():
        raise AssertionError(f"rows that nobody accounts for: {report[parts != report['rows']].to_dict('records')}")
    return report


def tally(documents: pd.DataFrame, fates: pd.DataFrame) -> dict[tuple[str, str], dict[str, int]]:
    """Rows of each file and sheet by what became of them."""
    became = documents["state"].replace("repeat", "repeated")
    if len(fates):
        fate = documents.merge(fates, on=IN_FILE, how="left", validate="many_to_one")["fate"]
        became = fate.where(became == "accepted").fillna(became)
    sums = documents.groupby(["file", "sheet", became.rename("became")], sort=False)["rows"].sum()
    found: dict[tuple[str, str], dict[str, int]] = {}
    for file, sheet, fate, rows in sums.reset_index().itertuples(index=False):
        found.setdefault((file, sheet), {})[fate] = int(rows)
    return found


def taken_in(
    history: History,
    shelf: Shelf,
    tallies: dict[tuple[str, str], dict[str, int]],
    changed: pd.DataFrame,
    told: Told,
    lang: Lang,
) -> list[Row]:
    """The rows of a file that was read."""
    sheets = shelf.head(history.last).sheets
    again = first_two(history, shelf)[1] is not None
    place = placed(changed, sheets) if again else changed["sheet"]
    rows = []
    for sheet in sheets:
        became = tallies.get((history.file, sheet.name), {})
        notes = [note_words(note, lang) for note in sheet.notes]
        if again and sheet.kind:
            notes.append(in_words(changed[place == sheet.name], told, lang) or as_it_was(became, lang))
        rows.append(row(history.last, sheet, became, notes, lang))
    return rows


def renewed(files: Iterable[History], changed: pd.DataFrame, shelf: Shelf) -> dict[str, tuple[Version, Version]]:
    """The last version of each file with changed documents, and the readable one before it."""
    known = set(changed["file"])
    pairs = {history.file: first_two(history, shelf) for history in files if history.file in known}
    return {file: (newer, older) for file, (newer, older) in pairs.items() if older is not None}


def as_it_was(became: dict[str, int], lang: Lang) -> str:
    """What is said of a sheet in which nothing changed; of one that is held back whole, its problems say all."""
    if not became.get("held"):
        return CHANGES["as_it_was"].in_(lang)
    return CHANGES["others_as_they_were"].in_(lang) if became.keys() - {"held"} else ""


def placed(changed: pd.DataFrame, sheets: tuple[SheetReading, ...]) -> pd.Series:
    """The sheet at which each change is told: its own, else the first of its kind, else the first."""
    names = {sheet.name for sheet in sheets if sheet.kind}
    of_kind = {sheet.kind: sheet.name for sheet in reversed(sheets)}
    somewhere = next((sheet.name for sheet in sheets if sheet.kind), "")
    elsewhere = changed["kind"].map(of_kind).fillna(somewhere)
    return changed["sheet"].where(changed["sheet"].isin(names), elsewhere)


def withdrawn(version: Version, shelf: Shelf, lang: Lang) -> list[Row]:
    """The rows of a file that was taken back out."""
    sheets = shelf.head(version).sheets if version.sha256 else ()
    note = CHANGES["withdrawn"].in_(lang)
    unread = tuple(replace(sheet, ignored=sheet.rows) for sheet in sheets) or (SheetReading(""),)
    return [row(version, sheet, {}, [note], lang) for sheet in unread]


def refused(history: History, shelf: Shelf, refusal: Problem, lang: Lang) -> Row:
    """The row of a file that could not be read."""
    notes = [(" " if lang == "en" else "").join(problem_words(refusal, lang))]
    if next(shelf.readable(history), None) is not None:
        notes.append(note_words(("still_counts_last_readable", ()), lang))
    return row(history.last, SheetReading(""), {}, notes, lang) | {"outcome": Outcome.REFUSED.value}


def row(version: Version, sheet: SheetReading, became: dict[str, int], notes: list[str], lang: Lang) -> Row:
    """One row of the report."""
    accepted, held, repeated = (became.get(name, 0) for name in ("accepted", "held", "repeated"))
    return {
        "file": version.name,
        "sheet": sheet.name or None,
        "kind": KINDS[sheet.kind].in_(lang) if sheet.kind else None,
        "outcome": outcome(accepted + repeated, held).value,
        "rows": sheet.rows,
        "accepted": accepted,
        "held": held,
        "repeated": repeated,
        "ignored": sheet.ignored,
        "notes": " ".join(filter(None, notes)) or None,
        "taken_in": pd.Timestamp(version.as_of),
    }


def outcome(fine: int, held: int) -> Outcome:
    """What became of a sheet with so many rows that are fine, and so many held back."""
    if held:
        return Outcome.PARTLY_HELD if fine else Outcome.HELD
    return Outcome.ACCEPTED if fine else Outcome.IGNORED
