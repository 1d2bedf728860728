"""One office to what `doctor` says of it: settings, folders, lock, holidays, ledger, mail; nothing is changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.arrivals import seen_in
from pipeline.calendar import own_days, unpublished_years
from pipeline.damage import damaged_drops, damaged_memories, damaged_originals, damaged_seals
from pipeline.days import today
from pipeline.desk import own_desk
from pipeline.diagnosis import Finding, State, fine, note, wrong
from pipeline.errors import NotWritten, SettingsInvalid
from pipeline.home import Home
from pipeline.ledger.journal import Journal
from pipeline.ledger.ledger import Ledger
from pipeline.ledger.whole import probe
from pipeline.lock import holders, is_held, on_this_machine, shown
from pipeline.mail.letters import letters_in
from pipeline.mail.post import kept_in
from pipeline.mail.record import record_in
from pipeline.mail.server import connection
from pipeline.record import ledger_of
from pipeline.settings import Settings, load
from pipeline.strangers import on_record
from pipeline.whole import half_written, why_not
from pipeline.workers import Workers
from schemas.words import Words

OPENED = 1_000
"""So many files of the inbox are opened, to see whether they can be."""
LONGEST_PATH = 218
"""Excel opens no workbook whose path has more characters."""
LONGEST_NAME = 110
"""So many characters a name in the outbox may take, with its folders."""
PROBE = b"hongdan doctor"
NAMED = 5


def settings_found(home: Home) -> tuple[Finding, Settings]:
    """Whether the settings can be used; where not, all else is looked at by the defaults."""
    try:
        settings = load(home.settings)
    except SettingsInvalid as error:
        return Finding("settings", State.WRONG, error.sentence), Settings()
    return fine("settings", "settings_valid" if home.settings.exists() else "settings_default"), settings


def inbox(home: Home, settings: Settings) -> Iterator[Finding]:
    """Whether the inbox is there, and every file in it can be opened."""
    seen = seen_in(home, Journal.of(home.ledger))
    if not home.inbox.is_dir():
        yield note("inbox", "inbox_missing", folder=home.inbox.absolute())
        return
    closed = [(file.name, reason) for file in seen[:OPENED] if not file.barred and (reason := unreadable(file.path))]
    if closed:
        (name, reason), count = closed[0], len(closed)
        yield note("inbox", "inbox_unreadable", count=count, file=name, reason=reason)
    else:
        yield fine("inbox", "inbox_readable", count=len(seen))


def unreadable(file: Path) -> str:
    """Why a file can't be opened, in the system's words; "" if it can."""
    try:
        with file.open("rb") as opened:
            opened.read(1)
    except OSError as error:
        return str(error.strerror or error)
    return ""


def outbox(home: Home, settings: Settings) -> Iterator[Finding]:
    """Whether workbooks can be written, and can be opened where they are."""
    yield writable("outbox", home.outbox)
    length = len(str(home.outbox.absolute()))
    if length + LONGEST_NAME > LONGEST_PATH:
        yield note("outbox", "path_long", folder=home.outbox.absolute(), length=length, most=LONGEST_PATH)


def ledger_folder(home: Home, settings: Settings) -> Iterator[Finding]:
    """Whether the ledger can be written, its store too."""
    yield writable("ledger_folder", home.ledger)
    if isinstance(settings.store, Path):
        yield writable("ledger_folder", settings.store)
    elif settings.store is not None:
        with probe(settings.store):
            yield fine("ledger_folder", "folder_writable")


def writable(check: str, folder: Path) -> Finding:
    """Whether a folder can be written, by writing a file there that goes away; one to come, whether it can be made.

    Raises:
        NotWritten: It can't be.
    """
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        half_written(there, PROBE).unlink()
    except OSError as error:
        raise NotWritten(why_not(str(folder), error)) from error
    return fine(check, "folder_writable" if there == folder else "folder_to_come")


def lock(home: Home, settings: Settings) -> Iterator[Finding]:
    """Whether a run is at work, or left the folder locked."""
    found = holders(home)
    others = [holder for holder in found if not on_this_machine(holder)]
    if is_held(home):
        yield note("lock", "lock_held", who=shown(found))
    elif others:
        yield wrong("lock", "lock_left", who=shown(others))
    else:
        yield fine("lock", "lock_dead", who=shown(found)) if found else fine("lock", "lock_free")


def calendar(home: Home, settings: Settings) -> Iterator[Finding]:
    """Whether the holidays of this year and the next are known, from the published ones or the office's own sheet."""
    now = today(settings.timezone)
    years = pd.Series(pd.to_datetime([date(now.year, 1, 1), date(now.year + 1, 12, 31)]))
    missing = unpublished_years(years)
    own = set(own_years(home, settings)) if missing else set[int]()
    if theirs := tuple(year for year in missing if year in own):
        yield fine("calendar", "calendar_own", years=in_words(theirs))
    if guessed := tuple(year for year in missing if year not in own):
        say = wrong if now.year in guessed else note
        yield say("calendar", "calendar_unknown", years=in_words(guessed))
    if not missing:
        yield fine("calendar", "calendar_known", years=in_words((now.year, now.year + 1)))


def own_years(home: Home, settings: Settings) -> tuple[int, ...]:
    """The years of which the office's own calendar says anything; what has to be read again for it is read beside."""
    with Workers(1) as workers, own_desk() as desk:
        ground = replace(ledger_of(home, settings), desk=desk).ground(workers)
        return own_days(on_record(ground, ("calendar",))["calendar"]).years


def in_words(years: tuple[int, ...]) -> Words:
    """Years in a sentence."""
    return Words("、".join(map(str, years)), ", ".join(map(str, years)))


def ledger(home: Home, settings: Settings) -> Iterator[Finding]:
    """Whether every file of the ledger is as the record says.

    Raises:
        Damaged: The journal itself is not.
    """
    if is_held(home):
        yield note("ledger", "ledger_busy")
        return
    kept = ledger_of(home, settings)
    originals = {version.sha256 for version in kept.journal.versions() if version.sha256}
    if damaged := tuple(broken(kept)):
        files = " ".join([*damaged[:NAMED], *(["…"] if len(damaged) > NAMED else [])])
        yield wrong("ledger", "ledger_damaged", count=len(damaged), files=files)
    else:
        yield fine("ledger", "ledger_sound", count=len(originals)) if originals else fine("ledger", "ledger_none")


def broken(kept: Ledger) -> Iterator[str]:
    """The files of the ledger that are gone or were changed."""
    yield from damaged_originals(kept).values()
    yield from damaged_drops(kept).values()
    yield from damaged_seals(kept)
    yield from damaged_memories(kept)


def mail(home: Home, settings: Settings) -> Iterator[Finding]:
    """Whether a message would be taken by the server, where the settings ask for sending, and `mail` can begin.

    Raises:
        SettingsInvalid: A letter of the office's own can't be used.
        Damaged: What the last run left, or the record of what went out, is not as it was written.
    """
    if not settings.mail.send:
        yield fine("mail", "mail_off")
    elif why := connection(settings.mail):
        yield Finding("mail", State.WRONG, why)
    else:
        yield fine("mail", "mail_works", host=settings.mail.server.host)
    letters_in(home.letters, settings.lang)
    if home.ledger.is_dir():  # where it is none, its own line says so
        kept_in(home.post)
        record_in(home.mailed)


CHECKS: Mapping[str, Callable[[Home, Settings], Iterator[Finding]]] = {
    look.__name__: look for look in (inbox, outbox, ledger_folder, lock, calendar, ledger, mail)
}
"""What is looked at in an office, in order."""
