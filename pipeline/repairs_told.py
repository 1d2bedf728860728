"""What unlocking came to, as text for people and as one JSON document."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pipeline.console import say
from pipeline.lock import Holder, shown
from schemas.words import Lang


def unlocked_as_text(gone: Sequence[Holder], lang: Lang) -> str:
    """Whose records were taken away, a line each."""
    return "\n".join(say("unlocked", lang, who=shown([holder]).in_(lang)) for holder in gone) or say("not_locked", lang)


def unlocked_as_json(gone: Sequence[Holder]) -> dict[str, Any]:
    """The same, for programs."""
    return {"unlocked": [asdict(holder) for holder in gone]}
