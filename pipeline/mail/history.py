"""The events on record to how an item stands with one recipient: sent already, to be tried again, or in doubt."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from pipeline.mail.addresses import alike
from pipeline.mail.record import Entry, Event


class State(StrEnum):
    """How the version that there is now stands with one recipient."""

    NEW = "new"
    DRAFTED = "drafted"
    FAILED = "failed"
    SENT = "sent"
    DOUBTFUL = "doubtful"


STATES = {
    Event.DRAFTED: State.DRAFTED,
    Event.SENDING: State.DOUBTFUL,
    Event.SENT: State.SENT,
    Event.FAILED: State.FAILED,
}
"""How it stands after its last event: what was about to go out and of which nothing more is known is in doubt.

That it waits, or waits no more, is no event of a version: nothing went anywhere."""


class Standing(NamedTuple):
    """How a version stands with one recipient.

    Attributes:
        state: How.
        turn: How many versions the recipient got before; figures that come back are another turn.
        times: How often this one was sent in this turn.
        corrects: Whether another version of the same item may have reached anybody before.
        at: When it came to stand so; "" for NEW.
        said: The server's last words.
    """

    state: State
    turn: int
    times: int
    corrects: bool
    at: str = ""
    said: str = ""


def standing(entries: Sequence[Entry], to: str, version: str) -> Standing:
    """How a version of an item stands with a recipient.

    Only the last version counts: where another one went out since, this one is news again.

    Args:
        entries: The events of the item, in their order.
        to: The address.
        version: The version that there is now.
    """
    entries = [entry for entry in entries if entry.event in STATES]
    last_said = {(alike(entry.to), entry.version): entry.event for entry in entries}
    reached = {entry.version for entry in entries if entry.event in (Event.DRAFTED, Event.SENT)}
    reached |= {other for (_, other), event in last_said.items() if event is Event.SENDING}
    corrects = bool(reached - {version})
    theirs = [entry for entry in entries if alike(entry.to) == alike(to)]
    turns = [list(same) for _, same in groupby(theirs, key=lambda entry: entry.version)]
    if not turns or turns[-1][-1].version != version:
        return Standing(State.NEW, len(turns), 0, corrects)
    last = turns[-1][-1]
    times = sum(entry.event is Event.SENT for entry in turns[-1])
    return Standing(STATES[last.event], len(turns) - 1, times, corrects, last.at, last.said)
