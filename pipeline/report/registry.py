"""Answers to the workbooks of one run, each a task that a process of its own can do."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.answers import Answers, Position, Statements
from pipeline.report.customer_updates import customer_updates
from pipeline.report.exceptions import exceptions
from pipeline.report.folded import folded
from pipeline.report.intake_report import intake_report
from pipeline.report.look import Look
from pipeline.report.names import SUMMARY_FILE, statement_file_names, unique_file_names
from pipeline.report.order_confirmation import ToConfirm, order_confirmation
from pipeline.report.order_status import LINES, ORDERS, PAPER_TABLE, order_status
from pipeline.report.outstanding import chase_sheet, outstanding
from pipeline.report.plain import Columns, apart, columns_of, rows_by, rows_of
from pipeline.report.salesperson import salesperson, slice_of
from pipeline.report.shipping_notice import shipping_notice
from pipeline.report.statement import Account, last_day, statement
from pipeline.report.statement_summary import statement_summary
from schemas.answers.intake import IntakeReport
from schemas.answers.kind import checked
from schemas.answers.statements import StatementTotals
from schemas.sentences import report as words


class Task(NamedTuple):
    """One workbook: its path below the outbox, with `/`, and what gives its bytes: `function(*args)`. It pickles."""

    path: str
    function: Callable[..., bytes]
    args: tuple[Any, ...]


SLICES = "按业务员"
"""Where the salespeople's workbooks lie, below the outbox."""
TO_CONFIRM = "订单确认"
"""Where the orders lie that customers are to sign for."""
NOTICES = "发货通知"
"""Where what left lies, a folder a day, for the salespeople to tell their customers."""

CHASED = "按责任人"
"""Where the chase sheets of drivers and carriers lie, below the outbox."""

Found = TypeVar("Found", bound=Position)

Plan = Callable[[Answers, DataFrame[IntakeReport], Look], Iterator[Task]]
"""What answers a report needs, and the workbooks it comes to."""
PositionPlan = Callable[[Position, DataFrame[IntakeReport], Look], Iterator[Task]]
"""The same of a report for which the position of the day is enough."""
StatementsPlan = Callable[[Statements, DataFrame[IntakeReport], Look], Iterator[Task]]
"""The same of a report that needs the statements of the month too, but nothing of exceptions."""


def one(
    path: str, function: Callable[..., bytes], needs: Callable[[Found], tuple[Any, ...]]
) -> Callable[[Found, DataFrame[IntakeReport], Look], Iterator[Task]]:
    """A report that is one workbook of answers."""

    def plan(answers: Found, intake: DataFrame[IntakeReport], look: Look) -> Iterator[Task]:
        yield Task(path, function, (*needs(answers), look))

    return plan


def intake_plan(answers: Position, intake: DataFrame[IntakeReport], look: Look) -> Iterator[Task]:
    """收件记录, which speaks of files instead of answers."""
    yield Task("收件记录.xlsx", intake_report, (intake, look))


def summary_plan(answers: Answers, intake: DataFrame[IntakeReport], look: Look) -> Iterator[Task]:
    """对账汇总 of an open month, with what the month still lacks; of a closed one it lies among the frozen ones."""
    if answers.frozen is None:
        totals = with_files(answers.statement_totals, look)
        progress = (answers.month_progress, intake, answers.month, answers.statements_due)
        yield Task(f"{month_folder(answers.month)}/{SUMMARY_FILE}", statement_summary, (totals, *progress, look))


def statement_plan(answers: Statements, intake: DataFrame[IntakeReport], look: Look) -> Iterator[Task]:
    """One statement a customer that gets one, in the month's folder; all there was once it is closed."""
    folder = month_folder(answers.month)
    if answers.frozen is not None:
        yield from (Task(f"{folder}/{name}", as_frozen, (content,)) for name, content in answers.frozen.items())
        return
    totals = with_files(answers.statement_totals, look)
    parties = {party["customer_code"]: party for party in rows_of(columns_of(answers.parties))}
    whose = rows_of(columns_of(totals[totals["has_statement"].fillna(False).astype(bool)]))
    theirs = apart(accounts(answers), "customer_code", [figures["customer_code"] for figures in whose])
    for figures, tables in zip(whose, theirs, strict=True):
        account = Account(figures, parties.get(figures["customer_code"], {}), *tables)
        yield Task(f"{folder}/{figures['file']}", statement, (account, answers.month, look))


def slice_plan(answers: Answers, intake: DataFrame[IntakeReport], look: Look) -> Iterator[Task]:
    """One workbook a salesperson who has anything open, and one of what is nobody's."""
    columns = [columns_of(table) for table in answers.slices]
    tables = tuple(rows_by(table, "owner") for table in columns)
    blank: tuple[Columns, ...] = tuple({name: [] for name in table} for table in columns)
    people = {name for table in tables for name in table}
    for name, path in paths_of(SLICES, people).items():
        yield Task(path, salesperson, (slice_of(name, tables, blank), look))


def chase_plan(answers: Position, intake: DataFrame[IntakeReport], look: Look) -> Iterator[Task]:
    """One workbook a driver or carrier who is to bring slips back, and one of those that are nobody's."""
    slips = answers.outstanding
    for name, path in paths_of(CHASED, slips["responsible"].unique().tolist()).items():
        yield Task(path, chase_sheet, (name, slips[slips["responsible"] == name], look))


def paths_of(folder: str, people: Iterable[str]) -> dict[str, str]:
    """Where the workbook of each person lies, below the outbox, by name."""
    names = sorted(people)
    return {name: f"{folder}/{file}" for name, file in zip(names, unique_file_names(zip(names)), strict=True)}


def confirmation_plan(answers: Position, intake: DataFrame[IntakeReport], look: Look) -> Iterator[Task]:
    """One workbook an order whose signed confirmation is awaited."""
    orders = rows_of(columns_of(answers.order_confirmations))
    lines = rows_by(columns_of(answers.confirmed_lines), "order_no")
    names = unique_file_names((order["order_no"], order["customer_name"] or "") for order in orders)
    for order, file in zip(orders, names, strict=True):
        yield Task(f"{TO_CONFIRM}/{file}", order_confirmation, (ToConfirm(order, lines[order["order_no"]]), look))


def notice_plan(answers: Position, intake: DataFrame[IntakeReport], look: Look) -> Iterator[Task]:
    """One workbook a salesperson for each of the last days of shipping."""
    for day, lines in rows_by(columns_of(answers.shipping_notices), "ship_date").items():
        people = rows_by(lines, "owner")
        for (owner, theirs), file in zip(people.items(), unique_file_names((name,) for name in people), strict=True):
            yield Task(f"{NOTICES}/{day:%Y-%m-%d}/{file}", shipping_notice, (owner, day.date(), theirs, look))


def accounts(answers: Statements) -> tuple[pd.DataFrame, ...]:
    """Lines, goods, slips of the month and last closings, as a statement takes them."""
    slips = answers.outstanding
    inside = (slips["ship_date"] >= pd.Timestamp(answers.month)) & (
        slips["ship_date"] <= pd.Timestamp(last_day(answers.month))
    )
    theirs = slips[inside].sort_values(["ship_date", "shipment_no"], kind="stable")
    return answers.statement_lines, answers.statement_goods, theirs, answers.closings


def month_folder(month: date) -> str:
    """Where the statements of a month lie, below the outbox."""
    return f"对账单/{month:%Y-%m}"


def as_frozen(content: bytes) -> bytes:
    """A workbook of a closed month, byte for byte."""
    return content


def with_files(totals: DataFrame[StatementTotals], look: Look) -> DataFrame[StatementTotals]:
    """The totals with the statement's file in `file`, or why there is none."""
    given = totals["has_statement"].fillna(False).astype(bool)
    theirs = totals[given]
    files = statement_file_names(theirs["customer_code"], theirs["customer_name"])
    reasons = totals["file"].fillna(words.NO_STATEMENT.in_(look.lang))
    return checked(StatementTotals, totals.assign(file=files.reindex(totals.index).where(given, reasons)))


CHASE_LIST = "未收回单据.xlsx"

status_plan: PositionPlan = one(
    "订单状态.xlsx",
    order_status,
    lambda a: (
        *(folded(a.order_status, ORDERS.asked), folded(a.order_lines, LINES.asked), a.key_figures),
        *(folded(a.papers, PAPER_TABLE.asked), a.deposit_forfeits),
    ),
)
list_plan: PositionPlan = one(CHASE_LIST, outstanding, lambda a: (a.outstanding, a.chase, a.slip_weeks, a.handover))

OF_POSITION: tuple[PositionPlan, ...] = (
    status_plan,
    list_plan,
    intake_plan,
    confirmation_plan,
    notice_plan,
    chase_plan,
)
"""The reports that can be begun before the statements are drawn up; the one that takes longest first."""

OF_STATEMENTS: tuple[StatementsPlan, ...] = (statement_plan,)
"""Those that can be begun before the rules are asked."""

WORKBOOKS: tuple[Plan, ...] = (
    status_plan,
    list_plan,
    one(
        "异常报告.xlsx",
        exceptions,
        lambda a: (
            *(a.exceptions, a.exception_totals, a.exception_weeks, a.handled_exceptions, a.cleared_exceptions),
            *(a.compared_with, a.carrier_billing, a.rules_in_force, a.unpublished_years, a.own_years),
        ),
    ),
    summary_plan,
    statement_plan,
    intake_plan,
    slice_plan,
    confirmation_plan,
    notice_plan,
    chase_plan,
    one("客户资料更新.xlsx", customer_updates, lambda a: (a.customer_updates,)),
)
"""The only list: every report of CONTRACT 5 but the copies to mend, which follow from files and not from answers."""


def workbooks(answers: Answers, intake: DataFrame[IntakeReport], look: Look) -> Iterator[tuple[Plan, Iterator[Task]]]:
    """Every workbook of a run, a report of WORKBOOKS after the other; one is planned when its tasks are asked for.

    Args:
        answers: What the accepted documents say.
        intake: One row a sheet of each file's last version, or a refused file.
        look: Language, company and day.

    Returns:
        One task a workbook; no two of all reports have the same path.

    Source:
        CONTRACT 5.
    """
    for plan in WORKBOOKS:
        yield plan, plan(answers, intake, look)
