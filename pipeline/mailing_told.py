"""What a mailing came to, as text for people and as one JSON document."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.mail.messages import Withheld
from pipeline.mail.outcome import Done, Outcome
from pipeline.mail.record import Entry
from pipeline.mail.unsettled import month_of
from pipeline.mailing import Mailed
from schemas.sentences.mail import KINDS, OUTCOMES, WAYS
from schemas.words import Lang

MOST_BY_NAME = 8
"""More names than this are counted instead."""
SILENT = (Outcome.BEFORE,)
"""Outcomes that are counted; each message of all others has its line."""


def mail_as_text(mailed: Mailed) -> str:
    """Every message with what became of it, what does not go out and why, and what is left for people to do."""
    lang = mailed.settings.lang
    lines = [way(mailed)]
    lines += [line_of(done, lang) for done in mailed.done if done.outcome not in SILENT]
    if not (mailed.done or mailed.withheld):
        lines.append(WAYS["none"].in_(lang))
    lines += withheld_lines(mailed.withheld, lang)
    count = Counter(done.outcome for done in mailed.done)
    if count[Outcome.BEFORE]:
        lines.append(f"{OUTCOMES[Outcome.BEFORE].in_(lang)}  {count[Outcome.BEFORE]}")
    if failed := count[Outcome.FAILED] + count[Outcome.UNREACHED]:
        lines.append(WAYS["try_again"].in_(lang).format(count=failed))
    if count[Outcome.DOUBTFUL]:
        lines.append(WAYS["ask"].in_(lang).format(count=count[Outcome.DOUBTFUL]))
    lines += left_lines(mailed.left, lang)
    if mailed.dry_run:
        lines.append(WAYS["dry_run"].in_(lang))
    return "\n".join(lines)


def way(mailed: Mailed) -> str:
    """By which way the messages go."""
    rules, lang = mailed.settings.mail, mailed.settings.lang
    said = WAYS["send" if rules.send else "draft"].in_(lang)
    return said.format(as_of=mailed.post.as_of.isoformat(), sender=rules.sender, host=rules.server.host)


def line_of(done: Done, lang: Lang) -> str:
    """One message: what became of it, to whom it goes, its subject, and what it carries or what was said."""
    carried = ", ".join(f"{one.name} ({-(-len(one.content) // 1000)} kB)" for one in done.enclosed)
    parts = [OUTCOMES[done.outcome].in_(lang), done.message.to, done.message.letter.subject, carried, done.said]
    return "  ".join(filter(None, parts))


def withheld_lines(withheld: tuple[Withheld, ...], lang: Lang) -> Iterator[str]:
    """What does not go out, by kind and reason, with the names."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in withheld:
        kind, reason = KINDS[one.delivery.kind].in_(lang), one.reason.in_(lang)
        groups.setdefault((kind, reason), []).append(one.delivery.whom)
    for (kind, reason), every in groups.items():
        said = WAYS["withheld"].in_(lang).format(kind=kind, reason=reason, names=named(every, lang))
        yield said.rstrip("：: ")


def left_lines(left: tuple[Entry, ...], lang: Lang) -> Iterator[str]:
    """What is left of earlier months, a line a month, with whom and where to."""
    months: dict[str, list[str]] = {}
    for entry in left:
        whom = entry.item.split(" ", 2)[2:]
        months.setdefault(month_of(entry), []).append(" ".join([*whom, entry.to]))
    for month, every in sorted(months.items()):
        yield WAYS["left"].in_(lang).format(month=month, whom=named(every, lang))


def named(every: list[str], lang: Lang) -> str:
    """Names in a line; of many the first, and their number."""
    names = ("、" if lang == "zh" else ", ").join(filter(None, every[:MOST_BY_NAME]))
    return WAYS["counted"].in_(lang).format(names=names, count=len(every)) if len(every) > MOST_BY_NAME else names


def mail_as_json(mailed: Mailed) -> dict[str, Any]:
    """The same, for programs."""
    lang = mailed.settings.lang
    return {
        "as_of": mailed.post.as_of.isoformat(),
        "month": f"{mailed.post.month:%Y-%m}",
        "sends": mailed.settings.mail.send,
        "dry_run": mailed.dry_run,
        "messages": [as_document(done) for done in mailed.done],
        "withheld": [
            {
                "kind": one.delivery.kind.value,
                "whom": one.delivery.whom,
                "why": one.why,
                "reason": one.reason.in_(lang),
            }
            for one in mailed.withheld
        ],
        "left": [{"item": one.item, "to": one.to, "event": one.event.value, "said": one.said} for one in mailed.left],
    }


def as_document(done: Done) -> dict[str, Any]:
    """One message, for programs."""
    message = done.message
    return {
        "kind": message.delivery.kind.value,
        "whom": message.delivery.whom,
        "to": message.to,
        "version": message.version,
        "correction": message.is_correction,
        "subject": message.letter.subject,
        "attachments": [one.name for one in done.enclosed],
        "outcome": done.outcome.value,
        "draft": f"outbox/{done.draft}" if done.draft else None,
        "said": done.said,
    }
