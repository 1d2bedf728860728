""".xls and .xlsb workbooks say what they hide, and can't ask for all memory."""

import struct

import pytest

from pipeline.intake.biff import look_into_records
from pipeline.intake.grid import raw_sheets
from pipeline.intake.read import read_file
from pipeline.intake.refused import Refused
from pipeline.intake.rules import ReadingRules
from tests.intake.made import ORDER, SHIPMENT, states, told
from tests.intake.records import cell, cells, compound, data, formula, packed, row, xls, xlsb

ROW = ["SO1", "2026-10-03", "C001", "P1", 1.0, 2.0]
ONE = [("SO1", "accepted", 1)]
NOTHING, EMPTY = b"\0" * 8, b"\x03" + b"\0" * 5 + b"\xff\xff"


def test_an_xls_is_read():
    assert states(read_file(xls({"订单": cells([ORDER, ROW])}), "a.xls", ReadingRules())) == ONE


def test_an_xls_says_what_it_hides_and_which_numbers_are_too_long():
    hidden_row = (0x208, struct.pack("<6HHH", 1, 0, 3, 255, 0, 0, 0x20, 0))
    hidden_columns = (0x7D, struct.pack("<6H", 1, 2, 0, 0, 1, 0))
    lines = cells([["a", "b", "c"], [1e15, 999_999_999_999_999.0, "1e16"]])
    book = xls({"表": [hidden_row, hidden_columns, *lines], "藏": cells([["x"]])}, hidden=["藏"])
    one, other = raw_sheets(book, "a.xls", ReadingRules())
    assert (one.hidden, one.hidden_rows, one.hidden_columns, other.hidden) == (False, (1,), (1, 2), True)
    assert one.overlong == {(1, 0)}


@pytest.mark.parametrize(
    ("stored", "flags", "problem"),
    [
        (NOTHING, 2, "no_stored_value"),
        (EMPTY, 3, "no_stored_value"),
        (NOTHING, 0, None),
        (struct.pack("<d", 2.0), 2, None),
    ],
)
def test_a_formula_of_an_xls_that_nobody_calculated_has_no_value(stored, flags, problem):
    book = xls({"订单": [*cells([ORDER, ROW[:5]]), formula(1, 5, stored, flags)]})
    assert [code for _, code, _ in told(read_file(book, "a.xls", ReadingRules()))] == ([problem] if problem else [])


@pytest.mark.parametrize("mode", [0, 1])
def test_a_bare_serial_in_an_xls_counts_from_the_workbooks_own_first_day(mode):
    book = xls({"订单": cells([ORDER, ["SO1", 46298.0 - 1462 * mode, *ROW[2:]]])}, (0x22, struct.pack("<H", mode)))
    reading = read_file(book, "a.xls", ReadingRules())
    assert reading.tables["orders"]["order_date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-10-03"]


@pytest.mark.parametrize(
    "records",
    [
        [cell(65535, 65535, "x")],
        [(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)), cell(0, 0, "x")],
        [(0xBD, struct.pack("<HH", 65535, 0) + b"\0" * 6 + struct.pack("<H", 60_000))],
    ],
)
def test_an_xls_that_asks_for_all_memory_is_refused_before_it_is_read(records):
    refusal = read_file(xls({"表": [*cells([ORDER]), *records]}), "a.xls", ReadingRules()).refusal
    assert refusal.code == "too_many_cells"
    assert refusal.sheet == "表"


def test_a_chart_within_a_sheet_is_no_part_of_it():
    inner = [(0x809, b"\0" * 16), cell(9, 9, "x"), (0x0A, b"")]
    looks = look_into_records(xls({"表": [*inner, *cells([[1e16]])]}), 10).looks
    assert looks["表"].overlong == {(0, 0)}


@pytest.mark.parametrize(
    "content",
    [
        xls({"表": [(0x203, b"\0")]}),
        xls({"表": [(0x208, b"\0")]}),
        compound("Workbook", packed([(0x809, b"\0" * 16), (0x85, b"\0")])),
        compound("Workbuch", b""),
    ],
)
def test_an_xls_with_broken_records_is_refused(content):
    assert read_file(content, "a.xls", ReadingRules()).refusal.code in ("damaged", "not_a_spreadsheet")


# --- .xlsb ---------------------------------------------------------------------------------------


def test_an_xlsb_is_read():
    assert states(read_file(xlsb({"订单": data(row(0, *ORDER), row(1, *ROW))}), "a.xlsb", ReadingRules())) == ONE


def test_an_xlsb_says_what_it_hides_merges_fill_downwards_and_long_numbers_are_known():
    columns = (60, struct.pack("<IIIIH", 1, 2, 0, 0, 1))
    merge = (176, struct.pack("<4I", 0, 1, 0, 0))
    lines = data(row(0, "a", "b"), row(1, None, 1e15, hidden=True), more=[merge])
    book = xlsb({"表": [columns, *lines], "藏": data(row(0, "x"))}, hidden=["藏"])
    one, other = raw_sheets(book, "a.xlsb", ReadingRules())
    assert (one.hidden, one.hidden_rows, one.hidden_columns, other.hidden) == (False, (1,), (1, 2), True)
    assert one.overlong == {(1, 1)}
    assert [one.texts(number)[0] for number in range(2)] == ["a", "a"]


@pytest.mark.parametrize("flag", [0, 1])
def test_a_bare_serial_in_an_xlsb_counts_from_the_workbooks_own_first_day(flag):
    line = row(1, "SO1", 46298.0 - 1462 * flag, *ROW[2:])
    book = xlsb({"订单": data(row(0, *ORDER), line)}, (153, struct.pack("<III", flag, 0, 0)))
    reading = read_file(book, "a.xlsb", ReadingRules())
    assert reading.tables["orders"]["order_date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-10-03"]


def test_a_stray_cell_in_the_last_corner_of_an_xlsb_is_refused_before_it_is_read():
    far = [row(1_048_575)[0], (5, struct.pack("<IId", 16_383, 0, 1.0))]
    refusal = read_file(xlsb({"表": data(row(0, *ORDER), far)}), "a.xlsb", ReadingRules()).refusal
    assert (refusal.code, dict(refusal.params)["cell"]) == ("too_many_cells", "XFD1048576")


@pytest.mark.parametrize("records", [[(0, b"\0")], [(5, b"\0")], [(60, b"")], [(176, b"\0" * 4)]])
def test_an_xlsb_with_broken_records_is_refused(records):
    assert read_file(xlsb({"表": records}), "a.xlsb", ReadingRules()).refusal.code == "damaged"


def test_a_number_of_sixteen_digits_in_an_xlsb_is_a_problem_and_one_of_fifteen_is_not():
    head = [*SHIPMENT, "运单号"]
    rows = [
        row(n, f"CK{n}", "2026-10-03", "SO1", "P1", 1.0, waybill)
        for n, waybill in enumerate((123456789012345.0, 1e15, "1" * 16), 1)
    ]
    reading = read_file(xlsb({"出库单": data(row(0, *head), *rows)}), "a.xlsb", ReadingRules())
    assert [(cell, code) for cell, code, _ in told(reading)] == [("F3", "digits_lost")]


@pytest.mark.parametrize(("most", "read"), [(12, True), (11, False)])
def test_the_limit_of_an_xls_counts_from_a1_to_its_last_row_and_column(most, read):
    for rows in (
        cells([ORDER, ROW]),
        [(0x208, struct.pack("<6HHH", 900, 0, 3, 255, 0, 0, 0, 0)), *cells([ORDER, ROW])],
    ):
        refusal = read_file(xls({"订单": rows}), "a.xls", ReadingRules(max_cells=most)).refusal
        assert (refusal.code if refusal else None) == (None if read else "too_many_cells")


def test_an_xls_that_is_too_large_is_refused_before_its_cells_are_read():
    book = xls({"订单": cells([ORDER, ROW])})
    assert set(look_into_records(book, 12).looks) == {"订单"}
    with pytest.raises(Refused):
        look_into_records(book, 11)


def test_a_vertically_merged_cell_of_an_xls_counts_for_every_row_it_covers():
    rows = [ORDER, ROW, [None, *ROW[1:]], ["SO2", *ROW[1:]]]
    merged = (0xE5, struct.pack("<5H", 1, 1, 2, 0, 0))
    book = xls({"订单": [*cells(rows), merged]})
    assert states(read_file(book, "a.xls", ReadingRules())) == [("SO1", "accepted", 2), ("SO2", "accepted", 1)]
