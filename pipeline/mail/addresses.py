"""What a cell says of e-mail addresses to those that can be written to and those that can't; nothing is guessed."""

import re
from collections.abc import Iterable
from typing import NamedTuple

BETWEEN = re.compile(r"[;；,，、\s]+")
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"{ATOM}(?:\.{ATOM})*@(?:{LABEL}\.)+(?:[A-Za-z]{{2,63}}|xn--[A-Za-z0-9-]{{1,59}})\Z")
LONGEST, LONGEST_LOCAL = 254, 64


class Found(NamedTuple):
    """What stands in a cell, each once, in its order: addresses, and what is none."""

    addresses: tuple[str, ...]
    others: tuple[str, ...]


def found_in(text: str) -> Found:
    """The addresses of a cell, between which semicolons, commas or spaces stand, in either width.

    A name beside an address, a full-width letter or a domain in Chinese makes it none: who typed it says which is
    meant.
    """
    parts = each_once(filter(None, BETWEEN.split(text)))
    return Found(tuple(filter(is_address, parts)), tuple(part for part in parts if not is_address(part)))


def is_address(text: str) -> bool:
    """Whether every mail server takes a text for an address as it stands."""
    return len(text) <= LONGEST and len(text.split("@")[0]) <= LONGEST_LOCAL and ADDRESS.match(text) is not None


def each_once(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each address as it stands first, in its order."""
    first: dict[str, str] = {}
    for address in addresses:
        first.setdefault(alike(address), address)
    return tuple(first.values())


def alike(address: str) -> str:
    """How addresses are compared; no server in use tells capitals from small letters."""
    return address.casefold()
