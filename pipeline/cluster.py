"""A running Dask scheduler to a place for work: reached, its workers fit to give this machine's bytes, and watched."""

import logging
import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pipeline.errors import NoCluster, SettingsInvalid, WrongUsage
from pipeline.remote import Location
from pipeline.versions import differences, installed
from schemas.sentences.stops import stop_words

if TYPE_CHECKING:
    from distributed import Client, Security

Item = TypeVar("Item")
Answer = TypeVar("Answer")

ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:[0-9]+\Z")
LOGGERS = ("distributed", "distributed.client")
QUIET = {"distributed.admin.large-graph-warning-threshold": "1TiB"}
"""Whole tables travel as they are: what Dask says of that is nobody's business here."""


@dataclass(frozen=True)
class Access:
    """How a cluster is reached.

    Attributes:
        ca: The certificate of who vouches for scheduler and workers, a file; "" for none, as the next two.
        certificate: This machine's own certificate.
        private_key: The key that belongs to it.
        wait_seconds: How long to wait for the scheduler, for a first worker, and for one to come back.
    """

    ca: str = ""
    certificate: str = ""
    private_key: str = ""
    wait_seconds: int = 10


class Raised(NamedTuple):
    """What a function raised on a worker, which so has no cause to write what it worked on into its log."""

    error: Exception


class Cluster:
    """The workers of a running scheduler, for functions on picklable values.

    Args:
        address: Of the scheduler, `tcp://HOST:PORT` or `tls://HOST:PORT`.
        access: Certificates and patience.

    Raises:
        WrongUsage: The address is none, or Dask is not installed.
        SettingsInvalid: The certificates are not there, or none are.
        NoCluster: No scheduler answers there, it has no workers, or one of them would give other bytes.
    """

    def __init__(self, address: str, access: Access) -> None:
        self.address = address
        self._wait = access.wait_seconds
        self._client = connected(address, access)
        self._executor = self._client.get_executor(pure=False)
        self._demand("cluster_differs", {address: self._differing_scheduler()})
        try:
            self._client.wait_for_workers(1, timeout=self._wait)
        except TimeoutError as error:
            self.close()
            raise self._stop("cluster_no_worker") from error
        self._demand("cluster_differs", self._asked(differing, installed()))

    @property
    def size(self) -> int:
        """How many pieces it works on at a time."""
        threads: dict[str, int] = self._client.nthreads()
        return max(sum(threads.values()), 1)

    def see(self, made: Location) -> None:
        """Makes sure that every worker sees what was made just now where all of them are to read and write.

        Raises:
            NoCluster: One doesn't.
        """
        self._demand("cluster_blind", self._asked(unseen, made))

    def map(self, function: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer]:
        """The function's answers in the order of the items; what was lost with a worker is done again by another.

        The workers begin at once, whether anybody waits for an answer yet or not.

        Args:
            function: Found by its name in its module, so that workers find it too.
            items: What it is called on, one by one; they travel, as the answers do.

        Raises:
            NoCluster: No worker is left, or the piece ended every one that tried it.
            Exception: What the function raised, for the first item that it did for.
        """
        there = partial(answered, installed(), function)
        return self._answers([self._executor.submit(there, item) for item in reversed(items)])

    def close(self) -> None:
        """Leaves the scheduler; what it still has of ours is dropped there."""
        self._client.close()

    def _answers(self, waiting: "list[Future[Any]]") -> Iterator[Any]:
        """The answers of pieces under way, the last one first; those that nobody waits for any more are called off."""
        try:
            while waiting:
                yield self._heard(waiting.pop())
        finally:
            for future in waiting:
                future.cancel()

    def _heard(self, future: "Future[Any]") -> Any:
        from distributed import KilledWorker

        try:
            while not wait([future], timeout=self._wait).done:
                if not self._client.nthreads():
                    raise self._stop("cluster_lost")
            answer = future.result()
        except (KilledWorker, CancelledError, OSError) as error:
            raise self._stop("cluster_lost") from error
        if isinstance(answer, Raised):
            raise answer.error
        return answer

    def _differing_scheduler(self) -> object:
        """What the scheduler has otherwise than this machine: all that travels is unpacked there, and packed again."""
        try:
            return self._client.run_on_scheduler(differing, installed())
        except (ImportError, AttributeError) as error:
            return error

    def _asked(self, wanting: Callable[[Any], str], of: object) -> dict[str, object]:
        """What each worker says it wants for, or what it raised; one that is lost meanwhile is left out."""
        from distributed.comm import CommClosedError

        told: dict[str, object] = self._client.run(wanting, of, on_error="return")
        return {worker: wants for worker, wants in told.items() if not isinstance(wants, CommClosedError)}

    def _demand(self, code: str, wanted: Mapping[str, object]) -> None:
        """Stops where anyone wants for something: "" where one doesn't, else what, or what went wrong there."""
        for place, wants in wanted.items():
            if wants != "":
                self.close()
                raise self._stop(code, place=place, wants=wants)

    def _stop(self, code: str, **quoted: object) -> NoCluster:
        return NoCluster(stop_words(code, address=self.address, seconds=self._wait, **quoted))


def connected(address: str, access: Access) -> "Client":
    """The client of a scheduler; Cluster says what it raises."""
    if not ADDRESS.match(address):
        raise WrongUsage(stop_words("cluster_address", typed=address))
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise WrongUsage(stop_words("cluster_not_installed")) from error
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    dask.config.set(QUIET)
    security = certificates(address, access)
    try:
        return Client(address, timeout=access.wait_seconds, security=security, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(stop_words("cluster_away", address=address, reason=reason_of(error))) from error


def certificates(address: str, access: Access) -> "Security | None":
    """What proves each side to the other where the line is encrypted; None where it is not."""
    from distributed import Security

    files = {"ca": access.ca, "certificate": access.certificate, "private_key": access.private_key}
    if address.startswith("tcp:"):
        if any(files.values()):
            raise WrongUsage(stop_words("cluster_not_tls", address=address))
        return None
    for name, file in files.items():
        if not Path(file).is_file():
            raise SettingsInvalid(stop_words("cluster_certificate", key=f"cluster.{name}", file=file))
    return Security(
        require_encryption=True,
        tls_ca_file=access.ca,
        tls_client_cert=access.certificate,
        tls_client_key=access.private_key,
    )


def reason_of(error: BaseException) -> str:
    """What the system said at the bottom of it."""
    said, cause = str(error), error.__cause__
    while cause is not None:
        said, cause = str(cause) if isinstance(cause, OSError) and str(cause) else said, cause.__cause__
    return said


# --- on a worker -----------------------------------------------------------------------------


def differing(here: Mapping[str, str]) -> str:
    """What is installed otherwise on this worker than on the machine that asks; "" where nothing is."""
    return ", ".join(map(str, differences(here)))


def unseen(made: Location) -> str:
    """What this worker does not see; "" where it does."""
    return "" if made.exists() else str(made)


def answered(here: Mapping[str, str], function: Callable[[Item], Answer], item: Item) -> Answer | Raised:
    """The function's answer on this worker, which may have come after the others were asked what they have."""
    if wants := differing(here):
        return Raised(NoCluster(stop_words("cluster_differs", place=worker_here(), wants=wants)))
    try:
        return function(item)
    except Exception as error:  # raised where the run is, which alone knows what to tell whom
        error.add_note("".join(traceback.format_exception(error)))
        return Raised(error)


def worker_here() -> str:
    """The address of this worker."""
    from distributed import get_worker

    return str(get_worker().address)
