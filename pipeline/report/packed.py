"""The parts of a workbook to the bytes of its file: texts in bulk, and large parts made only as they are deflated.

Like bulk.py it leans on private names of xlsxwriter.
"""

import re
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import groupby
from typing import Self
from zipfile import ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

ODD = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x")
"""What xlsxwriter may have to write otherwise than it stands."""

BATCH = 1_000
"""So many shared texts are looked at together."""

LEVEL = 4
"""How hard parts are deflated."""


class BulkStrings(SharedStrings):  # type: ignore[misc]
    """The shared texts of a workbook, in bulk where they can stand as they are."""

    def _write_sst_strings(self) -> None:
        """A batch in which nothing is odd at once, the others as xlsxwriter does it."""
        table = self.string_table.string_array
        for start in range(0, len(table), BATCH):
            some = table[start : start + BATCH]
            if ODD.search("".join(some)) or any(text != text.strip() for text in some):
                for text in some:
                    self._write_si(text)
            else:
                self.fh.write(f"<si><t>{'</t></si><si><t>'.join(some)}</t></si>")


class Sheaf(StringIO):
    """The text of a part in pieces, the large ones made only when they are packed: never all of it at once."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str | Callable[[], str]] = []
        self.write = self.pieces.append  # type: ignore[assignment,method-assign]

    def getvalue(self) -> Self:  # type: ignore[override]
        """Itself, which `Package` knows how to pack."""
        return self

    def encode(self, _encoding: str) -> Self:
        """Itself."""
        return self

    def packed(self) -> Iterator[bytes]:
        """The pieces in their order."""
        for later, run in groupby(self.pieces, callable):
            if later:
                yield from (piece().encode() for piece in run if callable(piece))
            else:
                yield "".join(map(str, run)).encode()


class BulkPackager(Packager):  # type: ignore[misc]
    """Puts the parts of a workbook together."""

    def _filename(self, name: str) -> Sheaf:
        """Where a part's text goes."""
        part = Sheaf()
        self.filenames.append((part, name, False))
        return part

    def _write_shared_strings_file(self) -> None:
        """As xlsxwriter does it, but in bulk."""
        if self.workbook.str_table.count:
            strings = BulkStrings()
            strings.string_table = self.workbook.str_table
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            strings._assemble_xml_file()


class Package(ZipFile):
    """A file of parts, deflated at a level that takes a third of the time for a tenth more bytes than the usual one."""

    def writestr(self, name: ZipInfo, data: Sheaf | bytes, *_: object) -> None:  # type: ignore[override]
        """One part; pictures come as bytes."""
        name._compresslevel = LEVEL  # type: ignore[attr-defined]
        with self.open(name, "w") as part:
            for piece in data.packed() if isinstance(data, Sheaf) else [data]:
                part.write(piece)


xlsxwriter.workbook.ZipFile = Package  # which has no setting for the level


class BulkWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook of xlsxwriter's whose sheets take blocks."""

    def _get_packager(self) -> Packager:
        return BulkPackager()
