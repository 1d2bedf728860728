"""How cells look: one palette, one face, and the few styles that every workbook is made of."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, Self

FACE = "微软雅黑"

INK = "#1F2A37"
QUIET = "#5B6672"
SLATE = "#2F4858"
LINE = "#D5DBE1"
RULE = "#8797A5"
HEADER_FILL = "#E4EAEF"
FORM_HEADER_FILL = "#F8EBC8"
FORM_FILL = "#FFFBF0"
TOTAL_FILL = "#F3F6F8"


class Tone(StrEnum):
    """What a colour says of a word; the word itself always stands beside it."""

    BAD = "bad"
    WARN = "warn"
    GOOD = "good"
    QUIET = "quiet"


TONES = {
    Tone.BAD: ("#9B1C1C", "#FBE9E7"),
    Tone.WARN: ("#8A5A00", "#FDF3DC"),
    Tone.GOOD: ("#1E6B3A", "#E8F3EA"),
    Tone.QUIET: ("#5B6672", "#F1F3F5"),
}
"""Ink and fill of each tone; dark on light, so that they also print in grey."""

BAR_INKS: dict[Tone | None, str] = {
    Tone.BAD: "#B23A3A",
    Tone.WARN: "#D9A441",
    Tone.GOOD: "#5E8C6A",
    Tone.QUIET: "#A7B3BE",
}
"""The colour of a chart's bar; SLATE where a word has no tone."""


@dataclass(frozen=True)
class Style:
    """How one cell looks; equal styles share one format of the workbook."""

    size: int = 10
    bold: bool = False
    underline: int = 0
    font_color: str = INK
    bg_color: str = ""
    align: str = ""
    valign: str = "vcenter"
    text_wrap: bool = False
    indent: int = 0
    num_format: str = ""
    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0
    border_color: str = LINE
    locked: bool = True

    def but(self, **changes: Any) -> Self:
        """The same style with some properties changed."""
        return replace(self, **changes)

    def toned(self, tone: Tone) -> Self:
        """The same style in the colours of a tone."""
        ink, fill = TONES[tone]
        return replace(self, font_color=ink, bg_color=fill)

    def properties(self) -> dict[str, Any]:
        """As xlsxwriter wants them; what is off is left out."""
        return properties_of(self)


@cache
def properties_of(style: Style) -> dict[str, Any]:
    """The properties of a style, found out once and not to be changed: every workbook has the same few styles."""
    given = {name: value for name, value in asdict(style).items() if name not in {"size", "locked"} and value}
    extra = {} if style.locked else {"locked": False}
    return {"font_name": FACE, "font_size": style.size, **given, **extra}


@cache
def strong(style: Style) -> Style:
    """How a cell looks in a row that stands out."""
    return style.but(bold=True, bg_color=TOTAL_FILL)


TITLE = Style(size=16, bold=True, font_color=SLATE)
SUBTITLE = Style(font_color=QUIET)
NOTE = Style(font_color=QUIET)
HEADING = Style(size=11, bold=True, font_color=SLATE)
HEADER = Style(
    bold=True, bg_color=HEADER_FILL, align="center", text_wrap=True, top=1, bottom=2, left=1, right=1, border_color=RULE
)
FORM_HEADER = HEADER.but(bg_color=FORM_HEADER_FILL)
BODY = Style(top=1, bottom=1, left=1, right=1)
FORM = BODY.but(bg_color=FORM_FILL, locked=False)
TOTAL = Style(bold=True, bg_color=TOTAL_FILL, top=1, bottom=6, border_color=RULE)
TOTAL_LABEL = TOTAL.but(indent=1)
STATEMENT_TITLE = TITLE.but(size=18)
NAMED = Style(bold=True)
SIGNED_FOR = NAMED.but(text_wrap=True, valign="top")
LISTED = BODY.but(text_wrap=True, indent=1, align="left")
LABEL = Style(font_color=QUIET)
LINK = BODY.but(font_color="#1F5FA8", underline=1, align="center")
VALUE = Style()
BLANK_LINE = Style(bottom=1, border_color=QUIET)
