"""One message ready to go out, and what became of it."""

from enum import StrEnum
from typing import NamedTuple

from pipeline.mail.enclosures import Enclosure
from pipeline.mail.messages import Message


class Outcome(StrEnum):
    """What became of a message."""

    WOULD_DRAFT = "would_draft"
    WOULD_SEND = "would_send"
    DRAFTED = "drafted"
    UNCHANGED = "unchanged"
    SENT = "sent"
    BEFORE = "before"
    FAILED = "failed"
    UNREACHED = "unreached"
    DOUBTFUL = "doubtful"


UNDONE = (Outcome.FAILED, Outcome.UNREACHED, Outcome.DOUBTFUL)
"""What is left to be tried again or to be looked after."""


class Done(NamedTuple):
    """One message and what became of it.

    Attributes:
        message: The message.
        outcome: What became of it.
        enclosed: What it carries; nothing where it had gone out before.
        draft: Where its draft lies, below the outbox; "" for none.
        said: The words of the server; of what went out before, when that was.
    """

    message: Message
    outcome: Outcome
    enclosed: tuple[Enclosure, ...] = ()
    draft: str = ""
    said: str = ""


class Ready(NamedTuple):
    """One message that is to go out.

    Attributes:
        message: The message.
        enclosed: What it carries.
        path: Where its draft lies, below the outbox.
    """

    message: Message
    enclosed: tuple[Enclosure, ...]
    path: str

    def done(self, outcome: Outcome, said: str = "") -> Done:
        """It, and what became of it."""
        draft = self.path if outcome in (Outcome.WOULD_DRAFT, Outcome.DRAFTED, Outcome.UNCHANGED) else ""
        return Done(self.message, outcome, self.enclosed, draft, said)
