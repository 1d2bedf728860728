"""Headers as offices keep them: two rows, pages, titles, and sheets that are nearly a table."""

import pytest

from pipeline.intake.furniture import is_footer
from pipeline.problems import Problem, problem_words
from schemas.sentences.notes import note_words
from tests.intake.made import ORDER, SHIPMENT, adds_up, read, states, told

DAY = "2026-10-03"
LINE = ["SO1", DAY, "C001", "P1", 10, 2]


def numbered(no):
    return [no, *LINE[1:]]


# --- headers of two rows -------------------------------------------------------------------------------------------

UPPER = ["订单号", "下单日期", "客户信息", "", "", "产品", "", "数量", "单价", "备注"]
LOWER = ["", "", "编码", "名称", "电话", "编码", "规格", "", "", ""]
STACKED = ["SO1", DAY, "C001", "甲", "138", "P1", "大", 10, 2, "无"]


def merged(upper, top=0):
    """Merges an upper row as people do: groups over their columns, single labels over both rows."""

    def dress(book, pages):
        page = pages["表"]
        starts = [column for column, text in enumerate(upper) if text]
        for first, after in zip(starts, [*starts[1:], len(upper)], strict=True):
            if after - first > 1:
                page.merge_range(top, first, top, after - 1, upper[first])
            else:
                page.merge_range(top, first, top + 1, first, upper[first])

    return dress


@pytest.mark.parametrize("dress", [None, merged(UPPER)], ids=["blank", "merged"])
def test_an_upper_label_counts_for_the_columns_it_stands_over(dress):
    reading = read([UPPER, LOWER, STACKED], dress)
    assert reading.problems == ()
    sheet = reading.sheets[0]
    assert (sheet.header_row, sheet.rows, sheet.ignored) == (2, 1, 0)
    row = reading.tables["orders"].iloc[0]
    told = (row.order_no, row.customer_code, row.customer_name, row.phone, row.product_code, row.spec, row.remark)
    assert told == ("SO1", "C001", "甲", "138", "P1", "大", "无")


def test_both_labels_together_are_a_label_before_the_lower_alone():
    reading = read(
        [
            ["出库单号", "订购", "", "发货", "", "品名"],
            ["", "日期", "数量", "日期", "数量", ""],
            ["CK1", "2026-09-30", 99, DAY, 5, "合页"],
        ]
    )
    row = reading.tables["shipments"].iloc[0]
    assert (str(row.ship_date.date()), row.quantity_e3) == (DAY, 5000)


def test_a_group_that_reaches_over_labels_of_their_own_leaves_them_their_meaning():
    reading = read(
        [
            ["客户"],
            ["编码", "名称", "订单号", "下单日期", "品名", "数量", "单价"],
            ["C1", "甲", "SO1", DAY, "合页", 1, 2],
        ]
    )
    row = reading.tables["orders"].iloc[0]
    assert (row.customer_code, row.customer_name, row.order_no) == ("C1", "甲", "SO1")


def test_problems_under_two_rows_are_told_by_the_name_that_was_read():
    reading = read([UPPER, LOWER, [*STACKED[:7], -1, *STACKED[8:]], ["SO2", DAY, "", "", *STACKED[4:]]])
    assert [(p.cell, p.code, p.field) for p in reading.problems] == [
        ("H3", "not_above", "数量"),
        ("C4", "customer_missing", "客户编码"),
    ]


@pytest.mark.parametrize(
    "above", [["客户"], ["发货"], ["十月订单"], ["客户：", "甲公司", "订单号：", "X"], ["订单", "", "备注"]]
)
def test_a_line_above_a_header_of_one_row_changes_nothing(above):
    alone, titled = read([[], ORDER, LINE]), read([above, ORDER, LINE])
    assert titled.sheets[0].columns == alone.sheets[0].columns
    assert (titled.sheets[0].header_row, states(titled)) == (2, states(alone))


def test_the_first_row_of_data_is_never_taken_for_a_second_header():
    reading = read([[*ORDER, "备注", "类别"], [*LINE, "", "备注"], ["SO2", "", "", "", "", "", "", ""]])
    assert (reading.sheets[0].header_row, states(reading)[0]) == (1, ("SO1", "accepted", 1))


@pytest.mark.parametrize("dressed", [False, True])
def test_both_rows_of_a_header_are_skipped_where_they_come_again(dressed):
    def dress(book, pages):
        merged(UPPER)(book, pages)
        merged(UPPER, top=3)(book, pages)

    rows = [UPPER, LOWER, STACKED, UPPER, LOWER, ["SO2", *STACKED[1:]]]
    reading = read(rows, dress if dressed else None)
    assert states(reading) == [("SO1", "accepted", 1), ("SO2", "accepted", 1)]
    assert adds_up(reading)


def test_two_columns_of_one_name_are_told_apart_by_what_stands_over_them():
    reading = read(
        [
            ["出库单号", "发货日期", "订购", "发货", "", "品名"],
            ["", "", "数量", "数量", "件数", ""],
            ["CK1", DAY, 9, 5, 1, "合页"],
        ]
    )
    assert reading.problems == ()
    assert reading.tables["shipments"]["quantity_e3"].tolist() == [5000]
    assert [code for code, _ in reading.sheets[0].notes] == ["alias_not_read"]


# --- pages ---------------------------------------------------------------------------------------------------------


def test_what_frames_the_pages_of_a_printed_table_is_ignored_and_counted():
    rows = [
        ["某某公司销售订单"],
        ["2026年10月"],
        ORDER,
        numbered("SO1"),
        ["", "", "", "本页合计", 10, ""],
        ["制表人：张三", "", "审核：", "李四", "打印日期：2026-10-31"],
        ["第 1 页 共 2 页"],
        [],
        ["某某公司销售订单"],
        ["2026年11月"],
        ["华北片区"],
        ORDER,
        numbered("SO2"),
        ["合计", "", "", "", 20, ""],
        ["备注：以上价格含税"],
        ["", "", "", "第2页，共2页"],
        ["Prepared by: Zhang", "", "", "Page 2 of 2"],
    ]
    reading = read(rows)
    assert states(reading) == [("SO1", "accepted", 1), ("SO2", "accepted", 1)]
    assert (reading.sheets[0].rows, reading.sheets[0].ignored) == (13, 11)


@pytest.mark.parametrize(
    "row",
    [
        ["制表人", "", "C001", "P1", 1, 2],
        ["制表人：张三", "", "", "", 1],
        ["SO3", "", "", "", "", ""],
        ["订单甲", "", "", "", "", ""],
        ["2026年补单", "", "", "", "", ""],
        ["张三：急", "", "", "", "", ""],
        ["", "", "C001", "", "", ""],
        ["", "", "", "", 5, ""],
        ["", "", "", "", "数量", ""],
        ["制表人：", "张三", "李四"],
        [*["备注："] * 9],
    ],
)
def test_a_row_that_may_be_data_is_never_taken_for_a_footer(row):
    reading = read([["2026年10月订单"], ["2026"], ORDER, numbered("SO1"), row])
    assert [state for _, state, _ in states(reading)] == ["accepted", "held"]


@pytest.mark.parametrize(
    "row", [["制表人：", "审核：", "张三"], ["制表人：", "张三", "审核：", "李四"], ["备注："] * 8]
)
def test_a_cell_behind_a_bare_footer_is_what_it_is_about(row):
    reading = read([ORDER, numbered("SO1"), row])
    assert (states(reading), reading.sheets[0].ignored) == ([("SO1", "accepted", 1)], 1)


@pytest.mark.parametrize(
    ("row", "heads"),
    [
        (["SO2"], False),
        (["ABC"], False),
        (["十号仓2"], False),
        (["华东", "华北"], False),
        (["华东仓"], True),
        (["", "", "华东仓"], True),
    ],
)
def test_one_word_in_chinese_heads_the_next_block_and_a_number_or_a_second_cell_does_not(row, heads):
    reading = read([ORDER, numbered("SO1"), row, ORDER, numbered("SO3")])
    between = [] if heads else ["held"]
    assert [state for _, state, _ in states(reading)] == ["accepted", *between, "accepted"]


def test_example_rows_may_be_numbered():
    assert states(read([ORDER, numbered("示例1"), numbered("示例 2026-01"), numbered("SO1")])) == [
        ("SO1", "accepted", 1)
    ]


def test_of_rows_that_match_as_well_the_earliest_is_the_header_whatever_the_sheet_is_called():
    rows = [["订单号", "下单日期", "数量", "单价"], ["出库单号", "发货日期", "数量", "单价"], ["x", DAY, 1, 2]]
    assert read({"出库单": rows}).sheets[0].kind == "orders"


def test_a_repeated_header_may_leave_blank_what_it_had_and_nothing_else():
    blank = ["订单号", "", "客户编码", "", "数量", ""]
    reading = read([ORDER, numbered("SO1"), blank, numbered("SO2"), ["订单号", "", "客户编码", "P1"]])
    assert [state for _, state, _ in states(reading)] == ["accepted", "accepted", "held"]


@pytest.mark.parametrize(
    ("text", "footer"),
    [
        ("制 表 人：张三", True),
        ("审核:", True),
        ("第3页", True),
        ("第 3 页/共 5 页", True),
        ("共5页", True),
        ("Page 1 of 3", True),
        ("以下空白", True),
        ("备注：含税", True),
        ("备注", False),
        ("客户：甲", False),
        ("第三批", False),
        ("", False),
        ("-", False),
        ("订单号：SO1", False),
    ],
)
def test_footers_are_a_closed_list(text, footer):
    assert is_footer(text) == footer


# --- a heading typed twice -----------------------------------------------------------------------------------------


def test_the_words_on_a_heading_typed_twice_name_both_cells():
    problem = read([["x"], [*ORDER, "数 量"], [*LINE, 3]]).problems[0]
    assert problem.cell == "G2"
    for lang in ("zh", "en"):
        said = problem_words(problem, lang)[0]
        assert "E2" in said and "G2" in said


# --- nearly a table ------------------------------------------------------------------------------------------------

NEARLY = [
    (["订单号", "下单日期", "客户编码", "数量"], ["缺少 单价。"]),
    (["出库单好", "发货日期", "品名", "数量"], ["缺少 出库单号（A1“出库单好”像是“出库单号”）"]),
    (["定单号", "下单日期", "品名", "数量", "单价"], ["A1“定单号”像是“订单号”"]),
    (["订单號", "下单日期", "品名", "数量", "单价"], ["A1“订单號”像是“订单号”"]),
    (
        ["出庫單號", "發貨日期", "品名", "數量"],
        ["出库单号、发货日期、数量", "A1“出庫單號”像是“出库单号”", "D1“數量”像是“数量”"],
    ),
    (["出库单号", "日期", "品名", "数量"], ["缺少 发货日期（B1“日期”像是“发货日期”）"]),
    (["订单号", "下单日期", "品名", "数量", "不含税单价"], ["缺少 单价。"]),
    (["订单号", "下单日期", "客户编码", "数量", "价格表"], ["缺少 单价。"]),
    (["下单日期", "客户编码", "品名", "数量", "单价"], ["缺少 订单号"]),
    (["出库单号", "回单日期", "签收人"], ["缺少 是否签字"]),
    (["Order no", "Order dat", "Product", "Quantity", "Unit price"], ["B1“Order dat”像是“下单日期”"]),
]


@pytest.mark.parametrize(("head", "said"), NEARLY)
def test_a_sheet_that_is_nearly_a_table_says_what_it_lacks_and_what_may_be_meant(head, said):
    note = read({"表": [ORDER, LINE], "近": [head, ["x"]]}).sheets[1].notes[0]
    assert note[0] == "nearly_a_table"
    assert [words for words in said if words not in note_words(note, "zh")] == []
    assert note_words(note, "en").isascii() or "“" in note_words(note, "en")


@pytest.mark.parametrize(
    "rows",
    [
        [["请填写"], ["谢谢"]],
        [["客户名称", "数量", "金额"], ["甲", 1, 2]],
        [["客户编码", "客户名称", "欠款"], ["C1", "甲", 2]],
        [["产品编码", "品名", "数量", "单价"], ["P1", "合页", 1, 2]],
        [["发货日期", "数量", "品名"], [DAY, 1, 2]],
        [["业务员", "一月", "二月"], ["张三", 1, 2]],
        [["收款日期", "客户", "金额"], [DAY, "甲", 2]],
        [["订单号"], ["下单日期"], ["数量"]],
        [["下单日期", "品名", "数量", "单价"], [DAY, "合页", 1, 2]],
        [["出库单号", "回单日期"], ["CK1", DAY]],
        [["订单号", "下单日期", "客户编码", "品名", "备注"], ["SO1", DAY, "C1", "合页", "x"]],
        [["客户编码", "客户名你", "联系人"], ["C1", "甲", "张三"]],
    ],
)
def test_notes_and_summaries_are_not_nearly_a_table(rows):
    assert read({"表": [ORDER, LINE], "汇总": rows}).sheets[1].notes == (("not_a_table", ()),)


def test_the_refusal_of_a_workbook_names_what_may_be_meant():
    reading = read([["定单号", "下单日期", "品名", "数量", "单价"], ["x"]])
    assert isinstance(reading.refusal, Problem)
    said = problem_words(reading.refusal, "zh")[0]
    assert "缺少：订单号（A1“定单号”像是“订单号”）" in said
    shipped = read([[*SHIPMENT[:1], "日期", "件数"], ["x"]]).refusal
    assert "发货日期" in problem_words(shipped, "zh")[0]


def test_a_header_of_two_rows_may_be_nearly_one_too():
    rows = [["订单", "", "客户", "", ""], ["编号", "日期", "编码", "名称", "数量"], ["x"]]
    near = read({"表": [ORDER, LINE], "近": rows}).sheets[1]
    assert "缺少 单价。" in note_words(near.notes[0], "zh")


def test_a_wrong_label_is_told_where_it_stands():
    reading = read({"表": [ORDER, LINE], "近": [["十月"], [], ["", "出库单好", "发货日期", "数量"], ["", "x"]]})
    assert "B3“出库单好”" in note_words(reading.sheets[1].notes[0], "zh")
    assert told(reading) == []
