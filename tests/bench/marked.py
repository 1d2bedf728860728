"""The marked copy of a large sheet beside plain xlsxwriter writing the same cells, without marks, list or looks.

python -m tests.bench.marked --rows 50000 --bad 20000
"""

import argparse
import io
import time
from datetime import date, datetime, timedelta

import xlsxwriter

from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import TypedSheet, typed_sheets
from pipeline.report.look import Look
from pipeline.report.returned import returned_copy

HEADER = [
    "出库单号", "行号", "发货日期", "订单号", "客户编码", "客户名称", "产品编码", "品名", "规格型号", "单位",
    "数量", "单价", "金额", "赠品", "送货方式", "物流公司", "司机", "运单号", "运费", "备注",
]  # fmt: skip


def shipments(rows: int, bad: int) -> bytes:
    """A workbook of shipments of two lines each, the quantity wrong in the first `bad` rows."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("出库单")
    sheet.write_row(0, 0, HEADER)
    for row in range(rows):
        one, quantity = row // 2, row % 90 + 1
        sheet.write_row(row + 1, 0, [
            f"CK{one:06}", row % 2 + 1, datetime(2026, 10, 1) + timedelta(one % 30), f"SO{one}", f"C{one % 200:03}",
            f"客户{one % 200}公司", f"P{row % 300}", f"产品{row % 300}", "10*20", "件",
            "三件" if row < bad else quantity, 12.5, quantity * 12.5, "否",
            "物流", "顺丰", "张三", f"YD{one}", 10.5, "",
        ])  # fmt: skip
    book.close()
    return content.getvalue()


def plainly(sheets: list[TypedSheet]) -> bytes:
    """The same cells, one by one."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for place, values in enumerate(sheet.columns):
            page.write_column(0, place, values)
    book.close()
    return content.getvalue()


def main() -> None:
    """Makes the sheet, measures both, and says what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--bad", type=int, default=20_000)
    asked = parser.parse_args()
    content, rules = shipments(asked.rows, asked.bad), ReadingRules()
    problems = read_file(content, "a.xlsx", rules).problems
    begun = time.perf_counter()
    sheets = typed_sheets(content, "a.xlsx", rules)
    read = time.perf_counter()
    plainly(sheets)
    written = time.perf_counter()
    returned_copy(content, "a.xlsx", problems, Look(date(2026, 11, 5)), rules)
    copied = time.perf_counter()
    print(f"{asked.rows:,} rows × {len(HEADER)}, {len(problems):,} problems; reading the cells {read - begun:.2f} s")
    print(f"plain xlsxwriter, cells alone   {written - read:6.2f} s")
    print(f"marked copy, without reading    {copied - written - (read - begun):6.2f} s")


if __name__ == "__main__":
    main()
