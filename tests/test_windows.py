"""What Windows asks for and can be seen elsewhere: files to drop sheets on, and paths of any length."""

import errno
import re
from pathlib import Path

import pytest

from pipeline.cli import cli
from pipeline.intake.inbox import of_any_length, without_limit
from pipeline.whole import LONGEST_ON_WINDOWS, why_not
from tests.test_layout import ROOT

BATCHES = sorted((ROOT / "docs" / "windows").glob("*.cmd"))
GUIDE = ROOT / "docs" / "Windows安装.md"


@pytest.mark.parametrize("batch", BATCHES, ids=[path.stem for path in BATCHES])
def test_a_batch_file_says_the_same_in_every_code_page_and_its_lines_end_as_windows_wants(batch: Path):
    content = batch.read_bytes()
    content.decode("ascii")
    assert content.count(b"\n") == content.count(b"\r\n") > 5
    text = content.decode()
    assert '--home "%~dp0."' in text, "a folder that ends in a backslash would take the quote with it"
    assert "DisableDelayedExpansion" in text, "else names lose their exclamation marks"
    assert text.splitlines()[-1] == "exit", "else what stands behind an & in a name would be run"
    ways = re.findall(r'(?:where /q (\w+) && )?set "HONGDAN=(.+)"', text)
    assert ways == [("", "python -m pipeline.cli"), ("py", "py -m pipeline.cli"), ("hongdan", "hongdan")], (
        "the last wins"
    )
    assert {word.split()[1] for word in text.split("%HONGDAN%")[1:] for word in ["x" + word]} <= set(cli.commands)
    assert f"{batch.name}" in GUIDE.read_text(encoding="utf-8")


def test_every_file_that_is_dropped_is_checked_however_it_is_called():
    (check,) = (path for path in BATCHES if path.stem == "检查")
    line = next(line for line in check.read_text().splitlines() if line.endswith("%*"))
    assert line == '%HONGDAN% check --home "%~dp0." %*'


def test_the_page_is_opened_only_after_a_run_that_made_it():
    (run,) = (path for path in BATCHES if path.stem == "运行")
    lines = run.read_text().splitlines()
    opening = next(place for place, line in enumerate(lines) if "start" in line)
    assert lines[opening - 1] == 'if not "%ERRORLEVEL%"=="0" if not "%ERRORLEVEL%"=="5" goto end'
    assert lines[opening + 1 :] == [":end", "pause", "exit"]


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        (r"D:\红单\inbox", r"\\?\D:\红单\inbox"),
        (r"\\server\share\inbox", r"\\?\UNC\server\share\inbox"),
        (r"\\?\D:\红单", r"\\?\D:\红单"),
    ],
)
def test_windows_opens_paths_of_any_length_in_their_long_form(path: str, taken: str):
    assert without_limit(path) == taken


def test_elsewhere_a_folder_is_called_as_it_is(tmp_path: Path):
    assert of_any_length(tmp_path) == tmp_path


@pytest.mark.parametrize(
    ("platform", "error", "told"),
    [
        ("linux", OSError(errno.ENAMETOOLONG, "too long", "x"), True),
        ("win32", OSError(errno.ENOENT, "not found", "D" * LONGEST_ON_WINDOWS), True),
        ("win32", OSError(errno.ENOENT, "not found", "D" * (LONGEST_ON_WINDOWS - 1)), False),
        ("linux", OSError(errno.ENOENT, "not found", "D" * LONGEST_ON_WINDOWS), False),
    ],
)
def test_a_path_that_is_too_long_is_told_as_that(
    monkeypatch: pytest.MonkeyPatch, platform: str, error: OSError, told: bool
):
    monkeypatch.setattr("sys.platform", platform)
    assert ("路径太长" in why_not("a.xlsx", error).zh) == told
