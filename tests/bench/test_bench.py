"""The benchmark compares like with like: where script and hongdan answer the same question, the figures agree."""

import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS

from pipeline.demo.files import ROWS_A_FILE
from pipeline.demo.trade import trade
from schemas.registry import SHEETS
from tests.bench import floor, recalculated, rules
from tests.bench.accepted import accepted
from tests.bench.bench import AS_OF, by_hand, hongdan, steps
from tests.bench.inbox import make_inbox, sheets_of
from tests.bench.memory import Cost, cost
from tests.bench.told import Measured, growth_told, size_told

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


def test_a_month_of_more_rows_than_a_file_holds_goes_to_several_files_whole_documents_together():
    orders = trade(9_000, 1, AS_OF).orders
    sheets = list(sheets_of(SHEETS["orders"], orders, "order_date"))
    assert max(len(sheet.rows) for sheet in sheets) <= ROWS_A_FILE
    assert pd.concat([sheet.rows for sheet in sheets])["order_no"].nunique() == orders["order_no"].nunique()
    assert sum(sheet.rows["order_no"].nunique() for sheet in sheets) == orders["order_no"].nunique()
    assert len({sheet.file for sheet in sheets}) == len(sheets) > orders["order_date"].dt.to_period("M").nunique()


def test_the_file_that_comes_later_brings_orders_that_nobody_has_seen(home: Path):
    later, before = (
        pd.concat([pd.read_excel(file, engine="openpyxl") for file in (home / folder).glob("订单*.xlsx")])
        for folder in ("later", "inbox")
    )
    assert len(later) > 100
    assert not later["订单号"].isin(before["订单号"]).any()
    assert later["客户编码"].isin(before["客户编码"]).all()


def test_the_floor_writes_the_cells_and_formats_that_a_run_wrote(home: Path):
    file = home / "outbox" / "未收回单据.xlsx"
    with zipfile.ZipFile(file) as package:
        cells = list(floor.cells_of(package.read("xl/worksheets/sheet1.xml").decode(), floor.texts_of(package)))
        looks = floor.looks_of(package)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert len(cells) > 200
    for how, row, column, value, look in cells:
        cell = sheet.cell(row + 1, column + 1)
        if how != "n":
            assert value == cell.value
        form = looks[look]["num_format"]
        assert BUILTIN_FORMATS.get(form, form) == cell.number_format
        assert looks[look]["font_name"] == cell.font.name
        assert looks[look].get("bg_color", "#000000")[1:] == cell.fill.fgColor.rgb[2:]
    took = floor.Took()
    assert floor.write(file, took) >= len(cells)
    assert took.seconds > 0


def test_formulas_find_their_columns_by_name():
    rows = pd.DataFrame({"单号": ["A", "B"], "数量": [1, 2]})
    ranges = recalculated.ranges_of({"出库": (rows, {"双倍": ""}), "订单": (rows, {})})
    formula = "=SUMIFS([出库.数量],[出库.单号],[#单号])+VLOOKUP([#单号],[出库],2,FALSE)"
    assert (
        recalculated.placed(formula, "订单", ranges)
        == "=SUMIFS(出库!$B$2:$B$3,出库!$A$2:$A$3,A{row})+VLOOKUP(A{row},出库!$A$2:$C$3,2,FALSE)"
    )


def test_the_steps_of_the_last_run_are_found_in_the_log(home: Path):
    assert {"take in", "what counts", "reconcile", "write"} <= set(steps(home))


def test_what_was_measured_is_told_with_ratios():
    costs = {"cold": Cost(10, 18, 900), "unchanged": Cost(0.2, 0.2, 90), "by hand": Cost(105, 100, 500)}
    floor_figures = {"read": 5.0, "write": 15.0, "cells_read": 10, "cells_written": 30}
    found = Measured({"orders": 10, "files": 2}, costs | {"floor": Cost(20, 20, 0)}, {}, floor_figures)
    told = size_told(200_000, found)
    for words in ("0.50 times the plain floor", "2.0% of cold", "10.5 times as long as cold", "10 orders, 2 files"):
        assert words in told
    more = Measured({}, {"cold": Cost(50, 81, 3_600)})
    assert "| 200,000 to 1,000,000, 5-fold | 5.00-fold | 4.50-fold | 4.00-fold |" in growth_told(
        {200_000: found, 1_000_000: more}
    )


def test_the_memory_of_all_processes_is_counted():
    program = (
        "import subprocess, sys, time; x = b'x' * 50_000_000; " + "subprocess.run([sys.executable, '-c', {inner!r}])"
    )
    inner = "import time; x = b'x' * 50_000_000; time.sleep(1)"
    assert 100 < cost([sys.executable, "-c", program.format(inner=inner)]).peak_mb < 200


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
