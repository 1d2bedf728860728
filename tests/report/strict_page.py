"""A page read as strictly as a page can be: every tag closed in its order, every name there once, every place known."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}
EMPTY = {"rect", "line"}
"""Parts of a drawing that close themselves."""


@dataclass
class StrictPage(HTMLParser):
    """What a page holds.

    Attributes:
        tags: Every element with its attributes, in order.
        texts: Every text with the element around it.
    """

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens; it says nothing twice."""
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> says {names} twice"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element closes itself, as parts of drawings may."""
        assert tag in EMPTY, f"<{tag}/> closes itself"
        self.handle_starttag(tag, attrs)
        self.opened.pop()

    def handle_endtag(self, tag: str) -> None:
        """The element that opened last closes."""
        assert self.opened and self.opened.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        """A text that is read."""
        if data.strip():
            self.texts.append((self.opened[-1], data.strip()))

    def named(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a name."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def links(self) -> list[str]:
        """Where the page leads."""
        return [attributes["href"] for attributes in self.named("a")]

    def text(self) -> str:
        """All that is read."""
        return "\n".join(text for tag, text in self.texts if tag != "style")


def strict(content: bytes) -> StrictPage:
    """A page that is whole: no tag left open, ids unique, every place that is spoken of there."""
    text = content.decode("utf-8")
    assert text.startswith("<!DOCTYPE html>\n")
    page = StrictPage()
    page.feed(text)
    page.close()
    assert page.opened == []
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    spoken_of = {link[1:] for link in page.links if link.startswith("#")}
    for _, attributes in page.tags:
        spoken_of |= {*attributes.get("aria-labelledby", "").split()}
    assert spoken_of <= set(ids)
    return page
