"""Every workbook as text beside its golden file, so that a change of looks or figures is read before it is kept."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.report.registry import Task
from schemas.answers.intake import IntakeReport
from schemas.answers.kind import nothing
from tests.report.dump import dump
from tests.report.sample_answers import (
    LOOK,
    NOTHING,
    answers,
    every_task,
    intake,
)

GOLDEN = Path(__file__).parent.parent / "golden" / "report"
REGENERATE = "HONGDAN_REGENERATE"
"""Set to 1, the goldens are written anew and the tests fail all the same: look at the diff, then run again."""


def tasks() -> dict[str, Task]:
    """What is compared, by the name of its golden: every workbook in Chinese, some in English, some with no row."""
    small = answers(rows=6, lines=6)
    chinese = every_task(small, intake(), LOOK)
    english = every_task(small, intake(), replace(LOOK, lang="en"))
    empty = every_task(NOTHING, nothing(IntakeReport), LOOK)
    chosen = {f"zh {task.path}": task for task in chinese}
    chosen |= {f"en {task.path}": task for task in english if "C001" in task.path or task.path == "未收回单据.xlsx"}
    chosen |= {f"empty {task.path}": task for task in empty}
    return {name.replace("/", " ").removesuffix(".xlsx"): task for name, task in chosen.items()}


TASKS = tasks()


@pytest.mark.parametrize("name", TASKS)
def test_a_workbook_is_as_its_golden_says(name: str):
    task, golden = TASKS[name], GOLDEN / f"{name}.txt"
    text = dump(task.function(*task.args))
    if os.environ.get(REGENERATE) == "1":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
        pytest.fail(f"written anew: {golden.name}; look at the diff and run again without {REGENERATE}")
    assert golden.exists(), f"there is no golden {golden.name}; make it with {REGENERATE}=1"
    assert text == golden.read_text(encoding="utf-8")


def test_no_golden_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(TASKS)


@pytest.mark.parametrize("name", TASKS)
def test_the_same_answers_give_the_same_bytes(name: str):
    task = TASKS[name]
    assert task.function(*task.args) == task.function(*task.args)
