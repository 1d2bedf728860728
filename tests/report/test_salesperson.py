"""The workbook of one salesperson: what to do first, and nothing of anybody else's."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd

from pipeline.intake.recognise import is_form, recognise
from pipeline.intake.rules import ReadingRules
from pipeline.reconcile.slices import Slices
from tests.contract.office import rows_under
from tests.report.sample_answers import (
    LOOK,
    answers,
    every_task,
    intake,
    slices,
)


def workbooks_of(*parts):
    """The salespeople's workbooks by path."""
    every = Slices(*(pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True)))
    tasks = every_task(replace(answers(), slices=every), intake(), LOOK)
    return {task.path: task.function(*task.args) for task in tasks if task.path.startswith("按业务员/")}


def another(owner):
    """A slice of which every text is another's."""
    tables = []
    for table in slices(6, owner):
        texts = [name for name in table if isinstance(table[name].dtype, pd.StringDtype) and name in OWN_TEXTS]
        tables.append(table.assign(**{name: table[name] + owner for name in texts}))
    return Slices(*tables)


OWN_TEXTS = ("order_no", "shipment_no", "document_no", "exception_id", "customer_code", "customer_name", "salesperson")


def test_a_workbook_holds_nothing_of_anybody_elses():
    books = workbooks_of(another("甲某"), another("乙某"), another("丙某"))
    assert list(books) == ["按业务员/丙某.xlsx", "按业务员/乙某.xlsx", "按业务员/甲某.xlsx"]
    for path, data in books.items():
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            text = "".join(parts.read(name).decode() for name in parts.namelist())
        found = [name for name in ("甲某", "乙某", "丙某") if name in text]
        assert found == [path.removeprefix("按业务员/").removesuffix(".xlsx")]
        assert "来源" not in text
        assert ".xlsx" not in text


def test_names_that_no_file_may_have_are_made_safe_and_stay_apart():
    books = workbooks_of(slices(1, "张/三"), slices(1, "张:三"), slices(1, "CON"), slices(1, "../x"))
    assert sorted(books) == [f"按业务员/{name}.xlsx" for name in ("_CON", "__x", "张_三 (2)", "张_三")]


def test_the_first_page_says_what_to_do_in_figures():
    (data,) = workbooks_of(slices(6)).values()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["我的待办", "未完成订单", "未收回单据", "异常", "客户余额"]
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    rows = {row["待办"]: (row["件数"], row["金额"]) for row in rows_under(book["我的待办"], "待办")}
    assert rows["未完成订单（订单金额）"] == (6, 88_888.35)
    assert rows["逾期未发完的订单（订单金额）"][0] == 1
    assert rows["未收回单据（风险金额）"][0] == 6
    assert rows["有余额的客户（余额合计）"] == rows["有逾期款的客户（逾期金额）"] == (5, 61_728)
    assert sum(count for name, (count, _) in rows.items() if name.startswith("异常")) == 6


def test_dropped_back_the_slips_are_a_form_and_the_others_reports_of_our_own():
    (data,) = workbooks_of(slices(3)).values()
    kinds = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        header = recognise(rows, sheet.title, ReadingRules())
        assert header is not None
        kinds[sheet.title] = "form" if is_form(header) else header.answer and header.answer.name
    assert kinds == {
        "我的待办": "slice_summary",
        "未完成订单": "order_status",
        "未收回单据": "form",
        "异常": "category_exceptions",
        "客户余额": "customer_balances",
    }


def test_one_who_has_nothing_but_a_balance_has_the_other_sheets_with_their_headers():
    whole = slices(2)
    (data,) = workbooks_of(Slices(*(table.head(0) for table in whole[:3]), whole.balances)).values()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert all(sheet.auto_filter.ref for sheet in book.worksheets)
    assert rows_under(book["未完成订单"], "订单号") == []
