"""What `doctor` found, as text for people and as one JSON document."""

from collections.abc import Iterator
from typing import Any

from pipeline.diagnosis import Finding
from pipeline.doctor import Diagnosis
from schemas.sentences.doctor import ALL_FINE, CHECKS, MARKS, SOME_TO_NOTE, SOME_WRONG, STATES
from schemas.words import Lang


def doctor_as_text(found: Diagnosis) -> str:
    """A line a finding, what to do below it, and how many are wrong."""
    lines = [line for finding in found.findings for line in lines_of(finding, found.lang)]
    total = SOME_WRONG if found.wrong else SOME_TO_NOTE if found.notes else ALL_FINE
    return "\n".join([*lines, total.in_(found.lang).format(count=found.wrong or found.notes)])


def lines_of(finding: Finding, lang: Lang) -> Iterator[str]:
    """One finding, and what to do where something is."""
    state = STATES[finding.state].in_(lang)
    yield f"{MARKS[finding.state]} {state}  {CHECKS[finding.check].in_(lang)}  {finding.found.in_(lang)}"
    if remedy := finding.remedy.in_(lang):
        yield f"    {remedy}"


def doctor_as_json(found: Diagnosis) -> dict[str, Any]:
    """The same, for programs."""
    return {
        "ok": not found.wrong,
        "checks": [
            {
                "check": finding.check,
                "state": finding.state.value,
                "found": finding.found.in_(found.lang),
                "remedy": finding.remedy.in_(found.lang),
            }
            for finding in found.findings
        ],
    }
