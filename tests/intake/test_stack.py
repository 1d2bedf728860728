"""Files that are read together say what each says alone."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from pipeline.intake.read import read_file, read_files
from pipeline.intake.reading import Reading
from pipeline.intake.rules import ReadingRules
from tests.intake.made import ORDER, SLIP, book, states, told

RULES = ReadingRules()
LINE = ["SO1", "2026-10-03", "C1", "P1", 1, 2]


def together(*sheets: list) -> list[Reading]:
    """What came of workbooks of one sheet each, called 甲, 乙, 丙 …, read together."""
    return read_files([(book({name: rows}), "a.xlsx") for name, rows in zip("甲乙丙丁", sheets, strict=False)], RULES)


def assert_same(one: Reading, other: Reading) -> None:
    assert (one.sheets, one.problems, one.order_numbers, one.refusal) == (
        other.sheets, other.problems, other.order_numbers, other.refusal,
    )  # fmt: skip
    assert_frame_equal(one.documents, other.documents)
    assert one.tables.keys() == other.tables.keys()
    for kind, rows in one.tables.items():
        assert_frame_equal(rows, other.tables[kind])


def test_an_order_of_two_files_is_a_document_in_each():
    one, other = together([ORDER, LINE], [ORDER, LINE, [*LINE[:3], "P2", 1, 2]])
    assert [states(reading) for reading in (one, other)] == [[("SO1", "accepted", 1)], [("SO1", "accepted", 2)]]
    assert other.tables["orders"]["line_no"].tolist() == [1, 2]
    assert [reading.tables["orders"]["sheet"].unique().tolist() for reading in (one, other)] == [["甲"], ["乙"]]


def test_a_mistake_is_told_in_its_own_file_sheet_and_row():
    title, blank = ["十月订单"], []
    fine, wrong, clash = together(
        [ORDER, LINE],
        [title, blank, ORDER, LINE, [*LINE[:4], "两件", 2]],
        [ORDER, LINE, ["SO1", "2026-10-04", "C1", "P2", 1, 2], ["", "2026-10-04", "C1", "P2", 1, 2]],
    )
    assert told(fine) == []
    assert told(wrong) == [("E5", "not_a_number", "两件")]
    assert [(p.sheet, p.cell, p.code, dict(p.params).get("other")) for p in clash.problems] == [
        ("丙", "B3", "field_clash", "B2"), ("丙", "A4", "missing_order_no", None),
    ]  # fmt: skip
    assert dict(clash.problems[1].params)["begins"] == "4"


def test_an_excel_error_below_the_rows_of_a_sheet_is_no_other_sheets():
    def dress(_, pages):
        for cell in ("E3", "E4"):
            pages["甲"].write_formula(cell, "=1/0", None, "#DIV/0!")

    total = book({"甲": [ORDER, LINE, ["合计"], ["总计"]]}, dress)
    fine, wrong = read_files([(total, "a.xlsx"), (book({"甲": [ORDER, [*LINE[:4], "两件", 2]]}), "b.xlsx")], RULES)
    assert told(fine) == []
    assert told(wrong) == [("E2", "not_a_number", "两件")]


def test_a_refused_file_refuses_nothing_else():
    fine, broken, other = read_files([(book({"甲": [ORDER, LINE]}), "a.xlsx"), (b"", "b.xlsx"),
                                      (book({"甲": [ORDER, LINE]}), "c.xlsx")], RULES)  # fmt: skip
    assert [reading.refusal is None for reading in (fine, broken, other)] == [True, False, True]
    assert_same(fine, other)


def later(workbook, _pages) -> None:
    """Days count from 1904."""
    workbook.date_1904 = True


def with_errors(_workbook, pages) -> None:
    """An error and a formula without a value."""
    pages["表"].write_formula(1, 4, "=NA()", None, "#N/A")
    pages["表"].write_formula(2, 5, "=1+1", None, "")


SERIAL = ["SO9", 45_000, "C1", "P1", 1, 2]
NAMELESS = [
    ["", "2026-10-03", "C1", "P1", 1, 2],
    ["", "31/10/26", "C1", "P1", 1, 2],
    ["", "2026-10-03", "C1", "P1", 1, 2],
]
SIZES = ["订单号", "下单日期", "客户编码", "款号", "颜色", "S", "M", "L", "单价"]
MIXED = {
    "plain": book({"表": [ORDER, LINE, SERIAL]}),
    "errors in it": book({"表": [ORDER, LINE, LINE]}, with_errors),
    "from 1904": book({"表": [ORDER, LINE, SERIAL]}, later),
    "other columns": book({"表": [ORDER[::-1], LINE[::-1]]}),
    "a column to the right": book({"表": [["", *ORDER], ["", *LINE]]}),
    "a heading twice": book({"表": [[*ORDER, "数量"], [*LINE, 3]]}),
    "no number": book({"表": [ORDER, NAMELESS[0]]}),
    "no number either": book({"表": [ORDER, *NAMELESS[1:]]}),
    "sizes": book({"表": [SIZES, ["SO1", "2026-10-03", "C1", "P1", "红", 1, 2, 3, 2]]}),
    "more sizes": book({"表": [SIZES, ["SO2", "2026-10-03", "C1", "P1", "红", 1, "", 3, 2]] * 2}),
    "nothing": book({"表": [ORDER]}),
}


def test_files_of_all_sorts_are_told_apart():
    alone = {name: read_file(content, "a.xlsx", RULES) for name, content in MIXED.items()}
    assert [p.code for p in alone["errors in it"].problems][:1] == ["excel_error"]
    assert alone["from 1904"].documents["date"].tolist() != alone["plain"].documents["date"].tolist()
    assert alone["a heading twice"].problems[0].code == "header_twice"
    assert len(alone["sizes"].tables["orders"]) == 3
    for names in (list(MIXED), list(MIXED)[::-1]):
        for name, reading in zip(names, read_files([(MIXED[name], "a.xlsx") for name in names], RULES), strict=True):
            assert_same(reading, alone[name])


VALUES = [["SO1", "SO2", "", "合计"], ["2026-10-03", "2026-10-04", "31/10/26", ""], ["C1", "C2", ""],
          ["P1", "P2", ""], [1, 0, "1.2万", ""], [2, -1, "", 2.5]]  # fmt: skip
SLIPS = [["CK1", "CK2", ""], ["红单", "运单", "?", ""], ["2026-10-03", "x", ""], ["是", "否", "?", ""],
         ["张三", ""], ["2026-10-01", "2026-10-09", ""], ["2026-10-09", ""], ["", "明天"]]  # fmt: skip


def grids(header: list, columns: list) -> st.SearchStrategy:
    return st.lists(st.tuples(*map(st.sampled_from, columns)), max_size=5).map(lambda rows: [header, *rows])


@given(sheets=st.lists(grids(ORDER, VALUES) | grids(SLIP, SLIPS), min_size=2, max_size=4))
@settings(max_examples=15, deadline=None)
def test_files_read_together_say_what_each_says_alone(sheets):
    files = [(book({"表": rows, "另": rows[:3]}), "a.xlsx") for rows in sheets]
    for (content, name), reading in zip(files, read_files(files, RULES), strict=True):
        assert_same(reading, read_file(content, name, RULES))
