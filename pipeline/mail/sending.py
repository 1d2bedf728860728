"""Messages that are ready to the server, one after the other, each put on record before and after."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial

from pipeline.mail.eml import Sender, eml
from pipeline.mail.outcome import Done, Outcome, Ready
from pipeline.mail.record import Event, Record
from pipeline.mail.rules import MailRules
from pipeline.mail.server import Fate, Line
from schemas.words import Lang

OUTCOMES = {
    Fate.SENT: Outcome.SENT,
    Fate.REFUSED: Outcome.FAILED,
    Fate.BROKEN: Outcome.FAILED,
    Fate.UNREACHED: Outcome.UNREACHED,
    Fate.DOUBTFUL: Outcome.DOUBTFUL,
}
TOLD = {Fate.SENT: Event.SENT, Fate.REFUSED: Event.FAILED, Fate.BROKEN: Event.FAILED}
"""What is put on record afterwards; nothing of what nobody tried or nobody knows."""


def sent(
    ready: Sequence[Ready], rules: MailRules, sender: Sender, record: Record, lang: Lang, at: datetime
) -> Iterator[Done]:
    """Sends each message; one that fails holds up no other, but without a server no more is tried.

    Args:
        ready: The messages.
        rules: With the server.
        sender: Whom they come from.
        record: What is about to go out is put down here before the server has it, and what became of it after.
        lang: The language of what is said of the connection.
        at: The time it is.

    Raises:
        NotWritten: Something could not be put on record; nothing more is sent then.
    """
    with closing(Line(rules, lang)) as line:
        for one in ready:
            message = one.message
            content = eml(message, one.enclosed, sender, at, draft=False)
            intend = partial(record.add, message.entry(Event.SENDING, at))
            fate, said = line.hand_over(message.to, content, intend)
            if fate in TOLD:
                record.add(message.entry(TOLD[fate], at, said))
            yield one.done(OUTCOMES[fate], said)
