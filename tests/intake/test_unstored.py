"""Formulas that nobody has calculated are told from blanks, wherever they stand."""

import io

import openpyxl
import pytest

from pipeline.intake.read import read_file
from pipeline.intake.reading import Reading
from pipeline.intake.rules import ReadingRules
from tests.intake.made import ORDER, Rows, adds_up, opendocument, states, told

DAY = "2026-10-03"


def read(rows: Rows, *merges: str, most: int = 2_000_000) -> Reading:
    """What came of a workbook of a program that doesn't calculate: its formulas have no values."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    content = io.BytesIO()
    book.save(content)
    reading = read_file(content.getvalue(), "a.xlsx", ReadingRules(max_cells=most))
    assert adds_up(reading)
    return reading


def order(number: str | None, quantity: object = 1, customer: object = "C1") -> list[object]:
    return [number, DAY, customer, "P1", quantity, 2]


def test_a_row_of_formulas_alone_is_no_blank_row_be_it_the_last_or_the_only_one():
    assert [cell for cell, code, _ in told(read([ORDER, ["=B9"] * 6])) if code == "no_stored_value"] == [
        "A2", "B2", "C2", "D2", "E2", "F2",
    ]  # fmt: skip
    assert states(read([ORDER, order("SO1"), ["=B9", *["=C9"] * 5]])) == [("SO1", "accepted", 1), ("", "held", 1)]


def test_a_merged_formula_lacks_its_value_in_every_row_it_covers():
    reading = read([ORDER, order("SO1", customer="=A9"), order("SO2", customer=None), order("SO3")], "C2:C3")
    assert states(reading) == [("SO1", "held", 1), ("SO2", "held", 1), ("SO3", "accepted", 1)]
    assert told(reading) == [("C2", "no_stored_value", ""), ("C3", "no_stored_value", "")]


def test_a_row_under_a_merged_key_without_a_value_is_no_total():
    reading = read([ORDER, order("=A9"), order(None), [None, DAY, "合计", "P1", 1, 2]], "A2:A4")
    assert states(reading) == [("", "held", 1)] * 3
    assert {code for _, code, _ in told(reading)} == {"no_stored_value"}


@pytest.mark.parametrize("ahead", [["=E9", "=F9"], [0, "=F9"], [0, 0], ["0.00", 0]])
def test_what_was_filled_down_ahead_of_the_rows_to_come_is_ignored(ahead: list[object]):
    reading = read([ORDER, order("SO1"), [None] * 4 + ahead])
    assert (states(reading), reading.problems) == ([("SO1", "accepted", 1)], ())
    assert (reading.sheets[0].rows, reading.sheets[0].ignored) == (2, 1)


@pytest.mark.parametrize("row", [[None] * 4 + [0, 1], [None, DAY, None, None, 0, 0], ["SO2", *[None] * 3, 0, 0]])
def test_a_row_with_anything_more_than_noughts_is_held_back(row: list[object]):
    assert [state for _, state, _ in states(read([ORDER, order("SO1"), row]))] == ["accepted", "held"]


def test_formulas_count_for_the_extent_of_the_sheet():
    rows = [ORDER, order("SO1"), ["=B9"] * 6]
    assert read(rows, most=18).refusal is None
    refusal = read(rows, most=17).refusal
    assert refusal is not None and refusal.code == "too_many_cells"


def test_a_row_of_formulas_alone_in_an_ods_is_no_blank_row():
    def row(cell: str, texts: list[str]) -> str:
        cells = "".join(cell.format(text) for text in texts)
        return f"<table:table-row>{cells}</table:table-row>"

    text = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    formula = "<table:table-cell table:formula='of:=[.{}9]'/>"
    rows = row(text, ORDER) + row(text, ["SO1", DAY, "C1", "P1", "1", "2"]) + row(formula, list("ABCDEF"))
    reading = read_file(opendocument(f"<table:table table:name='订单'>{rows}</table:table>"), "a.ods", ReadingRules())
    assert states(reading) == [("SO1", "accepted", 1), ("", "held", 1)]
