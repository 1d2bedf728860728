"""One run at a time in one folder."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from pipeline.errors import Locked, NotWritten
from pipeline.home import Home
from pipeline.whole import why_not
from schemas.sentences.stops import stop_words


@contextmanager
def lock(home: Home) -> Iterator[None]:
    """Holds the folder for one run. The system lets go of it when the run is killed.

    Raises:
        Locked: Another run is at work here; said at once, without waiting.
        NotWritten: The ledger's folder can't be made or written to.
    """
    path = home.ledger / "lock"
    try:
        home.ledger.mkdir(parents=True, exist_ok=True)
        held = FileLock(path).acquire(timeout=0)
    except Timeout as error:
        raise Locked(stop_words("locked", home=home.root.absolute())) from error
    except OSError as error:
        raise NotWritten(why_not(str(path), error)) from error
    with held:
        yield
