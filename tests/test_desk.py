"""Where a command works for a while: nobody else looks into it, and nothing of it stays, not even of killed ones."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.desk import own_desk

AT_WORK = """
from time import sleep
from pipeline.desk import own_desk
with own_desk() as desk:
    (desk / "orders.parquet").write_text("SO1")
    print(desk, flush=True)
    sleep(600)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The machine's folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@contextmanager
def another(temporary: Path) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """The desk of another process at work, and the process."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(temporary)}
    with subprocess.Popen([sys.executable, "-c", AT_WORK], stdout=subprocess.PIPE, text=True, env=environment) as made:
        assert made.stdout is not None
        try:
            yield Path(made.stdout.readline().strip()), made
        finally:
            made.kill()


def test_a_desk_is_its_owners_alone_and_goes_with_all_that_lies_on_it(temporary: Path):
    with own_desk() as desk, own_desk() as other:
        (desk / "sub").mkdir()
        (desk / "sub/rows").write_text("SO1")
        assert desk != other and desk.parent == temporary
        assert sys.platform == "win32" or desk.stat().st_mode & 0o777 == 0o700
    assert not list(temporary.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is Unix's")
def test_what_a_killed_process_left_is_cleared_away_by_the_next_and_what_a_living_one_works_on_is_not(temporary: Path):
    (temporary / "hongdan-notes").mkdir()
    with another(temporary) as (killed, process), another(temporary) as (living, _):
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (killed / "orders.parquet").exists()
        with own_desk():
            assert not killed.exists()
            assert (living / "orders.parquet").exists()
    assert (temporary / "hongdan-notes").exists(), "not ours to take away"
