"""The digest of the program: another one for whatever of it is changed, and for nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline.program
import schemas
from pipeline.program import program


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of four files in place of this one."""
    for name in ("pipeline/run.py", "pipeline/report/look.css", "pipeline/report/a.py", "schemas/cells.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"one\ntwo\n")
    monkeypatch.setattr(pipeline.program, "__file__", str(tmp_path / "pipeline" / "program.py"))
    monkeypatch.setattr(schemas, "__path__", [str(tmp_path / "schemas")])
    return tmp_path


@pytest.mark.parametrize(
    "change",
    [
        lambda source: (source / "pipeline/run.py").write_bytes(b"one\ntwo\n\n"),
        lambda source: (source / "pipeline/report/look.css").write_bytes(b""),
        lambda source: (source / "schemas/cells.py").write_bytes(b"two\none\n"),
        lambda source: (source / "pipeline/report/a.py").rename(source / "pipeline/report/b.py"),
        lambda source: (source / "pipeline/report/a.py").rename(source / "pipeline/a.py"),
        lambda source: (source / "pipeline/run.py").unlink(),
        lambda source: (source / "schemas/new.py").touch(),
    ],
    ids=["a line", "a look", "a schema", "a name", "a room", "a file less", "a file more"],
)
def test_whatever_is_changed_makes_another_program(source: Path, change: Callable[[Path], object]):
    before = program()
    change(source)
    assert program() != before


def test_the_ends_of_lines_and_what_python_leaves_beside_make_no_other(source: Path):
    before = program()
    (source / "pipeline/run.py").write_bytes(b"one\r\ntwo\r\n")
    (source / "pipeline/run.pyc").write_bytes(b"")
    assert program() == before
