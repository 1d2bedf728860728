"""Any text to a name that a file or a sheet may have."""

import re

SHEET_LONGEST = 31
SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
NAMELESS = "未命名"


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
