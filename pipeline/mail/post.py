"""What a run leaves to be mailed: each workbook, whose it is and what it says, kept in one file until the next run."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import Damaged
from schemas.sentences.mail import mail_words
from schemas.words import Words

NO_FACTS: Mapping[str, str] = {}


class Kind(StrEnum):
    """What may be mailed, by whom it is for."""

    STATEMENT = "statement"
    SUMMARY = "summary"
    EXCEPTIONS = "exceptions"
    SLICE = "slice"
    CHASE = "chase"


class File(NamedTuple):
    """A workbook: its name below the outbox, with `/`, and the customer whose statement it is; "" for any other."""

    path: str
    customer: str = ""


@dataclass(frozen=True)
class Delivery:
    """What one customer, person or office gets.

    Attributes:
        kind: What it is.
        whom: The customer's code, or the person's name; "" for finance and managers.
        name: Whom a letter addresses.
        files: The workbooks.
        version: Changes with the figures; "" for what goes out once a day, week or month.
        facts: What a letter may quote.
        addresses: What the master says of the customer's e-mail, as it was typed.
        unsure: Whether a newer row of the customer in the master is held back.
    """

    kind: Kind
    whom: str
    name: str
    files: tuple[File, ...]
    version: str = ""
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    addresses: str = ""
    unsure: bool = False


@dataclass(frozen=True)
class Post:
    """All that a run leaves to be mailed.

    Attributes:
        as_of: The day it speaks for.
        month: The first day of the month of the statements.
        ended: Whether that month is over.
        closed: Whether it is closed.
        week: The last day of a chase.
        managers: The last day of the managers' pack.
        shared: The addresses that several customers have, as addresses are compared.
        in_the_way: The documents held back that the statements wait for.
        digests: The SHA-256 of each workbook, by its name below the outbox; none of one that could not be written.
        deliveries: Order: kind, then as the answers stand.
    """

    as_of: date
    month: date
    ended: bool
    closed: bool
    week: date
    managers: date
    shared: tuple[str, ...] = ()
    in_the_way: tuple[Words, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    deliveries: tuple[Delivery, ...] = ()


def as_text(post: Post) -> str:
    """What a run leaves, as the file has it."""
    return json.dumps(asdict(post), ensure_ascii=False, indent=1, default=date.isoformat) + "\n"


def kept_in(place: Path) -> Post | None:
    """What the last run left; None where none has.

    Raises:
        Damaged: The file is not as a run wrote it; the next run writes it anew.
    """
    try:
        return read(json.loads(place.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, LookupError) as error:  # not JSON, or of another shape
        raise Damaged(mail_words("post_damaged", file=place.name), place.name) from error


def read(kept: dict[str, Any]) -> Post:
    """What the last run left, as the file has it."""
    days = {name: date.fromisoformat(kept[name]) for name in ("as_of", "month", "week", "managers")}
    lists = {
        "shared": tuple(kept["shared"]),
        "in_the_way": tuple(Words(*said) for said in kept["in_the_way"]),
        "deliveries": tuple(map(delivery, kept["deliveries"])),
    }
    return Post(**(kept | days | lists))


def delivery(kept: dict[str, Any]) -> Delivery:
    """One delivery, as the file has it."""
    return Delivery(**(kept | {"kind": Kind(kept["kind"]), "files": tuple(File(*file) for file in kept["files"])}))
