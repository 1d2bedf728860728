"""A settings file's bytes to its tables, with the line that each key stands on."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from schemas.sentences.stops import stop_words
from schemas.words import Words

Place = tuple[str, ...]
"""A key with the tables it lies in, outermost first."""

TABLE = re.compile(r"\s*\[+\s*(?P<path>[^\]]+?)\s*\]")
KEY = re.compile(r"\s*(?P<path>(?:\"[^\"]*\"|'[^']*'|[^\s=\"'#\[])+)\s*=")
PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\s\"']+)")
AT_LINE = re.compile(r" \(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)\Z")
FULL_WIDTH = re.compile("[“”‘’＝，【】＂＇]")


class Complaint(NamedTuple):
    """One thing wrong in the file; line 0 where it is about no line in particular."""

    line: int
    words: Words


class Unreadable(Exception):
    """A file that is no TOML; `complaint` says where and what to do."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.words.en)
        self.complaint = complaint


def read_toml(path: Path) -> tuple[dict[str, Any], dict[Place, int]]:
    """The tables of a file, and the line of each key; numbers with a point are Decimals.

    A missing file is an empty one. A byte-order mark, as Notepad writes it, is passed over.

    Raises:
        Unreadable: It can't be opened, is not UTF-8 or not TOML.
    """
    text = text_of(path)
    try:
        return tomllib.loads(text, parse_float=Decimal), lines_of(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(complaint_of(text, str(error))) from error


def text_of(path: Path) -> str:
    """What a file says, "" for a file that is not there.

    Raises:
        Unreadable: It can't be opened or is not UTF-8.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise Unreadable(Complaint(0, stop_words("unreadable", reason=error.strerror))) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(Complaint(line, stop_words("not_utf8"))) from error


def lines_of(text: str) -> dict[Place, int]:
    """The line, from 1, of every table and key that begins one."""
    table: Place = ()
    found: dict[Place, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := TABLE.match(line):
            table = parts_of(heading["path"])
            found.setdefault(table, number)
        elif key := KEY.match(line):
            found.setdefault((*table, *parts_of(key["path"])), number)
    return found


def parts_of(path: str) -> Place:
    """The names of a dotted key, without their quotes."""
    return tuple(next(filter(None, names), "") for names in PART.findall(path))


def complaint_of(text: str, message: str) -> Complaint:
    """What is wrong with a text that is no TOML: the slips people make, by name, else the parser's own words.

    Args:
        text: The whole file.
        message: What tomllib says of it, with the line at its end.
    """
    found = AT_LINE.search(message)
    lines = text.splitlines()
    number = int(found["line"]) if found and found["line"] else len(lines)
    line = lines[number - 1] if lines else ""
    reason = AT_LINE.sub("", message)
    if "overwrite" in reason or "twice" in reason:
        return Complaint(number, stop_words("twice"))
    if marks := FULL_WIDTH.findall(line):
        return Complaint(number, stop_words("full_width", marks=" ".join(dict.fromkeys(marks))))
    key = line.split("=")[0].strip()
    if reason == "Invalid statement" and key and not key.isascii():
        return Complaint(number, stop_words("bare_key", key=key))
    if "\\" in line and '"' in line:
        return Complaint(number, stop_words("backslash"))
    if reason == "Invalid value":
        return Complaint(number, stop_words("unquoted"))
    return Complaint(number, stop_words("not_toml", reason=reason))
