"""Cells, widths and print settings to the bytes of an .xlsx; formats, outline, packed and sheet know xlsxwriter too.

Rows and columns count from 0, as in xlsxwriter. Text is always written as text, every return code is
checked, and the same calls give the same bytes.
"""

import io
import math
import re
from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from pipeline.report.bulk import LEAST_ROWS, BulkSheet
from pipeline.report.coded import Coded, Formula, Value, coded, coded_objects, one_for_all
from pipeline.report.formats import Worn, options
from pipeline.report.look import Look
from pipeline.report.names import cut_utf16, sheet_name
from pipeline.report.packed import BulkWorkbook
from pipeline.report.sheet import CellRefused
from pipeline.report.shown import serial
from pipeline.report.styles import BODY, FACE, INK, LINE, SLATE, Style
from schemas.sentences import report as words

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Where Excel's sheets end, counted from 1."""
LONGEST_TEXT = 32_767
LONGEST_LIST = 255
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
DEFAULT_POINTS = 18
POINTS_A_DIGIT, POINTS_A_COLUMN = 6.0, 3.75
SHRUNK = 1.15
"""A sheet so much longer than a page is rather made smaller than cut."""
SMALLEST = 0.5
"""Shrunk further than this, print is hard to read."""
LYING_WIDTH, LYING_HEIGHT = 777.0, 500.0
"""What is printed of an A4 page that lies, in points."""
NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Area(NamedTuple):
    """A block of cells, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def on(self, sheet: str) -> str:
        """As a formula names it, absolute: `='出库单'!$A$2:$A$9`."""
        quoted = sheet.replace("'", "''")
        return f"='{quoted}'!{xl_range_abs(*self)}"


def kept(code: object) -> None:
    """Nothing, if xlsxwriter wrote it.

    Raises:
        CellRefused: Its return code says that it did not.
    """
    if isinstance(code, int) and code < 0:
        raise CellRefused(f"xlsxwriter returned {code}")


def writable(text: str) -> str:
    """The text without what XML can't hold, cut where Excel's cells end, with … behind it."""
    clean = NOT_IN_XML.sub("\ufffd", text)
    if len(clean) <= LONGEST_TEXT // 2 or cut_utf16(clean, LONGEST_TEXT) == clean:
        return clean
    return f"{cut_utf16(clean, LONGEST_TEXT - 1)}…"


def all_writable(values: Sequence[Value]) -> list[Value]:
    """The values with their texts made writable; looked at together, since hardly any text needs it."""
    texts = [value for value in values if isinstance(value, str)]
    if max(map(len, texts), default=0) <= LONGEST_TEXT // 2 and not NOT_IN_XML.search("".join(texts)):
        return list(values)
    return [writable(value) if isinstance(value, str) else value for value in values]


class Page:
    """One sheet of a book."""

    def __init__(self, book: "Book", name: str) -> None:
        self.book = book
        self.name = name
        self.sheet = book.workbook.add_worksheet(name, BulkSheet)
        self.sheet.hide_gridlines(2)
        self.sheet.set_default_row(DEFAULT_POINTS)
        self._points: dict[int, float] = {}
        self._runs: list[tuple[range, Coded]] = []
        self._width = 0.0
        self._repeated = 0.0

    # --- cells ---

    def text(self, row: int, column: int, text: str, style: Style = BODY) -> None:
        """Text, whatever it begins with."""
        self.sheet.put(row, column, writable(text), self.book.format(style))

    def number(self, row: int, column: int, number: float, style: Style = BODY) -> None:
        """A number."""
        self.sheet.put(row, column, number, self.book.format(style))

    def day(self, row: int, column: int, day: date | datetime, style: Style = BODY) -> None:
        """A day or moment; the style says how it is shown."""
        self.number(row, column, serial(datetime(*day.timetuple()[:6])), style)

    def blank(self, row: int, column: int, style: Style = BODY) -> None:
        """A cell with nothing but its looks."""
        self.sheet.put(row, column, None, self.book.format(style))

    def formula(self, row: int, column: int, formula: str, value: float, style: Style = BODY) -> None:
        """A formula of ours with its value, which is what Protected View and WPS show."""
        self.sheet.put(row, column, Formula(formula, value), self.book.format(style))

    def error(self, row: int, column: int, formula: str, error: str, style: Style = BODY) -> None:
        """A formula whose value is one of Excel's errors, such as #N/A."""
        self.sheet.put(row, column, Formula(formula, error), self.book.format(style))

    def merged(self, area: Area, value: str | float | None, style: Style = BODY) -> None:
        """One value over an area of at least two cells."""
        shown = writable(value) if isinstance(value, str) else value
        self.sheet.merge_cells(*area, shown, self.book.format(style))

    def join(self, area: Area) -> None:
        """Cells that are written already are shown as one, as the first of them."""
        self.sheet.merge_written(*area)

    def link(self, row: int, column: int, to: str, shown: str) -> None:
        """A cell that is written already leads to a place in the same workbook, such as `'出库单'!F12`."""
        kept(self.sheet.link_written(row, column, f"internal:{to}", shown))

    def column(self, row: int, column: int, values: Sequence[Value], styles: Style | Sequence[Style] = BODY) -> None:
        """A column of values from a row down: text as text, numbers as numbers, None as a blank cell.

        Args:
            row: The first one's row.
            column: Where they stand.
            values: One a row.
            styles: One for all, or one a row.
        """
        self.sheet.put_column(row, column, *self._column(values, styles))

    def columns(
        self,
        row: int,
        column: int,
        columns: Sequence[tuple[Sequence[Value] | Coded, Style | Sequence[Style] | Coded]],
    ) -> None:
        """Columns side by side, each as of `column`; many rows are written at once instead of cell by cell."""
        filled = [self._column(values, styles) for values, styles in columns]
        if filled and len(filled[0][0].codes) >= LEAST_ROWS:
            self.sheet.write_block(row, column, filled)
            return
        for place, (values, looks) in enumerate(filled, start=column):
            self.sheet.put_column(row, place, values, looks)

    def _column(self, values: Sequence[Value] | Coded, styles: Style | Sequence[Style] | Coded) -> tuple[Coded, Coded]:
        """A column as the sheet takes it in: what is written, and in which formats."""
        found = coded(values)
        return Coded(all_writable(found.distinct), found.codes), self.book.formats(styles, len(found.codes))

    def comment(self, row: int, column: int, text: str) -> None:
        """A comment on a cell, in a box that is large enough to read it."""
        lines = sum(1 + len(line) // 18 for line in text.split("\n"))
        size = {"width": 260, "height": max(60, 20 * lines + 12), "font_name": FACE, "font_size": 9}
        kept(self.sheet.write_comment(row, column, writable(text), size))

    # --- what may be typed ---

    def dropdown(self, area: Area, choices: Sequence[str], note: tuple[str, str] | None = None) -> None:
        """A dropdown over an area; a long list goes to the book's list sheet. `note`: title and text shown beside."""
        typed, lang = ",".join(choices), self.book.look.lang
        # A comma within a choice would split it, so that such a list can't stand inline.
        inline = len(typed) <= LONGEST_LIST and not any("," in choice for choice in choices)
        sentence = words.NOT_IN_LIST.in_(lang).format(choices=" ".join(choices))
        self._validate(
            area,
            {"validate": "list", "source": list(choices) if inline else self.book.list_area(choices)},
            sentence if len(sentence) <= LONGEST_LIST else words.NOT_IN_LONG_LIST.in_(lang),
            note,
        )

    def days_only(self, area: Area, note: tuple[str, str] | None = None) -> None:
        """Nothing but days of this century over an area."""
        rule = {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
        self._validate(area, rule, words.NOT_A_DAY.in_(self.book.look.lang), note)

    def validation(self, area: Area, rule: dict[str, Any], sentence: str, note: tuple[str, str] | None = None) -> None:
        """Any other rule of xlsxwriter's `data_validation` over an area, with what to say when it is broken."""
        self._validate(area, rule, sentence, note)

    def _validate(self, area: Area, rule: dict[str, Any], sentence: str, note: tuple[str, str] | None) -> None:
        told = {"error_title": words.CHECK_INPUT.in_(self.book.look.lang), "error_message": sentence}
        shown = {"input_title": note[0], "input_message": note[1]} if note else {}
        kept(self.sheet.data_validation(*area, {**rule, **told, **shown}))

    # --- furniture ---

    def widths(self, widths: Iterable[float], first: int = 0, hidden: Container[int] = ()) -> None:
        """The widths of columns side by side, in characters of a digit's width; some of the columns may be hidden."""
        for column, width in enumerate(widths, start=first):
            self.sheet.set_width(column, width, hidden=column in hidden)
            self._width += 0 if column in hidden else width * POINTS_A_DIGIT + POINTS_A_COLUMN

    def hide_rows(self, rows: Iterable[int]) -> None:
        """Rows that are there and not shown."""
        for row in rows:
            kept(self.sheet.set_row(row, None, None, {"hidden": True}))

    def column_look(self, column: int, width: float, style: Style) -> None:
        """The width of a column, and how its cells look that nothing is written to."""
        kept(self.sheet.set_column(column, column, width, self.book.format(style)))
        self._width += width * POINTS_A_DIGIT + POINTS_A_COLUMN

    def heights(self, first: int, points: Sequence[float] | Coded) -> None:
        """The heights of rows from a row down."""
        each = coded(points)
        rows = range(first, first + len(each.codes))
        self._points = {row: one for row, one in self._points.items() if row not in rows}
        self._runs.insert(0, (rows, each))
        self.sheet.set_heights(first, each)

    def height(self, row: int, points: float) -> None:
        """The height of one row."""
        self._points[row] = points
        kept(self.sheet.set_row(row, points))

    def freeze(self, row: int, column: int = 0) -> None:
        """Rows above and columns left of a cell stay in sight."""
        self.sheet.freeze_panes(row, column)

    def filter(self, area: Area) -> None:
        """Filter buttons on the area's first row."""
        kept(self.sheet.autofilter(*area))

    def hide(self) -> None:
        """The sheet is there, but its tab is not shown."""
        self.sheet.hide()

    def accept_digits_as_text(self, area: Area) -> None:
        """Excel does not mark codes and telephone numbers, which are text, as numbers stored wrongly."""
        kept(self.sheet.ignore_errors({"number_stored_as_text": range_name(area)}))

    def tab(self, colour: str) -> None:
        """The colour of the sheet's tab."""
        self.sheet.set_tab_color(colour)

    def colour_rule(self, area: Area, formula: str, style: Style) -> None:
        """Cells of an area take a style while a formula, written for the area's first cell, holds."""
        look = Style(bold=style.bold, font_color=style.font_color, bg_color=style.bg_color, valign="", border_color="")
        rule = {"type": "formula", "criteria": formula, "format": self.book.format(look)}
        kept(self.sheet.conditional_format(*area, rule))

    def print_as(self, *, landscape: bool, repeat: tuple[int, int] | None = None, last: Area | None = None) -> None:
        """A4, as wide as one page, numbered pages.

        Args:
            landscape: Lying.
            repeat: The first and last row that every page repeats: the header of the table.
            last: What is printed, where not everything is.
        """
        sheet = self.sheet
        sheet.set_paper(9)
        sheet.set_landscape() if landscape else sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.45, right=0.45, top=0.55, bottom=0.7)
        footer = f'&L&"{FACE},Regular"&8{{left}}&R&"{FACE},Regular"&8{words.PAGE_OF.in_(self.book.look.lang)}'
        left = cut_utf16(self.book.title.replace("&", "&&"), 80)
        kept(sheet.set_footer(footer.format(left=left), {"margin": 0.3}))
        if repeat is not None:
            kept(sheet.repeat_rows(*repeat))
            self._repeated = sum(self._height(row) for row in range(repeat[0], repeat[1] + 1))
        if last is not None:
            kept(sheet.print_area(*last))

    def on_one_page(self, area: Area, zoom: int) -> None:
        """What stands in the area is printed on one page, and shown so small that it is on the screen at once.

        Args:
            area: All that is printed.
            zoom: In percent.
        """
        self.sheet.fit_to_pages(1, 1)
        self.sheet.set_zoom(zoom)
        kept(self.sheet.print_area(*area))

    def spread(self) -> None:
        """A table too wide to be read on one lying page is printed on several, its first column on each."""
        across = math.ceil(self._width * SMALLEST / LYING_WIDTH)
        if across > 1:
            self.sheet.fit_to_pages(across, 0)
            kept(self.sheet.repeat_columns(0))

    def on_whole_pages(self, first: int, last: int) -> None:
        """One page if that is enough or nearly; else a new one begins with `first` where its block would be torn apart.

        How wide a digit is differs between programs, so that a page is taken to hold what it does in the roomiest.

        Args:
            first: The first row of the block that ends the sheet, which lies.
            last: Its last row.
        """
        room = LYING_HEIGHT * max(1.0, self._width / LYING_WIDTH)
        above, block = [self._height(row) for row in range(first)], sum(map(self._height, range(first, last + 1)))
        used = 0.0
        if block + sum(above) <= room * SHRUNK:
            self.sheet.fit_to_pages(1, 1)
            return
        for height in above:
            used = (self._repeated if used + height > room else used) + height
        if used + block > room:
            self.sheet.set_h_pagebreaks([first])

    def _height(self, row: int) -> float:
        """The height of a row, in points."""
        if row in self._points:
            return self._points[row]
        for rows, each in self._runs:
            if row in rows:
                return float(each.distinct[each.codes[row - rows.start]])
        return DEFAULT_POINTS

    def chart(self, row: int, column: int, chart: "Chart") -> None:
        """A chart with its upper left corner in a cell."""
        drawn = self.book.workbook.add_chart({"type": chart.form})
        sides = {"categories": chart.categories.on(self.name), "values": chart.values.on(self.name)}
        label = {"value": True, "font": {"name": FACE, "size": 9, "color": INK}}
        if chart.number_format:
            label["num_format"] = chart.number_format
        if chart.labels:
            label["custom"] = [{"value": text} for text in chart.labels]
        face = {"name": FACE, "size": 9, "color": INK}
        points = [{"fill": {"color": ink}} for ink in chart.colours] if chart.colours else None
        series = {**sides, "fill": {"color": SLATE}, "data_labels": label, "gap": 60}
        kept(drawn.add_series(series | ({"points": points} if points else {})))
        drawn.set_title({"name": chart.title, "overlay": False, "name_font": {**face, "size": 11, "bold": True}})
        drawn.set_legend({"none": True})
        names = {"num_font": face, "line": {"color": LINE}, "major_tick_mark": "none"}
        if chart.smallest < 0:
            names["label_position"] = "low"
        # The figures at the ends of the bars need room beyond the longest one.
        room = 1.4 if chart.labels else 1.15
        most = {"max": chart.largest * room} if chart.largest > 0 else {}
        least = {"min": chart.smallest * 1.15 if chart.smallest < 0 else 0}
        amounts = {"visible": False, "major_gridlines": {"visible": False}, **least, **most}
        # A bar chart's names stand on its y axis, from below unless told otherwise.
        lying = chart.form == "bar"
        drawn.set_x_axis(amounts if lying else names)
        drawn.set_y_axis({**names, "reverse": True} if lying else amounts)
        drawn.set_chartarea({"border": {"color": LINE}})
        drawn.set_size({"width": chart.width, "height": chart.height})
        place = {"description": chart.description, "object_position": 1}
        kept(self.sheet.insert_chart(row, column, drawn, place))


class Chart(NamedTuple):
    """A chart of one series.

    Attributes:
        form: `column` or `bar`.
        title: What it shows.
        description: The same in words, for those who can't see it.
        categories: The cells with the names.
        values: The cells with the numbers.
        number_format: How the numbers at the bars are shown; blank: as in the cells.
        colours: One a bar, where they differ.
        labels: What stands at each bar instead of its number.
        largest: The largest of the values.
        smallest: The smallest, where any is below 0.
        width: In pixels, as is the height.
        height: In pixels.
    """

    form: str
    title: str
    description: str
    categories: Area
    values: Area
    number_format: str = ""
    colours: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    largest: float = 0.0
    smallest: float = 0.0
    width: int = 520
    height: int = 280


class Book:
    """A workbook in memory.

    Args:
        look: Language, company and day.
        title: What it is; stands in its properties and at the foot of every page.
    """

    def __init__(self, look: Look, title: str) -> None:
        self.look = look
        self.title = title
        self.bytes = io.BytesIO()
        self.workbook = BulkWorkbook(self.bytes, options())
        day = look.as_of
        self.workbook.set_properties(
            {"title": title, "author": look.company.name, "created": datetime(day.year, day.month, day.day)}
        )
        self._worn: dict[int, Worn] = {}
        self._taken: set[str] = set()
        self._lists: dict[tuple[str, ...], str] = {}
        self._list_name = ""

    def page(self, name: str) -> Page:
        """A new sheet behind the others, under a name made safe and unique."""
        return Page(self, sheet_name(name, self._taken))

    def format(self, style: Style) -> Worn:
        """The workbook's format for a style, made once."""
        # Styles are told apart by identity, which spares a look at every property; a format keeps its style alive.
        worn = self._worn.get(id(style))
        if worn is None:
            worn = self._worn[id(style)] = Worn(style, self.workbook.numbers)
        return worn

    def formats(self, styles: Style | Sequence[Style] | Coded, count: int) -> Coded:
        """The workbook's formats of a column by their distinct ones: one style for all its cells, or one a cell."""
        found = one_for_all(styles, count) if isinstance(styles, Style) else coded_objects(styles)
        return Coded(list(map(self.format, found.distinct)), found.codes)

    def list_area(self, choices: Sequence[str]) -> str:
        """Where a dropdown's list stands on the list sheet, which is the last one and hidden."""
        if not self._list_name:
            self._list_name = sheet_name(words.LIST_SHEET.in_(self.look.lang), self._taken)
        column = len(self._lists)
        area = Area(0, column, len(choices) - 1, column).on(self._list_name)
        return self._lists.setdefault(tuple(choices), area)

    def close(self) -> bytes:
        """The whole workbook; nothing can be written to it any more."""
        if self._lists:
            page = Page(self, self._list_name)
            for column, choices in enumerate(self._lists):
                page.column(0, column, choices)
            page.sheet.hide()
        self.workbook.close()
        return self.bytes.getvalue()


def cell_name(row: int, column: int) -> str:
    """A cell as Excel shows it: (0, 0) is A1."""
    return str(xl_rowcol_to_cell(row, column))


def range_name(area: Area) -> str:
    """An area as Excel shows it: A1:C9."""
    return f"{cell_name(area.first_row, area.first_column)}:{cell_name(area.last_row, area.last_column)}"
