"""One file to what is wrong with it, and its marked copy; nothing is taken in."""

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.days import today
from pipeline.home import Home
from pipeline.intake.read import read_file
from pipeline.intake.reading import Reading
from pipeline.lock import lock
from pipeline.outbox import Outbox
from pipeline.problems import Problem
from pipeline.report.returned import RETURNED, returned_copy, returned_name
from pipeline.settings import Settings, load


@dataclass(frozen=True)
class Checked:
    """One file, looked at.

    Attributes:
        file: Its name below the inbox, or its own where it lies elsewhere.
        accepted: How many of its documents would be taken in.
        held: How many would be held back.
        problems: Everything wrong with it, or why it can't be read.
        copy: Where the marked copy lies, below the home; None where there is none.
        settings: How the office works.
    """

    file: str
    accepted: int
    held: int
    problems: tuple[Problem, ...]
    copy: str | None
    settings: Settings


def check(home: Home, path: Path) -> Checked:
    """What a run would say of a file, without taking it in.

    What can only be judged beside other files, such as a slip that states more than was shipped, is not.

    Args:
        home: The folder whose settings count and whose outbox gets the marked copy.
        path: The file.

    Raises:
        Stopped: The settings are invalid, another run is at work, or the copy can't be written.
    """
    settings = load(home.settings)
    name = below_inbox(home, path)
    content = path.read_bytes() if path.is_file() else b""
    reading = read_file(content, name, settings.reading)
    problems = tuple(replace(problem, file=name) for problem in all_problems(reading))
    documents = reading.documents[["kind", "document", "state"]]
    accepted = documents[documents["state"] == "accepted"].drop_duplicates()
    held = documents[documents["state"] == "held"]
    nameless = held["document"] == ""  # a row whose key can't be read is a document of its own
    return Checked(
        name,
        len(accepted),
        int(nameless.sum()) + len(held[~nameless].drop_duplicates()),
        problems,
        marked_copy(home, settings, name, content, problems) if reading.problems else None,
        settings,
    )


def below_inbox(home: Home, path: Path) -> str:
    """The name under which a run would know the file."""
    inbox, here = home.inbox.resolve(), path.resolve()
    return here.relative_to(inbox).as_posix() if here.is_relative_to(inbox) else path.name


def all_problems(reading: Reading) -> tuple[Problem, ...]:
    """What is wrong with a file, the refusal of the whole of it included."""
    return reading.problems if reading.refusal is None else (reading.refusal, *reading.problems)


def marked_copy(home: Home, settings: Settings, name: str, content: bytes, problems: tuple[Problem, ...]) -> str:
    """Writes the copy with its wrong cells marked; returns where it lies, below the home."""
    copy = returned_copy(content, name, problems, settings.look(today(settings.timezone)), settings.reading)
    path = f"{RETURNED}/{returned_name(name)}"
    with lock(home):
        outbox = Outbox(home)
        outbox.write(path, copy)
        outbox.finish()
    return f"{home.outbox.name}/{path}"
