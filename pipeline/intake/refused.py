"""The one way in which reading says that a whole file can't be taken in."""

import struct
import zipfile
import zlib

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
