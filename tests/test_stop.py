"""A request to stop: the wait is over at once, and a second request ends the process as if nobody listened."""

import signal
import time
from collections.abc import Iterator

import pytest

from pipeline.stop import REQUESTS, Stop


@pytest.fixture
def stop() -> Iterator[Stop]:
    before = {request: signal.getsignal(request) for request in REQUESTS}
    yield Stop()
    for request, handler in before.items():
        signal.signal(request, handler)


def test_without_a_request_it_waits(stop: Stop):
    before = time.monotonic()
    assert not stop.rest(0.05)
    assert time.monotonic() - before >= 0.05


@pytest.mark.parametrize("request_", [signal.SIGINT, signal.SIGTERM])
def test_a_request_ends_the_wait_and_every_later_one(stop: Stop, request_: signal.Signals):
    signal.raise_signal(request_)
    before = time.monotonic()
    assert stop.rest(10.0) and stop.rest(10.0)
    assert time.monotonic() - before < 5


def test_a_second_request_is_left_to_the_system(stop: Stop):
    assert signal.getsignal(signal.SIGINT) == stop._ask
    signal.raise_signal(signal.SIGTERM)
    assert {signal.getsignal(request) for request in REQUESTS} == {signal.SIG_DFL}


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no such request here")
def test_what_was_started_to_outlive_its_terminal_does():
    before = {request: signal.getsignal(request) for request in REQUESTS}
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        stop = Stop()
        signal.raise_signal(signal.SIGHUP)
        assert not stop.asked
    finally:
        for request, handler in before.items():
            signal.signal(request, handler)
