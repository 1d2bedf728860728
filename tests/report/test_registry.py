"""Which workbooks a run comes to, and that each can be built by another process."""

import io
import pickle
from dataclasses import replace

import openpyxl
import pytest

from pipeline.report.plain import columns_of, rows_of
from pipeline.report.registry import OF_POSITION, OF_STATEMENTS, Plan, Task, accounts, workbooks
from schemas.answers.statements import StatementTotals
from tests.report.sample_answers import (
    CUSTOMERS,
    LONG_NAME,
    LOOK,
    NOTHING,
    answers,
    every_task,
    frame,
    intake,
    statement_lines,
    statement_totals,
)

TASKS = every_task(answers(), intake(), LOOK)


def test_the_workbooks_of_the_contract_come_out_under_their_names():
    assert [task.path for task in TASKS] == [
        "订单状态.xlsx",
        "未收回单据.xlsx",
        "异常报告.xlsx",
        "对账单/2026-10/对账汇总.xlsx",
        f"对账单/2026-10/C001_{LONG_NAME}.xlsx",
        "对账单/2026-10/C003_宏达食品商行.xlsx",
        "对账单/2026-10/C004_=1+1 商贸.xlsx",
        "收件记录.xlsx",
        "按业务员/张岚.xlsx",
        f"订单确认/SO202610001_{LONG_NAME}.xlsx",
        "订单确认/=SO_2_=1+1 商贸.xlsx",
        "发货通知/2026-11-05/张岚.xlsx",
        "发货通知/2026-11-05/未登记.xlsx",
        "按责任人/李师傅.xlsx",
        "按责任人/王师傅.xlsx",
        "按责任人/远通快运有限公司江海分拨中心.xlsx",
        "按责任人/顺达物流.xlsx",
        "客户资料更新.xlsx",
    ]


def test_an_office_that_dropped_nothing_gets_every_report_but_statements():
    assert [task.path for task in every_task(NOTHING, intake(), LOOK)] == [
        "订单状态.xlsx",
        "未收回单据.xlsx",
        "异常报告.xlsx",
        "对账单/2026-10/对账汇总.xlsx",
        "收件记录.xlsx",
        "客户资料更新.xlsx",
    ]


def test_a_report_that_is_planned_before_the_rules_are_asked_comes_to_the_workbooks_that_are_written():
    plans: tuple[Plan, ...] = (*OF_POSITION, *OF_STATEMENTS)
    early = {plan: list(plan(answers(), intake(), LOOK)) for plan in plans}
    planned = {plan: list(tasks) for plan, tasks in workbooks(answers(), intake(), LOOK)}
    assert {plan: paths(tasks) for plan, tasks in early.items()} == {plan: paths(planned[plan]) for plan in early}
    assert [path for plan in planned if plan not in early for path in paths(planned[plan])] == [
        "异常报告.xlsx",
        "对账单/2026-10/对账汇总.xlsx",
        "按业务员/张岚.xlsx",
        "客户资料更新.xlsx",
    ]


def paths(tasks: list[Task]) -> list[str]:
    """Where the workbooks lie."""
    return [task.path for task in tasks]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.path)
def test_a_task_can_be_sent_to_another_process(task: Task):
    there = pickle.loads(pickle.dumps(task))
    assert there.function(*there.args) == task.function(*task.args)


def test_the_summary_names_each_statement_or_why_there_is_none():
    (summary,) = (task for task in TASKS if task.path.endswith("对账汇总.xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(summary.function(*summary.args)))["汇总"]
    files = {row[0]: row[24] for row in sheet.iter_rows(min_row=6, max_col=25, values_only=True) if row[0]}
    assert [files[code] for code, _ in CUSTOMERS] == [
        f"C001_{LONG_NAME}.xlsx",
        "不出对账单：本月无往来，余额和定金均为零",
        "C003_宏达食品商行.xlsx",
        "C004_=1+1 商贸.xlsx",
        "不出对账单：本月无往来，余额和定金均为零",
    ]


def test_a_reason_given_with_the_totals_stands():
    rows = statement_totals(statement_lines(4))
    rows[1]["file"] = "期初日期在以后"
    given = replace(answers(), statement_totals=frame(StatementTotals, rows))
    (summary,) = (task for task in every_task(given, intake(), LOOK) if task.path.endswith("对账汇总.xlsx"))
    assert summary.args[0]["file"].tolist()[1] == "期初日期在以后"


def test_the_slips_on_a_statement_stand_by_the_day_the_goods_left_however_much_is_at_risk():
    made = answers()
    turned = replace(made, outstanding=made.outstanding.iloc[::-1].reset_index(drop=True))
    theirs, again = accounts(made)[2], accounts(turned)[2]
    assert rows_of(columns_of(theirs)) == rows_of(columns_of(again)) != []
