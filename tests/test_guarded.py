"""What kills or stalls the process that works on one value is told of that value alone; the others get answers."""

import multiprocessing
import os
import signal
import sys
import time

import pytest

from pipeline.errors import NotWritten
from pipeline.intake.rules import ReadingRules
from pipeline.workers import Killed, Workers
from schemas.words import Words

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of memory are another system's")

BOUNDS = ReadingRules(max_memory_mb=300, max_seconds=2)
EVIL = {
    "abort": "reader_died",
    "kill": "reader_died",
    "exit": "reader_died",
    "panic": "reader_died",
    "hoard": "reader_memory",
    "rust": "reader_memory",
    "hang": "reader_slow",
}


PIECES: list[str] = []
"""What this process answered."""


class Panic(BaseException):
    """What the Rust reader raises where it gave up."""


def evil(piece: str) -> str:
    """Does its worst, or answers with the process that it is in."""
    match piece:
        case "abort":
            os.abort()
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(0)
        case "panic":
            raise Panic
        case "hoard":
            return str(len([b"x" * 1_000_000 + bytes([n % 256]) for n in range(3_000)]))
        case "rust":
            os.write(2, b"memory allocation of 17179869184 bytes failed\n")
            os.abort()
        case "hang":
            time.sleep(600)
        case "fault":
            raise KeyError("金额")
        case "stop":
            raise NotWritten(Words("满了", "full"))
        case "die_if_used" if PIECES:
            os.abort()
        case "print":
            os.write(2, b"x" * 1_000_000)
    PIECES.append(piece)
    return f"{piece} {os.getpid()}"


def answers(pieces: list[str], cores: int = 2) -> list[str | Killed]:
    with Workers(cores) as workers:
        return list(workers.guarded(evil, pieces, BOUNDS))


def reasons(found: list[str | Killed]) -> list[str]:
    return [answer.reason if isinstance(answer, Killed) else answer.split()[0] for answer in found]


@pytest.mark.parametrize("cores", [1, 2])
def test_each_piece_that_ends_its_process_is_named_and_the_others_are_answered_in_order(cores: int):
    pieces = ["a", "abort", "b", "kill", "exit", "c", "panic", "hoard", "d", "rust", "e"]
    assert reasons(answers(pieces, cores)) == [EVIL.get(piece, piece) for piece in pieces]


def test_a_piece_that_takes_longer_than_it_may_is_ended():
    assert answers(["hang", "a"], cores=1)[0] == Killed("reader_slow", "2")


def test_work_is_never_done_in_this_process_however_little_there_is():
    (answer,) = answers(["a"])
    assert answer != f"a {os.getpid()}"


def test_one_process_does_one_piece_after_the_other():
    found = answers(["a"] * 20, cores=1)
    assert len(set(found)) == 1


def test_the_processes_end_with_the_last_answer_and_more_work_gets_new_ones():
    with Workers(2) as workers:
        for pieces in (["a", "b", "c"], ["d", "kill"]):
            expected = [EVIL.get(piece, piece) for piece in pieces]
            assert reasons(list(workers.guarded(evil, pieces, BOUNDS))) == expected
            assert multiprocessing.active_children() == []


def test_a_fault_of_the_program_is_told_with_its_place_and_kills_nothing():
    before, fault, after = answers(["a", "fault", "a"], cores=1)
    assert isinstance(fault, Killed)
    assert fault.reason == "reader_fault"
    assert fault.detail.startswith("KeyError: '金额' (test_guarded.py:")
    assert before == after


def test_what_stops_the_command_stops_it():
    with pytest.raises(NotWritten) as stopped:
        answers(["a", "stop", "b"])
    assert stopped.value.sentence == Words("满了", "full")
    assert str(stopped.value) == "full"


def test_what_libraries_print_as_they_die_does_not_reach_people(capfd: pytest.CaptureFixture[str]):
    assert reasons(answers(["rust", "print"])) == ["reader_memory", "print"]
    assert capfd.readouterr() == ("", "")


def test_a_piece_that_dies_of_what_others_left_behind_is_tried_alone():
    assert reasons(answers(["a", "die_if_used"], cores=1)) == ["a", "die_if_used"]
