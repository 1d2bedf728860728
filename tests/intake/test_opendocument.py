"""OpenDocument spreadsheets are read as LibreOffice shows them, repeated rows and cells as often as they say."""

import pytest

from pipeline.intake.grid import raw_sheets
from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import typed_sheets
from pipeline.intake.values import Clock, Day, Moment, Span
from tests.intake.made import ORDER, opendocument, states, told

ROW = ["SO1", "2026-10-03", "C001", "P1", "1", "2"]


def cell(value="", kind="string", **more):
    """One cell; what it is said to be in its attributes, with `_` for `:` at first and `-` later."""
    said = "".join(f" {name.replace('_', ':', 1).replace('_', '-')}='{text}'" for name, text in more.items())
    shown = "".join(f"<text:p>{line}</text:p>" for line in str(value).split("\n")) if value != "" else ""
    kind = f" office:value-type='{kind}'" if kind else ""
    return f"<table:table-cell{kind}{said}>{shown}</table:table-cell>"


def row(*cells, **more):
    said = "".join(f" {name.replace('_', ':', 1).replace('_', '-')}='{text}'" for name, text in more.items())
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def sheet(*rows, name="表", more=""):
    return f"<table:table table:name='{name}'{more}>{''.join(rows)}</table:table>"


def read(*rows, rules=ReadingRules()):  # noqa: B008, a frozen value
    (found,) = raw_sheets(opendocument(sheet(*rows)), "a.ods", rules)
    return found


def texts(*rows):
    found = read(*rows)
    return [found.texts(number) for number in range(found.rows)]


def test_an_order_sheet_is_read():
    content = opendocument(sheet(row(*map(cell, ORDER)), row(*map(cell, ROW))))
    assert states(read_file(content, "a.ods", ReadingRules())) == [("SO1", "accepted", 1)]


def test_cells_have_their_types_and_the_copy_to_mend_has_them_too():
    line = row(
        cell("000123"),
        cell("1.235", "float", office_value="1.2345"),
        cell("¥2", "currency", office_value="2"),
        cell("50%", "percentage", office_value="0.5"),
        cell("3日", "date", office_date_value="2026-10-03"),
        cell("3日 4时", "date", office_date_value="2026-10-03T04:05:06"),
        cell("10:30", "time", office_time_value="PT10H30M00S"),
        cell("34:00", "time", office_time_value="PT34H00M00S"),
        cell("TRUE", "boolean", office_boolean_value="true"),
    )
    assert texts(line) == [
        ["000123", "1.2345", "2", "0.5", "2026-10-03 00:00:00", "2026-10-03 04:05:06", "10:30:00", "34:00:00", "true"]
    ]
    (typed,) = typed_sheets(opendocument(sheet(line)), "a.ods", ReadingRules())
    values = [column[0] for column in typed.columns]
    assert [type(value) for value in values] == [str, float, float, float, Day, Moment, Clock, Span, bool]
    assert values[4:] == [46298, pytest.approx(46298.170208), 10.5 / 24, pytest.approx(34 / 24), True]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("上\n下", "上\n下"),
        ("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d", "a   b\tc\nd"),
        ("<text:a>链<text:span>接</text:span></text:a>完", "链接完"),
    ],
)
def test_a_text_is_read_with_its_lines_and_spaces(inside, shown):
    assert texts(row(cell(inside))) == [[shown]]


def test_a_comment_is_no_text_of_its_cell():
    commented = "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>值</text:p>"
    assert texts(row(commented + "</table:table-cell>")) == [["值"]]


def test_rows_and_cells_count_as_often_as_they_are_repeated_and_blank_ones_at_the_end_not_at_all():
    blank = "<table:table-cell table:number-columns-repeated='16384'/>"
    two = {"table_number_rows_repeated": 2}
    assert texts(
        row(blank, **two),
        row("<table:table-cell table:number-columns-repeated='2'/>", cell("a", table_number_columns_repeated=2), **two),
        row(blank, table_number_rows_repeated=1_048_572),
    ) == [[""] * 4, [""] * 4, ["", "", "a", "a"], ["", "", "a", "a"]]


def test_merged_cells_fill_downwards_and_what_lies_under_them_is_not_read():
    covered = cell("藏").replace("table-cell", "covered-table-cell")
    first = row(cell("甲", table_number_rows_spanned=2, table_number_columns_spanned=2), covered, cell("1"))
    assert texts(first, row(covered, covered, cell("2"))) == [["甲", "", "1"], ["甲", "", "2"]]


def test_errors_and_formulas_without_a_value_are_known_with_their_places():
    line = row(
        cell("#N/A", table_formula="of:=NA()", calcext_value_type="error"),
        cell("Err:502", table_formula="of:=X"),
        cell("", "", table_formula="of:=1+1"),
        cell("", "string", table_formula="of:=&quot;&quot;"),
        cell("x"),
    )
    found = read(row(cell("a")), line)
    assert found.errors == {(1, 0): "#N/A", (1, 1): "Err:502"}
    assert found.unstored == {(1, 2)}
    bad = [cell("", "", table_formula="of:=1+1"), cell("#N/A", table_formula="of:=NA()")]
    orders = opendocument(sheet(row(*map(cell, ORDER)), row(*map(cell, ROW[:4]), *bad)))
    assert told(read_file(orders, "a.ods", ReadingRules())) == [
        ("E2", "no_stored_value", ""),
        ("F2", "excel_error", "#N/A"),
    ]


def test_a_number_of_sixteen_digits_is_known():
    found = read(
        row(cell("1", "float", office_value="1234567890123456"), cell("1", "float", office_value="123456789012345"))
    )
    assert found.overlong == {(0, 0)}


def test_what_is_hidden_is_known():
    display = "<style:table-properties table:display='false'/>"
    style = f"<style:style style:name='ta2' style:family='table'>{display}</style:style>"
    columns = "<table:table-column/><table:table-column table:number-columns-repeated='2' table:visibility='collapse'/>"
    lines = [row(cell("a")), row(cell("b"), table_visibility="filter"), row(cell("c"), table_visibility="collapse")]
    content = opendocument(
        sheet(columns, *lines) + sheet(row(cell("d")), name="藏", more=" table:style-name='ta2'"), styles=style
    )
    one, other = raw_sheets(content, "a.ods", ReadingRules())
    assert (one.hidden, one.hidden_rows, one.hidden_columns, other.hidden) == (False, (1, 2), (1, 2), True)


@pytest.mark.parametrize(
    "line",
    [
        row(cell("x", table_number_columns_repeated=16384), table_number_rows_repeated=1_048_576),
        row(
            cell("x", table_number_columns_repeated=2_000_000_000), cell("y"), table_number_rows_repeated=2_000_000_000
        ),
        row(cell("", "", table_formula="1", table_number_columns_repeated=16384)) * 130,
        row("<table:table-cell/>", table_number_rows_repeated=1_048_575) + row(*[cell("x")] * 3),
    ],
)
def test_a_bomb_of_repetitions_is_refused_before_it_goes_off(line):
    refusal = read_file(opendocument(sheet(line)), "a.ods", ReadingRules()).refusal
    assert refusal.code == "too_many_cells"


def test_endless_rows_hidden_cost_nothing():
    line = row("<table:table-cell/>", table_number_rows_repeated=1_048_576, table_visibility="collapse")
    found = read(row(cell("a")), *[line] * 2000)
    assert (found.rows, found.hidden_rows) == (1, ())


@pytest.mark.parametrize("end", [5, 300])
def test_one_that_is_cut_off_inside_is_damaged(end):
    content = opendocument(sheet(row(*map(cell, ORDER))), cut=end)
    assert read_file(content, "a.ods", ReadingRules()).refusal.code == "damaged"
