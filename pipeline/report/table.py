"""A typed table to a sheet that can be printed and sent: title, header, rows, totals, form, filters, page set-up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.report import styles
from pipeline.report.coded import Coded, added, coded, coded_objects, one_for_all, with_words
from pipeline.report.heading import GAP_POINTS, heading
from pipeline.report.parts import Rows, parts_of, told
from pipeline.report.shown import Fit, fit, lines_needed, style_of, styles_of, values_of
from pipeline.report.styles import Style
from pipeline.report.workbook import Area, Page, range_name
from schemas.cells import CODE, DAY, FLAG, MOMENT, TEXT, Cell
from schemas.sentences import report as words
from schemas.words import Lang

LINE_POINTS = 14.0
TOTAL_POINTS = 21.0
HEADER_POINTS = 33.0
WIDEST = 40
FORM_ROOM = 16
LARGEST_ROW_POINTS = 400.0
PORTRAIT_WIDTH = 96.0
"""Columns together wider than so many digits lie across the page."""


@dataclass(frozen=True)
class Table:
    """How an answer stands on a sheet.

    Attributes:
        cells: The columns by name, in order.
        form: Those that people fill in: coloured, with dropdowns and checks.
        totals: Those that are added up below.
        caps: The width from which a text wraps, by column; 40 where it says nothing.
        floors: The least width, by column; a text to fill in has room anyway.
        overflowing: Columns whose text goes on over the blank cells to the right instead of wrapping: the last one.
        frozen: Columns that stay in sight on the left.
        unprinted: Columns at the right end that stand on the sheet and not on paper.
        quiet_zeros: Amounts of 0 are shown as a dash.
        links: Columns whose cells lead somewhere.
        worded: Columns of days in whose blank cells the words of another column stand: its name, by theirs.
    """

    cells: Mapping[str, Cell]
    form: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    caps: Mapping[str, int] = field(default_factory=dict)
    floors: Mapping[str, int] = field(default_factory=dict)
    overflowing: tuple[str, ...] = ()
    frozen: int = 1
    unprinted: tuple[str, ...] = ()
    quiet_zeros: bool = False
    links: tuple[str, ...] = ()
    worded: Mapping[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[str, ...]:
        """The columns that an answer must have to stand on a sheet."""
        return *self.cells, *self.worded.values()

    def beyond(self, last: str) -> tuple[str, ...]:
        """The columns behind one."""
        return tuple(self.cells)[self.column(last) + 1 :]

    def without(self, *names: str) -> "Table":
        """The same table without some columns."""
        cells = {name: cell for name, cell in self.cells.items() if name not in names}

        def kept(columns: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(name for name in columns if name not in names)

        return replace(
            self,
            cells=cells,
            form=kept(self.form),
            totals=kept(self.totals),
            overflowing=kept(self.overflowing),
            unprinted=kept(self.unprinted),
        )

    def looks(self, name: str, column: Coded, fit: Fit) -> Style | Coded:
        """How the cells of a column look: one style for all, or one a row."""
        if name in self.links:
            return styles.LINK
        base = styles.FORM if name in self.form else styles.BODY
        looks = styles_of(column.distinct, self.cells[name], base, wraps=fit.wraps, quiet_zeros=self.quiet_zeros)
        if isinstance(looks, Style):
            return looks
        each = coded_objects(looks)
        return Coded(each.distinct, each.codes[column.codes])

    def column(self, name: str) -> int:
        """Where a column stands, from 0."""
        return list(self.cells).index(name)

    def fit(self, name: str, column: Coded, lang: Lang) -> Fit:
        """How wide a column is."""
        cell = self.cells[name]
        floor = self.floors.get(name, FORM_ROOM if name in self.form and cell.holds in (TEXT, CODE) else 0)
        found = fit(column.distinct, cell, lang, floor, self.caps.get(name, WIDEST))
        return Fit(found.width, wraps=found.wraps and name not in self.overflowing)


@dataclass(frozen=True)
class Placed:
    """Where a table stands.

    Attributes:
        page: The sheet.
        area: Header and rows, what the filter covers.
        next_row: The first row below it and its totals.
        width: Of its columns together, in digits.
        sums: Of what is added up, scaled, by column.
    """

    page: Page
    area: Area
    next_row: int
    width: float
    sums: Mapping[str, int]

    def cells_of(self, column: int) -> Area:
        """The cells of a column under the header."""
        return Area(self.area.first_row + 1, column, self.area.last_row, column)


def report_page(
    page: Page, title: str, rows: Rows, table: Table, notes: Sequence[str] = (), *, spare: float = 0.0
) -> Placed:
    """A whole sheet of one table: heading, table, totals, frozen header, filter, print set-up.

    What a sheet has no room for goes on on further ones, made like the first; below the last, whose place is
    returned, stand the totals of all.

    Args:
        page: A new sheet.
        title: What it is.
        rows: The answer, in its order.
        table: How it stands.
        notes: What a reader must know, one line each under the title.
        spare: Room for what will stand beside the table, in digits.
    """
    placed = put_parts(page, rows, table, lambda sheet, said: heading(sheet, title, [*said, *notes]))
    for one in placed:
        furnish(one, table, spare)
    return placed[-1]


def furnish(placed: Placed, table: Table, spare: float) -> None:
    """Frozen header, filter and print set-up of the sheet that a table stands on."""
    page, top = placed.page, placed.area.first_row
    page.freeze(top + 1, table.frozen)
    page.filter(placed.area)
    printed = len(table.cells) - len(table.unprinted)
    page.print_as(
        landscape=placed.width + spare > PORTRAIT_WIDTH,
        repeat=(top, top),
        last=Area(0, 0, placed.next_row - 1, printed - 1) if table.unprinted else None,
    )


def furnish_across(placed: Placed) -> None:
    """Frozen header, filter and print set-up across the page, of a sheet on which more stands than a table."""
    page, top = placed.page, placed.area.first_row
    page.freeze(top + 1)
    page.filter(placed.area)
    page.print_as(landscape=True, repeat=(top, top))


def put_table(page: Page, rows: Rows, table: Table, top: int, strong: frozenset[int] = frozenset()) -> Placed:
    """Header, rows and totals from a row down; column widths and row heights follow from what they hold.

    Args:
        page: The sheet.
        rows: The answer, in its order.
        table: How it stands.
        top: The row of the header.
        strong: The rows that stand out, by position.
    """
    return put_totals(table, [put_rows(page, rows, table, top, strong)])


Head = Callable[[Page, Sequence[str]], int]


def put_parts(page: Page, rows: Rows, table: Table, head: Head, strong: frozenset[int] = frozenset()) -> list[Placed]:
    """A table on as many sheets as it takes, a part on each, the totals of all below the last; where each stands.

    Args:
        page: The first sheet; the others are made as they are needed.
        rows: The answer, in its order.
        table: How it stands.
        head: Writes what stands above a part, with what is said of it; returns the row of the header.
        strong: The rows that stand out, by position.
    """
    placed: list[Placed] = []
    for part in parts_of(rows):
        sheet = page.book.page(page.name) if placed else page
        top = head(sheet, told(part, page.book.look.lang, added_up=bool(table.totals)))
        placed.append(put_rows(sheet, part.rows, table, top, part.of(strong)))
    return [*placed[:-1], put_totals(table, placed)]


def put_rows(page: Page, rows: Rows, table: Table, top: int, strong: frozenset[int]) -> Placed:
    """Header and rows, as of `put_table`."""
    lang = page.book.look.lang
    columns = {name: coded(rows[name]) for name in table.cells}
    count = len(next(iter(columns.values())).codes)
    fits = {name: table.fit(name, column, lang) for name, column in columns.items()}
    area = Area(top, 0, top + count, len(table.cells) - 1)
    put_header(page, table, top, lang)
    filled, stands_out = [], np.array([row in strong for row in range(count)], bool) if strong else None
    for name, cell in table.cells.items():
        values = Coded(values_of(columns[name].distinct, cell, lang), columns[name].codes)
        if name in table.worded:
            values = with_words(values, coded(rows[table.worded[name]]))
        filled.append((values, with_strong(table.looks(name, columns[name], fits[name]), stands_out)))
    page.columns(top + 1, 0, filled)
    page.widths(found.width for found in fits.values())
    page.accept_digits_as_text(area)
    set_heights(page, columns, count, fits, top + 1)
    sums = {name: added(columns[name]) for name in table.totals}
    placed = Placed(page, area, area.last_row + 1, sum(found.width for found in fits.values()), sums)
    put_checks(table, placed, lang)
    return placed


def with_strong(looks: Style | Coded, stands_out: np.ndarray | None) -> Style | Coded:
    """The same looks, with the rows standing out that do; None: no row does."""
    if stands_out is None:
        return looks
    distinct, codes = one_for_all(looks, len(stands_out)) if isinstance(looks, Style) else looks
    return Coded([*distinct, *map(styles.strong, distinct)], codes + len(distinct) * stands_out)


def put_header(page: Page, table: Table, row: int, lang: Lang) -> None:
    """The labels; those of the form in another colour."""
    page.height(row, HEADER_POINTS)
    for place, (name, cell) in enumerate(table.cells.items()):
        page.text(row, place, cell.label.in_(lang), styles.FORM_HEADER if name in table.form else styles.HEADER)


def set_heights(page: Page, columns: Mapping[str, Coded], count: int, fits: Mapping[str, Fit], first: int) -> None:
    """Rows as high as their longest text needs; Excel doesn't find that out by itself when a file is opened."""
    wrapping = [(columns[name], found.width) for name, found in fits.items() if found.wraps]
    lines = coded(lines_needed(wrapping)) if wrapping else one_for_all(1, count)
    points = [min(needed * LINE_POINTS + 6, LARGEST_ROW_POINTS) for needed in lines.distinct]
    page.heights(first, Coded(points, lines.codes))


def put_checks(table: Table, placed: Placed, lang: Lang) -> None:
    """Dropdowns and day checks on the columns that people fill in."""
    if placed.area.last_row == placed.area.first_row:
        return
    for name in table.form:
        cell, area = table.cells[name], placed.cells_of(table.column(name))
        if cell.choices is not None:
            placed.page.dropdown(area, [choice.in_(lang) for choice in cell.choices])
        elif cell.holds == FLAG:
            placed.page.dropdown(area, [words.YES.in_(lang), words.NO.in_(lang)])
        elif cell.holds in (DAY, MOMENT):
            placed.page.days_only(area)


def put_totals(table: Table, parts: Sequence[Placed]) -> Placed:
    """Sums of what the filters show, below a thin gap that keeps them out of filtering and sorting.

    Those of all parts, a sheet each, stand below the last one; returns its place with them.
    """
    last = parts[-1]
    if not table.totals:
        return last
    page, gap = last.page, last.next_row
    row = gap + 1
    page.height(gap, GAP_POINTS)
    page.height(row, TOTAL_POINTS)
    for place, (name, cell) in enumerate(table.cells.items()):
        if name in table.totals:
            style = style_of(styles.TOTAL, cell.holds, quiet_zeros=table.quiet_zeros)
            put_sum(row, place, parts, sum(part.sums[name] for part in parts), cell, style)
        elif place == 0:
            page.text(row, place, words.TOTAL.in_(page.book.look.lang), styles.TOTAL_LABEL)
        else:
            page.blank(row, place, styles.TOTAL)
    return replace(last, next_row=row + 1)


def put_sum(row: int, column: int, parts: Sequence[Placed], total: int, cell: Cell, style: Style) -> None:
    """The sum of the cells in sight, with its value; a plain 0 where there is no row."""
    *others, last = parts
    value, area = total / 10 ** (cell.holds.decimals or 0), last.cells_of(column)
    if area.last_row < area.first_row:
        last.page.number(row, column, value, style)
    else:
        ranges = [*(other.cells_of(column).on(other.page.name).removeprefix("=") for other in others), range_name(area)]
        last.page.formula(row, column, f"=SUBTOTAL(109,{','.join(ranges)})", value, style)
