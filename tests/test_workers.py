"""The seam for parallel work: the same answers in the same order, here or in other processes."""

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.workers import Workers

SLEEPER = """
from time import sleep
from pipeline.workers import Workers
if __name__ == "__main__":
    with Workers(2) as workers:
        answers = workers.map(sleep, [0, *[600] * 20])
        next(answers)
        print("at work", flush=True)
        next(answers)
"""


def process_of(_number: int) -> int:
    return os.getpid()


def searched(_number: int) -> tuple[bool, int, int]:
    return gc.isenabled(), gc.get_threshold()[0], gc.get_freeze_count()


def half(number: int) -> float:
    return 1 / number


@pytest.mark.parametrize("cores", [1, 2])
def test_answers_come_in_the_order_of_the_items(cores: int):
    with Workers(cores) as workers:
        assert list(workers.map(abs, list(range(-20, 0)))) == list(range(20, 0, -1))


def test_a_few_pieces_stay_in_this_process_and_many_leave_it():
    with Workers(2) as workers:
        assert set(workers.map(process_of, range(4), small=5)) == {os.getpid()}
        assert os.getpid() not in set(workers.map(process_of, range(5), small=5))


def test_other_processes_begin_before_anybody_waits_for_an_answer_and_this_one_when_it_is_asked(tmp_path: Path):
    there, here = tmp_path / "there", tmp_path / "here"
    with Workers(2) as workers:
        _begun, asked = workers.map(os.mkdir, [there], small=1), workers.map(os.mkdir, [here], small=2)
    assert there.exists() and not here.exists()
    assert list(asked) == [None] and here.exists()


def test_one_core_means_this_process():
    with Workers(1) as workers:
        assert set(workers.map(process_of, range(50))) == {os.getpid()}


def test_nothing_starts_until_there_is_work_for_it():
    with Workers(2) as workers:
        assert list(workers.map(abs, [])) == []
        assert multiprocessing.active_children() == []


def test_progress_is_told_of_every_piece():
    told: list[tuple[int, int]] = []
    with Workers(1) as workers:
        list(workers.map(abs, [1, 2, 3], lambda done, total: told.append((done, total))))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_process_looks_for_cycles_among_what_it_makes_and_not_among_what_is_imported():
    with Workers(2) as workers:
        ((enabled, seldom, imported), *_) = workers.map(searched, [0, 1], small=2)
    assert enabled and seldom > 10_000 and imported > 100_000


@pytest.mark.parametrize("cores", [1, 2])
def test_what_a_piece_raises_arrives_here(cores: int):
    with Workers(cores) as workers, pytest.raises(ZeroDivisionError):
        list(workers.map(half, [1, 0, 1], small=2))


def test_no_process_outlives_a_run_that_was_killed(tmp_path: Path):
    script = tmp_path / "sleeper.py"
    script.write_text(SLEEPER, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert run.stdout is not None
    assert run.stdout.readline().strip() == b"at work"
    os.kill(run.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    run.communicate(timeout=30)  # ends only when no process that the run started holds the pipe any more
