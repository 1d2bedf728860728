"""Orders that came without a number to the next free numbers of their days, in the office's own form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.reading import Reading
from pipeline.intake.unnumbered import MISSING, ORDER_NO
from pipeline.ledger.ground import Ground
from pipeline.ledger.journal import Version
from pipeline.problems import Problem
from schemas.registry import SHEETS
from schemas.sheets.orders import ORDERS

PARTS = (
    r"\A(?P<prefix>[^0-9]*)(?P<day>(?:20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))"
    r"(?P<mark>[-_./]?)(?P<count>[0-9]{1,6})\z"
)
"""A number made of a day and a count within it, as Arrow reads patterns."""

NAMING = tuple(name for name, kind in SHEETS.items() if ORDER_NO in kind.cells and kind is not ORDERS)
"""The kinds of sheet that name orders beside the orders themselves."""


@dataclass(frozen=True)
class Form:
    """How an office numbers its orders: a prefix, the day, a mark, and a count of so many digits or more."""

    prefix: str = "SO"
    day: str = "%Y%m%d"
    mark: str = "-"
    width: int = 3

    def beginning(self, day: pd.Timestamp) -> str:
        """What all numbers of a day begin with."""
        return f"{self.prefix}{day.strftime(self.day)}{self.mark}"


@dataclass(frozen=True)
class Numbers:
    """Order numbers that are taken.

    Attributes:
        orders: Those of the orders in each file, by the file; they show in which form it numbers them.
        named: Those that any other row names.
    """

    orders: Mapping[str, pd.Series]
    named: pd.Series

    def with_reading(self, file: str, reading: Reading) -> "Numbers":
        """These, and those of a file that is not on record as it is now."""
        documents = reading.documents
        orders = documents.loc[documents["kind"] == ORDERS.name, "document"]
        others = [reading.tables[kind][ORDER_NO] for kind in NAMING if kind in reading.tables]
        named = pd.concat([self.named, *others, pd.Series(reading.order_numbers, dtype="str")], ignore_index=True)
        return Numbers({**self.orders, file: orders}, named)


def with_numbers(asking: Mapping[str, tuple[Problem, ...]], numbers: Numbers) -> dict[str, tuple[Problem, ...]]:
    """The problems, those of a missing order number with the next free one of the day suggested.

    The form is that of more than half of the file's own orders, else of all orders, else `SO20261003-001`. The next
    number is one more than the highest of the day. A number that any row names is never suggested, held back or not,
    nor is one suggested to two orders. Without a day there is none.

    Args:
        asking: What is wrong with each file, in the order in which they take their numbers.
        numbers: The numbers that are taken.

    Source:
        Issue 3, "a missing order number".
    """
    every = pd.concat([*numbers.orders.values(), numbers.named, pd.Series(dtype="str")], ignore_index=True)
    office = form_of(pd.concat([*numbers.orders.values(), pd.Series(dtype="str")])) or Form()
    highest = highest_counts(every)
    found = {}
    for file, problems in asking.items():
        form = form_of(numbers.orders.get(file, pd.Series(dtype="str"))) or office
        given: dict[tuple[str, str], str] = {}
        for problem in problems:
            quoted = dict(problem.params)
            order = (problem.sheet, quoted.get("begins", ""))
            if problem.code == MISSING and "day" in quoted and order not in given:
                beginning = form.beginning(pd.Timestamp(quoted["day"]))
                highest[beginning.upper()] = highest.get(beginning.upper(), 0) + 1
                given[order] = f"{beginning}{highest[beginning.upper()]:0{form.width}d}"
        found[file] = tuple(_suggesting(problem, given) for problem in problems)
    return found


def _suggesting(problem: Problem, given: Mapping[tuple[str, str], str]) -> Problem:
    if problem.code != MISSING:
        return problem
    return replace(problem, suggestion=given.get((problem.sheet, dict(problem.params)["begins"]), ""))


def form_of(numbers: pd.Series) -> Form | None:
    """The form that more than half of some order numbers have; None where there is no such form."""
    distinct = numbers[numbers != ""].drop_duplicates()
    parts = taken_apart(distinct)
    parts = parts.assign(digits=parts["day"].str.len(), width=parts["count"].str.len())
    forms = parts.groupby(["prefix", "digits", "mark"], sort=False)["width"].agg(["size", "min"]).reset_index()
    usual = forms[forms["size"] * 2 > len(distinct)].to_dict("records")
    if not usual:
        return None
    (form,) = usual
    day = "%Y%m%d" if form["digits"] == len("20261003") else "%y%m%d"
    return Form(form["prefix"], day, form["mark"], form["min"])


def highest_counts(numbers: pd.Series) -> dict[str, int]:
    """The highest count of each beginning, in capitals."""
    parts = taken_apart(numbers)
    beginning = (parts["prefix"] + parts["day"] + parts["mark"]).str.upper()
    counts = parts["count"].astype("int64").groupby(beginning).max()
    return {str(start): int(count) for start, count in counts.items()}


def taken_apart(numbers: pd.Series) -> pd.DataFrame:
    """Numbers as prefix, day, mark and count; those of another form are left out."""
    texts = pa.table({"number": numbers.dropna().astype("str")})["number"].combine_chunks()
    told = pc.drop_null(pc.extract_regex(texts, PARTS))
    columns = {name: pd.array(told.field(name), dtype="str") for name in ("prefix", "day", "mark", "count")}
    return pd.DataFrame(columns)


def numbered(problems: Mapping[str, tuple[Problem, ...]], ground: Ground) -> dict[str, tuple[Problem, ...]]:
    """What is wrong with the last version of each file, with numbers suggested where orders have none.

    Files take their numbers in the order in which they first came, so that a later one changes nothing for them.

    Args:
        problems: By the file's name.
        ground: The files, and what was read in them.
    """
    if not any(problem.code == MISSING for found in problems.values() for problem in found):
        return dict(problems)
    names = {history.file: history.last.name for history in ground.files}
    asking = {file: problems[names[file]] for file in arrived(ground) if names[file] in problems}
    told = with_numbers(asking, numbers_on_record(ground))
    return {name: told[file] for name in problems for file in told if names[file] == name}


def numbered_among(file: str, reading: Reading, ground: Ground) -> tuple[Problem, ...]:
    """The problems of a file that is not on record as it is now, with numbers as the next run would suggest them.

    Args:
        file: What it is a version of.
        reading: What came of reading it.
        ground: What is on record.
    """
    if not any(problem.code == MISSING for problem in reading.problems):
        return reading.problems
    present = {history.file: history.last for history in ground.files if not history.withdrawn and history.last.sha256}
    asking = {other: ground.shelf.head(present[other]).problems for other in arrived(ground) if other in present}
    asking[file] = reading.problems
    return with_numbers(asking, numbers_on_record(ground).with_reading(file, reading))[file]


def arrived(ground: Ground) -> tuple[str, ...]:
    """Every file, in the order in which they first came."""
    return tuple(dict.fromkeys(version.file for version in ground.journaled))


def numbers_on_record(ground: Ground) -> Numbers:
    """Every order number in any version of any file, those withdrawn or held back too."""
    readable = [v for v in ground.journaled if v.sha256 and ground.shelf.head(v).refusal is None]
    every = ground.shelf.documents(readable)
    orders = every[every["kind"] == ORDERS.name]
    held = [number for version in readable for number in ground.shelf.head(version).order_numbers]
    named = [_named(version, ground) for version in readable]
    by_file = {str(file): numbers for file, numbers in orders.groupby("file")["document"]}
    return Numbers(by_file, pd.concat([pd.Series(held, dtype="str"), *named], ignore_index=True))


def _named(version: Version, ground: Ground) -> pd.Series:
    kinds = {sheet.kind for sheet in ground.shelf.head(version).sheets}
    rows = [
        ground.shelf.rows(kind, [(version, None)], ("document", ORDER_NO))[ORDER_NO] for kind in NAMING if kind in kinds
    ]
    return pd.concat([pd.Series(dtype="str"), *rows], ignore_index=True)
