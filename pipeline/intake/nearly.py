"""A sheet of no kind to the kind that it comes nearest to, what it lacks for it, and which labels may be meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from pipeline.intake.claims import Claims, claims_of, labels_of
from pipeline.intake.heads import Head, one_row, two_rows
from pipeline.intake.recognise import SEARCHED
from pipeline.intake.rules import ReadingRules
from pipeline.problems import column_letters
from schemas.cells import Params
from schemas.registry import SHEETS
from schemas.sheets.kind import SheetKind

Aliases = tuple[tuple[str, str, str], ...]

FEWEST = 3
"""A sheet with fewer labels of a kind, those one character off included, is no attempt at it."""
FEWEST_WITHOUT_KEY = 5
"""And so is one without the number of a document, unless it has this many: summaries by day or product have none."""
SHORTEST = 3
"""In a shorter label one other character makes another word: 单号 and 单价."""
ALIKE = 60
"""How alike, of 100, a label must be to be shown beside one that is missing."""
OPPOSITES = tuple("不非未无")
"""不含税单价 is one character from 含税单价, and the very opposite."""
SIMPLIFIED = str.maketrans(
    "訂單號貨數價額戶稱編碼備註產規類級條聯係電話審狀態時間贈運費機簽實際據憑諾計預項證銷購業務員確認優庫發達賬帳結頭餘開買總顏詢",
    "订单号货数价额户称编码备注产规类级条联系电话审状态时间赠运费机签实际据凭诺计预项证销购业务员确认优库发达账账结头余开买总颜询",
)


class Like(NamedTuple):
    """A label of the sheet that may be meant for a field: its column from 0, the text, the field."""

    column: int
    typed: str
    field: str


@dataclass(frozen=True)
class Nearest:
    """The kind that came nearest to a sheet that is of none.

    Attributes:
        kind: The kind.
        row: The row that came nearest to its header, from 0.
        found: How many of its labels are there.
        lacks: Required fields that are not there.
        likes: What stands there instead, perhaps.
        nearly: All but one of the required labels are there or one character off, and enough labels at all.
    """

    kind: SheetKind
    row: int
    found: int
    lacks: tuple[str, ...]
    likes: tuple[Like, ...]
    nearly: bool

    @property
    def params(self) -> Params:
        """What a sentence about it quotes."""
        shown = [f"{column_letters(like.column + 1)}{self.row + 1}\t{like.typed}\t{like.field}" for like in self.likes]
        return (("fields", ",".join(self.lacks)), ("kind", self.kind.name), ("likes", "\n".join(shown)))


def nearest(rows: Sequence[Sequence[str]], rules: ReadingRules) -> Nearest | None:
    """The kind with most labels in one of the first rows, those one character off included; None without any."""
    searched = range(min(len(rows), SEARCHED))
    heads = chain(
        (one_row(rows, row) for row in searched), (head for row in searched[1:] for head in two_rows(rows, row))
    )
    found = [near for head in heads for near in _of_each_kind(head, rules)]
    if not found:
        return None
    head, kind, claims, off = max(found, key=lambda one: (len(one[2]) + len(one[3]), -_lacking(one[1], one[2])))
    lacks = tuple(name for name in kind.required if name not in claims)
    total = len(claims) + len(off)
    further = len(claims) - (len(kind.required) - len(lacks))
    key_known = kind.document[0] in claims or kind.document[0] in off
    nearly = (
        0 < len(lacks) <= len(off) + 1
        and further >= kind.also_needed
        and total >= (FEWEST if key_known else FEWEST_WITHOUT_KEY)
    )
    return Nearest(kind, head.row, len(claims), lacks, tuple(_likes(head, kind, claims, off, rules)), nearly)


Off = dict[str, int]
"""The column, from 0, whose label is one character off a required field's."""


def _of_each_kind(head: Head, rules: ReadingRules) -> Iterator[tuple[Head, SheetKind, Claims, Off]]:
    claimed = claims_of(head, rules)
    off = _one_off(head, rules)
    for name, kind in SHEETS.items():
        claims = claimed.get(name, {})
        meant = {field: column for field, column in off.get(name, {}).items() if field not in claims}
        if (claims or meant) and (kind.telling is None or kind.telling in claims | meant):
            yield head, kind, claims, meant


def _lacking(kind: SheetKind, claims: Claims) -> int:
    return sum(name not in claims for name in kind.required)


def _one_off(head: Head, rules: ReadingRules) -> dict[str, Off]:
    """By kind, the required fields that a column's label misses by one character."""
    found: dict[str, Off] = {}
    for column, names in enumerate(head.names):
        for word, _ in names:
            for kind, field in _meant(word, rules.aliases):
                found.setdefault(kind, {}).setdefault(field, column)
    return found


@lru_cache(maxsize=4096)
def _meant(word: str, aliases: Aliases) -> tuple[tuple[str, str], ...]:
    """The kinds and required fields one of whose labels a word misses by one character, or writes in old characters."""
    plain = word.translate(SIMPLIFIED)
    near = [name for part in _shortened(plain) for name in _by_part(aliases).get(part, ())]
    return tuple(
        dict.fromkeys(
            (kind, field)
            for kind, field, label in near
            if plain == label
            or (min(len(plain), len(label)) >= SHORTEST and OSA.distance(plain, label) == 1 and not _opposite(plain))
        )
    )


def _opposite(word: str) -> bool:
    return word.startswith(OPPOSITES)


def _shortened(word: str) -> list[str]:
    """A word, and it without each of its characters: two words one character apart have one of these in common."""
    return list(dict.fromkeys([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]))


@lru_cache(maxsize=8)
def _by_part(aliases: Aliases) -> dict[str, list[tuple[str, str, str]]]:
    parts: dict[str, list[tuple[str, str, str]]] = {}
    for kind in SHEETS.values():
        for label, (field, _) in labels_of(kind.name, aliases).items():
            for part in _shortened(label) if field in kind.required else ():
                parts.setdefault(part, []).append((kind.name, field, label))
    return parts


def _likes(head: Head, kind: SheetKind, claims: Claims, off: Off, rules: ReadingRules) -> Iterator[Like]:
    """For each required field that is not there, the label of no other field that is one character off, or most like.

    Labels of other fields of the kind, and opposites, are not looked at.
    """
    taken = {claim.column for found in claims.values() for claim in found}
    free = {column: names[-1] for column, names in enumerate(head.names) if names and column not in taken}
    labels = labels_of(kind.name, rules.aliases)
    for name in kind.required:
        if name in claims:
            continue
        column = off.get(name)
        if column is None:
            words = {at: word.translate(SIMPLIFIED) for at, (word, _) in free.items() if not _opposite(word)}
            own = [label for label, (field, _) in labels.items() if field == name]
            best = [
                (score, at)
                for label in own
                for _, score, at in process.extract(label, words, scorer=fuzz.ratio, limit=1)
            ]
            score, column = max(best, key=lambda one: (one[0], -one[1]), default=(0.0, -1))
            if score < ALIKE:
                continue
        yield Like(column, " ".join(head.names[column][-1][1].split()), name)
