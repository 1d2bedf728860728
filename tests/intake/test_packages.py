"""Workbooks as other programs than Excel write them: strict, with odd parts and formats, and sheets that are none."""

import posixpath

import pytest

from pipeline.intake.grid import raw_sheets
from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import typed_sheets
from pipeline.intake.values import Day, Moment
from tests.intake.made import ORDER, states, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT = (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
CHART = f'<chartsheet xmlns="{MAIN}"><sheetViews/></chartsheet>'
MACRO = '<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData/></xm:macrosheet>'


def xlsx(*sheets, main=MAIN, relations=RELATIONS, styles="", strings="", settings=""):
    """The bytes of an .xlsx: each sheet its XML, or its kind, its part and its XML."""
    parts, tabs, related = {"[Content_Types].xml": "<Types/>", "_rels/.rels": ROOT}, "", ""
    for number, sheet in enumerate(sheets, 1):
        kind, part, xml = ("worksheet", f"worksheets/sheet{number}.xml", sheet) if isinstance(sheet, str) else sheet
        tabs += f'<sheet name="表{number}" sheetId="{number}" r:id="rId{number}"/>'
        related += f'<Relationship Id="rId{number}" Type="{relations}/{kind}" Target="{part}"/>'
        parts[posixpath.join("/xl", part)[1:]] = xml
    for name, xml in (("styles", styles), ("sharedStrings", strings)):
        if xml:
            parts[f"xl/{name}.xml"] = xml
            related += f'<Relationship Id="{name}" Type="{relations}/{name}" Target="{name}.xml"/>'
    workbook = f'<workbook xmlns="{main}" xmlns:r="{relations}">{settings}<sheets>{tabs}</sheets></workbook>'
    parts |= {
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
    }
    return zipped(parts)


def sheet(*rows, main=MAIN, before="", after="", prefix=""):
    names = f'xmlns{":" + prefix if prefix else ""}="{main}"'
    p = f"{prefix}:" if prefix else ""
    data = f"<{p}sheetData>{''.join(rows)}</{p}sheetData>"
    return f'<?xml version="1.0"?><{p}worksheet {names}>{before}{data}{after}</{p}worksheet>'


def inline(*texts, at=""):
    """Cells with a text of their own, with their places in a row or without."""
    places = [f' r="{chr(65 + column)}{at}"' if at else "" for column in range(len(texts))]
    return "".join(
        f'<c{place} t="inlineStr"><is><t>{text}</t></is></c>' for place, text in zip(places, texts, strict=True)
    )


def row(number, cells, more=""):
    return f'<row r="{number}"{more}>{cells}</row>'


def texts(content):
    return [[one.texts(row) for row in range(one.rows)] for one in raw_sheets(content, "a.xlsx", ReadingRules())]


def order(number, day):
    """A row with an order of its own; `day` is the cell in which its day stands."""
    code = "".join(f'<c r="{letter}{number}" t="str"><v>P1</v></c>' for letter in "CD")
    figures = "".join(f'<c r="{letter}{number}"><v>2</v></c>' for letter in "EF")
    return row(number, inline(f"SO{number}", at=number) + day + code + figures)


@pytest.mark.parametrize("day", ["2026-10-03", "2026-10-03T00:00:00"])
def test_a_strict_workbook_is_read(day):
    rows = [row(1, inline(*ORDER, at=1)), order(2, f'<c r="B2" t="d"><v>{day}</v></c>')]
    content = xlsx(sheet(*rows, main=STRICT), main=STRICT, relations=STRICT_RELATIONS)
    assert states(read_file(content, "a.xlsx", ReadingRules())) == [("SO2", "accepted", 1)]


def test_a_wrong_dimension_hides_nothing():
    rows = [row(1, inline("a", "b", at=1)), row(3, inline("c", "d", at=3))]
    assert texts(xlsx(sheet(*rows, before='<dimension ref="A1"/>'))) == [[["a", "b"], ["", ""], ["c", "d"]]]


def test_cells_that_do_not_say_where_they_stand_come_one_after_the_other():
    cells = inline("a") + "<c/><c><f>1+1</f></c><c><v>1234567890123456789</v></c>"
    content = xlsx(sheet("<row>" + inline("x") + "</row>", f'<row hidden="1">{cells}</row>', row(5, inline("y"))))
    (found,) = raw_sheets(content, "a.xlsx", ReadingRules())
    assert [found.texts(number)[0] for number in range(found.rows)] == ["x", "a", "", "", "y"]
    assert (found.hidden_rows, found.unstored, found.overlong) == ((1,), {(1, 2)}, {(1, 3)})


def test_sheets_that_are_none_stand_between_and_the_others_keep_their_own_hidden_rows():
    hidden = [row(1, inline("a", at=1)), row(2, inline("b", at=2), ' hidden="1"')]
    one, two = sheet(row(1, inline("x", at=1))), sheet(*hidden)
    content = xlsx(
        one,
        ("chartsheet", "chartsheets/sheet1.xml", CHART),
        ("xlMacrosheet", "macrosheets/sheet1.xml", MACRO),
        two,
        ("dialogsheet", "dialogsheets/sheet1.xml", f'<dialogsheet xmlns="{MAIN}"/>'),
    )
    assert texts(content) == [[["x"]], [], [], [["a"], ["b"]], []]
    assert [found.hidden_rows for found in raw_sheets(content, "a.xlsx", ReadingRules())] == [(), (), (), (1,), ()]
    assert [one.columns for one in typed_sheets(content, "a.xlsx", ReadingRules())] == [
        [["x"]],
        [],
        [],
        [["a", "b"]],
        [],
    ]


@pytest.mark.parametrize(
    "part", ["/xl/worksheets/sheet1.xml", "sheets/甲.xml", "/data/one two.xml", "Worksheets/S.XML"]
)
def test_a_sheet_is_found_wherever_its_part_lies(part):
    xml = sheet(row(1, inline("a", at=1), ' hidden="true"'))
    (found,) = raw_sheets(xlsx(("worksheet", part, xml)), "a.xlsx", ReadingRules())
    assert (found.texts(0), found.hidden_rows) == (["a"], (0,))


def test_rich_texts_are_read_with_their_spaces_and_without_their_readings():
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 文</t></r>'
        '<rPh sb="0" eb="1"><t>ふ</t></rPh></si><si><t xml:space="preserve">  a</t></si><si/></sst>'
    )
    cells = "".join(f'<c r="{letter}1" t="s"><v>{n}</v></c>' for n, letter in enumerate("ABC"))
    assert texts(xlsx(sheet(row(1, cells + inline("", "", "", "x", at=1)[-44:])), strings=strings))[0][0][:2] == [
        "富 文",
        "  a",
    ]


FORMATS = [
    "yyyy&quot;年&quot;m&quot;月&quot;",
    "aaaa",
    "[$-804]aaaa;@",
    "[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;",
]
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts>'
    + "".join(f'<numFmt numFmtId="{176 + n}" formatCode="{code}"/>' for n, code in enumerate(FORMATS))
    + "</numFmts><cellXfs>"
    + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 31, 57, 14, *range(176, 176 + len(FORMATS))))
    + "</cellXfs></styleSheet>"
)


@pytest.mark.parametrize("early", [0, 1462])
def test_a_day_in_a_column_of_days_is_one_whatever_its_number_format_and_in_the_copy_to_mend_too(early):
    serials = [46298 - early, 46298 - early, 46298.5 - early, *[46298 - early] * 5]
    cells = [f'<c r="B{n + 2}" s="{n}"><v>{serial}</v></c>' for n, serial in enumerate(serials)]
    rows = [row(1, inline(*ORDER, at=1)), *(order(n + 2, day) for n, day in enumerate(cells))]
    content = xlsx(sheet(*rows), styles=STYLES, settings='<workbookPr date1904="1"/>' if early else "")
    days = read_file(content, "a.xlsx", ReadingRules()).tables["orders"]["order_date"]
    assert set(days.dt.strftime("%Y-%m-%d")) == {"2026-10-03"}
    (typed,) = typed_sheets(content, "a.xlsx", ReadingRules())
    assert [int(value) for value in typed.columns[1][1:]] == [46298] * 8
    assert [type(value) for value in typed.columns[1][1:3]] == [Day, Day]
    assert isinstance(typed.columns[1][3], Moment)
    assert {type(value) for value in typed.columns[4][1:]} == {float}
