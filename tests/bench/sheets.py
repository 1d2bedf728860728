"""Large order sheets as Excel writes them, made quickly: shared strings, styled dates, numbers as numbers."""

import io
import zipfile
from itertools import chain

HEADER = (
    "订单号", "行号", "下单日期", "客户编码", "客户名称", "客户PO号", "业务员", "产品编码", "品名", "规格型号",
    "单位", "数量", "单价", "金额", "赠品", "交货日期", "优先级", "付款方式", "审核状态", "备注",
)  # fmt: skip
LINES = 4
"""Rows an order."""
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
DAY = 46_300
"""The serial of the first order's day."""

Row = tuple[str | float, ...]


def order_rows(count: int, first: int = 0) -> list[Row]:
    """So many order lines without a mistake, of orders that no other range of numbers has."""
    return [order_row(number) for number in range(first, first + count)]


def order_row(number: int) -> Row:
    """One line: text, whole numbers, prices with cents, days as serials."""
    order, line = divmod(number, LINES)
    customer, product = order % 800, (number * 7) % 1200
    quantity, fen = number % 90 + 1, product * 13 % 9000 + 150
    return (
        f"SO{order:08d}", line + 1, DAY + order % 300, f"C{customer:04d}", f"第{customer}号客户有限公司",
        f"PO-{order}", f"业务{customer % 12}", f"P{product:05d}", f"产品{product}", f"{product % 40}mm",
        "件", quantity, fen / 100, quantity * fen / 100, "否", DAY + order % 300 + 14, "普通", "月结", "已审批", "",
    )  # fmt: skip


def workbook(rows: list[Row]) -> bytes:
    """The bytes of an .xlsx with one order sheet."""
    strings: dict[str, int] = {}
    body = "".join(row_xml(number, row, strings) for number, row in enumerate(chain([HEADER], rows), 1))
    items = "".join(f"<si><t>{text}</t></si>" for text in strings)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{TYPES}{kind}+xml"/>'
            for part, kind in (
                ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"),
                ("sharedStrings", "sharedStrings"),
            )
        ) + "</Types>",
        "_rels/.rels": related("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": related(
            "worksheet", "worksheets/sheet1.xml", "styles", "styles.xml", "sharedStrings", "sharedStrings.xml"
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="订单" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders><border/>'
        '</borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">{items}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>',
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


def related(*pairs: str) -> str:
    """A part that says which parts belong to another: kind and target, kind and target …"""
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(zip(pairs[::2], pairs[1::2], strict=True), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{found}</Relationships>'


def row_xml(number: int, row: Row, strings: dict[str, int]) -> str:
    """One row; its text goes into the shared strings."""
    cells = []
    for column, value in enumerate(row):
        place = f"{chr(65 + column)}{number}"
        if isinstance(value, str):
            if value:
                cells.append(f'<c r="{place}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>')
        else:
            style = ' s="1"' if column in (2, 15) else ""
            cells.append(f'<c r="{place}"{style}><v>{value!r}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'
