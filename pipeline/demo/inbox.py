"""A number of orders and a seed to an inbox full of sheets."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.demo.files import InboxFile, files
from pipeline.demo.habits import Typed
from pipeline.demo.names import OUR_NAME
from pipeline.demo.sheets import Drawn
from pipeline.demo.trade import trade
from pipeline.report import styles
from pipeline.report.look import Company, Look
from pipeline.report.shown import text_width
from pipeline.report.styles import Style
from pipeline.report.workbook import Area, Book, Page

WIDEST = 34


def make_demo(home: Path, orders: int, seed: int, until: date) -> list[Path]:
    """Writes the inbox of an invented company, some four months up to a day; the same arguments, the same cells.

    Files of the same names are replaced; others are left alone.

    Args:
        home: The folder that holds `inbox/`.
        orders: How many orders were placed.
        seed: Any whole number from 0.
        until: The last day of trade.

    Returns:
        What was written, in the order of writing.
    """
    written = []
    for file in demo_files(orders, seed, until):
        path = home / "inbox" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file_bytes(file, until))
        written.append(path)
    return written


def demo_files(orders: int, seed: int, until: date) -> Iterator[InboxFile]:
    """The same files as they will be written, with the mistakes that were planted in them, one by one."""
    return files(trade(orders, seed, until))


def file_bytes(file: InboxFile, until: date) -> bytes:
    """The file whole: a workbook, or a CSV in GB18030 as the shop's system exports it."""
    if file.name.endswith(".csv"):
        return _csv(file.sheets[0])
    book = Book(Look(as_of=until, company=Company(OUR_NAME)), Path(file.name).stem)
    for sheet in file.sheets:
        _page(book.page(sheet.name), sheet)
    return book.close()


def _csv(sheet: Drawn) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(sheet.labels)
    rows.writerows(zip(*([_as_text(cell) for cell in column] for column in sheet.columns), strict=True))
    return text.getvalue().encode("gb18030")


def _as_text(cell: Typed) -> str:
    return "" if cell is None else cell if isinstance(cell, str) else f"{cell:.15g}"


def _page(page: Page, sheet: Drawn) -> None:
    for row, line in enumerate(sheet.above):
        page.text(row, 0, line, styles.TITLE if row == 0 else styles.SUBTITLE)
    top = sheet.header_row - 1
    for place, label in enumerate(sheet.labels):
        page.text(top, place, label, styles.HEADER)
    looks = map(_style, sheet.formats)
    page.columns(top + 1, 0, list(zip(sheet.columns, looks, strict=True)))
    for text, first, last in sheet.groups:
        page.merged(Area(top - 1, first, top - 1, last), text, styles.HEADER)
    for place, first, last in sheet.merged:
        value = sheet.columns[place][first - top - 2]
        page.merged(Area(first - 1, place, last - 1, place), value, _style(sheet.formats[place]))
    for row in sheet.strong:
        _strong(page, sheet, row)
    _errors(page, sheet)
    page.widths(map(_width, sheet.labels, sheet.columns, sheet.formats))
    page.freeze(top + 1, 1)
    page.print_as(landscape=True, repeat=(top - bool(sheet.groups), top))


def _style(shown: str) -> Style:
    return styles.BODY.but(num_format=shown, align="center" if shown.startswith("yyyy") else "")


def _strong(page: Page, sheet: Drawn, row: int) -> None:
    """A total, or the header of a printed page."""
    for place, (cells, shown) in enumerate(zip(sheet.columns, sheet.formats, strict=True)):
        value = cells[row - sheet.header_row - 1]
        again = value == sheet.labels[place]
        page.column(row - 1, place, [value], styles.HEADER if again else styles.TOTAL.but(num_format=shown))


def _errors(page: Page, sheet: Drawn) -> None:
    """What VLOOKUP did not find, as Excel keeps it."""
    for place, cells in enumerate(sheet.columns):
        if "#N/A" in cells:
            row = sheet.header_row + cells.index("#N/A")
            page.error(row, place, '=VLOOKUP("新客户",A:B,2,FALSE)', "#N/A")


def _width(label: str, cells: list[Typed], shown: str) -> float:
    number = 10 + 6 * ("hh" in shown) + 4 * ("年" in shown)
    widths = (text_width(cell) if isinstance(cell, str) else number for cell in cells if cell is not None)
    longest = max(widths, default=0)
    return float(min(max(longest, text_width(label)) + 2, WIDEST))
