"""What closing and verifying months came to, as text for people and as one JSON document."""

from dataclasses import replace
from typing import Any

from pipeline.close import ClosedNow
from pipeline.held_back import told
from pipeline.run_told import run_as_json, run_as_text
from pipeline.verify import Verdict
from schemas.exact import yuan
from schemas.sentences.closing import closing_words


def close_as_text(closed: ClosedNow) -> str:
    """What the run before it did, which months were closed, and what was held back all the same."""
    outcome, lang = closed.outcome, closed.outcome.settings.lang
    months = ", ".join(f"{month:%Y-%m}" for month in closed.months)
    lines = [run_as_text(replace(outcome, written=closed.all_written))]
    if closed.held_back:
        lines.append(closing_words("closed_anyway", count=len(closed.held_back)).in_(lang))
        lines.append(told(closed.held_back, lang))
    refused = [problem.file for problem in outcome.refused]
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


def verdict_as_text(verdict: Verdict) -> str:
    """Everything that differs, a line each; or that nothing does."""
    lang, figures = verdict.settings.lang, verdict.figures
    lines = [closing_words("file_differs", path=path).in_(lang) for path in verdict.changed]
    lines += [closing_words("gap", month=f"{month:%Y-%m}").in_(lang) for month in verdict.gaps]
    lines += [closing_words("differs", **row).in_(lang) for row in differing(verdict)]
    if not lines and not verdict.months:
        return closing_words("verified_nothing").in_(lang)
    if not lines:
        return closing_words("verified", months=len(verdict.months), balances=len(figures)).in_(lang)
    return "\n".join(lines)


def verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    """The same, for programs."""
    return {
        "sound": verdict.sound,
        "months": [f"{month:%Y-%m}" for month in verdict.months],
        "balances": len(verdict.figures),
        "changed_files": list(verdict.changed),
        "gaps": [f"{month:%Y-%m}" for month in verdict.gaps],
        "differences": [{name: text.replace(",", "") for name, text in row.items()} for row in differing(verdict)],
    }


def differing(verdict: Verdict) -> list[dict[str, str]]:
    """The balances that differ: month, customer, and the three figures in yuan."""
    rows = verdict.figures[~verdict.figures["agrees"].astype(bool)]
    return [
        {"month": f"{month:%Y-%m}", "customer": code, "frozen": yuan(one), "later": yuan(later), "now": yuan(now)}
        for month, code, one, later, now, _ in rows.itertuples(index=False, name=None)
    ]
