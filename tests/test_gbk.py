"""Nothing stops at a console that knows GBK alone: what it can't show is replaced, and what programs read is whole."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from pipeline import progress
from pipeline.cli import cli
from pipeline.options import json_text
from pipeline.screen import as_table
from tests.contract.office import Office
from tests.test_drift import all_words
from tests.test_layout import ROOT

STRANGE = "출하 𠮷😀.xlsx"
RUNS_THEM_ALL = """
import json, sys
from pipeline.cli import main
for words in json.loads(sys.argv[1]):
    sys.argv = ["hongdan", *words]
    try:
        main()
        status = 0
    except SystemExit as left:
        status = left.code or 0
    print("STATUS", words[0], status, flush=True)
"""


def test_every_sentence_and_label_can_be_shown():
    for where, words in all_words():
        for text in words:
            assert text.encode("gbk", "ignore").decode("gbk") == text, where


@pytest.mark.parametrize("command", [None, *cli.commands])
def test_the_help_of_every_command_can_be_shown(command: str | None):
    told = CliRunner().invoke(cli, [*filter(None, [command]), "--help"])
    assert told.exit_code == 0
    told.output.encode("gbk")


def test_a_table_is_drawn_with_lines_that_can_be_shown():
    as_table(("位置", "问题"), [("订单!B2", "数量“-3”不是大于 0 的数。" * 9)], 40).encode("gbk")


def test_the_bar_and_the_live_line_are_drawn_with_signs_that_can_be_shown(monkeypatch: pytest.MonkeyPatch):
    drawn = io.BytesIO()
    screen = io.TextIOWrapper(drawn, encoding="gbk", errors="strict", write_through=True)
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(progress, "Console", lambda **how: Console(**how | {"file": screen, "force_terminal": True}))
    with monkeypatch.context() as terminal:
        terminal.setattr("sys.stderr", screen)
        terminal.setattr("sys.stdout", screen)
        with progress.bar("reading") as tick:
            for done in range(4):
                tick(done, 3)
        with progress.live_line() as (say, show):
            say("收件 1 个文件")
            show("等待中，接着办：11-05 经理月报" * 9)
    said = drawn.getvalue().decode("gbk")
    assert "读取文件" in said and "收件 1 个文件" in said and "接着办" in said


def test_what_programs_read_loses_nothing():
    assert json.loads(json_text({"file": STRANGE}, "gbk").encode("gbk")) == {"file": STRANGE}
    assert STRANGE in json_text({"file": STRANGE}, "utf-8")
    assert "表.xlsx" in json_text({"file": "表.xlsx"}, "gbk")


def test_commands_work_with_names_that_can_not_be_shown(tmp_path: Path):
    office = Office(tmp_path)
    held = ["S2", "2026-10-12", "C2", "合页", 0, 3]
    office.drop(
        STRANGE,
        {
            "𠮷": [
                ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"],
                ["S1", "2026-10-12", "𠮷😀", "합", 1, 3],
                held,
            ]
        },
    )
    day, file = ["--as-of", "2026-11-05"], str(tmp_path / "inbox" / STRANGE)
    statuses = {
        "run": (0, day), "due": (0, day), "trace": (0, ["S1"]), "check": (1, [file]), "doctor": (0, []),
        "withdraw": (0, [STRANGE, *day]), "reopen": (2, ["2026-10"]),
    }  # fmt: skip
    lines = [[command, *words, "--home", str(tmp_path)] for command, (_, words) in statuses.items()]
    told = subprocess.run(
        [sys.executable, "-c", RUNS_THEM_ALL, json.dumps(lines)],
        capture_output=True,
        cwd=ROOT,
        env={"PYTHONIOENCODING": "gbk:strict", "PATH": ""},
        check=False,
    )
    said, complained = told.stdout.decode("gbk"), told.stderr.decode("gbk")
    ended = {line.split()[1]: int(line.split()[2]) for line in said.splitlines() if line.startswith("STATUS")}
    assert ended == {command: status for command, (status, _) in statuses.items()}, complained
    assert "?? ??.xlsx" in said and "Traceback" not in complained
