"""What unlocking and rebuilding came to, as text for people and as one JSON document."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pipeline.console import say
from pipeline.lock import Holder, shown
from pipeline.rebuild import Rebuilt
from schemas.words import Lang


def unlocked_as_text(gone: Sequence[Holder], lang: Lang) -> str:
    """Whose records were taken away, a line each."""
    return "\n".join(say("unlocked", lang, who=shown([holder]).in_(lang)) for holder in gone) or say("not_locked", lang)


def unlocked_as_json(gone: Sequence[Holder]) -> dict[str, Any]:
    """The same, for programs."""
    return {"unlocked": [asdict(holder) for holder in gone]}


def rebuilt_as_text(rebuilt: Rebuilt) -> str:
    """What was mended and what could not be, a line each."""
    lang = rebuilt.settings.lang
    lines = [say("mended", lang, path=path) for path in rebuilt.mended]
    lines += [say("lost", lang, path=path) for path in rebuilt.lost]
    return "\n".join(lines) or say("sound", lang)


def rebuilt_as_json(rebuilt: Rebuilt) -> dict[str, Any]:
    """The same, for programs."""
    return {"mended": list(rebuilt.mended), "lost": list(rebuilt.lost)}
