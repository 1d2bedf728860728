"""Workbooks that are really web pages, web archives or Excel 2003 XML are read as Excel would show them."""

import base64

import pytest

from pipeline.intake.grid import raw_sheets
from pipeline.intake.read import read_file
from pipeline.intake.refused import Refused
from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import typed_sheets
from pipeline.intake.values import Day, Moment
from tests.intake.made import ORDER, states, told

ROW = ["SO1", "2026-10-03", "C001", "P1", "1", "2"]


def rows(*lines, tag="td"):
    return "".join("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in line) + "</tr>" for line in lines)


def page(body, head=""):
    return f"<html><head>{head}</head><body>{body}</body></html>"


def sheets(content, name="网银.xls", rules=ReadingRules()):  # noqa: B008, a frozen value
    """Each sheet by name: its rows as text."""
    content = content if isinstance(content, bytes) else content.encode()
    return {sheet.name: [sheet.texts(row) for row in range(sheet.rows)] for sheet in raw_sheets(content, name, rules)}


def values(content):
    """The same, as the copy to mend has them."""
    return {sheet.name: [*zip(*sheet.columns, strict=True)] for sheet in typed_sheets(content, "a.xls", ReadingRules())}


ORDERS = page(f"<table>{rows(ORDER, tag='th')}{rows(ROW)}</table>")


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv", "a.XLSM"])
def test_a_web_page_is_read_whatever_the_file_is_called(name):
    assert states(read_file(ORDERS.encode(), name, ReadingRules())) == [("SO1", "accepted", 1)]


@pytest.mark.parametrize(
    ("claim", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-8"),
        ("", "utf-8"),
        ("", "gb18030"),
        ("utf-16", "utf-16"),
        ("big5", "big5"),
        ("no-such", "gb18030"),
    ],
)
def test_a_web_page_is_read_in_the_encoding_it_is_in_even_if_it_claims_another(claim, encoding):
    text = page(
        f"<table>{rows(['客戶', '品名'])}</table>", f'<meta http-equiv="x" content="text/html; charset={claim}">'
    )
    assert sheets(text.encode(encoding)) == {"HTML": [["客戶", "品名"]]}


def test_cells_over_several_rows_and_columns_fill_like_merged_cells():
    table = (
        "<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙</tr><tr><td>1<td>2<td>3</tr>"
        "<tr><td rowspan=99>丁<td>4<td>5<td>6</tr><tr><td>7<td colspan=0>8</table>"
    )
    assert sheets(page(table)) == {
        "HTML": [["甲", "乙", "", "丙"], ["甲", "1", "2", "3"], ["丁", "4", "5", "6"], ["丁", "7", "8", ""]]
    }
    (typed,) = typed_sheets(page(table).encode(), "a.xls", ReadingRules())
    assert typed.merges == ((0, 0, 1, 0), (0, 1, 0, 2), (2, 0, 3, 0))
    assert typed.columns[0] == ["甲", None, "丁", None]


def test_each_table_with_something_in_it_is_a_sheet_and_one_within_a_cell_too():
    inner = f"<table><caption>明细</caption>{rows(['b'])}</table>"
    text = page(f"<table>{rows([f'a{inner}'])}</table><table></table><table>{rows(['c'])}</table>")
    assert sheets(text) == {"HTML": [["a"]], "明细": [["b"]], "HTML 2": [["c"]]}


def test_sheets_have_the_names_that_excel_gave_them():
    names = "<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>订单&amp;1</x:Name></x:ExcelWorksheet></xml><![endif]-->"
    assert sheets(page(f"<table>{rows(['a'])}</table>", names)) == {"订单&1": [["a"]]}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("A&amp;B &lt;1&gt;&nbsp;&#20013;", "A&B <1>\xa0中"),
        ("上\n   行<br>下行", "上 行\n下行"),
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<a href='http://x.example/'>链接</a><script>alert(1)</script><style>a{}</style>", "链接"),
        ("<span style='DISPLAY: none'>20261003</span>2026-10-03", "2026-10-03"),
        ("&nbsp;", ""),
        ("000123", "000123"),
        ("6222001234567890123", "6222001234567890123"),
    ],
)
def test_a_cell_is_the_text_that_people_see(cell, shown):
    assert sheets(page(f"<table><tr><td style='mso-number-format:\"\\@\"'>{cell}</td><td>x</tr></table>")) == {
        "HTML": [[shown, "x"]]
    }


@pytest.mark.parametrize(
    ("exact", "text", "read"),
    [("1234.567", "1,234.57", "1234.567"), ("46298", "2026-10-03", "2026-10-03"), ("", "1,5", "1,5"), ("x", "1", "1")],
)
def test_a_number_that_excel_wrote_rounded_is_read_as_it_is(exact, text, read):
    assert sheets(page(f"<table><tr><td x:num='{exact}'>{text}</table>")) == {"HTML": [[read]]}


def test_hidden_rows_columns_and_tables_are_known():
    hidden = "style='display:none'"
    table = f"<table><col><col span=2 {hidden}>{rows('abc')}<tr {hidden}><td>d</tr></table><table {hidden}>{rows('e')}"
    one, other = raw_sheets(page(table).encode(), "a.xls", ReadingRules())
    assert (one.hidden, one.hidden_rows, one.hidden_columns, other.hidden) == (False, (1,), (1, 2), True)


def test_an_error_on_a_web_page_is_one_and_not_a_text():
    lines = [[*ORDER, "品名"], [*ROW, "#N/A"]]
    reading = read_file(page(f"<table>{rows(*lines)}</table>").encode(), "a.xls", ReadingRules())
    assert told(reading) == [("G2", "excel_error", "#N/A")]


@pytest.mark.parametrize(
    "text", ["<html><body>登录已超时", "<html><frameset><frame src='sheet001.htm'>", "<?xml version='1.0'?><a/>"]
)
def test_a_web_page_without_a_table_is_refused(text):
    with pytest.raises(Refused, match="web_page"):
        sheets(text)


def test_a_table_that_would_grow_beyond_the_limit_is_refused_before_it_does():
    wide = "<table>" + "<tr>" + "<td colspan=1000 rowspan=65534>x</td>" * 30 + "</tr>" * 2
    for text in (wide, "<table><tr><td rowspan=65534>x</td>" + "<tr>" * 20_000 + "<td colspan=1000>x"):
        with pytest.raises(Refused, match="too_many_cells"):
            sheets(page(text), rules=ReadingRules(max_cells=20_000))


ARCHIVE = """MIME-Version: 1.0
X-Document-Type: Workbook
Content-Type: multipart/related; boundary="----=_Next"

------=_Next
Content-Location: file.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="utf-8"

<html><frameset></frameset></html>

------=_Next
Content-Location: sheet001.htm
Content-Transfer-Encoding: base64
Content-Type: text/html; charset="utf-8"

{}
------=_Next--
"""


def test_a_web_archive_is_read_page_by_page():
    content = ARCHIVE.format(base64.encodebytes(ORDERS.encode()).decode()).encode()
    assert states(read_file(content, "a.xls", ReadingRules())) == [("SO1", "accepted", 1)]
    assert read_file(ARCHIVE.format("").encode(), "a.xls", ReadingRules()).refusal.code == "web_page"


# --- Excel 2003 XML ----------------------------------------------------------------------------


def workbook(inner, encoding="utf-8", before=""):
    text = f"""<?xml version="1.0" encoding="{encoding}"?>
<?mso-application progid="Excel.Sheet"?>{before}
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">{inner}</Workbook>"""
    return text.encode(encoding)


def cell(value, kind="String", **more):
    said = "".join(f' ss:{name}="{text}"' for name, text in more.items())
    return f'<Cell{said}><Data ss:Type="{kind}">{value}</Data></Cell>'


def sheet(*lines, name="表", **more):
    inner = "".join(line if line.startswith("<Row") else f"<Row>{line}</Row>" for line in lines)
    table = f"<Table>{more.get('columns', '')}{inner}</Table>{more.get('options', '')}"
    return f'<Worksheet ss:Name="{name}">{table}</Worksheet>'


@pytest.mark.parametrize("encoding", ["utf-8", "GB2312", "utf-16"])
def test_an_excel_2003_workbook_is_read(encoding):
    lines = ["".join(map(cell, ORDER)), "".join(map(cell, ROW))]
    content = workbook(sheet(*lines), encoding)
    assert states(read_file(content, "a.xls", ReadingRules())) == [("SO1", "accepted", 1)]
    assert read_file(b"\r\n " + workbook(sheet(*lines)), "a.xlsx", ReadingRules()).refusal is None


def test_its_cells_have_their_types_and_the_copy_to_mend_has_them_too():
    line = [
        cell("000123"),
        cell("1234.5", "Number"),
        cell("1.3800138E10", "Number"),
        cell("2026-10-03T00:00:00.000", "DateTime"),
        cell("2026-10-03T04:05:06.000", "DateTime"),
        cell("1", "Boolean"),
        cell("<B>粗</B>体 &amp;"),
    ]
    content = workbook(sheet("".join(line)))
    texts = ["000123", "1234.5", "13800138000", "2026-10-03 00:00:00", "2026-10-03 04:05:06", "true", "粗体 &"]
    assert sheets(content) == {"表": [texts]}
    (found,) = values(content)["表"]
    assert found == ("000123", 1234.5, 13800138000.0, 46298.0, pytest.approx(46298.170208), True, "粗体 &")
    assert [type(value) for value in found[3:6]] == [Day, Moment, bool]


def test_its_cells_stand_where_they_say_and_merged_ones_fill_downwards():
    content = workbook(
        sheet(
            f'<Row ss:Index="2">{cell("甲", MergeDown="1")}{cell("乙", Index="3", MergeAcross="1")}{cell("丙")}</Row>',
            cell("1", Index="2"),
        )
    )
    assert sheets(content) == {"表": [["", "", "", "", ""], ["甲", "", "乙", "", "丙"], ["甲", "1", "", "", ""]]}


def test_what_is_hidden_or_has_no_value_in_it_is_known():
    lines = [
        '<Row ss:Hidden="1">' + cell("a") + "</Row>",
        '<Row><Cell ss:Formula="=1"/><Cell/></Row>',
        cell("#REF!", "Error"),
    ]
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    columns = '<Column/><Column ss:Hidden="1" ss:Span="1"/>'
    long = cell("1234567890123456789", "Number")
    content = workbook(sheet(*lines, columns=columns) + sheet(long, name="藏", options=hidden))
    one, other = raw_sheets(content, "a.xls", ReadingRules())
    assert (one.hidden_rows, one.hidden_columns, one.unstored) == ((0,), (1, 2), {(1, 0)})
    assert (one.errors, one.hidden, other.hidden, other.overlong) == ({(2, 0): "#REF!"}, False, True, {(0, 0)})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (workbook(sheet(cell("a")))[:-5], "damaged"),
        (workbook(sheet(cell("a", Index="x"))), "damaged"),
        (workbook(sheet(f'<Row ss:Index="1048576">{cell("a", Index="16384")}</Row>')), "too_many_cells"),
        (workbook(sheet(cell("&b;")), before='<!DOCTYPE a [<!ENTITY b SYSTEM "secret.txt">]>'), "damaged"),
        (workbook(sheet(cell("a"))).replace(b"Workbook", b"Werkbook"), "web_page"),
    ],
)
def test_a_broken_or_hostile_one_is_refused(content, code):
    assert read_file(content, "a.xls", ReadingRules()).refusal.code == code
