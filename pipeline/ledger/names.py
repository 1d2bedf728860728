"""A file's name to what it is a version of, and a name that is not on record to the ones it may have meant."""

import re
from collections.abc import Iterable

from schemas.sentences.ledger import LEDGER, said
from schemas.words import Words

CORRECTED = re.compile(r"(?P<file>.+\.(?:csv|xls|xlsm|xlsb|ods))\.xlsx\Z", re.IGNORECASE | re.DOTALL)
"""Our marked copy of `a.csv` is the workbook `a.csv.xlsx`; dropped back, it is the next version of `a.csv`."""

NEAR = 60
"""From this score of 100 on, a name may be what was meant."""


def identity(name: str) -> str:
    """What a file is a version of: its name, and for the corrected copy of a file in another format, that file's.

    Source: CONTRACT 5, 退回修改 ("it then replaces a.csv").
    """
    corrected = CORRECTED.match(name)
    return corrected["file"] if corrected else name


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """At most three of the known names that are most like `name`, the likest first."""
    from rapidfuzz import fuzz, process  # takes long, and most names are on record

    found = process.extract(name, sorted(known), scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR)
    return tuple(match for match, _, _ in found)


def or_near(sentence: Words, names: tuple[str, ...], **quoted: str) -> Words:
    """A sentence with what it quotes, and with what may have been meant, if anything, in its place `near`."""
    hint = said(LEDGER["near"], names=" ".join(names)) if names else Words("", "")
    return Words(sentence.zh.format(near=hint.zh, **quoted), sentence.en.format(near=hint.en, **quoted))
