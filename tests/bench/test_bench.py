"""The benchmark compares like with like: where script and hongdan answer the same question, the figures agree."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from schemas.registry import SHEETS
from tests.bench import rules
from tests.bench.accepted import accepted
from tests.bench.bench import AS_OF, by_hand, hongdan
from tests.bench.inbox import make_inbox
from tests.bench.memory import peak_mb

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of 60 orders that both have worked on."""
    home = tmp_path_factory.mktemp("office")
    make_inbox(home, 60, 1, AS_OF)
    for command in (hongdan(home), by_hand(home)):
        subprocess.run(command, check=True, capture_output=True)
    return home


def table(path: Path, sheet: str) -> pd.DataFrame:
    """A sheet from its header row on, without the line of totals."""
    cells = pd.read_excel(path, sheet_name=sheet, header=None, dtype=object, engine="openpyxl")
    header = next(row for row in range(len(cells)) if cells.loc[row].notna().sum() > 5)
    rows = cells.iloc[header + 1 :].set_axis(list(cells.loc[header]), axis="columns")
    return rows[rows.iloc[:, 0].notna() & ~rows.iloc[:, 0].isin(["合计"])].reset_index(drop=True)


def test_the_sheets_of_the_benchmark_are_taken_in_without_a_problem(home: Path):
    assert not (home / "outbox" / "退回修改").exists()
    record = table(home / "outbox" / "收件记录.xlsx", "收件记录")
    assert set(record["结果"]) == {"已接受"}


def test_both_find_the_same_slips_outstanding(home: Path):
    ours, theirs = (
        table(home / folder / "未收回单据.xlsx", "未收回单据")[["出库单号", "单据类型", "问题", "天数", "责任人"]]
        for folder in ("outbox", "by_hand")
    )
    assert len(ours) > 3
    order = ["出库单号", "单据类型"]
    both = [rows.sort_values(order, ignore_index=True).astype(str) for rows in (ours, theirs)]
    pd.testing.assert_frame_equal(*both)


def test_both_agree_on_what_was_shipped_of_every_order(home: Path):
    ours, theirs = (table(home / folder / "订单状态.xlsx", "订单") for folder in ("outbox", "by_hand"))
    ours = ours.set_index("订单号")[["已发数量", "未发数量"]].astype(float)
    theirs = theirs.set_index("订单号")[["已发数量", "未发数量"]].astype(float)
    pd.testing.assert_frame_equal(ours.sort_index(), theirs.sort_index(), check_names=False)


def test_the_memory_of_all_processes_is_counted():
    program = (
        "import subprocess, sys, time; x = b'x' * 50_000_000; " + "subprocess.run([sys.executable, '-c', {inner!r}])"
    )
    inner = "import time; x = b'x' * 50_000_000; time.sleep(1)"
    assert 100 < peak_mb([sys.executable, "-c", program.format(inner=inner)]) < 200


def test_the_rules_are_measured_over_rows_as_the_ledger_has_them_step_by_step():
    tables = accepted(400, 1, AS_OF)
    assert {name: dict(rows.dtypes.astype(str)) for name, rows in tables.items()} == {
        name: SHEETS[name].dtypes | {"file": "str"} for name in tables
    }
    assert "has_handed_over_date" in tables["slips"] and tables["slips"]["has_handed_over_date"].all()
    assert not tables["orders"].filter(like="has_").any(axis=None)
    seconds, answers = rules.measured(tables)
    assert set(seconds) == {*rules.MATCHING, *rules.STATEMENTS, *rules.RULES}
    assert rules.ratio(seconds) > 0
    assert answers.exceptions["code"].nunique() > 10
