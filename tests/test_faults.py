"""What stopped a command to its exit status and what people are told."""

import os
from concurrent.futures.process import BrokenProcessPool
from errno import EAGAIN, ENOMEM
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.faults import why
from pipeline.guarded import NotStarted
from pipeline.home import Home
from pipeline.workers import Workers


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        pa.ArrowMemoryError("malloc of size 64 failed"),
        NotStarted(-9),
        OSError(ENOMEM, "Cannot allocate memory"),
        BlockingIOError(EAGAIN, "Resource temporarily unavailable"),
    ],
)
def test_a_machine_without_memory_is_no_fault_of_the_programs_own(tmp_path: Path, error: Exception):
    home = Home(tmp_path)
    status, said = why(error, home)
    assert status == 5 and "内存不够" in said and "再运行一次" in said and "程序自身出错" not in said
    assert type(error).__name__ in home.log.read_text(encoding="utf-8")
    home.settings.write_text('lang = "en"')
    assert "Close other programs and run again" in why(error, home)[1]


def test_a_process_that_the_system_ended_is_none_either(tmp_path: Path):
    with pytest.raises(BrokenProcessPool) as caught, Workers(2) as workers:
        list(workers.map(os._exit, [9], small=1))
    status, said = why(caught.value, Home(tmp_path))
    assert status == 5 and "被系统或别人结束了" in said


def test_whatever_else_nobody_foresaw_is(tmp_path: Path):
    assert why(ValueError("odd"), Home(tmp_path))[0] == 70
