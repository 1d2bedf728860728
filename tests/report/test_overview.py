"""The parts of 总览.html say what the answers say, and no more than fits."""

import pandas as pd
import pytest

from pipeline.problems import Problem
from pipeline.report.arrivals import SHOWN_FILES, SHOWN_PROBLEMS, SHOWN_SHEETS, came_in, held_back
from pipeline.report.html import Grid, Text
from pipeline.report.overview import at_a_glance, key_figures, largest
from pipeline.report.shelves import LINKED, Lying, workbooks
from pipeline.report.styles import Tone
from schemas.answers.intake import IntakeReport
from schemas.answers.kind import nothing
from tests.report.sample_answers import NOTHING, answers, frame

NOWHERE = Lying({})
SHEET = {
    "sheet": "订单",
    "kind": "订单",
    "outcome": "已接受",
    "rows": 3,
    "accepted": 2,
    "held": 0,
    "repeated": 0,
    "ignored": 1,
}


def texts(grid: Grid) -> list[list[str]]:
    """What the rows of a grid say."""
    return [[cell.text for cell in row] for row in grid.rows]


def test_the_first_figures_are_those_of_the_answers_and_lead_to_their_workbooks():
    found = answers()
    found.key_figures.loc[found.key_figures["figure"] == "late_orders", "value"] = 7
    files = Lying({"未收回单据.xlsx": "未收回单据 (2).xlsx"})
    bad = [Problem("a.xlsx", "订单", 3, 2, "bad_number", document="S1"), Problem("b.xlsx", "", 0, 0, "encrypted")]
    slips, exceptions, held, open_orders, _ = at_a_glance(found, bad, files, "zh").tiles
    assert (
        slips.value == f"{len(found.outstanding)}"
        and slips.href == "%E6%9C%AA%E6%94%B6%E5%9B%9E%E5%8D%95%E6%8D%AE%20%282%29.xlsx"
    )
    assert exceptions.value == f"{len(found.exceptions)}" and exceptions.href == ""
    assert (held.value, held.note, held.href) == ("1", "1 处问题；拒收文件 1 个", "#held")
    assert (open_orders.value, open_orders.note) == ("45", "其中逾期 7 张")


def test_an_office_without_anything_has_a_page_too():
    assert [tile.value for tile in at_a_glance(NOTHING, (), NOWHERE, "en").tiles] == ["0"] * 5
    assert largest(NOTHING, "zh").notes == ("没有异常。",)
    assert key_figures(NOTHING, "zh").charts == ()
    assert held_back({}, NOWHERE, "zh").notes == ("没有退回的单据，也没有拒收的文件。",)
    assert came_in(nothing(IntakeReport), "zh").notes == ("还没有收到文件。",)
    assert workbooks(NOWHERE, "zh").grids == ()


def test_of_exceptions_the_ten_with_the_largest_amounts_are_named_the_largest_first():
    found = answers(rows=30)
    (grid,) = largest(found, "zh").grids
    amounts = sorted((int(fen) for fen in found.exceptions["amount_fen"].dropna()), reverse=True)[:10]
    shown = [row[4].replace(",", "").replace(".", "") for row in texts(grid)]
    assert shown == [str(amount) for amount in amounts]
    assert {cell.tone for row in grid.rows for cell in row[1:2]} <= {Tone.BAD, Tone.WARN, Tone.QUIET}


def test_every_chart_says_in_words_what_it_draws():
    charts = key_figures(answers(), "zh").charts
    assert len(charts) == 5 and charts[-1].upright
    for chart in charts:
        assert all(f"{bar.label} {bar.value}" in chart.description for bar in chart.bars)
        assert max(bar.share for bar in chart.bars) == 1.0


def test_what_is_held_back_says_where_why_and_what_to_do_and_leads_to_its_copy():
    problems = {
        "a.xlsx": [Problem("a.xlsx", "订单", 3, 2, "encrypted")],
        "b.csv": [Problem("b.csv", "订单", 5, 3, "required_blank", field="数量")],
    }
    files = Lying({"退回修改/b.csv.xlsx": "退回修改/b.csv.xlsx"})
    by_file, what = held_back(problems, files, "zh").grids
    assert [row[0].href for row in by_file.rows] == ["", "%E9%80%80%E5%9B%9E%E4%BF%AE%E6%94%B9/b.csv.xlsx"]
    assert texts(what)[0][1] == "订单!B3"


@pytest.mark.parametrize(("count", "more"), [(SHOWN_PROBLEMS, ""), (SHOWN_PROBLEMS + 1, "还有 1 处，见标好的副本")])
def test_of_many_problems_the_first_are_told_and_the_others_counted(count: int, more: str):
    problems = {f"{n:03}.xlsx": [Problem(f"{n:03}.xlsx", "订单", 3, 2, "encrypted")] for n in range(count)}
    by_file, what = held_back(problems, NOWHERE, "zh").grids
    assert what.more == more and len(what.rows) == SHOWN_PROBLEMS
    assert len(by_file.rows) == SHOWN_FILES and bool(by_file.more) == (count > SHOWN_FILES)


def test_what_came_in_is_told_by_the_day_of_each_files_last_version_the_latest_in_full():
    early, late = pd.Timestamp(2026, 11, 2), pd.Timestamp(2026, 11, 5)
    rows = [
        SHEET | {"file": "a.xlsx", "taken_in": late, "outcome": "部分退回", "held": 1},
        SHEET | {"file": "a.xlsx", "sheet": "二", "taken_in": late},
        SHEET | {"file": "b.xlsx", "taken_in": early},
    ]
    by_day, sheets = came_in(frame(IntakeReport, rows), "zh").grids
    assert texts(by_day) == [["2026-11-05", "1", "6", "4", "1", "0", "2"], ["2026-11-02", "1", "3", "2", "0", "0", "1"]]
    assert sheets.caption == "2026-11-05 收到的" and [row[:4] for row in texts(sheets)] == [
        ["a.xlsx", "订单", "订单", "部分退回"],
        ["a.xlsx", "二", "订单", "已接受"],
    ]
    many = [SHEET | {"file": f"{n:03}.xlsx", "taken_in": late} for n in range(SHOWN_SHEETS + 2)]
    assert came_in(frame(IntakeReport, many), "zh").grids[1].more == "还有 2 行，见收件记录"


def test_every_workbook_is_named_once_by_folder_and_a_month_is_a_folder_of_its_own():
    names = ["订单状态.xlsx", "对账单/2026-10/b.xlsx", "对账单/2026-10/a.xlsx", "退回修改/财务/流水.xlsx"]
    found = workbooks(Lying({name: name for name in names}), "en")
    assert texts(found.grids[0]) == [["订单状态.xlsx", "how far every order has come, key figures, papers"]]
    assert [(shelf.title, [link.text for link in shelf.links]) for shelf in found.shelves] == [
        ("对账单/2026-10 (2)", ["对账单/2026-10/", "a.xlsx", "b.xlsx"]),
        ("退回修改 (1)", ["退回修改/", "财务/流水.xlsx"]),
    ]
    many = Lying({f"按业务员/{n:03}.xlsx": f"按业务员/{n:03}.xlsx" for n in range(LINKED + 1)})
    (shelf,) = workbooks(many, "zh").shelves
    assert len(shelf.links) == LINKED + 1 and shelf.more == "其余 1 个在文件夹里"


def test_a_link_leads_to_where_a_workbook_lies_to_a_folder_that_holds_any_and_else_nowhere():
    files = Lying({"a.xlsx": "a (2).xlsx", "对账单/2026-10/b.xlsx": "对账单/2026-10/b.xlsx"})
    assert files.link("a.xlsx") == "a%20%282%29.xlsx"
    assert files.link("对账单/2026-10/") == "%E5%AF%B9%E8%B4%A6%E5%8D%95/2026-10/"
    assert files.link("对账单/2026-11/") == files.link("对账单/2026-1") == files.link("b.xlsx") == ""
    assert Text("x").beside == ()
