"""A page needs nothing but itself, escapes what it is told, and can be read by everybody."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.report.html import (
    TEMPLATES,
    Chart,
    Column,
    Grid,
    Section,
    Shelf,
    Text,
    Tile,
    WebPage,
    bars,
    link_to,
    rendered,
)
from pipeline.report.styles import Tone
from schemas.words import Lang
from tests.report.strict_page import strict

NASTY = [
    "<script>alert(1)</script>",
    "\"&'",
    "</title><b>",
    "שלום עולם",
    "\u202eABC",
    "a\x00b\x1fc\ud800d\uffff",
    "{{ 7 * 7 }}",
]
STYLE = (TEMPLATES / "overview.css").read_text(encoding="utf-8")
TEXT_INKS = ("ink", "soft", "link", "bad", "warn", "good", "quiet")
ENOUGH_FOR_TEXT, ENOUGH_FOR_SHAPES, ENOUGH_BESIDE_ITS_TRACK = 4.5, 3.0, 3.0


def page_of(*said: str, lang: Lang = "zh") -> WebPage:
    """A page with every part there is, all of which say the same."""
    texts = tuple(Text(word, href=link_to("对账单/a b.xlsx"), tone=Tone.BAD, beside=(Text(word),)) for word in said)
    some = said[0]
    section = Section(
        "one",
        some,
        (some,),
        (Tile(some, some, some, "#two"), Tile(some, "1", "")),
        (
            Chart(some, some, tuple(bars(said, range(len(said)), said, [None] * len(said)))),
            Chart(some, some, tuple(bars(said, range(len(said)), said, [Tone.GOOD] * len(said))), upright=True),
        ),
        (Grid(some, (Column(some), Column(some, True)), tuple((text, text) for text in texts), some),),
        (Shelf(some, texts, some),),
    )
    return WebPage(lang, some, some, some, some, (section, Section("two", some)), (some,))


@pytest.mark.parametrize("word", NASTY)
def test_whatever_a_sheet_says_stays_text(word: str):
    page = strict(rendered(page_of(word, word)))
    assert not page.named("script") and not page.named("b")
    shown = re.sub("[\x00\x1f\ud800\uffff]", "\ufffd", word)
    assert [text for tag, text in page.texts if tag == "title"][:1] == [shown]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


@settings(max_examples=15)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=3))
def test_any_words_give_a_whole_page_the_same_each_time(said: list[str]):
    content = rendered(page_of(*said))
    assert content == rendered(page_of(*said))
    strict(content)


def test_a_page_needs_nothing_but_itself_and_runs_nothing():
    page = strict(rendered(page_of("红单")))
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "object", "form", "base"}
    assert [link["href"] for link in page.named("link")] == ["data:,"]
    assert "url(" not in STYLE and "@import" not in STYLE
    policy = next(meta for meta in page.named("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"].startswith("default-src 'none'; style-src 'unsafe-inline'")


@pytest.mark.parametrize(("lang", "language"), [("zh", "zh-CN"), ("en", "en")])
def test_a_page_says_its_language_and_can_be_read_without_seeing_it(lang: Lang, language: str):
    page = strict(rendered(page_of("红单", "运单", lang=lang)))
    assert page.named("html") == [{"lang": language}]
    tags = [tag for tag, _ in page.tags]
    assert all(tags.count(landmark) == 1 for landmark in ("header", "nav", "main", "footer", "h1"))
    assert page.links[0] == "#main" and tags.index("a") < tags.index("nav")
    assert page.named("nav")[0]["aria-label"]
    assert len(page.named("caption")) == len(page.named("table"))
    assert {th["scope"] for th in page.named("th")} == {"col", "row"}
    for drawing in page.named("svg"):
        title, description = drawing["aria-labelledby"].split()
        assert (
            drawing["role"] == "img"
            and {"id": title} in page.named("title")
            and {"id": description} in page.named("desc")
        )


def test_a_first_figure_is_one_link_that_says_what_it_counts():
    section = Section("one", "一", tiles=(Tile("未收回单据", "26", "金额 1.00", "#one"), Tile("订单", "3", "", "")))
    text = rendered(WebPage("zh", "t", "s", "k", "c", (section,))).decode()
    body = text[text.index("<main") :]
    named = [" ".join(re.sub("<[^>]+>", "", link).split()) for link in re.findall("<a .+?</a>", body, re.DOTALL)]
    assert named == ["未收回单据 26"]
    assert re.findall('class="value">(.+?)<', body) == ["26", "3"] and "金额 1.00" in body


def test_headings_go_down_step_by_step_and_nobody_is_taken_out_of_the_order_of_tabs():
    page = strict(rendered(page_of("红单")))
    headings = [tag for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings == ["h1", "h2", "h2"]
    assert {attributes["tabindex"] for _, attributes in page.tags if "tabindex" in attributes} == {"-1"}
    assert {tag for tag, attributes in page.tags if "tabindex" in attributes} == {"main", "h2"}
    sections = [attributes["aria-labelledby"] for attributes in page.named("section")]
    assert sections == [attributes["id"] for attributes in page.named("h2")]


def test_a_link_leads_from_the_outbox_to_any_name_in_it():
    for name in ("对账单/2026-10/", "a b#1?.xlsx", "50%.xlsx", "a:b.xlsx", "=1+1 商贸.xlsx", "\"&'.xlsx"):
        link = link_to(name)
        assert unquote(link) == name and re.fullmatch(r"[A-Za-z0-9%/._~-]+", link)


def test_a_bar_is_as_long_as_it_is_beside_the_largest_and_below_nothing_there_is_none():
    assert [bar.share for bar in bars("abc", [50, 100, -5], "xyz", [None] * 3)] == [0.5, 1.0, 0.0]
    assert [bar.share for bar in bars("a", [0], "x", [None])] == [0.0]


# --- colours -----------------------------------------------------------------------------------


def inks(scheme: str) -> dict[str, str]:
    """The colours of one scheme by name."""
    light, dark, printed = (
        dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{(.+?)\}", STYLE, re.DOTALL)
    )
    return {"light": light, "dark": dark, "print": printed}[scheme]


def brightness(colour: str) -> float:
    """Relative luminance, as WCAG 2 has it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How much two colours stand apart, from 1 to 21."""
    brighter, darker = sorted((brightness(one), brightness(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_every_word_and_bar_stands_out_from_what_is_behind_it(scheme: str):
    colours = inks(scheme)
    assert len(colours) == 11
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    for ground in ("back", "face"):
        for ink in TEXT_INKS:
            assert contrast(colours[ink], colours[ground]) >= ENOUGH_FOR_TEXT, f"{ink} on {ground}"
        assert contrast(colours["plain"], colours[ground]) >= ENOUGH_FOR_SHAPES
    for bar in ("plain", "bad", "warn", "good", "quiet"):
        assert contrast(colours[bar], colours["line"]) >= ENOUGH_BESIDE_ITS_TRACK, f"{bar} on its track"


def test_the_page_has_its_looks_for_phones_print_keyboards_and_the_dark():
    for asked in (
        "prefers-color-scheme: dark",
        "@media print",
        "max-width: 44rem",
        ":focus-visible",
        "color-scheme: light dark",
    ):
        assert asked in STYLE


def test_what_the_page_is_made_of_is_packed_with_the_program():
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert '"pipeline.report" = ["page/*"]' in project
    assert {path.name for path in TEMPLATES.iterdir()} == {"overview.html", "parts.html", "overview.css"}
