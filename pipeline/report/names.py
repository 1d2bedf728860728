"""Any text to a name that a file or a sheet may have."""

import re
import unicodedata
from collections.abc import Iterable

import pandas as pd

SHEET_LONGEST = 31
SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
NAMELESS = "未命名"

FILE_LONGEST = 100
FILE_LONGEST_BYTES = 200
FILE_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}) | {
    f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"
}
"""Names that Windows keeps for devices, whatever ending follows."""


def cut_utf16(text: str, units: int) -> str:
    """The longest beginning of a text that Excel counts as at most so many characters (UTF-16 units)."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")


def sheet_name(wanted: str, taken: set[str]) -> str:
    r"""A name that a sheet may have, unlike every one that is taken; numbered from (2) where it would be alike.

    Args:
        wanted: Any text; characters that Excel forbids become _, what is too long is cut.
        taken: The names in the workbook so far, case-folded; the new one is added.

    Source:
        Excel: 31 characters, none of []:*?/\, no apostrophe at either end, not "History", unlike ignoring case.
    """
    base = SHEET_FORBIDDEN.sub("_", wanted).strip(" '") or NAMELESS
    base = f"{base}_" if base.casefold() == "history" else base
    name, count = cut_utf16(base, SHEET_LONGEST).rstrip(" '"), 1
    while name.casefold() in taken:
        count += 1
        mark = f" ({count})"
        name = cut_utf16(base, SHEET_LONGEST - len(mark)).rstrip() + mark
    taken.add(name.casefold())
    return name


def safe_part(text: str) -> str:
    """A text without what no file name may hold: forbidden and invisible characters, spaces at either end."""
    visible = "".join(
        "_" if unicodedata.category(sign) in ("Cs", "Cn") or FILE_FORBIDDEN.match(sign) else sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in ("Cc", "Cf")
    )
    return " ".join(visible.split())


def safe_file_name(first: str, *others: str, ending: str = ".xlsx", mark: str = "") -> str:
    """A name that a file may have on Windows, macOS and Linux, its parts joined by _; blank parts are left out.

    At most 100 characters and 200 bytes in UTF-8 with mark and ending. The first part is cut only if it alone is
    longer than that.

    Args:
        first: What must stay whole: a code.
        others: What follows it, and is cut where there is no room.
        ending: With its dot.
        mark: What stands before the ending, such as ` (2)`.
    """
    stem = "_".join(part for part in map(safe_part, (first, *others)) if part)
    if stem.startswith(("~", ".")):
        stem = f"_{stem.lstrip('~.')}" if stem.strip("~.") else NAMELESS
    if stem.split(".")[0].rstrip().upper() in DEVICES:
        stem = f"_{stem}"
    room = FILE_LONGEST - len(ending) - len(mark), FILE_LONGEST_BYTES - len((ending + mark).encode())
    return (cut(stem, *room).rstrip(". ") or NAMELESS) + mark + ending


def cut(text: str, characters: int, octets: int) -> str:
    """The longest beginning of a text within both limits."""
    return text[:characters].encode()[:octets].decode("utf-8", "ignore")


def alike(name: str) -> str:
    """How file systems that ignore case and composition compare a name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def unique_file_names(stems: Iterable[tuple[str, ...]], taken: Iterable[str] = (), ending: str = ".xlsx") -> list[str]:
    """A safe name for each, in their order; one like an earlier one, or a taken one, is numbered from (2)."""
    used, names = {alike(name) for name in taken}, []
    for parts in stems:
        name, count = safe_file_name(*parts, ending=ending), 1
        while alike(name) in used:
            count += 1
            name = safe_file_name(*parts, ending=ending, mark=f" ({count})")
        used.add(alike(name))
        names.append(name)
    return names


def statement_file_names(codes: pd.Series, names: pd.Series) -> pd.Series:
    """The name of each customer's statement, `<客户编码>_<客户名称>.xlsx`, unlike all others and the summary's.

    Args:
        codes: One a customer, without blanks.
        names: In the same order; a blank one is left out.

    Returns:
        One name a customer, on the index of the codes.
    """
    stems = zip(codes.tolist(), names.fillna("").tolist(), strict=True)
    return pd.Series(unique_file_names(stems, [SUMMARY_FILE]), index=codes.index, dtype="str")


SUMMARY_FILE = "对账汇总.xlsx"
