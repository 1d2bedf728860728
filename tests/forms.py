"""The suite has two forms: a short one for every change, and a full one where HONGDAN_FULL=1 asks for it."""

import os

from hypothesis import settings

FULL = os.environ.get("HONGDAN_FULL") == "1"


def examples(count: int) -> settings:
    """So many examples of a property whose every example is dear, and ten times as many in the full form."""
    return settings(max_examples=count * 10 if FULL else count, deadline=None)
