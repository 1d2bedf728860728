"""Files with problems to their marked copies, each made where a hostile file can do no harm."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.intake.rules import ReadingRules
from pipeline.problems import Problem
from pipeline.report.look import Look
from pipeline.report.returned import returned_copy
from pipeline.workers import Killed, Workers


class ToMend(NamedTuple):
    """A file with problems: its bytes, its name below the inbox, and what is wrong with it."""

    content: bytes
    file: str
    problems: tuple[Problem, ...]
    look: Look
    rules: ReadingRules


def marked_copies(files: Sequence[ToMend], rules: ReadingRules, workers: Workers) -> Iterator[bytes]:
    """The bytes of each file's copy, in the order of the files.

    A file that could be read but is too much to be copied gets a copy with the list of its problems alone.

    Args:
        files: The files.
        rules: What making one copy may take.
        workers: Whose guarded processes make them.
    """
    for file, copy in zip(files, workers.guarded(made, files, rules), strict=True):
        yield made(file._replace(content=b"")) if isinstance(copy, Killed) else copy


def made(file: ToMend) -> bytes:
    """The copy of one file."""
    return returned_copy(*file)
