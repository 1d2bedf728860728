"""The typed rows of a sheet to documents: which rows belong together, what they agree on, and what they lack."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.columns import Values
from pipeline.intake.parse import Cells, Finding
from pipeline.problems import column_letters
from schemas.cells import Cell

SEPARATOR = "\x1f"
"""Between the columns of a document's key."""


@dataclass(frozen=True)
class Grouping:
    """Which document each row belongs to.

    Attributes:
        keys: The document's key a row; "" where it can't be read, and the row is then a document of its own.
        codes: The document's number a row, from 0, in the order of their first rows.
        count: How many documents there are.
    """

    keys: Values
    codes: np.ndarray
    count: int

    @cached_property
    def readable(self) -> np.ndarray:
        """Which rows have a key."""
        return np.asarray(self.keys != "", dtype=bool)

    def any_in(self, rows: np.ndarray) -> np.ndarray:
        """Which documents have any of the rows of a mask."""
        found = np.zeros(self.count, dtype=bool)
        found[self.codes[rows]] = True
        return found

    def spread(self, rows: np.ndarray) -> np.ndarray:
        """All rows of the documents that have any of the rows of a mask."""
        spread: np.ndarray = self.any_in(rows)[self.codes]
        return spread

    def first_of(self, rows: np.ndarray) -> np.ndarray:
        """A document's first row among those of a mask; -1 where it has none."""
        first = np.full(self.count, -1)
        places = np.flatnonzero(rows)[::-1]
        first[self.codes[places]] = places
        return first


def grouped(cells: Cells) -> Grouping:
    """The rows by document; a row whose key is blank or can't be read is a document of its own."""
    parts, readable = [], np.ones(len(cells), dtype=bool)
    for name in cells.kind.document:
        cell, values = cells.kind.cells[name], cells.values[name]
        readable &= ~cells.faulty(name)
        if cell.default is not None:
            values = values.fillna(cell.default)
        if cell.required:
            readable &= ~values.isna()
        told = values.strftime("%Y-%m-%d") if cell.holds.name == "day" else values
        parts.append(pd.array(told, dtype="str").fillna(""))
    keys: Values = reduce(lambda before, part: before + SEPARATOR + part, parts).copy()
    keys[~readable] = pd.NA
    codes, known = keys.factorize()
    own = np.flatnonzero(codes < 0)
    codes = codes * len(cells.starts) + cells.sheets  # the same key in two sheets is two documents
    codes[own] = len(known) * len(cells.starts) + pd.factorize(cells.places[own])[0]
    numbers, documents = pd.factorize(codes)
    return Grouping(keys.fillna(""), numbers, len(documents))


def unfilled_forms(cells: Cells, groups: Grouping) -> np.ndarray:
    """Rows of documents in which the whole form is still blank and nothing is promised."""
    if not cells.kind.blank_form:
        return np.zeros(len(cells), dtype=bool)
    form = [*cells.kind.blank_form, *([cells.kind.promise] if cells.kind.promise else [])]
    return ~groups.spread(cells.any_typed(form))


def shared_fields(cells: Cells) -> list[str]:
    """The document-level fields that the sheet has, beside the key itself."""
    return [
        n for n, c in cells.kind.cells.items() if c.document and n not in cells.kind.document and n in cells.columns
    ]


def agreed(cells: Cells, groups: Grouping) -> tuple[Cells, list[Finding]]:
    """Document-level fields in every row of their document, and where its rows disagree.

    Blank agrees with anything. What most rows say is held against the others; of two equally frequent values
    the first.
    """
    findings: list[Finding] = []
    filled = {}
    for name in shared_fields(cells):
        values = cells.values[name]
        known = ~values.isna()
        if not known.any():
            continue
        codes, _ = compared(values).factorize()
        source = groups.first_of(known)[groups.codes]
        differs = known & (codes != codes[source])
        if differs.any():
            findings += _clashes(cells, groups, name, codes, np.flatnonzero(known & groups.spread(differs)))
        if not known.all():
            filled[name] = values.take(np.where(known, np.arange(len(known)), source), allow_fill=True)
    return replace(cells, values=cells.values | filled), findings


def _clashes(cells: Cells, groups: Grouping, name: str, codes: np.ndarray, rows: np.ndarray) -> Iterable[Finding]:
    letters = column_letters(cells.columns[name] + 1)
    told = pd.DataFrame({"document": groups.codes[rows], "value": codes[rows], "at": rows})
    told["times"] = told.groupby(["document", "value"])["at"].transform("size")
    kept = told.sort_values(["document", "times", "at"], ascending=[True, False, True], kind="stable")
    kept = kept.drop_duplicates("document")[["document", "value", "at"]]
    both = told.merge(kept, on="document", suffixes=("", "_kept"), validate="many_to_one")
    for at, other in both.loc[both["value"] != both["value_kept"], ["at", "at_kept"]].itertuples(index=False):
        place = f"{letters}{int(cells.rows[other])}"
        yield Finding(int(at), name, "field_clash", (("other", place), ("value", cells.typed_text(int(other), name))))


def compared(values: Values) -> Values:
    """Values as they are compared: text after NFKC."""
    if values.dtype != "str":
        return values
    texts = pa.array(values, pa.large_string(), from_pandas=True)
    if pc.all(pc.string_is_ascii(texts)).as_py() is not False:
        return values
    distinct = texts.dictionary_encode()
    return pd.array(pc.utf8_normalize(distinct.dictionary, "NFKC").take(distinct.indices), dtype="str")


def with_defaults(cells: Cells) -> Cells:
    """What a blank cell, or a column that is not there, stands for."""
    stands = {}
    for name, cell in cells.kind.cells.items():
        default = cell.absent if name not in cells.columns and cell.absent is not None else cell.default
        if default is not None:
            stands[name] = cells.values[name].fillna(default)
    return replace(cells, values=cells.values | stands)


def missing(cells: Cells, groups: Grouping) -> list[Finding]:
    """Required cells that are blank: one a document for document-level fields, else one a row.

    A row without a key lacks only what it would have to say by itself. Numbers that are suggested where they are
    blank are left to `unnumbered`.
    """
    findings: list[Finding] = []
    for name, cell in cells.kind.cells.items():
        if not cell.required or name == cells.kind.numbered:
            continue
        blank = cells.values[name].isna() & ~cells.faulty(name)
        if is_shared(cells, name, cell):
            blank &= groups.readable & ~groups.spread(cells.faulty(name))
            rows = groups.first_of(blank)
            rows = np.sort(rows[rows >= 0])
        else:
            rows = np.flatnonzero(blank)
        findings += [Finding(int(at), name, "required_blank") for at in rows]
    return findings


def is_shared(cells: Cells, name: str, cell: Cell) -> bool:
    """Whether a field is one of the whole document, and not its key."""
    return cell.document and name not in cells.kind.document


def with_line_numbers(cells: Cells, groups: Grouping) -> Cells:
    """Blank line numbers filled in: the lowest numbers that are free in the document, in the order of its rows."""
    if not cells.kind.numbers_lines:
        return cells
    given = ~cells.values["line_no"].isna()
    blank = ~given & ~cells.faulty("line_no") & groups.readable
    if not blank.any():
        return cells
    mixed = groups.spread(given)
    numbers = cells.values["line_no"].copy()
    alone = np.flatnonzero(blank & ~mixed)
    numbers[alone] = pd.Series(groups.codes[alone]).groupby(groups.codes[alone]).cumcount().to_numpy() + 1
    among = np.flatnonzero(mixed & (blank | given))
    for rows in pd.Series(among).groupby(groups.codes[among]).indices.values():
        places = among[rows]
        taken = set(numbers[places[given[places]]])
        free = (number for number in range(1, len(places) + 1) if number not in taken)
        for place in places[~given[places]]:
            numbers[place] = next(free)
    return replace(cells, values=cells.values | {"line_no": numbers})


def repeated_rows(cells: Cells, groups: Grouping) -> list[Finding]:
    """Rows of a document that have the same row key: a problem on each of them."""
    rest = [name for name in cells.kind.row_key if name not in cells.kind.document]
    sound = ~np.any([cells.faulty(name) for name in rest] or [np.zeros(len(cells), bool)], axis=0)
    rows = np.flatnonzero(sound & groups.readable)
    alike = groups.codes
    for name in rest:
        values, known = compared(cells.values[name]).factorize()
        alike = pd.factorize(alike * (len(known) + 1) + values + 1)[0]
    keys = pd.Series(alike[rows], index=rows)
    twice = keys[keys.duplicated(keep=False)]
    findings = []
    for same in twice.groupby(twice, sort=False).indices.values():
        places = twice.index[same].to_list()
        for place in places:
            other = places[1] if place == places[0] else places[0]
            named = next((n for n in reversed(rest) if cells.typed[n][place]), cells.kind.document[0])
            findings.append(Finding(place, named, "row_twice", (("other", str(int(cells.rows[other]))),)))
    return findings
