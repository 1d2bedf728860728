"""The first bytes of a file to the format it really is in, whatever its name says."""

import io
import re
import zipfile
from typing import Literal
from xml.parsers.expat import ExpatError

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError

from pipeline.intake.excel95 import BARE, is_excel_95
from pipeline.intake.inbox import ENDINGS
from pipeline.intake.refused import UNZIPPING, Refused

Format = Literal["xlsx", "xlsb", "ods", "xls", "xls95", "webpage", "archive", "spreadsheetml", "text"]

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
MARKUP = re.compile(
    r"\s*(?:<\?[^>]*>|<!--.*?-->|\s)*<(?:!doctype|html|table|head|body|meta|style|div|span|p|br|center|font|form|script)\b",
    re.IGNORECASE | re.DOTALL,
)
XML = re.compile(r"\s*<(?:\?xml|\?mso-application|(?:\w+:)?Workbook)\b")
SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
ARCHIVE = re.compile(
    r"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type): *(?:1|multipart/)", re.IGNORECASE
)
BROKEN = (*UNZIPPING, ParseError, ExpatError, AssertionError, AttributeError, TypeError)
"""What msoffcrypto raises on a file that was tampered with."""
HEAD = 4096
"""Bytes by which markup is told."""


def format_of(content: bytes, name: str, max_unpacked_mb: int) -> Format:
    """The format of a file.

    Raises:
        Refused: It is empty, no spreadsheet, encrypted, damaged, or unpacks to too much.
    """
    if not name.lower().endswith(ENDINGS):
        raise Refused("not_a_spreadsheet")
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused("empty_file")
    if len(content) < len(OLE) and (ZIP.startswith(content[:4]) or OLE.startswith(content)):
        raise Refused("damaged")
    if content.startswith(b"PK"):
        return _zip_format(content, max_unpacked_mb)
    if content.startswith(OLE):
        return _ole_format(content)
    if content.startswith(BARE):
        return "xls95"
    if content.startswith(BINARY):
        raise Refused("not_a_spreadsheet")
    if len(content) > max_unpacked_mb * 1_000_000:
        raise Refused("too_big", (("limit", str(max_unpacked_mb)),))
    return _markup_format(content)


def _markup_format(content: bytes) -> Format:
    """Markup by how it begins, in whatever encoding; else text."""
    head = content[:HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xfe\xff").decode("latin-1")
    if XML.match(head) and SPREADSHEETML in head:
        return "spreadsheetml"
    if MARKUP.match(head):
        return "webpage"
    if XML.match(head):
        raise Refused("web_page")
    return "archive" if ARCHIVE.match(head) else "text"


def _zip_format(content: bytes, max_unpacked_mb: int) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _guard_size(package, max_unpacked_mb)
            names = set(package.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "xl/workbook.bin" in names:
                return "xlsb"
            if "encrypted-package" in names:
                raise Refused("encrypted")
            if "content.xml" in names and b"spreadsheet" in package.read("mimetype"):
                if b"encryption-data" in package.read("META-INF/manifest.xml"):
                    raise Refused("encrypted")
                return "ods"
    except UNZIPPING as fault:
        raise Refused("damaged") from fault
    raise Refused("not_a_spreadsheet")


def _guard_size(package: zipfile.ZipFile, max_unpacked_mb: int) -> None:
    if sum(part.file_size for part in package.infolist()) > max_unpacked_mb * 1_000_000:
        raise Refused("too_big", (("limit", str(max_unpacked_mb)),))
    if any(part.flag_bits & 1 for part in package.infolist()):
        raise Refused("encrypted")


def _ole_format(content: bytes) -> Format:
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        encrypted = office.is_encrypted()
    except FileFormatError as fault:
        if is_excel_95(content):
            return "xls95"
        raise Refused("not_a_spreadsheet") from fault
    except (*BROKEN, DecryptionError) as fault:
        raise Refused("damaged") from fault
    if encrypted:
        raise Refused("encrypted")
    if office.format != "xls97":
        raise Refused("not_a_spreadsheet")
    return "xls"
