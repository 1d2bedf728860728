"""What a command did, as text for people and as one JSON document; what a run did is told by `run_told`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.check import Checked
from pipeline.problems import Problem, problem_words
from pipeline.screen import as_table
from schemas.registry import SHEETS
from schemas.sentences.console import CONSOLE, PROBLEM_TABLE
from schemas.words import Lang

LISTED_PROBLEMS = 1_000
"""More problems of a checked file than this are left to its copy and to --json."""


def check_as_text(checked: Iterable[Checked], width: int | None = None) -> str:
    """Every file: what a run would make of it, its problems as a table, and where the marked copy lies.

    Args:
        checked: The files.
        width: Of the terminal; None: a line a problem.
    """
    return "\n\n".join("\n".join(check_lines(found, width)) for found in checked)


def check_lines(found: Checked, width: int | None) -> Iterable[str]:
    """What is said of one file."""
    lang = found.settings.lang
    if found.refused:
        yield from (refusal_line(problem, lang) for problem in found.problems)
        return
    counts = {"accepted": found.accepted, "held": found.held, "problems": len(found.problems)}
    yield say("problems" if found.problems else "no_problems", lang, file=found.file, **counts)
    if found.problems:
        yield problem_table(found.problems[:LISTED_PROBLEMS], lang, width)
    if len(found.problems) > LISTED_PROBLEMS:
        yield say("not_listed", lang, count=len(found.problems) - LISTED_PROBLEMS)
    yield from (note.in_(lang) for note in found.notes)
    if found.copy is not None:
        yield say("copy", lang, path=found.copy)


def problem_table(problems: Sequence[Problem], lang: Lang, width: int | None) -> str:
    """Problems by place: what is wrong, what to do, and what is suggested where anything is."""
    rows = [(problem.place, *problem_words(problem, lang), problem.suggestion) for problem in problems]
    labels = tuple(words.in_(lang) for words in PROBLEM_TABLE)
    shown = len(labels) if any(problem.suggestion for problem in problems) else len(labels) - 1
    return as_table(labels[:shown], [row[:shown] for row in rows], width)


def check_as_json(checked: Iterable[Checked]) -> dict[str, Any]:
    """The same, for programs."""
    return {
        "files": [
            {
                "file": found.file,
                "refused": found.refused,
                "accepted": found.accepted,
                "held": found.held,
                "problems": [as_json(problem, found.settings.lang) for problem in found.problems],
                "notes": [note.in_(found.settings.lang) for note in found.notes],
                "copy": found.copy,
            }
            for found in checked
        ]
    }


def trace_as_text(found: dict[str, Any], lang: Lang) -> str:
    """Every document behind a number, a line each: what it is, and where its rows stand."""
    lines = []
    for document in found["documents"]:
        rows = ",".join(map(str, document["rows"]))
        kind = SHEETS[document["kind"]].label.in_(lang)
        lines.append(f"{kind}  {document['number']}  {document['file']}  {document['sheet']}!{rows}")
    return "\n".join(lines)


def paths_as_text(paths: Iterable[Path], lang: Lang) -> str:
    """What was written, a line each."""
    return "\n".join(say("written", lang, path=path) for path in paths)


def paths_as_json(paths: Iterable[Path]) -> dict[str, Any]:
    """The same, for programs."""
    return {"written": [str(path) for path in paths]}


def say(code: str, lang: Lang, **quoted: object) -> str:
    """A sentence of the console."""
    return CONSOLE[code].in_(lang).format(**quoted)


def refusal_line(problem: Problem, lang: Lang) -> str:
    """Why a whole file was refused."""
    sentence, remedy = problem_words(problem, lang)
    return say("refused", lang, file=problem.file, problem=sentence, remedy=remedy)


def problem_line(problem: Problem, lang: Lang) -> str:
    """Where a problem is, as Excel shows it, what it is, what to do, and what may have been meant."""
    said = list(problem_words(problem, lang))
    if problem.suggestion:
        said.append(say("suggested", lang, value=problem.suggestion))
    gap = " " if lang == "en" else ""
    return f"{problem.file}  {problem.place}  {gap.join(said)}"


def as_json(problem: Problem, lang: Lang) -> dict[str, Any]:
    """One problem, for programs."""
    sentence, remedy = problem_words(problem, lang)
    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "row": problem.row,
        "field": problem.field,
        "typed": problem.typed,
        "code": problem.code,
        "document": " ".join(part for part in problem.document.split("\x1f") if part),
        "problem": sentence,
        "remedy": remedy,
        "suggestion": problem.suggestion,
    }
