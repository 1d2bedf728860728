"""A machine and an office to what works there and what does not, each with what to do; whatever is broken, it speaks.

Beyond Python's own library everything is loaded only when it is asked for, and what fails is a line like the others.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.diagnosis import Finding, State, wrong
from pipeline.errors import Stopped
from pipeline.home import Home
from pipeline.machine import disk, font, libraries, program, python
from schemas.words import Lang


@dataclass(frozen=True)
class Diagnosis:
    """What `doctor` found.

    Attributes:
        findings: In the order in which it looked.
        lang: The language that the settings ask for, as far as can be told.
    """

    findings: tuple[Finding, ...]
    lang: Lang

    @property
    def wrong(self) -> int:
        """How many things have to be mended."""
        return sum(finding.state is State.WRONG for finding in self.findings)

    @property
    def notes(self) -> int:
        """How many things work less well than they could."""
        return sum(finding.state is State.NOTE for finding in self.findings)


def doctor(home: Home) -> Diagnosis:
    """Looks at the machine, then at the office; changes nothing, and nothing that is broken keeps it from going on.

    Args:
        home: The office's folder.

    Source:
        Issue 7, point 7.
    """
    looks: dict[str, Callable[[], Iterable[Finding]]] = {
        "python": python,
        "program": program,
        "libraries": libraries,
        "disk": partial(disk, home.root),
        "font": font,
    }
    machine = [finding for check, look in looks.items() for finding in looked(check, look)]
    return Diagnosis((*machine, *looked("program", partial(office, home))), language_of(home))


def office(home: Home) -> Iterator[Finding]:
    """What is found in the office."""
    from pipeline.checkup import CHECKS, settings_found

    found, settings = settings_found(home)
    yield found
    for check, look in CHECKS.items():
        yield from looked(check, partial(look, home, settings))


def looked(check: str, look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What one look finds; what stops it is a finding too."""
    found: list[Finding] = []
    try:
        found.extend(look())
    except Stopped as error:
        found.append(Finding(check, State.WRONG, error.sentence))
    except ImportError as error:
        found.append(wrong(check, "not_loaded", reason=error))
    except Exception as error:  # whatever is broken, the other lines are said
        found.append(wrong(check, "no_answer", reason=f"{type(error).__name__}: {error}"))
    return found


def language_of(home: Home) -> Lang:
    """The language of the office; Chinese where even that can't be loaded."""
    try:
        from pipeline.settings import language
    except ImportError:
        return "zh"
    return language(home.settings)
