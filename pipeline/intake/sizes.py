"""The labels of a header to the columns that are sizes: a size matrix, as orders of garments and shoes have it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.intake.claims import Claim, Claims
from pipeline.intake.heads import Head, Named
from pipeline.intake.labels import label
from schemas.cells import folded
from schemas.sheets.kind import SheetKind

QUANTITY, PRODUCT, NAME, SPEC, LINE = "quantity_e3", "product_code", "product_name", "spec", "line_no"

LETTERS = "XXXS XXS XS S M L XL XXL XXXL XXXXL 2XS 3XS 2XL 3XL 4XL 5XL 6XL 7XL 8XL F FREE 均码 均 小 中 大 加大 特大"
SHOES_AND_WAISTS = [f"{size:g}" for half in range(44, 97) if (size := half / 2) == int(size) or size > 34]
HEIGHTS = [str(centimetres) for centimetres in range(50, 205, 5)] + ["59", "66", "73"]
USUAL = (*LETTERS.split(), *SHOES_AND_WAISTS, *HEIGHTS)
"""Sizes where the settings name none: letters, shoes and waists from 22 to 48 with halves from 34.5, heights in cm."""

FEWEST = 2
"""One column that is called M may be anything."""
STYLE_NO = frozenset(map(folded, ("款号", "款式编号", "款式编码", "款式号", "Style no", "Style")))
STYLE_NAME = frozenset(map(folded, ("款名", "款式名称", "款式")))
COLOUR = frozenset(map(folded, ("颜色", "颜色名称", "色号", "花色", "色别", "Colour", "Color")))
TOTAL = frozenset(
    map(folded, ("总件数", "总数量", "合计件数", "合计数量", "件数", "总数", "合计", "小计", "总计", "Total"))
)
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Matrix:
    """The columns of a size matrix, from 0.

    Attributes:
        sizes: Each size's column with the size as the sheet has it.
        colour: The column of the colour.
        total: The column of the quantity of all sizes.
    """

    sizes: tuple[tuple[int, str], ...]
    colour: int | None = None
    total: int | None = None

    @property
    def columns(self) -> frozenset[int]:
        """Every column that is read for it."""
        others = (self.colour, self.total)
        return frozenset((*(column for column, _ in self.sizes), *(column for column in others if column is not None)))


def has_sizes(kind: SheetKind) -> bool:
    """Whether the lines of a kind may stand as a size matrix."""
    return {QUANTITY, PRODUCT, SPEC} <= set(kind.cells) and QUANTITY in kind.required


def size_columns(head: Head, own: tuple[str, ...]) -> dict[int, str]:
    """The columns whose label is a size, with the label as labels are compared; none where fewer than two are.

    Numbers are sizes only where every label that is a number is one: the days of a month go from 1.

    Args:
        head: The labels.
        own: The sizes of the settings; none: the usual ones.
    """
    known = _known(own)
    named = {column: word for column, names in enumerate(head.names) for word, _ in names if _size(word) in known}
    if len(named) < FEWEST:
        return {}
    numbers = {word for word in head.words if NUMBER.fullmatch(word)}
    if not own and any(_size(word) not in known for word in numbers):
        named = {column: word for column, word in named.items() if word not in numbers}
    return named if len(named) >= FEWEST else {}


def with_sizes(head: Head, claims: Claims, sizes: dict[int, str]) -> tuple[Claims, Matrix]:
    """The claims to a kind's fields where quantities stand under sizes, and the matrix.

    A quantity by its own label is the total of the sizes, and style and style number name the product. A line number of
    the sheet numbers its rows, not its lines, and is not read.
    """
    taken = {claim.column for found in claims.values() for claim in found} | set(sizes)
    free = {column: names for column, names in enumerate(head.names) if column not in taken}
    claims = {name: found for name, found in claims.items() if name != LINE}
    for name, labels in ((PRODUCT, STYLE_NO), (NAME, STYLE_NAME)):
        if name not in claims and (claim := _called(free, labels)):
            claims[name] = [claim]
    total = min(claims[QUANTITY]) if QUANTITY in claims else _called(free, TOTAL)
    colour = _called(free, COLOUR)
    claims[QUANTITY] = [total or Claim(0, 0, min(sizes))]
    texts = {column: next(text for word, text in head.names[column] if word == sizes[column]) for column in sizes}
    matrix = Matrix(
        tuple((column, text.strip()) for column, text in sorted(texts.items())),
        colour.column if colour else None,
        total.column if total else None,
    )
    return claims, matrix


def _called(columns: dict[int, tuple[Named, ...]], labels: frozenset[str]) -> Claim | None:
    """The first column that goes by one of the labels."""
    found = (
        Claim(way, 0, at) for at, names in columns.items() for way, (word, _) in enumerate(names) if word in labels
    )
    return next(found, None)


@lru_cache(maxsize=8)
def _known(own: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_size(label(size)) for size in own or USUAL)


def _size(word: str) -> str:
    return word.removesuffix("码") if word != "均码" else word


def twice(sizes: dict[int, str]) -> tuple[int, int] | None:
    """Two columns of the same size; None where each is there once."""
    first: dict[str, int] = {}
    for column, word in sizes.items():
        if (other := first.setdefault(_size(word), column)) != column:
            return other, column
    return None
