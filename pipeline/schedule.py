"""An office's folder to the lines that have it run every day without a resident process: Windows, cron and systemd."""

import shlex
import sys
from datetime import time
from pathlib import Path

from pipeline.home import Home
from schemas.sentences.duties import SCHEDULED
from schemas.words import Lang

UNIT = "~/.config/systemd/user/hongdan.{kind}"


def schedule(home: Home, at: time, program: list[str] | None = None) -> dict[str, str]:
    """What to type or to save for each of the three; nothing is installed.

    Args:
        home: The office's folder.
        at: The time of day at which it runs.
        program: What starts hongdan; None: as this one was.

    Source:
        Issue 7, point 2.
    """
    words = [*(program or this_program()), "run", "--home", str(home.root.absolute())]
    return {"schtasks": schtasks(words, at), "cron": cron(words, at), "systemd": systemd(words, at)}


def this_program() -> list[str]:
    """The installed command beside this Python; without one, this Python with the module."""
    name = "hongdan.exe" if sys.platform == "win32" else "hongdan"
    installed = Path(sys.executable).with_name(name)
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "pipeline.cli"]


def schtasks(words: list[str], at: time) -> str:
    """The Task Scheduler: quotes within its one argument stand behind a backslash."""
    command = " ".join(f'\\"{word}\\"' if " " in word else word for word in words)
    return f'schtasks /Create /F /SC DAILY /TN "hongdan" /ST {at:%H:%M} /TR "{command}"'


def cron(words: list[str], at: time) -> str:
    """A line of a crontab, in which a percent sign would end the command."""
    return f"{at.minute} {at.hour} * * * {shlex.join(words)}".replace("%", "\\%")


def systemd(words: list[str], at: time) -> str:
    """A service and its timer, which makes up for a time at which the machine was off."""
    command = " ".join('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in words)
    escaped = command.replace("%", "%%").replace("$", "$$")
    service = f"[Unit]\nDescription=hongdan\n\n[Service]\nType=oneshot\nExecStart={escaped}\n"
    days = f"OnCalendar=*-*-* {at:%H:%M}:00\nPersistent=true"
    timer = f"[Unit]\nDescription=hongdan\n\n[Timer]\n{days}\n\n[Install]\nWantedBy=timers.target\n"
    return f"# {UNIT.format(kind='service')}\n{service}\n# {UNIT.format(kind='timer')}\n{timer}"


def schedule_as_text(lines: dict[str, str], at: time, lang: Lang) -> str:
    """Each of them under what to do with it."""
    parts = [
        f"# {SCHEDULED[name].in_(lang).format(at=f'{at:%H:%M}')}\n{text.rstrip()}\n" for name, text in lines.items()
    ]
    return "\n".join([*parts, f"# {SCHEDULED['nothing'].in_(lang)}"])
