"""What a run did, as text for people and as one JSON document."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from pipeline.console import as_json, problem_line, refusal_line, say
from pipeline.due_told import in_short
from pipeline.last_run import Told
from pipeline.ledger.names import identity
from pipeline.outbox import Change, Written
from pipeline.outcome import Outcome
from pipeline.problems import documents_in
from schemas.choices import Level, LineKind
from schemas.exact import yuan
from schemas.rulebook import PARAMETERS
from schemas.sentences.closing import closing_words
from schemas.words import Lang

SHOWN_PROBLEMS = 20
"""More problems of a run than this are left to the copies in the outbox."""

MOST_BY_NAME = 8
"""More workbooks of one folder than this are counted instead of named."""


def run_as_text(outcome: Outcome) -> str:
    """What a run took in, what it found and what it wrote; 未变 where nothing did."""
    lang = outcome.settings.lang
    month = f"{outcome.month:%Y-%m}"
    lines = [say("heading", lang, as_of=outcome.as_of.isoformat(), month=month)]
    taken = outcome.taken_in
    lines += [say("taken_in", lang, count=len(taken)) if taken else say("nothing_new", lang)]
    lines += [f"  {version.name}" for version in taken]
    lines += held_lines(outcome)
    lines += closed_lines(outcome)
    lines += rule_lines(outcome)
    lines += figures(outcome)
    lines += written_lines(outcome.written, lang)
    return "\n".join(lines)


def told_of(outcome: Outcome) -> Told:
    """All that is ever told of a run, in plain values."""
    due = "" if outcome.next_due is None else in_short(outcome.next_due, outcome.settings.lang)
    return Told(run_as_text(outcome), run_as_json(outcome), documents_in(outcome.held), due)


def closed_lines(outcome: Outcome) -> list[str]:
    """Up to which month the books are closed, and what that means for the month of the run; nothing while none is."""
    lang, upto, month = outcome.settings.lang, outcome.closed.upto, f"{outcome.month:%Y-%m}"
    if upto is None:
        return []
    if outcome.closed.has(outcome.month):
        return [closing_words("as_closed", month=month).in_(lang)]
    lines = [closing_words("closed_upto", month=f"{upto:%Y-%m}").in_(lang)]
    count, amount = adjusted(outcome)
    return [*lines, closing_words("adjusted", count=count, amount=yuan(amount)).in_(lang)] if count else lines


def adjusted(outcome: Outcome) -> tuple[int, int]:
    """How many lines of 前期调整 the month's statements have, and what they come to in fen."""
    lines = outcome.answers.statement_lines
    theirs = lines.loc[lines["kind"] == LineKind.ADJUSTMENT.value, "receivable_fen"]
    return len(theirs), int(theirs.sum())


def held_lines(outcome: Outcome) -> list[str]:
    """Files refused, how much is held back, and what is wrong in the files of this run; nothing where all is well."""
    lang = outcome.settings.lang
    held = outcome.held
    lines = [refusal_line(problem, lang) for problem in outcome.refused]
    if held:
        lines.append(say("held", lang, documents=documents_in(held), problems=len(held)))
        new = {version.file for version in outcome.taken_in}
        told = [problem for problem in held if identity(problem.file) in new]
        lines += [f"  {problem_line(problem, lang)}" for problem in told[:SHOWN_PROBLEMS]]
        if len(told) > SHOWN_PROBLEMS:
            lines.append(f"  … +{len(told) - SHOWN_PROBLEMS}")
    return lines


def rule_lines(outcome: Outcome) -> list[str]:
    """The limits that a 规则 sheet has set otherwise than the settings, and how many it leaves as they are."""
    lang, rules = outcome.settings.lang, outcome.answers.rules_in_force
    dated = rules[rules["dated"].astype(bool)]
    if dated.empty:
        return []
    lines = [say("rules", lang, count=len(dated))]
    told = dated[dated["differs"].astype(bool)]
    for code, word, value, day in told[["rule_code", "parameter", "value", "valid_from"]].itertuples(index=False):
        words = {"rule": code, "parameter": PARAMETERS[word].in_(lang), "value": value, "day": f"{day:%Y-%m-%d}"}
        lines.append("  " + say("rule", lang, **words))
    return [*lines, "  " + say("rules_as_set", lang, count=len(dated) - len(told))] if len(told) < len(dated) else lines


def figures(outcome: Outcome) -> list[str]:
    """The figures that people ask for first."""
    lang, answers = outcome.settings.lang, outcome.answers
    totals = answers.statement_totals
    return [
        say(
            "outstanding",
            lang,
            count=len(answers.outstanding),
            amount=yuan(int(answers.outstanding["amount_fen"].sum())),
        ),
        say(
            "exceptions",
            lang,
            count=len(answers.exceptions),
            high=int((answers.exceptions["level"] == Level.HIGH.value).sum()),
        )
        + (say("handled", lang, count=len(answers.handled_exceptions)) if len(answers.handled_exceptions) else ""),
        say(
            "statements",
            lang,
            count=int(totals["has_statement"].sum()),
            amount=yuan(int(totals["closing_fen"].sum())),
        ),
    ]


def written_lines(written: Sequence[Written], lang: Lang) -> list[str]:
    """What became of the workbooks: those that changed, by name, and how many did not."""
    moved = [done for done in written if done.change is not Change.UNCHANGED]
    unchanged = len(written) - len(moved)
    if not moved:
        return [say("all_unchanged", lang, count=unchanged)]
    groups: dict[tuple[Change, str], list[str]] = {}
    for done in moved:
        groups.setdefault((done.change, str(PurePosixPath("outbox", done.path).parent)), []).append(done.path)
    lines = []
    for (change, folder), paths in groups.items():
        if len(paths) > MOST_BY_NAME:
            lines.append(say("many", lang, change=say(change.value, lang), folder=folder, count=len(paths)))
        else:
            lines += [f"{say(change.value, lang)}  outbox/{path}" for path in paths]
    return [*lines, say("and_unchanged", lang, count=unchanged)] if unchanged else lines


def run_as_json(outcome: Outcome) -> dict[str, Any]:
    """The same, for programs: days as ISO, amounts as text in yuan."""
    answers, current = outcome.answers, outcome.current
    totals = answers.statement_totals
    return {
        "as_of": outcome.as_of.isoformat(),
        "month": f"{outcome.month:%Y-%m}",
        "closed_upto": None if outcome.closed.upto is None else f"{outcome.closed.upto:%Y-%m}",
        "adjustments": adjusted(outcome)[0],
        "taken_in": [version.name for version in outcome.taken_in],
        "problems": [as_json(p, outcome.settings.lang) for found in current.problems.values() for p in found],
        "outstanding": {
            "count": len(answers.outstanding),
            "amount": yuan(int(answers.outstanding["amount_fen"].sum())).replace(",", ""),
        },
        "exceptions": dict(sorted(Counter(answers.exceptions["code"]).items())),
        "handled": len(answers.handled_exceptions),
        "cleared": len(answers.cleared_exceptions),
        "statements": {
            "count": int(totals["has_statement"].sum()),
            "closing": yuan(int(totals["closing_fen"].sum())).replace(",", ""),
        },
        "rules": [
            {"code": code, "parameter": parameter, "value": value, "since": f"{day:%Y-%m-%d}"}
            for code, parameter, value, day in answers.rules_in_force.loc[
                answers.rules_in_force["dated"].astype(bool), ["rule_code", "parameter", "value", "valid_from"]
            ].itertuples(index=False)
        ],
        "written": [{"path": f"outbox/{done.path}", "change": done.change.value} for done in outcome.written],
        "changed": any(done.change is not Change.UNCHANGED for done in outcome.written),
    }
