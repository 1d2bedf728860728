"""Messages that are ready to files in the outbox that people open in their mail program and send."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from pipeline.home import Home
from pipeline.mail.eml import Sender, eml, enclosed_in
from pipeline.mail.history import State
from pipeline.mail.messages import FOLDER
from pipeline.mail.outcome import Done, Outcome, Ready
from pipeline.mail.record import Event, Record
from pipeline.outbox import Change, Outbox
from pipeline.whole import content_of

MORNING = time(8)
"""The time of day that a draft says it is from; the day is that of the run."""


def drafted(
    ready: Sequence[Ready], home: Home, sender: Sender, record: Record, as_of: date, at: datetime
) -> Iterator[Done]:
    """Puts each message into the outbox; drafts of earlier mailings that are over go, people's own files stay.

    Args:
        ready: The messages.
        home: The office's folder.
        sender: Whom they come from.
        record: Where it is put down that a version was handed out, so that another one is told as a correction.
        as_of: The day they speak for.
        at: The time it is.

    Raises:
        NotWritten: Some could not be written; the others were.
    """
    outbox, morning = Outbox(home), datetime.combine(as_of, MORNING, at.tzinfo)
    for one in ready:
        if one.message.standing.state is not State.DRAFTED:
            record.add(one.message.entry(Event.DRAFTED, at))
        change = outbox.write(one.path, eml(one.message, one.enclosed, sender, morning, draft=True))
        yield one.done(Outcome.UNCHANGED if change is Change.UNCHANGED else Outcome.DRAFTED)
    outbox.finish(FOLDER)


def lying(home: Home, path: str) -> Mapping[str, bytes]:
    """What the draft that lies in the outbox carries, by name."""
    return enclosed_in(content_of(home.outbox / path))
