"""The parts of a workbook to the bytes of its file: texts in bulk, and large parts made only as they are deflated.

Like bulk.py it leans on private names of xlsxwriter.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial, partialmethod
from io import BytesIO, StringIO
from typing import Any, NamedTuple, Self
from zipfile import ZipFile, ZipInfo
from zlib import DEFLATED, MAX_WBITS, compressobj, crc32

import xlsxwriter
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

from pipeline.report.formats import Numbers, styles_part
from pipeline.report.outline import outline_of, parts_around

ODD = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x")
"""What xlsxwriter may have to write otherwise than it stands."""

BATCH = 1_000
"""So many shared texts are looked at together."""

LEVEL = 4
"""How hard parts are deflated."""

SHARED = {
    *("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"),
    *("xl/styles.xml", "xl/theme/theme1.xml"),
}
"""Parts that are often the same in workbooks of one kind."""

KEPT = 500
"""So many of them are kept; most have a few kB."""


class BulkStrings(SharedStrings):  # type: ignore[misc]
    """The shared texts of a workbook, in bulk where they can stand as they are."""

    def _write_sst_strings(self) -> None:
        """A batch after the other, each when it is packed; then it is let go."""
        texts, self.string_table.string_array = self.string_table.string_array, []
        for start in range(0, len(texts), BATCH):
            self.fh.later(partial(self._batch, texts[start : start + BATCH]))

    def _batch(self, some: Sequence[str]) -> str:
        """The texts of a batch in which nothing is odd at once, those of the others as xlsxwriter does it."""
        if not ODD.search("".join(some)) and all(text == text.strip() for text in some):
            return f"<si><t>{'</t></si><si><t>'.join(some)}</t></si>"
        self.fh = Sheaf()
        for text in some:
            self._write_si(text)
        return "".join(self.fh.pieces)


class Sheaf(StringIO):
    """The text of a part in pieces, the large ones made only when they are packed: never all of it at once."""

    def __init__(self) -> None:
        super().__init__()
        self.before: list[tuple[list[str], Callable[[], str]]] = []
        self.pieces: list[str] = []
        self.write = self.pieces.append  # type: ignore[assignment,method-assign]

    def later(self, make: Callable[[], str]) -> None:
        """Text that is made when it is packed."""
        self.before.append((self.pieces.copy(), make))
        self.pieces.clear()

    def getvalue(self) -> Self:  # type: ignore[override]
        """Itself, which `Package` knows how to pack."""
        return self

    def encode(self, _encoding: str) -> Self:
        """Itself."""
        return self

    def packed(self) -> Iterator[bytes]:
        """The pieces in their order; each is let go once it is there, with what it was made from."""
        self.before.reverse()
        while self.before:
            pieces, make = self.before.pop()
            yield "".join(pieces).encode()
            yield make().encode()
        yield "".join(self.pieces).encode()


class BulkPackager(Packager):  # type: ignore[misc]
    """Puts the parts of a workbook together."""

    def _filename(self, name: str) -> Sheaf:
        """Where a part's text goes."""
        part = Sheaf()
        self.filenames.append((part, name, False))
        return part

    def _write_around(self, name: str) -> None:
        """A part that lists what the workbook has, which others may share."""
        self._filename(name).write(parts_around(outline_of(self.workbook))[name])

    _write_content_types_file = partialmethod(_write_around, "[Content_Types].xml")
    _write_root_rels_file = partialmethod(_write_around, "_rels/.rels")
    _write_workbook_rels_file = partialmethod(_write_around, "xl/_rels/workbook.xml.rels")
    _write_app_file = partialmethod(_write_around, "docProps/app.xml")

    def _write_shared_strings_file(self) -> None:
        """As xlsxwriter does it, but in bulk."""
        if self.workbook.str_table.count:
            strings = BulkStrings()
            strings.string_table = self.workbook.str_table
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            strings._assemble_xml_file()

    def _write_styles_file(self) -> None:
        """The part of the workbook's styles, which others may share."""
        book, numbers = self.workbook, self.workbook.numbers
        part = styles_part(tuple(numbers.of_cells), tuple(numbers.of_rules), comments=book.has_comments)
        self._filename("xl/styles.xml").write(part)


class Deflated(NamedTuple):
    """A part as it lies in the file."""

    crc: int
    size: int
    packed: list[bytes]


def deflated(pieces: Iterable[bytes]) -> Deflated:
    """A part from its pieces, at a level that takes a third of the time for a tenth more bytes than the usual one."""
    crc, size, packed = 0, 0, []
    deflate = compressobj(LEVEL, DEFLATED, -MAX_WBITS)
    for piece in pieces:
        crc, size = crc32(piece, crc), size + len(piece)
        packed.append(deflate.compress(piece))
    return Deflated(crc, size, [*packed, deflate.flush()])


@lru_cache(KEPT)
def deflated_once(text: str) -> Deflated:
    """A small part that other workbooks have too."""
    return deflated([text.encode()])


class Package(ZipFile):
    """A file of parts."""

    def writestr(self, name: ZipInfo, data: Sheaf | bytes, *_: object) -> None:  # type: ignore[override]
        """One part; pictures come as bytes."""
        if not isinstance(data, Sheaf):
            self._put(name, deflated([data]))
        elif name.filename in SHARED:
            self._put(name, deflated_once("".join(data.pieces)))
        else:
            self._put(name, deflated(data.packed()))

    def _put(self, name: ZipInfo, part: Deflated) -> None:
        """A part behind the others, as ZipFile would after it had deflated it."""
        name.CRC, name.file_size, name.compress_size = part.crc, part.size, sum(map(len, part.packed))
        assert self.fp is not None
        name.header_offset, name.external_attr = self.fp.tell(), 0o600 << 16
        self.fp.writelines([name.FileHeader(), *part.packed])
        self.filelist.append(name)
        self.start_dir = self.fp.tell()
        self._didModify = True


xlsxwriter.workbook.ZipFile = Package  # which has no setting for the level


class BulkWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook of xlsxwriter's whose sheets take blocks and whose cells wear numbered styles."""

    def __init__(self, file: BytesIO, options: dict[str, Any]) -> None:
        super().__init__(file, options)
        self.numbers = Numbers()

    def add_format(self, properties: Any = None) -> None:
        """None: cells wear styles."""

    def _prepare_format_properties(self) -> None:
        """Nothing: the part of the styles is made from their numbers."""

    def _get_packager(self) -> Packager:
        return BulkPackager()
