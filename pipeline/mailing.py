"""What a run left to drafts in the outbox, or to messages at the server: each once for a recipient and version."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial

from pipeline.days import now
from pipeline.drafting import drafted, lying
from pipeline.errors import WrongUsage
from pipeline.home import Home
from pipeline.lock import lock
from pipeline.log import logged, step
from pipeline.mail.addresses import alike
from pipeline.mail.eml import Sender
from pipeline.mail.enclosures import Enclosing, NotEnclosed, enclosures
from pipeline.mail.history import State
from pipeline.mail.letters import letters_in, one_line
from pipeline.mail.messages import FOLDER, Addressing, Message, Withheld, draft_paths, messages, spelled
from pipeline.mail.outcome import UNDONE, Done, Outcome, Ready
from pipeline.mail.passwords import of_customer
from pipeline.mail.post import Post, kept_in
from pipeline.mail.record import Entry, record_in
from pipeline.mail.sending import sent
from pipeline.mail.unsettled import left_over, notes
from pipeline.outbox import Outbox
from pipeline.record import ledger_of
from pipeline.settings import Settings, load
from schemas.sentences.mail import mail_words

WENT_OUT = {State.SENT: Outcome.BEFORE, State.DOUBTFUL: Outcome.DOUBTFUL}


@dataclass(frozen=True)
class Mailed:
    """What a mailing came to.

    Attributes:
        post: What there was to mail.
        dry_run: Whether it only looked.
        done: Every message.
        withheld: What does not go out.
        settings: How the office works.
        left: What should have gone out for earlier months and is not known to have arrived.
    """

    post: Post
    dry_run: bool
    done: tuple[Done, ...]
    withheld: tuple[Withheld, ...]
    settings: Settings
    left: tuple[Entry, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be tried again or to be looked after."""
        return not any(done.outcome in UNDONE for done in self.done)


def mail(home: Home, *, dry_run: bool = False, again: Sequence[str] = (), at: datetime | None = None) -> Mailed:
    """Drafts or sends what the last run left, as the settings say.

    A message that went out is not sent again. Before the server has all of it, a line says that it is about to go;
    another one says what became of it. Killed between the two, nobody knows: the next mailing says so and leaves it
    to people.

    Args:
        home: The office's folder.
        dry_run: Only look what would happen.
        again: What goes out once more: all to an address, or that of a customer (by code), salesperson or driver.
        at: The time it is; None: now.

    Raises:
        WrongUsage: There is nothing to mail, it speaks for an old or a future day, or nothing is for one of `again`.
        Stopped: The settings or letters are invalid, another run is at work, or something can't be written.

    Source:
        Issue 7, points 3 and 4.
    """
    settings = load(home.settings)
    at = at or now(settings.timezone)
    if dry_run:
        return mailed(home, settings, again, at, dry_run=True)
    with lock(home, at), logged(home, settings.timezone, "mail"), step("mail") as told:
        found = mailed(home, settings, again, at, dry_run=False)
        told(messages=len(found.done), withheld=len(found.withheld))
        return found


def mailed(home: Home, settings: Settings, again: Sequence[str], at: datetime, *, dry_run: bool) -> Mailed:
    """One mailing, with the lock held; `mail` says what it does."""
    rules, post, record = settings.mail, post_of(home, settings, at), record_in(home.mailed)
    password = cache(partial(of_customer, rules))
    letters = letters_in(home.letters, settings.lang)
    addressing = Addressing(rules, letters, settings.company.name, settings.lang, lambda code: bool(password(code)))
    found, withheld = messages(post, record.entries, addressing)
    enclosing = Enclosing(home.outbox, post.digests, password, rules.protect, rules.max_mb, settings.lang)
    lies = partial(lying, home) if rules.protect and not rules.send else nothing
    ready, before, spoiled = prepared(found, draft_paths(found, post), wanted(again, found), enclosing, lies)
    sender = Sender(rules.sender, one_line(rules.sender_name or settings.company.name))
    if dry_run:
        done = [one.done(Outcome.WOULD_SEND if rules.send else Outcome.WOULD_DRAFT) for one in ready]
    elif rules.send:
        done = list(sent(ready, rules, sender, record, settings.lang, at))
        Outbox(home).finish(FOLDER)
    else:
        done = list(drafted(ready, home, sender, record, post.as_of, at))
    every, kept_back = (*before, *done), (*withheld, *spoiled)
    if not dry_run:
        record.add(*notes(record.entries, post, every, kept_back, at, settings.lang))
        record.seal()
    return Mailed(post, dry_run, every, kept_back, settings, left_over(record.entries, post.month))


def post_of(home: Home, settings: Settings, at: datetime) -> Post:
    """What the last run left.

    Raises:
        WrongUsage: There is nothing, or it speaks for an old or a future day.
    """
    post = kept_in(home.post)
    if post is None:
        raise WrongUsage(mail_words("nothing_yet"))
    ledger = ledger_of(home, settings)
    reports = [day for day in ledger.journal.reports() if day <= at.date()]
    if reports and reports[-1] > post.as_of:
        raise WrongUsage(mail_words("outdated", as_of=post.as_of.isoformat(), last=reports[-1].isoformat()))
    if settings.mail.send and post.as_of > at.date():
        raise WrongUsage(mail_words("ahead", as_of=post.as_of.isoformat(), today=at.date().isoformat()))
    closings = ledger.closings()  # a month may have been closed or opened since
    return replace(post, closed=bool(closings) and closings[-1].month >= post.month)


def wanted(again: Sequence[str], found: Sequence[Message]) -> tuple[Message, ...]:
    """What goes out once more: each message to an address of `again`, and each of whom it names.

    Raises:
        WrongUsage: There is nothing for one of them.
    """
    called = {who: [one for one in found if is_for(one, who)] for who in again}
    for who, theirs in called.items():
        if not theirs:
            raise WrongUsage(mail_words("nobody_called", who=who))
    return tuple(one for theirs in called.values() for one in theirs)


def is_for(message: Message, who: str) -> bool:
    """Whether a message goes to an address, or is of somebody who is named so."""
    whom = spelled(message.delivery.whom)
    return alike(who) == alike(message.to) or (bool(whom) and spelled(who) == whom)


def prepared(
    found: Sequence[Message],
    paths: Sequence[str],
    again: Sequence[Message],
    enclosing: Enclosing,
    lies: Callable[[str], Mapping[str, bytes]],
) -> tuple[list[Ready], list[Done], list[Withheld]]:
    """The messages that are to go out with what they carry, those that went out, and those that can't.

    Args:
        found: Every message.
        paths: Where the draft of each lies.
        again: Those that go once more though they went out.
        enclosing: Where workbooks come from.
        lies: What the draft that lies somewhere carries, by name.
    """
    ready: list[Ready] = []
    before: list[Done] = []
    spoiled: list[Withheld] = []
    for message, path in zip(found, paths, strict=True):
        state = message.standing.state
        if state in WENT_OUT and message not in again:
            before.append(Done(message, WENT_OUT[state], said=message.standing.at))
            continue
        try:
            ready.append(Ready(message, enclosures(message, enclosing, lies(path)), path))
        except NotEnclosed as error:
            spoiled.append(Withheld(message.delivery, "spoiled", error.words, (message.to,)))
    return ready, before, spoiled


def nothing(path: str) -> Mapping[str, bytes]:
    """What is there where no draft is looked at."""
    return {}
