"""What was measured to the tables of docs/performance.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.bench.memory import Cost

STEPS = ("take in", "what counts", "reconcile", "write")
"""The steps of a run that are told, as its log calls them; what is not among them is Python starting and the rest."""
COLD, UNCHANGED, MORE, BY_HAND, FLOOR = "cold", "unchanged", "more", "by hand", "floor"
OURS = {COLD: "`hongdan run`, cold", UNCHANGED: "nothing changed", MORE: "one file of 5,000 rows more"}
THEIRS = {BY_HAND: "script by hand", FLOOR: "plain floor"}


@dataclass
class Measured:
    """What one size took: medians of every way by its name, and seconds of the steps of the program's own ways.

    Attributes:
        rows: How many there are of each kind, and how many files.
        costs: By way: cold, unchanged, one file more, by hand, floor.
        steps: Seconds by step, by way.
        floor: Seconds and cells of reading and of writing; none where it was not measured.
        formulas: Seconds of LibreOffice with and without recalculating; none where it was not measured.
    """

    rows: dict[str, int]
    costs: dict[str, Cost] = field(default_factory=dict)
    steps: dict[str, dict[str, float]] = field(default_factory=dict)
    floor: dict[str, float] = field(default_factory=dict)
    formulas: dict[str, float] = field(default_factory=dict)


def size_told(lines: int, found: Measured) -> str:
    """One size: what every way took, beside what, and the program's own by step."""
    rows = ", ".join(f"{count:,} {kind}" for kind, count in found.rows.items())
    names = OURS | THEIRS
    costs = [[names[way], *cells(found.costs[way]), beside(way, found)] for way in names if way in found.costs]
    if found.formulas:
        always, never = found.formulas["always"], found.formulas["never"]
        costs.append(["LibreOffice, formulas", f"{always:.2f} s", "", "", f"{never:.2f} s of it to open and save"])
    timed = [[OURS[way], *(f"{steps.get(step, 0.0):.2f} s" for step in STEPS)] for way, steps in found.steps.items()]
    return "\n".join(
        [
            f"\n### {lines:,} order lines\n\n{rows}\n",
            *table(["", "time", "processor time", "peak memory", "beside"], costs),
            "",
            *table(["", *STEPS], timed),
        ]
    )


def cells(cost: Cost) -> list[str]:
    """The figures of one way."""
    return [f"{cost.seconds:.2f} s", f"{cost.processor:.2f} s", f"{cost.peak_mb:,.0f} MB" if cost.peak_mb else ""]


def beside(way: str, found: Measured) -> str:
    """How one way stands beside the others, on the clock."""
    mine, cold = found.costs[way].seconds, found.costs[COLD].seconds
    if way in (UNCHANGED, MORE):
        return f"{mine / cold:.1%} of cold"
    if way == BY_HAND:
        return f"{mine / cold:.1f} times as long as cold"
    if way == FLOOR:
        figures = found.floor
        return (
            f"{figures['cells_read']:,.0f} cells read in {figures['read']:.2f} s, "
            f"{figures['cells_written']:,.0f} written in {figures['write']:.2f} s"
        )
    return f"{mine / found.costs[FLOOR].seconds:.2f} times the plain floor" if FLOOR in found.costs else ""


def growth_told(sizes: Mapping[int, Measured]) -> str:
    """How many times as much each size takes as the one before it."""
    rows = []
    for (small, before), (large, after) in zip(list(sizes.items()), list(sizes.items())[1:], strict=False):
        one, other = before.costs["cold"], after.costs["cold"]
        fold = [f"{now / then:.2f}-fold" for now, then in zip(other, one, strict=True)]
        rows.append([f"{small:,} to {large:,}, {large / small:g}-fold", *fold])
    return (
        "\n".join(["\n### Growth, cold\n", *table(["", "time", "processor time", "peak memory"], rows)]) if rows else ""
    )


def commands_told(costs: Mapping[str, Cost]) -> str:
    """The short commands beside Python and pandas."""
    python, pandas = costs["Python"].seconds, costs["import pandas"].seconds
    rows = [
        [name, f"{cost.seconds:.2f} s", f"{cost.seconds / python:.1f}", f"{cost.seconds / pandas:.1f}"]
        for name, cost in costs.items()
    ]
    heads = ["", "time", "times Python's start", "times `import pandas`"]
    return "\n".join(["\n### Short commands\n", *table(heads, rows)])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table in Markdown."""
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
