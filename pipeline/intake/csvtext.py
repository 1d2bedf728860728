"""The bytes of a text file to the rows of the one sheet that it is."""

import csv
import io

from pipeline.intake.refused import Refused

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = (",", ";", "\t")
LOOKED_AT = 30
"""Rows by which the delimiter is told."""


def rows_of(content: bytes, encoding: str) -> list[list[str]]:
    """The rows of a text file, cut at commas, semicolons or tabs, whichever gives the most columns.

    Raises:
        Refused: No encoding that we know reads it without a fault, or it is no table at all.
    """
    text = decoded(content, encoding)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)))
    except csv.Error as fault:
        raise Refused("damaged") from fault


def decoded(content: bytes, encoding: str) -> str:
    """The text: by its byte order mark, else UTF-16 where bytes are zero, else strict UTF-8, else strict GB18030.

    Raises:
        Refused: None of them reads it.
    """
    by_mark = next((name for mark, name in BOMS if content.startswith(mark)), "")
    if by_mark or encoding:
        ladder: tuple[str, ...] = (by_mark or encoding,)
    elif b"\x00" in content[:4096]:
        ladder = ("utf-16-le",) if content[1:4096:2].count(0) >= content[:4096:2].count(0) else ("utf-16-be",)
    else:
        ladder = ("utf-8", "gb18030")
    for name in ladder:
        try:
            text = content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if not any(sign in text for sign in "\x00\x01\x02\x03\x04\x05\x06\x07\x08"):
            return text
    raise Refused("not_a_spreadsheet")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first rows into the most columns; the comma where they are even."""
    head = "\n".join(text.splitlines()[:LOOKED_AT])

    def columns(delimiter: str) -> int:
        try:
            return max((len(row) for row in csv.reader(io.StringIO(head), delimiter=delimiter)), default=0)
        except csv.Error:
            return 0

    return max(DELIMITERS, key=columns)
