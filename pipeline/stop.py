"""Ctrl-C and the system's request to end, to a wait that is over at once."""

import signal
import time
from types import FrameType

TICK = 0.25
"""Seconds after which a request is seen at the latest."""
REQUESTS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP") if hasattr(signal, name))


class Stop:
    """Whether this process was asked to stop; the first request lets it finish, a second one ends it at once."""

    def __init__(self) -> None:
        self.asked = False
        for request in REQUESTS:
            if request.name != "SIGHUP" or signal.getsignal(request) != signal.SIG_IGN:  # nohup is meant
                signal.signal(request, self._ask)

    def rest(self, seconds: float) -> bool:
        """Waits, and says whether to stop; a request cuts it short."""
        until = time.monotonic() + seconds
        while not self.asked and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, TICK))
        return self.asked

    def _ask(self, request: int, frame: FrameType | None) -> None:
        self.asked = True
        for other in REQUESTS:
            signal.signal(other, signal.SIG_DFL)  # not even a run that waits for a share is waited for then
