"""The first rows of a sheet to what may be its header: each row by itself, and each two that lie over each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.intake.labels import label, without_filler

LONGEST_LABEL = 60
"""Longer text is no label, and is not looked at."""

FIGURES = "0123456789.:- "
"""What stands in most cells under a header; nothing in it changes when labels are compared."""

Named = tuple[str, str]
"""A label as labels are compared, and as the sheet has it."""


@dataclass(frozen=True)
class Head:
    """One row, or two, that may be a header.

    Attributes:
        row: Its last row, from 0: data stands under it.
        lines: Its rows as they stand, "" where blank.
        names: What each column may be called, the most telling name first.
    """

    row: int
    lines: tuple[tuple[str, ...], ...]
    names: tuple[tuple[Named, ...], ...]

    @property
    def words(self) -> frozenset[str]:
        """Every name in it."""
        return frozenset(word for names in self.names for word, _ in names if word)


def one_row(rows: Sequence[Sequence[str]], row: int) -> Head:
    """A row as a header."""
    line = tuple(rows[row])
    return Head(row, (line,), tuple(_named(text) for text in line))


def two_rows(rows: Sequence[Sequence[str]], row: int) -> Iterator[Head]:
    """A row and the one above it as a header, where something above stands over several labels.

    The upper label counts for the blank cells to its right, as a merged one does: 发货 over 日期 and 数量 makes
    发货日期 and 发货数量. Where nothing tells how far it reaches, the labels below may have a meaning of their own: the
    second reading takes each first by its own name. A column with nothing in the lower row is called by the upper one.

    Args:
        rows: The first rows of the sheet.
        row: The lower of the two.
    """
    upper, lower = tuple(rows[row - 1]), tuple(rows[row])
    over = _reaching(upper)
    if not any(below and not above and group for above, below, group in zip(upper, lower, over, strict=True)):
        return
    for own_first in (False, True):
        names = tuple(
            _stacked(group, below, own_first=own_first) if below.strip() else _named(above)
            for above, below, group in zip(upper, lower, over, strict=True)
        )
        yield Head(row, (upper, lower), names)


def _reaching(upper: Sequence[str]) -> list[str]:
    """The text over each column: its own, else the nearest to the left."""
    over, last = [], ""
    for text in upper:
        last = text if text.strip() else last
        over.append(last)
    return over


def _named(text: str) -> tuple[Named, ...]:
    if not text.strip(FIGURES):
        return ((text.strip(), text),) if text else ()
    return ((label(text), text),) if len(text) <= LONGEST_LABEL else ()


def _stacked(upper: str, lower: str, *, own_first: bool) -> tuple[Named, ...]:
    own = _named(lower)
    if not own or not _named(upper) or label(upper) == label(lower):
        return own
    groups = dict.fromkeys((upper.strip(), without_filler(upper.strip())))
    joined = tuple((label(group) + label(lower), f"{group}{lower.strip()}") for group in groups)
    return (*own, *joined) if own_first else (*joined, *own)
