"""What a command starts with: everything that it needs, and nothing that takes long beside."""

import subprocess
import sys
from pathlib import Path

LOADED = (
    "import sys, pipeline.run, pipeline.check; print(sorted(name for name, module in sys.modules.items() if module))"
)

CHECKED = """
import sys
import pandas as pd
from pipeline.intake.checks import Check
print(Check.gt(0)(pd.Series([1, -1])).check_passed)
print("hypothesis" in sys.modules)
import hypothesis.extra.pandas
"""


def test_a_command_without_a_cluster_imports_nothing_of_dask():
    said = subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True, text=True).stdout
    assert "'pandera'" in said
    assert "'dask" not in said
    assert "'distributed" not in said


def test_a_rule_is_checked_without_hypothesis_which_can_still_be_had_afterwards():
    said = subprocess.run([sys.executable, "-c", CHECKED], check=True, capture_output=True, text=True).stdout
    assert said.split() == ["False", "False"]


def test_a_command_of_the_module_says_on_standard_error_no_more_than_the_program_installed(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("a,b\n1,2", encoding="utf-8")
    words = [sys.executable, "-m", "pipeline.cli", "check", str(file), "--home", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
