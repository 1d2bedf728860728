"""One run at a time in one folder."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import Locked, NotWritten
from pipeline.home import Home
from pipeline.lock import lock

HOLDER = """
import sys, time
from pathlib import Path
from pipeline.home import Home
from pipeline.lock import lock
with lock(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_in_the_same_folder_is_refused_at_once(tmp_path: Path):
    begun = time.monotonic()
    with lock(Home(tmp_path)), pytest.raises(Locked) as stopped, lock(Home(tmp_path)):
        pass
    assert time.monotonic() - begun < 2
    assert stopped.value.status == 4
    assert str(tmp_path) in stopped.value.sentence.zh


def test_the_folder_is_free_again_after_a_run_even_after_one_that_failed(tmp_path: Path):
    with pytest.raises(ZeroDivisionError), lock(Home(tmp_path)):
        raise ZeroDivisionError
    with lock(Home(tmp_path)):
        pass


def test_another_folder_is_not_locked(tmp_path: Path):
    with lock(Home(tmp_path / "a")), lock(Home(tmp_path / "b")):
        pass


def test_another_process_is_refused_too_and_a_killed_one_leaves_no_lock(tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(Locked), lock(Home(tmp_path)):
            pass
        holder.kill()
        holder.wait()
    with lock(Home(tmp_path)):
        pass


def test_a_folder_that_can_not_be_written_to_is_said_in_words(tmp_path: Path):
    (tmp_path / ".hongdan").write_bytes(b"")
    with pytest.raises(NotWritten), lock(Home(tmp_path)):
        pass
