"""What came of reading one file: accepted rows, its documents, its sheets, its problems."""

from dataclasses import dataclass, field

import pandas as pd

from pipeline.problems import Problem
from schemas.cells import Params

Named = tuple[bytes, str]
"""The bytes of a file, and its name, for the ending."""

Note = tuple[str, Params]
"""A remark on a sheet: a code of `schemas.sentences.NOTES`, and what its sentence quotes."""

NEARLY = "nearly_a_table"
"""The code of the remark on a sheet that was not read but is nearly one that we know."""

DOCUMENTS = {
    "kind": "str",
    "document": "str",
    "sheet": "str",
    "state": "str",
    "rows": "int64",
    "digest": "str",
    "date": "datetime64[us]",
    "moves": "bool",
    "salesperson": "str",
    "order_no": "str",
}
"""One row a document and sheet of a file. `state`: accepted, held, or repeat (the same content stood in an earlier
sheet of the file). `document`: its key, columns joined by U+001F; "" for a row whose key can't be read.
`digest`: of the content, the same for the same values whatever file, sheet or row they stand in; "" when held.
`date`: its earliest day that can be read, held or not; blank where none can, and for kinds without one. `moves`: an
account rests on it if it counts; of the master only what gives an opening balance, of its day. `salesperson`,
`order_no`: whom and which order it names first, held or not, for mistakes are somebody's; "" where it names none."""


@dataclass(frozen=True)
class SheetReading:
    """One sheet of a file.

    Attributes:
        name: As the tab shows it.
        kind: The name of its kind in the registry; "" where it has none.
        rows: Non-blank rows under the header.
        ignored: Of these: totals, repeated headers, unfilled forms, examples, rows with nothing in a known column.
        header_row: As Excel counts; 0 where there is none.
        columns: Column of the sheet, from 1, of each field found.
        notes: What people should know of it.
        form: It is a list of ours that was filled in; what a later list no longer asks for was told once and stands.
    """

    name: str
    kind: str = ""
    rows: int = 0
    ignored: int = 0
    header_row: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    form: bool = False


@dataclass(frozen=True)
class Reading:
    """One file, read. The same bytes under the same reading rules give the same Reading.

    Attributes:
        sheets: In the order of the tabs; empty for a refused file.
        tables: Rows of the accepted documents, by kind, as `SheetKind.dtypes`; kinds without a row absent.
        documents: As DOCUMENTS says.
        order_numbers: Order numbers that only rows held back name, so that none of them is given out again.
        problems: Sorted; `Problem.file` is "" (a Reading does not know its file's name).
        refusal: Why the whole file could not be taken in; None when it was read.
    """

    sheets: tuple[SheetReading, ...] = ()
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    documents: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({n: pd.Series(dtype=d) for n, d in DOCUMENTS.items()})
    )
    problems: tuple[Problem, ...] = ()
    order_numbers: tuple[str, ...] = ()
    refusal: Problem | None = None
