"""One run to the page 总览.html: what came in, what is held back, what is due, figures, exceptions, where all lies."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.due import Due, due_in
from pipeline.due_told import named, state, what, where
from pipeline.duties import Duty
from pipeline.home import Home
from pipeline.ledger.current import Current
from pipeline.ledger.ledger import Ledger
from pipeline.outbox import Change, Written
from pipeline.reconcile.answers import Answers
from pipeline.report.arrivals import came_in, copy_of, held_back
from pipeline.report.exceptions import guessed
from pipeline.report.grids import grid_of_words, left_out
from pipeline.report.html import Grid, Section, Text, WebPage, rendered
from pipeline.report.overview import at_a_glance, key_figures, largest
from pipeline.report.shelves import Lying, workbooks
from pipeline.report.styles import Tone
from pipeline.settings import Settings
from schemas.registry import SHEETS
from schemas.sentences import overview as words
from schemas.sentences.console import CONSOLE
from schemas.sentences.duties import DUE_HEADS, IN_THE_WAY
from schemas.words import Lang

OVERVIEW = "总览.html"
NAMED = 10
"""So many documents that stand in the way of a month are named."""
GONE = (Change.REMOVED, Change.FAILED)
"""What no link leads to."""


def overview(
    home: Home, ledger: Ledger, current: Current, answers: Answers, settings: Settings, written: Iterable[Written]
) -> bytes:
    """The page as it is once the report of the day is on record.

    It says what lies there and what counts, never what this very run did: a second run writes the same.

    Args:
        home: The office's folder.
        ledger: What was taken in.
        current: What counts now, and what became of every file.
        answers: What the accepted documents say.
        settings: How the office works.
        written: What became of every workbook.

    Source:
        Issue 7, point 6.
    """
    lang, look = settings.lang, settings.look(answers.as_of)
    files = lying(written)
    problems = [problem for theirs in current.problems.values() for problem in theirs]
    found = due_in(home, ledger, current, settings, answers.as_of, reporting=True)
    title = words.TITLE_OF if look.company.name else words.TITLE
    heading = CONSOLE["heading"].in_(lang).format(as_of=answers.as_of.isoformat(), month=f"{answers.month:%Y-%m}")
    sections = (
        at_a_glance(answers, problems, files, lang),
        duties(found, files, lang),
        held_back(current.problems, files, lang),
        came_in(current.intake, lang),
        largest(answers, lang),
        key_figures(answers, lang),
        workbooks(files, lang),
    )
    notes = [note.in_(lang) for note in guessed(answers.unpublished_years, answers.own_years)]
    return rendered(
        WebPage(
            lang=lang,
            title=title.in_(lang).format(company=look.company.name),
            subtitle=heading,
            skip=words.SKIP.in_(lang),
            contents=words.CONTENTS.in_(lang),
            sections=sections,
            notes=(*notes, words.HOW_MADE.in_(lang)),
        )
    )


def lying(written: Iterable[Written]) -> Lying:
    """Where every workbook lies."""
    there = [one for one in written if one.change not in GONE and one.path != OVERVIEW]
    return Lying({one.path: one.instead or one.path for one in there})


def duties(found: Due, files: Lying, lang: Lang) -> Section:
    """What is due when, what of it is done, and the documents that stand in the way."""
    rows = [row_of(duty, found, files, lang) for duty in found.duties]
    title = words.DUTIES.in_(lang)
    blocking = [grid for duty in found.duties for grid in in_the_way(duty, found, files, lang)]
    return Section("due", title, grids=(grid_of_words(title, DUE_HEADS, rows, lang), *blocking))


def row_of(duty: Duty, found: Due, files: Lying, lang: Lang) -> tuple[Text, ...]:
    """One duty: its day, what it is, of which month, how it stands, and where it is found."""
    days = (duty.day - found.as_of).days
    late = Tone.BAD if days < 0 else None if days else Tone.WARN
    standing = Text(state(duty, found.as_of, lang), tone=Tone.GOOD if duty.done else late)
    first, *others = (Text(place, files.link(place.removeprefix("outbox/"))) for place in places(duty))
    return (
        Text(duty.day.isoformat()),
        Text(what(duty, lang)),
        Text(named(duty.month)),
        standing,
        replace(first, beside=tuple(others)),
    )


def places(duty: Duty) -> list[str]:
    """The workbooks in which a duty is found; or the command that does it."""
    found = where(duty)
    return found.split(" ") if found.startswith("outbox/") else [found]


def in_the_way(duty: Duty, found: Due, files: Lying, lang: Lang) -> list[Grid]:
    """The documents that stand in the way of a duty, if any; more than a few are counted."""
    documents = found.in_the_way(duty)
    if not documents:
        return []
    caption = IN_THE_WAY.in_(lang).format(month=named(duty.month), count=len(documents)).rstrip("：:")
    rows = [
        (
            Text(" ".join([SHEETS[document.kind].label.in_(lang), document.number])),
            Text("" if document.date is None else document.date.isoformat()),
            copy_of(document.file, files),
            Text(document.sheet),
        )
        for document in documents[:NAMED]
    ]
    return [
        grid_of_words(caption, words.WAY_HEADS, rows, lang, left_out(words.MORE_DOCUMENTS, len(documents), NAMED, lang))
    ]
