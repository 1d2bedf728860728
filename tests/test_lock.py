"""One run at a time in one folder."""

import os
import platform
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.errors import Locked, NotWritten
from pipeline.home import Home
from pipeline.lock import Holder, lock, records, unlock

SINCE = datetime(2026, 11, 5, 8, 30)
HOLDER = """
import sys, time
from datetime import datetime
from pathlib import Path
from pipeline.home import Home
from pipeline.lock import lock
with lock(Home(Path(sys.argv[1])), datetime(2026, 11, 5, 8, 30)):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_in_the_same_folder_is_refused_at_once(tmp_path: Path):
    begun = time.monotonic()
    with lock(Home(tmp_path), SINCE), pytest.raises(Locked) as stopped, lock(Home(tmp_path), SINCE):
        pass
    assert time.monotonic() - begun < 2
    assert stopped.value.status == 4
    told = stopped.value.sentence.zh
    assert str(tmp_path) in told
    assert all(said in told for said in (platform.node(), str(os.getpid()), "2026-11-05 08:30 开始", "hongdan "))


def test_the_folder_is_free_again_after_a_run_even_after_one_that_failed(tmp_path: Path):
    with pytest.raises(ZeroDivisionError), lock(Home(tmp_path), SINCE):
        raise ZeroDivisionError
    with lock(Home(tmp_path), SINCE):
        pass


def test_another_folder_is_not_locked(tmp_path: Path):
    with lock(Home(tmp_path / "a"), SINCE), lock(Home(tmp_path / "b"), SINCE):
        pass


def test_another_process_is_refused_too_and_a_killed_one_leaves_no_lock(tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(Locked), lock(Home(tmp_path), SINCE):
            pass
        holder.kill()
        holder.wait()
    with lock(Home(tmp_path), SINCE):
        pass


def test_a_folder_that_can_not_be_written_to_is_said_in_words(tmp_path: Path):
    (tmp_path / ".hongdan").write_bytes(b"")
    with pytest.raises(NotWritten), lock(Home(tmp_path), SINCE):
        pass


# --- more than one machine ---------------------------------------------------------------------


def left(home: Home, host: str, text: str) -> Path:
    """The record that a machine left."""
    records(home).mkdir(parents=True, exist_ok=True)
    record = records(home) / f"{host}.json"
    record.write_text(text, encoding="utf-8")
    return record


BEGUN = '{"host": "仓库-PC", "pid": "77", "command": "hongdan run", "since": "2026-11-04 17:59"}'


def test_another_machine_is_named_and_left_alone_until_it_is_unlocked_on_request(tmp_path: Path):
    home = Home(tmp_path)
    record = left(home, "%E4%BB%93%E5%BA%93-PC", BEGUN)
    with pytest.raises(Locked) as stopped, lock(home, SINCE):
        pass
    told = stopped.value.sentence.zh
    assert "仓库-PC" in told and "2026-11-04 17:59" in told and "hongdan unlock" in told
    assert list(records(home).iterdir()) == [record]
    assert unlock(home) == (Holder("仓库-PC", "77", "hongdan run", "2026-11-04 17:59"),)
    with lock(home, SINCE):
        pass
    assert unlock(home) == ()


@pytest.mark.parametrize("text", ["", BEGUN[:30], "[]", '{"host": "x", "who": 1}'])
def test_a_record_that_can_not_be_read_still_speaks_for_its_machine(tmp_path: Path, text: str):
    left(Home(tmp_path), "pc2", text)
    with pytest.raises(Locked, match="pc2"), lock(Home(tmp_path), SINCE):
        pass
    assert unlock(Home(tmp_path)) == (Holder("pc2"),)


def test_of_two_machines_that_begin_at_once_each_sees_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A share that carries no lock from one to the other: only the records meet."""
    with lock(Home(tmp_path), SINCE):
        (tmp_path / ".hongdan" / "lock").unlink()
        monkeypatch.setattr(platform, "node", lambda: "pc2")
        with pytest.raises(Locked, match="on another machine"), lock(Home(tmp_path), SINCE):
            pass
        assert len(list(records(Home(tmp_path)).iterdir())) == 1


def test_what_lives_is_not_unlocked_and_where_nothing_is_nothing_comes_into_being(tmp_path: Path):
    assert unlock(Home(tmp_path)) == () and not list(tmp_path.iterdir())
    with lock(Home(tmp_path), SINCE):
        with pytest.raises(Locked, match=str(os.getpid())):
            unlock(Home(tmp_path))
        assert len(list(records(Home(tmp_path)).iterdir())) == 1
    assert not list(records(Home(tmp_path)).iterdir())
