"""What one run did, for whoever tells of it or goes on from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from pipeline.duties import Duty
from pipeline.ledger.current import Current
from pipeline.ledger.journal import Version
from pipeline.outbox import Change, Written
from pipeline.problems import Problem
from pipeline.reconcile.answers import Answers
from pipeline.reconcile.closed_books import ClosedBooks
from pipeline.settings import Settings
from schemas.sentences.problems import FILES


@dataclass(frozen=True)
class Outcome:
    """What one run did.

    Attributes:
        as_of: The day it speaks for.
        month: The first day of the month of the statements.
        taken_in: The versions of files it took in.
        current: What became of every file; of what counts now the calendar only.
        answers: What the accepted documents say.
        written: What became of every workbook.
        statements: The workbooks of the month by path, as they were written.
        settings: How the office works.
        closed: What the closed months left behind.
        next_due: What is to be thought of first; None: nothing.
    """

    as_of: date
    month: date
    taken_in: tuple[Version, ...]
    current: Current
    answers: Answers
    written: tuple[Written, ...]
    statements: Mapping[str, bytes]
    settings: Settings
    closed: ClosedBooks
    next_due: Duty | None = None

    @property
    def refused(self) -> list[Problem]:
        """Why files could not be taken in."""
        return [problem for problem in self._problems if problem.code in FILES]

    @property
    def held(self) -> list[Problem]:
        """What is wrong in documents that are held back."""
        return [problem for problem in self._problems if problem.code not in FILES]

    def again(self) -> Self:
        """What the next run comes to that finds nothing changed."""
        there = (done for done in self.written if done.change is not Change.REMOVED)
        unchanged = tuple(replace(done, change=Change.UNCHANGED, set_aside="") for done in there)
        return replace(self, taken_in=(), written=unchanged)

    @property
    def _problems(self) -> list[Problem]:
        return [problem for problems in self.current.problems.values() for problem in problems]
