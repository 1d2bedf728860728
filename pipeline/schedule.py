"""An office's folder to the lines that have it run every day without a resident process: Windows, cron and systemd."""

import re
import shlex
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

from pipeline.home import Home
from schemas.sentences.duties import SCHEDULED
from schemas.words import Lang

APART = timedelta(minutes=30)
"""So much later than the run the mail begins, where the one can't wait for the other."""
UNIT = "~/.config/systemd/user/hongdan.{kind}"


def schedule(home: Home, at: time, program: list[str] | None = None, *, mails: bool = False) -> dict[str, str]:
    """What to type or to save for each of the three; nothing is installed.

    Args:
        home: The office's folder.
        at: The time of day at which it runs.
        program: What starts hongdan; None: as this one was.
        mails: Whether it mails after the run.

    Source:
        Issue 7, points 2 and 3.
    """
    commands = ("run", "mail") if mails else ("run",)
    lines = [[*(program or this_program()), command, "--home", str(home.root.absolute())] for command in commands]
    return {"schtasks": schtasks(lines, at), "cron": cron(lines, at), "systemd": systemd(lines, at)}


def this_program() -> list[str]:
    """The installed command beside this Python; without one, this Python with the module."""
    name = "hongdan.exe" if sys.platform == "win32" else "hongdan"
    installed = Path(sys.executable).with_name(name)
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "pipeline.cli"]


def schtasks(commands: list[list[str]], at: time) -> str:
    """The Task Scheduler: quotes within its one argument stand behind a backslash; a task a command, the next later."""
    tasks = []
    for place, words in enumerate(commands):
        command = " ".join(map(as_typed, words))
        name = " ".join(["hongdan", "mail"][: place + 1])
        start = datetime.combine(date.min, at) + place * APART
        tasks.append(f'schtasks /Create /F /SC DAILY /TN "{name}" /ST {start:%H:%M} /TR "{command}"')
    return "\n".join(tasks)


def as_typed(word: str) -> str:
    """A word within the Task Scheduler's argument.

    cmd.exe takes quotes behind a backslash for the end of the argument and their like for its next beginning, so that
    signs between them must be made harmless; a folder's last backslash would take the quote behind it.
    """
    word = f"{word}." if word.endswith("\\") else word
    return '\\"' + re.sub("([&^])", r"^\1", word) + '\\"' if " " in word else word


def cron(commands: list[list[str]], at: time) -> str:
    """A line of a crontab, in which a percent sign would end the command."""
    return f"{at.minute} {at.hour} * * * {' && '.join(map(shlex.join, commands))}".replace("%", "\\%")


def systemd(commands: list[list[str]], at: time) -> str:
    """A service and its timer, which makes up for a time at which the machine was off."""
    starts = "".join(f"ExecStart={quoted(words)}\n" for words in commands)
    service = f"[Unit]\nDescription=hongdan\n\n[Service]\nType=oneshot\n{starts}"
    days = f"OnCalendar=*-*-* {at:%H:%M}:00\nPersistent=true"
    timer = f"[Unit]\nDescription=hongdan\n\n[Timer]\n{days}\n\n[Install]\nWantedBy=timers.target\n"
    return f"# {UNIT.format(kind='service')}\n{service}\n# {UNIT.format(kind='timer')}\n{timer}"


def quoted(words: list[str]) -> str:
    """A command as a service has it."""
    command = " ".join('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in words)
    return command.replace("%", "%%").replace("$", "$$")


def schedule_as_text(lines: dict[str, str], at: time, lang: Lang) -> str:
    """Each of them under what to do with it."""
    parts = [
        f"# {SCHEDULED[name].in_(lang).format(at=f'{at:%H:%M}')}\n{text.rstrip()}\n" for name, text in lines.items()
    ]
    return "\n".join([*parts, f"# {SCHEDULED['nothing'].in_(lang)}"])
