"""What a run left to the messages that there are for people, and to what has to wait or has nobody to go to."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from pipeline.mail.addresses import Found, alike, each_once, found_in
from pipeline.mail.history import Standing, standing
from pipeline.mail.letters import Letter
from pipeline.mail.post import Delivery, Kind, Post
from pipeline.mail.record import Entry, Event, moment
from pipeline.mail.rules import Every, MailRules, Statements
from pipeline.report.names import unique_file_names
from schemas.sentences.letters import CORRECTED, CORRECTION, FILES, LACKING, LOCKED
from schemas.sentences.mail import mail_words
from schemas.words import Lang, Words

FOLDER = "邮件"
"""Where the drafts lie, below the outbox."""
OF_A_MONTH = (Kind.STATEMENT, Kind.SUMMARY)


@dataclass(frozen=True)
class Message:
    """One message to one address.

    Attributes:
        delivery: What it carries.
        item: What that is, whatever its figures.
        to: The address.
        version: Of the figures; or the day, week or month in which it goes out once.
        standing: How that version stands with the address.
        letter: Subject, name of the attachment and text, as they go out.
    """

    delivery: Delivery
    item: str
    to: str
    version: str
    standing: Standing
    letter: Letter

    @property
    def is_correction(self) -> bool:
        """Whether it takes the place of other figures that went out."""
        return self.delivery.kind in OF_A_MONTH and self.standing.corrects

    def entry(self, event: Event, at: datetime, said: str = "") -> Entry:
        """An event of it, for the record."""
        return Entry(self.item, self.to, self.version, event, moment(at), said)

    @property
    def digest(self) -> str:
        """The same for the same message however often it is tried; another one when it is sent anew."""
        parts = self.item, alike(self.to), self.version, str(self.standing.turn), str(self.standing.times)
        return sha256("\n".join(parts).encode()).hexdigest()[:32]


class Withheld(NamedTuple):
    """What does not go out.

    Attributes:
        delivery: What it is.
        why: Why not, by code.
        reason: The same in words.
        to: To whom it would go: addresses, or what stands in their place; nobody where nothing does.
    """

    delivery: Delivery
    why: str
    reason: Words
    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Addressing:
    """What decides who gets which letter.

    Attributes:
        rules: Who gets what.
        letters: The wording.
        company: Who sends it.
        lang: The language of what is put in front of and behind a letter.
        has_password: Whether a customer's statements can be protected.
    """

    rules: MailRules
    letters: Mapping[Kind, Letter]
    company: str
    lang: Lang
    has_password: Callable[[str], bool]


def messages(
    post: Post, entries: Sequence[Entry], addressing: Addressing
) -> tuple[tuple[Message, ...], tuple[Withheld, ...]]:
    """Every message that there is, whether it went out before or not, and what does not go out.

    Args:
        post: What the last run left.
        entries: What went out before.
        addressing: Who gets which letter.

    Returns:
        Messages in the order of the post; and what is withheld, each reason of a delivery once.

    Source:
        Issue 7, points 3 and 4.
    """
    made: list[Message] = []
    withheld: list[Withheld] = []
    by_item: dict[str, list[Entry]] = {}
    for entry in entries:
        by_item.setdefault(entry.item, []).append(entry)
    for delivery in post.deliveries:
        found = recipients(delivery, addressing.rules)
        reasons = dict(reasons_of(delivery, found, post, addressing))
        withheld += [Withheld(delivery, why, reason, meant_for(why, found)) for why, reason in reasons.items()]
        if not set(reasons) - {"not_an_address"}:
            item = item_of(delivery, post)
            made += [
                message(delivery, item, to, post, by_item.get(item, []), addressing)
                for to in each_once(found.addresses)
            ]
    return tuple(made), tuple(withheld)


def recipients(delivery: Delivery, rules: MailRules) -> Found:
    """Whom the settings, or for a statement the master, name."""
    if delivery.kind is Kind.STATEMENT:
        return Found((), ()) if rules.statements is Statements.NEVER else found_in(delivery.addresses)
    if delivery.kind is Kind.SUMMARY:
        return Found(rules.finance, ())
    if delivery.kind is Kind.EXCEPTIONS:
        return Found(rules.managers, ())
    people = rules.salespeople if delivery.kind is Kind.SLICE else rules.responsible
    named = [theirs for name, theirs in people.items() if spelled(name) == spelled(delivery.whom)]
    return Found(named[0] if named else (), ())


def reasons_of(delivery: Delivery, found: Found, post: Post, addressing: Addressing) -> Iterator[tuple[str, Words]]:
    """Why a delivery does not go out, or not to everything that stands for an address."""
    rules = addressing.rules
    is_statement = delivery.kind is Kind.STATEMENT
    asked_for = bool(found.addresses or rules.finance)  # finance gets every statement, in its archive
    if is_statement and rules.protect and asked_for and not addressing.has_password(delivery.whom):
        yield "unprotected", mail_words("unprotected")
    if is_statement and rules.statements is Statements.NEVER:
        return
    month = f"{post.month:%Y-%m}"
    if found.others:
        yield "not_an_address", mail_words("not_an_address", typed=" ".join(found.others))
    if not found.addresses:
        if delivery.unsure:
            yield "master_held", mail_words("master_held")
        elif not found.others and delivery.whom:
            yield "no_address", mail_words("no_address")
        return
    if delivery.kind in OF_A_MONTH and not post.ended:
        yield "month_runs", mail_words("month_runs", month=month)
    if not is_statement:
        return
    if rules.statements is Statements.CLOSED and not post.closed:
        yield "month_open", mail_words("month_open", month=month)
    if post.in_the_way and not post.closed:
        yield "in_the_way", mail_words("in_the_way", month=month, count=len(post.in_the_way))
    if delivery.unsure:
        yield "master_held", mail_words("master_held")
    for address in found.addresses:
        if alike(address) in post.shared and alike(address) not in map(alike, rules.shared):
            yield "shared", mail_words("shared", address=address)


def meant_for(why: str, found: Found) -> tuple[str, ...]:
    """To whom a delivery would go but for one reason."""
    return found.others if why == "not_an_address" else found.addresses


def message(
    delivery: Delivery, item: str, to: str, post: Post, entries: Sequence[Entry], addressing: Addressing
) -> Message:
    """One message, worded."""
    lacking = without_password(delivery, addressing)
    version = version_of(delivery, lacking, post, addressing.rules)
    found = standing(entries, to, version)
    letter = addressing.letters[delivery.kind].filled(facts_of(delivery, lacking, post, addressing))
    plain = Message(delivery, item, to, version, found, letter)
    lang, subject, text = addressing.lang, letter.subject, letter.text
    if plain.is_correction:
        subject, text = CORRECTED.in_(lang) + subject, f"{CORRECTION.in_(lang)}\n\n{text}"
    if delivery.kind is Kind.STATEMENT and addressing.rules.protect:
        text = f"{text}\n{LOCKED.in_(lang)}\n"
    if lacking:
        text = f"{text}\n{lacking_words(lacking, post, lang)}\n"
    return replace(plain, letter=letter._replace(subject=subject, text=text))


def without_password(delivery: Delivery, addressing: Addressing) -> tuple[str, ...]:
    """The customers whose statements the archive of finance lacks, by code, as they can't be protected but should."""
    if delivery.kind is not Kind.SUMMARY or not addressing.rules.protect:
        return ()
    return tuple(
        file.customer for file in delivery.files if file.customer and not addressing.has_password(file.customer)
    )


def version_of(delivery: Delivery, lacking: Sequence[str], post: Post, rules: MailRules) -> str:
    """What a delivery goes out once for; an archive that lacks other statements than before is another one."""
    if lacking:
        return sha256("\n".join([delivery.version, *lacking]).encode()).hexdigest()[:12]
    return delivery.version or period(every(delivery.kind, rules), post)


def facts_of(delivery: Delivery, lacking: Sequence[str], post: Post, addressing: Addressing) -> dict[str, str]:
    """What the letter of a delivery may quote; statements are counted that it carries."""
    facts = {**delivery.facts, "name": delivery.name, "company": addressing.company, "as_of": post.as_of.isoformat()}
    if lacking:
        facts["count"] = str(sum(bool(file.customer) for file in delivery.files) - len(lacking))
    return facts


def lacking_words(lacking: Sequence[str], post: Post, lang: Lang) -> str:
    """Which statements the archive of finance lacks, by code and name."""
    names = {one.whom: one.name for one in post.deliveries if one.kind is Kind.STATEMENT}
    told = [code if names.get(code, code) == code else f"{code} {names[code]}" for code in lacking]
    return LACKING.in_(lang).format(count=len(lacking), names=("、" if lang == "zh" else ", ").join(told))


def item_of(delivery: Delivery, post: Post) -> str:
    """What a delivery is, whatever its figures."""
    month = f"{post.month:%Y-%m}" if delivery.kind in OF_A_MONTH else ""
    return " ".join(filter(None, [delivery.kind.value, month, delivery.whom]))


def every(kind: Kind, rules: MailRules) -> Every:
    """How often somebody gets a kind of workbook that has no version of its own."""
    if kind is Kind.EXCEPTIONS:
        return rules.managers_every
    return rules.salespeople_every if kind is Kind.SLICE else rules.responsible_every


def period(often: Every, post: Post) -> str:
    """The day, week or month that a run belongs to, by its first day."""
    days = {Every.DAY: post.as_of, Every.WEEK: post.week, Every.MONTH: post.managers}
    return days[often].isoformat()


def spelled(name: str) -> str:
    """A name as names are compared: whatever its width and spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def draft_paths(every_message: Sequence[Message], post: Post) -> list[str]:
    """Where the draft of each message lies, below the outbox."""
    stems = [
        (FILES[one.delivery.kind].removesuffix(".txt"), f"{post.month:%Y-%m}", one.delivery.whom, one.to)
        if one.delivery.kind in OF_A_MONTH
        else (FILES[one.delivery.kind].removesuffix(".txt"), one.delivery.whom, one.to)
        for one in every_message
    ]
    return [f"{FOLDER}/{name}" for name in unique_file_names(stems, ending=".eml")]
