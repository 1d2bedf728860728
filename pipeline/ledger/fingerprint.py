"""What reads a file to a digest that changes with it: the schemas, the parser and the reading rules."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pipeline.intake
import pipeline.ledger.drops
import pipeline.problems
import schemas

WORDS = "sentences"
"""The schemas' sentences change nothing of what is read."""


def fingerprint(rules: object) -> str:
    """The digest under which a Reading is kept; another one means that the file must be read again.

    Passwords are no part of it: what one of them opened stays read whichever are given later.

    Args:
        rules: The reading rules, a frozen dataclass or None.

    Source: DESIGN, "the same file parsed by the same schema version is never parsed twice".
    """
    ruled: Any = asdict(rules) if is_dataclass(rules) and not isinstance(rules, type) else rules
    if isinstance(ruled, dict):
        ruled.pop("passwords", None)
    said = json.dumps(ruled, sort_keys=True, default=plainly)
    return hashlib.sha256(f"{program()}\n{said}".encode()).hexdigest()[:16]


@cache
def program() -> str:
    """The digest of the source of everything that has a say in what a file is read as."""
    digest = hashlib.sha256()
    for name, text in sources():
        digest.update(name.encode() + b"\0" + text + b"\0")
    return digest.hexdigest()


def sources() -> Iterator[tuple[str, bytes]]:
    """The modules of schemas and intake, and how their results are kept, by name; line ends don't matter."""
    yield "problems.py", source(Path(pipeline.problems.__file__))
    yield "drops.py", source(Path(pipeline.ledger.drops.__file__))
    for package in (schemas, pipeline.intake):
        for folder in map(Path, package.__path__):
            for file in sorted(folder.rglob("*.py")):
                name = file.relative_to(folder).as_posix()
                if not name.startswith(WORDS):
                    yield f"{package.__name__}/{name}", source(file)


def source(file: Path) -> bytes:
    """A module's source, whichever way its lines end."""
    return file.read_bytes().replace(b"\r\n", b"\n")


def plainly(value: Any) -> Any:
    """What JSON has no form for: sets in order, everything else as its text."""
    return sorted(map(str, value)) if isinstance(value, frozenset | set) else str(value)
