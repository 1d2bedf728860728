"""The one way in which reading says that a whole file can't be taken in."""

import struct
import zipfile
import zlib

from pipeline.problems import column_letters
from schemas.cells import Params

UNZIPPING = (
    zipfile.BadZipFile, zlib.error, struct.error,
    LookupError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What Python raises on a zip that is cut off or was tampered with."""


class Refused(Exception):
    """A file can't be read; `code` is a key of `schemas.sentences.problems.FILES`."""

    def __init__(self, code: str, params: Params = (), sheet: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.sheet = sheet


def guard_cells(rows: int, columns: int, sheet: str, max_cells: int) -> None:
    """Refuses a sheet that has too many cells.

    Args:
        rows: From the top of the sheet to its last filled row.
        columns: From A to its last filled column.
        sheet: Its name.
        max_cells: The most there may be.

    Raises:
        Refused: It has more.
    """
    if rows * columns > max_cells:
        where = f"{column_letters(columns)}{rows}"
        raise Refused("too_many_cells", (("cell", where), ("limit", f"{max_cells:,}"), ("sheet", sheet)), sheet)
