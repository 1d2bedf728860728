"""The parts of a page to one HTML file that needs nothing else: no network, no script, no clock.

Every text is escaped where it is put; what no page may hold (control characters, halves of a pair) is shown as �.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from pipeline.report.styles import Tone
from schemas.words import Lang

TEMPLATES = Path(__file__).parent / "page"
LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
NOT_IN_A_PAGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Text:
    """One text of a page.

    Attributes:
        text: What is read.
        href: Where it leads, as `link_to` gives it; "" nowhere.
        tone: What its colour says; the text says it too.
        beside: What stands behind it in the same cell.
    """

    text: str
    href: str = ""
    tone: Tone | None = None
    beside: "tuple[Text, ...]" = ()


@dataclass(frozen=True)
class Column:
    """One column of a grid: its label, and whether it holds numbers."""

    label: str
    is_number: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; the first cell of a row says what the row is about.

    Attributes:
        caption: What the table is.
        columns: Its columns.
        rows: Each as long as the columns.
        more: What is left out, in a sentence; "" nothing.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    more: str = ""


@dataclass(frozen=True)
class Tile:
    """One figure that people ask for first; a link says what it leads to, label and figure."""

    label: str
    value: str
    note: str
    href: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: what it is, its figure in words, how long it is beside the longest (0 to 1), its tone."""

    label: str
    value: str
    share: float
    tone: Tone | None = None


@dataclass(frozen=True)
class Chart:
    """A small chart.

    Attributes:
        title: What it shows.
        description: The same in words, for those who can't see it.
        bars: Its bars.
        upright: Whether they stand side by side, for short labels in order of time; else one below the other.
    """

    title: str
    description: str
    bars: tuple[Bar, ...]
    upright: bool = False


@dataclass(frozen=True)
class Shelf:
    """Files of one folder: folded away under its title, to be opened with a click or a key."""

    title: str
    links: tuple[Text, ...]
    more: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page with a heading; `key` is its place in links."""

    key: str
    title: str
    notes: tuple[str, ...] = ()
    tiles: tuple[Tile, ...] = ()
    charts: tuple[Chart, ...] = ()
    grids: tuple[Grid, ...] = ()
    shelves: tuple[Shelf, ...] = ()


@dataclass(frozen=True)
class WebPage:
    """A whole page.

    Attributes:
        lang: Its language.
        title: Its title and heading.
        subtitle: What it speaks of.
        skip: What the link says that leads past the list of sections.
        contents: What the list of sections is called.
        sections: Its parts, in order.
        notes: What a reader must know, at the end.
    """

    lang: Lang
    title: str
    subtitle: str
    skip: str
    contents: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()


def rendered(page: WebPage) -> bytes:
    """The page as a file in UTF-8; the same page gives the same bytes."""
    return template().render(page=page, lang=LANGUAGES[page.lang]).encode()


def link_to(path: str) -> str:
    """A path below the outbox, with `/`, as a link of a page that lies in the outbox."""
    return quote(os.fsencode(path))


def bars(labels: Sequence[str], figures: Sequence[int], said: Sequence[str], tones: Sequence[Tone | None]) -> list[Bar]:
    """A bar a figure, as long as it is beside the largest; one below 0 has no length, but is said."""
    largest = max([*figures, 1])
    return [
        Bar(label, words, max(figure, 0) / largest, tone)
        for label, figure, words, tone in zip(labels, figures, said, tones, strict=True)
    ]


@cache
def template() -> Template:
    """The page's template, in which every text is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("overview.html")


def visible(value: object) -> object:
    """A text without what no page may hold; markup of the template's own as it is."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return NOT_IN_A_PAGE.sub("\ufffd", value)
    return value
