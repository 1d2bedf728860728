"""Files to what is wrong with each, and their marked copies; nothing is taken in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath

from pipeline.copies import ToMend, marked_copies
from pipeline.days import now, today
from pipeline.desk import own_desk
from pipeline.home import Home
from pipeline.intake.inbox import NOT_A_FILE, scan
from pipeline.intake.read import read_file
from pipeline.intake.reading import NEARLY, Reading
from pipeline.ledger.ground import Ground
from pipeline.ledger.ledger import refused
from pipeline.ledger.names import identity
from pipeline.ledger.numbers import numbered_among
from pipeline.ledger.originals import UNREADABLE, not_kept
from pipeline.lock import lock
from pipeline.outbox import Outbox
from pipeline.problems import Problem
from pipeline.record import ledger_of
from pipeline.report.returned import RETURNED, returned_name
from pipeline.settings import Settings, load
from pipeline.strangers import strangers
from pipeline.workers import Killed, Workers
from schemas.sentences.console import CONSOLE
from schemas.sentences.notes import note_words
from schemas.words import Words


@dataclass(frozen=True)
class Checked:
    """One file, looked at.

    Attributes:
        file: Its name below the inbox, or its own where it lies elsewhere.
        refused: It can't be read at all.
        accepted: How many of its documents would be taken in.
        held: How many would be held back.
        problems: Everything wrong with it, or why it can't be read.
        notes: Sheets that are nearly ones we know, and customers and products that the office doesn't know; no
            problems, for they may be meant as they are.
        copy: Where the marked copy lies, below the home; None where there is none.
        settings: How the office works.
    """

    file: str
    refused: bool
    accepted: int
    held: int
    problems: tuple[Problem, ...]
    notes: tuple[Words, ...]
    copy: str | None
    settings: Settings


def check(home: Home, paths: Sequence[Path]) -> list[Checked]:
    """What a run would say of each file, without taking it in.

    What can only be judged beside other files, such as a slip that states more than was shipped, is not. The ledger is
    looked at for order numbers that are free, and for customers and products that it doesn't know; it stays as it is.

    Args:
        home: The folder whose settings count and whose outbox gets the marked copies.
        paths: The files.

    Raises:
        Stopped: The settings are invalid, another run is at work, or a copy can't be written.
    """
    settings = load(home.settings)
    names = copy_names(home, paths)
    with Workers(1) as workers, own_desk() as desk:
        ground = replace(ledger_of(home, settings), desk=desk).ground(workers)
        every = zip(paths, names, strict=True)
        return [check_one(home, settings, path, name, ground, workers) for path, name in every]


def check_one(home: Home, settings: Settings, path: Path, copy: str, ground: Ground, workers: Workers) -> Checked:
    """What a run would say of one file, read where it can do no harm; `copy` is the name of its marked copy."""
    name = below_inbox(home, path)
    content, reading = read_guarded(path, name, settings, workers)
    reading = replace(reading, problems=numbered_among(identity(name), reading, ground))
    problems = tuple(replace(problem, file=name) for problem in all_problems(reading))
    documents = reading.documents[["kind", "document", "state"]]
    accepted = documents[documents["state"] == "accepted"].drop_duplicates()
    held = documents[documents["state"] == "held"]
    nameless = held["document"] == ""  # a row whose key can't be read is a document of its own
    return Checked(
        name,
        reading.refusal is not None,
        len(accepted),
        int(nameless.sum()) + len(held[~nameless].drop_duplicates()),
        problems,
        (*nearly(reading), *strangers(reading.tables, ground)),
        marked_copy(home, settings, copy, content, problems, workers) if reading.problems else None,
        settings,
    )


def read_guarded(path: Path, name: str, settings: Settings, workers: Workers) -> tuple[bytes, Reading]:
    """The bytes of a file and what came of reading them in a process beside; what is no file is not opened."""
    if not path.is_file():
        return b"", Reading(refusal=Problem("", "", 0, 0, NOT_A_FILE))
    try:
        content = path.read_bytes()
    except OSError as error:
        kept = not_kept(error)
        return b"", Reading(refusal=Problem("", "", 0, 0, UNREADABLE, params=(("reason", kept.detail),)))
    (answer,) = workers.guarded(partial(read_file, name=name, rules=settings.reading), [content], settings.reading)
    return content, refused(answer) if isinstance(answer, Killed) else answer


def copy_names(home: Home, paths: Iterable[Path]) -> list[str]:
    """What the copy of each file is called, below 退回修改.

    That of a file in the inbox is the one that a run writes too. A file from elsewhere never takes the name of an
    inbox file's copy, nor that of another file asked for: it gets a number behind its own.
    """
    inbox, names = home.inbox.resolve(), []
    taken = {returned_name(seen.name).casefold() for seen in scan(home.inbox)}
    for path in paths:
        name = returned_name(below_inbox(home, path))
        if not path.resolve().is_relative_to(inbox):
            name = next(free for free in numbered(name) if free.casefold() not in taken)
            taken.add(name.casefold())
        names.append(name)
    return names


def numbered(name: str) -> Iterator[str]:
    """`a.xlsx`, `a (2).xlsx`, `a (3).xlsx` …"""
    yield name
    path = PurePosixPath(name)
    yield from (f"{path.stem} ({number}){path.suffix}" for number in count(2))


def below_inbox(home: Home, path: Path) -> str:
    """The name under which a run would know the file."""
    inbox, here = home.inbox.resolve(), path.resolve()
    return here.relative_to(inbox).as_posix() if here.is_relative_to(inbox) else path.name


def nearly(reading: Reading) -> tuple[Words, ...]:
    """The sheets that were not read but are nearly ones we know, each with what it lacks."""
    zh, en = CONSOLE["nearly"]
    return tuple(
        Words(
            zh.format(sheet=sheet.name, note=note_words(note, "zh")),
            en.format(sheet=sheet.name, note=note_words(note, "en")),
        )
        for sheet in reading.sheets
        for note in sheet.notes
        if note[0] == NEARLY
    )


def all_problems(reading: Reading) -> tuple[Problem, ...]:
    """What is wrong with a file, the refusal of the whole of it included."""
    return reading.problems if reading.refusal is None else (reading.refusal, *reading.problems)


def marked_copy(
    home: Home, settings: Settings, name: str, content: bytes, problems: tuple[Problem, ...], workers: Workers
) -> str:
    """Writes the copy with its wrong cells marked under a name; returns where it lies, below the home."""
    look = settings.look(today(settings.timezone))
    file = ToMend(content, problems[0].file, problems, look, settings.reading)
    (copy,) = marked_copies([file], settings.reading, workers)
    path = f"{RETURNED}/{name}"
    with lock(home, now(settings.timezone)):
        outbox = Outbox(home)
        outbox.write(path, copy)
        outbox.finish()
    return f"{home.outbox.name}/{path}"
