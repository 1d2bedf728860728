"""Styles to the numbers that they have in one workbook, and the styles of a workbook to its part styles.xml.

xlsxwriter makes the formats of each workbook anew. Here a cell's format is a style with its number, and workbooks
that come to the same styles in the same order share the part, which xlsxwriter writes. It leans on private names of
xlsxwriter, whose version is pinned; a test compares both ways.
"""

from functools import lru_cache
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter.styles import Styles
from xlsxwriter.workbook import Workbook

from pipeline.report.styles import FACE, Style

KEPT = 200
"""So many parts are kept; the workbooks of one kind differ little in the order in which they come to their styles."""


def options() -> dict[str, Any]:
    """Of every workbook: text stays text, and the font of what has no style. New each time: xlsxwriter alters it."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "use_zip64": True,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FACE, "font_size": 10},
    }


class Numbers:
    """The numbers of a workbook's styles, in the order in which its cells, and its colour rules, come to them."""

    def __init__(self) -> None:
        self.of_cells: dict[Style, int] = {}
        self.of_rules: dict[Style, int] = {}


class Worn:
    """A style as one workbook wears it, in the place of a format of xlsxwriter's."""

    def __init__(self, style: Style, numbers: Numbers) -> None:
        self.style = style
        self.numbers = numbers
        self.number = 0

    def _get_xf_index(self) -> int:
        """Its number among the styles of cells; 0 is the workbook's own."""
        if not self.number:
            self.number = self.numbers.of_cells.setdefault(self.style, len(self.numbers.of_cells) + 1)
        return self.number

    def _get_dxf_index(self) -> int:
        """Its number among the styles of colour rules."""
        return self.numbers.of_rules.setdefault(self.style, len(self.numbers.of_rules))


@lru_cache(KEPT)
def styles_part(cells: tuple[Style, ...], rules: tuple[Style, ...], *, comments: bool) -> str:
    """The part styles.xml, as xlsxwriter writes it.

    Args:
        cells: The styles of cells, in the order of their numbers.
        rules: Those of colour rules.
        comments: Some cell has a comment, whose font stands among the others.
    """
    book = Workbook(BytesIO(), options())
    for style in cells:
        book.add_format(style.properties())._get_xf_index()
    for style in rules:
        book.add_format(style.properties())._get_dxf_index()
    book._prepare_format_properties()
    counts = (book.font_count, book.num_formats, book.border_count, book.fill_count)
    part, text = Styles(), StringIO()
    part._set_style_properties([book.xf_formats, book.palette, *counts, book.custom_colors, book.dxf_formats, comments])
    part._set_xml_writer(text)
    part._assemble_xml_file()
    return text.getvalue()
