"""What stopped a command to its exit status and the sentence that says so; what nobody foresaw goes to the log."""

from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from errno import EAGAIN, ENOMEM

from pipeline.errors import Stopped
from pipeline.guarded import NotStarted
from pipeline.home import Home
from pipeline.log import fault
from pipeline.reconcile.proof import DoesNotAddUp
from pipeline.settings import language
from schemas.sentences.console import CONSOLE

CUT_OFF = 5
FAULT_OF_OUR_OWN = 70

CUTS_OFF = (MemoryError, BrokenProcessPool, NotStarted)
"""No memory left, or a process of the command's own that the system or somebody ended: mostly for want of memory."""

NO_ROOM = (ENOMEM, EAGAIN)
"""What the system says where it has no memory, or no process, to give."""


def why(error: Exception, home: Home) -> tuple[int, str]:
    """The exit status of what stopped a command, and what people are told of it.

    Args:
        error: What stopped it.
        home: The folder that it worked in, whose settings have the language and whose ledger the log.
    """
    lang = language(home.settings)
    if isinstance(error, Stopped):
        return error.status, error.sentence.in_(lang)
    with suppress(OSError):  # where even the log can't be written, the sentence is still said
        fault(home, error)
    if isinstance(error, CUTS_OFF) or (isinstance(error, OSError) and error.errno in NO_ROOM):
        return CUT_OFF, CONSOLE["cut_off"].in_(lang).format(log=home.log)
    said = [CONSOLE["does_not_add_up"].in_(lang).format(what=error)] if isinstance(error, DoesNotAddUp) else []
    said.append(CONSOLE["crashed"].in_(lang).format(log=home.log))
    return FAULT_OF_OUR_OWN, "\n".join(said)
