"""The labels of a head to the fields of each kind that its columns may be."""

from functools import lru_cache
from typing import NamedTuple

from pipeline.intake.heads import Head
from pipeline.intake.labels import label
from pipeline.intake.rules import ReadingRules
from schemas.registry import SHEETS


class Claim(NamedTuple):
    """A column that may be a field: the better claim is the lesser.

    Attributes:
        way: Which of the column's names it goes by, from 0.
        rank: Which of the field's labels that is, from 0.
        column: The column, from 0.
    """

    way: int
    rank: int
    column: int


Claims = dict[str, list[Claim]]
"""The claims to each field of a kind."""


def claims_of(head: Head, rules: ReadingRules) -> dict[str, Claims]:
    """By kind, the columns of a head that may be each of its fields; a column goes by its first name that is known."""
    known = _known(rules.aliases)
    found: dict[str, Claims] = {}
    for column, names in enumerate(head.names):
        taken = set()
        for way, (word, _) in enumerate(names):
            for kind, name, rank in known.get(word, ()):
                if kind not in taken:
                    found.setdefault(kind, {}).setdefault(name, []).append(Claim(way, rank, column))
            taken |= {kind for kind, _, _ in known.get(word, ())}
    return found


@lru_cache(maxsize=64)
def _known(aliases: tuple[tuple[str, str, str], ...]) -> dict[str, list[tuple[str, str, int]]]:
    """Every label, as labels are compared: the kinds, the field of each, and its rank among the field's labels."""
    known: dict[str, list[tuple[str, str, int]]] = {}
    for kind in SHEETS.values():
        for word, (name, rank) in labels_of(kind.name, aliases).items():
            known.setdefault(word, []).append((kind.name, name, rank))
    return known


@lru_cache(maxsize=64)
def labels_of(kind: str, aliases: tuple[tuple[str, str, str], ...]) -> dict[str, tuple[str, int]]:
    """Every label of a kind, as labels are compared: its field, and its rank among the field's labels."""
    cells = SHEETS[kind].cells
    labels = {
        name: [*cell.labels, *(own for k, n, own in aliases if (k, n) == (kind, name))] for name, cell in cells.items()
    }
    known: dict[str, tuple[str, int]] = {}
    for rank in range(max(map(len, labels.values()))):
        for name, words in labels.items():
            if rank < len(words):
                known.setdefault(label(words[rank]), (name, rank))
    return known
