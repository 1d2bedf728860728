"""What stopped a command to its exit status and the sentence that says so; a fault of our own goes to the log."""

from contextlib import suppress

from pipeline.errors import Stopped
from pipeline.home import Home
from pipeline.log import fault
from pipeline.reconcile.proof import DoesNotAddUp
from pipeline.settings import language
from schemas.sentences.console import CONSOLE

FAULT_OF_OUR_OWN = 70


def why(error: Exception, home: Home) -> tuple[int, str]:
    """The exit status of what stopped a command, and what people are told of it.

    Args:
        error: What stopped it.
        home: The folder that it worked in, whose settings have the language and whose ledger the log.
    """
    lang = language(home.settings)
    if isinstance(error, Stopped):
        return error.status, error.sentence.in_(lang)
    said = [CONSOLE["does_not_add_up"].in_(lang).format(what=error)] if isinstance(error, DoesNotAddUp) else []
    with suppress(OSError):  # where even the log can't be written, the sentence is still said
        fault(home, error)
    said.append(CONSOLE["crashed"].in_(lang).format(log=home.log))
    return FAULT_OF_OUR_OWN, "\n".join(said)
