"""The events on record to what of a month has not reached people: told of until it has, or nobody waits for it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from pipeline.mail.addresses import alike
from pipeline.mail.history import STATES
from pipeline.mail.messages import OF_A_MONTH, Withheld, item_of
from pipeline.mail.outcome import UNDONE, Done, Outcome
from pipeline.mail.post import Post
from pipeline.mail.record import Entry, Event, moment
from schemas.words import Lang

OPEN = (Event.WAITING, Event.FAILED, Event.SENDING)
"""The last event of what has not reached somebody, or of which nobody knows."""

Place = tuple[str, str]
"""What waits, and for whom, as addresses are compared."""


def left_over(entries: Sequence[Entry], month: date) -> tuple[Entry, ...]:
    """The last event of what should have gone out for the months before one and is not known to have arrived.

    The messages of a later month say nothing of it any more, so it would be forgotten.
    """
    before = f"{month:%Y-%m}"
    return tuple(entry for entry in unsettled(entries).values() if month_of(entry) < before)


def notes(
    entries: Sequence[Entry], post: Post, done: Sequence[Done], withheld: Sequence[Withheld], at: datetime, lang: Lang
) -> Iterator[Entry]:
    """What a mailing puts on record in the end: what begins to wait, and for what nobody waits any more.

    The latter went out before, or its address is one no longer. What failed or is in doubt waits already; figures that
    were sent wait for nothing, though what was held back since keeps the mailing from sending others.

    Args:
        entries: The events on record, those of this mailing too.
        post: What there was to mail.
        done: Every message, and what became of it.
        withheld: What does not go out.
        at: The time it is.
        lang: The language of the reasons.
    """
    told, arrived = unsettled(entries), sent(entries)
    waiting: dict[Place, Entry] = {}
    for entry in waits(post, done, withheld, at, lang):
        if arrived.get(place(entry)) != entry.version:
            waiting.setdefault(place(entry), entry)  # of several reasons the first
    undone = {(one.message.item, alike(one.message.to)) for one in done if one.outcome in UNDONE}
    yield from (entry for where, entry in waiting.items() if where not in told)
    for where, entry in told.items():
        if month_of(entry) == f"{post.month:%Y-%m}" and where not in waiting and where not in undone:
            yield entry._replace(event=Event.SETTLED, at=moment(at), said="")


def waits(post: Post, done: Sequence[Done], withheld: Sequence[Withheld], at: datetime, lang: Lang) -> Iterator[Entry]:
    """What of a month does not go out, or finds no server: for each address an event, with the reason."""
    for kept in withheld:
        one = kept.delivery
        for to in kept.to if one.kind in OF_A_MONTH else ():
            yield Entry(item_of(one, post), to, one.version, Event.WAITING, moment(at), kept.reason.in_(lang))
    for tried in done:
        if tried.outcome is Outcome.UNREACHED and tried.message.delivery.kind in OF_A_MONTH:
            yield tried.message.entry(Event.WAITING, at, tried.said)


def unsettled(entries: Sequence[Entry]) -> dict[Place, Entry]:
    """The last event of what belongs to a month and has not reached somebody."""
    last = {place(entry): entry for entry in entries if month_of(entry)}
    return {where: entry for where, entry in last.items() if entry.event in OPEN}


def sent(entries: Sequence[Entry]) -> dict[Place, str]:
    """The version that was sent last, of what belongs to a month, to those to whom no other was tried since."""
    last = {place(entry): entry for entry in entries if month_of(entry) and entry.event in STATES}
    return {where: entry.version for where, entry in last.items() if entry.event is Event.SENT}


def place(entry: Entry) -> Place:
    """What an event is of, and for whom."""
    return entry.item, alike(entry.to)


def month_of(entry: Entry) -> str:
    """The month that an item belongs to; "" for none."""
    kind, _, rest = entry.item.partition(" ")
    return rest.split(" ", 1)[0] if kind in OF_A_MONTH else ""
