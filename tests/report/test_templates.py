"""A blank sheet is recognised when it comes back, and its example shows a row that would be accepted."""

import io
from datetime import date

import openpyxl
import pytest

from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.report.look import Look
from pipeline.report.templates import template
from schemas.registry import SHEETS
from schemas.sheets.kind import SheetKind

KINDS = pytest.mark.parametrize("kind", SHEETS.values(), ids=SHEETS)
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


def blank(kind: SheetKind, lang: str = "zh") -> bytes:
    return template(kind, Look(date(2026, 11, 5), lang))  # type: ignore[arg-type]


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@KINDS
@LANGUAGES
def test_a_blank_sheet_is_of_its_kind_and_has_no_row(kind: SheetKind, lang: str):
    reading = read_file(blank(kind, lang), "a.xlsx", ReadingRules())

    first, second, *lists = reading.sheets
    assert (first.name, first.kind) == (kind.label[lang == "en"], kind.name)
    assert (first.rows, first.ignored) == (1, 1)
    assert set(first.columns) == set(kind.cells)
    assert {sheet.kind for sheet in (second, *lists)} == {""}
    assert (reading.problems, reading.tables) == ((), {})


@KINDS
@LANGUAGES
def test_the_example_under_a_real_number_would_be_accepted(kind: SheetKind, lang: str):
    book = opened(blank(kind, lang))
    page = book.worksheets[0]
    page.cell(2, list(kind.cells).index(kind.document[0]) + 1).value = kind.cells[kind.document[0]].example
    filled = io.BytesIO()
    book.save(filled)

    reading = read_file(filled.getvalue(), "a.xlsx", ReadingRules())

    assert reading.problems == ()
    table = reading.tables[kind.name]
    assert len(table) == 1
    for name, cell in kind.cells.items():
        if cell.example:
            assert table[name].iloc[0] == cell.read(cell.example), name


@KINDS
def test_the_columns_that_must_be_there_have_a_mark(kind: SheetKind):
    labels = [cell.value for cell in opened(blank(kind)).worksheets[0][1]]

    assert [label.startswith("*") for label in labels] == [name in kind.required for name in kind.cells]
    assert [label.lstrip("*") for label in labels] == [cell.label.zh for cell in kind.cells.values()]


@KINDS
def test_every_choice_has_a_dropdown_and_every_label_a_note(kind: SheetKind):
    page = opened(blank(kind)).worksheets[0]
    listed = {
        next(iter(rule.sqref.ranges)).min_col for rule in page.data_validations.dataValidation if rule.type == "list"
    }

    wanted = {
        place
        for place, cell in enumerate(kind.cells.values(), start=1)
        if cell.choices is not None or cell.holds.name == "flag"
    }
    assert listed == wanted
    assert all(cell.comment is not None for cell in page[1])


def test_a_note_says_type_rules_and_what_a_blank_stands_for():
    page = opened(blank(SHEETS["orders"])).worksheets[0]
    notes = {cell.value.lstrip("*"): cell.comment.text for cell in page[1]}

    assert notes["数量"] == "必填；数量，最多三位小数；大于 0。"
    assert notes["单价"].startswith("列必须有，可以不填；")
    assert "从下拉列表中选：普通、特殊、紧急；不填即 普通" in notes["优先级"]
    assert "不填即 待审批；没有这一列即 已审批" in notes["审核状态"]
    assert "最多 40 个字" in notes["订单号"]
    assert "同一张单据各行要一致" not in notes["订单号"]
    assert "同一张单据各行要一致" in notes["下单日期"]


def test_a_note_tells_the_rules_between_columns_too():
    notes = {cell.value.lstrip("*"): cell.comment.text for cell in opened(blank(SHEETS["orders"])).worksheets[0][1]}

    assert "不早于下单日期" in notes["交货日期"]
    assert "不早于下单日期" in notes["审核时间"]
    assert "赠品的单价和金额填 0 或不填" in notes["赠品"]


@KINDS
@LANGUAGES
def test_codes_and_names_typed_into_a_blank_sheet_stay_text(kind: SheetKind, lang: str):
    page = opened(blank(kind, lang)).worksheets[0]
    for place, cell in enumerate(kind.cells.values(), start=1):
        if cell.holds.name in ("text", "code"):
            (column,) = (known for known in page.column_dimensions.values() if known.min <= place <= known.max)
            assert (column.number_format, page.cell(2, place).number_format) == ("@", "@"), cell.label.en


def test_the_instructions_name_every_field_and_its_other_labels():
    page = opened(blank(SHEETS["payments"])).worksheets[1]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    at = rows.index(["字段", "必填", "怎么填", "也可写作"])

    assert [row[0].lstrip("*") for row in rows[at + 1 :]] == [c.label.zh for c in SHEETS["payments"].cells.values()]
    assert rows[at + 1][3] == "Receipt no、流水号、收据号"


def test_the_example_row_is_grey_and_the_header_stays_in_sight():
    page = opened(blank(SHEETS["slips"])).worksheets[0]

    assert page["A2"].value == "示例"
    assert page["A2"].font.color.rgb == "FF8A94A0"
    assert page.freeze_panes == "B2"


def test_the_same_kind_gives_the_same_bytes():
    assert blank(SHEETS["prices"]) == blank(SHEETS["prices"])


@pytest.mark.parametrize(("kind", "pages", "repeated"), [("orders", 3, "$A:$A"), ("payments", 1, None)])
def test_a_wide_sheet_is_printed_on_pages_side_by_side_rather_than_too_small(
    kind: str, pages: int, repeated: str | None
):
    page = opened(blank(SHEETS[kind])).worksheets[0]

    assert (page.page_setup.fitToWidth or 1, page.print_title_cols) == (pages, repeated)


def test_the_words_to_choose_from_are_told_apart_where_they_have_several_words():
    notes = opened(blank(SHEETS["calendar"], "en")).worksheets[1]
    said = next(row[2] for row in notes.iter_rows(values_only=True) if row[0] == "*Off or worked")
    assert "one of: day off, working day;" in said
