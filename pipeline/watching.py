"""What a watch does to lines for people: one a run, one when something goes wrong, and a live one on a terminal."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial

from pipeline.days import now
from pipeline.errors import SettingsInvalid
from pipeline.home import Home
from pipeline.looks import Look
from pipeline.options import json_text
from pipeline.progress import live_line
from pipeline.settings import Settings, language, load
from pipeline.watch import DONE, Ran, one_run, watch
from schemas.sentences.watch import watch_words


def watching(
    home: Home, every: float, rest: Callable[[float], bool], *, as_json: bool = False, cluster: str | None = None
) -> None:
    """Watches an office until it is asked to stop.

    Args:
        home: The office's folder.
        every: Seconds between two looks.
        rest: Waits so many seconds; True: stop now.
        as_json: Whether a run is one JSON document in a line, and nothing else is said.
        cluster: As for `run`.
    """
    home = Home(home.root.absolute())
    os.chdir(home.root.anchor)  # a share that comes back is another folder than the one a process stands in
    work = partial(one_run, cluster=cluster)
    with live_line() as (say, show):
        lines = Lines(home, say, show, as_json=as_json)
        lines.announce("began", inbox=home.inbox, every=f"{every:g}")
        watch(home, every, now=OfficeTime(home), rest=rest, work=work, screen=lines)
        lines.announce("ended")


class OfficeTime:
    """The time it is in the office; while its settings can't be used, by those that could be last."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._zone = Settings.timezone

    def __call__(self) -> datetime:
        """The time it is."""
        with suppress(SettingsInvalid):
            self._zone = load(self._home.settings).timezone
        return now(self._zone)


class Lines:
    """The watch's screen: what it has said already it does not say again.

    Args:
        home: The office's folder.
        say: Prints a line that stays.
        show: Shows the live line in place of the last one.
        as_json: Whether a run is one JSON document in a line.
    """

    def __init__(
        self, home: Home, say: Callable[[str], None], show: Callable[[str], None], *, as_json: bool = False
    ) -> None:
        self._home = home
        self._say = say
        self._show = show
        self._as_json = as_json
        self._said = ""
        self._away = False

    def announce(self, code: str, **quoted: object) -> None:
        """A line that stays, for people only."""
        if not self._as_json:
            self._say(watch_words(code, **quoted).in_(language(self._home.settings)))

    def ran(self, at: datetime, ran: Ran) -> None:
        """A line for a run; a failure once, until it is over or another one."""
        if self._as_json:
            document = {"at": at.isoformat(timespec="seconds"), **as_document(ran)}
            self._say(json_text(document, sys.stdout.encoding, indent=None))
        if ran.status == DONE:
            code = "ran" if ran.written else "ran_unchanged"
            counts = {"taken": len(ran.taken_in), "held": ran.held_back, "written": len(ran.written)}
            self.announce(code, at=clock(at), due=ran.next_due, **counts)
            if ran.mailed or ran.not_mailed:
                self.announce("mailed", at=clock(at), count=ran.mailed, failed=ran.not_mailed)
        elif ran.said != self._said:
            self.announce("failed", at=clock(at), said=ran.said)
        self._said = ran.said

    def looked(self, at: datetime, look: Look | None, last: Ran | None) -> None:
        """The live line, and once each when the inbox goes and when it comes back."""
        if self._away != (look is None):
            self._away = look is None
            self.announce("away" if self._away else "back", at=clock(at), inbox=self._home.inbox)
        if look is not None and last is not None:
            live = watch_words("live", at=f"{at:%H:%M:%S}", moving=look.moving, held=last.held_back, due=last.next_due)
            self._show(live.in_(language(self._home.settings)))


def as_document(ran: Ran) -> dict[str, object]:
    """A run for programs."""
    return {
        **ran._asdict(),
        "as_of": ran.as_of.isoformat(),
        "taken_in": list(ran.taken_in),
        "written": [f"outbox/{path}" for path in ran.written],
    }


def clock(at: datetime) -> str:
    """A time as lines begin with it."""
    return f"{at:%Y-%m-%d %H:%M:%S}"
