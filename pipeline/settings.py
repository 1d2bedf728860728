"""hongdan.toml to one frozen object: every key validated, unknown keys refused with a suggestion."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.cluster import Access
from pipeline.complaints import as_typed, line_of, most_like, unknown
from pipeline.errors import SettingsInvalid
from pipeline.grounds import FROM_ENVIRONMENT, PASSWORD
from pipeline.intake.rules import ReadingRules
from pipeline.keys import CompanyTable, File, places, words_of
from pipeline.layouts import layout_complaints, layouts_of
from pipeline.mail.rules import MailRules
from pipeline.reconcile.limits import Limits
from pipeline.remote import Location, location_of
from pipeline.report.look import Company, Look
from pipeline.toml import Complaint, Place, Unreadable, read_toml
from schemas.cells import folded
from schemas.registry import SHEETS
from schemas.sentences.stops import stop_words
from schemas.sheets.kind import SheetKind
from schemas.words import Lang, Words

ALIASES = TypeAdapter(dict[str, dict[str, list[str]]])
SECRET = "***"
WITH_PASSWORD = re.compile(r"://.*(:.*@|\?)")
ENGLISH = re.compile(r"""^\s*lang\s*=\s*["']en["']""", re.MULTILINE)


@dataclass(frozen=True)
class Settings:
    """How one office works.

    Attributes:
        lang: The language of labels, messages and words.
        timezone: Where "today" is asked for, a name of the time zone database.
        history: Whether every run leaves a dated copy of what it wrote.
        chase_weekday: The weekday, from 1 for Monday, whose report is a chase; 0: none is.
        warning_day: The day of the next month on which statements that are not out are reminded of.
        managers_day: The day of the next month on which managers get their pack.
        company: Who sends the workbooks.
        reading: How files are read.
        limits: What makes a fact an exception.
        mail: Who gets what by mail.
        store: Where the ledger's originals and what was read in them lie, a folder or behind a URL; None: in the
            ledger's own folder.
        cluster: How a cluster is reached.
    """

    lang: Lang = "zh"
    timezone: str = "Asia/Shanghai"
    history: bool = False
    chase_weekday: int = 1
    warning_day: int = 3
    managers_day: int = 5
    company: Company = field(default_factory=Company)
    reading: ReadingRules = field(default_factory=ReadingRules)
    limits: Limits = field(default_factory=Limits)
    mail: MailRules = field(default_factory=MailRules)
    store: Location | None = None
    cluster: Access = field(default_factory=Access)

    def look(self, as_of: date) -> Look:
        """How the workbooks that speak for `as_of` look."""
        return Look(as_of, self.lang, self.company)


def load(path: Path) -> Settings:
    """The settings of an office; a file that is not there means the defaults.

    Raises:
        SettingsInvalid: The file can't be read, or keys or values of it are wrong: all of them, each with its line.
    """
    try:
        tables, lines = read_toml(path)
    except Unreadable as error:
        raise invalid(path, [error.complaint]) from error
    complaints = [
        *shape_complaints(tables, lines),
        *alias_complaints(tables.get("aliases", {}), lines),
        *layout_complaints(tables.get("bank", {}), lines),
        *mail_complaints(tables.get("mail", {}), lines),
    ]
    if complaints:
        raise invalid(path, complaints)
    return settings_of(File.model_validate(tables), path.parent)


def settings_of(file: File, folder: Path) -> Settings:
    """A valid file as the rest of the program takes it; the places that it names are seen from its folder."""
    company = Company(file.company.name, file.company.address, file.company.phone, bank_lines(file.company, file.lang))
    aliases, layouts = tuple(aliases_of(file.aliases)), tuple(layouts_of(file.bank))
    passwords = tuple(passwords_of(file.passwords))
    reading = ReadingRules(aliases=aliases, layouts=layouts, passwords=passwords, **file.reading.as_taken())
    return Settings(
        lang=file.lang,
        timezone=file.timezone,
        history=file.history,
        chase_weekday=file.chase.weekday,
        warning_day=file.duties.warning_day,
        managers_day=file.duties.managers_day,
        company=company,
        reading=reading,
        limits=file.limits.as_taken(),
        mail=file.mail.as_taken(folder),
        store=location_of(file.ledger.store, folder.absolute()) if file.ledger.store else None,
        cluster=file.cluster.as_taken(folder),
    )


def bank_lines(company: CompanyTable, lang: Lang) -> tuple[str, ...]:
    """Where to pay to, line by line, as it stands on a statement."""
    parts = (Words("开户行：", "Bank: "), company.bank), (Words("账号：", "Account: "), company.account)
    return tuple(label.in_(lang) + text for label, text in parts if text)


def aliases_of(tables: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str, str]]:
    """Kind, column and label of every alias, in the order of the file."""
    for kind, fields in tables.items():
        for name, labels in fields.items():
            for label in labels:
                yield kind, SHEETS[kind].fields[name], label


def passwords_of(table: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Pattern and password of every file that has one, then the password that the environment gives for all.

    One that is to come from a variable that is not set is left out: the file's refusal says what to do.
    """
    for pattern, said in [*table.items(), ("*", f"{FROM_ENVIRONMENT}{PASSWORD}")]:
        name = said.removeprefix(FROM_ENVIRONMENT)
        if password := said if name == said else os.environ.get(name, ""):
            yield pattern, password


def language(path: Path) -> Lang:
    """The language that the settings ask for, as far as can be told from a file that may be invalid."""
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return "zh"
    return "en" if ENGLISH.search(text) else "zh"


# --- what is wrong ---------------------------------------------------------------------------


def invalid(path: Path, complaints: list[Complaint]) -> SettingsInvalid:
    """All that is wrong with the file, in the order of its lines."""
    said = [stop_words("settings", file=path.name, count=len(complaints))]
    for line, words in sorted(complaints, key=lambda complaint: complaint.line):
        said.append(stop_words("at_line", line=line, text=words) if line else words)
    return SettingsInvalid(Words("\n".join(words.zh for words in said), "\n".join(words.en for words in said)))


def shape_complaints(tables: dict[str, Any], lines: dict[Place, int]) -> Iterator[Complaint]:
    """Unknown keys, and values that are not what their key expects."""
    try:
        File.model_validate(tables)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            place = tuple(part for part in found["loc"] if isinstance(part, str))
            yield Complaint(line_of(place, lines), shape_words(found["type"], place, found["input"]))


def shape_words(fault: str, place: Place, typed: object) -> Words:
    """What is wrong with one key.

    Args:
        fault: pydantic's name for it.
        place: The key, with its tables.
        typed: Its value.
    """
    if fault == "extra_forbidden":
        like = most_like(place[-1], [(known[-1], ".".join(known)) for known in places(File)])
        return unknown("unknown_key", like, key=".".join(place))
    if fault in ("model_type", "dict_type"):
        return stop_words("not_a_table", key=".".join(place))
    shown = SECRET if {"passwords", "password"} & {*place} or WITH_PASSWORD.search(str(typed)) else as_typed(typed)
    return stop_words("wrong_value", key=".".join(place), typed=shown, expects=words_of(place, "expects"))


def alias_complaints(tables: object, lines: dict[Place, int]) -> Iterator[Complaint]:
    """Kinds and fields that do not exist, and labels that stand for another column already.

    Tables of another shape have none here: `shape_complaints` says what is wrong with them.
    """
    try:
        aliases = ALIASES.validate_python(tables)
    except ValidationError:
        return
    for kind, fields in aliases.items():
        if kind not in SHEETS:
            words = stop_words("unknown_kind", key=kind, kinds=" ".join(SHEETS))
            yield Complaint(line_of(("aliases", kind), lines), words)
            continue
        for name, words in field_complaints(SHEETS[kind], fields):
            yield Complaint(line_of(("aliases", kind, name), lines), words)


def mail_complaints(table: object, lines: dict[Place, int]) -> Iterator[Complaint]:
    """What is needed to send mail and is not said."""
    if isinstance(table, dict) and table.get("send") is True:
        for name in ("host", "sender"):
            if not table.get(name):
                yield Complaint(line_of(("mail", "send"), lines), stop_words("mail_lacks", key=f"mail.{name}"))


def field_complaints(kind: SheetKind, fields: dict[str, list[str]]) -> Iterator[tuple[str, Words]]:
    """Each wrong field of one kind by name, with what is wrong."""
    labels = {name: kind.cells[column].labels for name, column in kind.fields.items()}
    taken = {folded(label): name for name, its_labels in labels.items() for label in its_labels}
    for name, others in fields.items():
        if name not in labels:
            like = most_like(name, [(text, known) for known, its in labels.items() for text in (known, *its)])
            yield name, unknown("unknown_field", like, key=name, kind=kind.name)
            continue
        for label in others:
            owner = taken.setdefault(folded(label), name)
            if not folded(label):
                blank = words_of(("aliases",), "expects")
                yield name, stop_words("wrong_value", key=name, typed=as_typed(label), expects=blank)
            elif owner != name:
                yield name, stop_words("alias_taken", label=label, kind=kind.name, field=owner, key=name)
