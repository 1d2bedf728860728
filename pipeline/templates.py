"""Kinds of sheet, as people name them, to blank workbooks on the disk."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.days import today, worded
from pipeline.errors import WrongUsage
from pipeline.home import Home
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.rulebook import limit_of
from pipeline.report.templates import template
from pipeline.settings import load
from pipeline.whole import write_whole
from schemas.cells import folded
from schemas.registry import SHEETS
from schemas.rulebook import RULEBOOK
from schemas.sheets.kind import SheetKind
from schemas.sheets.rules import RULES
from schemas.words import Lang

FROM_EVER = "2000-01-01"
"""The first day that a sheet may name."""


def write_templates(home: Home, names: Iterable[str], out: Path | None) -> list[Path]:
    """Writes a blank sheet of each kind, `<kind>.xlsx`.

    Args:
        home: The folder whose settings count.
        names: Kinds by name or label, in either language; none: all of them.
        out: The folder they go to; None: `outbox/模板/`.

    Returns:
        Where they lie, in the order asked for.

    Raises:
        WrongUsage: No such kind.
        NotWritten: The folder can't be written.
    """
    settings = load(home.settings)
    kinds = [kind_named(name) for name in names] or list(SHEETS.values())
    folder = out or home.outbox / "模板"
    look = settings.look(today(settings.timezone))
    written = []
    for kind in kinds:
        ready = limits_as_rows(settings.limits, settings.lang) if kind is RULES else []
        written.append(write_whole(folder / f"{kind.label.zh}.xlsx", template(kind, look, ready)))
    return written


def limits_as_rows(limits: Limits, lang: Lang) -> list[dict[str, str]]:
    """The limits of the settings as rows of a 规则 sheet that hold from ever, each with a sentence on what it does."""
    return [
        {
            "rule_code": declared.rule.value,
            "parameter": parameter.value,
            "value": declared.takes.shown(limit_of(limits, parameter), lang),
            "valid_from": FROM_EVER,
            "basis": declared.meaning.in_(lang),
        }
        for parameter, declared in RULEBOOK.items()
    ]


def kind_named(name: str) -> SheetKind:
    """The kind of sheet that people call so.

    Raises:
        WrongUsage: There is none.
    """
    for kind in SHEETS.values():
        if folded(name) in {folded(word) for word in (kind.name, *kind.label)}:
            return kind
    labels = " ".join(f"{kind.label.zh}({kind.name})" for kind in SHEETS.values())
    raise WrongUsage(worded("unknown_kind", kind=name, kinds=labels))
