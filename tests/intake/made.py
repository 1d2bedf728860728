"""Small workbooks made in memory from rows, and what came of reading them in a form that a test can show."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from pipeline.intake.read import read_file
from pipeline.intake.reading import Reading
from pipeline.intake.rules import ReadingRules

Rows = Sequence[Sequence[Any]]

ORDER = ["订单号", "下单日期", "客户编码", "产品编码", "数量", "单价"]
SHIPMENT = ["出库单号", "发货日期", "订单号", "产品编码", "数量"]
SLIP = ["出库单号", "单据类型", "回单日期", "是否签字", "签收人", "签收日期", "承诺日期", "备注"]


def book(sheets: dict[str, Rows], dress: Callable[[Any, dict[str, Any]], None] | None = None) -> bytes:
    """The bytes of an .xlsx; `dress` may do more to the workbook and its sheets."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"})
    pages = {}
    for name, rows in sheets.items():
        page = pages[name] = workbook.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, (date, datetime)):
                    page.write_datetime(r, c, value)
                elif isinstance(value, str):
                    page.write_string(r, c, value) if value else None
                elif value is not None:
                    page.write(r, c, value)
    if dress:
        dress(workbook, pages)
    workbook.close()
    return out.getvalue()


def read(
    sheets: dict[str, Rows] | Rows,
    dress: Callable[[Any, dict[str, Any]], None] | None = None,
    rules: ReadingRules = ReadingRules(),  # noqa: B008, a frozen value
) -> Reading:
    """What came of a workbook; rows alone are a sheet called 表."""
    made = sheets if isinstance(sheets, dict) else {"表": sheets}
    return read_file(book(made, dress), "试.xlsx", rules)


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """The problems as (cell, code, typed)."""
    return [(problem.cell, problem.code, problem.typed) for problem in reading.problems]


def states(reading: Reading) -> list[tuple[str, str, int]]:
    """The documents as (key, state, rows)."""
    table = reading.documents
    return list(zip(table["document"], table["state"], table["rows"].tolist(), strict=True))


def adds_up(reading: Reading) -> bool:
    """Whether every row of every sheet is accepted, held, a repeat or ignored, and accepted ones are in the tables."""
    documents = reading.documents
    for sheet in reading.sheets:
        if sheet.rows != sheet.ignored + int(documents.loc[documents["sheet"] == sheet.name, "rows"].sum()):
            return False
    accepted = documents[documents["state"] == "accepted"]
    return int(accepted["rows"].sum()) == sum(len(table) for table in reading.tables.values())


NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "table", "text", "style", "manifest")
} | {"calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"}


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def opendocument(sheets: str, *, styles: str = "", cut: int = 0) -> bytes:
    """An .ods whose sheets are given in XML; `cut` bytes are missing at the end of it."""
    names = "".join(f" xmlns:{name}='{address}'" for name, address in NAMESPACES.items())
    body = f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"<office:document-content{names}>{automatic}{body}</office:document-content>".encode()
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": content[: len(content) - cut],
        }
    )
