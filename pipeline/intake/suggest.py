"""A cell that can't be read to what was probably meant, where that is clear; suggested, never decided."""

import re
from collections.abc import Callable
from datetime import datetime

from rapidfuzz.distance import Levenshtein

from schemas.cells import Cell, Fault, Params, folded, plain

LOOKALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "。": "."})
"""What is typed for a digit or a mark beside it."""

TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "w": 10_000, "k": 1000}
MULTIPLIED = re.compile(r"(?P<digits>-?[0-9]+(?:\.[0-9]+)?)(?P<times>[十百千万亿wk])(?:元|件|个|箱)?\Z")
DAY = re.compile(r"(?P<year>20[0-9]{2})\D{1,2}(?P<month>[0-9]{1,2})\D{1,2}(?P<day>[0-9]{1,2})[日号.。]?\Z")
MISWRITTEN = str.maketrans("己巳", "已已")
"""Letters that input methods and tired eyes mix up."""


def suggested(cell: Cell, code: str, typed: str, params: Params) -> str:
    """What to type instead; "" where that isn't clear. What is suggested can be read.

    Args:
        cell: The column as it is declared.
        code: What is wrong.
        typed: What the cell holds.
        params: What the sentence quotes.
    """
    propose = PROPOSALS.get(code)
    proposal = propose(cell, typed, dict(params)) if propose else ""
    return proposal if proposal and not isinstance(cell.read(proposal), Fault) else ""


def padded(_cell: Cell, typed: str, quoted: dict[str, str]) -> str:
    """The code with its zeros: `98765` of width 8 is `00098765`."""
    return typed.zfill(int(quoted["width"]))


def multiplied(_cell: Cell, typed: str, _quoted: dict[str, str]) -> str:
    """The number in full: `1.2万` is `12000`."""
    found = MULTIPLIED.match(plain(typed).casefold().replace(",", ""))
    if found is None:
        return ""
    whole, _, part = found["digits"].partition(".")
    zeros = len(str(TIMES[found["times"]])) - 1
    shifted = f"{whole}{part[:zeros]:0<{zeros}}.{part[zeros:]}".rstrip(".")
    return re.sub(r"^(-?)0+(?=[0-9])", r"\1", shifted)


def with_digits(_cell: Cell, typed: str, _quoted: dict[str, str]) -> str:
    """The number with digits for the letters that look like them: `1O0` is `100`."""
    return typed.translate(LOOKALIKES) if any(letter.isdigit() for letter in typed) else ""


def day_written_out(_cell: Cell, typed: str, _quoted: dict[str, str]) -> str:
    """The day whose year, month and day stand in this order: `2026年10月3号` is `2026-10-03`."""
    found = DAY.match(plain(typed) if "年" in typed else " ".join(typed.split()))
    if found is None:
        return ""
    try:
        return datetime(int(found["year"]), int(found["month"]), int(found["day"])).strftime("%Y-%m-%d")
    except ValueError:
        return ""


def nearest_choice(cell: Cell, typed: str, _quoted: dict[str, str]) -> str:
    """The only word to choose from that the typed one begins with, or that is one letter off: `物琉` is `物流`."""
    words = [choice.value for choice in cell.choices or ()]
    word = folded(typed).translate(MISWRITTEN)
    for near in ([w for w in words if word.startswith(folded(w))], [w for w in words if _one_off(word, folded(w))]):
        if len(near) == 1:
            return near[0]
    return ""


def _one_off(word: str, known: str) -> bool:
    return len(word) > 1 and Levenshtein.distance(word, known, score_cutoff=1) <= 1


def answer(_cell: Cell, typed: str, _quoted: dict[str, str]) -> str:
    """Yes or no in a word that can be read: `己签` is `已签`, `是的` is `是`."""
    return folded(typed).translate(MISWRITTEN).removesuffix("的")


PROPOSALS: dict[str, Callable[[Cell, str, dict[str, str]], str]] = {
    "zeros_lost": padded,
    "unit_behind_number": multiplied,
    "not_a_number": with_digits,
    "not_a_date": day_written_out,
    "not_a_choice": nearest_choice,
    "not_yes_or_no": answer,
}
"""What is proposed, by what is wrong."""
