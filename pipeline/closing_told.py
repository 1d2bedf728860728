"""What closing and verifying months came to, as text for people and as one JSON document."""

from dataclasses import replace
from typing import Any

from pipeline.close import ClosedNow
from pipeline.console import run_as_json, run_as_text
from pipeline.held_back import told
from schemas.sentences.closing import closing_words
from schemas.sentences.problems import FILES


def close_as_text(closed: ClosedNow) -> str:
    """What the run before it did, which months were closed, and what was held back all the same."""
    outcome, lang = closed.outcome, closed.outcome.settings.lang
    months = ", ".join(f"{month:%Y-%m}" for month in closed.months)
    lines = [run_as_text(replace(outcome, written=closed.all_written))]
    if closed.held_back:
        lines.append(closing_words("closed_anyway", count=len(closed.held_back)).in_(lang))
        lines.append(told(closed.held_back, lang))
    refused = [p.file for found in outcome.current.problems.values() for p in found if p.code in FILES]
    if refused:
        lines.append(closing_words("refused_files", count=len(refused), files=", ".join(refused)).in_(lang))
    return "\n".join([*lines, closing_words("closed", months=months).in_(lang)])


def close_as_json(closed: ClosedNow) -> dict[str, Any]:
    """The same, for programs."""
    held = [
        {"file": d.file, "sheet": d.sheet, "kind": d.kind, "number": d.number, "date": d.date and d.date.isoformat()}
        for d in closed.held_back
    ]
    run = run_as_json(replace(closed.outcome, written=closed.all_written))
    return {"closed": [f"{month:%Y-%m}" for month in closed.months], "held_back": held, "run": run}
