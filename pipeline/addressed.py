"""The answers of a run and the outbox as it wrote it to what is left to be mailed, and whose each workbook is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256

import pandas as pd

from pipeline.calendar import OwnDays, own_days
from pipeline.days import month_before
from pipeline.held_back import held_back
from pipeline.home import Home
from pipeline.ledger.current import Current
from pipeline.mail.addresses import alike, found_in
from pipeline.mail.post import Delivery, File, Kind, Post, as_text
from pipeline.manifest import Manifest
from pipeline.reconcile.account import month_ends
from pipeline.reconcile.answers import Answers
from pipeline.reconcile.chases import NEVER, chase_day
from pipeline.reconcile.closed_books import ClosedBooks
from pipeline.reconcile.month_progress import due_day
from pipeline.report.names import SUMMARY_FILE
from pipeline.report.plain import columns_of, rows_of
from pipeline.report.registry import CHASED, SLICES, month_folder, paths_of, with_files
from pipeline.settings import Settings
from pipeline.whole import write_whole
from schemas.choices import Level
from schemas.exact import yuan
from schemas.sentences.exceptions import NOT_RECORDED
from schemas.sheets.customers import CUSTOMERS

MONDAY = 1


def leave_post(home: Home, answers: Answers, current: Current, closed: ClosedBooks, settings: Settings) -> None:
    """Keeps what a run leaves to be mailed; the next run replaces it.

    Raises:
        NotWritten: It could not be written.
    """
    entries = Manifest(home.manifest).entries
    written = {path: min(entry.digests) for path, entry in entries.items() if len(entry.digests) == 1}
    post = post_of(answers, current, closed, settings, written)
    write_whole(home.post, as_text(post).encode())


def post_of(
    answers: Answers, current: Current, closed: ClosedBooks, settings: Settings, written: dict[str, str]
) -> Post:
    """What is left to be mailed.

    Args:
        answers: What the accepted documents say.
        current: What counts now, and what is held back.
        closed: What is closed.
        settings: How the office works.
        written: The SHA-256 of every workbook in the outbox, by its name.
    """
    _, last = month_ends(answers.month)
    is_closed = closed.has(answers.month)
    before = answers.month - timedelta(days=1)
    in_the_way = held_back(current, closed.upto and min(closed.upto, before), last)
    deliveries = tuple(deliveries_of(answers, current, settings))
    named = {file.path for delivery in deliveries for file in delivery.files}
    return Post(
        answers.as_of,
        answers.month,
        ended=last < answers.as_of,
        closed=is_closed,
        week=chase_day(answers.as_of, MONDAY if settings.chase_weekday == NEVER else settings.chase_weekday),
        managers=managers_day(answers.as_of, settings.managers_day, own_days(current.tables["calendar"])),
        shared=shared_addresses(answers.parties["email"].dropna()),
        in_the_way=tuple(document.sentence for document in in_the_way),
        digests={path: digest for path, digest in sorted(written.items()) if path in named},
        deliveries=deliveries,
    )


def managers_day(as_of: date, day: int, own: OwnDays) -> date:
    """The last day up to one on which managers got their pack, or were to."""
    last = month_before(as_of)
    found = due_day(last, day, own)
    return found if found <= as_of else due_day(month_before(last), day, own)


def shared_addresses(typed: Iterable[str]) -> tuple[str, ...]:
    """The addresses that stand with several customers, as addresses are compared; sorted."""
    every = Counter(address for cell in typed for address in {alike(one) for one in found_in(cell).addresses})
    return tuple(sorted(address for address, count in every.items() if count > 1))


def deliveries_of(answers: Answers, current: Current, settings: Settings) -> Iterator[Delivery]:
    """Everything that somebody may get: statements, their summary, exceptions, slices, chase sheets."""
    given = list(statements(answers, current, settings))
    yield from given
    yield summary(answers, given)
    yield exceptions(answers)
    nobody = NOT_RECORDED.in_(settings.lang)
    yield from (one for one in (*slices(answers), *chases(answers)) if one.whom != nobody)


def statements(answers: Answers, current: Current, settings: Settings) -> Iterator[Delivery]:
    """The statement of each customer that gets one; its version is its number."""
    totals = with_files(answers.statement_totals, settings.look(answers.as_of))
    emails = dict(zip(*(answers.parties[name] for name in ("customer_code", "email")), strict=True))
    held = current.held
    unsure = set(held.loc[held["kind"] == CUSTOMERS.name, "document"])
    for figures in rows_of(columns_of(totals[totals["has_statement"].fillna(False).astype(bool)])):
        code, typed = figures["customer_code"], emails.get(figures["customer_code"])
        facts = {
            "code": code,
            "month": f"{answers.month:%Y-%m}",
            "number": figures["statement_no"] or "",
            "balance": yuan(figures["closing_fen"]),
        }
        yield Delivery(
            Kind.STATEMENT,
            code,
            figures["customer_name"] or code,
            (File(f"{month_folder(answers.month)}/{figures['file']}", code),),
            facts["number"],
            facts,
            typed if isinstance(typed, str) else "",
            code in unsure,
        )


def summary(answers: Answers, given: list[Delivery]) -> Delivery:
    """What finance gets: the summary and all statements; another version as soon as one of them is."""
    numbers = "\n".join(f"{delivery.whom} {delivery.version}" for delivery in given)
    facts = {
        "month": f"{answers.month:%Y-%m}",
        "count": str(len(given)),
        "balance": yuan(int(answers.statement_totals["closing_fen"].sum())),
    }
    files = (File(f"{month_folder(answers.month)}/{SUMMARY_FILE}"), *(file for one in given for file in one.files))
    return Delivery(Kind.SUMMARY, "", "", files, sha256(numbers.encode()).hexdigest()[:12], facts)


def exceptions(answers: Answers) -> Delivery:
    """What managers get."""
    high = int((answers.exceptions["level"] == Level.HIGH.value).sum())
    facts = {"count": str(len(answers.exceptions)), "high": str(high)}
    return Delivery(Kind.EXCEPTIONS, "", "", (File("异常报告.xlsx"), File("订单状态.xlsx")), facts=facts)


def slices(answers: Answers) -> Iterator[Delivery]:
    """What each salesperson gets."""
    people = {name for table in answers.slices for name in table["owner"].unique().tolist()}
    counts = [table["owner"].value_counts() for table in answers.slices]
    for name, path in paths_of(SLICES, people).items():
        orders, slips, found, _ = (str(int(count.get(name, 0))) for count in counts)
        facts = {"orders": orders, "slips": slips, "count": found}
        yield Delivery(Kind.SLICE, name, name, (File(path),), facts=facts)


def chases(answers: Answers) -> Iterator[Delivery]:
    """What each driver and carrier gets."""
    slips: pd.DataFrame = answers.outstanding
    counts = slips["responsible"].value_counts()
    for name, path in paths_of(CHASED, counts.index.tolist()).items():
        yield Delivery(Kind.CHASE, name, name, (File(path),), facts={"count": str(int(counts[name]))})
