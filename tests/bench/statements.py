"""Statements beside xlsxwriter alone: the same cells and formats, each with a process a core, in turns.

python -m tests.bench.statements               (2,000 customers of 40 lines)
python -m tests.bench.statements --customers 300 --times 3
"""

import argparse
import io
import platform
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import date, datetime
from functools import cache
from statistics import median
from typing import Any

import openpyxl
import xlsxwriter

from pipeline.processes import warm_up
from pipeline.report.look import Company, Look
from pipeline.report.statement import Account, statement
from pipeline.report.statement_foot import BUCKETS

MONTH, CORES = date(2026, 10, 1), 2
LOOK = Look(date(2026, 11, 5), company=Company("江海源贸易有限公司", "江海市示例路 88 号", "0500-5550188"))


def account(number: int, lines: int) -> Account:
    """One invented customer's month: three shipment lines of every four, a receipt after them."""
    code, balance = f"C{number:04d}", 1_234_560
    rows: list[dict[str, Any]] = []
    for line in range(lines):
        goods, fen = line % 4 != 3, 10_000 + 37 * (number + line)
        balance += fen if goods else -fen
        rows.append(
            {
                "date": datetime(2026, 10, 1 + line * 30 // lines),
                "kind": "出库" if goods else "收款",
                "document_no": f"{'CK' if goods else 'SK'}{number:04d}{line:03d}",
                "order_no": f"SO{number:04d}{line:03d}" if goods else None,
                "summary": f"不锈钢合页 {line} 寸" if goods else "网银",
                "quantity_e3": 1_000 * (line + 1) if goods else None,
                "unit": "件" if goods else None,
                "unit_price_e4": 125_000 if goods else None,
                "receivable_fen": fen if goods else None,
                "received_fen": None if goods else fen,
                "balance_fen": balance,
                "slip_state": ("已签", "未签", "未回")[line % 3] if goods else None,
                "allocation": "未结 120.00" if goods else f"付 CK{number:04d}{line - 1:03d} 100.00",
            }
        )
    shipped = [row for row in rows if row["kind"] == "出库"]
    goods_rows = [
        row
        | {"line_no": 1, "product_code": "P1", "product_name": row["summary"], "spec": "304", "is_gift": False}
        | {"amount_fen": row["receivable_fen"]}
        for row in shipped
    ]
    slips = [
        {"shipment_no": row["document_no"], "ship_date": row["date"], "slip_type": "红单", "problem": "未收回"}
        for row in shipped
        if row["slip_state"] == "未回"
    ]
    closings = [{"month": datetime(2026, 5 + n, 1), "closing_fen": 100_000 * n + number} for n in range(6)]
    figures = {
        "customer_code": code, "customer_name": f"示例商行 {number}", "statement_no": f"202610-{code}-7F3A91",
        "opening_fen": 1_234_560, "closing_fen": balance, "deposit_held_fen": 0, "not_due_fen": balance,
        **dict.fromkeys(BUCKETS[1:], 0),
    }  # fmt: skip
    who = {"contact": "周女士", "phone": "13800138000", "payment_terms": "月结", "credit_days": 30}
    return Account(figures, who, *(columns(table) for table in (rows, goods_rows, slips, closings)))


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Rows by column."""
    return {name: [row[name] for row in rows] for name in rows[0]}


def ours(number: int, lines: int) -> int:
    """One statement as the program writes it; how many bytes it has."""
    return len(statement(prepared(lines)[number % len(prepared(lines))], MONTH, LOOK))


def alone(number: int, lines: int) -> int:
    """The same cells, formats, widths and heights by xlsxwriter alone."""
    sheets, looks = cells_of(lines)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "default_format_properties": {"font_name": "微软雅黑", "font_size": 10}}
    )
    formats = [book.add_format(look) for look in looks]
    for name, cells, widths, heights in sheets:
        sheet = book.add_worksheet(name)
        for column, width in widths:
            sheet.set_column(column, column, width)
        for row, height in heights:
            sheet.set_row(row, height)
        writes = {"s": sheet.write_string, "n": sheet.write_number, "f": sheet.write_formula}
        for kind, row, column, value, look in cells:
            if kind == "b":
                sheet.write_blank(row, column, None, formats[look])
            else:
                writes[kind](row, column, value, formats[look])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "='对账单'!$C$56:$C$61", "values": "='对账单'!$D$56:$D$61"})
    book.worksheets()[0].insert_chart(53, 4, chart)
    book.close()
    return len(stream.getvalue())


@cache
def prepared(lines: int) -> list[Account]:
    """Some customers; each process makes its own once."""
    return [account(number, lines) for number in range(50)]


@cache
def cells_of(lines: int) -> tuple[list[Any], list[dict[str, Any]]]:
    """What stands in one of our statements: sheets with cells, widths and heights, and the distinct looks."""
    book = openpyxl.load_workbook(io.BytesIO(statement(prepared(lines)[7], MONTH, LOOK)))
    looks: dict[tuple[Any, ...], int] = {}
    sheets = []
    for sheet in book.worksheets:
        cells = [told(cell, looks) for row in sheet.iter_rows() for cell in row if cell.has_style]
        widths = [(openpyxl.utils.column_index_from_string(k) - 1, d.width) for k, d in sheet.column_dimensions.items()]
        heights = [(row - 1, d.height) for row, d in sheet.row_dimensions.items() if d.height]
        sheets.append((sheet.title, cells, widths, heights))
    names = ("bold", "bg_color", "font_color", "align", "num_format", "text_wrap", "bottom")
    return sheets, [{name: value for name, value in zip(names, look, strict=True) if value} for look in looks]


def told(cell: Any, looks: dict[tuple[Any, ...], int]) -> tuple[str, int, int, Any, int]:
    """A cell as its type, place, value and look."""
    fill, ink = cell.fill.fgColor.rgb if cell.fill.fill_type else "", cell.font.color.rgb if cell.font.color else ""
    look = (
        cell.font.bold, f"#{fill[2:]}" if fill else "", f"#{ink[2:]}" if isinstance(ink, str) and ink else "",
        cell.alignment.horizontal or "", cell.number_format, cell.alignment.wrap_text,
        1 if cell.border.bottom.style else 0,
    )  # fmt: skip
    value = cell.value
    if isinstance(value, datetime):
        value = (value - datetime(1899, 12, 30)).days
    kind = "b" if value is None else "f" if cell.data_type == "f" else "s" if isinstance(value, str) else "n"
    return kind, cell.row - 1, cell.column - 1, value, looks.setdefault(look, len(looks))


def seconds(executor: Executor, write: Callable[[int, int], int], customers: int, lines: int) -> float:
    """How long it takes to write so many."""
    begun = time.perf_counter()
    assert all(executor.map(write, range(customers), [lines] * customers, chunksize=25))
    return time.perf_counter() - begun


def main() -> None:
    """Measures both in turns, and says what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=2_000, help="how many statements")
    parser.add_argument("--lines", type=int, default=40, help="lines of each")
    parser.add_argument("--times", type=int, default=3, help="how often each is run; the median counts")
    asked = parser.parse_args()
    warm_up()
    times: dict[str, list[float]] = {"hongdan": [], "xlsxwriter alone": []}
    with ProcessPoolExecutor(CORES) as executor:
        for write in (ours, alone):
            seconds(executor, write, 100, asked.lines)
        for _ in range(asked.times):
            times["hongdan"].append(seconds(executor, ours, asked.customers, asked.lines))
            times["xlsxwriter alone"].append(seconds(executor, alone, asked.customers, asked.lines))
    for name, took in times.items():
        print(f"{name:<17} {median(took):7.2f} s   of {', '.join(f'{one:.2f}' for one in took)}")
    ratio = median(times["hongdan"]) / median(times["xlsxwriter alone"])
    print(f"{ratio:.2f} times as long; {asked.customers} statements of {asked.lines} lines, {CORES} processes each")
    print(f"Python {platform.python_version()}, {platform.system()}, medians of {asked.times}")


if __name__ == "__main__":
    main()
